//! Plants: who is served when capacity is short, and fixed cost that follows volume slowly.

use super::business::{Business, Named, UnitCost};
use super::contract::ContractFlows;
use super::statement::ProductFlows;
use super::{Inputs, Slot};
use crate::lanes::{LANES, Lane, ZERO, add, exp, fill, ln};
use crate::quantity::Period;

/// A plant.
#[derive(Clone, Debug)]
pub struct Plant {
    pub name: Named,
    pub conversion: Slot,
    pub fixed_cost: Slot,
    /// Cars per year without overtime; none for a plant that is never short.
    pub capacity: Option<Slot>,
    /// Cars beyond capacity, a share of it.
    pub overtime: Slot,
    /// Fixed cost that follows volume; none for fixed cost as stated.
    pub flexibility: Option<Flexibility>,
    pub perimeters: Vec<usize>,
}

/// How fixed cost follows the load.
#[derive(Clone, Debug)]
pub struct Flexibility {
    /// Share of fixed cost that can follow.
    pub share: Slot,
    /// Utilisation for which the fixed cost is stated.
    pub reference_utilisation: Slot,
    /// Part of the way that cost goes within a year, up and down.
    pub speed_up: Slot,
    pub speed_down: Slot,
}

/// Carried per plant, with the figures of the current period.
#[derive(Clone, Debug)]
pub struct PlantState {
    /// Fixed cost over that stated.
    factor: Lane,
    /// Cars that may still be built in the period.
    remaining: Lane,
    /// Cars of the period without overtime; 0 for a plant without limit.
    pub capacity: Lane,
    /// Cars that pass through, and that would with enough capacity everywhere.
    pub production: Lane,
    pub demand: Lane,
    /// Contribution margin of the cars that pass through, nominal EUR.
    pub contribution: Lane,
    /// Nominal EUR.
    pub fixed_cost: Lane,
}

impl Default for PlantState {
    fn default() -> Self {
        PlantState {
            factor: [1.0; LANES],
            remaining: ZERO,
            capacity: ZERO,
            production: ZERO,
            demand: ZERO,
            contribution: ZERO,
            fixed_cost: ZERO,
        }
    }
}

impl PlantState {
    /// Forgets the block before: fixed cost opens as stated.
    #[inline(always)]
    pub fn reset(&mut self) {
        self.factor = [1.0; LANES];
    }
}

/// Begins a period: capacity · season, and overtime on top of it.
#[inline(always)]
pub fn open(plants: &[Plant], inputs: &Inputs, period: &Period, states: &mut [PlantState]) {
    for (plant, state) in plants.iter().zip(states) {
        (state.production, state.demand, state.contribution) = (ZERO, ZERO, ZERO);
        if let Some(slot) = plant.capacity {
            let (yearly, overtime) = (&inputs[slot], &inputs[plant.overtime]);
            fill(&mut state.capacity, |i| yearly[i] * period.season);
            let capacity = &state.capacity;
            fill(&mut state.remaining, |i| capacity[i] * (1.0 + overtime[i]));
        }
    }
}

/// Turns what is wanted into what is built: contracts up to their commitment, then own cars in their order, then
/// what partners want beyond their contracts.
#[inline(always)]
pub fn allocate(
    business: &Business,
    states: &mut [PlantState],
    products: &mut [ProductFlows],
    contracts: &mut [ContractFlows],
) {
    if business.plants.iter().all(|plant| plant.capacity.is_none()) {
        return;
    }
    let partners = || business.contracts.iter().map(|contract| contract.car.route.as_slice());
    let mut wanted: Vec<_> = partners().zip(contracts.iter_mut().map(|flows| &mut flows.committed)).collect();
    ration(&business.plants, states, &mut wanted);
    for class in &business.queue {
        let mut wanted: Vec<(&[usize], &mut Lane)> = Vec::with_capacity(class.len());
        for (p, (product, flows)) in business.products.iter().zip(products.iter_mut()).enumerate() {
            if let (true, UnitCost::BuiltUp(car)) = (class.contains(&p), &product.unit_cost) {
                wanted.push((car.route.as_slice(), &mut flows.volume));
            }
        }
        ration(&business.plants, states, &mut wanted);
    }
    let mut wanted: Vec<_> = partners().zip(contracts.iter_mut().map(|flows| &mut flows.beyond)).collect();
    ration(&business.plants, states, &mut wanted);
}

