//! The closed list of what is recorded per year, fixed by the scenario.

use super::metric::{Grouping, Metric};
use super::series::{Formula, Series, Source};
use crate::model::Business;
use crate::model::asset::Assets;
use crate::model::business::{BusinessRole, CostLine, Named, Perimeter, PerimeterKind, Powertrain, UnitCost};
use crate::model::service::ServiceBase;
use crate::model::statement::Line;

const STATEMENT: [(Metric, Line); 12] = [
    (Metric::Volume, Line::Volume),
    (Metric::Revenue, Line::Revenue),
    (Metric::ContributionMargin, Line::ContributionMargin),
    (Metric::FixedCost, Line::FixedCost),
    (Metric::Depreciation, Line::Depreciation),
    (Metric::OperatingMargin, Line::OperatingMargin),
    (Metric::OperatingProfit, Line::OperatingProfit),
    (Metric::CaptiveRetained, Line::CaptiveRetained),
    (Metric::Tax, Line::Tax),
    (Metric::Investment, Line::Investment),
    (Metric::WorkingCapitalIncrease, Line::WorkingCapitalIncrease),
    (Metric::FreeCashFlow, Line::FreeCashFlow),
];

/// Names of the two lines of extra hybrid spending.
pub(super) const BRIDGE: &str = "bridge";
pub(super) const CROWDED_OUT: &str = "bridge-crowded-out";

/// The list as it grows.
struct List(Vec<Series>);

impl List {
    /// Adds a series and says where it stands.
    fn push(&mut self, grouping: Grouping, name: &Named, metric: Metric, source: Source) -> usize {
        self.0.push(Series::new(grouping, name, metric, source));
        self.0.len() - 1
    }

    fn derive(&mut self, grouping: Grouping, name: &Named, metric: Metric, formula: Formula) {
        self.push(grouping, name, metric, Source::Formula(formula));
    }
}

/// What a grouping holds.
#[derive(Clone, Default)]
struct Members {
    products: Vec<usize>,
    contracts: Vec<usize>,
    services: Vec<usize>,
}

impl Members {
    fn flows(&self) -> Source {
        let Members { products, contracts, services } = self.clone();
        Source::Flows { products, contracts, services }
    }
}

/// Places of a grouping's volume, revenue and contribution.
struct Flows {
    volume: usize,
    revenue: usize,
    contribution: usize,
}

/// All series of a business, in a fixed order.
pub fn all(business: &Business) -> Vec<Series> {
    let mut list = List(Vec::new());
    for (p, perimeter) in business.perimeters.iter().enumerate() {
        list_statement(business, perimeter, p, &mut list);
    }
    for (b, brand) in business.brands.iter().enumerate() {
        let members = Members {
            products: indices(&business.products, |p| p.brand == b),
            services: indices(&business.services, |s| s.brand == b),
            ..Members::default()
        };
        list_flows(Grouping::Brand, brand, &members, &mut list);
    }
    list_powertrains(business, &mut list);
    list_roles(business, &mut list);
    list_products(business, &mut list);
    for (c, contract) in business.contracts.iter().enumerate() {
        let members = Members { contracts: vec![c], ..Members::default() };
        for metric in [Metric::Production, Metric::Revenue, Metric::ContributionMargin, Metric::UnmetDemand] {
            list.push(Grouping::Contract, &contract.name, metric, members.flows());
        }
        let may_end = contract.end.is_some() || contract.exit.is_some();
        for metric in [Metric::CarsNotTaken, Metric::TakeOrPay, Metric::ContractEnded] {
            if metric != Metric::ContractEnded || may_end {
                list.push(Grouping::Contract, &contract.name, metric, Source::Partner(c));
            }
        }
    }
    for (s, service) in business.services.iter().enumerate() {
        let members = Members { services: vec![s], ..Members::default() };
        for metric in [Metric::Revenue, Metric::ContributionMargin] {
            list.push(Grouping::Service, &service.name, metric, members.flows());
        }
        let units = match service.base {
            ServiceBase::NewSales(_) => Source::ServiceSales(s),
            _ => Source::ServiceUnits(s),
        };
        list.push(Grouping::Service, &service.name, Metric::ServiceUnits, units);
        if service.fixed_cost.is_some() {
            list.push(Grouping::Service, &service.name, Metric::FixedCost, Source::ServiceFixedCost(s));
        }
        let is_own = service.assets().is_some_and(Assets::are_own);
        let is_at_risk = service.assets().is_some_and(Assets::has_risk);
        for (metric, is_there) in [
            (Metric::Investment, is_own),
            (Metric::Depreciation, is_own),
            (Metric::ResidualValueLoss, is_at_risk),
        ] {
            if is_there {
                list.push(Grouping::Service, &service.name, metric, Source::ServiceAssets(s));
            }
        }
    }
    list_platforms(business, &mut list);
    if business.funding.is_some() || business.bridge.is_some() {
        list_generations(business, &mut list);
    }
    list_plants(business, &mut list);
    list_cost_lines(business, &mut list);
    for (s, spillover) in business.spillovers.iter().enumerate() {
        list.push(Grouping::Spillover, &spillover.name, Metric::ShareUplift, Source::Spillover(s));
    }
    list_market(&mut list);
    if business.co2.is_some() {
        list_fleet(&mut list);
    }
    list.0
}

