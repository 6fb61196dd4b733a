//! What one period hands to the next, and where the current period's results stand.

use super::battery::{BatteryState, Packs};
use super::bridge::BridgeState;
use super::business::UnitCost;
use super::cannibalisation::Displaced;
use super::capital::CapitalState;
use super::cash::CashState;
use super::co2::Co2State;
use super::contract::ContractFlows;
use super::cost_cut::CostCut;
use super::funding::FundingState;
use super::generation::Rollout;
use super::industry_price::SegmentPrice;
use super::inflation::InflationState;
use super::market::MarketState;
use super::plant::PlantState;
use super::price::PriceReference;
use super::service::ServiceFlows;
use super::spillover::SpilloverState;
use super::statement::{ProductFlows, Statement};
use super::unit_cost::{full_content, module_cost, unit_cost};
use super::{Business, Inputs, industry_price};
use crate::lanes::{LANES, Lane, ZERO};

/// State and results of a block of trials.
#[derive(Clone, Debug)]
pub struct State {
    pub inflation: InflationState,
    pub battery: BatteryState,
    pub market: MarketState,
    pub segment_prices: Vec<SegmentPrice>,
    pub rollouts: Vec<Vec<Rollout>>,
    pub references: Vec<PriceReference>,
    /// Vehicles built on each platform since the end of history.
    pub platform_output: Vec<Lane>,
    pub capital: Vec<CapitalState>,
    pub cash: Vec<CashState>,
    pub cost_cuts: Vec<Vec<CostCut>>,
    pub displaced: Vec<Displaced>,
    pub spillovers: Vec<SpilloverState>,
    pub plants: Vec<PlantState>,
    pub co2: Co2State,
    pub funding: FundingState,
    pub bridge: BridgeState,
    // Results of the current period.
    /// Pack prices, base-year EUR/kWh.
    pub packs: Packs,
    /// Price index, 1 in the middle of the base year.
    pub price_index: Lane,
    /// Module totals by platform and generation, base-year EUR per car of size 1.
    pub module_totals: Vec<Vec<Lane>>,
    /// Unit cost of each platform's reference car, base-year EUR.
    pub platform_unit_cost: Vec<Lane>,
    pub products: Vec<ProductFlows>,
    pub contracts: Vec<ContractFlows>,
    pub services: Vec<ServiceFlows>,
    /// Nominal EUR of each line of fixed cost, restructuring and impairment.
    pub line_costs: Vec<Lane>,
    /// Units of the driver of each line of fixed cost that has one, beyond those that are free.
    pub line_units: Vec<Lane>,
    pub restructuring_costs: Vec<Lane>,
    pub impairment_costs: Vec<Lane>,
    pub statements: Vec<Statement>,
}

impl State {
    /// Room for one block; allocated once per thread.
    pub fn new(business: &Business) -> State {
        State {
            inflation: InflationState::default(),
            battery: BatteryState::default(),
            market: MarketState::new(business.segments.len()),
            segment_prices: vec![SegmentPrice::default(); business.segments.len()],
            rollouts: Rollout::for_business(business),
            references: vec![PriceReference { unit_cost: ZERO, net_price: ZERO }; business.products.len()],
            platform_output: vec![ZERO; business.platforms.len()],
            capital: vec![CapitalState::default(); business.investments.len()],
            cash: vec![CashState::default(); business.perimeters.len()],
            cost_cuts: business.platforms.iter().map(|p| vec![CostCut::new(); p.comparisons.len()]).collect(),
            displaced: vec![Displaced::default(); business.displacements.len()],
            spillovers: vec![SpilloverState::default(); business.spillovers.len()],
            plants: vec![PlantState::default(); business.plants.len()],
            co2: Co2State::new(business.co2.as_ref()),
            funding: FundingState::default(),
            bridge: BridgeState::default(),
            packs: Packs::zero(),
            price_index: ZERO,
            module_totals: business.platforms.iter().map(|p| vec![ZERO; p.generations.len()]).collect(),
            platform_unit_cost: vec![ZERO; business.platforms.len()],
            products: vec![ProductFlows::default(); business.products.len()],
            contracts: vec![ContractFlows::default(); business.contracts.len()],
            line_costs: vec![ZERO; business.lines.len()],
            line_units: vec![ZERO; business.lines.len()],
            restructuring_costs: vec![ZERO; business.restructurings.len()],
            impairment_costs: vec![ZERO; business.impairments.len()],
            services: vec![ServiceFlows::default(); business.services.len()],
            statements: vec![Statement::default(); business.perimeters.len()],
        }
    }

    /// Opens a block at the middle of the base year: reference prices, costs and pack prices. `inputs` hold
    /// the values of that date.
    #[inline(always)]
    pub fn open_base(&mut self, business: &Business, inputs: &Inputs) {
        self.inflation = InflationState::default();
        self.market.reset();
        self.capital.iter_mut().for_each(CapitalState::reset);
        self.cash.iter_mut().for_each(CashState::reset);
        self.platform_output.iter_mut().for_each(|q| *q = ZERO);
        self.displaced.fill(Displaced::default());
        self.plants.iter_mut().for_each(PlantState::reset);
        self.spillovers.iter_mut().for_each(SpilloverState::reset);
        self.co2.reset();
        self.funding = FundingState::default();
        self.bridge.reset();
        self.rollouts.iter_mut().flatten().for_each(Rollout::reset);
        self.services.iter_mut().for_each(ServiceFlows::reset);
        self.cost_cuts.iter_mut().flatten().for_each(|cut| *cut = CostCut::new());
        self.packs = self.battery.open_base(&business.battery, inputs);
        industry_price::open_base(business, inputs, &self.packs, &mut self.segment_prices);
        for (product, reference) in business.products.iter().zip(&mut self.references) {
            reference.net_price = inputs[product.net_price];
            reference.unit_cost = match &product.unit_cost {
                UnitCost::Given(slot) => inputs[*slot],
                UnitCost::BuiltUp(car) => {
                    let platform = &business.platforms[car.platform];
                    let n = platform.generations.len();
                    let content = full_content(n, car.first_generation);
                    let mut totals = vec![ZERO; n];
                    let years = business.money.base_mid - platform.base_date;
                    module_cost(platform, inputs, &content, years, &[1.0; LANES], &mut totals);
                    unit_cost(business, inputs, car, &content, &self.packs, &totals)
                }
            };
        }
    }

    /// Moves to the end of history, `years` after the middle of the base year: recursions start here, and
    /// differences count from the values of this date, which `inputs` hold.
    #[inline(always)]
    pub fn open_projection(&mut self, business: &Business, inputs: &Inputs, years: f64) {
        self.packs = self.battery.open_projection(&business.battery, inputs, years);
        industry_price::open_projection(business, inputs, &self.packs, years, &mut self.segment_prices);
        self.market.open_projection(business, inputs, &self.segment_prices);
    }
}
