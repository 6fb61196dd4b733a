//! Which pairs act, and what is wrong with those that cannot.

use super::super::document::Origin;
use super::super::merge::Merged;
use super::super::place::place;
use super::super::problem::{Problem, SourceFile, quoted};
use super::super::suggest::nearest;
use super::pair::{Kind, Pair};
use super::streams::{Found, certain_option, find, left_out, random_keys, shared_stream, stem};

/// Most pairs of a scenario.
const MOST: usize = 200;
/// How an order is given to a choice.
const ORDER: &str =
    "write { value = \"choice(0.2: 40%, 0.3: 60%)\", order = [0.2, 0.3] }, from low ranks to high ones";

/// A pair that a child left without effect.
#[derive(Clone, Debug, PartialEq)]
pub struct Idle {
    /// The pair.
    pub pair: Pair,
    /// Why it has no effect: "`money.tax_rate` is the same in every trial".
    pub reason: String,
    /// Where the child says so.
    pub origin: Origin,
}

/// Pairs that act, and pairs that a child left without effect.
pub(in crate::scenario) fn acting(merged: &Merged) -> (Vec<Pair>, Vec<Idle>) {
    let (mut acting, mut idle) = (Vec::new(), Vec::new());
    for pair in merged.correlations.values().filter(|pair| pair.value != 0.0) {
        match pair.link.keys.iter().find_map(|key| became_certain(merged, pair, key)) {
            Some((reason, origin)) => idle.push(Idle { pair: pair.clone(), reason, origin }),
            None => acting.push(pair.clone()),
        }
    }
    (acting, idle)
}

/// How a text that is younger than the pair took away what is random about a key, and where.
fn became_certain(merged: &Merged, pair: &Pair, key: &str) -> Option<(String, Origin)> {
    let path = stem(stem(key, ".level"), ".noise");
    let stated = merged.stated(key).or_else(|| merged.stated(path)).or_else(|| certain_option(merged, key));
    let stated = stated.map(|stated| &stated.origin);
    let (reason, origin) = match find(merged, pair.link.kind, key) {
        Found::LeftOut => {
            let (thing, origin) = left_out(merged, key)?;
            (format!("`{thing}` is left out"), Some(origin))
        }
        Found::Certain | Found::OnlyLevel => (format!("`{key}` is the same in every trial"), stated),
        Found::NoLevel => (format!("`{path}` has no level that is drawn"), stated),
        Found::NoNoise => (format!("`{path}` has no noise"), stated),
        Found::OtherTable => (format!("`{path}` is not drawn in this way"), stated),
        Found::Shared => {
            let stream = shared_stream(merged, pair.link.kind, key)?;
            (format!("`{key}` takes the draws of `{stream}`"), stated)
        }
        _ => return None,
    };
    let origin = origin.filter(|origin| merged.ages.is_younger(origin.file, pair.origin.file))?;
    Some((reason, origin.clone()))
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
    let (pairs, _) = acting(merged);
    // Who removes a pair by 0 may have made its assumptions certain, but must not have mistyped them.
    let zeros = merged.correlations.values().filter(|pair| pair.value == 0.0);
    let mistyped = |found: Found| matches!(found, Found::Unknown | Found::WithoutSuffix);
    for pair in pairs.iter().chain(zeros) {
        for (key, span) in pair.link.keys.iter().zip(&pair.key_spans) {
            let found = find(merged, pair.link.kind, key);
            if pair.value == 0.0 && !mistyped(found) {
                continue;
            }
            problems.extend(said(merged, files, pair.link.kind, key, found).map(|(message, hint)| {
                // A child that puts a choice without order where its parent has a pair is told about the choice.
                let younger = merged.stated(key).map(|stated| &stated.origin).filter(|origin| {
                    found == Found::NoOrder && merged.ages.is_younger(origin.file, pair.origin.file)
                });
                let problem = match younger {
                    Some(origin) => Problem::at(origin.file, origin.span.clone(), message),
                    None => Problem::at(pair.origin.file, span.clone(), message),
                };
                if hint.is_empty() { problem } else { problem.hint(hint) }
            }));
        }
    }
}

/// What is wrong with a key, and what to do.
fn said(
    merged: &Merged,
    files: &[SourceFile],
    kind: Kind,
    key: &str,
    found: Found,
) -> Option<(String, String)> {
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
        Found::Shared => {
            let stream = shared_stream(merged, kind, key)?;
            (
                format!("{shown} takes the draws of a shared assumption"),
                format!("write `{stream}`: the pair then holds for all that use it"),
            )
        }
        Found::NoOrder if key.starts_with("regime.") => (
            format!("{shown} has options, and a correlation needs their order"),
            format!("add order = [\"…\", \"…\"] to [{key}], from low ranks to high ones"),
        ),
        Found::NoOrder => (
            format!("{shown} is a choice, and a correlation needs the order of its values"),
            ORDER.to_string(),
        ),
        Found::LeftOut => {
            let (thing, origin) = left_out(merged, key)?;
            (
                format!("{shown} does not exist, because `{thing}` is left out at {}", place(files, origin)),
                "delete this pair".to_string(),
            )
        }
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
