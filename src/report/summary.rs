//! The summary of a run: 80 columns of what a strategist asks first.

use super::headline::{self, DATES, Subject};
use super::layout::{paragraph, row};
use super::number::{date, percent, points, ratio, rounded};
use crate::analysis::interval::Estimate;
use crate::analysis::summary::{CutSummary, QuestionSummary};
use crate::analysis::{DateMetric, Statistics, Summary};
use crate::engine::{Grouping, Metric};
use crate::quantity::money::to_eur_m;

const LABEL: usize = 16;
const CELL: usize = 16;

/// The whole text. Means are rounded to what their standard errors support.
pub fn text(subject: &Subject, summary: &Summary) -> String {
    let mut text = String::new();
    text.push_str(&paragraph(subject.name));
    if let Some(question) = subject.question {
        text.push_str(&paragraph(question));
    }
    for change in subject.changes {
        text.push_str(&paragraph(&format!("Changed: {change}")));
    }
    text.push('\n');
    for question in &summary.questions {
        text.push_str(&paragraph(&answer(subject, question)));
    }
    text.push('\n');
    text.push_str(&break_even(subject, summary));
    text.push_str(&cost_cuts(subject, &summary.cost_cuts));
    text.push('\n');
    text.push_str(&contribution(subject, summary));
    text.push('\n');
    text.push_str(&margins(subject, summary));
    text.push('\n');
    text.push_str(&values(subject, summary));
    text.push('\n');
    text.push_str(&conventions(subject, summary));
    text
}

/// One sentence on one perimeter.
fn answer(subject: &Subject, question: &QuestionSummary) -> String {
    let timeline = &subject.scenario.timeline;
    let dates = &question.dates[DateMetric::Sustained.index()];
    let asked = headline::asked_year(timeline);
    let by = dates.by(f64::from(asked + 1));
    let never = dates.not_by_horizon();
    let named = |percentile| date(percentile, timeline.start, timeline.horizon);
    let median = named(dates.percentile(0.5));
    let (low, high) = dates.percentile_interval(0.5);
    let (low, high) = (named(low), named(high));
    // An interval within the quarter that is shown says no more.
    let interval = if low == high { String::new() } else { format!(" (95 % interval {low} to {high})") };
    format!(
        "{}: sustained break-even by the end of {asked} in {} of futures, not by {} in {}; median {median}{interval}.",
        question.perimeter.label,
        percent(by),
        timeline.horizon,
        percent(never),
    )
}

/// Probabilities of having broken even.
fn break_even(subject: &Subject, summary: &Summary) -> String {
    let timeline = &subject.scenario.timeline;
    let years = headline::years(timeline);
    let mut text = "BREAK-EVEN: probability of having reached it by the end of the year\n".to_string();
    let mut heads: Vec<String> = years.iter().map(i32::to_string).collect();
    heads.push(format!("not by {}", timeline.horizon));
    heads.push("median".to_string());
    let cells = |cells: &[String]| {
        let (last, front) = cells.split_at(cells.len() - 2);
        let mut line: String = last.iter().map(|cell| format!("{cell:>8}")).collect();
        line.push_str(&format!("{:>13}{:>10}", front[0], front[1]));
        line
    };
    text.push_str(&format!("{:<25}{}\n", "", cells(&heads)));
    let mut worst: f64 = 0.0;
    for question in &summary.questions {
        for (place, (metric, name)) in DATES.iter().enumerate() {
            let dates = &question.dates[metric.index()];
            let by = years.iter().map(|year| dates.by(f64::from(year + 1)));
            // One that is not known speaks for all: the largest of the others says nothing of it.
            let errors = by.clone().map(|p| p.standard_error());
            worst = errors.fold(worst, |w, e| if w.is_nan() || e <= w { w } else { e });
            let mut line: Vec<String> = by.map(percent).collect();
            line.push(percent(dates.not_by_horizon()));
            line.push(date(dates.percentile(0.5), timeline.start, timeline.horizon));
            let label = if place == 0 { question.perimeter.label.as_str() } else { "" };
            let label = super::layout::shortened(label, 14);
            text.push_str(&format!("{label:<15}{name:<10}{}\n", cells(&line)));
        }
    }
    let meaning = headline::meaning(timeline, subject.scenario.programme_start);
    let errors = if worst > 0.0 {
        format!("Standard errors: {} points or less.", points(worst))
    } else {
        "Standard errors are not known from so few futures.".to_string()
    };
    text.push_str(&paragraph(&format!("{meaning} {errors}")));
    text
}

/// The realised cuts of generations.
fn cost_cuts(subject: &Subject, cuts: &[CutSummary]) -> String {
    if cuts.is_empty() {
        return String::new();
    }
    let year = subject.scenario.business.money.base_mid.floor();
    let heading = format!("\nCOST CUT: realised, of unit cost in euros of {year:.0}, at constant mix\n");
    cuts.iter().fold(heading, |text, cut| text + &cost_cut(cut))
}

fn cost_cut(cut: &CutSummary) -> String {
    let target = match (cut.target_reached, cut.target_cut) {
        (Some(reached), Some(target)) => {
            format!(" The target of {:.0} % is reached in {} of futures.", 100.0 * target, percent(reached))
        }
        _ => String::new(),
    };
    paragraph(&format!(
        "{}, {} against {} of {}, by {}: {} (p10 {}, p90 {}); own levers {}, battery market {}.{target}",
        cut.platform.label,
        cut.generation.label,
        cut.compared_with.label,
        moment(cut.compared_at),
        end_before(cut.measured_at),
        share(&cut.realised.mean),
        share(&cut.realised.percentiles[1]),
        share(&cut.realised.percentiles[5]),
        share(&cut.own_levers.mean),
        ratio(
            cut.realised.mean.value - cut.own_levers.mean.value,
            cut.realised.mean.standard_error.max(cut.own_levers.mean.standard_error)
        ),
    ))
}

