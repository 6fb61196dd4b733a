//! Results → figures: what each plot shows, and in which words.
//!
//! - `dates`: when break-even is reached, and how the date moves between scenarios
//! - `ranges`: operating margin, cumulative cash and unit cost as fans, and scenario against scenario
//! - `mix`: volume and contribution by brand and by powertrain
//! - `levers`: unit cost from one generation to the next · `bridge`: who pays, and for how long
//! - `fleet`: CO2 of new cars against what is allowed, and what an excess costs
//! - `folder`: all figures of a command as files

mod bridge;
mod dates;
mod fleet;
pub mod folder;
mod levers;
mod mix;
mod ranges;

use super::headline::Subject;
use super::language::Language;
use super::layout::shortened;
use super::plot::{FanYear, Figure, Heading};
use crate::analysis::{Statistics, Summary};
use crate::engine::{Grouping, Metric};

/// Panels that fit beside each other; further perimeters are in the tables.
const PANELS: usize = 3;

/// Letters of the footer that the names of scenarios may take.
const FOOTER_NAMES: usize = 210;

/// What a set of figures has in common beside the scenarios.
#[derive(Clone, Copy, Debug, Default)]
pub struct Edition {
    /// Language of all words beside the scenario's own labels.
    pub language: Language,
}

/// A figure and the name of its files.
type Named = (String, Figure);

impl Edition {
    fn heading(self, title: &str, subtitle: &str, subjects: &[Subject], n_trials: u64) -> Heading {
        let names: Vec<&str> = subjects.iter().map(|s| s.name).collect();
        // What the figure can be made again from stands behind the names, and has to stay.
        let most = FOOTER_NAMES / names.len().max(1);
        let shown: Vec<String> = names.iter().map(|name| shortened(name, most)).collect();
        let shown: Vec<&str> = shown.iter().map(String::as_str).collect();
        let (seed, plan) = subjects.first().map_or_else(Default::default, |s| (s.scenario.seed, s.plan));
        Heading {
            title: title.to_string(),
            subtitle: subtitle.to_string(),
            footer: self.language.footer(&self.language.listed(&shown), seed, n_trials, plan),
            language: self.language,
        }
    }

    /// The heading of a figure of one scenario: its name stands in the subtitle.
    fn heading_of(self, title: &str, basis: &str, subject: &Subject, summary: &Summary) -> Heading {
        let subtitle = format!("{} · {basis}", subject.name);
        self.heading(title, &subtitle, std::slice::from_ref(subject), summary.n_trials)
    }
}

/// The statistics of a series for each reported year.
fn yearly<'a>(
    summary: &'a Summary,
    grouping: Grouping,
    id: &str,
    metric: Metric,
) -> Option<&'a [Statistics]> {
    summary.find(grouping, id, metric).map(|found| &found.years[..])
}

/// Statistics as a fan shows them, from the first reported year on.
fn fan_years(subject: &Subject, statistics: &[Statistics]) -> Vec<FanYear> {
    let years = (subject.scenario.timeline.start..).zip(statistics);
    years
        .map(|(year, s)| FanYear { year, mean: s.mean.value, percentiles: s.percentiles.map(|p| p.value) })
        .collect()
}
