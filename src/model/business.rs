//! What exists, by index: the fixed structure of a scenario. Every number in it is a [`Slot`], the place of
//! an assumption; the values come with [`super::Inputs`].

use super::Slot;
pub use super::bridge::Bridge;
pub use super::cannibalisation::Displacement;
pub use super::co2::Co2;
pub use super::contract::Contract;
pub use super::cost_driver::Driver;
pub use super::funding::Funding;
pub use super::plant::Plant;
pub use super::service::Service;
pub use super::spillover::Spillover;
use super::yardstick::Yardsticks;

/// A thing with a stable name (as in the scenario file) and a label for people.
#[derive(Clone, Debug, PartialEq)]
pub struct Named {
    /// Name in the scenario file.
    pub id: String,
    /// Label for tables and plots.
    pub label: String,
}

/// Kind of drive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Powertrain {
    Bev,
    Phev,
    Hev,
    Ice,
}

impl Powertrain {
    /// All powertrains, in the order of the pools.
    pub const ALL: [Powertrain; 4] = [Powertrain::Bev, Powertrain::Phev, Powertrain::Hev, Powertrain::Ice];

    /// Name in scenario files.
    pub fn id(self) -> &'static str {
        match self {
            Powertrain::Bev => "bev",
            Powertrain::Phev => "phev",
            Powertrain::Hev => "hev",
            Powertrain::Ice => "ice",
        }
    }

    /// Place in arrays by powertrain.
    pub fn index(self) -> usize {
        self as usize
    }
}

/// What a car or a service is for: a grouping of its own beside brand, powertrain and platform.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BusinessRole {
    Volume,
    Value,
    Usage,
    Industry,
}

impl BusinessRole {
    /// All roles, in the order of tables.
    pub const ALL: [BusinessRole; 4] =
        [BusinessRole::Volume, BusinessRole::Value, BusinessRole::Usage, BusinessRole::Industry];

    /// Name in scenario files.
    pub fn id(self) -> &'static str {
        match self {
            BusinessRole::Volume => "volume",
            BusinessRole::Value => "value",
            BusinessRole::Usage => "usage",
            BusinessRole::Industry => "industry",
        }
    }
}

/// The whole structure.
#[derive(Clone, Debug)]
pub struct Business {
    pub money: Money,
    pub market: Market,
    pub segments: Vec<Segment>,
    pub battery: Battery,
    pub platforms: Vec<Platform>,
    pub plants: Vec<Plant>,
    pub products: Vec<Product>,
    /// Which own cars lose to which, sorted by the car that loses.
    pub displacements: Vec<Displacement>,
    /// Whose cars make whose wanted.
    pub spillovers: Vec<Spillover>,
    /// Products that pass through a plant with limited capacity, first served first; those of one entry share
    /// what there is.
    pub queue: Vec<Vec<usize>>,
    pub contracts: Vec<Contract>,
    /// The CO2 account of the Group's pool, where a target holds.
    pub co2: Option<Co2>,
    /// The funding rule, where it is active.
    pub funding: Option<Funding>,
    /// Extra spending on hybrids, where there is any.
    pub bridge: Option<Bridge>,
    pub lines: Vec<CostLine>,
    pub restructurings: Vec<CostLine>,
    pub impairments: Vec<CostLine>,
    pub investments: Vec<Investment>,
    pub services: Vec<Service>,
    pub brands: Vec<Named>,
    pub perimeters: Vec<Perimeter>,
    /// Share of unit cost added in the twelve months after a launch.
    pub launch_excess: Slot,
    pub yardsticks: Yardsticks,
}

/// Money assumptions.
#[derive(Clone, Debug)]
pub struct Money {
    /// Mid of the year whose euros all assumptions are in.
    pub base_mid: f64,
    pub inflation_rate: Slot,
    pub discount_rate: Slot,
    pub tax_rate: Slot,
    pub loss_use_limit: Slot,
    pub working_capital_share: Slot,
}

/// Market assumptions.
#[derive(Clone, Debug)]
pub struct Market {
    pub registrations: Slot,
    pub phev_share_of_rest: Slot,
    pub hev_share_of_non_plug: Slot,
    pub bev_history_share: Slot,
    pub bev_exit_share: Slot,
    pub bev_logit_slope: Slot,
    pub bev_extra_drift: Slot,
    pub bev_price_sensitivity: Slot,
    pub bev_rule_pull: Slot,
    pub bev_required_share: Slot,
    pub bev_shock_sd: Slot,
    /// Standard normal innovations of the walk.
    pub bev_shock: Slot,
    pub ice_reference_price: Slot,
    pub pass_through: Slot,
    pub price_pressure: Slot,
    pub price_shock: Slot,
    pub price_history_index: Slot,
    pub non_bev_price_index: Slot,
    pub industry_productivity: Slot,
    pub industry_lfp_share: Slot,
}

/// A segment of the market and the industry's car in it.
#[derive(Clone, Debug)]
pub struct Segment {
    pub name: Named,
    pub share: Slot,
    /// Powertrain mix relative to the market, by [`Powertrain::index`]: structure, never uncertain.
    pub tilt: [f64; 4],
    pub reference_price: Slot,
    pub battery_kwh: Slot,
    pub other_cost: Slot,
}

/// Battery assumptions.
#[derive(Clone, Debug)]
pub struct Battery {
    pub learning_rate: Slot,
    pub output_growth: Slot,
    pub core_shock: Slot,
    pub history_index: Slot,
    pub premium: Slot,
    pub premium_decay: Slot,
    pub eur_per_usd: Slot,
    pub pack_fixed: Slot,
    /// LFP, then NMC: [`super::battery::Packs`].
    pub chemistries: [Chemistry; 2],
    pub lithium: Lithium,
}

