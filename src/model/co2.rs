//! The CO2 account of a regulatory pool: fleet average against target, what an excess costs, who bears it.
//!
//! A fleet average A = Σ n·g / Σ n·w over the cars n of a window, with w the super-credit; it is compared with the
//! allowed L = Σ n·(target + mass and eco-innovations) / Σ n. The excess of the window is N·(A − L), in grams per km
//! times cars, and costs the premium or, with pooling, the price of grams if that is lower.
//!
//! Source: Regulation (EU) 2019/631, articles 4 to 8 (target, pooling, premium for each car of the fleet), and fact
//! CO2-05 for the super-credit. **Decisions** of this model: the cost is provided for as the window goes on, and it
//! is borne by the cars above the allowed average in proportion to their grams above it (`docs/model.md`, section 10).

use super::business::Product;
use super::statement::{Line, ProductFlows, Statement, add_amount};
use super::{Inputs, Slot};
use crate::lanes::{Lane, ZERO, add, fill};
use crate::quantity::Period;

/// The account of a pool.
#[derive(Clone, Debug)]
pub struct Co2 {
    pub cars: Vec<FleetCar>,
    /// g/km.
    pub target: Slot,
    /// g/km granted for mass and eco-innovations.
    pub allowance: Slot,
    /// Cars that one with super-credit counts for.
    pub super_credit: Slot,
    /// Nominal EUR per g/km and car.
    pub premium: Slot,
    /// Base-year EUR per g/km and car; none without pooling.
    pub pool_price: Option<Slot>,
    /// Share of the price that is earned on a surplus.
    pub sell_share: Option<Slot>,
    /// Share of the price that own prices carry while the pool is above its target.
    pub shadow_value_share: Option<Slot>,
    /// First and last years of the stated averaging windows.
    pub windows: Vec<(i32, i32)>,
}

/// A product of the pool.
#[derive(Clone, Debug, PartialEq)]
pub struct FleetCar {
    /// Place in the business's list of products.
    pub product: usize,
    /// g/km; none for 0.
    pub grams: Option<Slot>,
    pub has_super_credit: bool,
}

impl Co2 {
    /// First and last year of the window of a year: that year alone where no window is stated.
    pub fn window_of(&self, year: i32) -> (i32, i32) {
        let stated = self.windows.iter().find(|(first, last)| (*first..=*last).contains(&year));
        stated.copied().unwrap_or((year, year))
    }

    /// Price of a gram per km and car, nominal EUR: the cheaper of premium and pooling.
    #[inline(always)]
    pub fn price(&self, inputs: &Inputs, index: &Lane, out: &mut Lane) {
        *out = inputs[self.premium];
        if let Some(slot) = self.pool_price {
            let bought = &inputs[slot];
            for (i, price) in out.iter_mut().enumerate() {
                let pooled = bought[i] * index[i];
                *price = if pooled < *price { pooled } else { *price };
            }
        }
    }
}

/// Cars and grams of a stretch of time.
#[derive(Clone, Debug)]
struct Fleet {
    cars: Lane,
    /// Cars with their super-credits.
    weighted: Lane,
    /// g/km times cars.
    grams: Lane,
    /// The same as allowed.
    allowed: Lane,
}

impl Fleet {
    const NONE: Fleet = Fleet { cars: ZERO, weighted: ZERO, grams: ZERO, allowed: ZERO };

    #[inline(always)]
    fn add(&mut self, cars: &Lane, weight: Option<&Lane>, grams: Option<&Lane>, allowed: &Lane) {
        add(&mut self.cars, |i| cars[i]);
        match weight {
            Some(weight) => add(&mut self.weighted, |i| cars[i] * weight[i]),
            None => add(&mut self.weighted, |i| cars[i]),
        }
        if let Some(grams) = grams {
            add(&mut self.grams, |i| cars[i] * grams[i]);
        }
        add(&mut self.allowed, |i| cars[i] * allowed[i]);
    }

