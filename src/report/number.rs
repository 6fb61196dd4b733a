//! Numbers for people: no digit that the standard error does not support. Tables keep full precision.

use crate::analysis::Proportion;
use crate::analysis::date::DatePercentile;
use crate::analysis::interval::Estimate;
use crate::lanes::{decade, power_of_ten};

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
    // The square of an error beyond 1e154 is infinite: then nothing is known of it, as with NaN.
    let is_known = standard_error > 1.0 && standard_error.is_finite();
    let step = if is_known { power_of_ten(decade(standard_error)) } else { 1.0 };
    grouped((number / step).round() * step)
}

/// How near to half a step a share counts as half: 0.575 times 100 is a little less than 57.5 to the machine.
const HALF: f64 = 1e-9;

/// A share in percent. One decimal only where the standard error is below 0.07 points.
///
/// Near the ends no number of trials shows that something is impossible or certain: then the text is the
/// limit of the 95 % interval, `<1 %`, `>99 %`, and wider with few trials. Half a step is rounded away from one half,
/// so that a share and its rest always add up to 100: 83.5 % reads 84 %, and the rest of 16.5 % reads 16 %.
pub fn percent(proportion: Proportion) -> String {
    percent_of(&proportion.estimate())
}

/// The same of a share whose interval is known.
pub fn percent_of(share: &Estimate) -> String {
    let Estimate { value: share, standard_error, low, high } = *share;
    let decimals = share_decimals(standard_error);
    let step = if decimals > 0 { 0.001 } else { 0.01 };
    // Half a step of the last digit shown: up to it, the digit would read zero.
    if share <= 0.5 * step + HALF {
        let limit = (100.0 * high.max(step) * power_of_ten(decimals) - 1e-9).ceil() / power_of_ten(decimals);
        format!("<{limit} %")
    } else if share >= 1.0 - 0.5 * step - HALF {
        let limit =
            (100.0 * low.min(1.0 - step) * power_of_ten(decimals) + 1e-9).floor() / power_of_ten(decimals);
        format!(">{limit} %")
    } else {
        let digits = 100.0 * share * power_of_ten(decimals);
        let upper = (digits + 0.5 + HALF).floor();
        let lower = (digits - 0.5 - HALF).ceil();
        let rounded = if share > 0.5 { upper } else { lower };
        format!("{:.*} %", decimals as usize, rounded / power_of_ten(decimals))
    }
}

/// Decimals of a share in percent: one only where the standard error is below 0.07 points.
pub fn share_decimals(standard_error: f64) -> i32 {
    if standard_error < 0.0007 { 1 } else { 0 }
}

/// A ratio in percent: `34.2 %`; without a decimal where the standard error is a point or more, or not known.
pub fn ratio(share: f64, standard_error: f64) -> String {
    let decimals = if standard_error < 0.01 { 1 } else { 0 };
    format!("{:.decimals$} %", 100.0 * share)
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
        // An error whose square is beyond all numbers says nothing, and ends.
        assert_eq!(rounded(1234.0, f64::INFINITY), "1 234");
    }

    #[test]
    fn shares_never_claim_certainty() {
        let share = |count, n_trials| percent(Proportion::independent(count, n_trials));
        assert_eq!(share(4_321, 10_000), "43 %");
        assert_eq!(share(432_100, 1_000_000), "43.2 %");
        assert_eq!(share(0, 10_000), "<0.1 %");
        assert_eq!(share(10_000, 10_000), ">99.9 %");
        // The exact 95 % interval of 0 in 128 reaches to 2.8 %, of 0 in 10 to 30.8 %.
        assert_eq!(share(0, 128), "<3 %");
        assert_eq!(share(128, 128), ">97 %");
        assert_eq!(share(0, 10), "<31 %");
        assert_eq!(share(4, 1_000), "<2 %");
    }

    #[test]
    fn a_share_and_its_rest_add_up_to_100() {
        let share = |count, n_trials| percent(Proportion::independent(count, n_trials));
        assert_eq!((share(1_670, 2_000), share(330, 2_000)), ("84 %".into(), "16 %".into()));
        let number = |text: String| text.trim_end_matches(" %").parse::<f64>();
        // Every share of 2 000 has halves of a percent among it; of 4 000 000, where errors are small, of a tenth.
        for (n, step, ends) in [(2_000, 1, 11..1_990), (4_000_000, 1_000, 2_001..3_998_000)] {
            for count in ends.step_by(step) {
                let sum = number(share(count, n)).unwrap() + number(share(n - count, n)).unwrap();
                assert!((sum - 100.0).abs() < 1e-9, "{count} of {n}");
            }
        }
    }

    #[test]
    fn ratios_have_the_digits_that_their_errors_support() {
        assert_eq!(ratio(0.3421, 0.0007), "34.2 %");
        assert_eq!(ratio(0.3421, 0.012), "34 %");
        assert_eq!(ratio(0.3421, f64::NAN), "34 %");
    }

    #[test]
    fn quarters_have_names() {
        assert_eq!(quarter(2027.5), "Q3 2027");
        assert_eq!(date(DatePercentile::NotByHorizon, 2023, 2035), "> 2035");
        assert_eq!(date(DatePercentile::BeforeStart, 2023, 2035), "< 2023");
    }
}
