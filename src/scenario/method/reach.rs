//! What is stated and reaches no result.

use std::collections::BTreeSet;

use super::super::correlation::{DEGREES_OF_FREEDOM, Kind as Pairs, copula};
use super::super::document::{Document, Thing, Uncertain, Value};
use super::super::keys::Kind;
use super::super::problem::Problem;
use super::super::resolve::resolve_traced;
use super::{at, is_number, is_shared};
use crate::sampling::Copula;

/// Keys that the program reads without the model.
const OTHERS: [&str; 3] = ["format", "run.trials", "run.seed"];

pub(super) fn check(document: &Document, warnings: &mut Vec<Problem>) {
    let idle: Vec<(&Thing, &str, &str)> = document
        .things
        .iter()
        .filter_map(|thing| idle(document, thing).map(|(why, hint)| (thing, why, hint)))
        .collect();
    for (thing, why, hint) in &idle {
        let origin = &thing.origin;
        let message = format!("[{}] {why}", thing.key);
        warnings.push(Problem::at(origin.file, origin.span.clone(), message).hint(*hint));
    }
    // What a thing holds is told with the thing.
    let told = |key: &str| idle.iter().any(|(thing, ..)| key.starts_with(&format!("{}.", thing.key)));
    let Ok((_, asked)) = resolve_traced(document) else { return };
    for assumption in document.assumptions.values() {
        let key = assumption.key.as_str();
        let known = asked.contains(key) || OTHERS.contains(&key) || is_shared(assumption);
        let known = known || (key == DEGREES_OF_FREEDOM && binds_extremes(document));
        if !known && is_number(assumption) && !told(key) {
            let message = format!("`{key}` reaches no result");
            let hint = "nothing in this scenario asks for it: delete it, or look for what should use it";
            warnings.push(at(assumption, message).hint(hint));
        }
    }
}

/// Whether the t copula joins any draws. Its number goes to the draws and not through the model; the Gaussian copula has
/// none, and noise is always Gaussian.
fn binds_extremes(document: &Document) -> bool {
    matches!(copula(document), Copula::StudentT { .. })
        && document.correlations.iter().any(|pair| pair.link.kind == Pairs::Drawn)
}

/// Why a thing that is declared has no effect, and what to do.
fn idle<'a>(document: &Document, thing: &Thing) -> Option<(&'a str, &'a str)> {
    let name = thing.key.rsplit('.').next().unwrap_or(&thing.key);
    let is_used = |kinds: &[&str]| kinds.iter().any(|pattern| names(document, pattern).contains(name));
    match thing.pattern.as_str() {
        "brand.<brand>" if !is_used(&["product.<product>.brand", "service.<service>.brand"]) => {
            Some(("has neither a product nor a service", "give it one, or delete it"))
        }
        "plant.<plant>" if !is_used(&["product.<product>.route", "contract.<contract>.route"]) => Some((
            "is on the route of no product: its fixed cost counts, its conversion does not",
            "add it to the `route` of a product, or leave it out: enabled = false",
        )),
        "platform.<platform>"
            if !is_used(&["product.<product>.platform", "contract.<contract>.platform"]) =>
        {
            Some(("carries no product", "give a product this `platform`, or leave it out: enabled = false"))
        }
        "platform.<platform>.generation.<generation>" if never_built(document, thing, name) => Some((
            "is the generation of no product",
            "see `first_generation` and `last_generation` of the products on this platform",
        )),
        _ => None,
    }
}

/// Names that assumptions of some pattern refer to.
fn names<'a>(document: &'a Document, pattern: &str) -> BTreeSet<&'a str> {
    let of = document.assumptions.values().filter(|a| a.definition.pattern == pattern);
    let mut names = BTreeSet::new();
    for assumption in of {
        match (&assumption.value, assumption.definition.kind) {
            (Value::Text(name), Kind::Ref(_)) => {
                names.insert(name.as_str());
            }
            (Value::Names(list), _) => names.extend(list.iter().map(String::as_str)),
            _ => {}
        }
    }
    names
}

/// Whether no product on the platform has this generation among those it goes through.
fn never_built(document: &Document, thing: &Thing, name: &str) -> bool {
    let Some((platform, _)) = thing.key.split_once(".generation.") else { return false };
    let platform = platform.trim_start_matches("platform.");
    let text = |key: String| match document.value(&key) {
        Some(Value::Text(text)) => Some(text.as_str()),
        _ => None,
    };
    let start = |generation: &str| match document
        .value(&format!("platform.{platform}.generation.{generation}.planned_start"))
    {
        Some(Value::Number(Uncertain::Exactly(date))) => Some(*date),
        _ => None,
    };
    let Some(own) = start(name) else { return false };
    let products: Vec<&str> = document
        .names("product")
        .into_iter()
        .filter(|product| text(format!("product.{product}.platform")) == Some(platform))
        .collect();
    // A platform without products is told as such.
    !products.is_empty()
        && !products.iter().any(|product| {
            let bound = |words: &[&str]| {
                let named = words.iter().find_map(|word| text(format!("product.{product}.{word}")));
                named.and_then(start)
            };
            let first = bound(&["launch_follows", "first_generation"]).unwrap_or(f64::NEG_INFINITY);
            let last = bound(&["last_generation"]).unwrap_or(f64::INFINITY);
            (first..=last).contains(&own)
        })
}
