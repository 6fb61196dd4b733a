//! What surrounds the texts of a command: progress, closing lines.

use super::Language;
use crate::report::number;

impl Language {
    /// Template of the progress bar: its fields are those of the library that draws it.
    pub fn progress(self) -> &'static str {
        self.pick(
            "simulating {bar:30} {human_pos} of {human_len} futures, {eta} left",
            "simulation {bar:30} {human_pos} sur {human_len} futurs, reste {eta}",
        )
    }

    /// How long it took, in seconds.
    pub fn took(self, simulated: f64, written: f64, has_plots: bool) -> String {
        let [simulated, written] = [simulated, written].map(|s| self.number(&format!("{s:.1}")));
        let what = match has_plots {
            true => self.pick("tables and plots", "tableaux et graphiques"),
            false => self.pick("tables", "tableaux"),
        };
        self.pick(
            format!("simulated in {simulated} s, {what} in {written} s"),
            format!("simulé en {simulated} s, {what} en {written} s"),
        )
    }

    /// What held and happened in the trial that is explained.
    pub(in crate::report) fn in_this_future(self, acted: &[String]) -> String {
        let acted = acted.join(self.pick("; ", " ; "));
        self.spaced(&self.pick(format!("In this future: {acted}."), format!("Dans ce futur : {acted}.")))
    }

    /// When an event acted, decimal years: "from 2027.25 until 2028.50", "from 2027.25 on".
    pub(in crate::report) fn acted_from(self, from: f64, until: Option<f64>) -> String {
        let date = |at: f64| self.number(&format!("{at:.2}"));
        match until.map(date) {
            Some(until) => {
                let from = date(from);
                self.pick(format!("from {from} until {until}"), format!("de {from} à {until}"))
            }
            None => self.pick(format!("from {} on", date(from)), format!("à partir de {}", date(from))),
        }
    }

    /// Why a trial is explained: it was asked for.
    pub fn trial_as_asked(self, trial: u64) -> String {
        self.pick(format!("Trial {trial}, as asked."), format!("Tirage {trial}, comme demandé."))
    }

    /// Why a trial is explained: it stands for a percentile (`median`, `p10`, `p90`).
    pub fn trial_of_percentile(
        self,
        (trial, n_trials, n_same): (u64, u64, u64),
        name: &str,
        perimeter: &str,
        year: i32,
    ) -> String {
        let n_trials = self.number(&number::grouped(n_trials as f64));
        let is_median = name == "median";
        let ties = match n_same {
            1 => String::new(),
            n => self.pick(
                format!(" {n} trials have this very margin; the lowest number stands for them."),
                format!(" {n} tirages ont exactement cette MOP ; le plus petit numéro les représente."),
            ),
        };
        let name_fr = if is_median { "médian".to_string() } else { format!("au {name}") };
        let elsewhere = if is_median { "médians".to_string() } else { format!("au {name}") };
        self.spaced(&self.pick(
            format!(
                "Trial {trial}, the {name} one of {n_trials} by the operating margin of {perimeter} in \
                 {year}.{ties} Its other figures need not be {name}."
            ),
            format!(
                "Tirage {trial}, {name_fr} parmi {n_trials} selon la MOP de {year} ({perimeter}).{ties} Ses autres \
                 chiffres ne sont pas forcément {elsewhere}."
            ),
        ))
    }
}
