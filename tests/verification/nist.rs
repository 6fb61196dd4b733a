//! Moments against NIST's certified values.

use ampere::analysis::moments::Moments;
use ampere::lanes::LANES;

use crate::check::{Figure, Row, Section};
use crate::table::{Entry, Table};

/// Correct digits that a standard deviation must have: those of the data themselves where these lie far from
/// zero, as 10000000.1 has 15 digits of 0.1 less the 8 before the point.
const SD_DIGITS: [(&str, f64); 2] = [("NumAcc3", 9.0), ("NumAcc4", 8.0)];

pub fn section() -> Section {
    Section {
        title: "Moments",
        method: "NIST Statistical Reference Datasets, univariate: mean and standard deviation as the product adds \
                 them up, in blocks of 128. The figure is the number of correct digits, −log₁₀ of the relative \
                 error, cut at the 15 that NIST certifies and rounded down. In NumAcc3 and NumAcc4 rounding the \
                 data to doubles already leaves only 9 and 8 digits of the standard deviation. The lag-1 \
                 autocorrelation, which NIST also certifies, is nothing that the product computes."
            .into(),
        rows: Table::read("nist.csv").entries().map(row).collect(),
    }
}

/// −log₁₀ of the relative error, at most 15.
fn digits(found: f64, certified: f64) -> f64 {
    let error = (found / certified - 1.0).abs();
    if error.is_nan() { 0.0 } else { (-error.log10()).min(15.0) }
}

fn row(entry: Entry) -> Row {
    let values = entry.numbers("values");
    let moments = moments(&values);
    check(entry, moments.mean(), moments.standard_deviation())
}

/// The product's moments of some values.
pub fn moments(values: &[f64]) -> Moments {
    let mut moments = Moments::default();
    values.chunks(LANES).for_each(|block| moments.add(block));
    moments
}

/// The checks of a data set, fed with a mean and a standard deviation.
pub fn check(entry: Entry, mean: f64, sd: f64) -> Row {
    let name = entry.text("name");
    let sd_digits = SD_DIGITS.iter().find(|(of, _)| *of == name).map_or(12.0, |(_, digits)| *digits);
    let text = |digits: f64| format!("{} digits", (digits + 1e-9).floor());
    Row::of(
        format!("{name}, {} values", entry.numbers("values").len()),
        format!("mean {}, sd {}", entry.text("mean"), entry.text("sd")),
        vec![
            Figure::at_least("mean", digits(mean, entry.number("mean")), 14.0, text),
            Figure::at_least("sd", digits(sd, entry.number("sd")), sd_digits, text),
        ],
    )
}
