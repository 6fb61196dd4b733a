//! The few words and number signs that the figures themselves write, in two languages.

use super::number::percent;

/// Language of the words that a figure adds to what the caller gives, and of its decimal mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English with a decimal point.
    #[default]
    English,
    /// French with a decimal comma.
    French,
}

impl Language {
    /// Picks the text of this language.
    pub(super) fn pick<T>(self, english: T, french: T) -> T {
        match self {
            Language::English => english,
            Language::French => french,
        }
    }

    pub(super) fn history(self) -> &'static str {
        self.pick("history", "historique")
    }

    pub(super) fn median(self) -> &'static str {
        self.pick("median", "médiane")
    }

    pub(super) fn all_zero(self) -> &'static str {
        self.pick("zero in every year", "zéro chaque année")
    }

    /// The end of a period by its instant in years: 2036.0 is "2035", 2035.75 is "Q3 2035".
    pub(super) fn end_of(self, instant: f64) -> String {
        let quarters = (instant * 4.0).round() as i64 - 1;
        let (year, quarter) = (quarters.div_euclid(4), quarters.rem_euclid(4) + 1);
        if quarter == 4 { year.to_string() } else { format!("{}{quarter} {year}", self.pick("Q", "T")) }
    }

    /// The start of a period by its instant in years: 2024.0 is "2024", 2024.25 is "Q2 2024".
    pub(super) fn start_of(self, instant: f64) -> String {
        let quarters = (instant * 4.0).round() as i64;
        let (year, quarter) = (quarters.div_euclid(4), quarters.rem_euclid(4) + 1);
        if quarter == 1 { year.to_string() } else { format!("{}{quarter} {year}", self.pick("Q", "T")) }
    }

    /// "38 % not by 2035".
    pub(super) fn share_not_by(self, share: f64, horizon_end: f64) -> String {
        format!("{} {}", percent(share, self), self.not_by(horizon_end))
    }

    /// "not by 2035".
    pub(super) fn not_by(self, horizon_end: f64) -> String {
        format!("{} {}", self.pick("not by", "pas d’ici fin"), self.end_of(horizon_end))
    }

    /// "12 % before 2024".
    pub(super) fn before(self, share: f64, start: f64) -> String {
        format!("{} {} {}", percent(share, self), self.pick("before", "avant"), self.start_of(start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_name_the_period_that_ends_or_starts_there() {
        assert_eq!(Language::English.end_of(2036.0), "2035");
        assert_eq!(Language::English.end_of(2035.75), "Q3 2035");
        assert_eq!(Language::French.start_of(2024.25), "T2 2024");
        assert_eq!(Language::French.start_of(2024.0), "2024");
    }

    #[test]
    fn shares_read_as_a_sentence() {
        assert_eq!(Language::English.share_not_by(0.38, 2036.0), "38\u{202f}% not by 2035");
        assert_eq!(Language::French.before(0.121, 2024.0), "12\u{202f}% avant 2024");
    }
}
