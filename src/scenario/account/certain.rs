//! The certain values of a scenario itself, beside what they replace.

use super::super::document::{Assumption, Base, Document, Uncertain, Value, is_uncertain};
use super::super::effect::{EVENT, REGIME};
use super::super::keys::Kind;

/// A certain value as it was understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Certain<'a> {
    /// Its key.
    pub key: &'a str,
    /// What it replaced, as it was written; `None` if it is new, or is changed and not replaced.
    pub old: Option<&'a str>,
    /// As it is written, and the plain number if it is written otherwise: "13.1M = 13100000".
    pub new: String,
}

/// All of some assumptions that are certain, those that replace something first. Labels and notes are not told, nor
/// regimes and events, which are told in words.
pub(super) fn all<'a>(document: &Document, own: &[&'a Assumption]) -> Vec<Certain<'a>> {
    let told = own.iter().filter(|a| !is_uncertain(&a.value) && !is_left_out(a));
    let mut list: Vec<Certain> = told
        .map(|assumption| {
            let is_here = document.is_own_file(assumption.origin.file);
            let old = assumption.replaced.as_ref().filter(|_| is_here).map(|old| old.text.as_str());
            Certain { key: &assumption.key, old, new: new(assumption) }
        })
        .collect();
    list.sort_by_key(|certain| certain.old.is_none());
    list
}

fn is_left_out(assumption: &Assumption) -> bool {
    let key = assumption.key.as_str();
    let is_below = |namespace: &str| key.strip_prefix(namespace).is_some_and(|rest| rest.starts_with('.'));
    assumption.definition.kind == Kind::Text || key == "format" || is_below(REGIME) || is_below(EVENT)
}

fn new(assumption: &Assumption) -> String {
    let number = match &assumption.value {
        Value::Number(Uncertain::Exactly(number)) => number.to_string(),
        Value::Path(path) => match path.base {
            Base::Constant(Uncertain::Exactly(number)) => number.to_string(),
            _ => return assumption.text.clone(),
        },
        _ => return assumption.text.clone(),
    };
    // A change of a path is in its text, and not yet in the number; a percentage says itself what it is.
    if number == assumption.text || assumption.text.ends_with('%') || !assumption.changes.is_empty() {
        assumption.text.clone()
    } else {
        format!("{} = {number}", assumption.text)
    }
}
