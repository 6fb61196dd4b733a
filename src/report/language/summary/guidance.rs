//! The Group against its guidance.

use super::Language;
use crate::report::fact::{Chance, Spread};

impl Language {
    /// Names of the rows of shares, at most 15 columns: guidance met, cash burnt.
    pub(in crate::report) fn guidance_rows(self) -> [&'static str; 2] {
        self.pick(["  ≥ guidance", "  cash flow < 0"], ["  ≥ objectif", "  FCF < 0"])
    }

    pub(in crate::report) fn guidance_stated(self, stated: &str) -> String {
        // As in the scenario file, with the language's decimal mark.
        let path = stated.split(';').next().unwrap_or_default().trim();
        // A whole year is a year, not a decimal number.
        let path = path.replace(".0:", ":");
        let path = self.pick(path.clone(), path.replace('.', ",").replace(": ", " : ")).replace('%', " %");
        self.spaced(&self.pick(
            format!("Guidance is what the Group has published, no input: {path}."),
            format!("L’objectif est celui que le Groupe a publié, pas une entrée : {path}."),
        ))
    }

    pub(in crate::report) fn worst_year(self, ratio: &Spread, year: i32, chance: &Chance) -> String {
        let (mean, share) = (self.ratio(&ratio.mean), self.percent(chance.counted));
        let range = if ratio.p10.value.is_finite() {
            format!(" (p10 {}, p90 {})", self.ratio(&ratio.p10), self.ratio(&ratio.p90))
        } else {
            String::new()
        };
        self.spaced(&self.pick(
            format!("Worst projected year: {mean} of revenue{range}, most often {year} (in {share} of futures)."),
            format!(
                "Pire année projetée : {mean} du chiffre d’affaires{range}, le plus souvent {year} (dans {share} \
                 des futurs)."
            ),
        ))
    }

    /// In any projected year, and in which of them most often.
    pub(in crate::report) fn cash_burnt_ever(self, ever: &Chance, most: Option<(i32, Chance)>) -> String {
        let share = self.share_with_interval(ever);
        let most = most.map_or(String::new(), |(year, chance)| {
            let share = self.percent(chance.counted);
            self.pick(
                format!("; most often in {year}: {share}"),
                format!(" ; le plus souvent en {year} : {share}"),
            )
        });
        self.spaced(&self.pick(
            format!("Free cash flow is below zero in at least one projected year in {share}{most}."),
            format!("Le free cash-flow (FCF) est négatif au moins une année projetée dans {share}{most}."),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_years_of_a_path_have_no_decimal() {
        let path = "2023.0: 7%, 2025.5: 8.0%, 2030.0: 10%; level: 1";
        let said = Language::English.guidance_stated(path);
        assert!(said.ends_with("no input: 2023: 7 %, 2025.5: 8.0 %, 2030: 10 %."), "{said}");
        let french = Language::French.guidance_stated(path);
        assert!(
            french.contains("2023\u{a0}: 7\u{a0}%, 2025,5\u{a0}: 8,0\u{a0}%, 2030\u{a0}: 10"),
            "{french}"
        );
    }
}
