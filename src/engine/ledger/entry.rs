//! What is booked, and where it stands in the statement.

use super::Now;
use crate::model::Business;
use crate::model::asset::Assets;
use crate::model::business::CostLine;
use crate::model::statement::Line;

/// A figure of the statement, top down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    Volume,
    Revenue,
    /// Variable cost with access fees; what the tables report as revenue less contribution margin.
    VariableCost,
    ContributionMargin,
    FixedCost,
    Depreciation,
    Co2Cost,
    OperatingMargin,
    Restructuring,
    Impairment,
    OperatingProfit,
    CaptiveRetained,
    Co2Payment,
    Tax,
    Investment,
    WorkingCapitalIncrease,
    FreeCashFlow,
}

impl Figure {
    /// All of them, top down.
    pub const ALL: [Figure; 17] = [
        Figure::Volume,
        Figure::Revenue,
        Figure::VariableCost,
        Figure::ContributionMargin,
        Figure::FixedCost,
        Figure::Depreciation,
        Figure::Co2Cost,
        Figure::OperatingMargin,
        Figure::Restructuring,
        Figure::Impairment,
        Figure::OperatingProfit,
        Figure::CaptiveRetained,
        Figure::Co2Payment,
        Figure::Tax,
        Figure::Investment,
        Figure::WorkingCapitalIncrease,
        Figure::FreeCashFlow,
    ];

    /// The figures that it is made of, with their signs; none for a figure that is made of entries.
    pub fn terms(self) -> &'static [(i64, Figure)] {
        match self {
            Figure::ContributionMargin => &[(1, Figure::Revenue), (-1, Figure::VariableCost)],
            Figure::OperatingMargin => &[
                (1, Figure::ContributionMargin),
                (-1, Figure::FixedCost),
                (-1, Figure::Depreciation),
                (-1, Figure::Co2Cost),
            ],
            Figure::OperatingProfit => {
                &[(1, Figure::OperatingMargin), (-1, Figure::Restructuring), (-1, Figure::Impairment)]
            }
            Figure::FreeCashFlow => &[
                (1, Figure::OperatingProfit),
                (-1, Figure::CaptiveRetained),
                (-1, Figure::Tax),
                (1, Figure::Depreciation),
                (1, Figure::Impairment),
                (1, Figure::Co2Cost),
                (-1, Figure::Co2Payment),
                (-1, Figure::Investment),
                (-1, Figure::WorkingCapitalIncrease),
            ],
            _ => &[],
        }
    }

    /// The line that the tables report; none for variable cost, which is the difference of two of them.
    pub fn line(self) -> Option<Line> {
        Some(match self {
            Figure::Volume => Line::Volume,
            Figure::Revenue => Line::Revenue,
            Figure::VariableCost => return None,
            Figure::ContributionMargin => Line::ContributionMargin,
            Figure::FixedCost => Line::FixedCost,
            Figure::Depreciation => Line::Depreciation,
            Figure::Co2Cost => Line::Co2Cost,
            Figure::Co2Payment => Line::Co2Payment,
            Figure::OperatingMargin => Line::OperatingMargin,
            Figure::Restructuring => Line::Restructuring,
            Figure::Impairment => Line::Impairment,
            Figure::OperatingProfit => Line::OperatingProfit,
            Figure::CaptiveRetained => Line::CaptiveRetained,
            Figure::Tax => Line::Tax,
            Figure::Investment => Line::Investment,
            Figure::WorkingCapitalIncrease => Line::WorkingCapitalIncrease,
            Figure::FreeCashFlow => Line::FreeCashFlow,
        })
    }
}

/// Whose entry it is; numbers are places in the lists of the business.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    Product(usize),
    Contract(usize),
    Service(usize),
    /// What the used assets of a service lose.
    UsedAssets(usize),
    /// Access fee of a product on another entity's platform, to pay and to receive.
    FeePaid(usize),
    FeeReceived(usize),
    Plant(usize),
    CostLine(usize),
    Restructuring(usize),
    Impairment(usize),
    /// Depreciation of an investment: the opening schedule, and spending since the end of history.
    OpeningDepreciation(usize),
    NewDepreciation(usize),
    Spending(usize),
    /// A product of the CO2 pool, by its place in the pool.
    FleetCar(usize),
    /// Extra hybrid spending, and what it saves in the line that it crowds out.
    Bridge,
    CrowdedOut,
    /// The perimeter as a whole: tax and working capital.
    Perimeter,
}

