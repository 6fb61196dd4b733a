//! **Unit cost of a car on a platform**, base-year euros per car:
//!
//! unit cost = battery + size · Σ modules + conversion of the plants on the route
//!
//! - battery = kWh·factor·pack(LFP share)·(1 − cell-to-pack saving) + fixed part of a pack
//! - module = base·(1 − π)^(τ − τ0)·learning·Π over generations [1 − r·D·planned cut]
//!
//! r is the share of cars that a generation has reached ([`super::generation`]), D its delivery: the cut is
//! a plan, what is delivered is uncertain, and the battery's part runs through pack price, chemistry and
//! energy content, counted once. The launch excess comes on top in [`super::period`].

use super::battery::Packs;
use super::business::{Car, Platform};
use super::{Business, Inputs};
use crate::lanes::{LANES, Lane, ZERO, add, exp, fill, ln};

/// How far each generation of a platform is rolled out: r by generation.
pub type Reach<'a> = &'a [&'a Lane];

/// Reach of a car that carries all generations up to `last` in full, and none after.
#[inline(always)]
pub fn full_content(n_generations: usize, last: usize) -> Vec<&'static Lane> {
    static NONE: Lane = ZERO;
    static ALL: Lane = [1.0; LANES];
    (0..n_generations).map(|g| if g <= last { &ALL } else { &NONE }).collect()
}

/// Module cost of a car of size 1, after each generation: entry g holds Σ modules with the generations up
/// to g, as far as they have reached the cars.
///
/// - `years`: years since the date of the module costs, negative before it
/// - `output_ratio`: cumulative output ÷ that at the end of history, ≥ 1
#[inline(always)]
pub fn module_cost(
    platform: &Platform,
    inputs: &Inputs,
    reach: Reach,
    years: f64,
    output_ratio: &Lane,
    totals: &mut [Lane],
) {
    totals.iter_mut().for_each(|t| *t = ZERO);
    for module in &platform.modules {
        let (base, productivity) = (&inputs[module.cost], &inputs[module.productivity]);
        let mut cost = ZERO;
        for (i, out) in cost.iter_mut().enumerate() {
            *out = base[i] * exp(years * ln(1.0 - productivity[i]));
        }
        if let Some(rate) = module.learning_rate {
            let rate = &inputs[rate];
            // (Q / Q0)^log2(1 − rate): Wright (1936), Journal of the Aeronautical Sciences 3(4).
            for (i, c) in cost.iter_mut().enumerate() {
                *c *= exp(ln(1.0 - rate[i]) * std::f64::consts::LOG2_E * ln(output_ratio[i]));
            }
        }
        for (g, generation) in platform.generations.iter().enumerate() {
            let cut = module.cuts[g];
            if cut != 0.0 {
                let (reached, delivery) = (reach[g], &inputs[generation.delivery]);
                for (i, c) in cost.iter_mut().enumerate() {
                    *c *= 1.0 - reached[i] * delivery[i] * cut;
                }
            }
            add(&mut totals[g], |i| cost[i]);
        }
    }
}

/// Battery cost of one car, base-year EUR.
///
/// LFP share and cell-to-pack saving are levels of a generation, the energy factor is relative to the car's
/// own kWh and 1 for the generation with which it launches; each blends in with r·min(1, D).
#[inline(always)]
pub fn battery_cost(business: &Business, inputs: &Inputs, car: &Car, reach: Reach, packs: &Packs) -> Lane {
    let platform = &business.platforms[car.platform];
    let first = &platform.generations[0];
    let mut lfp = match car.fixed_lfp_share {
        Some(slot) => inputs[slot],
        None => inputs[first.lfp_share],
    };
    let mut saving = inputs[first.cell_to_pack_saving];
    let mut energy = [1.0; LANES];
    for (g, generation) in platform.generations.iter().enumerate().take(car.last_generation + 1).skip(1) {
        let (reached, delivery) = (reach[g], &inputs[generation.delivery]);
        let mut weight = ZERO;
        fill(&mut weight, |i| reached[i] * if delivery[i] < 1.0 { delivery[i] } else { 1.0 });
        let blend = |value: &mut Lane, level: &Lane| {
            for (i, x) in value.iter_mut().enumerate() {
                *x += weight[i] * (level[i] - *x);
            }
        };
        if car.fixed_lfp_share.is_none() {
            blend(&mut lfp, &inputs[generation.lfp_share]);
        }
        blend(&mut saving, &inputs[generation.cell_to_pack_saving]);
        if g > car.first_generation {
            blend(&mut energy, &inputs[generation.kwh_factor]);
        }
    }
    let (kwh, fixed) = (&inputs[car.battery_kwh], &inputs[business.battery.pack_fixed]);
    let mut cost = ZERO;
    fill(&mut cost, |i| kwh[i] * energy[i] * packs.mix(lfp[i], i) * (1.0 - saving[i]) + fixed[i]);
    cost
}

/// Unit cost of one car, base-year EUR, from its platform's module totals.
#[inline(always)]
pub fn unit_cost(
    business: &Business,
    inputs: &Inputs,
    car: &Car,
    reach: Reach,
    packs: &Packs,
    module_totals: &[Lane],
) -> Lane {
    let battery = battery_cost(business, inputs, car, reach, packs);
    let (modules, size) = (&module_totals[car.last_generation], &inputs[car.size]);
    let mut cost = ZERO;
    fill(&mut cost, |i| battery[i] + size[i] * modules[i]);
    for plant in &car.route {
        let conversion = &inputs[business.plants[*plant].conversion];
        add(&mut cost, |i| conversion[i]);
    }
    cost
}
