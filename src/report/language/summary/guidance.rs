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
        let path =
            self.pick(path.to_string(), path.replace('.', ",").replace(": ", " : ")).replace('%', " %");
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

    pub(in crate::report) fn cash_burnt_ever(self, ever: &Chance) -> String {
        let share = self.share_with_interval(ever);
        self.spaced(&self.pick(
            format!("Free cash flow is below zero in at least one projected year in {share}."),
            format!("Le free cash-flow (FCF) est négatif au moins une année projetée dans {share}."),
        ))
    }
}
