//! Periods and dates in words: "T3 2027", "mid-2023", "end of 2028".

use super::Language;
use super::number::counted;
use crate::analysis::interval::Estimate;

impl Language {
    /// The end of a period by its instant in years: 2036.0 is "2035", 2035.75 is "Q3 2035".
    pub(in crate::report) fn end_of(self, instant: f64) -> String {
        let quarters = (instant * 4.0).round() as i64 - 1;
        let (year, quarter) = (quarters.div_euclid(4), quarters.rem_euclid(4) + 1);
        if quarter == 4 { year.to_string() } else { self.quarter(year, quarter) }
    }

    /// The start of a period by its instant in years: 2024.0 is "2024", 2024.25 is "Q2 2024".
    pub(in crate::report) fn start_of(self, instant: f64) -> String {
        let quarters = (instant * 4.0).round() as i64;
        let (year, quarter) = (quarters.div_euclid(4), quarters.rem_euclid(4) + 1);
        if quarter == 1 { year.to_string() } else { self.quarter(year, quarter) }
    }

    /// A date as people say it: 2023.5 is "mid-2023", 2027.25 is "start of Q2 2027".
    pub(in crate::report) fn moment(self, date: f64) -> String {
        if date.fract() == 0.5 {
            return format!("{}-{:.0}", self.pick("mid", "mi"), date.floor());
        }
        format!("{} {}", self.pick("start of", "début"), self.start_of(date))
    }

    /// The end of what lies before a date: 2029.0 is "end of 2028".
    pub(in crate::report) fn end_before(self, date: f64) -> String {
        format!("{} {}", self.pick("end of", "fin"), self.end_of(date))
    }

    fn quarter(self, year: i64, quarter: i64) -> String {
        format!("{}{quarter} {year}", self.pick("Q", "T"))
    }

    /// "38 % not by 2035".
    pub(in crate::report) fn share_not_by(self, share: &Estimate, horizon_end: f64) -> String {
        format!("{} {}", counted(share, self), self.not_by(horizon_end))
    }

    /// "not by 2035".
    pub(in crate::report) fn not_by(self, horizon_end: f64) -> String {
        format!("{} {}", self.pick("not by", "pas d’ici fin"), self.end_of(horizon_end))
    }

    /// "12 % before 2024".
    pub(in crate::report) fn before(self, share: &Estimate, start: f64) -> String {
        format!("{} {} {}", counted(share, self), self.pick("before", "avant"), self.start_of(start))
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
        assert_eq!(Language::French.moment(2023.5), "mi-2023");
        assert_eq!(Language::English.moment(2027.25), "start of Q2 2027");
        assert_eq!(Language::French.end_before(2029.0), "fin 2028");
    }

    #[test]
    fn shares_read_as_a_sentence() {
        let share = |value| Estimate { value, standard_error: 0.005, low: value - 0.01, high: value + 0.01 };
        assert_eq!(Language::English.share_not_by(&share(0.38), 2036.0), "38\u{202f}% not by 2035");
        assert_eq!(Language::French.before(&share(0.121), 2024.0), "12\u{202f}% avant 2024");
    }
}