/// Cost structure of a cell chemistry.
#[derive(Clone, Debug)]
pub struct Chemistry {
    pub core: Slot,
    pub learning_part: Slot,
    pub floor: Slot,
    pub lithium_sensitivity: Slot,
}

/// Lithium price process.
#[derive(Clone, Debug)]
pub struct Lithium {
    pub reference: Slot,
    pub start: Slot,
    pub long_run: Slot,
    pub reversion: Slot,
    pub volatility: Slot,
    pub pass_through: Slot,
    /// Standard normal innovations.
    pub shock: Slot,
}

/// A vehicle platform: what its cars share.
#[derive(Clone, Debug)]
pub struct Platform {
    pub name: Named,
    /// Date of the module costs.
    pub base_date: f64,
    pub access_fee: Slot,
    /// Cumulative output at the end of history, where module learning starts.
    pub opening_output: Option<f64>,
    pub modules: Vec<Module>,
    /// In order of their planned starts; the first is the car as launched.
    pub generations: Vec<Generation>,
    /// The car of the cost index, at constant mix, with all generations.
    pub reference_car: Car,
    pub comparisons: Vec<Comparison>,
}

/// A cost module of a platform.
#[derive(Clone, Debug)]
pub struct Module {
    pub cost: Slot,
    pub productivity: Slot,
    pub learning_rate: Option<Slot>,
    /// Planned cut by generation.
    pub cuts: Vec<f64>,
}

/// A generation of a platform.
#[derive(Clone, Debug)]
pub struct Generation {
    pub name: Named,
    pub planned_start: f64,
    pub delay: Slot,
    pub phase_in: Slot,
    pub delivery: Slot,
    pub kwh_factor: Slot,
    pub lfp_share: Slot,
    pub cell_to_pack_saving: Slot,
}

/// The realised cut of one generation against another.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The generation measured, and the one it is compared with: indices within the platform.
    pub generation: usize,
    pub compared_with: usize,
    /// Date of the cost it is compared with.
    pub compared_at: f64,
    /// Date by which the cut is read.
    pub measured_at: f64,
    pub target_cut: Option<f64>,
}

/// A car on a platform: what sets its unit cost.
#[derive(Clone, Debug)]
pub struct Car {
    pub platform: usize,
    pub battery_kwh: Slot,
    pub size: Slot,
    pub fixed_lfp_share: Option<Slot>,
    pub first_generation: usize,
    pub last_generation: usize,
    /// Plants on its route.
    pub route: Vec<usize>,
}

/// How the volume of a product is given.
#[derive(Clone, Debug)]
pub enum Volume {
    /// Share of the pool of its segment and powertrain.
    PoolShare { segment: usize, share: Slot },
    /// Vehicles per year.
    PerYear(Slot),
}

/// When a product is launched.
#[derive(Clone, Debug)]
pub enum Launch {
    /// On sale from the beginning.
    Always,
    /// At a date.
    At(Slot),
    /// With a generation of its platform.
    WithGeneration { platform: usize, generation: usize },
}

/// Where the unit cost comes from.
#[derive(Clone, Debug)]
pub enum UnitCost {
    /// Given per car.
    Given(Slot),
    /// Built up from platform, battery and plants.
    BuiltUp(Car),
}

/// A vehicle line.
#[derive(Clone, Debug)]
pub struct Product {
    pub name: Named,
    pub brand: usize,
    pub powertrain: Powertrain,
    pub volume: Volume,
    pub actuals: Option<Slot>,
    pub launch: Launch,
    pub ramp_years: Slot,
    pub end: Option<Slot>,
    /// Appeal by age, ages in rising order; empty for a car whose appeal does not depend on its age.
    pub appeal: Vec<(f64, Slot)>,
    pub net_price: Slot,
    /// Segment whose market price it follows; none for a car outside of the segments.
    pub price_segment: Option<usize>,
    pub price_following: Slot,
    pub own_pass_through: Option<Slot>,
    pub elasticity: Option<Slot>,
    pub unit_cost: UnitCost,
    pub business_role: Option<BusinessRole>,
    pub perimeters: Vec<usize>,
    /// Whether another entity owns its platform, so that the access fee is due.
    pub pays_access_fee: bool,
    /// Perimeters that pay, and that receive, the platform's access fee for this car.
    pub fee_paid_by: Vec<usize>,
    pub fee_received_by: Vec<usize>,
}

/// A line of fixed cost, restructuring or impairment.
#[derive(Clone, Debug)]
pub struct CostLine {
    pub name: Named,
    /// EUR per year, or per year and unit of its driver.
    pub cost: Slot,
    pub driver: Option<Driver>,
    pub perimeters: Vec<usize>,
}

/// An investment block.
#[derive(Clone, Debug)]
pub struct Investment {
    pub name: Named,
    pub opening_depreciation: Slot,
    pub capex: Slot,
    pub capitalised_rd: Slot,
    pub life_years: f64,
    pub perimeters: Vec<usize>,
}

/// What a perimeter is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PerimeterKind {
    /// Break-even is asked of it.
    Question,
    /// A legal or managerial entity.
    Entity,
    /// Everything.
    Group,
}

/// A part of the Group with a statement of its own.
#[derive(Clone, Debug)]
pub struct Perimeter {
    pub name: Named,
    pub kind: PerimeterKind,
}
