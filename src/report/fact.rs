//! Numbers of summaries as programs read them: plain numbers, `null` where nothing is known.
//!
//! Texts and JSON are made from the same facts, so neither says what the other does not.

use serde::Serialize;

use super::headline::Subject;
use crate::analysis::date::DatePercentile;
use crate::analysis::interval::Estimate;
use crate::analysis::{Proportion, Statistics};
use crate::model::business::Named;
use crate::quantity::money::to_eur_m;

/// A thing of the scenario: its key, and its label in the language of the report.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Name {
    pub id: String,
    pub label: String,
}

impl From<&Named> for Name {
    fn from(named: &Named) -> Name {
        Name { id: named.id.clone(), label: named.label.clone() }
    }
}

/// An estimate with its standard error and 95 % interval.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Figure {
    pub value: f64,
    pub standard_error: f64,
    pub low: f64,
    pub high: f64,
}

impl Figure {
    /// As it is: shares, years.
    pub fn plain(found: &Estimate) -> Figure {
        let Estimate { value, standard_error, low, high } = *found;
        Figure { value, standard_error, low, high }
    }

    /// EUR in EUR million.
    pub fn eur_m(found: &Estimate) -> Figure {
        Figure {
            value: to_eur_m(found.value),
            standard_error: to_eur_m(found.standard_error),
            low: to_eur_m(found.low),
            high: to_eur_m(found.high),
        }
    }

    /// Half the width of the interval.
    pub fn half_width(&self) -> f64 {
        0.5 * (self.high - self.low)
    }

    /// Only the value: in a projection there is nothing else.
    fn alone(self) -> Figure {
        Figure { standard_error: f64::NAN, low: f64::NAN, high: f64::NAN, ..self }
    }

    const UNKNOWN: Figure =
        Figure { value: f64::NAN, standard_error: f64::NAN, low: f64::NAN, high: f64::NAN };
}

/// Mean and percentiles over futures; of a projection its one value, as the mean.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Spread {
    pub mean: Figure,
    pub p10: Figure,
    pub median: Figure,
    pub p90: Figure,
}

impl Spread {
    fn of(subject: &Subject, statistics: &Statistics, unit: fn(&Estimate) -> Figure) -> Spread {
        let mean = unit(&statistics.mean);
        if subject.scenario.is_deterministic {
            let nothing = Figure::UNKNOWN;
            return Spread { mean: mean.alone(), p10: nothing, median: nothing, p90: nothing };
        }
        let [p10, median, p90] = [1, 3, 5].map(|place: usize| unit(&statistics.percentiles[place]));
        Spread { mean, p10, median, p90 }
    }

    /// Without the mean, for ratios whose denominator may be next to nothing; a projection keeps its one value.
    pub fn without_mean(self, subject: &Subject) -> Spread {
        if subject.scenario.is_deterministic { self } else { Spread { mean: Figure::UNKNOWN, ..self } }
    }

    /// As it is: shares.
    pub fn plain(subject: &Subject, statistics: &Statistics) -> Spread {
        Spread::of(subject, statistics, Figure::plain)
    }

    /// EUR in EUR million.
    pub fn eur_m(subject: &Subject, statistics: &Statistics) -> Spread {
        Spread::of(subject, statistics, Figure::eur_m)
    }
}

/// A share of futures.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Chance {
    pub probability: f64,
    pub standard_error: f64,
    pub low: f64,
    pub high: f64,
    /// What texts round by.
    #[serde(skip)]
    pub counted: Proportion,
}

impl Chance {
    /// Of a count; nothing in a projection, which knows no probabilities.
    pub fn of(subject: &Subject, counted: Proportion) -> Option<Chance> {
        (!subject.scenario.is_deterministic).then(|| Chance::counted(counted))
    }

    /// Of a count, with its interval.
    pub(in crate::report) fn counted(counted: Proportion) -> Chance {
        let Estimate { value, standard_error, low, high } = counted.estimate();
        Chance { probability: value, standard_error, low, high, counted }
    }

    /// Whether the intervals have a part in common: the two cannot be told apart.
    pub fn overlaps(&self, other: &Chance) -> bool {
        // An unknown interval overlaps everything.
        !(self.low > other.high || other.low > self.high)
    }
}

/// A date, to the quarter: `year` and `quarter` are null at the two ends of the reported years.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Quarter {
    /// `in_quarter`, `before_start` or `not_by_horizon`.
    pub position: &'static str,
    pub year: Option<i64>,
    /// 1 to 4.
    pub quarter: Option<i64>,
    /// What texts are made from.
    #[serde(skip)]
    pub date: DatePercentile,
}

impl From<DatePercentile> for Quarter {
    fn from(date: DatePercentile) -> Quarter {
        let (position, begin) = match date {
            DatePercentile::BeforeStart => ("before_start", None),
            DatePercentile::InQuarter(begin) => ("in_quarter", Some((begin * 4.0).round() as i64)),
            DatePercentile::NotByHorizon => ("not_by_horizon", None),
        };
        Quarter {
            position,
            year: begin.map(|quarters| quarters.div_euclid(4)),
            quarter: begin.map(|quarters| quarters.rem_euclid(4) + 1),
            date,
        }
    }
}

/// What was asked.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Asked {
    /// Name of the file without ending, as in tables.
    pub id: String,
    pub name: String,
    pub question: Option<String>,
    /// What the command line changed.
    pub changes: Vec<String>,
    /// One projection at medians in place of futures.
    pub deterministic: bool,
}

impl Asked {
    /// By a scenario.
    pub fn by(subject: &Subject) -> Asked {
        Asked {
            id: subject.id.to_string(),
            name: subject.name.to_string(),
            question: subject.question.map(str::to_string),
            changes: subject.changes.to_vec(),
            deterministic: subject.scenario.is_deterministic,
        }
    }
}

/// From how many futures, and how to draw them again.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Futures {
    pub trials: u64,
    pub sampling: &'static str,
    pub seed: u64,
}

impl Futures {
    /// Of a run.
    pub fn of(subject: &Subject, trials: u64) -> Futures {
        Futures { trials, sampling: subject.plan.id(), seed: subject.scenario.seed }
    }
}

/// Where the results are.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Results {
    /// As given on the command line; the other paths are inside it.
    pub folder: String,
    pub files: Vec<String>,
}

impl Results {
    /// Whether there are plots among the files.
    pub fn has_plots(&self) -> bool {
        has_plots(&self.files)
    }
}

/// Whether there are plots among files by their paths.
pub fn has_plots<'a>(paths: impl IntoIterator<Item = &'a String>) -> bool {
    paths.into_iter().any(|path| path.starts_with("plots/"))
}

/// What a command says, as JSON with a new line at its end.
pub fn json(facts: &impl Serialize) -> String {
    // Plain structs of texts and numbers always serialise.
    format!("{}\n", serde_json::to_string_pretty(facts).unwrap_or_default())
}
