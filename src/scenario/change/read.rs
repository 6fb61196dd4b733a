//! The tables of `[change]`, down to what stands at each key.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::super::about::About;
use super::super::document::Origin;
use super::super::effect::{self, Effect};
use super::super::enabled;
use super::super::problem::{Problem, quoted};
use super::super::read::Layer;
use super::super::table::{self, Table, joined};
use super::super::unknown::{allowed_at, unknown_name};
use super::super::value::kind_of;
use super::entry::{Entry, FORM};
use super::{What, Written};

/// Beyond this many problems the rest is not read.
const MOST: usize = 500;

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
    let around = table::about(file, table, of_file, &mut layer.cited, problems);
    let mut reader = Reader { file, text, cause: None, layer, problems };
    reader.table("", &["change".to_string()], table, &around);
}

/// Reads the effects of a regime's option or an event into a layer.
pub(in crate::scenario) fn read_effects(
    (file, text): (usize, &str),
    cause: &str,
    effects: &DeTable,
    around: &About,
    layer: &mut Layer,
    problems: &mut Vec<Problem>,
) {
    let path: Vec<String> = cause.split('.').chain([effect::WORD]).map(str::to_string).collect();
    let mut reader = Reader { file, text, cause: Some(cause), layer, problems };
    reader.table("", &path, effects, around);
}

/// A change as the effect of its cause; one that replaces an assumption is none.
fn effect(cause: &str, written: Written) -> Option<Effect> {
    let Written { key, definition, what, .. } = written;
    let What::Relative(change) = what else { return None };
    Some(Effect { cause: cause.to_string(), target: key, definition, change })
}

struct Reader<'a> {
    file: usize,
    text: &'a str,
    /// The option or event whose effects are read.
    cause: Option<&'a str>,
    layer: &'a mut Layer,
    problems: &'a mut Vec<Problem>,
}

impl Reader<'_> {
    /// Keys may be written in quotes, or without them as tables of tables.
    fn table(&mut self, above: &str, path: &[String], table: &DeTable, around: &About) {
        for (name, value) in table::entries(table) {
            if self.problems.len() > MOST {
                return;
            }
            let word = name.get_ref().as_ref();
            let key = joined(above, word);
            let path: Vec<String> = path.iter().cloned().chain([word.to_string()]).collect();
            let Some(place) = self.find(&key, name.span()) else { continue };
            match (place.node.key, value.get_ref()) {
                (Some(definition), DeValue::Table(entries)) => {
                    let (file, text, key) = (self.file, self.text, key.as_str());
                    let (name, span) = (name.span(), value.span());
                    let cause = self.cause;
                    let entry = Entry { file, text, key, definition, cause, path, name, span };
                    let change = entry.read(entries, around, &mut self.layer.cited, self.problems);
                    match (cause, change) {
                        (Some(cause), Some(written)) => self.layer.effects.extend(effect(cause, written)),
                        (_, change) => self.layer.relative.extend(change),
                    }
                }
                (Some(_), _) => {
                    let said = self.text.get(value.span()).unwrap_or("…");
                    let message = format!("this does not say how `{key}` changes");
                    let problem = Problem::at(self.file, value.span(), message);
                    let hint = format!("write {{ set = {said} }}, {{ multiply = 0.9 }} or {{ add = 1 }}");
                    self.problems.push(problem.hint(hint));
                }
                (None, DeValue::Table(entries)) => match entries.get("enabled") {
                    Some(switch) if self.cause.is_some() => {
                        let message = format!("{} cannot leave a thing out", self.whose());
                        let problem = Problem::at(self.file, switch.span(), message);
                        self.problems.push(problem.hint("change its volume, its share or its cost instead"));
                    }
                    Some(switch) => self.switch(&place, name.span(), switch, entries),
                    None => self.table(&key, &path, entries, around),
                },
                (None, _) => {
                    let message = format!("`{key}` is a table of assumptions and not one of them");
                    let problem = Problem::at(self.file, name.span(), message);
                    let problem = problem.allowed(allowed_at(place.node));
                    let hint = match self.cause {
                        Some(_) => "name one of its assumptions",
                        None => "write { enabled = false } to leave a thing out",
                    };
                    self.problems.push(problem.hint(hint));
                }
            }
        }
    }

    /// Whose effects are read, at the start of a sentence.
    fn whose(&self) -> &'static str {
        if self.cause.is_some_and(effect::is_event) { "an event" } else { "a regime" }
    }

    fn find(&mut self, key: &str, at: Range<usize>) -> Option<Table> {
        match Table::root().descend(key) {
            Ok(place) => Some(place),
            Err((above, word)) => {
                let (problem, _) = unknown_name(self.file, &above, at, word);
                self.problems.push(problem);
                None
            }
        }
    }

    fn switch(&mut self, thing: &Table, name: Range<usize>, value: &Spanned<DeValue>, entries: &DeTable) {
        let other = table::entries(entries).find(|(word, _)| word.get_ref() != "enabled");
        if let Some((word, _)) = other {
            let message = format!("{} cannot stand beside `enabled`", quoted(word.get_ref()));
            let problem = Problem::at(self.file, word.span(), message);
            self.problems.push(problem.hint("change assumptions by their own keys, on lines of their own"));
        }
        let origin = Origin { file: self.file, span: name.clone(), name };
        let thing = (thing.key.as_str(), thing.pattern.as_str());
        self.layer.switches.extend(enabled::read(thing, value, origin, self.problems));
    }
}
