//! Who carries the electric business: the cash cow, the funding rule, the bridge.

use super::Language;
use crate::analysis::date::DatePercentile;
use crate::report::fact::{Figure, Spread};

/// The cash cow.
impl Language {
    pub(in crate::report) fn cover_heading(self, payer: &str, need: &str) -> String {
        self.spaced(&self.pick(
            format!("CASH COW: how many times {payer}’s free cash flow covers the cash need of {need}"),
            format!("VACHE À LAIT : free cash-flow ({payer}) rapporté au besoin de trésorerie ({need})"),
        ))
    }

    /// Names of rows, at most 15 columns: median cover, share without a need.
    pub(in crate::report) fn cover_rows(self) -> [&'static str; 2] {
        self.pick(["median cover", "no need"], ["couv. médiane", "aucun besoin"])
    }

    /// A cover: `1.8×`; without a decimal where its standard error is one or more, a dash where nobody has a need.
    pub(in crate::report) fn times(self, cover: &Figure) -> String {
        if !cover.value.is_finite() {
            return "-".to_string();
        }
        format!("{}×", self.times_number(cover))
    }

    /// From p10 to p90: `0.9..4.5×`.
    pub(in crate::report) fn times_range(self, cover: &Spread) -> String {
        if !(cover.p10.value.is_finite() && cover.p90.value.is_finite()) {
            return String::new();
        }
        format!("{}..{}×", self.times_number(&cover.p10), self.times_number(&cover.p90))
    }

    fn times_number(self, cover: &Figure) -> String {
        let decimals = if cover.standard_error >= 1.0 { 0 } else { 1 };
        let text = format!("{:.decimals$}", cover.value);
        // Less than half a digit has no sign.
        let is_nothing = text.chars().all(|c| matches!(c, '-' | '0' | '.'));
        self.number(if is_nothing { text.trim_start_matches('-') } else { &text })
    }

    pub(in crate::report) fn cover_meaning(self, payer: &str, need: &str) -> String {
        self.spaced(&self.pick(
            format!("Cover is over futures in which {need} needs cash; below zero {payer} needs cash itself."),
            format!(
                "La couverture porte sur les futurs où {need} a un besoin ; négative, c’est {payer} qui en a un."
            ),
        ))
    }

    /// The year of the lowest median, which need not be among those shown.
    pub(in crate::report) fn lowest_cover(self, year: i32, median: &Figure) -> String {
        let median = self.times(median);
        self.spaced(&self.pick(
            format!("The lowest median of years in which most have a need: {median} in {year}."),
            format!("Médiane la plus basse des années où la plupart ont un besoin : {median} en {year}."),
        ))
    }

    /// When the need is first not covered: a share by the year that is asked, the median if there is one, and how many
    /// always are.
    pub(in crate::report) fn not_covered(
        self,
        (asked, by): (i32, &str),
        median: Option<&str>,
        always: &str,
        horizon: i32,
    ) -> String {
        let median = median.map_or(String::new(), |year| {
            self.pick(
                format!("; the first such year is {year} in the median"),
                format!(" ; la première est {year} en médiane"),
            )
        });
        self.spaced(&self.pick(
            format!(
                "By the end of {asked} there has been a year without full cover in {by}{median}; {always} have \
                 none by {horizon}."
            ),
            format!(
                "D’ici fin {asked}, une année au moins n’est pas entièrement couverte dans {by}{median} ; \
                 {always} n’en ont aucune d’ici fin {horizon}."
            ),
        ))
    }

    /// The year of a date that falls on a year's end, if it lies in the reported years.
    pub(in crate::report) fn year_in(self, date: DatePercentile) -> Option<String> {
        match date {
            DatePercentile::InQuarter(begin) => Some(format!("{:.0}", begin.floor())),
            _ => None,
        }
    }
}

