//! `[shared.NAME]` and `"@NAME"`: one draw for all users.
//!
//! A shared assumption is read on its own when its file is read, and again at each user, against the unit
//! and the domain of the user's key: `"25%"` suits a share and not a price. That happens after merging, so
//! that a child may replace a shared assumption for all users at once.

mod fill;

pub(super) use fill::fill;

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::about::About;
use super::document::{Assumption, Origin, Value};
use super::keys::{ABOUT, Domain, Key, Kind, Label, Presence, Unit, is_thing_name};
use super::problem::{Problem, quoted};
use super::read::Layer;
use super::table::{self, in_file_order};
use super::value::{NAME_FORM, Place, Uncertain, kind_of, read_value};

/// Keys of shared assumptions begin with this.
pub(super) const NAMESPACE: &str = "shared";

const fn row(unit: Unit, domain: Domain) -> Key {
    Key {
        pattern: "shared.<shared>",
        kind: Kind::Path,
        unit,
        domain,
        presence: Presence::Optional,
        label: Label { en: "Shared assumption", fr: "Hypothèse partagée" },
        doc: "A value that several keys use by \"@name\": one draw for all of them.",
    }
}

/// What is stated before it is known who uses it: a number that may be written with `%` …
static NUMBER: Key = row(Unit::Factor, Domain::ANY);
/// … or with `k`, `M` and `bn` …
static AMOUNT: Key = row(Unit::None, Domain::ANY);
/// … or a noise, which may be that of a share.
static NOISE: Key = row(Unit::Share, Domain::open(0.0, 1.0));

/// What the text of a noise ends with when it is read as that of a share of one half.
const HALF: &str = "; 0.5";

/// A part of a value that a shared assumption may stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Value,
    Level,
    Noise,
}

/// A use of a shared assumption.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Use {
    name: String,
    part: Part,
    span: Range<usize>,
}

/// An assumption that waits for shared ones: its uses, and where its value stands in its file.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pending {
    pub(super) uses: Vec<Use>,
    pub(super) path: Vec<String>,
}

/// What a file defines.
#[derive(Clone, Debug)]
pub(super) struct Definition {
    pub(super) name: String,
    pub(super) origin: Origin,
    is_noise: bool,
    /// `None` if it cannot be read, which has been said.
    pub(super) assumption: Option<Assumption>,
}

/// Reads `[shared]`.
pub(super) fn definitions(
    (file, text): (usize, &str),
    shared: &Spanned<DeValue>,
    of_file: &About,
    layer: &mut Layer,
    problems: &mut Vec<Problem>,
) {
    let DeValue::Table(table) = shared.get_ref() else {
        let message = format!("`shared` is a table, not {}", kind_of(shared));
        let problem = Problem::at(file, shared.span(), message);
        problems.push(problem.hint("write [shared.some-name] and a value below it"));
        return;
    };
    let around = table::about(file, table, of_file, &mut layer.cited, problems);
    for (name, value) in table::entries(table) {
        let word = name.get_ref().as_ref();
        if !is_shared_name(word) {
            let message = format!("{} cannot be the name of a shared assumption", quoted(word));
            problems.push(Problem::at(file, name.span(), message).allowed(NAME_FORM));
            continue;
        }
        let origin = Origin { file, span: value.span(), name: name.span() };
        let about = match value.get_ref() {
            DeValue::Table(table) => table::about(file, table, &around, &mut layer.cited, problems),
            _ => around.clone(),
        };
        let is_noise = is_noise(value);
        let read = alone((file, text), word, value, is_noise, problems);
        let key = format!("{NAMESPACE}.{word}");
        let assumption = read.map(|(value, text, definition)| {
            Assumption::new(&key, definition, (value, text), about, origin.clone())
        });
        layer.shared.push(Definition { name: word.to_string(), origin, is_noise, assumption });
    }
}

fn is_noise(value: &Spanned<DeValue>) -> bool {
    let DeValue::Table(table) = value.get_ref() else { return false };
    ["sd", "persistence"].iter().any(|word| table.iter().any(|(name, _)| name.get_ref() == word))
}

