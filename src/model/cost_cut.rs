//! The realised cut of a generation: −40 % is a target, so it is an output.
//!
//! cut = 1 − cost(measured_at) / cost(compared_at), of the platform's reference car at constant mix, in
//! base-year euros. The part of own levers is the cut with the pack prices of `compared_at`; the rest is the
//! market price of batteries.

use super::battery::Packs;
use super::business::{Comparison, Platform};
use super::generation::{Rollout, reached_at};
use super::unit_cost::{Reach, full_content, module_cost, unit_cost};
use super::{Business, Inputs};
use crate::lanes::{LANES, Lane, ZERO, fill};
use crate::quantity::Period;

/// One comparison in progress.
#[derive(Clone, Debug)]
pub struct CostCut {
    reference_cost: Lane,
    reference_packs: Packs,
    /// Pack prices in the middle of the period before.
    packs_before: Packs,
    /// Realised cut, a share of the reference cost.
    pub realised: Lane,
    /// The part of it that own levers explain.
    pub own_levers: Lane,
    /// Cut at the beginning of the period before, NaN before the first.
    before: Lane,
    /// Date at which the cut first reaches its target; infinite if it has not.
    pub reached: Lane,
}

impl CostCut {
    /// Nothing measured yet.
    pub fn new() -> CostCut {
        CostCut {
            reference_cost: ZERO,
            reference_packs: Packs::zero(),
            packs_before: Packs::zero(),
            realised: ZERO,
            own_levers: ZERO,
            before: [f64::NAN; LANES],
            reached: [f64::INFINITY; LANES],
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
    pub rollouts: &'a [Rollout],
    pub packs: &'a Packs,
    pub output_ratio: &'a Lane,
}

/// What the cost of the reference car depends on, but for date, reach and pack prices.
struct Given<'a> {
    business: &'a Business,
    platform: &'a Platform,
    inputs: &'a Inputs,
    output_ratio: &'a Lane,
}

impl Given<'_> {
    /// Cost of the reference car at a date, with each of these sets of packs.
    ///
    /// A function and no closure: what is called twice is not inlined, and would miss the vector instructions.
    #[inline(always)]
    fn cost_at<const N: usize>(&self, date: f64, reach: Reach, packs: [&Packs; N], costs: [&mut Lane; N]) {
        let Given { business, platform, inputs, output_ratio } = *self;
        let mut totals = vec![ZERO; platform.generations.len()];
        module_cost(platform, inputs, reach, date - platform.base_date, output_ratio, &mut totals);
        for (cost, packs) in costs.into_iter().zip(packs) {
            *cost = unit_cost(business, inputs, &platform.reference_car, reach, packs, &totals);
        }
    }
}

/// Takes the reference in the period that `compared_at` falls into, reads the cut at `measured_at`, and dates the
/// moment at which it first reaches its target.
///
/// Content and productivity are those of that very date; pack prices lie on a straight line between the
/// middles of the two periods around it, learning is that of the later one. So the cut hardly depends on the
/// step.
#[inline(always)]
pub fn measure(
    business: &Business,
    platform: &Platform,
    comparison: &Comparison,
    inputs: &Inputs,
    period: &Period,
    now: &Situation,
    cut: &mut CostCut,
) {
    let given = Given { business, platform, inputs, output_ratio: now.output_ratio };
    if period.start <= comparison.compared_at && comparison.compared_at < period.end {
        let content = full_content(platform.generations.len(), comparison.compared_with);
        given.cost_at(comparison.compared_at, &content, [now.packs], [&mut cut.reference_cost]);
        cut.reference_packs = now.packs.clone();
    }
    // 0 at the middle of this period, −1 at that of the period before.
    let place = (comparison.measured_at - period.mid()) / period.years();
    if place > -1.0 && place <= 0.0 {
        let packs = between(&cut.packs_before, now.packs, 1.0 + place);
        let (mut cost, mut at_old_packs) = (ZERO, ZERO);
        let reached = reached_at(platform, inputs, now.rollouts, comparison.measured_at);
        let reach: Vec<&Lane> = reached.iter().collect();
        let (all_packs, costs) = ([&packs, &cut.reference_packs], [&mut cost, &mut at_old_packs]);
        given.cost_at(comparison.measured_at, &reach, all_packs, costs);
        let reference = &cut.reference_cost;
        fill(&mut cut.realised, |i| 1.0 - cost[i] / reference[i]);
        fill(&mut cut.own_levers, |i| 1.0 - at_old_packs[i] / reference[i]);
    }
    // Read like the cut at `measured_at`, so that both say the same of one date.
    if let (Some(target), true) = (comparison.target_cut, comparison.compared_at < period.start)
        && period.index > 0
    {
        let packs = between(&cut.packs_before, now.packs, 0.5);
        let mut cost = ZERO;
        let reached = reached_at(platform, inputs, now.rollouts, period.start);
        let reach: Vec<&Lane> = reached.iter().collect();
        given.cost_at(period.start, &reach, [&packs], [&mut cost]);
        follow(target, &cost, period, cut);
    }
    cut.packs_before = now.packs.clone();
}

/// Dates the first crossing of the target, on a straight line between the ends of periods.
#[inline(always)]
fn follow(target: f64, unit_cost: &Lane, period: &Period, cut: &mut CostCut) {
    let CostCut { reference_cost, before, reached, .. } = cut;
    for (i, (before, reached)) in before.iter_mut().zip(reached).enumerate() {
        let now = 1.0 - unit_cost[i] / reference_cost[i];
        if now >= target && reached.is_infinite() {
            // Reached within the period before, or already when it is first looked at.
            let back = if *before < target { (now - target) / (now - *before) } else { 0.0 };
            *reached = period.start - back * period.years();
        }
        *before = now;
    }
}

/// Pack prices on a straight line from one set to another.
#[inline(always)]
fn between(from: &Packs, to: &Packs, share: f64) -> Packs {
    let mut packs = Packs::zero();
    fill(&mut packs.lfp, |i| from.lfp[i] + share * (to.lfp[i] - from.lfp[i]));
    fill(&mut packs.nmc, |i| from.nmc[i] + share * (to.nmc[i] - from.nmc[i]));
    packs
}
