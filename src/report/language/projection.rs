//! What the texts of deterministic projections say.

use super::Language;
use crate::engine::Scenario;

impl Language {
    /// What a projection is.
    pub fn projection_meaning(self) -> &'static str {
        self.pick(
            "Deterministic projection: one course of events, every uncertain assumption at its median, of several \
             options the likeliest, no noise and no events. It is neither the mean of the futures nor the likeliest \
             of them, and says nothing about probabilities.",
            "Projection déterministe\u{a0}: un seul cours des événements, chaque hypothèse incertaine à sa médiane, \
             de plusieurs options la plus probable, ni bruit ni événement. Ce n’est ni la moyenne des futurs ni le \
             plus probable d’entre eux, et elle ne dit rien des probabilités.",
        )
    }

    pub(in crate::report) fn projected_break_even(self) -> &'static str {
        self.pick("BREAK-EVEN", "POINT MORT")
    }

    pub(in crate::report) fn projected_cut_heading(self, base_year: f64) -> String {
        self.spaced(&self.pick(
            format!("COST CUT: of unit cost in euros of {base_year:.0}, at constant mix"),
            format!("BAISSE DU COÛT UNITAIRE : en euros de {base_year:.0}, à mix constant"),
        ))
    }

    pub(in crate::report) fn projected_bridge(self, from: &str, to: &str) -> String {
        self.spaced(&self.pick(
            format!("BRIDGE: when {to} overtakes {from} in contribution margin"),
            format!("LE PONT : quand {to} rattrape {from} en MCV"),
        ))
    }

    pub(in crate::report) fn target_met(self, target: f64, is_met: bool) -> String {
        let verb = match is_met {
            true => self.pick("reached", "atteint"),
            false => self.pick("missed", "manqué"),
        };
        let target = format!("{:.0}", 100.0 * target);
        self.spaced(&self.pick(
            format!(" The target of {target} % is {verb}."),
            format!(" L’objectif de {target} % est {verb}."),
        ))
    }

    pub(in crate::report) fn projected_value_columns(self) -> [&'static str; 3] {
        self.pick(["NPV", "peak funding", "internal rate"], ["VAN", "besoin maximal", "taux interne"])
    }

    pub(in crate::report) fn no_single_rate(self) -> &'static str {
        self.pick("none or several", "aucun ou pls")
    }

    pub(in crate::report) fn projection_conventions(self, scenario: &Scenario) -> String {
        let (base, known) = (scenario.business.money.base_mid.floor(), scenario.timeline.known_until);
        self.spaced(&self.pick(
            format!(
                "Money is nominal; unit cost is in euros of {base:.0}. Before {known:.0} volumes and market are as \
                 recorded."
            ),
            format!(
                "Montants en euros courants ; coût unitaire en euros de {base:.0}. Avant {known:.0}, volumes et marché \
                 sont ceux constatés."
            ),
        ))
    }
}
