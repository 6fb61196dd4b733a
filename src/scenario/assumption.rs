//! One assumption of a text: its value, whether it is written out or shared, and what is said about it.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use super::about::{About, Cited};
use super::document::{Assumption, Origin, Shares};
use super::keys::{Key, Kind};
use super::problem::Problem;
use super::shared_assumption::{self, Pending};
use super::table::in_file_order;
use super::value::{Place, Value, Written, read_value};

impl Assumption {
    /// What is written at a key, before shared assumptions and changes are known.
    pub(super) fn new(
        key: &str,
        definition: &'static Key,
        (value, text): (Value, String),
        about: About,
        origin: Origin,
    ) -> Assumption {
        Assumption {
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
            origin,
        }
    }
}

/// Where an assumption is written.
pub(super) struct Site<'a> {
    pub(super) file: usize,
    pub(super) text: &'a str,
    pub(super) key: &'a str,
    pub(super) definition: &'static Key,
    /// Last segment of the key.
    pub(super) name: Range<usize>,
    /// The names of the tables in which the value stands, and its own.
    pub(super) path: Vec<String>,
}

/// Reads an assumption, and what it waits for if it uses shared ones.
pub(super) fn read(
    site: Site,
    value: &Spanned<DeValue>,
    around: &About,
    cited: &mut Vec<Cited>,
    problems: &mut Vec<Problem>,
) -> Option<(Assumption, Option<Pending>)> {
    let Site { file, text, key, definition, name, path } = site;
    let uses = shared_assumption::uses(file, key, definition, value, problems)?;
    let place = Place { file, text, key, definition };
    let written =
        if uses.is_empty() { read_value(place, value, problems)? } else { unfilled(place, value, problems) };
    if let (Value::Text(said), Kind::Text) = (&written.value, definition.kind)
        && said.trim_start().starts_with(['=', '@'])
    {
        let message = format!("`{key}` starts like a formula of a spreadsheet");
        let problem = Problem::at(file, value.span(), message);
        problems.push(problem.hint("start it with a letter, a digit or another sign"));
        return None;
    }
    cited.extend(written.about.sources.iter().flatten().cloned());
    let about = written.about.or(around);
    let origin = Origin { file, span: value.span(), name };
    let assumption = Assumption::new(key, definition, (written.value, written.text), about, origin);
    Some((assumption, (!uses.is_empty()).then_some(Pending { uses, path })))
}

/// What is known of a value before its shared parts are.
fn unfilled(place: Place, value: &Spanned<DeValue>, problems: &mut Vec<Problem>) -> Written {
    let mut about = About::default();
    let mut said = Vec::new();
    match value.get_ref() {
        DeValue::Table(table) => {
            for (name, value) in in_file_order(table) {
                let word = name.get_ref().as_ref();
                if !about.read(word, value, place.file, problems) {
                    let said_of = if matches!(word, "value" | "path") { "" } else { word };
                    said.push(format!("{said_of} {}", place.as_written(value)).trim().to_string());
                }
            }
        }
        _ => said.push(place.as_written(value)),
    }
    Written { value: shared_assumption::stand_in(), text: said.join("; "), about }
}
