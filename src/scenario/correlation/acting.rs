//! Which pairs act, and what is wrong with those that cannot.

use super::super::merge::Merged;
use super::super::problem::{Problem, SourceFile, quoted};
use super::super::suggest::nearest;
use super::is_younger;
use super::pair::{Kind, Pair};
use super::streams::{Found, find, random_keys, stem};

/// Most pairs of a scenario.
const MOST: usize = 200;

/// Pairs that act, and pairs that a child left without effect.
pub(in crate::scenario) fn acting(merged: &Merged, files: &[SourceFile]) -> (Vec<Pair>, Vec<Pair>) {
    let stated = merged.correlations.values().filter(|pair| pair.value != 0.0).cloned();
    stated.partition(|pair| !pair.link.keys.iter().any(|key| became_certain(merged, files, pair, key)))
}

/// Whether a text that is younger than the pair took away what is random about a key.
fn became_certain(merged: &Merged, files: &[SourceFile], pair: &Pair, key: &str) -> bool {
    let found = find(merged, pair.link.kind, key);
    if !matches!(
        found,
        Found::Certain | Found::OnlyLevel | Found::NoLevel | Found::NoNoise | Found::OtherTable
    ) {
        return false;
    }
    let path = stem(stem(key, ".level"), ".noise");
    let stated = merged.assumptions.get(key).or_else(|| merged.assumptions.get(path));
    stated.is_some_and(|stated| is_younger(files, stated.origin.file, pair.origin.file))
}

/// Checks the keys of all pairs.
pub(super) fn check(merged: &Merged, files: &[SourceFile], problems: &mut Vec<Problem>) {
    if let Some(pair) = merged.correlations.values().nth(MOST) {
        let message = format!("this scenario has more than {MOST} correlated pairs");
        problems.push(
            Problem::at(pair.origin.file, pair.origin.name.clone(), message)
                .hint("keep those that matter; let assumptions that move as one share one [shared.…] draw"),
        );
        return;
    }
    let (pairs, _) = acting(merged, files);
    for pair in &pairs {
        for (key, span) in pair.link.keys.iter().zip(&pair.key_spans) {
            let found = find(merged, pair.link.kind, key);
            problems.extend(said(merged, pair.link.kind, key, found).map(|(message, hint)| {
                let problem = Problem::at(pair.origin.file, span.clone(), message);
                if hint.is_empty() { problem } else { problem.hint(hint) }
            }));
        }
    }
}

/// What is wrong with a key, and what to do.
fn said(merged: &Merged, kind: Kind, key: &str, found: Found) -> Option<(String, String)> {
    let shown = quoted(key);
    let certain = format!("{shown} is the same in every trial, so nothing can be correlated with it");
    let uncertain = "give it a distribution, or delete this pair".to_string();
    Some(match found {
        Found::Random | Found::InDoubt => return None,
        Found::Certain => (certain, uncertain),
        Found::OnlyLevel => (certain, format!("its level is drawn: write `{key}.level`")),
        Found::NoLevel => (
            format!("`{}` has no level that is drawn", stem(key, ".level")),
            if find(merged, kind, stem(key, ".level")) == Found::Random {
                format!("the value itself is drawn: write `{}`", stem(key, ".level"))
            } else {
                "give it a level with a distribution, or delete this pair".to_string()
            },
        ),
        Found::NoNoise => (
            format!("{shown} has no noise"),
            "add noise = { sd = 0.05, persistence = 0.5 } to it, or delete this pair".to_string(),
        ),
        Found::OtherTable => (
            match kind {
                Kind::Drawn => format!("{shown} is drawn in every period, not once per trial"),
                Kind::Noise => format!("{shown} is drawn once per trial, not in every period"),
            },
            format!("write this pair in [{}]", kind.other().table()),
        ),
        Found::WithoutSuffix => (
            format!("{shown} is named by its path alone"),
            format!("write `{}`; [correlation.noise] is about noise anyway", stem(key, ".noise")),
        ),
        Found::NotStated => (format!("{shown} is not stated in this scenario"), uncertain),
        Found::NotANumber => {
            (format!("{shown} is not a number that is drawn"), "delete this pair".to_string())
        }
        Found::Unknown => {
            let candidates = random_keys(merged, kind);
            let hint = match nearest(key, candidates.iter().map(String::as_str)) {
                Some(meant) => format!("did you mean `{meant}`?"),
                None => "a pair names two assumptions by their whole keys, such as `battery.learning_rate`"
                    .to_string(),
            };
            (format!("there is no assumption {shown}"), hint)
        }
    })
}
