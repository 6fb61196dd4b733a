//! The distributions of the reference table, made by the product's own constructors.

use ampere::sampling::Distribution;
use ampere::sampling::distribution::Choice;

use crate::table::{Entry, Table};

/// One distribution with its reference values.
pub struct Case {
    pub name: String,
    pub family: String,
    pub parameters: Vec<f64>,
    /// Whether the distribution function keeps the relative precision of both tails: no subtraction.
    pub keeps_both_tails: bool,
    /// Whether moments are integrated over a kink.
    pub has_kink: bool,
    pub distribution: Distribution,
    /// (p, value)
    pub quantiles: Vec<(f64, f64)>,
    /// (x, share below, share above)
    pub probabilities: Vec<(f64, f64, f64)>,
    pub mean: f64,
    pub sd: f64,
}

/// All of the table, in its order.
pub fn cases() -> Vec<Case> {
    let table = Table::read("distributions.csv");
    let mut names: Vec<(String, String)> = Vec::new();
    for entry in table.entries() {
        let name = (entry.text("family").to_string(), entry.text("parameters").to_string());
        if names.last() != Some(&name) {
            names.push(name);
        }
    }
    names.into_iter().map(|(family, parameters)| case(&table, &family, &parameters)).collect()
}

fn case(table: &Table, family: &str, parameters: &str) -> Case {
    let rows: Vec<Entry> = table
        .with("family", family)
        .into_iter()
        .filter(|entry| entry.text("parameters") == parameters)
        .collect();
    let of = |what: &str| -> Vec<(f64, f64)> {
        let wanted = rows.iter().filter(|entry| entry.text("what") == what);
        wanted.map(|entry| (entry.number("at"), entry.number("value"))).collect()
    };
    let pairs = of("below").into_iter().zip(of("above"));
    Case {
        name: format!("{}({})", family.replace('_', " "), listed(&rows[0].numbers("parameters"))),
        family: family.to_string(),
        parameters: rows[0].numbers("parameters"),
        keeps_both_tails: !["triangular", "truncated", "choice"].iter().any(|name| family.starts_with(name)),
        has_kink: family == "truncated_triangular",
        distribution: distribution(family, &rows[0].numbers("parameters")),
        quantiles: of("quantile"),
        probabilities: pairs.map(|((x, below), (_, above))| (x, below, above)).collect(),
        mean: of("mean")[0].1,
        sd: of("sd")[0].1,
    }
}

fn listed(numbers: &[f64]) -> String {
    numbers.iter().map(|x| x.to_string()).collect::<Vec<_>>().join(", ").replace('-', "−")
}

/// A distribution by the name of its family in the table.
pub fn distribution(family: &str, p: &[f64]) -> Distribution {
    let cut = |whole: Distribution, min, max| Distribution::truncated(whole, min, max);
    let pairs = |p: &[f64]| p.chunks(2).map(|pair| (pair[0], pair[1])).collect::<Vec<_>>();
    let metalog = |points: &[f64], low, high| Distribution::metalog(&pairs(points), low, high);
    let whole = |made: Result<Distribution, _>| made.expect("the whole distribution");
    let (least, most) = (f64::NEG_INFINITY, f64::INFINITY);
    let made = match family {
        "uniform" => Distribution::uniform(p[0], p[1]),
        "triangular" => Distribution::triangular(p[0], p[1], p[2]),
        "pert" => Distribution::pert(p[0], p[1], p[2]),
        "normal" => Distribution::normal(p[0], p[1]),
        "normal_through" => Distribution::normal_through([(p[0], p[1]), (p[2], p[3])]),
        "lognormal" => Distribution::lognormal(p[0], p[1]),
        "lognormal_through" => Distribution::lognormal_through([(p[0], p[1]), (p[2], p[3])]),
        "logit_normal_through" => {
            Distribution::logit_normal_through([(p[0], p[1]), (p[2], p[3])], p[4], p[5])
        }
        "truncated_normal" => cut(whole(Distribution::normal(p[0], p[1])), p[2], p[3]),
        "truncated_lognormal" => cut(whole(Distribution::lognormal(p[0], p[1])), p[2], p[3]),
        "truncated_pert" => cut(whole(Distribution::pert(p[0], p[1], p[2])), p[3], p[4]),
        "truncated_triangular" => cut(whole(Distribution::triangular(p[0], p[1], p[2])), p[3], p[4]),
        "metalog" => metalog(p, least, most),
        "metalog_low" => metalog(&p[1..], p[0], most),
        "metalog_high" => metalog(&p[1..], least, p[0]),
        "metalog_both" => metalog(&p[2..], p[0], p[1]),
        "choice" => Choice::new(&pairs(p)).map(Distribution::Choice),
        other => panic!("unknown family {other}"),
    };
    made.unwrap_or_else(|e| panic!("{family} {p:?}: {e}"))
}