/// One entry of a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub figure: Figure,
    pub item: Item,
    /// Nominal EUR of the year, vehicles for volume; costs are positive, a fee received is a negative cost.
    pub amount: f64,
    /// The same before the last factor of its formula: before the price index, of a plant before its load.
    pub plain: f64,
}

/// Lines of one kind, the figure they belong to, and the entry that each makes.
type CostLines<'a> = (&'a [CostLine], Figure, fn(usize) -> Item);

/// Entries that a perimeter may have, in the order of the statement.
pub(super) fn all(business: &Business, perimeter: usize) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut push = |figure, item| entries.push(Entry { figure, item, amount: 0.0, plain: 0.0 });
    let within = |perimeters: &[usize]| perimeters.contains(&perimeter);
    let products = || business.products.iter().enumerate();
    let own = || products().filter(|(_, p)| within(&p.perimeters)).map(|(p, _)| p);
    let contracts = business.contracts.iter().enumerate();
    let contracts: Vec<usize> = contracts.filter(|(_, c)| within(&c.perimeters)).map(|(c, _)| c).collect();
    let services: Vec<usize> =
        business.services.iter().enumerate().filter(|(_, s)| within(&s.perimeters)).map(|(s, _)| s).collect();

    own().for_each(|p| push(Figure::Volume, Item::Product(p)));
    for figure in [Figure::Revenue, Figure::VariableCost] {
        own().for_each(|p| push(figure, Item::Product(p)));
        contracts.iter().for_each(|c| push(figure, Item::Contract(*c)));
        services.iter().for_each(|s| push(figure, Item::Service(*s)));
    }
    let assets = |s: &&usize| business.services[**s].assets();
    for s in services.iter().filter(|s| assets(s).is_some_and(Assets::has_risk)) {
        push(Figure::VariableCost, Item::UsedAssets(*s));
    }
    for (p, product) in products().filter(|(_, product)| product.pays_access_fee) {
        if within(&product.fee_paid_by) {
            push(Figure::VariableCost, Item::FeePaid(p));
        }
        if within(&product.fee_received_by) {
            push(Figure::VariableCost, Item::FeeReceived(p));
        }
    }
    for (p, plant) in business.plants.iter().enumerate() {
        if within(&plant.perimeters) {
            push(Figure::FixedCost, Item::Plant(p));
        }
    }
    for s in services.iter().filter(|s| business.services[**s].fixed_cost.is_some()) {
        push(Figure::FixedCost, Item::Service(*s));
    }
    let lines: [CostLines; 3] = [
        (&business.lines, Figure::FixedCost, Item::CostLine),
        (&business.restructurings, Figure::Restructuring, Item::Restructuring),
        (&business.impairments, Figure::Impairment, Item::Impairment),
    ];
    for (lines, figure, item) in lines {
        for (l, _) in lines.iter().enumerate().filter(|(_, line)| within(&line.perimeters)) {
            push(figure, item(l));
        }
    }
    for (v, investment) in business.investments.iter().enumerate() {
        if within(&investment.perimeters) {
            push(Figure::Depreciation, Item::OpeningDepreciation(v));
            push(Figure::Depreciation, Item::NewDepreciation(v));
            push(Figure::Investment, Item::Spending(v));
        }
    }
    for s in services.iter().filter(|s| assets(s).is_some_and(Assets::are_own)) {
        push(Figure::Depreciation, Item::Service(*s));
        push(Figure::Investment, Item::Service(*s));
    }
    for s in services {
        if business.services[s].cash_distributed_share.is_some() {
            push(Figure::CaptiveRetained, Item::Service(s));
        }
    }
    for (c, car) in business.co2.iter().flat_map(|co2| co2.cars.iter().enumerate()) {
        if within(&business.products[car.product].perimeters) {
            push(Figure::Co2Cost, Item::FleetCar(c));
            push(Figure::Co2Payment, Item::FleetCar(c));
        }
    }
    if let Some(bridge) = &business.bridge {
        if within(&bridge.perimeters) {
            for figure in [Figure::FixedCost, Figure::Depreciation, Figure::Investment] {
                push(figure, Item::Bridge);
            }
        }
        if bridge.crowds_out.is_some_and(|line| within(&business.lines[line].perimeters)) {
            push(Figure::FixedCost, Item::CrowdedOut);
        }
    }
    push(Figure::Tax, Item::Perimeter);
    push(Figure::WorkingCapitalIncrease, Item::Perimeter);
    entries
}

impl Entry {
    /// Adds what one period books.
    pub(super) fn add(&mut self, now: &Now) {
        let (amount, plain) = self.booked(now);
        self.amount += amount;
        self.plain += plain;
    }

