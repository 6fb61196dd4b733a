//! The explanation as text of 80 columns.

use textwrap::Options;

use super::{Explanation, assumption, detail, grouped, happening, words};
use crate::engine::ledger::{Entry, Part};
use crate::lanes::{decade, power_of_ten};
use crate::report::layout::{WIDTH, paragraph, shortened};

/// Width of amounts: EUR 99 999 999 999.99 with a sign and room to the left.
const AMOUNT: usize = 22;

/// The whole statement.
pub fn text(explanation: &Explanation) -> String {
    let Explanation { subject, ledger, n_trials, reason, .. } = explanation;
    let business = &subject.scenario.business;
    let place = ledger.place;
    let perimeter = &business.perimeters[place.perimeter].name;
    let mut text = paragraph(subject.name);
    for change in subject.changes {
        text.push_str(&paragraph(&format!("Changed: {change}")));
    }
    text.push_str(&paragraph(&format!("{} (`{}`) in {}", perimeter.label, perimeter.id, place.year)));
    text.push_str(&paragraph(reason));
    if let Some(acted) = happening::sentence(ledger) {
        text.push_str(&paragraph(&acted));
    }
    if !subject.scenario.is_deterministic {
        let run = super::super::headline::trials(subject, *n_trials);
        text.push_str(&paragraph(&format!("Run: {run}; trials are numbered from 0.")));
    }
    text.push('\n');
    text.push_str(&paragraph(&format!(
        "Amounts are nominal EUR to the cent; costs are positive and subtracted. Entries without an amount in this \
         year are left out. Each amount is rounded on its own: \"Rounding\" is what the rounded amounts miss, so \
         every column adds up exactly. Means over the year: of assumptions over time, of prices and costs per car \
         over the cars sold. The index leads from euros of {} to nominal. In brackets: sources.",
        explanation.base_year()
    )));
    for part in ledger.account().parts {
        text.push('\n');
        text.push_str(&figure(explanation, &part));
    }
    text
}

fn line(indent: usize, label: &str, amount: i64) -> String {
    let room = WIDTH - AMOUNT - indent;
    let label = shortened(label, room - 1);
    format!("{:indent$}{label:<room$}{:>AMOUNT$}\n", "", grouped(amount))
}

/// Entries, terms, rounding, total.
fn figure(explanation: &Explanation, part: &Part) -> String {
    let name = words::label(part.figure);
    let unit = words::unit(part.figure);
    let mut text = format!("{}, {unit}\n", name.to_uppercase());
    for (entry, amount) in &part.entries {
        let label = words::item(&explanation.subject.scenario.business, entry.item).2;
        text.push_str(&line(2, &label, *amount));
        text.push_str(&behind(explanation, entry));
    }
    for (sign, term, amount) in &part.terms {
        let sign = if *sign < 0 { "- " } else { "+ " };
        text.push_str(&line(2, &format!("{sign}{}", words::label(*term).to_lowercase()), *amount));
    }
    if part.rounding != 0 {
        text.push_str(&line(2, "Rounding", part.rounding));
    }
    text + &line(0, name, part.total)
}

/// Formula, quantities and assumptions of an entry.
fn behind(explanation: &Explanation, entry: &Entry) -> String {
    let business = &explanation.subject.scenario.business;
    let mut text = wrapped(6, &format!("= {}", words::formula(business, entry)));
    for detail in detail::of(explanation, entry) {
        text.push_str(&wrapped(8, &format!("{} {} {}", detail.name, number(detail.value), detail.unit)));
    }
    for used in assumption::of(explanation, entry) {
        let unit = if used.unit.is_empty() { String::new() } else { format!(" {}", used.unit) };
        let sources = used.sources.join(", ");
        let is_date = used.unit == "year";
        let value = if is_date { format!("{:.2}", used.value) } else { number(used.value) };
        text.push_str(&wrapped(8, &format!("{} = {value}{unit} [{sources}]", used.key)));
    }
    text
}

fn wrapped(indent: usize, text: &str) -> String {
    let first = " ".repeat(indent + text.len() - text.trim_start().len());
    let next = format!("{first}  ");
    let options = Options::new(WIDTH).initial_indent(&first).subsequent_indent(&next);
    format!("{}\n", textwrap::fill(text.trim_start(), options))
}

/// Six digits, thousands grouped: quantities explain, amounts add up.
fn number(value: f64) -> String {
    let size = value.abs();
    if size == 0.0 || !size.is_finite() {
        return format!("{}", value + 0.0);
    }
    if size >= 1e5 {
        return super::super::number::grouped(value);
    }
    let decimals = (5 - decade(size)).clamp(0, 12);
    let step = power_of_ten(decimals);
    let rounded = (value * step).round() / step;
    // Thousands in groups before the point, what is left of the digits behind it.
    let text = format!("{rounded:.*}", decimals as usize);
    let text = text.trim_end_matches('0').trim_end_matches('.');
    match text.split_once('.') {
        Some((_, fraction)) if size >= 1000.0 => {
            format!("{}.{fraction}", super::super::number::grouped(rounded.trunc()))
        }
        None if size >= 1000.0 => super::super::number::grouped(rounded),
        _ => text.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantities_have_six_digits() {
        assert_eq!(number(21_500.123_4), "21 500.1");
        assert_eq!(number(0.108_123_456), "0.108123");
        assert_eq!(number(1_234_567.8), "1 234 568");
        assert_eq!(number(2026.0), "2 026");
        assert_eq!(number(-0.0), "0");
        assert_eq!(number(0.1), "0.1");
    }

    #[test]
    fn long_lines_are_wrapped_below_their_beginning() {
        let text = wrapped(8, &format!("  {}", "word ".repeat(40)));
        assert!(text.starts_with("          word") && text.lines().all(|line| line.chars().count() <= WIDTH));
    }
}
