//! The explanation as text of 80 columns.

use textwrap::{Options, WordSplitter};

use super::{Explanation, assumption, detail, grouped, happening, words};
use crate::engine::ledger::{Entry, Part};
use crate::lanes::{decade, power_of_ten};
use crate::report::headline::perimeter_label;
use crate::report::language::Language;
use crate::report::layout::{WIDTH, paragraph, shortened};

/// Width of amounts: EUR 99 999 999 999.99 with a sign and room to the left.
const AMOUNT: usize = 22;

/// The whole statement.
pub fn text(explanation: &Explanation) -> String {
    let Explanation { subject, ledger, n_trials, reason, .. } = explanation;
    let (business, language) = (&subject.scenario.business, subject.language);
    let place = ledger.place;
    let perimeter = &business.perimeters[place.perimeter];
    let mut text = paragraph(subject.name);
    for change in subject.changes {
        text.push_str(&paragraph(&language.changed(change)));
    }
    text.push_str(&paragraph(&language.in_year(
        perimeter_label(perimeter, language),
        &perimeter.name.id,
        place.year,
    )));
    text.push_str(&paragraph(reason));
    if let Some(acted) = happening::sentence(ledger, language) {
        text.push_str(&paragraph(&acted));
    }
    if !subject.scenario.is_deterministic {
        let run = language.trials(subject, *n_trials);
        text.push_str(&paragraph(&language.numbered_run(&run)));
    }
    text.push('\n');
    text.push_str(&paragraph(&language.statement_conventions(explanation.base_year())));
    for part in ledger.account().parts {
        text.push('\n');
        text.push_str(&figure(explanation, &part));
    }
    text
}

fn line(language: Language, indent: usize, label: &str, amount: i64) -> String {
    let room = WIDTH - AMOUNT - indent;
    let label = shortened(label, room - 1);
    format!("{:indent$}{label:<room$}{:>AMOUNT$}\n", "", language.number(&grouped(amount)))
}

/// Entries, terms, rounding, total.
fn figure(explanation: &Explanation, part: &Part) -> String {
    let language = explanation.subject.language;
    let name = language.statement(words::label(part.figure));
    let unit = language.statement(words::unit(part.figure));
    let mut text = format!("{}, {unit}\n", name.to_uppercase());
    for (entry, amount) in &part.entries {
        let label = words::item(&explanation.subject.scenario.business, entry.item, language).2;
        text.push_str(&line(language, 2, &label, *amount));
        text.push_str(&behind(explanation, entry));
    }
    for (sign, term, amount) in &part.terms {
        let sign = if *sign < 0 { "- " } else { "+ " };
        let term = language.term_of_sum(words::label(*term));
        text.push_str(&line(language, 2, &format!("{sign}{term}"), *amount));
    }
    if part.rounding != 0 {
        text.push_str(&line(language, 2, language.statement("Rounding"), part.rounding));
    }
    text + &line(language, 0, name, part.total)
}

/// Formula, quantities and assumptions of an entry.
fn behind(explanation: &Explanation, entry: &Entry) -> String {
    let business = &explanation.subject.scenario.business;
    let language = explanation.subject.language;
    let mut text = wrapped(6, &format!("= {}", language.statement(words::formula(business, entry))));
    for detail in detail::of(explanation, entry) {
        let name = detail.name.trim_start();
        let indent = &detail.name[..detail.name.len() - name.len()];
        let (name, value) = (language.statement(name), language.number(&number(detail.value)));
        let unit = language.statement_unit(&detail.unit);
        text.push_str(&wrapped(8, &format!("{indent}{name} {value} {unit}")));
    }
    for used in assumption::of(explanation, entry) {
        let unit = language.words(&used.unit);
        let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
        let sources: Vec<&str> = used.sources.iter().map(|source| language.statement(source)).collect();
        let sources = sources.join(", ");
        let is_date = used.unit.en == "year";
        let value = if is_date { format!("{:.2}", used.value) } else { number(used.value) };
        let value = language.number(&value);
        text.push_str(&wrapped(8, &format!("{} = {value}{unit} [{sources}]", used.key)));
    }
    text
}

fn wrapped(indent: usize, text: &str) -> String {
    let first = " ".repeat(indent + text.len() - text.trim_start().len());
    let next = format!("{first}  ");
    // Keys and names of sources are not broken at their hyphens.
    let options = Options::new(WIDTH).word_splitter(WordSplitter::NoHyphenation);
    let options = options.initial_indent(&first).subsequent_indent(&next);
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