/// The funding rule.
impl Language {
    /// Whose need, whose cash, which part of it, what follows. `since` is when the rule begins, and from when cash is
    /// added up; `appetite` is in English words.
    pub(in crate::report) fn funding_rule(
        self,
        since: [f64; 2],
        need: &str,
        payers: &[&str],
        appetite: &str,
        max_slip_years: f64,
    ) -> String {
        let [from, added_up] = since.map(|date| self.start_of(date));
        let (payers, appetite) = (self.listed(payers), self.understood_words(appetite));
        let years = self.number(&max_slip_years.to_string());
        self.spaced(&self.pick(
            format!(
                "Funding rule: from {from} on, while the cash need of {need} since {added_up} exceeds a share of the \
                 cash of {payers} ({appetite}), generations not yet started slip, by {years} years at most."
            ),
            format!(
                "Règle de financement : à partir de {from}, tant que le besoin de trésorerie ({need}) depuis \
                 {added_up} dépasse une part de la trésorerie de ceux qui paient ({payers} ; {appetite}), les générations \
                 non commencées glissent, de {years} ans au plus."
            ),
        ))
    }

    /// What the rule delays, on average.
    pub(in crate::report) fn funding_slips(self, slips: &[(&str, &Spread)]) -> String {
        let delayed = |(generation, years): &(&str, &Spread)| {
            let years = self.number(&format!("{:.2}", years.mean.value));
            self.pick(format!("{generation} by {years} years"), format!("{generation} de {years} an"))
        };
        let delayed: Vec<String> = slips.iter().map(delayed).collect();
        let delayed = delayed.join(self.pick("; ", " ; "));
        let text = if delayed.is_empty() {
            self.pick("It delays nothing.", "Elle ne retarde rien.").to_string()
        } else {
            self.pick(
                format!("It delays, on average: {delayed}."),
                format!("Elle retarde, en moyenne : {delayed}."),
            )
        };
        self.spaced(&text)
    }
}

/// The bridge.
impl Language {
    pub(in crate::report) fn bridge_heading(self, from: &str, to: &str) -> String {
        self.spaced(&self.pick(
            format!("BRIDGE: probability that {to} has overtaken {from} by the end of the year"),
            format!("LE PONT : probabilité que {to} ait rattrapé {from} à la fin de l’année"),
        ))
    }

    /// Names of the four dates, at most 23 columns.
    pub(in crate::report) fn bridge_rows(self) -> [&'static str; 4] {
        self.pick(
            ["in all, first", "in all, for good", "per car, first", "per car, for good"],
            ["au total, 1re fois", "au total, définitif", "par voiture, 1re fois", "par voiture, définitif"],
        )
    }

    pub(in crate::report) fn bridge_meaning(self, end: i32) -> String {
        self.pick(
            format!(
                "Overtaken: at least the same contribution margin (before fixed cost) in the last four quarters. For \
                 good: and to the end of {end}."
            ),
            self.spaced(&format!(
                "Rattrapé : au moins la même MCV (avant frais fixes) sur les quatre derniers trimestres. Définitif : \
                 et jusqu’à fin {end}."
            )),
        )
    }

    /// The largest fall of both contributions together.
    pub(in crate::report) fn valley(self, fall: &Spread) -> String {
        let mut amount = self.amount(&fall.mean);
        if fall.p10.value.is_finite() {
            amount.push_str(&format!(" (p10 {}, p90 {})", self.amount(&fall.p10), self.amount(&fall.p90)));
        }
        self.spaced(&self.pick(
            format!("Valley: the largest fall of both together from an earlier top, EUR million: {amount}."),
            format!(
                "Vallée : le plus fort recul des deux ensemble depuis un sommet antérieur, en M€ : {amount}."
            ),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cover(value: f64, standard_error: f64) -> Figure {
        Figure { value, standard_error, low: f64::NAN, high: f64::NAN }
    }

    #[test]
    fn a_cover_has_the_digits_that_its_error_supports() {
        assert_eq!(Language::English.times(&cover(1.84, 0.02)), "1.8×");
        assert_eq!(Language::French.times(&cover(-11.3, 1.4)), "-11×");
        assert_eq!(Language::English.times(&cover(-0.02, 0.1)), "0.0×");
        assert_eq!(Language::English.times(&cover(f64::NAN, f64::NAN)), "-");
    }

    #[test]
    fn a_year_that_ends_a_date_is_named_without_its_quarter() {
        let year = |date| Language::French.year_in(date);
        assert_eq!(year(DatePercentile::InQuarter(2028.75)).as_deref(), Some("2028"));
        assert_eq!(year(DatePercentile::NotByHorizon), None);
    }
}
