//! One change: `{ multiply = 0.9, from = 2027 }`.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::super::about::{About, Cited};
use super::super::assumption::{self, Site};
use super::super::document::{ChangeEffect, Origin, RelativeChange};
use super::super::effect;
use super::super::keys::{ABOUT, Domain, Key, Kind, Label, Presence, Unit};
use super::super::problem::{Problem, quoted};
use super::super::suggest::{listed, nearest};
use super::super::table::in_file_order;
use super::super::value::{Place, Uncertain, Value, read_value};
use super::{What, Written};

/// The words of a change.
pub(in crate::scenario) const WORDS: [&str; 5] = ["multiply", "add", "set", "from", "until"];
pub(super) const FORM: &str = "\"product.renault-5.share\" = { multiply = 0.9, from = 2027 }";

/// A number of a change, read as if it stood at a key of its own.
const fn operand(kind: Kind, unit: Unit, domain: Domain) -> Key {
    let label = Label { en: "Change", fr: "Variation" };
    Key { pattern: "change", kind, unit, domain, presence: Presence::Optional, label, doc: "A change." }
}

const FACTOR: Key = operand(Kind::Fixed, Unit::Factor, Domain::ANY);
const DATE: Key = operand(Kind::FixedDate, Unit::Year, Domain::closed(1990.0, 2100.0));

/// What may be added to a key: a number in its unit, years to a date, and no more than carries it from one end
/// of its domain to the other.
fn summand(definition: &Key) -> Key {
    let (unit, domain) = match definition.kind {
        Kind::Date | Kind::FixedDate => (Unit::Years, Domain::closed(-100.0, 100.0)),
        _ => (definition.unit, definition.domain.of_difference()),
    };
    operand(Kind::Fixed, unit, domain)
}

/// Where a change is written.
pub(super) struct Entry<'a> {
    pub(super) file: usize,
    pub(super) text: &'a str,
    pub(super) key: &'a str,
    pub(super) definition: &'static Key,
    /// The regime's option or the event whose effect it is.
    pub(super) cause: Option<&'a str>,
    /// The names of the tables in which it stands, and its own.
    pub(super) path: Vec<String>,
    pub(super) name: Range<usize>,
    pub(super) span: Range<usize>,
}

/// Decimal years between which a change acts.
#[derive(Clone, Copy)]
struct Window {
    from: Option<f64>,
    until: Option<f64>,
}

