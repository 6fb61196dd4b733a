//! The Group against its guidance, and the bridge, in both scenarios.

use super::change::{ByYear, CELL, LABEL, rows};
use super::question::Date;
use crate::analysis::{Comparison, Summary};
use crate::report::headline::{self, Subject};
use crate::report::layout::{paragraph, row};

/// P(margin over revenue ≥ guidance) by projected year; empty without guidance and in a projection.
pub(super) fn guidance(
    base: &Subject,
    summaries: (&Summary, &Summary),
    comparison: &Comparison,
) -> Vec<ByYear> {
    let of = |year: &i32| ByYear::of(base, summaries, comparison, "probability_of_guidance", *year);
    comparison.years.iter().filter_map(of).collect()
}

/// When the cars that take over earn as much as those that carry, for good.
pub(super) fn hand_over(
    base: &Subject,
    (a, b): (&Summary, &Summary),
    comparison: &Comparison,
) -> Option<Date> {
    let found = comparison.dates.iter().find(|found| found.indicator.metric == "hand_over_final")?;
    let [a, b] = [a, b].map(|summary| summary.indicators.date("hand_over_final").map(|(_, dates)| dates));
    Some(Date::of(base, "hand_over_final", (a?, b?), &found.probability_changes))
}

/// A row of levels and one of points for each of them, by the years of the summary.
pub(super) fn text(base: &Subject, guidance: &[ByYear], hand_over: Option<&Date>) -> String {
    let (language, timeline) = (base.language, &base.scenario.timeline);
    let handed = hand_over.map_or(&[][..], |date| &date.by_end_of[..]);
    if guidance.is_empty() && handed.is_empty() {
        return String::new();
    }
    let years = headline::years(timeline);
    let heads: Vec<String> = years.iter().map(i32::to_string).collect();
    let ends = base.scenario.business.yardsticks.bridge;
    let [from, to] = [ends.from, ends.to].map(|powertrain| language.powertrain(powertrain));
    let [guided, took_over] = language.compared_group_rows();
    let mut text =
        format!("{}{}", paragraph(&language.compared_group(from, to)), row("", LABEL, &heads, CELL));
    for (label, shares) in [(guided, guidance), (took_over, handed)] {
        if !shares.is_empty() {
            text.push_str(&rows(base, label, &years, shares));
        }
    }
    text
}
