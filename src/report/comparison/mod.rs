//! The summary of a comparison: what moves between two scenarios on the same draws, in 80 columns or as JSON.
//!
//! - `question`: probabilities in both and their change, how the date moves, values · `margin`: operating margins
//! - `group`: guidance and hand-over of the bridge · `co2`: the CO2 account · `cost_cut`: realised cuts
//! - `change`: a share in both, and its rows

mod change;
mod co2;
mod cost_cut;
mod group;
mod margin;
mod question;

use serde::Serialize;

use super::fact::{Asked, Futures, Results};
use super::funding;
use super::headline::Subject;
use super::layout::paragraph;
use crate::analysis::{Comparison, Summary};

pub(super) use change::ByYear;
pub(super) use question::Shift;

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
    /// Those that both measure alike.
    pub cost_cuts: Vec<cost_cut::CostCut>,
    /// By projected year: the Group's margin over revenue is at least its guidance.
    pub group_guidance_met: Vec<ByYear>,
    /// For good; null where one of the two has no bridge.
    pub bridge_hand_over: Option<question::Date>,
    /// What generations do while funds are short, where the two rules differ: in A and in B.
    pub funding_rules: Option<[Option<String>; 2]>,
    pub co2_windows: Vec<co2::Co2Window>,
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
            cost_cuts: cost_cut::cuts(base, (summary, of_other), comparison),
            group_guidance_met: group::guidance(base, (summary, of_other), comparison),
            bridge_hand_over: group::hand_over(base, (summary, of_other), comparison),
            funding_rules: funding_rules(base, other),
            co2_windows: co2::windows((base, other), (summary, of_other), comparison),
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

/// Both rules in words, where they differ: who pays decides a result.
fn funding_rules(base: &Subject, other: &Subject) -> Option<[Option<String>; 2]> {
    let rules =
        [base, other].map(|subject| funding::sentence(subject.scenario, subject.document, base.language));
    (rules[0] != rules[1]).then_some(rules)
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
        let cuts = cost_cut::text(base, &pair.cost_cuts);
        if !cuts.is_empty() {
            text.push_str(&format!("\n{cuts}"));
        }
        text.push('\n');
        text.push_str(&pair.operating_margin_difference_eur_m.text(language));
        text.push_str(&question::values(language, &pair.break_even));
        let group = group::text(base, &pair.group_guidance_met, pair.bridge_hand_over.as_ref());
        for section in [group, co2::text(base, &pair.co2_windows)] {
            if !section.is_empty() {
                text.push_str(&format!("\n{section}"));
            }
        }
        for (letter, rule) in ["A", "B"].into_iter().zip(pair.funding_rules.iter().flatten()) {
            let rule = rule.as_deref().unwrap_or(language.no_funding_rule());
            text.push_str(&paragraph(&language.spaced(&format!("{letter}{} {rule}", language.colon()))));
        }
    }
    text.push('\n');
    text.push_str(&paragraph(&language.comparison_conventions(base, facts.futures.trials)));
    text + &language.results_in(&facts.results)
}