impl Entry<'_> {
    /// Reads a change; `None` if it is wrong.
    pub(super) fn read(
        self,
        entries: &DeTable,
        around: &About,
        cited: &mut Vec<Cited>,
        problems: &mut Vec<Problem>,
    ) -> Option<Written> {
        if let Some(problem) = self.structure() {
            problems.push(problem);
            return None;
        }
        let before = problems.len();
        let mut about = About::default();
        let (mut from, mut until, mut deed) = (None, None, None);
        for (word, value) in in_file_order(entries) {
            let said = word.get_ref().as_ref();
            if about.read(said, value, self.file, problems) {
                continue;
            }
            match said {
                "from" => from = self.number(said, &DATE, value, problems),
                "until" => until = self.number(said, &DATE, value, problems),
                "multiply" | "add" | "set" if deed.is_some() => {
                    let message = format!("`{}` is changed in two ways at once", self.key);
                    let problem = Problem::at(self.file, word.span(), message);
                    problems.push(problem.hint("keep one of `multiply`, `add` and `set`"));
                }
                "multiply" | "add" | "set" => deed = Some((word, value)),
                _ => problems.push(self.unknown_word(word)),
            }
        }
        cited.extend(about.sources.iter().flatten().cloned());
        let about = about.or(around);
        if problems.len() > before {
            return None;
        }
        let Some((word, value)) = deed else {
            let message = format!("this does not say how `{}` changes", self.key);
            let problem = Problem::at(self.file, self.span.clone(), message);
            problems.push(problem.hint(format!("write `multiply`, `add` or `set`: {FORM}")));
            return None;
        };
        let window = self.window(from, until, problems)?;
        let (key, definition) = (self.key.to_string(), self.definition);
        let origin = Origin { file: self.file, span: value.span(), name: self.name.clone() };
        let what = match word.get_ref().as_ref() {
            "set" => self.set(value, window, &about, cited, problems)?,
            deed => What::Relative(self.relative(deed, value, window, problems)?),
        };
        Some(Written { key, definition, what, origin })
    }

    /// What an effect cannot change.
    fn structure(&self) -> Option<Problem> {
        let cause = self.cause?;
        if effect::may_be_changed(self.key, self.definition) {
            return None;
        }
        let who = if effect::is_event(cause) { "an event" } else { "a regime" };
        let message = format!("`{}` is part of the structure, which {who} cannot change", self.key);
        let problem = Problem::at(self.file, self.name.clone(), message);
        Some(problem.allowed("numbers that may be uncertain, paths and uncertain dates"))
    }

    fn window(
        &self,
        from: Option<(f64, Range<usize>)>,
        until: Option<(f64, Range<usize>)>,
        problems: &mut Vec<Problem>,
    ) -> Option<Window> {
        if let (Some((from, at)), Some((until, _))) = (&from, &until)
            && from >= until
        {
            let message = format!("the change begins at {from} and ends before, at {until}");
            let problem = Problem::at(self.file, at.clone(), message);
            problems.push(problem.hint("`until` is exclusive: from = 2027, until = 2030 is three years"));
            return None;
        }
        if let (Some((_, at)), true) = (from.as_ref().or(until.as_ref()), self.definition.kind != Kind::Path)
        {
            let message =
                format!("`{}` cannot move in time, so it cannot be changed for some years only", self.key);
            let problem = Problem::at(self.file, at.clone(), message);
            problems.push(problem.hint("leave out `from` and `until`"));
            return None;
        }
        Some(Window { from: from.map(|(date, _)| date), until: until.map(|(date, _)| date) })
    }

    fn number(
        &self,
        word: &str,
        definition: &Key,
        value: &Spanned<DeValue>,
        problems: &mut Vec<Problem>,
    ) -> Option<(f64, Range<usize>)> {
        let before = problems.len();
        let read = read_value(Place { key: word, definition, ..self.place() }, value, problems);
        match read?.value {
            Value::Number(Uncertain::Exactly(number)) => Some((number, value.span())),
            _ if problems.len() > before => None,
            _ => {
                problems.push(Problem::at(self.file, value.span(), format!("`{word}` is one plain number")));
                None
            }
        }
    }

    fn place(&self) -> Place<'_> {
        Place { file: self.file, text: self.text, key: self.key, definition: self.definition }
    }

    fn relative(
        &self,
        deed: &str,
        value: &Spanned<DeValue>,
        window: Window,
        problems: &mut Vec<Problem>,
    ) -> Option<RelativeChange> {
        let (key, definition) = (self.key, self.definition);
        if !definition.has_number() {
            let problem = Problem::at(self.file, self.name.clone(), format!("`{key}` is not a number"));
            problems.push(problem.hint("write { set = \"…\" }"));
            return None;
        }
        if matches!(definition.kind, Kind::Date | Kind::FixedDate) && deed == "multiply" {
            let message = format!("`{key}` is a date, which cannot be multiplied");
            let problem = Problem::at(self.file, value.span(), message);
            problems.push(problem.hint("write { add = 1 } for a year later"));
            return None;
        }
        let said = self.place().as_written(value);
        let (effect, words) = if deed == "multiply" {
            let (factor, _) = self.number(deed, &FACTOR, value, problems)?;
            (ChangeEffect::Multiply(factor), format!("times {said}"))
        } else {
            let (amount, _) = self.number(deed, &summand(definition), value, problems)?;
            let words = match said.strip_prefix('-') {
                Some(less) => format!("minus {less}"),
                None => format!("plus {said}"),
            };
            (ChangeEffect::Add(amount), words)
        };
        Some(self.change(effect, words, value, window))
    }

    fn change(
        &self,
        effect: ChangeEffect,
        words: String,
        value: &Spanned<DeValue>,
        Window { from, until }: Window,
    ) -> RelativeChange {
        let date =
            |word: &str, date: Option<f64>| date.map_or(String::new(), |date| format!(" {word} {date}"));
        let text = format!("{words}{}{}", date("from", from), date("until", until));
        let origin = Origin { file: self.file, span: value.span(), name: self.name.clone() };
        let cause = self.cause.map(str::to_string);
        RelativeChange { effect, from, until, text, cause, origin }
    }

    fn set(
        self,
        value: &Spanned<DeValue>,
        window: Window,
        about: &About,
        cited: &mut Vec<Cited>,
        problems: &mut Vec<Problem>,
    ) -> Option<What> {
        let (file, text, key, definition) = (self.file, self.text, self.key, self.definition);
        let path = self.path.iter().cloned().chain(["set".to_string()]).collect();
        let site = Site { file, text, key, definition, name: self.name.clone(), path };
        let (assumption, pending) = assumption::read(site, value, about, cited, problems)?;
        if window.from.is_none() && window.until.is_none() && self.cause.is_none() {
            return Some(What::Replace(Box::new(assumption), pending));
        }
        if pending.is_some() {
            let (message, hint) = match self.cause {
                Some(_) => ("an effect cannot set a shared assumption", "write the value itself"),
                None => (
                    "a shared assumption cannot be set for some years only",
                    "write the value itself, or leave out `from` and `until`",
                ),
            };
            problems.push(Problem::at(file, value.span(), message).hint(hint));
            return None;
        }
        let words = format!("set to {}", assumption.text);
        Some(What::Relative(self.change(ChangeEffect::Set(assumption.value), words, value, window)))
    }

    fn unknown_word(&self, name: &Spanned<DeString>) -> Problem {
        let word = name.get_ref().as_ref();
        let known: Vec<&str> = WORDS.into_iter().chain(ABOUT).collect();
        let problem = Problem::at(self.file, name.span(), format!("{} is not known here", quoted(word)))
            .label("unknown name")
            .allowed(listed(&known, known.len()));
        match (word, nearest(word, known)) {
            ("value" | "path" | "level" | "noise" | "interpolate" | "order", _) => {
                problem.hint("put a new value into `set`: { set = { path = \"…\", level = \"…\" } }")
            }
            (_, Some(near)) => problem.hint(format!("did you mean `{near}`?")),
            (_, None) => problem.hint(format!("write {FORM}")),
        }
    }
}
