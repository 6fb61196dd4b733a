//! Numbers as people read them: decimal mark, true minus sign, thin spaces, no share rounded away.

use super::Language;
use crate::analysis::interval::Estimate;
use crate::report::number::percent_of;

/// Narrow no-break space: keeps a number and its unit, or groups of three digits, together.
const THIN: char = '\u{202f}';
const MINUS: char = '\u{2212}';

/// A number with a fixed count of decimals.
///
/// From 10 million on, where digits would fill the figure, the form is `1.2e9`.
pub(in crate::report) fn fixed(value: f64, decimals: usize, language: Language) -> String {
    let text = if value.abs() >= 1e7 {
        format!("{:.1e}", value.abs()).replace(".0e", "e")
    } else {
        grouped(&format!("{:.decimals$}", value.abs()))
    };
    let is_zero = is_zero(&text);
    let text = if language == Language::French { text.replace('.', ",") } else { text };
    if value < 0.0 && !is_zero { format!("{MINUS}{text}") } else { text }
}

/// A number with an explicit sign, for shifts: "+1", "−0.5", and plain "0".
pub(in crate::report) fn signed(value: f64, decimals: usize, language: Language) -> String {
    let text = fixed(value, decimals, language);
    let is_zero = is_zero(&text);
    match (is_zero, value > 0.0) {
        (true, _) => "0".into(),
        (false, true) => format!("+{text}"),
        (false, false) => text,
    }
}

/// Whether nothing but zeros is left after rounding.
fn is_zero(text: &str) -> bool {
    !text.chars().any(|c| ('1'..='9').contains(&c))
}

/// A share as whole percent; a share that exists is never shown as 0, nor one that does not fill as 100.
pub(in crate::report) fn percent(share: f64, language: Language) -> String {
    let whole = whole_percent(share);
    if share > 0.0 && whole == 0 {
        format!("<{THIN}1{THIN}%")
    } else if share < 1.0 && whole == 100 {
        format!(">{THIN}99{THIN}%")
    } else {
        format!("{}{THIN}%", fixed(f64::from(whole), 0, language))
    }
}

/// A share of trials in percent, by the rule of the terminal: near the ends the limit of its 95 % interval, because
/// no number of trials shows that something is impossible or certain.
pub(in crate::report) fn counted(share: &Estimate, language: Language) -> String {
    let text = percent_of(share).replace(' ', &THIN.to_string());
    let text = text.replace('<', &format!("<{THIN}")).replace('>', &format!(">{THIN}"));
    if language == Language::French { text.replace('.', ",") } else { text }
}

/// A share of an axis: with as many decimals as its ticks need.
pub(in crate::report) fn axis_percent(percent: f64, decimals: usize, language: Language) -> String {
    format!("{}{THIN}%", fixed(percent, decimals, language))
}

fn whole_percent(share: f64) -> i32 {
    (share * 100.0).round() as i32
}

/// Decimals that a label needs so that values up to `largest` (in the shown unit) say enough.
pub(in crate::report) fn decimals_for(largest: f64) -> usize {
    match largest.abs() {
        size if size >= 10.0 || size == 0.0 => 0,
        size if size >= 1.0 => 1,
        _ => 2,
    }
}

pub(in crate::report) fn grouped(text: &str) -> String {
    let (whole, fraction) = text.split_once('.').map_or((text, None), |(w, f)| (w, Some(f)));
    let mut out = String::with_capacity(text.len() + 4);
    for (i, digit) in whole.chars().enumerate() {
        // Four digits stay together: "1200" reads better than "1 200" on a narrow axis.
        if i > 0 && whole.len() > 4 && (whole.len() - i).is_multiple_of(3) {
            out.push(THIN);
        }
        out.push(digit);
    }
    if let Some(fraction) = fraction {
        out.push('.');
        out.push_str(fraction);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn negative_values_carry_a_true_minus_and_zero_carries_none() {
        assert_eq!(fixed(-1.25, 1, Language::English), "\u{2212}1.2");
        assert_eq!(fixed(-0.04, 1, Language::English), "0.0");
        assert_eq!(fixed(-1234567.0, 0, Language::French), "\u{2212}1\u{202f}234\u{202f}567");
        assert_eq!(fixed(0.5, 1, Language::French), "0,5");
        assert_eq!(fixed(1200.0, 0, Language::English), "1200");
    }

    #[test]
    fn absurd_sizes_stay_short() {
        assert_eq!(fixed(3.2e40, 0, Language::English), "3.2e40");
    }

    #[test]
    fn shifts_show_their_direction() {
        assert_eq!(signed(1.0, 0, Language::English), "+1");
        assert_eq!(signed(0.0, 1, Language::English), "0");
        assert_eq!(signed(-0.5, 1, Language::French), "\u{2212}0,5");
    }

    #[test]
    fn shares_at_the_ends_are_not_rounded_away() {
        assert_eq!(percent(0.0, Language::English), "0\u{202f}%");
        assert_eq!(percent(0.0004, Language::English), "<\u{202f}1\u{202f}%");
        assert_eq!(percent(0.9996, Language::English), ">\u{202f}99\u{202f}%");
        assert_eq!(percent(1.0, Language::English), "100\u{202f}%");
        assert_eq!(percent(0.384, Language::English), "38\u{202f}%");
    }

    #[test]
    fn counted_shares_follow_the_rule_of_the_terminal() {
        let of = |count, n| {
            counted(&crate::analysis::Proportion::independent(count, n).estimate(), Language::French)
        };
        assert_eq!(of(4_200, 10_000), "42\u{202f}%");
        assert_eq!(of(0, 10_000), "<\u{202f}0,1\u{202f}%");
        assert_eq!(of(10_000, 10_000), ">\u{202f}99,9\u{202f}%");
        assert_eq!(axis_percent(0.5, 1, Language::French), "0,5\u{202f}%");
    }
}
