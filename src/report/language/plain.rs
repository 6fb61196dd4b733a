//! Numbers and punctuation of terminal texts: only what every terminal has, French with decimal comma and no-break
//! spaces.

use super::Language;
use crate::analysis::Proportion;
use crate::analysis::date::DatePercentile;
use crate::report::fact::{Chance, Figure, Spread};
use crate::report::number;

const NO_BREAK: &str = "\u{a0}";

impl Language {
    /// A number that was written in the English way.
    pub(in crate::report) fn number(self, english: &str) -> String {
        self.pick(english.to_string(), english.replace('.', ",").replace(' ', NO_BREAK))
    }

    /// A sentence with the spaces that its language wants before `%`, `;`, `:`, `?`, `!` and inside of « ».
    pub(in crate::report) fn spaced(self, sentence: &str) -> String {
        if self == Language::English {
            return sentence.to_string();
        }
        let tied = [" %", " ;", " :", " ?", " !", " »", " €"]
            .iter()
            .fold(sentence.to_string(), |text, mark| text.replace(mark, &mark.replace(' ', NO_BREAK)));
        tied.replace("« ", &format!("«{NO_BREAK}"))
    }

    /// A share of futures.
    pub(in crate::report) fn percent(self, share: Proportion) -> String {
        self.number(&number::percent(share))
    }

    /// "about 42 % of futures (95 % interval 41 to 43 %)"; near the ends only the limit: "<0.1 % of futures".
    pub(in crate::report) fn share_with_interval(self, chance: &Chance) -> String {
        let share = self.percent(chance.counted);
        let of = self.pick("of futures", "des futurs");
        if share.starts_with(['<', '>']) {
            return format!("{share} {of}");
        }
        let about = self.pick("about", "environ");
        if !(chance.low.is_finite() && chance.high.is_finite()) {
            return format!("{about} {share} {of}");
        }
        // The share and its limits have the same decimals: one where the limits would read alike without.
        let whole = |x: f64| format!("{:.0}", 100.0 * x);
        let is_narrow = whole(chance.low) == whole(chance.high);
        let own = number::share_decimals(chance.standard_error) as usize;
        let decimals = if is_narrow { 1 } else { own };
        let shown = |x: f64| self.number(&format!("{:.decimals$}", 100.0 * x));
        let [alone, low, high] = [chance.probability, chance.low, chance.high].map(shown);
        // With the decimals of tables it is rounded as tables round it, halves too.
        let share = if decimals == own { share } else { self.number(&format!("{alone} %")) };
        let interval = self.pick(
            format!("(95 % interval {low} to {high} %)"),
            format!("(intervalle à 95 % : {low} à {high} %)"),
        );
        self.spaced(&format!("{about} {share} {of} {interval}"))
    }

    /// A date by its quarter, or the end of the reported years that it lies beyond.
    pub(in crate::report) fn date(self, date: DatePercentile, start: i32, horizon: i32) -> String {
        match date {
            DatePercentile::InQuarter(begin) => self.quarter_from(begin),
            outside => number::date(outside, start, horizon),
        }
    }

    /// A quarter by its first day: `Q3 2027`, `T3 2027`.
    pub(in crate::report) fn quarter_from(self, begin: f64) -> String {
        let name = number::quarter(begin);
        self.pick(name.clone(), name.replacen('Q', "T", 1).replace(' ', NO_BREAK))
    }

    /// An amount in EUR million, to the digits that its standard error supports.
    pub(in crate::report) fn amount(self, figure: &Figure) -> String {
        if figure.standard_error.is_nan() {
            return self.number(&number::grouped(figure.value));
        }
        self.number(&number::rounded(figure.value, figure.standard_error))
    }

    /// Its 95 % interval, or a dash.
    pub(in crate::report) fn amount_interval(self, figure: &Figure) -> String {
        if !(figure.low.is_finite() && figure.high.is_finite()) {
            return "-".to_string();
        }
        let limit = |x: f64| self.number(&number::rounded(x, figure.standard_error));
        format!("{}..{}", limit(figure.low), limit(figure.high))
    }

    /// p10 to p90, each to the precision that its standard error supports; empty where there is no spread.
    pub(in crate::report) fn amount_range(self, spread: &Spread) -> String {
        let cell = |found: &Figure| self.number(&number::rounded(found.value, error_of(found, spread)));
        // Unknown percentiles are no spread either.
        if spread.p90.value - spread.p10.value >= 0.5 {
            format!("{}..{}", cell(&spread.p10), cell(&spread.p90))
        } else {
            String::new()
        }
    }

    /// A ratio in percent: `34.2 %`.
    pub(in crate::report) fn ratio(self, figure: &Figure) -> String {
        let error = if figure.standard_error.is_nan() { 0.0 } else { figure.standard_error };
        self.number(&number::ratio(figure.value, error))
    }

    /// A ratio without its percent sign, from p10 to p90: `4.1..6.9 %`; empty where there is no spread.
    pub(in crate::report) fn ratio_range(self, spread: &Spread) -> String {
        if spread.p90.value - spread.p10.value >= 5e-5 {
            let cell = |found: &Figure| number::ratio(found.value, error_of(found, spread));
            let (low, high) = (cell(&spread.p10), cell(&spread.p90));
            format!("{}..{}", self.number(low.trim_end_matches(" %")), self.number(&high))
        } else {
            String::new()
        }
    }
}

/// Too few trials for an interval of the percentile: the mean's error, widened, stands in for its digits.
fn error_of(percentile: &Figure, spread: &Spread) -> f64 {
    let known = Some(percentile.standard_error).filter(|error| error.is_finite());
    known.unwrap_or(3.0 * spread.mean.standard_error)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_numbers_have_a_comma_and_spaces_that_do_not_break() {
        assert_eq!(Language::French.number("-1 234.5 %"), "-1\u{a0}234,5\u{a0}%");
        assert_eq!(Language::English.number("-1 234.5 %"), "-1 234.5 %");
        assert_eq!(Language::French.spaced("MOP : 3 % ; non"), "MOP\u{a0}: 3\u{a0}%\u{a0}; non");
        assert_eq!(Language::French.quarter_from(2027.5), "T3\u{a0}2027");
    }

    #[test]
    fn a_share_has_its_interval_unless_it_is_a_limit_itself() {
        let chance = |count, n| Chance::counted(Proportion::independent(count, n));
        let english = |count, n| Language::English.share_with_interval(&chance(count, n));
        assert_eq!(english(4_200, 10_000), "about 42 % of futures (95 % interval 41 to 43 %)");
        assert_eq!(english(0, 10_000), "<0.1 % of futures");
        // By Wilson 0.295 to 0.545 % and 49.56 to 50.44 %: no limit is coarser than the share, and no share than they.
        assert_eq!(english(40, 10_000), "about 0.4 % of futures (95 % interval 0.3 to 0.5 %)");
        assert_eq!(english(49_999, 100_000), "about 50.0 % of futures (95 % interval 49.7 to 50.3 %)");
        assert_eq!(english(420_000, 1_000_000), "about 42.0 % of futures (95 % interval 41.9 to 42.1 %)");
        assert_eq!(
            Language::French.share_with_interval(&chance(4_200, 10_000)),
            "environ 42\u{a0}% des futurs (intervalle à 95\u{a0}%\u{a0}: 41 à 43\u{a0}%)"
        );
    }
}
