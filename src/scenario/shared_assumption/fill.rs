//! Shared values at their users.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::super::document::{Assumption, Shares, SourceFile, Value};
use super::super::merge::Merged;
use super::super::problem::Problem;
use super::super::suggest::{listed, nearest};
use super::super::value::{Place, read_value};
use super::{Definition, NAMESPACE, Part, Pending, Use, without_about};

/// Gives the assumptions that wait for shared ones their values.
pub(in crate::scenario) fn fill(merged: &mut Merged, files: &[SourceFile], problems: &mut Vec<Problem>) {
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
