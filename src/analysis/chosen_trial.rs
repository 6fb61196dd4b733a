//! Which single trial stands for a percentile of one figure.

use super::quantile::position;
use super::study::Settings;
use crate::engine::{Metric, Run, RunError, Scenario, series};

/// A percentile's trial.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Chosen {
    /// From 0.
    pub trial: u64,
    /// Its figure, and how many trials have the same one.
    pub figure: f64,
    pub n_same: u64,
}

/// Operating margin of a perimeter in a reported year, trial by trial, nominal EUR.
///
/// # Errors
/// [`RunError`] if a trial's result is not a number or threads cannot be started.
pub fn operating_margins(
    scenario: &Scenario,
    perimeter: usize,
    year: i32,
    settings: &Settings,
) -> Result<Vec<f64>, RunError> {
    let n_years = scenario.timeline.reported_years().count();
    let place = series::all(&scenario.business)
        .iter()
        .position(|series| series.metric == Metric::OperatingMargin && series.is_of_perimeter(perimeter));
    let column = place.unwrap_or(0) * n_years + (year - scenario.timeline.start).max(0) as usize;
    let mut margins = Vec::with_capacity(settings.n_trials as usize);
    let run = Run {
        scenarios: &[scenario],
        n_trials: settings.n_trials,
        plan: settings.plan,
        n_threads: settings.n_threads,
        instruction_set: settings.instruction_set,
        progress: settings.progress,
    };
    run.for_each_wave(|wave| {
        for block in wave {
            margins.extend_from_slice(&block.outcomes[0].annual[column][..block.n_trials]);
        }
    })?;
    Ok(margins)
}

/// The trial whose figure has the rank nearest to a percentile, the lower of two equally near ranks; of trials
/// with the same figure the lowest number. `None` without trials.
///
/// An interpolated percentile belongs to no trial, so a rank takes its place.
pub fn at_percentile(figures: &[f64], p: f64) -> Option<Chosen> {
    let mut order: Vec<usize> = (0..figures.len()).collect();
    order.sort_by(|a, b| figures[*a].total_cmp(&figures[*b]).then(a.cmp(b)));
    let rank = (position(p, figures.len()) - 0.5).ceil().max(0.0) as usize;
    let figure = figures[*order.get(rank)?];
    let mut same = figures.iter().enumerate().filter(|(_, other)| **other == figure);
    let trial = same.next()?.0 as u64;
    Some(Chosen { trial, figure, n_same: 1 + same.count() as u64 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_percentile_is_a_trial_and_ties_take_the_lowest_number() {
        let at = |figures: &[f64], p| at_percentile(figures, p).map(|chosen| (chosen.trial, chosen.n_same));
        assert_eq!(at(&[3.0, 1.0, 2.0], 0.5), Some((2, 1)));
        // Four trials: the lower of the two in the middle.
        assert_eq!(at(&[4.0, 3.0, 2.0, 1.0], 0.5), Some((2, 1)));
        assert_eq!(at(&[5.0, 1.0, 5.0, 5.0, 9.0], 0.5), Some((0, 3)));
        // Eleven trials: ranks 1 and 9.
        let falling: Vec<f64> = (0..11).map(|i| f64::from(10 - i)).collect();
        assert_eq!(at(&falling, 0.1), Some((9, 1)));
        assert_eq!(at(&falling, 0.9), Some((1, 1)));
        assert_eq!(at(&[7.0], 0.9), Some((0, 1)));
        assert_eq!(at(&[], 0.5), None);
    }
}