/// The statement of one perimeter, its operating margin over revenue, and how far it is from break-even.
fn list_statement(business: &Business, perimeter: &Perimeter, p: usize, list: &mut List) {
    let grouping = match perimeter.kind {
        PerimeterKind::Question => Grouping::Perimeter,
        PerimeterKind::Entity => Grouping::Entity,
        PerimeterKind::Group => Grouping::Group,
    };
    let name = &perimeter.name;
    let first = list.0.len();
    for (metric, line) in STATEMENT {
        list.push(grouping, name, metric, Source::Perimeter(p, line));
    }
    let place = |metric| first + STATEMENT.iter().position(|(m, _)| *m == metric).unwrap_or(0);
    if !business.restructurings.is_empty() {
        list.push(grouping, name, Metric::Restructuring, Source::Perimeter(p, Line::Restructuring));
    }
    if !business.impairments.is_empty() {
        list.push(grouping, name, Metric::Impairment, Source::Perimeter(p, Line::Impairment));
    }
    let mut co2_cost = None;
    if business.co2.is_some() {
        co2_cost = Some(list.push(grouping, name, Metric::Co2Cost, Source::Perimeter(p, Line::Co2Cost)));
        list.push(grouping, name, Metric::Co2Payment, Source::Perimeter(p, Line::Co2Payment));
    }
    let ratio = Formula::Ratio { top: place(Metric::OperatingMargin), bottom: place(Metric::Revenue) };
    list.derive(grouping, name, Metric::OperatingMarginRatio, ratio);
    let (volume, contribution) = (place(Metric::Volume), place(Metric::ContributionMargin));
    let costs = [Some(place(Metric::FixedCost)), Some(place(Metric::Depreciation)), co2_cost];
    let break_even = Formula::BreakEvenVolume { volume, contribution, costs };
    list.derive(grouping, name, Metric::BreakEvenVolume, break_even);
    let safety = Formula::MarginOfSafety { contribution, costs };
    list.derive(grouping, name, Metric::MarginOfSafety, safety);
    // Payback and peak funding are asked of these perimeters; the cash that they add up is shown with them.
    if perimeter.kind != PerimeterKind::Entity {
        let cash = Source::Perimeter(p, Line::FreeCashFlow);
        list.push(grouping, name, Metric::CumulativeFreeCashFlow, cash);
    }
}

fn list_flows(grouping: Grouping, name: &Named, members: &Members, list: &mut List) -> Flows {
    // Services sell no vehicles, and partners' cars are not sold by the Group.
    let products = Members { products: members.products.clone(), ..Members::default() };
    Flows {
        volume: list.push(grouping, name, Metric::Volume, products.flows()),
        revenue: list.push(grouping, name, Metric::Revenue, members.flows()),
        contribution: list.push(grouping, name, Metric::ContributionMargin, members.flows()),
    }
}

/// Powertrains, their contribution per car, and the lead of electric cars over hybrids in it.
fn list_powertrains(business: &Business, list: &mut List) {
    let grouping = Grouping::Powertrain;
    let flows = Powertrain::ALL.map(|powertrain| {
        let products = indices(&business.products, |p| p.powertrain == powertrain);
        let name = powertrain_name(powertrain);
        let flows = list_flows(grouping, &name, &Members { products, ..Members::default() }, list);
        let per_car = Formula::Ratio { top: flows.contribution, bottom: flows.volume };
        list.derive(grouping, &name, Metric::UnitContribution, per_car);
        flows
    });
    let (bev, hybrid) = (&flows[Powertrain::Bev.index()], &flows[Powertrain::Hev.index()]);
    let lead = Formula::Lead {
        contribution: bev.contribution,
        volume: bev.volume,
        over_contribution: hybrid.contribution,
        over_volume: hybrid.volume,
    };
    list.derive(grouping, &powertrain_name(Powertrain::Bev), Metric::UnitContributionOverHybrid, lead);
}

