//! The explanation as CSV: one row for each entry, quantity, assumption, rounding and figure.

use super::{Explanation, assumption, detail, happening, plain, words};
use crate::report::language::Language;
use crate::report::table::{Table, heading};

/// Rows in the order of the statement. `kind` tells them apart:
///
/// - `entry`: an amount that is booked, in cents; entries, `rounding` and the signed figures in its formula add up
///   exactly to the `total` of the same `figure`
/// - `acted`: an option of a regime that holds in the trial, or an event that happens in it, with its dates
/// - `quantity`: a quantity in the formula of the entry above · `assumption`: one that it reads, with its sources
pub fn table(explanation: &Explanation) -> Table {
    let Explanation { subject, ledger, .. } = explanation;
    let business = &subject.scenario.business;
    let place = ledger.place;
    let trial = place.trial.to_string();
    let year = place.year.to_string();
    let start = [subject.id, &business.perimeters[place.perimeter].name.id, &year, &trial];
    let mut rows = vec![heading(&[
        "scenario",
        "perimeter",
        "year",
        "trial",
        "figure",
        "kind",
        "grouping",
        "name",
        "label",
        "value",
        "unit",
        "formula",
        "sources",
    ])];
    let mut push = |cells: [&str; 9]| rows.push(heading(&start.into_iter().chain(cells).collect::<Vec<_>>()));
    for acted in &ledger.acted {
        let words = happening::words(acted);
        push(["", "acted", acted.kind, &acted.name.id, &acted.name.label, "", "", &words, ""]);
    }
    for part in ledger.account().parts {
        let (figure, unit) = (words::id(part.figure), words::unit(part.figure));
        for (entry, amount) in &part.entries {
            let (grouping, name, label) = words::item(business, entry.item, Language::English);
            let formula = words::formula(business, entry);
            push([figure, "entry", grouping, &name, &label, &plain(*amount), unit, formula, ""]);
            for detail in detail::of(explanation, entry) {
                let (label, value) = (detail.name.trim(), detail.value.to_string());
                push([figure, "quantity", grouping, &name, label, &value, &detail.unit, "", ""]);
            }
            for used in assumption::of(explanation, entry) {
                let (value, sources) = (used.value.to_string(), used.sources.join("; "));
                push([figure, "assumption", grouping, &name, &used.key, &value, used.unit.en, "", &sources]);
            }
        }
        let rounding = plain(part.rounding);
        push([figure, "rounding", "", "", "Rounding", &rounding, unit, "", ""]);
        let sum = words::of_terms(part.figure).unwrap_or_else(|| "sum of the entries".to_string());
        let (label, total) = (words::label(part.figure), plain(part.total));
        push([figure, "total", "", "", label, &total, unit, &format!("{sum} + rounding"), ""]);
    }
    Table::new("explain", rows)
}
