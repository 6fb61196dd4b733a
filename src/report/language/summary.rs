//! What the summary of a run says: headings, names of rows, sentences.
//!
//! - `guidance`: the Group against what it promised · `carried`: cash cow, funding rule, bridge · `co2`: the CO2 account
//! - `value`: NPV, peak funding, internal rate

mod carried;
mod co2;
mod guidance;
mod value;

use super::Language;
use crate::analysis::DateMetric;
use crate::quantity::Timeline;
use crate::report::fact::Results;
use crate::report::headline::Subject;
use crate::report::number;
use crate::report::summary::{CostCut, Odds};

/// The beginning: what was asked, and the answer.
impl Language {
    pub(in crate::report) fn changed(self, change: &str) -> String {
        self.spaced(&format!("{} {change}", self.pick("Changed:", "Modifié :")))
    }

    /// "Ampere: sustained break-even by the end of 2030 has less than an even chance: about 41 % of futures (…)."
    pub(in crate::report) fn odds_of_break_even(
        self,
        label: &str,
        year: i32,
        odds: Odds,
        share: &str,
    ) -> String {
        let chance = match odds {
            Odds::Below => self.pick("less than an even chance", "moins d’une chance sur deux"),
            Odds::About => self.pick("about an even chance", "environ une chance sur deux"),
            Odds::Above => self.pick("more than an even chance", "plus d’une chance sur deux"),
        };
        self.spaced(&self.pick(
            format!("{label}: sustained break-even by the end of {year} has {chance}: {share}."),
            format!("{label} : le point mort durable d’ici fin {year} a {chance} : {share}."),
        ))
    }

    pub(in crate::report) fn median_and_never(
        self,
        median: &str,
        interval: Option<(String, String)>,
        never: &str,
        horizon: i32,
    ) -> String {
        let interval = interval.map_or(String::new(), |(low, high)| {
            self.pick(
                format!(" (95 % interval {low} to {high})"),
                format!(" (intervalle à 95 % : {low} à {high})"),
            )
        });
        self.spaced(&self.pick(
            format!("Median {median}{interval}; {never} do not get there by {horizon}."),
            format!("Médiane {median}{interval} ; {never} n’y arrivent pas d’ici fin {horizon}."),
        ))
    }

    /// "BEV programme and Ampere: a tie by 2030, their 95 % intervals overlap."
    pub(in crate::report) fn tie_of(self, names: &[&str], year: i32) -> String {
        let names = self.listed(names);
        self.spaced(&self.pick(
            format!("{names} are tied by the end of {year}: their 95 % intervals overlap."),
            format!("{names} sont à égalité fin {year} : leurs intervalles à 95 % se recoupent."),
        ))
    }

    pub(in crate::report) fn ahead(self, name: &str, year: i32) -> String {
        self.spaced(&self.pick(
            format!("{name} is the likeliest by the end of {year}: its 95 % interval lies above the others."),
            format!("{name} est en tête fin {year} : son intervalle à 95 % est au-dessus des autres."),
        ))
    }

    /// "A, B and C".
    pub(in crate::report) fn listed(self, names: &[&str]) -> String {
        match names {
            [front @ .., last] if !front.is_empty() => {
                format!("{} {} {last}", front.join(", "), self.pick("and", "et"))
            }
            _ => names.concat(),
        }
    }
}

/// The table of break-even dates.
impl Language {
    pub(in crate::report) fn break_even_heading(self) -> String {
        self.spaced(self.pick(
            "BREAK-EVEN: probability of having reached it by the end of the year",
            "POINT MORT : probabilité de l’avoir atteint à la fin de l’année",
        ))
    }

    /// Heading of the column of futures that do not get there: at most 14 columns.
    pub(in crate::report) fn never_column(self, horizon: i32) -> String {
        format!("{} {horizon}", self.pick("not by", "pas d’ici"))
    }

    /// Short name of a date, at most 10 columns.
    pub(in crate::report) fn date_name(self, metric: DateMetric) -> &'static str {
        match metric {
            DateMetric::First => self.pick("first", "premier"),
            DateMetric::Sustained => self.pick("sustained", "durable"),
            DateMetric::Final => self.pick("final", "définitif"),
            DateMetric::CashFirst => self.pick("cash first", "tréso. 1er"),
            DateMetric::CashSustained => self.pick("in cash", "trésorerie"),
            DateMetric::CashFinal => self.pick("cash final", "tréso. déf"),
            DateMetric::Payback => self.pick("payback", "payback"),
            DateMetric::DiscountedPayback => self.pick("discounted", "actualisé"),
        }
    }

    /// Name of the row of standard errors, at most 10 columns.
    pub(in crate::report) fn error_row(self) -> &'static str {
        self.pick("  ± s.e.", "  ± err.")
    }

    pub(in crate::report) fn dates_meaning(self, timeline: &Timeline, programme_start: f64) -> String {
        let end = timeline.horizon + Timeline::CONFIRMING_YEARS;
        self.spaced(&self.pick(
            format!(
                "First: the operating margin of the last four quarters is at least zero. Sustained: and stays so \
                 for four more. Final: and to the end of {end}. In cash: sustained, on free cash flow. Payback: \
                 cumulative free cash flow since {programme_start:.0} is back at zero."
            ),
            format!(
                "Premier : la MOP des quatre derniers trimestres est au moins nulle. Durable : et le reste quatre \
                 trimestres de plus. Définitif : et jusqu’à fin {end}. Trésorerie : durable, sur le free \
                 cash-flow. Payback : le free cash-flow cumulé depuis {programme_start:.0} est revenu à zéro."
            ),
        ))
    }

    pub(in crate::report) fn worst_error(self, points: Option<&str>) -> String {
        let Some(points) = points else {
            return self
                .pick(
                    "Standard errors are not known from so few futures.",
                    "Les erreurs-types ne sont pas connues pour si peu de futurs.",
                )
                .to_string();
        };
        let points = self.number(points);
        self.spaced(&self.pick(
            format!("± s.e.: standard error in points, in the other rows {points} or less."),
            format!("± err. : erreur-type en points, {points} ou moins dans les autres lignes."),
        ))
    }
}

