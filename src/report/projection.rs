//! The texts of deterministic projections: dates and amounts without probabilities.

use super::headline::{self, DATES, Subject};
use super::layout::{paragraph, row};
use super::number::{date, grouped, ratio};
use super::summary::{contribution, margins};
use crate::analysis::summary::{CutSummary, QuestionSummary};
use crate::analysis::{DateMetric, Summary};
use crate::engine::{Metric, Scenario};
use crate::quantity::money::to_eur_m;

const LABEL: usize = 16;

/// What it is, in every text and in the manifest.
pub const MEANING: &str = "Deterministic projection: one course of events, every uncertain assumption at its median, \
                           of several options the likeliest, no noise and no events. It is neither the mean of the \
                           futures nor the likeliest of them, and says nothing about probabilities.";

/// The whole text of one projection.
pub fn text(subject: &Subject, summary: &Summary) -> String {
    let mut text = paragraph(subject.name);
    if let Some(question) = subject.question {
        text.push_str(&paragraph(question));
    }
    for change in subject.changes {
        text.push_str(&paragraph(&format!("Changed: {change}")));
    }
    text.push_str(&paragraph(MEANING));
    text.push('\n');
    text.push_str("BREAK-EVEN\n");
    text.push_str(&date_heads());
    for question in &summary.questions {
        text.push_str(&dates(subject.scenario, &question.perimeter.label, question));
    }
    text.push_str(&paragraph(&headline::meaning(
        &subject.scenario.timeline,
        subject.scenario.programme_start,
    )));
    text.push_str(&cost_cuts(subject, &summary.cost_cuts));
    text.push('\n');
    text.push_str(&contribution(subject, summary));
    text.push('\n');
    text.push_str(&margins(subject, summary));
    text.push('\n');
    text.push_str(&values(subject.scenario, summary));
    text.push('\n');
    text.push_str(&conventions(subject.scenario));
    text
}

/// The text of several projections, the first being what the others are held against.
pub fn comparison(subjects: &[Subject], summaries: &[Summary]) -> String {
    let Some((first, others)) = subjects.split_first() else { return String::new() };
    let mut text = paragraph(&format!("A: {}", first.name));
    for (letter, other) in ('B'..).zip(others) {
        text.push_str(&paragraph(&format!("{letter}: {}", other.name)));
        if let Some(question) = other.question {
            text.push_str(&paragraph(question));
        }
    }
    for change in first.changes {
        text.push_str(&paragraph(&format!("Changed in all: {change}")));
    }
    text.push_str(&paragraph(MEANING));
    text.push_str("\nBREAK-EVEN\n");
    text.push_str(&date_heads());
    for question in summaries.iter().take(1).flat_map(|summary| &summary.questions) {
        text.push_str(&format!("{}\n", question.perimeter.label));
        for ((letter, summary), subject) in ('A'..).zip(summaries).zip(subjects) {
            let same = summary.questions.iter().find(|other| other.perimeter.id == question.perimeter.id);
            if let Some(found) = same {
                text.push_str(&dates(subject.scenario, &format!("  {letter}"), found));
            }
        }
    }
    text.push_str(&paragraph(&headline::meaning(&first.scenario.timeline, first.scenario.programme_start)));
    text.push_str("\nOPERATING MARGIN, EUR million\n");
    let years = headline::years(&first.scenario.timeline);
    text.push_str(&row("", LABEL, &years.iter().map(i32::to_string).collect::<Vec<_>>(), LABEL));
    for (grouping, id, label) in headline::perimeters(first.scenario) {
        text.push_str(&format!("{label}\n"));
        let mut of_first = Vec::new();
        for (letter, summary) in ('A'..).zip(summaries) {
            let Some(found) = summary.find(grouping, id, Metric::OperatingMargin) else { continue };
            let place = |year: &i32| (year - first.scenario.timeline.start) as usize;
            let at = years.iter().filter_map(|year| found.years.get(place(year)));
            let margins: Vec<f64> = at.map(|statistics| to_eur_m(statistics.mean.value)).collect();
            let cells: Vec<String> = margins.iter().map(|margin| grouped(*margin)).collect();
            text.push_str(&row(&format!("  {letter}"), LABEL, &cells, LABEL));
            if letter == 'A' {
                of_first = margins;
            } else {
                let changes = margins.iter().zip(&of_first).map(|(margin, first)| grouped(margin - first));
                text.push_str(&row(&format!("  {letter} - A"), LABEL, &changes.collect::<Vec<_>>(), LABEL));
            }
        }
    }
    text.push('\n');
    text.push_str(&conventions(first.scenario));
    text
}

fn date_heads() -> String {
    row("", LABEL, &DATES.map(|(_, name)| name.to_string()), 12)
}

fn dates(scenario: &Scenario, label: &str, question: &QuestionSummary) -> String {
    let (start, horizon) = (scenario.timeline.start, scenario.timeline.horizon);
    let at = |metric: DateMetric| date(question.dates[metric.index()].percentile(0.5), start, horizon);
    row(label, LABEL, &DATES.map(|(metric, _)| at(metric)), 12)
}

fn cost_cuts(subject: &Subject, cuts: &[CutSummary]) -> String {
    if cuts.is_empty() {
        return String::new();
    }
    let year = subject.scenario.business.money.base_mid.floor();
    let heading = format!("\nCOST CUT: of unit cost in euros of {year:.0}, at constant mix\n");
    cuts.iter().fold(heading, |text, cut| {
        let (realised, own) = (cut.realised.mean.value, cut.own_levers.mean.value);
        let target = cut.target_cut.map_or(String::new(), |target| {
            let verb = if realised >= target { "reached" } else { "missed" };
            format!(" The target of {:.0} % is {verb}.", 100.0 * target)
        });
        text + &paragraph(&format!(
            "{}, {} against {}: {}; own levers {}, battery market {}.{target}",
            cut.platform.label,
            cut.generation.label,
            cut.compared_with.label,
            ratio(realised, 0.0),
            ratio(own, 0.0),
            ratio(realised - own, 0.0),
        ))
    })
}

fn values(scenario: &Scenario, summary: &Summary) -> String {
    let mut text = format!(
        "VALUE, EUR million: NPV at {:.0} of the years to {}; peak funding since {:.0}\n",
        scenario.valuation_date, scenario.timeline.horizon, scenario.programme_start
    );
    text.push_str(&row("", LABEL, &["NPV", "peak funding", "internal rate"].map(str::to_string), LABEL));
    for question in &summary.questions {
        let money = |value: f64| grouped(to_eur_m(value));
        let rate = question.internal_rate.mean.value;
        let cells = [
            money(question.net_present_value.mean.value),
            money(question.peak_funding.mean.value),
            if rate.is_finite() { ratio(rate, 0.0) } else { "none or several".to_string() },
        ];
        text.push_str(&row(&question.perimeter.label, LABEL, &cells, LABEL));
    }
    text
}

fn conventions(scenario: &Scenario) -> String {
    paragraph(&format!(
        "Money is nominal; unit cost is in euros of {:.0}. Before {:.0} volumes and market are as recorded.",
        scenario.business.money.base_mid.floor(),
        scenario.timeline.known_until,
    ))
}
