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
    /// Cut in the middle of the period before, and the part of own levers.
    before: [Lane; 2],
    /// Realised cut, a share of the reference cost.
    pub realised: Lane,
    /// The part of it that own levers explain.
    pub own_levers: Lane,
}

impl CostCut {
    /// Nothing measured yet.
    pub fn new() -> CostCut {
        CostCut {
            reference_cost: ZERO,
            reference_packs: Packs::zero(),
            before: [ZERO; 2],
            realised: ZERO,
            own_levers: ZERO,
        }
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

/// Takes the reference in the period that `compared_at` falls into. The cut is read at `measured_at`, by a
/// straight line between the middles of the two periods around it, so that it does not depend on the step.
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
    // Only the two periods whose middles lie around the date matter.
    let after = (comparison.measured_at - period.mid()) / period.years();
    if !(-1.0..1.0).contains(&after) {
        return;
    }
    let reference = &cut.reference_cost;
    let share_saved = |packs: &Packs| {
        let cost = unit_cost(business, inputs, car, now.reach, packs, now.module_totals);
        let mut saved = ZERO;
        fill(&mut saved, |i| 1.0 - cost[i] / reference[i]);
        saved
    };
    let [realised, own_levers] = [share_saved(now.packs), share_saved(&cut.reference_packs)];
    if after >= 0.0 {
        cut.before = [realised, own_levers];
        cut.realised = realised;
        cut.own_levers = own_levers;
    } else {
        let [realised_before, own_before] = &cut.before;
        fill(&mut cut.realised, |i| realised[i] + after * (realised[i] - realised_before[i]));
        fill(&mut cut.own_levers, |i| own_levers[i] + after * (own_levers[i] - own_before[i]));
    }
}
