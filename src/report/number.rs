//! Numbers for people: no digit that the standard error does not support. Tables keep full precision.

use crate::analysis::Proportion;
use crate::analysis::date::DatePercentile;

/// Groups the digits of a whole number by thousands, with a plain space: `-12 345`.
pub fn grouped(number: f64) -> String {
    let digits = format!("{:.0}", number.abs());
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    if number < 0.0 && digits != "0" { format!("-{text}") } else { text }
}

/// A whole number, rounded to the power of ten of its standard error: 1 234 ± 12 reads `1 230`.
pub fn rounded(number: f64, standard_error: f64) -> String {
    let step = if standard_error > 1.0 { 10f64.powf(standard_error.log10().floor()) } else { 1.0 };
    grouped((number / step).round() * step)
}

/// A share in percent. One decimal only where the standard error is below 0.07 points; near the ends `<1 %`
/// and `>99 %`, because no number of trials shows that something is impossible.
pub fn percent(proportion: Proportion) -> String {
    let share = proportion.share();
    let fine = proportion.standard_error() < 0.0007;
    match share {
        s if fine && (0.0005..=0.9995).contains(&s) => format!("{:.1} %", 100.0 * s),
        s if fine && s < 0.0005 => "<0.1 %".to_string(),
        _ if fine => ">99.9 %".to_string(),
        s if s < 0.005 => "<1 %".to_string(),
        s if s > 0.995 => ">99 %".to_string(),
        s => format!("{:.0} %", 100.0 * s),
    }
}

/// A ratio in percent with one decimal: `34.2 %`.
pub fn ratio(share: f64) -> String {
    format!("{:.1} %", 100.0 * share)
}

/// A standard error of a share, in points: `0.5`.
pub fn points(standard_error: f64) -> String {
    format!("{:.1}", 100.0 * standard_error)
}

/// A quarter by its first day: `Q3 2027`.
pub fn quarter(start: f64) -> String {
    let year = start.floor();
    format!("Q{:.0} {year:.0}", ((start - year) * 4.0).floor() + 1.0)
}

/// A percentile of dates: a quarter, or which end of the horizon it lies beyond.
pub fn date(percentile: DatePercentile, start: i32, horizon: i32) -> String {
    match percentile {
        DatePercentile::BeforeStart => format!("< {start}"),
        DatePercentile::InQuarter(begin) => quarter(begin),
        DatePercentile::NotByHorizon => format!("> {horizon}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        assert_eq!(grouped(-1234567.4), "-1 234 567");
        assert_eq!(grouped(999.0), "999");
        assert_eq!(grouped(-0.2), "0");
    }

    #[test]
    fn digits_stop_where_the_standard_error_begins() {
        assert_eq!(rounded(1234.0, 12.0), "1 230");
        assert_eq!(rounded(1234.0, 0.3), "1 234");
        assert_eq!(rounded(-151.0, 250.0), "-200");
    }

    #[test]
    fn shares_never_claim_certainty() {
        let share = |count, n_trials| percent(Proportion { count, n_trials });
        assert_eq!(share(0, 10_000), "<1 %");
        assert_eq!(share(10_000, 10_000), ">99 %");
        assert_eq!(share(4_321, 10_000), "43 %");
        assert_eq!(share(432_100, 1_000_000), "43.2 %");
        assert_eq!(share(0, 1_000_000), "<0.1 %");
        assert_eq!(share(1_000_000, 1_000_000), ">99.9 %");
    }

    #[test]
    fn quarters_have_names() {
        assert_eq!(quarter(2027.5), "Q3 2027");
        assert_eq!(date(DatePercentile::NotByHorizon, 2023, 2035), "> 2035");
        assert_eq!(date(DatePercentile::BeforeStart, 2023, 2035), "< 2023");
    }
}