/// Reads a definition by itself.
fn alone(
    (file, text): (usize, &str),
    name: &str,
    value: &Spanned<DeValue>,
    is_noise: bool,
    problems: &mut Vec<Problem>,
) -> Option<(Value, String, &'static Key)> {
    if let Some(at) = first_use(value) {
        let message = "a shared assumption states its value itself, and not by another one";
        problems.push(Problem::at(file, at, message).hint("write the value"));
        return None;
    }
    let key = format!("{NAMESPACE}.{name}");
    let mut plain = without_about(value);
    let mut candidates = vec![&NUMBER, &AMOUNT];
    if is_noise {
        plain = noise_of_a_share(plain);
        candidates = vec![&NOISE];
    }
    let mut told = None;
    for definition in candidates {
        let mut found = Vec::new();
        let place = Place { file, text, key: &key, definition };
        if let Some(written) = read_value(place, &plain, &mut found) {
            let text = written.text.strip_suffix(HALF).unwrap_or(&written.text).to_string();
            return Some((written.value, text, definition));
        }
        told = told.or(Some(found));
    }
    problems.extend(told.into_iter().flatten());
    None
}

/// The noise on its own is no value: it is read as that of a share of one half.
fn noise_of_a_share<'a>(noise: Spanned<DeValue<'a>>) -> Spanned<DeValue<'a>> {
    let span = noise.span();
    let mut table = DeTable::new();
    let half = DeValue::String("0.5".into());
    table.insert(Spanned::new(span.clone(), "value".into()), Spanned::new(span.clone(), half));
    table.insert(Spanned::new(span.clone(), "noise".into()), noise);
    Spanned::new(span, DeValue::Table(table))
}

fn first_use(value: &Spanned<DeValue>) -> Option<Range<usize>> {
    match value.get_ref() {
        DeValue::String(text) => text.trim_start().starts_with('@').then(|| value.span()),
        DeValue::Table(table) => table::entries(table).find_map(|(_, value)| first_use(value)),
        _ => None,
    }
}

fn without_about<'a>(value: &Spanned<DeValue<'a>>) -> Spanned<DeValue<'a>> {
    let mut value = value.clone();
    if let DeValue::Table(table) = value.get_mut() {
        let entries = std::mem::take(table).into_iter();
        *table = entries.filter(|(name, _)| !ABOUT.contains(&name.get_ref().as_ref())).collect();
    }
    value
}

/// The shared assumptions that a value uses; what is wrong with the way it does so goes to the problems, and
/// `None` says that it does.
pub(super) fn uses(
    file: usize,
    key: &str,
    definition: &Key,
    value: &Spanned<DeValue>,
    problems: &mut Vec<Problem>,
) -> Option<Vec<Use>> {
    let before = problems.len();
    let mut uses = Vec::new();
    if !definition.has_number() {
        return Some(uses);
    }
    match value.get_ref() {
        DeValue::String(text) => uses.extend(one(file, text, Part::Value, value.span(), problems)),
        DeValue::Table(table) => {
            for (word, value) in in_file_order(table) {
                let part = match word.get_ref().as_ref() {
                    "value" | "path" => Part::Value,
                    "level" => Part::Level,
                    "noise" => Part::Noise,
                    _ => continue,
                };
                if let DeValue::String(text) = value.get_ref() {
                    uses.extend(one(file, text, part, value.span(), problems));
                }
            }
            if let Some(whole) = uses.iter().find(|used| used.part == Part::Value) {
                let other = table::entries(table)
                    .find(|(word, _)| !matches!(word.get_ref().as_ref(), "value" | "path"));
                if let Some((word, _)) = other {
                    let message = format!(
                        "`@{}` is the whole value of `{key}`, so `{}` cannot stand beside it",
                        whole.name,
                        word.get_ref()
                    );
                    let hint = format!("write it into [{NAMESPACE}.{}]", whole.name);
                    problems.push(Problem::at(file, word.span(), message).hint(hint));
                }
            }
        }
        _ => {}
    }
    (problems.len() == before).then_some(uses)
}

fn one(file: usize, text: &str, part: Part, span: Range<usize>, problems: &mut Vec<Problem>) -> Option<Use> {
    let name = text.trim().strip_prefix('@')?;
    if is_shared_name(name) {
        return Some(Use { name: name.to_string(), part, span });
    }
    let message = format!("{} is not the name of a shared assumption", quoted(text.trim()));
    problems.push(Problem::at(file, span, message).allowed(format!("`@` and a name: {NAME_FORM}")));
    None
}

/// The number that stands in for a value until shared assumptions are known.
pub(super) fn stand_in() -> Value {
    Value::Number(Uncertain::Exactly(0.0))
}

/// Names of shared assumptions are those of things, with `_` as well: they stand beside keys, which have it.
fn is_shared_name(word: &str) -> bool {
    is_thing_name(&word.replace('_', "-"))
}
