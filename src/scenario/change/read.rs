//! The text of `[change]`.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::super::about::About;
use super::super::document::{Assumption, ChangeEffect, Origin, RelativeChange, Shares};
use super::super::enabled;
use super::super::keys::{ABOUT, Domain, Key, Kind, Label, Node, Presence, Unit, root};
use super::super::problem::{Problem, quoted};
use super::super::read::Layer;
use super::super::shared_assumption;
use super::super::suggest::{listed, nearest};
use super::super::unknown::unknown_name;
use super::super::value::{Place, Uncertain, Value, in_file_order, kind_of, read_value};
use super::super::walk::{Table, joined};
use super::{What, Written};

/// Beyond this many problems the rest is not read.
const MOST: usize = 500;
/// The words of a change.
const WORDS: [&str; 5] = ["multiply", "add", "set", "from", "until"];
const FORM: &str = "\"product.renault-5.share\" = { multiply = 0.9, from = 2027 }";

const fn operand(kind: Kind, unit: Unit, domain: Domain) -> Key {
    let label = Label { en: "Change", fr: "Variation" };
    Key { pattern: "change", kind, unit, domain, presence: Presence::Optional, label, doc: "A change." }
}

static MULTIPLY: Key = operand(Kind::Fixed, Unit::Factor, Domain::ANY);
static DATE: Key = operand(Kind::FixedDate, Unit::Year, Domain::closed(1990.0, 2100.0));

/// What is added, in the unit of the key.
static ADD: [Key; 18] = {
    const fn any(unit: Unit) -> Key {
        operand(Kind::Fixed, unit, Domain::ANY)
    }
    [
        any(Unit::None),
        any(Unit::Share),
        any(Unit::Rate),
        any(Unit::Eur),
        any(Unit::EurM),
        any(Unit::UsdPerKwh),
        any(Unit::UsdPerKg),
        any(Unit::UsdPerKwhPerUsdKg),
        any(Unit::Kwh),
        any(Unit::Vehicles),
        any(Unit::VehiclesPerYear),
        any(Unit::Years),
        any(Unit::Year),
        any(Unit::Factor),
        any(Unit::Logit),
        any(Unit::LogitPerYear),
        any(Unit::PerYear),
        any(Unit::EurPerUsd),
    ]
};

/// Reads `[change]` into a layer.
pub(in crate::scenario) fn read(
    (file, text): (usize, &str),
    change: &Spanned<DeValue>,
    of_file: &About,
    layer: &mut Layer,
    problems: &mut Vec<Problem>,
) {
    let DeValue::Table(table) = change.get_ref() else {
        let message = format!("`change` is a table, not {}", kind_of(change));
        problems.push(
            Problem::at(file, change.span(), message).hint(format!("write [change] and below it {FORM}")),
        );
        return;
    };
    let mut reader = Reader { file, text, layer, problems };
    let mut around = About::default();
    for (name, value) in in_file_order(table) {
        around.read(name.get_ref(), value, file, reader.problems);
    }
    reader.layer.cited.extend(around.sources.iter().flatten().cloned());
    let around = around.or(of_file);
    reader.table("", &["change".to_string()], table, &around);
}

struct Reader<'a> {
    file: usize,
    text: &'a str,
    layer: &'a mut Layer,
    problems: &'a mut Vec<Problem>,
}

