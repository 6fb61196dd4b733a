//! `[shared.NAME]` and `"@NAME"`: one draw for all users.
//!
//! A shared assumption is read on its own when its file is read, and again at each user, against the unit
//! and the domain of the user's key: `"25%"` suits a share and not a price. That happens after merging, so
//! that a child may replace a shared assumption for all users at once.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::about::About;
use super::document::{Assumption, Origin, Shares, SourceFile, Value};
use super::keys::{ABOUT, Domain, Key, Kind, Label, Presence, Unit, is_thing_name};
use super::merge::Merged;
use super::problem::{Problem, quoted};
use super::read::Layer;
use super::suggest::{listed, nearest};
use super::value::{NAME_FORM, Place, Uncertain, in_file_order, kind_of, read_value};

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
    layer: &mut Layer,
    problems: &mut Vec<Problem>,
) {
    let DeValue::Table(table) = shared.get_ref() else {
        let message = format!("`shared` is a table, not {}", kind_of(shared));
        let problem = Problem::at(file, shared.span(), message);
        problems.push(problem.hint("write [shared.some-name] and a value below it"));
        return;
    };
    let mut around = About::default();
    for (word, value) in in_file_order(table) {
        around.read(word.get_ref(), value, file, problems);
    }
    layer.cited.extend(around.sources.iter().flatten().cloned());
    for (name, value) in in_file_order(table) {
        let word = name.get_ref().as_ref();
        if ABOUT.contains(&word) {
            continue;
        }
        if !is_thing_name(word) {
            let message = format!("{} cannot be the name of a shared assumption", quoted(word));
            problems.push(Problem::at(file, name.span(), message).allowed(NAME_FORM));
            continue;
        }
        let origin = Origin { file, span: value.span(), name: name.span() };
        let mut about = About::default();
        if let DeValue::Table(table) = value.get_ref() {
            for (word, value) in in_file_order(table) {
                about.read(word.get_ref(), value, file, problems);
            }
        }
        layer.cited.extend(about.sources.iter().flatten().cloned());
        let about = about.or(&around);
        let is_noise = is_noise(value);
        let read = alone((file, text), word, value, is_noise, problems);
        let assumption = read.map(|(value, text, definition)| Assumption {
            key: format!("{NAMESPACE}.{word}"),
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
        DeValue::Table(table) => in_file_order(table)
            .into_iter()
            .filter(|(name, _)| !ABOUT.contains(&name.get_ref().as_ref()))
            .find_map(|(_, value)| first_use(value)),
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
    if matches!(definition.kind, Kind::Text | Kind::Choice(_) | Kind::Ref(_) | Kind::Refs(_)) {
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
                let other = in_file_order(table).into_iter().find(|(word, _)| {
                    let word = word.get_ref().as_ref();
                    !ABOUT.contains(&word) && word != "value" && word != "path"
                });
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
    if is_thing_name(name) {
        return Some(Use { name: name.to_string(), part, span });
    }
    let message = format!("{} is not the name of a shared assumption", quoted(text.trim()));
    problems.push(Problem::at(file, span, message).allowed(format!("`@` and a name: {NAME_FORM}")));
    None
}

/// Gives the assumptions that wait for shared ones their values.
pub(super) fn fill(merged: &mut Merged, files: &[SourceFile], problems: &mut Vec<Problem>) {
    let pending = std::mem::take(&mut merged.pending);
    let mut trees: BTreeMap<usize, Spanned<DeTable>> = BTreeMap::new();
    let users = pending.keys().filter_map(|key| merged.assumptions.get(key));
    let wanted = users.map(|user| user.origin.file).chain(merged.shared.values().map(|d| d.origin.file));
    for file in wanted {
        if let (false, Some(source)) = (trees.contains_key(&file), files.get(file)) {
            trees.insert(file, DeTable::parse_recoverable(&source.text).0);
        }
    }
    for (key, pending) in pending {
        let Some(assumption) = merged.assumptions.get(&key) else { continue };
        let filling = Filling { trees: &trees, files, shared: &merged.shared };
        match filling.value(assumption, &pending) {
            Ok((value, shares)) => {
                if let Some(assumption) = merged.assumptions.get_mut(&key) {
                    (assumption.value, assumption.shared) = (value, shares);
                }
            }
            Err(problem) => {
                problems.extend(problem.map(|problem| *problem));
                merged.assumptions.remove(&key);
            }
        }
    }
}

struct Filling<'a> {
    trees: &'a BTreeMap<usize, Spanned<DeTable<'a>>>,
    files: &'a [SourceFile],
    shared: &'a BTreeMap<String, Definition>,
}

impl<'a> Filling<'a> {
    /// The value with its shared parts; `Err(None)` if what is wrong has been said elsewhere.
    fn value(&self, user: &Assumption, pending: &Pending) -> Result<(Value, Shares), Option<Box<Problem>>> {
        let file = user.origin.file;
        let mut shares = Shares::default();
        let mut whole = None;
        for used in &pending.uses {
            let definition = self.definition(file, used)?;
            let value = self.tree(definition.origin.file, &[NAMESPACE, &used.name]).ok_or(None)?;
            let value = moved(&without_about(value), &used.span);
            let part = match (used.part, definition.is_noise, value.get_ref()) {
                (Part::Noise, true, _) => &mut shares.noise,
                (Part::Value, false, _) => &mut shares.value,
                (Part::Level, false, DeValue::String(_) | DeValue::Integer(_) | DeValue::Float(_)) => {
                    &mut shares.level
                }
                (Part::Level, false, DeValue::Table(table))
                    if table.iter().all(|(w, _)| w.get_ref() == "value") =>
                {
                    &mut shares.level
                }
                (part, ..) => return Err(Some(Box::new(self.misfit(file, used, part, definition)))),
            };
            *part = Some(used.name.clone());
            let value = match (used.part, value.get_ref()) {
                (Part::Level, DeValue::Table(table)) => table.values().next().cloned().ok_or(None)?,
                _ => value,
            };
            match used.part {
                Part::Value => whole = Some(value),
                part => {
                    let path: Vec<&str> = pending.path.iter().map(String::as_str).collect();
                    let base = match whole.take() {
                        Some(base) => base,
                        None => without_about(self.tree(file, &path).ok_or(None)?),
                    };
                    whole = Some(with(base, if part == Part::Level { "level" } else { "noise" }, value));
                }
            }
        }
        let Some(whole) = whole else { return Err(None) };
        let text = self.files.get(file).map_or("", |file| &file.text);
        let mut found = Vec::new();
        let place = Place { file, text, key: &user.key, definition: user.definition };
        match read_value(place, &whole, &mut found) {
            Some(written) => Ok((written.value, shares)),
            None => Err(found.into_iter().next().map(|problem| Box::new(unfit(problem, user, pending)))),
        }
    }

    fn definition(&self, file: usize, used: &Use) -> Result<&'a Definition, Option<Box<Problem>>> {
        match self.shared.get(&used.name) {
            Some(definition) if definition.assumption.is_none() => Err(None),
            Some(definition) => Ok(definition),
            None => {
                let message = format!("there is no shared assumption `{}`", used.name);
                let problem = Problem::at(file, used.span.clone(), message).label("unknown name");
                let names: Vec<&str> = self.shared.keys().map(String::as_str).collect();
                let problem = match nearest(&used.name, names.iter().copied()) {
                    Some(near) => problem.hint(format!("did you mean \"@{near}\"?")),
                    None => problem.hint(format!("define it as [{NAMESPACE}.{}]", used.name)),
                };
                Err(Some(Box::new(if names.is_empty() {
                    problem
                } else {
                    problem.allowed(listed(&names, 12))
                })))
            }
        }
    }

    fn misfit(&self, file: usize, used: &Use, part: Part, definition: &Definition) -> Problem {
        let name = &used.name;
        let (message, hint) = match (part, definition.is_noise) {
            (Part::Noise, _) => (
                format!("`@{name}` is a value and not a noise"),
                format!("give [{NAMESPACE}.{name}] the entries sd and persistence only"),
            ),
            (_, true) => {
                (format!("`@{name}` is a noise and not a value"), format!("use it as noise = \"@{name}\""))
            }
            _ => (
                format!("`@{name}` moves in time, and a level is one number for each trial"),
                format!("give [{NAMESPACE}.{name}] one number or one distribution"),
            ),
        };
        Problem::at(file, used.span.clone(), message).hint(hint)
    }

    fn tree(&self, file: usize, path: &[&str]) -> Option<&'a Spanned<DeValue<'a>>> {
        let (first, rest) = path.split_first()?;
        let mut value = self.trees.get(&file)?.get_ref().get(*first)?;
        for segment in rest {
            value = value.get_ref().as_table()?.get(*segment)?;
        }
        Some(value)
    }
}

/// The same value, with everything in it at one place: where it is used.
fn moved<'a>(value: &Spanned<DeValue<'a>>, to: &Range<usize>) -> Spanned<DeValue<'a>> {
    let value = match value.get_ref() {
        DeValue::Table(table) => {
            let entries = table.iter();
            let entries = entries
                .map(|(name, value)| (Spanned::new(to.clone(), name.get_ref().clone()), moved(value, to)));
            DeValue::Table(entries.collect())
        }
        other => other.clone(),
    };
    Spanned::new(to.clone(), value)
}

fn with<'a>(
    mut base: Spanned<DeValue<'a>>,
    word: &'static str,
    value: Spanned<DeValue<'a>>,
) -> Spanned<DeValue<'a>> {
    if let DeValue::Table(table) = base.get_mut() {
        let name = Spanned::new(value.span(), word.into());
        table.remove(&name);
        table.insert(name, value);
    }
    base
}

/// A problem that a shared value has at one of its users, told where it is used.
fn unfit(problem: Problem, user: &Assumption, pending: &Pending) -> Problem {
    match pending.uses.iter().find(|used| {
        problem.span.as_ref().is_some_and(|at| used.span.start <= at.start && at.start <= used.span.end)
    }) {
        Some(used) => Problem {
            span: Some(used.span.clone()),
            message: format!("`@{}` does not suit `{}`: {}", used.name, user.key, problem.message),
            label: String::new(),
            ..problem
        },
        None => problem,
    }
}

/// The number that stands in for a value until shared assumptions are known.
pub(super) fn stand_in() -> Value {
    Value::Number(Uncertain::Exactly(0.0))
}