/// Costs and margins.
impl Language {
    pub(in crate::report) fn cost_cut_heading(self, base_year: f64) -> String {
        self.spaced(&self.pick(
            format!("COST CUT: realised, of unit cost in euros of {base_year:.0}, at constant mix"),
            format!("BAISSE DU COÛT UNITAIRE : réalisée, en euros de {base_year:.0}, à mix constant"),
        ))
    }

    /// "AmpR Medium, Generation 2 against Generation 1 of mid-2023, by end of 2028: 32.6 % (p10 …, p90 …); …"
    pub(in crate::report) fn cost_cut(self, cut: &CostCut) -> String {
        let CostCut { realised, own_levers: own, .. } = cut;
        let (platform, new, old) = (&cut.platform.label, &cut.generation.label, &cut.compared_with.label);
        let mut market = realised.mean;
        market.value -= own.mean.value;
        market.standard_error = realised.mean.standard_error.max(own.mean.standard_error);
        let (own, market) = (self.ratio(&own.mean), self.ratio(&market));
        let mut total = self.ratio(&realised.mean);
        if realised.p10.value.is_finite() {
            total.push_str(&format!(
                " (p10 {}, p90 {})",
                self.ratio(&realised.p10),
                self.ratio(&realised.p90)
            ));
        }
        let (from, by) = (self.cut_moment(cut.compared_at), self.cut_end(cut.measured_at));
        self.spaced(&self.pick(
            format!("{platform}, {new} against {old} of {from}, by {by}: {total}; own levers {own}, battery market {market}."),
            format!("{platform}, {new} contre {old} de {from}, {by} : {total} ; leviers propres {own}, marché des batteries {market}."),
        ))
    }

    /// A date as people say it: `mid-2023`, `Q2 2027`.
    fn cut_moment(self, date: f64) -> String {
        if date.fract() == 0.5 { self.moment(date) } else { self.quarter_from(date) }
    }

    /// The end of what lies before a date: `end of 2028` for 2029.0.
    pub(super) fn cut_end(self, date: f64) -> String {
        let end = self.pick("end of", "fin");
        if date.fract() == 0.0 {
            format!("{end} {:.0}", date - 1.0)
        } else {
            format!("{end} {}", self.quarter_from(date - 0.25))
        }
    }

    /// At that very date: a cut that was reached before may be lost again.
    pub(in crate::report) fn target_reached(self, target: f64, measured_at: f64, share: &str) -> String {
        let (target, end) = (format!("{:.0}", 100.0 * target), self.cut_end(measured_at));
        self.spaced(&self.pick(
            format!(" The target of {target} % holds at the {end} in {share}."),
            format!(" L’objectif de {target} % est tenu {end} dans {share}."),
        ))
    }

    pub(in crate::report) fn contribution_heading(self) -> &'static str {
        self.pick("CONTRIBUTION MARGIN BY BRAND, EUR million", "MCV PAR MARQUE, M€")
    }

    pub(in crate::report) fn margin_heading(self) -> &'static str {
        self.pick("OPERATING MARGIN, EUR million", "MOP, M€")
    }

    pub(in crate::report) fn group_margin_heading(self) -> &'static str {
        self.pick(
            "OPERATING MARGIN OF THE GROUP, share of revenue",
            "MOP DU GROUPE, part du chiffre d’affaires",
        )
    }

    pub(in crate::report) fn range_row(self) -> &'static str {
        "  p10..p90"
    }

    pub(in crate::report) fn summary_conventions(self, subject: &Subject, n_trials: u64) -> String {
        let scenario = subject.scenario;
        let (base, known) = (scenario.business.money.base_mid.floor(), scenario.timeline.known_until);
        let trials = self.trials(subject, n_trials);
        self.spaced(&self.pick(
            format!(
                "{trials}. Means add up, percentiles do not; p10 is the low side. Money is nominal; unit cost is in \
                 euros of {base:.0}. Before {known:.0} volumes and market are as recorded; unpublished prices and \
                 costs are uncertain there too."
            ),
            format!(
                "{trials}. Les moyennes s’additionnent, pas les percentiles ; p10 est le côté bas. Montants en euros \
                 courants ; coût unitaire en euros de {base:.0}. Avant {known:.0}, volumes et marché sont ceux \
                 constatés ; les prix et coûts non publiés y sont incertains aussi."
            ),
        ))
    }

    /// `10 000 trials, sampling sobol, seed 1`.
    pub(in crate::report) fn trials(self, subject: &Subject, n_trials: u64) -> String {
        let n_trials = self.number(&number::grouped(n_trials as f64));
        let (plan, seed) = (subject.plan.id(), subject.scenario.seed);
        self.pick(
            format!("{n_trials} trials, sampling {plan}, seed {seed}"),
            format!("{n_trials} tirages, échantillonnage {plan}, graine {seed}"),
        )
    }

    /// One line, however long: a path is not broken.
    pub(in crate::report) fn results_in(self, results: &Results) -> String {
        let what = match results.has_plots() {
            true => self.pick("Tables, plots and manifest:", "Tableaux, graphiques et manifeste :"),
            false => self.pick("Tables and manifest:", "Tableaux et manifeste :"),
        };
        self.spaced(&format!("{what} {}\n", results.folder))
    }
}
