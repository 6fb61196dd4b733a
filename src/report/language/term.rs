//! Terms: what the Group's finance people call things, and the short words inside figures.

use super::Language;
use super::number::{counted, percent};
use crate::analysis::interval::Estimate;
use crate::model::business::Powertrain;

/// Names of things that the model knows and no scenario labels.
impl Language {
    /// A powertrain as people in the trade say it.
    pub(in crate::report) fn powertrain(self, powertrain: Powertrain) -> &'static str {
        match powertrain {
            Powertrain::Bev => self.pick("BEV", "VE"),
            Powertrain::Phev => self.pick("Plug-in hybrid", "Hybride rechargeable"),
            Powertrain::Hev => self.pick("Hybrid", "Hybride"),
            Powertrain::Ice => self.pick("Combustion", "Thermique"),
        }
    }

    /// A scenario with one assumption changed on the command line.
    pub fn with_change(self, name: &str, key: &str, value: &str) -> String {
        format!("{name}, {} {key} = {value}", self.pick("with", "avec"))
    }

    /// The same with several.
    pub fn with_changes(self, name: &str, n_changes: usize) -> String {
        format!("{name}, {} {n_changes} {}", self.pick("with", "avec"), self.pick("changes", "changements"))
    }

    /// A scenario computed once, without randomness.
    pub fn as_projection(self, name: &str) -> String {
        format!("{name}, {}", self.pick("deterministic projection", "projection déterministe"))
    }

    /// The Group as a whole.
    pub fn group(self) -> &'static str {
        self.pick("Group", "Groupe")
    }

    /// What is left of a list that is too long to draw.
    pub(in crate::report) fn others(self) -> &'static str {
        self.pick("Others", "Autres")
    }

    /// Cars of a powertrain in all parts of the Group but one.
    pub(in crate::report) fn cars_without(self, powertrain: Powertrain, part: &str) -> String {
        let cars = match powertrain {
            Powertrain::Hev => self.pick("Hybrids", "Hybrides"),
            other => self.powertrain(other),
        };
        format!("{cars} {} {part}", self.pick("without", "hors"))
    }

    /// "Contribution, Dacia": the margin of a part of the Group; what it is comes first, for long names are cut.
    pub(in crate::report) fn contribution_of(self, name: &str) -> String {
        format!("{}, {name}", self.pick("Contribution", "MCV"))
    }

    /// "Free cash flow, Ampere".
    pub(in crate::report) fn cash_of(self, name: &str) -> String {
        format!("{}, {name}", self.pick("Free cash flow", "Free cash-flow"))
    }

    pub(in crate::report) fn cow_panel(self) -> &'static str {
        self.pick("The cow: what is earned, what is needed", "La vache à lait : ce qui rentre, ce qu’il faut")
    }

    /// The right panel, of the cars that carry and of those that take over.
    pub(in crate::report) fn bridge_panel(self, from: &str, to: &str) -> String {
        self.pick(
            format!("The bridge: contribution, {from} and {to}"),
            format!("Le pont : MCV, {from} et {to}"),
        )
    }

    /// The two lines of the CO2 figure.
    pub(in crate::report) fn fleet_lines(self) -> [&'static str; 2] {
        self.pick(["Fleet average", "Allowed"], ["Moyenne de la flotte", "Permis"])
    }

    pub(in crate::report) fn fleet_panels(self) -> [&'static str; 2] {
        self.pick(
            ["Fleet average against what is allowed", "What an excess costs"],
            ["Moyenne de la flotte et ce qui est permis", "Ce que coûte un dépassement"],
        )
    }

    /// Head of a column of means.
    pub(in crate::report) fn mean(self) -> &'static str {
        self.pick("mean", "moyenne")
    }

    /// Head of the shares that meet the target.
    pub(in crate::report) fn target_met_head(self) -> &'static str {
        self.pick("target met", "cible tenue")
    }
}

/// Short words inside figures.
impl Language {
    pub(in crate::report) fn history(self) -> &'static str {
        self.pick("history", "historique")
    }

    pub(in crate::report) fn median(self) -> &'static str {
        self.pick("median", "médiane")
    }

    pub(in crate::report) fn all_zero(self) -> &'static str {
        self.pick("zero in every year", "zéro chaque année")
    }

    /// "2035: total".
    pub(in crate::report) fn total_of(self, year: i32) -> String {
        format!("{year}{} total", self.pick(":", " :"))
    }

    pub(in crate::report) fn own_levers(self) -> &'static str {
        self.pick("Own levers", "Leviers propres")
    }

    pub(in crate::report) fn battery_market(self) -> &'static str {
        self.pick("Battery market", "Marché des batteries")
    }

    /// "target −40 %".
    pub(in crate::report) fn target(self, cut: f64) -> String {
        format!("{} \u{2212}{}", self.pick("target", "objectif"), percent(cut, self))
    }

    /// "reached in 12 % of trials".
    pub(in crate::report) fn reached_in(self, share: &Estimate) -> String {
        let share = counted(share, self);
        self.pick(format!("reached in {share} of trials"), format!("atteint dans {share} des tirages"))
    }

    pub(in crate::report) fn years(self) -> &'static str {
        self.pick("years", "ans")
    }

    /// The two directions of a shift of B against A.
    pub(in crate::report) fn directions(self) -> (&'static str, &'static str) {
        self.pick(("← B earlier", "B later →"), ("← B plus tôt", "B plus tard →"))
    }

    pub(in crate::report) fn beyond(self) -> &'static str {
        self.pick("beyond:", "au-delà :")
    }

    pub(in crate::report) fn no_pair(self) -> &'static str {
        self.pick("no trial in which both reach it", "aucun tirage où les deux l’atteignent")
    }

    pub(in crate::report) fn share_of_trials(self) -> &'static str {
        self.pick("Share of trials", "Part des tirages")
    }

    /// What becomes of a pair of trials, in the order in which a shift lists it.
    pub(in crate::report) fn pair_outcomes(self) -> [&'static str; 6] {
        self.pick(
            ["B earlier", "same quarter", "B later", "only B reaches it", "only A reaches it", "neither"],
            [
                "B plus tôt",
                "même trimestre",
                "B plus tard",
                "seul B l’atteint",
                "seul A l’atteint",
                "aucun des deux",
            ],
        )
    }
}
