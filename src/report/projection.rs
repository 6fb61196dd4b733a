//! The texts of deterministic projections: dates and amounts without probabilities.

use super::fact::Results;
use super::headline::{self, DATES, Subject};
use super::layout::{paragraph, row};
use super::summary::{self, Bridge, CostCut, Facts, Value, asked, contribution, date_in, margins};
use crate::analysis::Summary;
use crate::report::fact::Figure;

const LABEL: usize = 16;

/// The whole text of one projection.
pub fn text(subject: &Subject, facts: &Facts) -> String {
    let (language, timeline) = (subject.language, &subject.scenario.timeline);
    let mut text = asked(subject);
    text.push_str(&paragraph(language.projection_meaning()));
    text.push_str(&format!("\n{}\n", language.projected_break_even()));
    text.push_str(&date_heads(subject));
    for perimeter in &facts.break_even.perimeters {
        let dates: Vec<String> = perimeter.dates.iter().map(|date| date_in(subject, &date.median)).collect();
        text.push_str(&row(&perimeter.perimeter.label, LABEL, &dates, 12));
    }
    text.push_str(&paragraph(&language.dates_meaning(timeline, subject.scenario.programme_start)));
    text.push_str(&cost_cuts(subject, &facts.cost_cuts));
    let sections = [
        bridge(subject, facts.bridge.as_ref()),
        contribution(subject, facts),
        margins(subject, facts),
        facts.co2.as_ref().map(|found| summary::co2_text(subject, found)).unwrap_or_default(),
        values(subject, &facts.values),
    ];
    for section in sections.iter().filter(|section| !section.is_empty()) {
        text.push_str(&format!("\n{section}"));
    }
    text.push_str(&format!("\n{}", paragraph(&language.projection_conventions(subject.scenario))));
    text + &language.results_in(&facts.results)
}

/// The text of several projections, the first being what the others are held against.
pub fn comparison(subjects: &[Subject], summaries: &[Summary], results: &Results) -> String {
    let Some((first, others)) = subjects.split_first() else { return String::new() };
    let language = first.language;
    let named = |letter: char, name: &str| {
        paragraph(&language.spaced(&format!("{letter}{} {name}", language.colon())))
    };
    let mut text = named('A', first.name);
    for (letter, other) in ('B'..).zip(others) {
        text.push_str(&named(letter, other.name));
        if let Some(question) = other.question {
            text.push_str(&paragraph(question));
        }
    }
    for change in first.changes {
        text.push_str(&paragraph(&language.changed_in_all(change)));
    }
    text.push_str(&paragraph(language.projection_meaning()));
    text.push_str(&format!("\n{}\n", language.projected_break_even()));
    text.push_str(&date_heads(first));
    let of = |(subject, summary): (&Subject, &Summary)| summary::facts(subject, summary, Results::default());
    let facts: Vec<Facts> = subjects.iter().zip(summaries).map(of).collect();
    for perimeter in facts.iter().take(1).flat_map(|facts| &facts.break_even.perimeters) {
        text.push_str(&format!("{}\n", perimeter.perimeter.label));
        for ((letter, facts), subject) in ('A'..).zip(&facts).zip(subjects) {
            let mut all = facts.break_even.perimeters.iter();
            if let Some(found) = all.find(|other| other.perimeter.id == perimeter.perimeter.id) {
                let dates: Vec<String> =
                    found.dates.iter().map(|date| date_in(subject, &date.median)).collect();
                text.push_str(&row(&format!("  {letter}"), LABEL, &dates, 12));
            }
        }
    }
    let scenario = first.scenario;
    text.push_str(&paragraph(&language.dates_meaning(&scenario.timeline, scenario.programme_start)));
    text.push_str(&format!("\n{}\n", language.margin_heading()));
    text.push_str(&compared_margins(first, &facts));
    text.push_str(&format!("\n{}", paragraph(&language.projection_conventions(scenario))));
    text + &language.results_in(results)
}

fn compared_margins(first: &Subject, facts: &[Facts]) -> String {
    let language = first.language;
    let years = headline::years(&first.scenario.timeline);
    let heads: Vec<String> = years.iter().map(i32::to_string).collect();
    let mut text = row("", LABEL, &heads, LABEL);
    for of in facts.iter().take(1).flat_map(|facts| &facts.operating_margin_eur_m.rows) {
        text.push_str(&format!("{}\n", of.name.label));
        for (letter, other) in ('A'..).zip(facts) {
            let same = other.operating_margin_eur_m.rows.iter().find(|row| row.name.id == of.name.id);
            let Some(found) = same else { continue };
            let cells: Vec<String> = found.values.iter().map(|v| language.amount(&v.mean)).collect();
            text.push_str(&row(&format!("  {letter}"), LABEL, &cells, LABEL));
            if letter != 'A' {
                let changes = found.values.iter().zip(&of.values).map(|(other, first)| {
                    let value = other.mean.value - first.mean.value;
                    language.amount(&Figure { value, ..other.mean })
                });
                text.push_str(&row(&format!("  {letter} - A"), LABEL, &changes.collect::<Vec<_>>(), LABEL));
            }
        }
    }
    text
}

fn date_heads(subject: &Subject) -> String {
    row("", LABEL, &DATES.map(|metric| subject.language.date_name(metric).to_string()), 12)
}

fn cost_cuts(subject: &Subject, cuts: &[CostCut]) -> String {
    if cuts.is_empty() {
        return String::new();
    }
    let language = subject.language;
    let year = subject.scenario.business.money.base_mid.floor();
    let heading = format!("\n{}\n", language.projected_cut_heading(year));
    cuts.iter().fold(heading, |text, cut| {
        let target = cut.target.map(|target| language.target_met(target, cut.realised.mean.value >= target));
        text + &paragraph(&format!("{}{}", language.cost_cut(cut), target.unwrap_or_default()))
    })
}

/// The dates of the hand-over, one below the other.
fn bridge(subject: &Subject, facts: Option<&Bridge>) -> String {
    let Some(facts) = facts else { return String::new() };
    let language = subject.language;
    let heading = paragraph(&language.projected_bridge(&facts.from.label, &facts.to.label));
    language.bridge_rows().into_iter().zip(&facts.dates).fold(heading, |text, (name, date)| {
        text + &row(&format!("  {name}"), 2 * LABEL, &[date_in(subject, &date.median)], LABEL)
    })
}

fn values(subject: &Subject, values: &[Value]) -> String {
    let language = subject.language;
    let mut text = format!("{}\n", language.value_heading(subject.scenario));
    text.push_str(&row("", LABEL, &language.projected_value_columns().map(str::to_string), LABEL));
    for value in values {
        let rate = &value.internal_rate_of_return.mean;
        let known = rate.value.is_finite();
        let cells = [
            language.amount(&value.net_present_value_eur_m.mean),
            language.amount(&value.peak_funding_eur_m.mean),
            if known { language.ratio(rate) } else { language.no_single_rate().to_string() },
        ];
        text.push_str(&row(&value.perimeter.label, LABEL, &cells, LABEL));
    }
    text
}