/// Roles, where the scenario states any; what has none stands in a row of its own, so that roles add up.
fn list_roles(business: &Business, list: &mut List) {
    let members = |role: Option<BusinessRole>| Members {
        products: indices(&business.products, |p| p.business_role == role),
        contracts: indices(&business.contracts, |c| c.business_role == role),
        services: indices(&business.services, |s| s.business_role == role),
    };
    let is_empty = |m: &Members| m.products.is_empty() && m.contracts.is_empty() && m.services.is_empty();
    if BusinessRole::ALL.into_iter().all(|role| is_empty(&members(Some(role)))) {
        return;
    }
    for role in BusinessRole::ALL.into_iter().map(Some).chain([None]) {
        let id = role.map_or("none", BusinessRole::id);
        let mut label = id.to_string();
        label[..1].make_ascii_uppercase();
        let name = Named { id: id.to_string(), label };
        list_flows(Grouping::Role, &name, &members(role), list);
    }
}

fn list_products(business: &Business, list: &mut List) {
    let grouping = Grouping::Product;
    for (p, product) in business.products.iter().enumerate() {
        let (name, members) = (&product.name, Members { products: vec![p], ..Members::default() });
        let Flows { volume, revenue, contribution } = list_flows(grouping, name, &members, list);
        let price = Formula::Ratio { top: revenue, bottom: volume };
        list.derive(grouping, name, Metric::NetPriceNominal, price);
        let cost = Formula::CostPerCar { revenue, contribution, volume };
        list.derive(grouping, name, Metric::UnitCostNominal, cost);
        if product.pays_access_fee {
            list.push(grouping, name, Metric::AccessFee, members.flows());
        }
        if business.queue.iter().flatten().any(|waiting| *waiting == p) {
            list.push(grouping, name, Metric::UnmetDemand, members.flows());
        }
        let fleet = business.co2.iter().flat_map(|co2| co2.cars.iter().enumerate());
        for (c, _) in fleet.filter(|(_, car)| car.product == p) {
            list.push(grouping, name, Metric::Co2Cost, Source::FleetCar(c));
        }
        let displacements = business.displacements.iter().enumerate();
        let losses = |wanted: &dyn Fn(usize, usize) -> bool| -> Vec<(usize, usize)> {
            displacements.clone().filter(|(_, d)| wanted(d.by, d.of)).map(|(i, d)| (i, d.of)).collect()
        };
        for (losses, metrics) in [
            (losses(&|_, of| of == p), [Metric::VolumeLost, Metric::ContributionLost]),
            (losses(&|by, _| by == p), [Metric::VolumeTaken, Metric::ContributionTaken]),
        ] {
            for metric in metrics.into_iter().filter(|_| !losses.is_empty()) {
                list.push(grouping, name, metric, Source::Displaced(losses.clone()));
            }
        }
    }
}

fn list_platforms(business: &Business, list: &mut List) {
    for (p, platform) in business.platforms.iter().enumerate() {
        let (grouping, name) = (Grouping::Platform, &platform.name);
        list.push(grouping, name, Metric::UnitCost, Source::PlatformUnitCost(p));
        let on_it = |cost: &UnitCost| matches!(cost, UnitCost::BuiltUp(car) if car.platform == p);
        let members = Members {
            products: indices(&business.products, |product| on_it(&product.unit_cost)),
            contracts: indices(&business.contracts, |contract| contract.car.platform == p),
            services: Vec::new(),
        };
        list_flows(grouping, name, &members, list);
        list.push(grouping, name, Metric::Production, members.flows());
        // What its owner receives from other entities; own cars pay nothing.
        let pays = |p: &usize| business.products[*p].pays_access_fee;
        let guests: Vec<usize> = members.products.into_iter().filter(pays).collect();
        if !guests.is_empty() {
            let guests = Members { products: guests, ..Members::default() };
            list.push(grouping, name, Metric::AccessFee, guests.flows());
        }
    }
}

