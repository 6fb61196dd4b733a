//! From the words of a scenario file to draws: the whole way through the reader.

use ampere::engine::Values;
use ampere::lanes::{LANES, Lane};
use ampere::sampling::Shape;
use ampere::scenario::load::{Source, load};
use ampere::scenario::resolve::resolve;

use crate::check::{Figure, Row, Section};
use crate::distribution::{DRAWN, worst};
use crate::family::{Case, cases};

/// An assumption that may be any number, and one between 0 and 1.
const ANY: &str = "market.bev.logit_slope_per_year";
/// Takes the first out of the base case's correlations, in which a choice would need an order.
const ALONE: [&str; 2] = [
    "correlation.drawn.\"market.bev.logit_slope_per_year ~ market.price.pressure_per_year.level\" = 0",
    "correlation.drawn.\"market.bev.logit_slope_per_year ~ regime.co2-law\" = 0",
];
const SHARE: &str = "market.bev.exit_share";
/// Draws of the language end at the quantiles of z = ±6; the table has these within.
const WITHIN: f64 = 1e-6;

pub fn section() -> Section {
    Section {
        title: "The language",
        method: format!(
            "A distribution is written into the base case as a user would, read, checked and resolved; what the \
             engine then draws for that assumption is compared with the reference quantiles from 1e−6 to 1 − 1e−6, \
             as shares of max(|x|, sd). So a mean taken for a median, percentiles in the wrong order or a unit \
             would show. Assumption: `{ANY}`, or `{SHARE}` where 0 and 1 are the bounds."
        ),
        rows: cases().iter().filter_map(row).collect(),
    }
}

/// The words for a distribution of the reference table; none for bounds that no assumption has.
fn words(case: &Case) -> Option<(&'static str, String)> {
    let p = &case.parameters;
    let list = |values: &[f64]| values.iter().map(|x| x.to_string()).collect::<Vec<_>>().join(", ");
    let percentiles = |values: &[f64]| {
        let pair = |pair: &[f64]| format!("p{} {}", 100.0 * pair[0], pair[1]);
        values.chunks(2).map(pair).collect::<Vec<_>>().join(", ")
    };
    let two = || format!("p{} = {}, p{} = {}", 100.0 * p[0], p[1], 100.0 * p[2], p[3]);
    let any = |text: String| Some((ANY, text));
    match case.family.as_str() {
        "uniform" | "triangular" | "pert" | "normal" => any(format!("{}({})", case.family, list(p))),
        "lognormal" => any(format!("lognormal(mean = {}, sd = {})", p[0], p[1])),
        "normal_through" => any(format!("normal({})", two())),
        "lognormal_through" => any(format!("lognormal({})", two())),
        "logit_normal_through" if p[4..] == [0.0, 1.0] => Some((SHARE, format!("{} to {}", p[1], p[3]))),
        "truncated_lognormal" => {
            any(format!("truncated(lognormal(mean = {}, sd = {}), {})", p[0], p[1], list(&p[2..])))
        }
        "truncated_normal" | "truncated_pert" | "truncated_triangular" => {
            let whole = case.family.trim_start_matches("truncated_");
            let (inside, bounds) = p.split_at(p.len() - 2);
            any(format!("truncated({whole}({}), {})", list(inside), list(bounds)))
        }
        "metalog" => any(percentiles(p)),
        "metalog_both" => Some((SHARE, percentiles(&p[2..]))),
        "choice" => {
            let pair = |pair: &[f64]| format!("{}: {}%", pair[0], 100.0 * pair[1]);
            any(format!("choice({})", p.chunks(2).map(pair).collect::<Vec<_>>().join(", ")))
        }
        _ => None,
    }
}

/// The shape that the engine draws an assumption from.
fn resolved(key: &str, text: &str) -> Shape {
    let set = format!("{key}=\"{text}\"");
    let sets: Vec<String> = ALONE.iter().map(|set| set.to_string()).chain([set.clone()]).collect();
    let document = load(&Source::Builtin("base".into()), &sets);
    let document = document.unwrap_or_else(|problems| panic!("{set}: {problems}"));
    let scenario = resolve(&document).unwrap_or_else(|problems| panic!("{set}: {problems}"));
    let input = scenario.inputs.iter().find(|input| input.key == key);
    match &input.unwrap_or_else(|| panic!("no {key}")).values {
        Values::Drawn(shape) => shape.clone(),
        other => panic!("{set} is not drawn once: {other:?}"),
    }
}

fn row(case: &Case) -> Option<Row> {
    let (key, text) = words(case)?;
    let shape = resolved(key, &text);
    let within: Vec<(f64, f64)> =
        case.quantiles.iter().copied().filter(|(p, _)| (WITHIN..=1.0 - WITHIN).contains(p)).collect();
    let mut lane: Lane = [0.5; LANES];
    lane.iter_mut().zip(&within).for_each(|(u, (p, _))| *u = *p);
    shape.apply(&mut lane);
    let errors =
        lane.iter().zip(&within).map(|(x, (_, wanted))| (x - wanted).abs() / wanted.abs().max(case.sd));
    Some(Row::of(
        format!("`{text}`").replace('-', "−"),
        "mpmath 1.4.1",
        vec![Figure::error("drawn", worst(errors), DRAWN)],
    ))
}