    #[inline(always)]
    fn average(&self, i: usize) -> f64 {
        if self.weighted[i] > 0.0 { self.grams[i] / self.weighted[i] } else { 0.0 }
    }

    #[inline(always)]
    fn allowed_average(&self, i: usize) -> f64 {
        if self.cars[i] > 0.0 { self.allowed[i] / self.cars[i] } else { 0.0 }
    }
}

/// Account of one product, nominal EUR.
#[derive(Clone, Debug)]
pub struct CarAccount {
    /// Grams above the allowed average in the window so far, times cars; negative below it.
    above: Lane,
    provision: Lane,
    /// Change of the provision in the current period: the cost in the operating margin.
    pub cost: Lane,
    /// Settled in the current period: what cash and tax see.
    pub payment: Lane,
}

impl CarAccount {
    const OPEN: CarAccount = CarAccount { above: ZERO, provision: ZERO, cost: ZERO, payment: ZERO };
}

/// Carried from period to period.
#[derive(Clone, Debug)]
pub struct Co2State {
    window: Fleet,
    year: Fleet,
    /// By product of the pool.
    pub cars: Vec<CarAccount>,
    /// Fleet average of the calendar year so far, super-credits counted, and what is allowed, g/km.
    pub fleet_average: Lane,
    pub allowed: Lane,
    /// Average less allowed average of the window so far, g/km.
    pub deviation: Lane,
    /// 1 where that is 0 or less.
    pub target_met: Lane,
    /// Fleet average of the latest period, g/km.
    latest_average: Lane,
}

impl Co2State {
    /// Room for one block.
    pub fn new(co2: Option<&Co2>) -> Co2State {
        Co2State {
            window: Fleet::NONE,
            year: Fleet::NONE,
            cars: vec![CarAccount::OPEN; co2.map_or(0, |co2| co2.cars.len())],
            fleet_average: ZERO,
            allowed: ZERO,
            deviation: ZERO,
            target_met: ZERO,
            latest_average: ZERO,
        }
    }

    /// Forgets the block before.
    #[inline(always)]
    pub fn reset(&mut self) {
        self.cars.fill(CarAccount::OPEN);
        self.window = Fleet::NONE;
        self.year = Fleet::NONE;
        self.latest_average = ZERO;
    }

    /// Counts the cars of a period.
    #[inline(always)]
    fn count(&mut self, co2: &Co2, inputs: &Inputs, flows: &[ProductFlows]) {
        let (target, allowance) = (&inputs[co2.target], &inputs[co2.allowance]);
        let mut allowed = ZERO;
        fill(&mut allowed, |i| target[i] + allowance[i]);
        let mut period = Fleet::NONE;
        for (car, account) in co2.cars.iter().zip(&mut self.cars) {
            let sold = &flows[car.product].volume;
            let weight = car.has_super_credit.then(|| &inputs[co2.super_credit]);
            let grams = car.grams.map(|slot| &inputs[slot]);
            for fleet in [&mut self.window, &mut self.year, &mut period] {
                fleet.add(sold, weight, grams, &allowed);
            }
            match grams {
                Some(grams) => add(&mut account.above, |i| sold[i] * (grams[i] - allowed[i])),
                None => add(&mut account.above, |i| -sold[i] * allowed[i]),
            }
        }
        fill(&mut self.latest_average, |i| period.average(i));
        fill(&mut self.fleet_average, |i| self.year.average(i));
        fill(&mut self.allowed, |i| self.year.allowed_average(i));
        fill(&mut self.deviation, |i| self.window.average(i) - self.window.allowed_average(i));
        let deviation = &self.deviation;
        fill(&mut self.target_met, |i| if deviation[i] <= 0.0 { 1.0 } else { 0.0 });
    }
}

