//! The summary of a comparison: what moves between two scenarios on the same draws, in 80 columns or as JSON.
//!
//! - `question`: probabilities in both and their change, how the date moves, values · `margin`: operating margins

mod margin;
mod question;

use serde::Serialize;

use super::fact::{Asked, Futures, Results};
use super::headline::Subject;
use super::layout::paragraph;
use crate::analysis::{Comparison, Summary};

pub(super) use question::{ByYear, Shift};

/// Everything that the summary of a comparison says.
#[derive(Debug, Serialize)]
pub struct Facts {
    /// The first is what the others are compared with.
    pub scenarios: Vec<Asked>,
    pub futures: Futures,
    /// One for each scenario after the first.
    pub comparisons: Vec<Pair>,
    pub results: Results,
}

/// B against A.
#[derive(Debug, Serialize)]
pub struct Pair {
    pub a: String,
    pub b: String,
    pub break_even: Vec<question::Question>,
    /// B minus A.
    pub operating_margin_difference_eur_m: margin::Differences,
}

/// Reads the facts off summaries and comparisons.
pub fn facts(
    subjects: &[Subject],
    summaries: &[Summary],
    comparisons: &[Comparison],
    results: Results,
) -> Option<Facts> {
    let (base, others) = subjects.split_first()?;
    let (summary, other_summaries) = summaries.split_first()?;
    let pairs = others.iter().zip(other_summaries).zip(comparisons).map(|((other, of_other), comparison)| {
        let of = |found| question::Question::of(base, found, summary, of_other);
        Pair {
            a: base.id.to_string(),
            b: other.id.to_string(),
            break_even: comparison.questions.iter().map(of).collect(),
            operating_margin_difference_eur_m: margin::Differences::of(base, comparison),
        }
    });
    Some(Facts {
        scenarios: subjects.iter().map(Asked::by).collect(),
        futures: Futures::of(base, comparisons.first().map_or(0, |c| c.n_trials)),
        comparisons: pairs.collect(),
        results,
    })
}

/// The whole text: one part for each scenario after the first.
pub fn text(subjects: &[Subject], facts: &Facts) -> String {
    let Some((base, others)) = subjects.split_first() else { return String::new() };
    let language = base.language;
    let mut text = String::new();
    for (place, (other, pair)) in others.iter().zip(&facts.comparisons).enumerate() {
        if place > 0 {
            text.push('\n');
        }
        text.push_str(&paragraph(&language.spaced(&format!("A{} {}", language.colon(), base.name))));
        text.push_str(&paragraph(&language.spaced(&format!("B{} {}", language.colon(), other.name))));
        if let Some(question) = other.question {
            text.push_str(&paragraph(question));
        }
        for change in other.changes {
            text.push_str(&paragraph(&language.changed_in_all(change)));
        }
        text.push('\n');
        for question in &pair.break_even {
            text.push_str(&question.answer(base));
        }
        for question in &pair.break_even {
            text.push('\n');
            text.push_str(&question.table(base));
        }
        text.push('\n');
        text.push_str(&pair.operating_margin_difference_eur_m.text(language));
        text.push_str(&question::values(language, &pair.break_even));
    }
    text.push('\n');
    text.push_str(&paragraph(&language.comparison_conventions(base, facts.futures.trials)));
    text + &language.results_in(&facts.results)
}
