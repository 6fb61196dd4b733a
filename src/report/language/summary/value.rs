//! NPV, peak funding and internal rate of return.

use super::Language;
use crate::engine::Scenario;
use crate::report::fact::Chance;
use crate::report::summary::Value;

impl Language {
    pub(in crate::report) fn value_heading(self, scenario: &Scenario) -> String {
        let (at, to, since) = (scenario.valuation_date, scenario.timeline.horizon, scenario.programme_start);
        self.spaced(&self.pick(
            format!("VALUE, EUR million: NPV at {at:.0} of the years to {to}; peak funding since {since:.0}"),
            format!(
                "VALEUR, M€ : VAN en {at:.0} des années jusqu’à {to} ; besoin de fonds depuis {since:.0}"
            ),
        ))
    }

    pub(in crate::report) fn value_columns(self) -> [&'static str; 3] {
        self.pick(["mean", "95 % interval", "p10..p90"], ["moyenne", "intervalle 95\u{a0}%", "p10..p90"])
    }

    pub(in crate::report) fn value_rows(self) -> [&'static str; 2] {
        self.pick(["NPV", "peak funding"], ["VAN", "besoin maximal"])
    }

    /// Name of the row of NPV with what comes after the projection.
    pub(in crate::report) fn terminal_value_row(self) -> &'static str {
        self.pick("NPV + terminal", "VAN + terminale")
    }

    /// The mean internal rate of return, and in how many futures there is one.
    pub(in crate::report) fn internal_rate(self, value: &Value) -> String {
        let label = &value.perimeter.label;
        let of =
            [value.without_internal_rate, value.with_one_internal_rate, value.with_several_internal_rates];
        let [none, one, several] =
            of.map(|chance| chance.map(|c| self.percent(c.counted)).unwrap_or_default());
        let found = &value.internal_rate_of_return;
        let rate = self.pick("internal rate of return", "taux de rendement interne");
        let text = if found.mean.value.is_finite() {
            let (mean, low, high) = (self.ratio(&found.mean), self.ratio(&found.p10), self.ratio(&found.p90));
            self.pick(
                format!(
                    "{label}, {rate}: mean {mean} (p10 {low}, p90 {high}) in the {one} of futures that have exactly \
                     one; none in {none}, several in {several}."
                ),
                format!(
                    "{label}, {rate} : moyenne {mean} (p10 {low}, p90 {high}) dans les {one} de futurs qui en ont un seul \
                     ; aucun dans {none}, plusieurs dans {several}."
                ),
            )
        } else {
            self.pick(
                format!("{label}, {rate}: no future has exactly one; none in {none}, several in {several}."),
                format!("{label}, {rate} : aucun futur n’en a un seul ; aucun dans {none}, plusieurs dans {several}."),
            )
        };
        self.spaced(&text)
    }

    pub(in crate::report) fn still_deepest(self, share: &Chance, horizon: i32) -> String {
        let share = self.percent(share.counted);
        self.spaced(&self.pick(
            format!(
                "In {share} of futures cumulative cash is lowest at the end of {horizon}: peak funding may still grow."
            ),
            format!("Dans {share} des futurs, la trésorerie cumulée est au plus bas fin {horizon} : le besoin peut encore croître."),
        ))
    }

    pub(in crate::report) fn which_flows_count(self, scenario: &Scenario) -> String {
        let (at, since) = (scenario.valuation_date, scenario.programme_start);
        self.spaced(&self.pick(
            format!("NPV counts free cash flow from {at:.0} on; the internal rate all of it since {since:.0}."),
            format!("La VAN compte le free cash-flow à partir de {at:.0} ; le taux interne, tout depuis {since:.0}."),
        ))
    }

    /// Up to which year flows are projected for it.
    pub(in crate::report) fn terminal_value_meaning(self, end: i32) -> String {
        self.spaced(&self.pick(
            format!("NPV + terminal: flows to {end} and the fading value of later ones."),
            format!("VAN + terminale : flux jusqu’à {end} et valeur, qui s’estompe, des suivants."),
        ))
    }

    /// The rate in English words or as a number.
    pub(in crate::report) fn discount_rate(self, stated: &str) -> String {
        let stated = self.understood_words(stated);
        self.spaced(
            &self.pick(format!("Discount rate: {stated}."), format!("Taux d’actualisation : {stated}.")),
        )
    }
}
