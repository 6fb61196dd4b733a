//! The realised cut of a generation: −40 % is a target, so it is an output.
//!
//! cut = 1 − cost(measured_at) / cost(compared_at), of the platform's reference car at constant mix, in
//! base-year euros. The part of own levers is the cut with the pack prices of `compared_at`; the rest is the
//! market price of batteries.

use super::battery::Packs;
use super::business::{Comparison, Platform};
use super::unit_cost::{Reach, full_content, module_cost, unit_cost};
use super::{Business, Inputs};
use crate::lanes::{Lane, ZERO, fill};
use crate::quantity::Period;

/// One comparison in progress.
#[derive(Clone, Debug)]
pub struct CostCut {
    reference_cost: Lane,
    reference_packs: Packs,
    /// Realised cut, a share of the reference cost.
    pub realised: Lane,
    /// The part of it that own levers explain.
    pub own_levers: Lane,
}

impl CostCut {
    /// Nothing measured yet.
    pub fn new() -> CostCut {
        CostCut { reference_cost: ZERO, reference_packs: Packs::zero(), realised: ZERO, own_levers: ZERO }
    }
}

impl Default for CostCut {
    fn default() -> Self {
        CostCut::new()
    }
}

/// A platform's cost situation in the current period.
pub struct Situation<'a> {
    pub reach: Reach<'a>,
    pub packs: &'a Packs,
    /// Module totals by generation, as in [`module_cost`].
    pub module_totals: &'a [Lane],
    pub output_ratio: &'a Lane,
}

/// Takes the reference in the period that `compared_at` falls into, and the cut in the period by whose end
/// it is to be measured.
pub fn measure(
    business: &Business,
    platform: &Platform,
    comparison: &Comparison,
    inputs: &Inputs,
    period: &Period,
    now: &Situation,
    cut: &mut CostCut,
) {
    let car = &platform.reference_car;
    if period.start <= comparison.compared_at && comparison.compared_at < period.end {
        let content = full_content(platform.generations.len(), comparison.compared_with);
        let mut totals = vec![ZERO; platform.generations.len()];
        let years = comparison.compared_at - platform.base_date;
        module_cost(platform, inputs, &content, years, now.output_ratio, &mut totals);
        cut.reference_cost = unit_cost(business, inputs, car, &content, now.packs, &totals);
        cut.reference_packs = now.packs.clone();
    }
    if period.start < comparison.measured_at && comparison.measured_at <= period.end {
        let cost = unit_cost(business, inputs, car, now.reach, now.packs, now.module_totals);
        let at_reference_packs =
            unit_cost(business, inputs, car, now.reach, &cut.reference_packs, now.module_totals);
        let reference = &cut.reference_cost;
        fill(&mut cut.realised, |i| 1.0 - cost[i] / reference[i]);
        fill(&mut cut.own_levers, |i| 1.0 - at_reference_packs[i] / reference[i]);
    }
}
