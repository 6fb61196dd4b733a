//! Net present value, peak funding and internal rate of return of each perimeter.

use serde::Serialize;

use crate::analysis::Summary;
use crate::analysis::summary::QuestionSummary;
use crate::quantity::Timeline;
use crate::report::fact::{Chance, Name, Spread};
use crate::report::headline::Subject;
use crate::report::layout::{paragraph, row};

/// Values of one perimeter.
#[derive(Debug, Serialize)]
pub struct Value {
    pub perimeter: Name,
    pub net_present_value_eur_m: Spread,
    /// With what comes after the projection; null where the scenario states no growth of it.
    pub net_present_value_with_terminal_value_eur_m: Option<Spread>,
    pub peak_funding_eur_m: Spread,
    /// Share of futures in which cumulative free cash flow is lowest at the horizon: more may have to be funded.
    pub peak_funding_at_horizon: Option<Chance>,
    /// Per year, over the futures that have exactly one; null if none has.
    pub internal_rate_of_return: Spread,
    /// Shares of futures with no, one, several internal rates of return.
    pub without_internal_rate: Option<Chance>,
    pub with_one_internal_rate: Option<Chance>,
    pub with_several_internal_rates: Option<Chance>,
}

impl Value {
    pub(in crate::report) fn of(subject: &Subject, summary: &Summary, question: &QuestionSummary) -> Value {
        let [none, one, several] = question.internal_rates.map(|counted| Chance::of(subject, counted));
        let (found, id) = (&summary.indicators, &question.perimeter.id);
        let with_terminal = found
            .values
            .iter()
            .find(|(of, _)| of.metric == "net_present_value_with_terminal_value" && of.name.id == *id);
        let deepest =
            found.dates.iter().find(|(of, _)| of.metric == "peak_funding_date" && of.name.id == *id);
        Value {
            perimeter: Name::from(&question.perimeter),
            net_present_value_eur_m: Spread::eur_m(subject, &question.net_present_value),
            net_present_value_with_terminal_value_eur_m: with_terminal
                .map(|(_, found)| Spread::eur_m(subject, found)),
            peak_funding_at_horizon: deepest
                .and_then(|(_, dates)| Chance::of(subject, dates.not_by_horizon())),
            peak_funding_eur_m: Spread::eur_m(subject, &question.peak_funding),
            internal_rate_of_return: Spread::plain(subject, &question.internal_rate),
            without_internal_rate: none,
            with_one_internal_rate: one,
            with_several_internal_rates: several,
        }
    }
}

const LABEL: usize = 32;
const CELL: usize = 16;

/// Mean with its interval and p10 to p90 of amounts, then a sentence on the internal rate of each.
pub(super) fn text(subject: &Subject, values: &[Value]) -> String {
    if values.is_empty() {
        return String::new();
    }
    let language = subject.language;
    let mut text = format!("{}\n", language.value_heading(subject.scenario));
    text.push_str(&row("", LABEL, &language.value_columns().map(str::to_string), CELL));
    for value in values {
        let label = &value.perimeter.label;
        let [npv, peak_funding] = language.value_rows();
        let amounts = [
            (npv, Some(&value.net_present_value_eur_m)),
            (language.terminal_value_row(), value.net_present_value_with_terminal_value_eur_m.as_ref()),
            (peak_funding, Some(&value.peak_funding_eur_m)),
        ];
        for (name, spread) in amounts.into_iter().filter_map(|(name, spread)| Some((name, spread?))) {
            let interval = language.amount_interval(&spread.mean);
            let cells = [language.amount(&spread.mean), interval, language.amount_range(spread)];
            text.push_str(&row(&format!("{label}, {name}"), LABEL, &cells, CELL));
        }
    }
    for value in values {
        let rate = language.internal_rate(value);
        let horizon = subject.scenario.timeline.horizon;
        let deepest = value.peak_funding_at_horizon.map(|share| language.still_deepest(&share, horizon));
        let said: Vec<String> = [Some(rate), deepest].into_iter().flatten().collect();
        text.push_str(&paragraph(&said.join(" ")));
    }
    text + &paragraph(&meaning(subject, values))
}

/// Which flows count, and at which rate.
fn meaning(subject: &Subject, values: &[Value]) -> String {
    let language = subject.language;
    let mut said = vec![language.which_flows_count(subject.scenario)];
    if values.iter().any(|value| value.net_present_value_with_terminal_value_eur_m.is_some()) {
        let end = subject.scenario.timeline.horizon + Timeline::CONFIRMING_YEARS;
        said.push(language.terminal_value_meaning(end));
    }
    // As stated; what changes from future to future is no single rate, and its mean would be the rate of none.
    said.extend(subject.document.assumptions.get("money.discount_rate").map(|stated| {
        let words = stated.value.in_words(stated.definition.unit);
        let rate = if words.is_empty() { stated.text.clone() } else { words.join("; ") };
        language.discount_rate(&rate)
    }));
    said.join(" ")
}
