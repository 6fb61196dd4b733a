//! Shocks that are drawn every period: AR(1) in logs, random walk, and noise on the logit of a share.

use super::{InputId, Sampler, normal};
use crate::lanes::{Lane, ZERO, exp, logistic, logit, power};

/// What the noise acts on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NoiseKind {
    /// Multiplies the value; its mean is 1 at every date.
    #[default]
    Log,
    /// Moves the logit of a share; the median stays, the mean does not.
    Logit,
}

/// Parameters of one noise.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Noise {
    /// Persistence below 1: stationary standard deviation. Persistence 1: per square-root year.
    pub sd: f64,
    /// Share of a deviation that is left after one year, 0 … 1.
    pub persistence: f64,
    /// What it acts on.
    pub kind: NoiseKind,
}

/// The deviation ln n (or the logit's shift) of a block, carried from period to period.
///
/// x_t = φ^Δ·x_{t−Δ} + σ·√(1 − φ^{2Δ})·z_t for φ < 1; x_t = x_{t−Δ} + σ·√Δ·z_t for φ = 1. It starts at zero
/// where history ends. Steps of any length agree: only φ^Δ and the variance added over Δ enter.
#[derive(Clone, Debug)]
pub struct NoiseState {
    deviation: Lane,
    variance: f64,
}

impl Default for NoiseState {
    fn default() -> Self {
        NoiseState { deviation: ZERO, variance: 0.0 }
    }
}

impl NoiseState {
    /// Moves on by `years`, with standard normal `innovations`.
    #[inline(always)]
    pub fn advance(&mut self, noise: &Noise, years: f64, innovations: &Lane) {
        let (keep, added) = if noise.persistence >= 1.0 {
            (1.0, noise.sd * noise.sd * years)
        } else {
            let keep = if noise.persistence > 0.0 { power(noise.persistence, years) } else { 0.0 };
            (keep, noise.sd * noise.sd * (1.0 - keep * keep))
        };
        self.variance = keep * keep * self.variance + added;
        let scale = added.sqrt();
        for (x, z) in self.deviation.iter_mut().zip(innovations) {
            *x = keep * *x + scale * z;
        }
    }

    /// Applies the deviation to a lane of values. Log noise is corrected by −Var/2, Var being the variance
    /// of ln n at this date, so that its mean is 1.
    #[inline(always)]
    pub fn apply(&self, noise: &Noise, values: &mut Lane) {
        match noise.kind {
            NoiseKind::Log => {
                let correction = 0.5 * self.variance;
                for (value, x) in values.iter_mut().zip(&self.deviation) {
                    *value *= exp(x - correction);
                }
            }
            NoiseKind::Logit => {
                for (value, x) in values.iter_mut().zip(&self.deviation) {
                    // A share of exactly 0 or 1 has no logit and stays.
                    let moved = logistic(logit(*value) + x);
                    *value = if *value > 0.0 && *value < 1.0 { moved } else { *value };
                }
            }
        }
    }
}

/// The period of the generator's counter: 0 belongs to values drawn once.
pub fn counter_period(calendar_quarter: u32) -> u32 {
    calendar_quarter + 1
}