/// What stands at a key.
enum Found {
    Key(&'static Key),
    Table(&'static Node, String),
}

impl Reader<'_> {
    /// Keys may be written in quotes, or without them as tables of tables.
    fn table(&mut self, above: &str, path: &[String], table: &DeTable, around: &About) {
        for (name, value) in in_file_order(table) {
            let word = name.get_ref().as_ref();
            if ABOUT.contains(&word) || self.problems.len() > MOST {
                continue;
            }
            let key = joined(above, word);
            let path: Vec<String> = path.iter().cloned().chain([word.to_string()]).collect();
            match (self.find(&key, name.span()), value.get_ref()) {
                (Some(Found::Key(definition)), DeValue::Table(entry)) => {
                    self.change(definition, &key, &path, (name.span(), value.span()), entry, around);
                }
                (Some(Found::Key(_)), _) => {
                    let said = self.text.get(value.span()).unwrap_or("…");
                    let message = format!("this does not say how `{key}` changes");
                    let problem = Problem::at(self.file, value.span(), message);
                    let hint = format!("write {{ set = {said} }}, {{ multiply = 0.9 }} or {{ add = 1 }}");
                    self.problems.push(problem.hint(hint));
                }
                (Some(Found::Table(_, pattern)), DeValue::Table(entry)) => match entry.get("enabled") {
                    Some(switch) => self.switch((&key, &pattern), name.span(), switch, entry),
                    None => self.table(&key, &path, entry, around),
                },
                (Some(Found::Table(node, _)), _) => {
                    let message = format!("`{key}` is a table of assumptions and not one of them");
                    let allowed = super::super::unknown::allowed_at(node);
                    let problem = Problem::at(self.file, name.span(), message).allowed(allowed);
                    self.problems.push(problem.hint("write { enabled = false } to leave a thing out"));
                }
                (None, _) => {}
            }
        }
    }

    fn find(&mut self, key: &str, at: Range<usize>) -> Option<Found> {
        let (mut node, mut above, mut pattern) = (root(), String::new(), String::new());
        for segment in key.split('.') {
            let Some(child) = node.child(segment) else {
                let table = Table { node, key: &above, pattern: &pattern };
                let (problem, _) = unknown_name(self.file, table, at, segment);
                self.problems.push(problem);
                return None;
            };
            let named = node.names().all(|fixed| fixed != segment);
            let word = match node.thing() {
                Some(thing) if named => format!("<{thing}>"),
                _ => segment.to_string(),
            };
            (node, above, pattern) = (child, joined(&above, segment), joined(&pattern, &word));
        }
        Some(match node.key {
            Some(definition) => Found::Key(definition),
            None => Found::Table(node, pattern),
        })
    }

    fn switch(&mut self, thing: (&str, &str), name: Range<usize>, value: &Spanned<DeValue>, entry: &DeTable) {
        let other = in_file_order(entry).into_iter().find(|(word, _)| {
            let word = word.get_ref().as_ref();
            word != "enabled" && !ABOUT.contains(&word)
        });
        if let Some((word, _)) = other {
            let message = format!("{} cannot stand beside `enabled`", quoted(word.get_ref()));
            let problem = Problem::at(self.file, word.span(), message);
            self.problems.push(problem.hint("change assumptions by their own keys, on lines of their own"));
        }
        let origin = Origin { file: self.file, span: name.clone(), name };
        self.layer.switches.extend(enabled::read(thing, value, origin, self.problems));
    }

    fn change(
        &mut self,
        definition: &'static Key,
        key: &str,
        path: &[String],
        (name, span): (Range<usize>, Range<usize>),
        entry: &DeTable,
        around: &About,
    ) {
        let before = self.problems.len();
        let mut about = About::default();
        let (mut from, mut until, mut deed) = (None, None, None);
        for (word, value) in in_file_order(entry) {
            let said = word.get_ref().as_ref();
            if about.read(said, value, self.file, self.problems) {
                continue;
            }
            match said {
                "from" => from = self.number(said, &DATE, value),
                "until" => until = self.number(said, &DATE, value),
                "multiply" | "add" | "set" if deed.is_some() => {
                    let message = format!("`{key}` is changed in two ways at once");
                    let problem = Problem::at(self.file, word.span(), message);
                    self.problems.push(problem.hint("keep one of `multiply`, `add` and `set`"));
                }
                "multiply" | "add" | "set" => deed = Some((word, value)),
                _ => self.unknown_word(word.span(), said),
            }
        }
        self.layer.cited.extend(about.sources.iter().flatten().cloned());
        let about = about.or(around);
        if self.problems.len() > before {
            return;
        }
        let Some((word, value)) = deed else {
            let message = format!("this does not say how `{key}` changes");
            let problem = Problem::at(self.file, span, message);
            self.problems.push(problem.hint(format!("write `multiply`, `add` or `set`: {FORM}")));
            return;
        };
        if let (Some((from, at)), Some((until, _))) = (&from, &until)
            && from >= until
        {
            let message = format!("the change begins at {from} and ends before, at {until}");
            let problem = Problem::at(self.file, at.clone(), message);
            self.problems
                .push(problem.hint("`until` is exclusive: from = 2027, until = 2030 is three years"));
            return;
        }
        if let (Some((_, at)), true) = (from.as_ref().or(until.as_ref()), definition.kind != Kind::Path) {
            let message = format!("`{key}` cannot move in time, so it cannot be changed for some years only");
            let problem = Problem::at(self.file, at.clone(), message);
            self.problems.push(problem.hint("leave out `from` and `until`"));
            return;
        }
        let (from, until) = (from.map(|(date, _)| date), until.map(|(date, _)| date));
        let origin = Origin { file: self.file, span: value.span(), name };
        let what = match word.get_ref().as_ref() {
            "set" => self.set(definition, key, path, value, (from, until), about, &origin),
            deed => self.relative(definition, key, deed, value, (from, until), &origin).map(What::Relative),
        };
        let change = what.map(|what| Written { key: key.to_string(), definition, what, origin });
        self.layer.relative.extend(change);
    }

    fn number(
        &mut self,
        word: &str,
        definition: &'static Key,
        value: &Spanned<DeValue>,
    ) -> Option<(f64, Range<usize>)> {
        let place = Place { file: self.file, text: self.text, key: word, definition };
        let before = self.problems.len();
        let read = read_value(place, value, self.problems);
        match read?.value {
            Value::Number(Uncertain::Exactly(number)) => Some((number, value.span())),
            _ if self.problems.len() > before => None,
            _ => {
                let problem = Problem::at(self.file, value.span(), format!("`{word}` is one plain number"));
                self.problems.push(problem);
                None
            }
        }
    }

    fn relative(
        &mut self,
        definition: &'static Key,
        key: &str,
        deed: &str,
        value: &Spanned<DeValue>,
        (from, until): (Option<f64>, Option<f64>),
        origin: &Origin,
    ) -> Option<RelativeChange> {
        let is_date = matches!(definition.kind, Kind::Date | Kind::FixedDate);
        if !definition.has_number() {
            let problem = Problem::at(self.file, origin.name.clone(), format!("`{key}` is not a number"));
            self.problems.push(problem.hint("write { set = \"…\" }"));
            return None;
        }
        if is_date && deed == "multiply" {
            let message = format!("`{key}` is a date, which cannot be multiplied");
            let problem = Problem::at(self.file, value.span(), message);
            self.problems.push(problem.hint("write { add = 1 } for a year later"));
            return None;
        }
        let unit = if is_date { Unit::Years } else { definition.unit };
        let said = self.said(value);
        let (effect, words) = if deed == "multiply" {
            let (factor, _) = self.number(deed, &MULTIPLY, value)?;
            (ChangeEffect::Multiply(factor), format!("times {said}"))
        } else {
            let row = ADD.iter().find(|row| row.unit == unit).unwrap_or(&ADD[0]);
            let (amount, _) = self.number(deed, row, value)?;
            let words = match said.strip_prefix('-') {
                Some(less) => format!("minus {less}"),
                None => format!("plus {said}"),
            };
            (ChangeEffect::Add(amount), words)
        };
        let text = format!("{words}{}", within(from, until));
        Some(RelativeChange { effect, from, until, text, origin: origin.clone() })
    }

    #[expect(clippy::too_many_arguments, reason = "all that an assumption consists of")]
    fn set(
        &mut self,
        definition: &'static Key,
        key: &str,
        path: &[String],
        value: &Spanned<DeValue>,
        (from, until): (Option<f64>, Option<f64>),
        about: About,
        origin: &Origin,
    ) -> Option<What> {
        let uses = shared_assumption::uses(self.file, key, definition, value, self.problems)?;
        let dated = from.is_some() || until.is_some();
        if !uses.is_empty() && dated {
            let message = "a shared assumption cannot be set for some years only";
            let problem = Problem::at(self.file, value.span(), message);
            self.problems.push(problem.hint("write the value itself, or leave out `from` and `until`"));
            return None;
        }
        let (value, text, own) = if uses.is_empty() {
            let place = Place { file: self.file, text: self.text, key, definition };
            let written = read_value(place, value, self.problems)?;
            (written.value, written.text, written.about)
        } else {
            (shared_assumption::stand_in(), self.said(value), About::default())
        };
        self.layer.cited.extend(own.sources.iter().flatten().cloned());
        let about = own.or(&about);
        if dated {
            let text = format!("set to {text}{}", within(from, until));
            let effect = ChangeEffect::Set(value);
            return Some(What::Relative(RelativeChange {
                effect,
                from,
                until,
                text,
                origin: origin.clone(),
            }));
        }
        let pending = (!uses.is_empty()).then(|| shared_assumption::Pending {
            uses,
            path: path.iter().cloned().chain(["set".to_string()]).collect(),
        });
        let assumption = Assumption {
            key: key.to_string(),
            definition,
            value,
            text,
            sources: about.source_ids(),
            note: about.note,
            as_of: about.as_of,
            role: about.role,
            shared: Shares::default(),
            changes: Vec::new(),
            replaced: None,
            origin: origin.clone(),
        };
        Some(What::Replace(Box::new(assumption), pending))
    }

    fn said(&self, value: &Spanned<DeValue>) -> String {
        let text = match value.get_ref() {
            DeValue::String(text) => text.as_ref(),
            _ => self.text.get(value.span()).unwrap_or(""),
        };
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn unknown_word(&mut self, at: Range<usize>, word: &str) {
        let known: Vec<&str> = WORDS.into_iter().chain(ABOUT).collect();
        let problem = Problem::at(self.file, at, format!("{} is not known here", quoted(word)))
            .label("unknown name")
            .allowed(listed(&known, known.len()));
        self.problems.push(match (word, nearest(word, known)) {
            ("value" | "path" | "level" | "noise" | "interpolate", _) => {
                problem.hint("put a new value into `set`: { set = { path = \"…\", level = \"…\" } }")
            }
            (_, Some(near)) => problem.hint(format!("did you mean `{near}`?")),
            (_, None) => problem.hint(format!("write {FORM}")),
        });
    }
}

/// " from 2027 until 2030".
fn within(from: Option<f64>, until: Option<f64>) -> String {
    let date = |word: &str, date: Option<f64>| date.map_or(String::new(), |date| format!(" {word} {date}"));
    format!("{}{}", date("from", from), date("until", until))
}
