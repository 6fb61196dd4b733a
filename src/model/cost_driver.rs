//! What a cost line is counted in, where it is no plain amount: active brands or platforms, whose coordination costs
//! money, or cars on shared platforms, which save some.
//!
//! cost = stated cost · max(0, units − free units) · Δ · I

use super::business::{Business, UnitCost};
use super::state::State;
use super::{Inputs, Slot};
use crate::lanes::{LANES, Lane, ZERO, add, fill};
use crate::quantity::Period;

/// Cars of one unit of [`DriverKind::SharedPlatformCars`].
pub const CARS_PER_UNIT: f64 = 100_000.0;

/// The driver of a cost line.
#[derive(Clone, Debug)]
pub struct Driver {
    pub kind: DriverKind,
    /// Units that cost nothing.
    pub free: Slot,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DriverKind {
    /// Brands that sell a car or earn with a service in the period.
    ActiveBrands,
    /// Platforms on which a car is built in the period.
    ActivePlatforms,
    /// Cars a year, in 100 000, on platforms that carry cars of two brands or partners at least.
    SharedPlatformCars,
}

impl DriverKind {
    /// All of them, in the order of the key table.
    pub const ALL: [DriverKind; 3] =
        [DriverKind::ActiveBrands, DriverKind::ActivePlatforms, DriverKind::SharedPlatformCars];

    /// Name in scenario files.
    pub fn id(self) -> &'static str {
        match self {
            DriverKind::ActiveBrands => "active-brands",
            DriverKind::ActivePlatforms => "active-platforms",
            DriverKind::SharedPlatformCars => "shared-platform-cars",
        }
    }
}

/// Adds 1 where a lane is positive.
#[inline(always)]
fn count(flows: &Lane, units: &mut Lane) {
    add(units, |i| if flows[i] > 0.0 { 1.0 } else { 0.0 });
}

/// Units of each line that has a driver, in the current period.
#[inline(always)]
pub fn measure(business: &Business, inputs: &Inputs, period: &Period, state: &mut State) {
    for (l, line) in business.lines.iter().enumerate() {
        let Some(driver) = &line.driver else { continue };
        let mut units = ZERO;
        match driver.kind {
            DriverKind::ActiveBrands => active_brands(business, state, &mut units),
            DriverKind::ActivePlatforms => {
                platforms(business, state, |_, built, units| count(built, units), &mut units)
            }
            DriverKind::SharedPlatformCars => {
                let shared = |makers: &Lane, built: &Lane, units: &mut Lane| {
                    let per_unit = period.season * CARS_PER_UNIT;
                    if per_unit > 0.0 {
                        add(units, |i| if makers[i] > 1.0 { built[i] / per_unit } else { 0.0 });
                    }
                };
                platforms(business, state, shared, &mut units);
            }
        }
        let free = &inputs[driver.free];
        fill(&mut state.line_units[l], |i| if units[i] > free[i] { units[i] - free[i] } else { 0.0 });
    }
}

/// Brands that sell a car or earn with a service.
#[inline(always)]
fn active_brands(business: &Business, state: &State, units: &mut Lane) {
    for b in 0..business.brands.len() {
        let mut earned = ZERO;
        for (product, flows) in business.products.iter().zip(&state.products) {
            if product.brand == b {
                add(&mut earned, |i| flows.volume[i]);
            }
        }
        for (service, flows) in business.services.iter().zip(&state.services) {
            if service.brand == b {
                add(&mut earned, |i| flows.revenue[i]);
            }
        }
        count(&earned, units);
    }
}

/// For each platform: how many brands and partners have cars built on it, and how many cars.
#[inline(always)]
fn platforms(business: &Business, state: &State, each: impl Fn(&Lane, &Lane, &mut Lane), units: &mut Lane) {
    for p in 0..business.platforms.len() {
        let (mut makers, mut built) = (ZERO, ZERO);
        for b in 0..business.brands.len() {
            let mut of_brand = ZERO;
            let products = business.products.iter().zip(&state.products);
            for (product, flows) in products.filter(|(product, _)| product.brand == b) {
                if matches!(&product.unit_cost, UnitCost::BuiltUp(car) if car.platform == p) {
                    add(&mut of_brand, |i| flows.volume[i]);
                }
            }
            count(&of_brand, &mut makers);
            add(&mut built, |i| of_brand[i]);
        }
        for (contract, flows) in business.contracts.iter().zip(&state.contracts) {
            if contract.car.platform == p {
                count(&flows.volume, &mut makers);
                add(&mut built, |i| flows.volume[i]);
            }
        }
        each(&makers, &built, units);
    }
}

/// Yearly cost of a line with a driver: stated cost of a unit times units.
#[inline(always)]
pub fn yearly_cost(per_unit: &Lane, units: &Lane) -> Lane {
    let mut cost = [0.0; LANES];
    fill(&mut cost, |i| per_unit[i] * units[i]);
    cost
}
