//! Net present value.

use ampere::analysis::valuation::net_present_value;

use crate::check::{Figure, Row, Section};
use crate::distribution::worst;
use crate::table::{Entry, Table};

pub fn section() -> Section {
    let table = Table::read("finance.csv");
    let values = table.with("what", "npv");
    let rows = vec![
        present_values("flows at the ends of years", &values, 1.0, 0.0, 0),
        present_values("flows at the ends of quarters", &values, 0.25, 0.0, 0),
        present_values("flows in the middle of years", &values, 1.0, 0.5, 0),
    ];
    Section {
        title: "Net present value",
        method: "Tables of numpy-financial, with rates per period; a yearly rate is (1 + rate)^(1/years) − 1, and a \
                 shift by half a period multiplies by its root. Errors are shares of the sum of the flows' sizes. \
                 Flows on the valuation date are sunk by the product's rule, so it is set just before the first \
                 one."
            .into(),
        rows,
    }
}

/// The checks of all tables of present values, with each flow `late` periods too late: a planted mistake.
pub fn present_values(name: &str, entries: &[Entry], years: f64, shift: f64, late: u32) -> Row {
    let error = |entry: &Entry| {
        let per_period = entry.number("rate");
        let rate = (1.0 + per_period).powf(1.0 / years) - 1.0;
        let flows = entry.numbers("flows");
        let size: f64 = flows.iter().map(|flow| flow.abs()).sum();
        // The first flow falls on date 0; the valuation date lies a trifle before it, without effect on the
        // discounting to date 0 that the table means.
        let start = 2026.0;
        let before = start - 1e-9;
        let date = |k: usize| start + (k as f64 + shift + f64::from(late)) * years;
        let dated = flows.iter().enumerate().map(|(k, flow)| (date(k), *flow));
        let found = net_present_value(dated, rate, before) * (1.0 + rate).powf(start - before);
        let wanted = entry.number("value") * (1.0 + per_period).powf(-shift);
        (found - wanted).abs() / size
    };
    Row::of(
        format!("present value: {name}, {} cases", entries.len()),
        "numpy-financial 1.0.0, npv",
        // A date as a decimal year has an error of 2e-13, and the trifle one of 1e-9·2e-13.
        vec![Figure::error("", worst(entries.iter().map(error)), 1e-12)],
    )
}
