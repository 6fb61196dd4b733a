//! exp, ln, and the normal distribution, in units in the last place.

use ampere::lanes::{LANES, ZERO, exp, ln, logistic, logit};
use ampere::sampling::normal;

use crate::check::{Figure, Row, Section};
use crate::table::Table;

pub fn section() -> Section {
    let table = Table::read("elementary.csv");
    let lanes_quantile = |p: f64| {
        let mut lane = [p; LANES];
        normal::quantiles(&mut lane);
        lane[LANES / 2]
    };
    let lanes_cumulative = |x: f64| {
        let mut lane = ZERO;
        lane[0] = x;
        normal::cumulatives(&mut lane);
        lane[0]
    };
    let rows = vec![
        row(&table, "exp", "`exp`, −708 to 709", exp, 1.0),
        row(&table, "ln", "`ln`, 1e−300 to 1e300 and around 1", ln, 1.0),
        row(&table, "logistic", "logistic, −40 to 40", logistic, 4.0),
        row(&table, "logit", "logit, 1e−15 to 0.999", logit, 4.0),
        row(&table, "normal_quantile", "normal quantile, 2^−53 to 1 − 1e−12", normal::quantile, 8.0),
        row(&table, "normal_quantile", "normal quantile over a lane", lanes_quantile, 8.0),
        row(
            &table,
            "normal_cumulative",
            "normal distribution function, −37 to 8.2",
            normal::cumulative,
            14.0,
        ),
        row(&table, "normal_cumulative", "normal distribution function over a lane", lanes_cumulative, 14.0),
    ];
    Section {
        title: "Elementary functions",
        method: "Own functions, with the same bits on every processor, against mpmath with 60 digits. The error \
                 is in units in the last place (ulp) of the true value; a result that is rounded correctly has at \
                 most 0.5. Tolerances are those that the functions state. Logits near 0 are told in ulp of 1, \
                 since ln(p/(1 − p)) loses there what p/(1 − p) has lost."
            .into(),
        rows,
    }
}

fn row(table: &Table, name: &str, title: &str, function: impl Fn(f64) -> f64, tolerance: f64) -> Row {
    let entries = table.with("function", name);
    let error = |entry: &crate::table::Entry| {
        let (found, nearest, rest) =
            (function(entry.number("x")), entry.number("nearest"), entry.number("rest"));
        let size = if name == "logit" { nearest.abs().max(1.0) } else { nearest.abs() };
        let unit = f64::from_bits(size.to_bits() + 1) - size;
        let own = f64::from_bits(nearest.abs().to_bits() + 1) - nearest.abs();
        ((found - nearest) - rest * own).abs() / unit
    };
    // A NaN counts as the worst error.
    let worst = entries.iter().map(error).fold(0.0, |worst, e| if e <= worst { worst } else { e });
    let reference = format!("mpmath 1.4.1, {} values", entries.len());
    // Two decimals, rounded up.
    let shown = (worst * 100.0).ceil() / 100.0;
    Row::of(title, reference, vec![Figure::at_most_ulp(shown, tolerance)])
}
