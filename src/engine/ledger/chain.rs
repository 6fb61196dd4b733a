//! The value chain of one car in a year: vehicles × price × index, and what a car costs.

use super::Now;
use crate::model::business::{Car, UnitCost};
use crate::model::unit_cost::battery_cost;

/// Sums over the periods of a year; means per car are weighted with vehicles · index, so that
/// vehicles × mean × index is the amount that is booked.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Chain {
    /// Cars sold or delivered, and wanted before the plants were asked.
    pub vehicles: f64,
    pub wanted: f64,
    /// Contracted cars that a partner does not take.
    pub shortfall: f64,
    /// Σ vehicles · index: the weight of all that follows, and what is booked of the shortfall.
    indexed: f64,
    indexed_shortfall: f64,
    price: f64,
    planned_cost: f64,
    unit_cost: f64,
    battery: f64,
    modules: f64,
    conversion: f64,
}

impl Chain {
    pub(super) fn add_product(&mut self, now: &Now, p: usize) {
        let (product, flows, i) = (&now.scenario.business.products[p], &now.state.products[p], now.i);
        self.wanted += flows.demand[i];
        let weight = self.weigh(flows.volume[i], now);
        self.price += weight * flows.price[i];
        self.unit_cost += weight * flows.unit_cost[i];
        if let UnitCost::BuiltUp(car) = &product.unit_cost {
            self.add_car(now, car, weight);
        }
    }

    pub(super) fn add_contract(&mut self, now: &Now, c: usize) {
        let (contract, flows, i) = (&now.scenario.business.contracts[c], &now.state.contracts[c], now.i);
        self.wanted += flows.demand[i];
        self.shortfall += flows.shortfall[i];
        self.indexed_shortfall += flows.shortfall[i] * now.index();
        let weight = self.weigh(flows.volume[i], now);
        self.planned_cost += weight * flows.planned_cost[i];
        self.unit_cost += weight * flows.unit_cost[i];
        self.add_car(now, &contract.car, weight);
    }

    fn weigh(&mut self, vehicles: f64, now: &Now) -> f64 {
        let weight = vehicles * now.index();
        self.vehicles += vehicles;
        self.indexed += weight;
        weight
    }

    /// The parts of [`crate::model::unit_cost::unit_cost`]: battery, size · modules, conversion.
    fn add_car(&mut self, now: &Now, car: &Car, weight: f64) {
        let (business, state, i) = (&now.scenario.business, now.state, now.i);
        let reach: Vec<_> = state.rollouts[car.platform].iter().map(|r| &r.reached).collect();
        let battery = battery_cost(business, now.inputs, car, &reach, &state.packs);
        let modules = now.input(car.size) * state.module_totals[car.platform][car.last_generation][i];
        let conversion: f64 = car.route.iter().map(|p| now.input(business.plants[*p].conversion)).sum();
        self.battery += weight * battery[i];
        self.modules += weight * modules;
        self.conversion += weight * conversion;
    }

    fn per_car(&self, sum: f64) -> f64 {
        if self.indexed > 0.0 { sum / self.indexed } else { 0.0 }
    }

    /// From base-year to nominal EUR.
    pub fn index(&self) -> f64 {
        if self.vehicles > 0.0 { self.indexed / self.vehicles } else { 0.0 }
    }

    /// The same for contracted cars that are not taken.
    pub fn shortfall_index(&self) -> f64 {
        if self.shortfall > 0.0 { self.indexed_shortfall / self.shortfall } else { 0.0 }
    }

    /// Net price, base-year EUR per car; 0 for a contract.
    pub fn price(&self) -> f64 {
        self.per_car(self.price)
    }

    /// Unit cost of a partner's car without launch excess, base-year EUR.
    pub fn planned_cost(&self) -> f64 {
        self.per_car(self.planned_cost)
    }

    /// Unit cost, base-year EUR per car: battery + modules + conversion + launch excess where it is built up.
    pub fn unit_cost(&self) -> f64 {
        self.per_car(self.unit_cost)
    }

    /// Battery, modules and conversion, base-year EUR per car; 0 where the unit cost is given.
    pub fn battery(&self) -> f64 {
        self.per_car(self.battery)
    }

    pub fn modules(&self) -> f64 {
        self.per_car(self.modules)
    }

    pub fn conversion(&self) -> f64 {
        self.per_car(self.conversion)
    }

    /// What a car costs more in the twelve months after its launch, base-year EUR per car.
    pub fn launch_excess(&self) -> f64 {
        self.unit_cost() - self.battery() - self.modules() - self.conversion()
    }
}
