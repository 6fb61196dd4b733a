//! The CO2 account.

use super::Language;
use crate::report::fact::{Figure, Spread};

impl Language {
    pub(in crate::report) fn co2_heading(self) -> String {
        self.spaced(self.pick(
            "CO2: fleet average less what is allowed, by the years the law averages over",
            "CO2 : moyenne de la flotte moins ce qui est permis, par période de la loi",
        ))
    }

    /// Heads of 12, 12, 16, 14, 10 and 16 columns.
    pub(in crate::report) fn co2_columns(self) -> [&'static str; 6] {
        self.pick(
            ["", "g per km", "p10..p90", "target met", "EUR m", "p10..p90"],
            ["", "g/km", "p10..p90", "cible tenue", "M€", "p10..p90"],
        )
    }

    /// Grams per km with one decimal, none where the standard error is a gram or more.
    pub(in crate::report) fn grams(self, found: &Figure) -> String {
        let decimals = if found.standard_error >= 1.0 { 0 } else { 1 };
        let text = format!("{:+.decimals$}", found.value);
        let is_nothing = text.chars().all(|c| matches!(c, '-' | '+' | '0' | '.'));
        self.number(if is_nothing { text.trim_start_matches(['-', '+']) } else { &text })
    }

    /// From p10 to p90; empty where there is no spread.
    pub(in crate::report) fn grams_range(self, spread: &Spread) -> String {
        if spread.p90.value - spread.p10.value >= 0.05 {
            format!("{}..{}", self.grams(&spread.p10), self.grams(&spread.p90))
        } else {
            String::new()
        }
    }

    pub(in crate::report) fn co2_meaning(self) -> String {
        self.spaced(self.pick(
            "At zero or below the target is met. Amounts are what the Group pays for the years averaged, at their end; \
             they are spread over the cars above the target, and in the operating margin as the years go.",
            "À zéro ou au-dessous, la cible est tenue. Montants : ce que le Groupe paie pour la période, à sa fin ; ils \
             sont portés par les voitures au-dessus de la cible, et par la MOP au fil des années.",
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grams_have_a_sign_unless_they_are_nothing() {
        let grams = |value, standard_error| {
            Language::French.grams(&Figure { value, standard_error, low: f64::NAN, high: f64::NAN })
        };
        assert_eq!(grams(4.46, 0.05), "+4,5");
        assert_eq!(grams(-17.6, 2.0), "-18");
        assert_eq!(grams(-0.04, 0.01), "0,0");
    }
}