/// Counts the cars of a period, books the change of the provision, and settles a window that ends.
///
/// provision = price · max(0, excess of the window so far); at the window's end a surplus earns the share of the
/// price that is stated. A replayed period is counted and books nothing.
#[inline(always)]
pub fn book(
    (co2, products): (&Co2, &[Product]),
    inputs: &Inputs,
    (period, is_history): (&Period, bool),
    index: &Lane,
    flows: &[ProductFlows],
    state: &mut Co2State,
    statements: &mut [Statement],
) {
    let (first_year, last_year) = co2.window_of(period.year);
    if period.start == f64::from(first_year) {
        state.window = Fleet::NONE;
        state.cars.iter_mut().for_each(|account| account.above = ZERO);
    }
    if period.start == f64::from(period.year) {
        state.year = Fleet::NONE;
    }
    state.count(co2, inputs, flows);
    let is_settled = period.end == f64::from(last_year + 1);
    if is_history {
        return;
    }
    let mut price = ZERO;
    co2.price(inputs, index, &mut price);
    // Positive: owed. Negative: earned.
    let mut owed = ZERO;
    let (cars, deviation) = (&state.window.cars, &state.deviation);
    let sell_share =
        co2.sell_share.filter(|_| is_settled && co2.pool_price.is_some()).map(|slot| &inputs[slot]);
    fill(&mut owed, |i| {
        let excess = cars[i] * deviation[i];
        match sell_share {
            _ if excess > 0.0 => price[i] * excess,
            Some(share) => price[i] * share[i] * excess,
            None => 0.0,
        }
    });
    let mut total = ZERO;
    for account in &state.cars {
        add(&mut total, |i| bears(owed[i], account.above[i]));
    }
    for (car, account) in co2.cars.iter().zip(&mut state.cars) {
        let CarAccount { above, provision, cost, payment } = account;
        let mut due = ZERO;
        fill(&mut due, |i| {
            let part = bears(owed[i], above[i]);
            if part > 0.0 { owed[i] * part / total[i] } else { 0.0 }
        });
        fill(cost, |i| due[i] - provision[i]);
        *payment = if is_settled { due } else { ZERO };
        *provision = if is_settled { ZERO } else { due };
        let perimeters = &products[car.product].perimeters;
        add_amount(statements, perimeters, Line::Co2Cost, cost);
        add_amount(statements, perimeters, Line::Co2Payment, payment);
    }
}

/// Weight with which a product bears what is owed, or has a part of what is earned: its grams above the allowed
/// average, or below it.
#[inline(always)]
fn bears(owed: f64, above: f64) -> f64 {
    let grams = if owed < 0.0 { -above } else { above };
    if grams > 0.0 { grams } else { 0.0 }
}

/// Moves own prices by the shadow value of a gram: price − share · price of a gram · (allowed − own grams), base-year
/// EUR, where the pool's latest cars emit more than is allowed now. A price falls by half at most.
#[inline(always)]
pub fn charge_grams(
    (co2, product): (&Co2, usize),
    inputs: &Inputs,
    index: &Lane,
    state: &Co2State,
    own_price: &mut Lane,
) {
    let Some(car) = co2.cars.iter().find(|car| car.product == product) else { return };
    let Some(share) = co2.shadow_value_share.map(|slot| &inputs[slot]) else { return };
    let (target, allowance) = (&inputs[co2.target], &inputs[co2.allowance]);
    let mut price = ZERO;
    co2.price(inputs, index, &mut price);
    let grams = car.grams.map_or(ZERO, |slot| inputs[slot]);
    for (i, own_price) in own_price.iter_mut().enumerate() {
        let allowed = target[i] + allowance[i];
        let rebate = share[i] * price[i] / index[i] * (allowed - grams[i]);
        let rebate = if rebate > 0.5 * *own_price { 0.5 * *own_price } else { rebate };
        *own_price -= if state.latest_average[i] > allowed { rebate } else { 0.0 };
    }
}
