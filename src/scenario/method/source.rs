//! Numbers that say nothing about where they come from.

use std::collections::BTreeMap;

use super::super::document::{Assumption, Document};
use super::super::problem::Problem;
use super::{at, is_number};

/// Beyond this many in one file they are told together.
const MOST: usize = 5;

pub(super) fn check(document: &Document, warnings: &mut Vec<Problem>) {
    const HINT: &str = "add source = \"…\" with an id of sources.csv, or source = \"judgement\"; that of a table \
                        covers what is in it";
    let mut bare: BTreeMap<usize, Vec<&Assumption>> = BTreeMap::new();
    let is_set = |a: &Assumption| document.files.get(a.origin.file).is_some_and(|file| file.name == "--set");
    for assumption in document.assumptions.values().filter(|assumption| document.is_own(assumption)) {
        let needs_none = assumption.key == "format" || is_set(assumption) || !is_number(assumption);
        if assumption.sources.is_empty() && !needs_none {
            bare.entry(assumption.origin.file).or_default().push(assumption);
        }
    }
    for mut list in bare.into_values() {
        list.sort_by_key(|assumption| assumption.origin.span.start);
        match list.as_slice() {
            [first, others @ ..] if list.len() > MOST => {
                let message = format!("`{}` and {} more assumptions have no source", first.key, others.len());
                warnings.push(at(first, message).hint(HINT));
            }
            few => {
                warnings.extend(few.iter().map(|a| at(a, format!("`{}` has no source", a.key)).hint(HINT)))
            }
        }
    }
}
