//! All values of one figure, trial by trial: for exact percentiles.

use super::interval::Estimate;
use super::interval::percentile::Percentiles;
use super::moments::Moments;
use super::quantile::selection::Ranking;

/// The values of a figure, block after block. A figure that is the same number in every trial (most of history, a
/// car before its launch) takes no room: of the base case that is a third.
#[derive(Clone, Debug, Default)]
pub(super) enum Column {
    #[default]
    Empty,
    /// So many trials with this very number, bit for bit.
    Same {
        value: f64,
        n_trials: usize,
    },
    Varying {
        values: Vec<f64>,
        moments: Box<Moments>,
    },
}

impl Column {
    /// Adds the next block of a run of `n_trials`.
    pub(super) fn add(&mut self, block: &[f64], n_trials: usize) {
        match self {
            Column::Empty => {
                *self = Column::Same { value: block.first().copied().unwrap_or(f64::NAN), n_trials: 0 };
                self.add(block, n_trials);
            }
            Column::Same { value, n_trials: n } if is_same(block, *value) => *n += block.len(),
            Column::Same { value, n_trials: n } => {
                let mut values = Vec::with_capacity(n_trials);
                values.resize(*n, *value);
                let moments = Box::new(Moments::of(&values));
                *self = Column::Varying { values, moments };
                self.add(block, n_trials);
            }
            Column::Varying { values, moments } => {
                values.extend_from_slice(block);
                moments.add(block);
            }
        }
    }

    /// Mean and standard deviation.
    pub(super) fn moments(&self) -> Moments {
        match self {
            Column::Empty => Moments::default(),
            Column::Same { value, n_trials } => Moments::of_same(*value, *n_trials),
            Column::Varying { moments, .. } => (**moments).clone(),
        }
    }

    /// Percentiles; `ranking` is overwritten.
    pub(super) fn percentiles(&self, rule: &Percentiles, ranking: &mut Ranking) -> [Estimate; 7] {
        match self {
            Column::Empty => [Estimate::UNKNOWN; 7],
            Column::Same { value, .. } => rule.of_same(*value),
            Column::Varying { values, .. } => rule.of(values, ranking),
        }
    }
}

/// Without an early end, so that it is vector code: most blocks that are not the same differ everywhere.
fn is_same(block: &[f64], value: f64) -> bool {
    let wanted = value.to_bits();
    block.last().is_none_or(|x| x.to_bits() == wanted)
        && block.iter().fold(0, |differences, x| differences | (x.to_bits() ^ wanted)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lanes::LANES;
    use crate::sampling::Plan;

    /// Values of a run, added block by block.
    fn column(values: &[f64]) -> Column {
        let mut column = Column::default();
        values.chunks(LANES).for_each(|block| column.add(block, values.len()));
        column
    }

    fn bits(found: [Estimate; 7]) -> Vec<[u64; 4]> {
        found.iter().map(|e| [e.value, e.standard_error, e.low, e.high].map(f64::to_bits)).collect()
    }

    #[test]
    fn a_number_that_never_changes_takes_no_room_and_has_the_statistics_of_all_its_trials() {
        for plan in [Plan::Random, Plan::LatinHypercube] {
            for n in [1, 15, 16, 40, 300, 1000] {
                let rule = Percentiles::new(n as u64, plan);
                for value in [0.0, 12.5, -3.0, f64::NAN] {
                    let values = vec![value; n];
                    let same = column(&values);
                    assert!(matches!(same, Column::Same { n_trials, .. } if n_trials == n));
                    let mut ranking = Ranking::default();
                    let whole = bits(rule.of(&values, &mut ranking));
                    assert_eq!(bits(same.percentiles(&rule, &mut ranking)), whole, "{value} × {n}, {plan:?}");
                    // Of numbers whose sums are exact.
                    assert_eq!(same.moments(), Moments::of(&values), "{value} × {n}");
                }
            }
        }
    }

    #[test]
    fn a_late_change_is_noticed_wherever_it_stands() {
        let n = 300;
        for place in [0, 1, 127, 128, 200, 299] {
            let mut values = vec![0.1; n];
            values[place] = -0.1;
            let varying = column(&values);
            let rule = Percentiles::new(n as u64, Plan::Random);
            let mut ranking = Ranking::default();
            let whole = bits(rule.of(&values, &mut ranking));
            assert_eq!(bits(varying.percentiles(&rule, &mut ranking)), whole, "{place}");
            assert_eq!(varying.moments(), Moments::of(&values), "{place}");
        }
        // The two zeros are different bits.
        assert!(matches!(column(&[0.0, -0.0]), Column::Varying { .. }));
    }
}
