//! The quantities in the formula of an entry, as the trial has them in the year.

use super::Explanation;
use crate::engine::ledger::{Chain, Entry, Figure, Item};
use crate::model::business::UnitCost;

/// A quantity of a formula.
pub struct Detail {
    pub name: &'static str,
    pub value: f64,
    pub unit: String,
}

/// Quantities of an entry; none where the assumptions say all.
pub fn of(explanation: &Explanation, entry: &Entry) -> Vec<Detail> {
    let (ledger, business) = (explanation.ledger, &explanation.subject.scenario.business);
    let mut list = List { details: Vec::new(), base_year: explanation.base_year() };
    let Entry { figure, item, amount, plain } = *entry;
    match (figure, item) {
        (Figure::Volume, Item::Product(p)) => {
            for (s, _) in business.spillovers.iter().enumerate().filter(|(_, s)| s.to.contains(&p)) {
                list.push("uplift by spill-over", ledger.uplifts[s], "share");
            }
            list.push("vehicles wanted", ledger.products[p].wanted, "vehicles");
            list.push("vehicles", ledger.products[p].vehicles, "vehicles");
        }
        (Figure::Revenue, Item::Product(p)) => {
            let chain = &ledger.products[p];
            list.push("vehicles", chain.vehicles, "vehicles");
            list.per_car("net price", chain.price());
            list.index("index", chain.index());
        }
        (_, Item::Product(p)) => {
            let built_up = matches!(business.products[p].unit_cost, UnitCost::BuiltUp(_));
            list.cost(&ledger.products[p], built_up);
        }
        (Figure::Revenue, Item::Contract(c)) => {
            let chain = &ledger.contracts[c];
            list.push("vehicles", chain.vehicles, "vehicles");
            list.per_car("planned cost", chain.planned_cost());
            list.index("index", chain.index());
            list.push("cars not taken", chain.shortfall, "vehicles");
            list.index("index of cars not taken", chain.shortfall_index());
        }
        (_, Item::Contract(c)) => list.cost(&ledger.contracts[c], true),
        (Figure::Revenue, Item::Service(s)) => {
            let per_unit = ledger.input(business.services[s].revenue_per_unit);
            list.push("units that pay", over(plain, per_unit), "units");
            list.index("index", over(amount, plain));
        }
        (Figure::FixedCost, Item::Service(_)) => list.index("index", over(amount, plain)),
        (Figure::CaptiveRetained, Item::Service(_)) => list.push("margin of the service", plain, "EUR"),
        (Figure::Investment, Item::Service(_)) => list.push("assets put in service", plain, "units"),
        (Figure::Depreciation, Item::Service(s)) => {
            let life = business.services[s].assets().map_or(0.0, |assets| assets.life_years);
            list.push("life", life, "years");
        }
        (_, Item::UsedAssets(_)) => {
            list.push("residual value expected", plain, "EUR");
            list.push("used price over the one expected", 1.0 - over(amount, plain), "1 as expected");
        }
        (_, Item::Service(_)) => list.push("revenue of the service", plain, "EUR"),
        (_, Item::FeePaid(p) | Item::FeeReceived(p)) => {
            let chain = &ledger.products[p];
            list.push("vehicles", plain, "vehicles");
            list.index("index", chain.index());
        }
        (_, Item::Plant(p)) => {
            list.push("cars through the plant", ledger.production[p], "vehicles");
            let stated = ledger.input(business.plants[p].fixed_cost);
            list.index("index", over(plain, stated));
            list.push("load factor", over(amount, plain), "1 as stated");
        }
        (_, Item::CostLine(l)) if business.lines[l].driver.is_some() => {
            list.push("units of the driver", over(plain, ledger.input(business.lines[l].cost)), "units");
            list.index("index", over(amount, plain));
        }
        (_, Item::CostLine(_) | Item::Restructuring(_) | Item::Impairment(_) | Item::Spending(_)) => {
            list.index("index", over(amount, plain));
        }
        (_, Item::NewDepreciation(v)) => {
            list.push("life", business.investments[v].life_years, "years");
        }
        (_, Item::OpeningDepreciation(_)) => {}
        (Figure::Depreciation, Item::Bridge) => {
            let life = business.bridge.as_ref().map_or(0.0, |bridge| bridge.life_years);
            list.push("life", life, "years");
        }
        (_, Item::Bridge | Item::CrowdedOut) => list.index("index", over(amount, plain)),
        (_, Item::FleetCar(_)) => {
            let [average, allowed, deviation] = ledger.fleet;
            list.push("fleet average of the year", average, "g per km");
            list.push("allowed", allowed, "g per km");
            list.push("window above allowed by year end", deviation, "g per km");
        }
        (Figure::Tax, Item::Perimeter) => {
            let rate = ledger.input(business.money.tax_rate);
            let taxable = ledger.tax.profit.max(0.0);
            list.push("profit before tax", ledger.tax.profit, "EUR");
            list.push("taxable profit", taxable, "EUR");
            list.push("losses brought forward", ledger.tax.losses, "EUR");
            let used = if rate > 0.0 { taxable - amount / rate } else { 0.0 };
            list.push("losses used", used, "EUR");
        }
        (_, Item::Perimeter) => {
            list.push("revenue", ledger.tax.revenue, "EUR");
            list.push("revenue of the year before", ledger.tax.revenue_before, "EUR");
        }
    }
    list.details
}

struct List {
    details: Vec<Detail>,
    base_year: i32,
}

impl List {
    fn push(&mut self, name: &'static str, value: f64, unit: &str) {
        self.details.push(Detail { name, value, unit: unit.to_string() });
    }

    fn per_car(&mut self, name: &'static str, value: f64) {
        let unit = format!("EUR of {} per car", self.base_year);
        self.details.push(Detail { name, value, unit });
    }

    fn index(&mut self, name: &'static str, value: f64) {
        let unit = format!("mid-{} = 1", self.base_year);
        self.details.push(Detail { name, value, unit });
    }

    fn cost(&mut self, chain: &Chain, built_up: bool) {
        self.push("vehicles", chain.vehicles, "vehicles");
        self.per_car("unit cost", chain.unit_cost());
        if built_up {
            self.per_car("  battery", chain.battery());
            self.per_car("  modules", chain.modules());
            self.per_car("  conversion", chain.conversion());
            self.per_car("  launch excess", chain.launch_excess());
        }
        self.index("index", chain.index());
    }
}

fn over(top: f64, bottom: f64) -> f64 {
    if bottom != 0.0 { top / bottom } else { 0.0 }
}
