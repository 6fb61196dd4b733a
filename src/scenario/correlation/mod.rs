//! `[correlation]`: assumptions whose draws move together, pair by pair.
//!
//! ```toml
//! [correlation]
//! copula = "gaussian"
//! source = "judgement"
//!
//! [correlation.drawn]
//! "battery.learning_rate ~ market.price.pressure_per_year.level" = 0.25
//!
//! [correlation.noise]
//! "market.registrations ~ product.renault-vans.volume" = { value = 0.5, note = "one economy" }
//! ```
//!
//! A value is Spearman's rank correlation; pairs that are not stated are zero. A `choice` among a few numbers
//! takes part with an explicit `order` only: the correlation is then that of the uniform number that chooses
//! among them in this order. A shared assumption is named by its own key, as `shared.some-name`. The pair is
//! the atom of merging, in whichever order its keys are written; 0 removes it.
//!
//! A child may make an assumption certain that its parent correlates, or leave out the product, platform or
//! other thing that it belongs to: then the parent's pair has nothing to act on and is idle. Where a scenario
//! and its parts state both, or the pair is the younger one, it is a mistake and refused.

mod acting;
mod groups;
mod pair;
mod read;
mod streams;

use super::document::{Document, Uncertain, Value};
use super::merge::Merged;
use super::problem::{Problem, SourceFile};
use crate::sampling::Copula;

pub use acting::Idle;
pub use groups::{Group, groups};
pub use pair::{Kind, Link, Pair};

pub(super) use acting::acting;
pub(super) use read::{Place, read};
pub(super) use streams::{Found, find, random_keys};

/// Innovations of the model that are no assumption themselves, and may be correlated like noise.
pub const INNOVATIONS: [&str; 2] = ["market.bev.shock", "battery.lithium.shock"];

const COPULA: &str = "correlation.copula";
pub(super) const DEGREES_OF_FREEDOM: &str = "correlation.degrees_of_freedom";

/// Checks the correlations of a whole scenario.
pub(super) fn check(merged: &Merged, files: &[SourceFile], problems: &mut Vec<Problem>) {
    let before = problems.len();
    copula_options(merged, problems);
    acting::check(merged, files, problems);
    if problems.len() == before {
        let (pairs, _) = acting(merged);
        let value = |key: &str| merged.assumptions.get(key).map(|assumption| &assumption.value);
        groups::check(&pairs, copula_from(value), &merged.ages, problems);
    }
}

/// The copula of what is drawn once. Noise is always Gaussian.
pub fn copula(document: &Document) -> Copula {
    copula_from(|key| document.value(key))
}

fn copula_from<'a>(value: impl Fn(&str) -> Option<&'a Value>) -> Copula {
    let is_t = matches!(value(COPULA), Some(Value::Text(word)) if word == "t");
    match value(DEGREES_OF_FREEDOM) {
        Some(Value::Number(Uncertain::Exactly(degrees_of_freedom))) if is_t => {
            Copula::StudentT { degrees_of_freedom: *degrees_of_freedom }
        }
        _ => Copula::Gaussian,
    }
}

/// `degrees_of_freedom` and the t copula need each other.
fn copula_options(merged: &Merged, problems: &mut Vec<Problem>) {
    let (copula, degrees) = (merged.assumptions.get(COPULA), merged.assumptions.get(DEGREES_OF_FREEDOM));
    let is_t = copula.is_some_and(|stated| matches!(&stated.value, Value::Text(word) if word == "t"));
    match (copula, degrees) {
        (Some(copula), None) if is_t && !merged.written.contains(DEGREES_OF_FREEDOM) => problems.push(
            Problem::at(
                copula.origin.file,
                copula.origin.span.clone(),
                "the t copula needs `degrees_of_freedom`",
            )
            .hint("add degrees_of_freedom = 5 to [correlation]: 2 binds extremes most, 100 hardly"),
        ),
        (_, Some(degrees)) if !is_t => {
            // A child that goes back to the Gaussian leaves its parent's number without use.
            let is_left_over =
                copula.is_some_and(|c| merged.ages.is_younger(c.origin.file, degrees.origin.file));
            let is_misread = copula.is_none() && merged.written.contains(COPULA);
            if !is_left_over && !is_misread {
                problems.push(
                    Problem::at(
                        degrees.origin.file,
                        degrees.origin.span.clone(),
                        "`degrees_of_freedom` belongs to the t copula, and this one is Gaussian",
                    )
                    .hint("add copula = \"t\" to [correlation], or delete it"),
                );
            }
        }
        _ => {}
    }
}
