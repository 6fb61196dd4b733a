//! The bridge: when the cars of one powertrain earn as much as those that carry the business until then.

use serde::Serialize;

use super::dated::{self, DateFacts, LABEL};
use crate::analysis::Summary;
use crate::model::business::Powertrain;
use crate::report::fact::{Name, Spread};
use crate::report::headline::Subject;
use crate::report::language::Language;
use crate::report::layout::{paragraph, shortened};

/// From the cars that carry to those that take over.
#[derive(Debug, Serialize)]
pub struct Bridge {
    pub from: Name,
    pub to: Name,
    /// In all and per car, each for the first time and for good.
    pub dates: Vec<DateFacts>,
    /// Largest fall of the contribution margin of both together.
    pub valley_eur_m: Option<Spread>,
}

const DATES: [&str; 4] =
    ["hand_over_first", "hand_over_final", "price_cost_parity_first", "price_cost_parity_final"];

impl Bridge {
    pub(super) fn of(subject: &Subject, summary: &Summary) -> Option<Bridge> {
        let ends = subject.scenario.business.yardsticks.bridge;
        let found = &summary.indicators;
        let dates: Option<Vec<DateFacts>> = DATES
            .into_iter()
            .map(|date| found.date(date).map(|(_, dates)| DateFacts::of(subject, date, dates)))
            .collect();
        let name = |powertrain: Powertrain| named(powertrain, subject.language);
        let valley = found.value("bridge_valley", None);
        Some(Bridge {
            from: name(ends.from),
            to: name(ends.to),
            dates: dates?,
            valley_eur_m: valley.map(|(_, fall)| Spread::eur_m(subject, fall)),
        })
    }
}

fn named(powertrain: Powertrain, language: Language) -> Name {
    Name { id: powertrain.id().to_string(), label: language.powertrain(powertrain).to_string() }
}

/// A table like that of break-even, and the valley.
pub(super) fn text(subject: &Subject, facts: &Bridge) -> String {
    let language = subject.language;
    let (from, to) = (&facts.from.label, &facts.to.label);
    let mut text = format!("{}\n{}", language.bridge_heading(from, to), dated::heads(subject));
    for (name, date) in language.bridge_rows().into_iter().zip(&facts.dates) {
        text.push_str(&dated::shares(subject, &shortened(name, LABEL - 1), date));
    }
    let end = subject.scenario.timeline.horizon + crate::quantity::Timeline::CONFIRMING_YEARS;
    let valley = facts.valley_eur_m.map(|valley| language.valley(&valley)).unwrap_or_default();
    text + &paragraph(&format!("{} {valley}", language.bridge_meaning(end)))
}
