//! What the summary of a comparison says.

use super::Language;
use crate::report::comparison::{ByYear, Shift};
use crate::report::fact::{Chance, Figure};
use crate::report::headline::Subject;
use crate::report::number::{grouped, points, rounded};

impl Language {
    /// The mark between a name and what it stands for.
    pub(in crate::report) fn colon(self) -> &'static str {
        self.pick(":", " :")
    }

    pub(in crate::report) fn changed_in_all(self, change: &str) -> String {
        self.spaced(&format!("{} {change}", self.pick("Changed in all:", "Modifié partout :")))
    }

    /// Whether B is likelier than A: only where the interval of the change leaves out zero.
    pub(in crate::report) fn change_by(self, label: &str, by: &ByYear) -> String {
        let ByYear { year, a, b, change } = by;
        let (a, b) = (self.percent(a.counted), self.percent(b.counted));
        let points = self.points_change(change);
        let verdict = if change.low > 0.0 {
            self.pick("likelier in B than in A", "plus probable dans B que dans A")
        } else if change.high < 0.0 {
            self.pick("less likely in B than in A", "moins probable dans B que dans A")
        } else {
            self.pick("tied in A and B", "à égalité dans A et B")
        };
        self.spaced(&self.pick(
            format!("{label}: sustained break-even by the end of {year} is {verdict}: {a} and {b} of futures, {points} points."),
            format!("{label} : le point mort durable d’ici fin {year} est {verdict} : {a} des futurs dans A, {b} dans B, {points} points."),
        ))
    }

    /// A year in which the answer is another than in the year that is asked: "But by the end of 2035 …".
    pub(in crate::report) fn but_by(self, by: &ByYear) -> String {
        let points = self.points_change(&by.change);
        let verdict = match by.change.value > 0.0 {
            true => self.pick("likelier in B", "plus probable dans B"),
            false => self.pick("less likely in B", "moins probable dans B"),
        };
        let year = by.year;
        self.spaced(&self.pick(
            format!("But by the end of {year} it is {verdict}: {points} points."),
            format!("Mais d’ici fin {year} il est {verdict} : {points} points."),
        ))
    }

    /// `otherwise`: they move against the answer.
    pub(in crate::report) fn medians(self, [a, b]: [String; 2], otherwise: bool) -> String {
        match otherwise {
            true => self.pick(
                format!("The median moves the other way: {a} in A, {b} in B."),
                format!("La médiane va dans l’autre sens : {a} dans A, {b} dans B."),
            ),
            false => {
                self.pick(format!("Median {a} in A, {b} in B."), format!("Médiane {a} dans A, {b} dans B."))
            }
        }
    }

    pub(in crate::report) fn compared_break_even(self, label: &str) -> String {
        self.spaced(&self.pick(
            format!("{label}: probability of break-even by the end of the year"),
            format!("{label} : probabilité du point mort à la fin de l’année"),
        ))
    }

    /// "43% to 1%": without spaces, for narrow columns.
    pub(in crate::report) fn levels(self, a: &Chance, b: &Chance) -> String {
        let [a, b] = [a, b].map(|chance| self.percent(chance.counted).replace([' ', '\u{a0}'], ""));
        format!("{a} {} {b}", self.pick("to", "à"))
    }

    pub(in crate::report) fn points_row(self) -> &'static str {
        self.pick("  points", "  points")
    }

    /// A change of a probability in points with half its interval; one that rounds to nothing has no sign.
    pub(in crate::report) fn points_change(self, change: &Figure) -> String {
        let value = 100.0 * change.value;
        let value = if value.abs() < 0.05 { "0.0".to_string() } else { format!("{value:+.1}") };
        if !change.half_width().is_finite() {
            return self.number(&value);
        }
        self.number(&format!("{value}_±{}", points(change.half_width()))).replace('_', " ")
    }

    pub(in crate::report) fn where_the_date_goes(self, shift: &Shift) -> String {
        let share = |chance: &Chance| self.percent(chance.counted);
        let (earlier, same, later) = (share(&shift.earlier), share(&shift.same), share(&shift.later));
        let (neither, only_a, only_b) = (share(&shift.neither), share(&shift.only_a), share(&shift.only_b));
        let mean = shift.mean_years.map_or(String::new(), |mean| {
            let years = self.number(&format!("{:+.2}", mean.value));
            let half = self.number(&format!("{:.2}", mean.half_width()));
            let half = if mean.half_width().is_finite() { format!(" ±{half}") } else { String::new() };
            self.pick(
                format!(" Where both have a date it moves by {years}{half} years."),
                format!(" Là où les deux ont une date, elle bouge de {years}{half} ans."),
            )
        });
        self.spaced(&self.pick(
            format!(
                "Sustained date in B, to the quarter: earlier in {earlier}, the same in {same}, later in {later}; \
                 neither reaches it in {neither}, only A in {only_a}, only B in {only_b}.{mean}"
            ),
            format!(
                "Date durable dans B, au trimestre près : plus tôt dans {earlier}, la même dans {same}, plus tard \
                 dans {later} ; aucun ne l’atteint dans {neither}, seul A dans {only_a}, seul B dans {only_b}.{mean}"
            ),
        ))
    }

    pub(in crate::report) fn compared_group(self, from: &str, to: &str) -> String {
        self.spaced(&self.pick(
            format!(
                "Guidance: the Group’s margin is at least that. Bridge: {to} has overtaken {from} for good."
            ),
            format!("Objectif : la MOP du Groupe l’atteint. Pont : {to} a rattrapé {from} définitivement."),
        ))
    }

    /// Names of rows, at most 15 columns: guidance met in the year, hand-over by its end.
    pub(in crate::report) fn compared_group_rows(self) -> [&'static str; 2] {
        self.pick(["≥ guidance", "bridge"], ["≥ objectif", "pont"])
    }

    pub(in crate::report) fn compared_cuts(self, base_year: f64) -> String {
        self.spaced(&self.pick(
            format!("COST CUT: mean, of unit cost in euros of {base_year:.0}, at constant mix"),
            format!("BAISSE DU COÛT UNITAIRE : moyenne, en euros de {base_year:.0}, à mix constant"),
        ))
    }

    /// Heads of two columns of 20.
    pub(in crate::report) fn compared_cut_columns(self) -> [&'static str; 2] {
        self.pick(["A to B", "points"], ["A à B", "points"])
    }

    /// At most 39 columns with names as in the base case: "AmpR Medium, Generation 2, end of 2028".
    pub(in crate::report) fn compared_cut(
        self,
        platform: &str,
        generation: &str,
        measured_at: f64,
    ) -> String {
        format!("{platform}, {generation}, {}", self.cut_end(measured_at))
    }

    pub(in crate::report) fn compared_target(self, target: f64) -> String {
        let target = format!("{:.0}", 100.0 * target);
        self.spaced(&self.pick(
            format!("  holds {target} % or more, of futures"),
            format!("  au moins {target} %, part des futurs"),
        ))
    }

    /// "31.9% to 28.1%": without spaces, as shares are.
    pub(in crate::report) fn ratios(self, a: &Figure, b: &Figure) -> String {
        let [a, b] = [a, b].map(|figure| self.ratio(figure).replace([' ', '\u{a0}'], ""));
        format!("{a} {} {b}", self.pick("to", "à"))
    }

    pub(in crate::report) fn compared_co2(self) -> String {
        self.spaced(self.pick(
            "CO2: share of futures that meet the target, and what the Group pays",
            "CO2 : part des futurs qui tiennent la cible, et ce que paie le Groupe",
        ))
    }

    /// Heads of 16, 20, 20 and 20 columns.
    pub(in crate::report) fn compared_co2_columns(self) -> [&'static str; 4] {
        self.pick(
            ["", "target met, A to B", "points", "EUR m, B minus A"],
            ["", "cible tenue, A à B", "points", "M€, B moins A"],
        )
    }

    pub(in crate::report) fn no_funding_rule(self) -> &'static str {
        self.pick("no funding rule.", "aucune règle de financement.")
    }

    pub(in crate::report) fn difference_heading(self) -> String {
        self.spaced(self.pick(
            "B minus A, EUR million: mean ± half its 95 % interval",
            "B moins A, M€ : moyenne ± la moitié de son intervalle à 95 %",
        ))
    }

    /// Heading of the rows of operating margins, at most 15 columns.
    pub(in crate::report) fn compared_margin(self) -> &'static str {
        self.pick("operat. margin", "MOP")
    }

    /// An amount in EUR million with its sign and half its interval.
    pub(in crate::report) fn difference(self, found: &Figure) -> String {
        let sign = if found.value > 0.0 { "+" } else { "" };
        let amount = self.number(&rounded(found.value, found.standard_error));
        if !found.half_width().is_finite() {
            return format!("{sign}{amount}");
        }
        format!("{sign}{amount} ±{}", self.number(&grouped(found.half_width().ceil())))
    }

    pub(in crate::report) fn comparison_conventions(self, subject: &Subject, n_trials: u64) -> String {
        let trials = self.trials(subject, n_trials);
        self.spaced(&self.pick(
            format!(
                "{trials}; both scenarios see the same draws, so differences are taken future by future. ± is half \
                 the width of the 95 % interval of the paired difference."
            ),
            format!(
                "{trials} ; les deux scénarios voient les mêmes tirages, les écarts sont donc pris futur par futur. \
                 ± est la moitié de l’intervalle à 95 % de l’écart apparié."
            ),
        ))
    }
}