/// A date as people say it: `mid-2023`, `Q2 2027`.
fn moment(date: f64) -> String {
    if date.fract() == 0.5 { format!("mid-{:.0}", date.floor()) } else { super::number::quarter(date) }
}

/// The end of what lies before a date: `end of 2028` for 2029.0.
fn end_before(date: f64) -> String {
    if date.fract() == 0.0 {
        format!("end of {:.0}", date - 1.0)
    } else {
        format!("end of {}", super::number::quarter(date - 0.25))
    }
}

fn eur_m(statistics: &Statistics) -> String {
    rounded(to_eur_m(statistics.mean.value), to_eur_m(statistics.mean.standard_error))
}

fn share(found: &Estimate) -> String {
    ratio(found.value, found.standard_error)
}

/// p10 to p90, each to the precision that its standard error supports; empty where there is no spread.
fn range(statistics: &Statistics) -> String {
    let cell = |found: &Estimate| {
        // Too few trials for an interval of the percentile: the mean's error, widened, stands in for its digits.
        let error = Some(found.standard_error).filter(|error| error.is_finite());
        let error = error.unwrap_or(3.0 * statistics.mean.standard_error);
        rounded(to_eur_m(found.value), to_eur_m(error))
    };
    if to_eur_m(statistics.p90() - statistics.p10()) < 0.5 {
        String::new()
    } else {
        format!("{}..{}", cell(&statistics.percentiles[1]), cell(&statistics.percentiles[5]))
    }
}

/// A mean row and a p10..p90 row for each series.
fn money_table(
    subject: &Subject,
    summary: &Summary,
    series: &[(Grouping, &str, &str)],
    metric: Metric,
) -> String {
    let timeline = &subject.scenario.timeline;
    let years = headline::years(timeline);
    let heads: Vec<String> = years.iter().map(i32::to_string).collect();
    let mut text = row("", LABEL, &heads, CELL);
    for (grouping, id, label) in series {
        let Some(found) = summary.find(*grouping, id, metric) else { continue };
        let of: Vec<&Statistics> =
            years.iter().filter_map(|year| found.years.get((year - timeline.start) as usize)).collect();
        text.push_str(&row(label, LABEL, &of.iter().map(|s| eur_m(s)).collect::<Vec<_>>(), CELL));
        let ranges: Vec<String> = of.iter().map(|s| range(s)).collect();
        if ranges.iter().any(|r| !r.is_empty()) {
            text.push_str(&row("  p10..p90", LABEL, &ranges, CELL));
        }
    }
    text
}

pub(super) fn contribution(subject: &Subject, summary: &Summary) -> String {
    let brands = &subject.scenario.business.brands;
    let series: Vec<(Grouping, &str, &str)> =
        brands.iter().map(|b| (Grouping::Brand, b.id.as_str(), b.label.as_str())).collect();
    let table = money_table(subject, summary, &series, Metric::ContributionMargin);
    format!("CONTRIBUTION MARGIN BY BRAND, EUR million\n{table}")
}

pub(super) fn margins(subject: &Subject, summary: &Summary) -> String {
    let series = headline::perimeters(subject.scenario);
    let table = money_table(subject, summary, &series, Metric::OperatingMargin);
    format!("OPERATING MARGIN, EUR million\n{table}")
}

fn values(subject: &Subject, summary: &Summary) -> String {
    let scenario = subject.scenario;
    let mut text = format!(
        "VALUE, EUR million: NPV at {:.0} of the years to {}; peak funding since {:.0}\n",
        scenario.valuation_date, scenario.timeline.horizon, scenario.programme_start
    );
    let heads = ["NPV mean", "p10..p90", "funding mean", "p10..p90"].map(str::to_string);
    text.push_str(&row("", LABEL, &heads, CELL));
    for question in &summary.questions {
        let (value, funding) = (&question.net_present_value, &question.peak_funding);
        let cells = [eur_m(value), range(value), eur_m(funding), range(funding)];
        text.push_str(&row(&question.perimeter.label, LABEL, &cells, CELL));
    }
    for question in &summary.questions {
        text.push_str(&paragraph(&internal_rate(question)));
    }
    text
}

/// The internal rate of return, and in how many futures there is one.
fn internal_rate(question: &QuestionSummary) -> String {
    let [none, one, several] = &question.internal_rates;
    let (label, found) = (&question.perimeter.label, &question.internal_rate);
    let rate = if one.count == 0 {
        format!("{label}, internal rate of return: no future has exactly one")
    } else {
        let (mean, low, high) = (&found.mean, &found.percentiles[1], &found.percentiles[5]);
        format!(
            "{label}, internal rate of return: {} (p10 {}, p90 {}) in the {} of futures that have exactly one",
            share(mean),
            share(low),
            share(high),
            percent(*one)
        )
    };
    format!("{rate}; none in {}, several in {}.", percent(*none), percent(*several))
}

fn conventions(subject: &Subject, summary: &Summary) -> String {
    let scenario = subject.scenario;
    paragraph(&format!(
        "{}. Means add up, percentiles do not; p10 is the low side. Money is nominal; unit \
         cost is in euros of {:.0}. Before {:.0} volumes and market are as recorded; unpublished prices and \
         costs are uncertain there too.",
        headline::trials(subject, summary.n_trials),
        scenario.business.money.base_mid.floor(),
        scenario.timeline.known_until,
    ))
}