/// When generations start, and why they are late.
fn list_generations(business: &Business, list: &mut List) {
    for (p, platform) in business.platforms.iter().enumerate() {
        for (g, generation) in platform.generations.iter().enumerate() {
            let name = Named {
                id: format!("{}.{}", platform.name.id, generation.name.id),
                label: format!("{}, {}", platform.name.label, generation.name.label),
            };
            for metric in [Metric::Start, Metric::FundingSlip, Metric::BridgeSlip] {
                list.push(Grouping::Generation, &name, metric, Source::Generation(p, g));
            }
        }
    }
}

/// What each plant makes, costs and could make.
fn list_plants(business: &Business, list: &mut List) {
    for (p, plant) in business.plants.iter().enumerate() {
        let (grouping, name) = (Grouping::Plant, &plant.name);
        let mut figure = |metric| list.push(grouping, name, metric, Source::Plant(p));
        let (production, fixed_cost) = (figure(Metric::Production), figure(Metric::FixedCost));
        if plant.capacity.is_none() {
            continue;
        }
        let (capacity, contribution) = (figure(Metric::Capacity), figure(Metric::ContributionMargin));
        figure(Metric::UnmetDemand);
        let utilisation = Formula::Ratio { top: production, bottom: capacity };
        list.derive(grouping, name, Metric::Utilisation, utilisation);
        let break_even = Formula::BreakEvenUtilisation { production, capacity, contribution, fixed_cost };
        list.derive(grouping, name, Metric::BreakEvenUtilisation, break_even);
    }
}

fn list_cost_lines(business: &Business, list: &mut List) {
    let mut each = |lines: &[CostLine], metric: Metric, source: fn(usize) -> Source| {
        for (l, line) in lines.iter().enumerate() {
            list.push(Grouping::CostLine, &line.name, metric, source(l));
        }
    };
    each(&business.lines, Metric::FixedCost, Source::LineCost);
    each(&business.restructurings, Metric::Restructuring, Source::RestructuringCost);
    each(&business.impairments, Metric::Impairment, Source::ImpairmentCost);
    for (l, line) in business.lines.iter().enumerate().filter(|(_, line)| line.driver.is_some()) {
        list.push(Grouping::CostLine, &line.name, Metric::DriverUnits, Source::LineUnits(l));
    }
    for (l, investment) in business.investments.iter().enumerate() {
        list.push(Grouping::CostLine, &investment.name, Metric::Depreciation, Source::Depreciation(l));
    }
    if let Some(bridge) = &business.bridge {
        let name = |id: &str, label: &str| Named { id: id.to_string(), label: label.to_string() };
        let own = name(BRIDGE, "Extra hybrid spending");
        list.push(Grouping::CostLine, &own, Metric::FixedCost, Source::BridgeExpensed);
        list.push(Grouping::CostLine, &own, Metric::Depreciation, Source::BridgeDepreciation);
        if bridge.crowds_out.is_some() {
            let saved = name(CROWDED_OUT, "Crowded out by extra hybrid spending");
            list.push(Grouping::CostLine, &saved, Metric::FixedCost, Source::BridgeSaved);
        }
    }
}

fn list_market(list: &mut List) {
    let name = |id: &str, label: &str| Named { id: id.to_string(), label: label.to_string() };
    let market = Grouping::Market;
    list.push(market, &name("market", "Market"), Metric::Registrations, Source::Registrations);
    for powertrain in Powertrain::ALL {
        let source = Source::PowertrainShare(powertrain);
        list.push(market, &powertrain_name(powertrain), Metric::Share, source);
    }
    list.push(market, &name("lfp", "LFP pack"), Metric::PackPrice, Source::PackPriceLfp);
    list.push(market, &name("nmc", "NMC pack"), Metric::PackPrice, Source::PackPriceNmc);
}

/// The CO2 pool: what its cars emit and may emit, and how far the averaging window is from its target.
fn list_fleet(list: &mut List) {
    let name = Named { id: "pool".to_string(), label: "CO2 pool".to_string() };
    let metrics =
        [Metric::FleetAverage, Metric::Co2Allowed, Metric::WindowDeviation, Metric::WindowTargetMet];
    for metric in metrics {
        list.push(Grouping::Co2, &name, metric, Source::Fleet);
    }
}

fn powertrain_name(powertrain: Powertrain) -> Named {
    Named { id: powertrain.id().to_string(), label: powertrain.id().to_uppercase() }
}

fn indices<T>(things: &[T], wanted: impl Fn(&T) -> bool) -> Vec<usize> {
    things.iter().enumerate().filter(|(_, thing)| wanted(thing)).map(|(i, _)| i).collect()
}
