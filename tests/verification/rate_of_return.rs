//! Internal rate of return: none, one or several.

use ampere::analysis::internal_rate::{InternalRate, internal_rate};

use crate::check::{Figure, Row, Section};
use crate::distribution::worst;
use crate::table::{Entry, Table};

pub fn section() -> Section {
    let table = Table::read("finance.csv");
    let rates = table.with("what", "irr");
    let mut rows =
        vec![rates_of_return("yearly flows", &rates, 1.0), rates_of_return("quarterly flows", &rates, 0.25)];
    rows.extend(several_roots());
    Section {
        title: "Internal rate of return",
        method: "Tables of numpy-financial, which finds the rate per period; the yearly one is \
                 (1 + rate)^(1/years) − 1. Compared where flows change sign once, as absolute errors of the rate. \
                 Polynomials with known roots show what is said otherwise: of several rates none is reported."
            .into(),
        rows,
    }
}

fn rates_of_return(name: &str, entries: &[Entry], years: f64) -> Row {
    let error = |entry: &Entry| {
        let wanted = (1.0 + entry.number("value")).powf(1.0 / years) - 1.0;
        match internal_rate(&entry.numbers("flows"), years) {
            InternalRate::One(found) => (found - wanted).abs(),
            _ => f64::NAN,
        }
    };
    Row::of(
        format!("rate of return: {name}, {} cases", entries.len()),
        "numpy-financial 1.0.0, irr",
        vec![Figure::error("", worst(entries.iter().map(error)), 1e-10)],
    )
}

/// Flows with the roots that they were multiplied from: 1 + rate = each factor.
fn several_roots() -> Vec<Row> {
    let from_factors = |factors: &[f64]| {
        let mut flows = vec![-100.0];
        for factor in factors {
            // Times (x⁻¹ − factor), written in flows: each shifted by a period, less its part.
            let mut next = vec![0.0; flows.len() + 1];
            for (k, flow) in flows.iter().enumerate() {
                next[k] += flow;
                next[k + 1] -= factor * flow;
            }
            flows = next;
        }
        flows
    };
    let cases: [(&str, &[f64], bool); 4] = [
        ("one root, 10 %", &[1.1], true),
        ("two roots, 5 % and 20 %", &[1.05, 1.2], false),
        ("three roots, 0 %, 10 % and 30 %", &[1.0, 1.1, 1.3], false),
        ("a double root, 8 %", &[1.08, 1.08], false),
    ];
    let row = |(name, factors, single): (&str, &[f64], bool)| {
        let found = internal_rate(&from_factors(factors), 1.0);
        let said = match found {
            InternalRate::None => "none",
            InternalRate::One(_) => "one",
            InternalRate::Several => "several",
        };
        let right = if single {
            matches!(found, InternalRate::One(rate) if (rate - (factors[0] - 1.0)).abs() < 1e-12)
        } else {
            found == InternalRate::Several
        };
        Row::of(
            format!("rate of return: {name}"),
            "polynomial with these roots",
            vec![Figure::says(said, if single { "one" } else { "several" }, right)],
        )
    };
    let mut rows: Vec<Row> = cases.into_iter().map(row).collect();
    let none = internal_rate(&[100.0, -20.0, 50.0], 1.0) == InternalRate::None;
    let said = if none { "none" } else { "some" };
    rows.push(Row::of(
        "rate of return: flows 100, −20, 50, always worth something",
        "100 − 20x + 50x² has no real root",
        vec![Figure::says(said, "none", none)],
    ));
    rows
}
