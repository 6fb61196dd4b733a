//! Net present value, peak funding and internal rate of return of each perimeter.

use serde::Serialize;

use crate::analysis::summary::QuestionSummary;
use crate::report::fact::{Chance, Name, Spread};
use crate::report::headline::Subject;
use crate::report::layout::{paragraph, row};

/// Values of one perimeter.
#[derive(Debug, Serialize)]
pub struct Value {
    pub perimeter: Name,
    pub net_present_value_eur_m: Spread,
    pub peak_funding_eur_m: Spread,
    /// Per year, over the futures that have exactly one; null if none has.
    pub internal_rate_of_return: Spread,
    /// Shares of futures with no, one, several internal rates of return.
    pub without_internal_rate: Option<Chance>,
    pub with_one_internal_rate: Option<Chance>,
    pub with_several_internal_rates: Option<Chance>,
}

impl Value {
    pub(in crate::report) fn of(subject: &Subject, question: &QuestionSummary) -> Value {
        let [none, one, several] = question.internal_rates.map(|counted| Chance::of(subject, counted));
        Value {
            perimeter: Name::from(&question.perimeter),
            net_present_value_eur_m: Spread::eur_m(subject, &question.net_present_value),
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
        let amounts = [&value.net_present_value_eur_m, &value.peak_funding_eur_m];
        for (name, spread) in language.value_rows().into_iter().zip(amounts) {
            let interval = language.amount_interval(&spread.mean);
            let cells = [language.amount(&spread.mean), interval, language.amount_range(spread)];
            text.push_str(&row(&format!("{label}, {name}"), LABEL, &cells, CELL));
        }
    }
    values.iter().fold(text, |text, value| text + &paragraph(&language.internal_rate(value)))
}