/// Standard normal innovations of one input in one calendar period.
#[inline(always)]
pub fn innovations(
    sampler: &Sampler,
    input: InputId,
    calendar_quarter: u32,
    first_trial: u64,
    out: &mut Lane,
) {
    sampler.uniforms(input, counter_period(calendar_quarter), first_trial, out);
    normal::quantiles(out);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lanes::{LANES, same};

    const BLOCKS: u64 = 200;

    /// Mean and variance of ln n, and mean of n, over 25 600 trials after `years` in steps of `dt`.
    fn simulate(noise: Noise, dt: f64, years: f64) -> (f64, f64) {
        let input = InputId::of("test");
        let (mut sum, mut squares, mut level) = (0.0, 0.0, 0.0);
        for block in 0..BLOCKS {
            let mut state = NoiseState::default();
            let mut z = ZERO;
            for step in 0..(years / dt).round() as u32 {
                innovations(&Sampler::random(3), input, step, block * LANES as u64, &mut z);
                state.advance(&noise, dt, &z);
            }
            let mut value = same(1.0);
            state.apply(&noise, &mut value);
            for (x, v) in state.deviation.iter().zip(value) {
                sum += x;
                squares += x * x;
                level += v;
            }
        }
        let n = (BLOCKS * LANES as u64) as f64;
        assert!((sum / n).abs() < 4.0 * noise.sd * years.sqrt().max(1.0) / n.sqrt());
        (squares / n, level / n)
    }

    #[test]
    fn year_half_and_quarter_agree_on_the_variance() {
        // φ = 0.7, σ = 0.2, from zero over three years: 0.04·(1 − 0.7^6) = 0.035294.
        let noise = Noise { sd: 0.2, persistence: 0.7, kind: NoiseKind::Log };
        let expected = 0.04 * (1.0 - 0.7f64.powi(6));
        for dt in [1.0, 0.5, 0.25] {
            let (variance, mean) = simulate(noise, dt, 3.0);
            // Standard error of a variance: σ²·√(2/n) = 0.9 % of it; four of them.
            assert!((variance / expected - 1.0).abs() < 0.036, "dt {dt}: {variance}");
            assert!((mean - 1.0).abs() < 4.0 * 0.19 / 160.0, "dt {dt}: {mean}");
        }
    }

    #[test]
    fn a_random_walk_spreads_with_time() {
        // σ = 0.09 per square-root year over four years: variance 4·0.0081.
        let noise = Noise { sd: 0.09, persistence: 1.0, kind: NoiseKind::Log };
        let (variance, mean) = simulate(noise, 0.25, 4.0);
        assert!((variance / 0.0324 - 1.0).abs() < 0.036, "{variance}");
        assert!((mean - 1.0).abs() < 4.0 * 0.18 / 160.0, "{mean}");
    }

    #[test]
    fn logit_noise_keeps_the_median_and_the_domain() {
        let noise = Noise { sd: 1.0, persistence: 0.5, kind: NoiseKind::Logit };
        let mut state = NoiseState::default();
        let mut z = ZERO;
        crate::lanes::fill(&mut z, |i| i as f64 - 63.5);
        state.advance(&noise, 1.0, &z);
        let mut values = same(0.3);
        state.apply(&noise, &mut values);
        assert!(values.iter().all(|v| (0.0..=1.0).contains(v)));
        assert_eq!(values.iter().filter(|v| **v < 0.3).count(), LANES / 2);
        let mut whole = same(1.0);
        state.apply(&noise, &mut whole);
        assert_eq!(whole, same(1.0));
    }

    /// Deviations of 25 600 trials at two dates, in steps of `dt`.
    fn deviations(noise: Noise, dt: f64, early: f64, late: f64) -> (Vec<f64>, Vec<f64>) {
        let input = InputId::of("two dates");
        let (mut at_early, mut at_late) = (Vec::new(), Vec::new());
        for block in 0..BLOCKS {
            let mut state = NoiseState::default();
            let mut z = ZERO;
            let steps = |years: f64| (years / dt).round() as u32;
            for step in 0..steps(late) {
                innovations(&Sampler::random(11), input, step, block * LANES as u64, &mut z);
                state.advance(&noise, dt, &z);
                if step + 1 == steps(early) {
                    at_early.extend(state.deviation);
                }
            }
            at_late.extend(state.deviation);
        }
        (at_early, at_late)
    }

    /// Cov(x_s, x_t) = φ^(t − s)·Var(x_s), Var(x_s) = σ²·(1 − φ^(2s)); for a random walk σ²·s. Within four standard
    /// errors √((v_s·v_t + c²)/n) of a sample covariance of normals.
    #[test]
    fn two_dates_hang_together_as_the_closed_form_says_at_any_step() {
        let (early, late) = (2.0, 5.0);
        for (sd, persistence) in [(0.2, 0.7), (0.3, 0.9), (0.13, 0.0), (0.09, 1.0)] {
            let noise = Noise { sd, persistence, kind: NoiseKind::Log };
            let variance = |years: f64| match persistence {
                1.0 => sd * sd * years,
                phi => sd * sd * (1.0 - f64::powf(phi, 2.0 * years)),
            };
            let expected = f64::powf(persistence, late - early) * variance(early);
            for dt in [1.0, 0.5, 0.25] {
                let (x, y) = deviations(noise, dt, early, late);
                let n = x.len() as f64;
                let found = x.iter().zip(&y).map(|(x, y)| x * y).sum::<f64>() / n;
                let error = ((variance(early) * variance(late) + expected * expected) / n).sqrt();
                assert!(
                    (found - expected).abs() < 4.0 * error,
                    "{noise:?} {dt}: {found} {expected} ± {error}"
                );
                // A persistence taken for that of a step instead of a year would be caught.
                if persistence == 0.7 && dt == 0.25 {
                    let mistaken = f64::powf(persistence, 4.0 * (late - early)) * variance(early);
                    assert!((found - mistaken).abs() > 8.0 * error);
                }
            }
        }
    }

    /// A logit that has moved by N(0, ½²): the median stays at 0.3; mean and standard deviation by quadrature,
    /// mpmath 1.4.1 with 30 digits.
    #[test]
    fn logit_noise_has_the_moments_of_a_logit_normal_at_any_step() {
        const MEAN: f64 = 0.309_606_619_509_205;
        const SD: f64 = 0.102_431_408_673_246;
        let noise = Noise { sd: 0.25, persistence: 1.0, kind: NoiseKind::Logit };
        for dt in [1.0, 0.5, 0.25] {
            let (_, moves) = deviations(noise, dt, 1.0, 4.0);
            let shares: Vec<f64> = moves
                .chunks_exact(LANES)
                .flat_map(|chunk| {
                    let mut state = NoiseState::default();
                    state.deviation.copy_from_slice(chunk);
                    let mut lane = same(0.3);
                    state.apply(&noise, &mut lane);
                    lane
                })
                .collect();
            let n = shares.len() as f64;
            let mean = shares.iter().sum::<f64>() / n;
            let squares = shares.iter().map(|x| (x - MEAN) * (x - MEAN));
            let (second, fourth) = squares.fold((0.0, 0.0), |(s, f), q| (s + q / n, f + q * q / n));
            let below = shares.iter().filter(|x| **x < 0.3).count() as f64 / n;
            assert!((mean - MEAN).abs() < 4.0 * SD / n.sqrt(), "{dt}: {mean}");
            assert!(
                (second - SD * SD).abs() < 4.0 * ((fourth - second * second) / n).sqrt(),
                "{dt}: {second}"
            );
            assert!((below - 0.5).abs() < 2.0 / n.sqrt(), "{dt}: {below}");
        }
    }
}