/// One scaling per plant, min(1, what remains ÷ what is wanted); a car takes the tightest plant on its route.
#[inline(always)]
fn ration(plants: &[Plant], states: &mut [PlantState], wanted: &mut [(&[usize], &mut Lane)]) {
    let mut scale = vec![[1.0; LANES]; plants.len()];
    for (p, plant) in plants.iter().enumerate().filter(|(_, plant)| plant.capacity.is_some()) {
        let mut load = ZERO;
        for (_, cars) in wanted.iter().filter(|(route, _)| route.contains(&p)) {
            add(&mut load, |i| cars[i]);
        }
        debug_assert!(plant.capacity.is_some());
        let remaining = &states[p].remaining;
        fill(&mut scale[p], |i| if load[i] > remaining[i] { remaining[i] / load[i] } else { 1.0 });
    }
    for (route, cars) in wanted.iter_mut() {
        let mut tightest = [1.0; LANES];
        for scale in route.iter().map(|p| &scale[*p]) {
            for (tightest, scale) in tightest.iter_mut().zip(scale) {
                *tightest = if *scale < *tightest { *scale } else { *tightest };
            }
        }
        cars.iter_mut().zip(&tightest).for_each(|(cars, scale)| *cars *= scale);
        for p in route.iter() {
            for (remaining, built) in states[*p].remaining.iter_mut().zip(cars.iter()) {
                // Rounding leaves no plant owing a fraction of a car.
                *remaining = if *built < *remaining { *remaining - built } else { 0.0 };
            }
        }
    }
}

/// Adds the cars of one route to its plants: built, wanted, and their contribution.
#[inline(always)]
pub fn pass_through(
    states: &mut [PlantState],
    route: &[usize],
    (built, wanted, contribution): (&Lane, &Lane, &Lane),
) {
    for p in route {
        let state = &mut states[*p];
        add(&mut state.production, |i| built[i]);
        add(&mut state.demand, |i| wanted[i]);
        add(&mut state.contribution, |i| contribution[i]);
    }
}

/// Largest load at which fixed cost still follows, over the reference.
const MOST_LOAD: f64 = 1.25;

/// Fixed cost of the period: level · factor · years · index.
///
/// The factor starts at 1 at the end of history and approaches
/// target = 1 − share · [1 − clip(utilisation ÷ reference, 0, 1.25)] by 1 − (1 − speed)^Δ in each step, with one
/// speed up and another down. `step_years` is `None` in replayed periods, whose cost is as recorded.
#[inline(always)]
pub fn book_fixed_cost(
    plant: &Plant,
    inputs: &Inputs,
    (step_years, years): (Option<f64>, f64),
    index: &Lane,
    state: &mut PlantState,
) {
    let level = &inputs[plant.fixed_cost];
    let PlantState { factor, capacity, production, fixed_cost, .. } = state;
    let Some(flexibility) = &plant.flexibility else {
        fill(fixed_cost, |i| level[i] * years * index[i]);
        return;
    };
    if let Some(step_years) = step_years {
        let (share, reference) = (&inputs[flexibility.share], &inputs[flexibility.reference_utilisation]);
        let (up, down) = (&inputs[flexibility.speed_up], &inputs[flexibility.speed_down]);
        for (i, factor) in factor.iter_mut().enumerate() {
            let utilisation = if capacity[i] > 0.0 { production[i] / capacity[i] } else { 0.0 };
            let load = (utilisation / reference[i]).clamp(0.0, MOST_LOAD);
            let target = 1.0 - share[i] * (1.0 - load);
            let speed = if target > *factor { up[i] } else { down[i] };
            let kept = if speed < 1.0 { exp(step_years * ln(1.0 - speed)) } else { 0.0 };
            *factor = target + (*factor - target) * kept;
        }
    }
    fill(fixed_cost, |i| level[i] * factor[i] * years * index[i]);
}
