//! Equal distributions at several keys: as many independent draws, which may be meant or not.

use std::collections::BTreeMap;

use super::super::document::{Assumption, Base, Document, Uncertain, Value};
use super::super::problem::Problem;
use super::super::suggest::listed;
use super::{at, is_shared};

/// Keys that a message names.
const NAMED: usize = 4;

/// One warning for each distribution that stands at several keys of the same kind, such as the elasticities
/// of several products.
pub(super) fn check(document: &Document, warnings: &mut Vec<Problem>) {
    let mut equal: BTreeMap<(String, String), Vec<&Assumption>> = BTreeMap::new();
    for assumption in document.assumptions.values().filter(|a| !is_shared(a)) {
        let (drawn, part, is_own) = match &assumption.value {
            Value::Number(Uncertain::Drawn(d)) => (format!("{d:?}"), "", assumption.shared.value.is_none()),
            Value::Path(path) => match (&path.base, &path.level) {
                (Base::Constant(Uncertain::Drawn(d)), _) => {
                    (format!("{d:?}"), "", assumption.shared.value.is_none())
                }
                (_, Some(Uncertain::Drawn(d))) => (
                    format!("{d:?}"),
                    "level of ",
                    assumption.shared.level.is_none() && assumption.shared.value.is_none(),
                ),
                _ => continue,
            },
            _ => continue,
        };
        if is_own {
            let what = format!("{part}{}", assumption.definition.last_segment());
            equal.entry((what, drawn)).or_default().push(assumption);
        }
    }
    for ((what, _), users) in equal
        .into_iter()
        .filter(|(_, users)| users.len() > 1 && users.iter().any(|user| document.is_own(user)))
    {
        let Some(first) = users.first() else { continue };
        let keys: Vec<&str> = users.iter().map(|user| user.key.as_str()).collect();
        let text = first.text.split("; ").map(|part| part.trim_start_matches("level "));
        let text =
            text.into_iter().find(|part| part.contains('(') || part.contains(" to ")).unwrap_or(&first.text);
        let part = if what.starts_with("level of ") { "the level of " } else { "" };
        let message = format!(
            "`{text}` stands at {} keys and is drawn for each of them on its own: {part}{}",
            users.len(),
            listed(&keys, NAMED).replace(" or ", " and ")
        );
        warnings.push(at(first, message).hint(
            "if they move together, define it once as [shared.some-name] and write \"@some-name\" at each key",
        ));
    }
}