    /// Amount of a period, and the same before the last factor.
    fn booked(&self, now: &Now) -> (f64, f64) {
        let (business, state, i) = (&now.scenario.business, now.state, now.i);
        let years = now.period.years();
        match (self.figure, self.item) {
            (Figure::Volume, Item::Product(p)) => (state.products[p].volume[i], 0.0),
            (Figure::Revenue, Item::Product(p)) => (state.products[p].revenue[i], 0.0),
            (_, Item::Product(p)) => (state.products[p].revenue[i] - state.products[p].contribution[i], 0.0),
            (Figure::Revenue, Item::Contract(c)) => (state.contracts[c].revenue[i], 0.0),
            (_, Item::Contract(c)) => {
                (state.contracts[c].revenue[i] - state.contracts[c].contribution[i], 0.0)
            }
            (figure, Item::Service(s)) => {
                let (service, flows) = (&business.services[s], &state.services[s]);
                match figure {
                    Figure::Revenue => {
                        let weight = if service.counts_sales() { 1.0 } else { years };
                        (flows.revenue[i], flows.units[i] * now.input(service.revenue_per_unit) * weight)
                    }
                    Figure::FixedCost => {
                        let yearly = service.fixed_cost.map_or(0.0, |slot| now.input(slot));
                        (flows.fixed_cost[i], yearly * years)
                    }
                    Figure::CaptiveRetained => {
                        let share = service.cash_distributed_share.map_or(1.0, |slot| now.input(slot));
                        ((1.0 - share) * flows.contribution[i], flows.contribution[i])
                    }
                    Figure::Depreciation => (flows.assets.depreciation[i], 0.0),
                    Figure::Investment => (flows.assets.investment[i], flows.assets.put_in_service[i]),
                    _ => {
                        let cost = flows.revenue[i] - flows.contribution[i] - flows.assets.loss[i];
                        (cost, flows.revenue[i])
                    }
                }
            }
            (_, Item::UsedAssets(s)) => {
                let assets = &state.services[s].assets;
                (assets.loss[i], assets.expected[i])
            }
            (_, Item::FeePaid(p)) => (state.products[p].access_fee[i], state.products[p].volume[i]),
            (_, Item::FeeReceived(p)) => (-state.products[p].access_fee[i], state.products[p].volume[i]),
            (_, Item::Plant(p)) => {
                let plain = now.input(business.plants[p].fixed_cost) * years * now.index();
                (state.plants[p].fixed_cost[i], plain)
            }
            (_, Item::CostLine(l)) => {
                let line = &business.lines[l];
                let units = line.driver.as_ref().map_or(1.0, |_| state.line_units[l][i]);
                (state.line_costs[l][i], now.input(line.cost) * units * years)
            }
            (_, Item::Restructuring(l)) => {
                (state.restructuring_costs[l][i], now.input(business.restructurings[l].cost) * years)
            }
            (_, Item::Impairment(l)) => {
                (state.impairment_costs[l][i], now.input(business.impairments[l].cost) * years)
            }
            (_, Item::OpeningDepreciation(v)) => {
                let opening = now.input(business.investments[v].opening_depreciation) * years;
                (opening, opening)
            }
            (_, Item::NewDepreciation(v)) => {
                let opening = now.input(business.investments[v].opening_depreciation) * years;
                (state.capital[v].depreciation[i] - opening, 0.0)
            }
            (_, Item::Spending(v)) => {
                let investment = &business.investments[v];
                let yearly = now.input(investment.capex) + now.input(investment.capitalised_rd);
                (state.capital[v].spent[i], yearly * years)
            }
            (Figure::Co2Payment, Item::FleetCar(c)) => (state.co2.cars[c].payment[i], 0.0),
            (_, Item::FleetCar(c)) => (state.co2.cars[c].cost[i], 0.0),
            (Figure::Depreciation, Item::Bridge) => (state.bridge.depreciation[i], 0.0),
            (Figure::Investment, Item::Bridge) => {
                (state.bridge.spent[i], state.bridge.spent[i] / now.index())
            }
            (_, Item::Bridge) => (state.bridge.expensed[i], state.bridge.expensed[i] / now.index()),
            (_, Item::CrowdedOut) => (-state.bridge.saved[i], -state.bridge.saved[i] / now.index()),
            (Figure::Tax, Item::Perimeter) => (now.line(Line::Tax), 0.0),
            (_, Item::Perimeter) => (now.line(Line::WorkingCapitalIncrease), 0.0),
        }
    }
}
