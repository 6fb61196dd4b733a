//! Cars built for partners: they load platforms and plants and earn contribution, and are nobody's sales here.
//!
//! They count neither in the Group's sales nor in market shares nor in its CO2 fleet. The partner pays cost plus
//! a mark-up and a fee for each car, and part of the fee for cars that it had contracted and does not take.

use super::business::{BusinessRole, Car, Launch, Named};
use super::demand;
use super::generation::Rollout;
use super::{Inputs, Slot};
use crate::lanes::{Lane, ZERO, fill, ln};
use crate::quantity::Period;

/// A contract with a partner.
#[derive(Clone, Debug)]
pub struct Contract {
    pub name: Named,
    /// Who buys.
    pub partner: String,
    pub car: Car,
    /// Cars per year that are contracted.
    pub volume: Slot,
    pub actuals: Option<Slot>,
    /// Part of the contracted cars that the partner wants.
    pub take_up: Slot,
    /// Part of the fee that is due for contracted cars that the partner does not take.
    pub take_or_pay: Slot,
    /// Base-year EUR per car.
    pub fee: Slot,
    /// Share of unit cost.
    pub mark_up: Slot,
    pub launch: Launch,
    pub ramp_years: Slot,
    pub end: Option<Slot>,
    pub exit: Option<Exit>,
    pub business_role: Option<BusinessRole>,
    pub perimeters: Vec<usize>,
}

/// The partner leaves early, at a constant hazard.
#[derive(Clone, Debug)]
pub struct Exit {
    /// Per year.
    pub hazard: Slot,
    /// Uniform between 0 and 1, drawn once: the probability that the contract has lasted as long as it does.
    pub chance: Slot,
}

/// Cars and money of one contract in one period, nominal EUR.
#[derive(Clone, Debug)]
pub struct ContractFlows {
    /// Cars that the partner wants within the contracted volume, then those beyond it; after the plants have
    /// been allocated, what is built of them.
    pub committed: Lane,
    pub beyond: Lane,
    /// Contracted cars that the partner does not want.
    pub shortfall: Lane,
    /// 1 once deliveries have ended by the end of the period.
    pub ended: Lane,
    /// Cars wanted, before the plants are asked.
    pub demand: Lane,
    pub volume: Lane,
    /// Base-year EUR per car, without and with launch excess.
    pub planned_cost: Lane,
    pub unit_cost: Lane,
    /// Owed for cars that are not taken.
    pub take_or_pay: Lane,
    pub revenue: Lane,
    pub contribution: Lane,
}

impl Default for ContractFlows {
    fn default() -> Self {
        ContractFlows {
            committed: ZERO,
            beyond: ZERO,
            shortfall: ZERO,
            ended: ZERO,
            demand: ZERO,
            volume: ZERO,
            planned_cost: ZERO,
            unit_cost: ZERO,
            take_or_pay: ZERO,
            revenue: ZERO,
            contribution: ZERO,
        }
    }
}

/// Date on which deliveries end, in each trial: that of the contract, or the earlier exit of the partner.
///
/// exit = from − ln(u)/h: with a constant hazard h the contract lives t years beyond `from`, the later of launch
/// and end of history, with probability e^(−h·t). Without a hazard there is no exit.
#[inline(always)]
fn end_of(contract: &Contract, inputs: &Inputs, known_until: f64, launch: Option<&Lane>) -> Option<Lane> {
    let mut end = [f64::INFINITY; crate::lanes::LANES];
    if let Some(slot) = contract.end {
        end = inputs[slot];
    }
    if let Some(exit) = &contract.exit {
        let (hazard, chance) = (&inputs[exit.hazard], &inputs[exit.chance]);
        for (i, end) in end.iter_mut().enumerate() {
            let from = launch.map_or(known_until, |launch| launch[i].max(known_until));
            let lives = if hazard[i] > 0.0 { -ln(chance[i]) / hazard[i] } else { f64::INFINITY };
            *end = end.min(from + lives);
        }
    }
    (contract.end.is_some() || contract.exit.is_some()).then_some(end)
}

/// Cars that the partner wants in the period; the date of launch, for the launch excess, comes with it.
///
/// contracted = volume · life cycle · season, wanted = contracted · take-up. Replayed periods take recorded
/// deliveries, with no shortfall.
#[inline(always)]
pub fn want<'a>(
    contract: &Contract,
    inputs: &'a Inputs,
    (period, known_until): (&Period, f64),
    rollouts: &'a [Vec<Rollout>],
    flows: &mut ContractFlows,
) -> Option<&'a Lane> {
    let launch = demand::launch_date(&contract.launch, inputs, rollouts);
    let end = end_of(contract, inputs, known_until, launch);
    let mut life_cycle = ZERO;
    demand::life_cycle(&inputs[contract.ramp_years], end.as_ref(), period, launch, &mut life_cycle);
    let (volume, take_up, season) = (&inputs[contract.volume], &inputs[contract.take_up], period.season);
    flows.beyond = ZERO;
    flows.shortfall = ZERO;
    if let Some(end) = &end {
        fill(&mut flows.ended, |i| if end[i] <= period.end { 1.0 } else { 0.0 });
    }
    match contract.actuals {
        Some(actuals) if period.start < known_until => {
            let actuals = &inputs[actuals];
            fill(&mut flows.committed, |i| actuals[i] * season);
        }
        _ if period.start < known_until => {
            fill(&mut flows.committed, |i| volume[i] * life_cycle[i] * season);
        }
        _ => {
            let ContractFlows { committed, beyond, shortfall, .. } = flows;
            let contracted = |i: usize| volume[i] * life_cycle[i] * season;
            fill(committed, |i| contracted(i) * take_up[i].min(1.0));
            fill(beyond, |i| contracted(i) * (take_up[i] - 1.0).max(0.0));
            fill(shortfall, |i| contracted(i) * (1.0 - take_up[i]).max(0.0));
        }
    }
    let ContractFlows { committed, beyond, demand, .. } = flows;
    fill(demand, |i| committed[i] + beyond[i]);
    launch
}

impl ContractFlows {
    /// revenue = cars · [planned cost · (1 + mark-up) + fee] · index + take-or-pay · shortfall · fee · index;
    /// contribution = revenue − cars · unit cost · index. The maker bears the launch excess.
    #[inline(always)]
    pub fn settle(&mut self, contract: &Contract, inputs: &Inputs, index: &Lane) {
        let (fee, mark_up) = (&inputs[contract.fee], &inputs[contract.mark_up]);
        let take_or_pay = &inputs[contract.take_or_pay];
        let ContractFlows { committed, beyond, shortfall, volume, planned_cost, unit_cost, .. } = self;
        fill(volume, |i| committed[i] + beyond[i]);
        fill(&mut self.revenue, |i| {
            let per_car = planned_cost[i] * (1.0 + mark_up[i]) + fee[i];
            (volume[i] * per_car + take_or_pay[i] * shortfall[i] * fee[i]) * index[i]
        });
        fill(&mut self.take_or_pay, |i| take_or_pay[i] * shortfall[i] * fee[i] * index[i]);
        let revenue = &self.revenue;
        fill(&mut self.contribution, |i| revenue[i] - volume[i] * unit_cost[i] * index[i]);
    }
}
