//! When a generation's content reaches the cars.

use super::business::Platform;
use super::{Business, Inputs};
use crate::lanes::{LANES, Lane, ZERO, fill};

/// Area under a ramp that begins at `start`, rises to 1 over `duration` years and stays there, from the
/// beginning of time to `date`, in years.
#[inline(always)]
pub fn area(date: f64, start: f64, duration: f64) -> f64 {
    let since = if date > start { date - start } else { 0.0 };
    if since < duration { since * since / (2.0 * duration) } else { since - 0.5 * duration }
}

/// Mean height of such a ramp over a stretch of time `from` … `to` (`from` < `to`).
#[inline(always)]
pub fn ramp(start: f64, duration: f64, from: f64, to: f64) -> f64 {
    (area(to, start, duration) - area(from, start, duration)) / (to - from)
}

/// Height of such a ramp at a date: 0 before it starts, 1 when it is complete.
#[inline(always)]
pub fn height(start: f64, duration: f64, date: f64) -> f64 {
    let since = if date > start { date - start } else { 0.0 };
    if since < duration {
        since / duration
    } else if since > 0.0 || date == start {
        1.0
    } else {
        0.0
    }
}

/// Start and content of one generation in one period.
#[derive(Clone, Debug)]
pub struct Rollout {
    /// Date at which it starts: planned + delay + slips.
    pub start: Lane,
    /// Years by which want of money has moved it, and extra spending on hybrids.
    pub funding_slip: Lane,
    pub bridge_slip: Lane,
    /// Share of the cars that carry it, r, averaged over the period.
    pub reached: Lane,
}

impl Rollout {
    fn zero() -> Rollout {
        Rollout { start: ZERO, funding_slip: ZERO, bridge_slip: ZERO, reached: ZERO }
    }

    /// Forgets the block before.
    #[inline(always)]
    pub fn reset(&mut self) {
        self.funding_slip = ZERO;
        self.bridge_slip = ZERO;
    }

    #[inline(always)]
    fn set_start(&mut self, planned: f64, delay: &Lane) {
        let (funding, bridge) = (&self.funding_slip, &self.bridge_slip);
        fill(&mut self.start, |i| planned + delay[i] + (funding[i] + bridge[i]));
    }

    /// Moves a generation that has not started at a date.
    #[inline(always)]
    fn slip(&mut self, date: f64, causes: &Causes) {
        for i in 0..LANES {
            let is_open = self.start[i] > date;
            let funding = (self.funding_slip[i] + causes.funding[i]).min(causes.most_funding);
            let bridge = self.bridge_slip[i].max(causes.bridge[i]);
            self.funding_slip[i] = if is_open { funding } else { self.funding_slip[i] };
            self.bridge_slip[i] = if is_open { bridge } else { self.bridge_slip[i] };
        }
    }

    /// Rollouts for each generation of each platform.
    pub fn for_business(business: &Business) -> Vec<Vec<Rollout>> {
        business.platforms.iter().map(|p| vec![Rollout::zero(); p.generations.len()]).collect()
    }
}

/// What moves generations that have not started: one mechanism, two causes.
#[derive(Clone, Debug)]
pub struct Causes {
    /// Years that the funding rule adds in this period, and the most that it adds in all.
    pub funding: Lane,
    pub most_funding: f64,
    /// Years that extra spending on hybrids has caused so far.
    pub bridge: Lane,
}

/// r_g = ramp from planned start + delay + slips over the phase-in, averaged over the period. Generations that have
/// not started by the beginning of the period slip by what causes there are.
#[inline(always)]
pub fn roll_out(
    platform: &Platform,
    inputs: &Inputs,
    (from, to): (f64, f64),
    causes: Option<&Causes>,
    rollouts: &mut [Rollout],
) {
    for (generation, rollout) in platform.generations.iter().zip(rollouts) {
        let (delay, phase_in) = (&inputs[generation.delay], &inputs[generation.phase_in]);
        rollout.set_start(generation.planned_start, delay);
        if let Some(causes) = causes {
            rollout.slip(from, causes);
            rollout.set_start(generation.planned_start, delay);
        }
        let start = &rollout.start;
        fill(&mut rollout.reached, |i| ramp(start[i], phase_in[i], from, to));
    }
}

/// r_g at a date instead of over a period.
#[inline(always)]
pub fn reached_at(platform: &Platform, inputs: &Inputs, rollouts: &[Rollout], date: f64) -> Vec<Lane> {
    let reached = platform.generations.iter().zip(rollouts).map(|(generation, rollout)| {
        let (start, phase_in) = (&rollout.start, &inputs[generation.phase_in]);
        let mut reached = ZERO;
        fill(&mut reached, |i| height(start[i], phase_in[i], date));
        reached
    });
    reached.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_height_at_a_date() {
        assert_eq!(height(2028.0, 0.5, 2027.9), 0.0);
        assert_eq!(height(2028.0, 0.5, 2028.25), 0.5);
        assert_eq!(height(2028.0, 0.5, 2029.0), 1.0);
        assert_eq!((height(2028.0, 0.0, 2027.9), height(2028.0, 0.0, 2028.0)), (0.0, 1.0));
    }

    #[test]
    fn a_ramp_inside_a_period_is_averaged() {
        // Starts at 0.5, full at 1.0, over 0 … 1: a triangle of height 1 and base 0.5.
        assert_eq!(ramp(0.5, 0.5, 0.0, 1.0), 0.25);
        // A step at 0.75: a quarter of the period.
        assert_eq!(ramp(0.75, 0.0, 0.0, 1.0), 0.25);
        assert_eq!(ramp(2.0, 1.0, 0.0, 1.0), 0.0);
        assert_eq!(ramp(-5.0, 1.0, 0.0, 1.0), 1.0);
    }

    #[test]
    fn quarters_average_to_the_year() {
        let whole = ramp(2028.1, 0.75, 2028.0, 2029.0);
        let parts: f64 =
            (0..4).map(|q| 2028.0 + 0.25 * f64::from(q)).map(|t| ramp(2028.1, 0.75, t, t + 0.25)).sum();
        assert!((whole - parts / 4.0).abs() < 1e-12);
    }
}
