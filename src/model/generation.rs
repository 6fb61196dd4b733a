//! When a generation's content reaches the cars.

use super::business::Platform;
use super::{Business, Inputs};
use crate::lanes::{Lane, ZERO, fill};

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
    /// Date at which it starts: planned + delay.
    pub start: Lane,
    /// Share of the cars that carry it, r, averaged over the period.
    pub reached: Lane,
}

impl Rollout {
    fn zero() -> Rollout {
        Rollout { start: ZERO, reached: ZERO }
    }

    /// Rollouts for each generation of each platform.
    pub fn for_business(business: &Business) -> Vec<Vec<Rollout>> {
        business.platforms.iter().map(|p| vec![Rollout::zero(); p.generations.len()]).collect()
    }
}

/// r_g = ramp from planned start + delay over the phase-in, averaged over the period.
#[inline(always)]
pub fn roll_out(platform: &Platform, inputs: &Inputs, from: f64, to: f64, rollouts: &mut [Rollout]) {
    for (generation, rollout) in platform.generations.iter().zip(rollouts) {
        let (delay, phase_in) = (&inputs[generation.delay], &inputs[generation.phase_in]);
        fill(&mut rollout.start, |i| generation.planned_start + delay[i]);
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
