//! What figures say: titles, subtitles, reading aids, the words inside. One function per sentence, both
//! languages side by side.

use super::Language;
use super::number::grouped;
use super::unit::Unit;
use crate::sampling::Plan;

/// Title and subtitle of each figure. A title names the subject of the finding; a subtitle perimeter and basis.
impl Language {
    pub(in crate::report) fn break_even_title(self) -> &'static str {
        self.pick(
            "When does the electric business break even?",
            "Quand l’électrique atteint-il le point mort ?",
        )
    }

    pub(in crate::report) fn break_even_basis(self) -> &'static str {
        self.pick(
            "Operating margin of the last four quarters, nominal",
            "MOP des quatre derniers trimestres, en euros courants",
        )
    }

    pub(in crate::report) fn dates(self) -> [&'static str; 3] {
        self.pick(["First", "Sustained", "Final"], ["Premier", "Durable", "Définitif"])
    }

    pub(in crate::report) fn overlay_title(self) -> &'static str {
        self.pick("Sustained break-even, scenario by scenario", "Point mort durable, scénario par scénario")
    }

    pub(in crate::report) fn overlay_basis(self) -> &'static str {
        self.pick(
            "Sustained: operating margin of the last four quarters, and of four more, at least zero",
            "Durable : MOP des quatre derniers trimestres, et des quatre suivants, au moins nulle",
        )
    }

    pub(in crate::report) fn margin_title(self) -> &'static str {
        self.pick("Operating margin: the range of futures", "MOP : l’éventail des futurs possibles")
    }

    pub(in crate::report) fn margin_overlay_title(self) -> &'static str {
        self.pick("Operating margin, scenario by scenario", "MOP, scénario par scénario")
    }

    pub(in crate::report) fn margin_basis(self) -> &'static str {
        self.pick(
            "Operating margin, nominal, per year",
            "Marge opérationnelle (MOP), en euros courants, par an",
        )
    }

    pub(in crate::report) fn cash_title(self) -> &'static str {
        self.pick(
            "How deep does cash fall, and when does it recover?",
            "Jusqu’où descend la trésorerie, et quand remonte-t-elle ?",
        )
    }

    pub(in crate::report) fn cash_overlay_title(self) -> &'static str {
        self.pick("Cumulative cash, scenario by scenario", "Trésorerie cumulée, scénario par scénario")
    }

    pub(in crate::report) fn cash_basis(self, since: f64) -> String {
        let start = self.start_of(since);
        self.pick(
            format!("Free cash flow added up since the start of {start}, at the end of each year, nominal"),
            format!("Free cash-flow cumulé depuis début {start}, en fin d’année, en euros courants"),
        )
    }

    pub(in crate::report) fn volume_title(self) -> &'static str {
        self.pick("Which brands carry the volume?", "Quelles marques portent les volumes ?")
    }

    pub(in crate::report) fn volume_basis(self) -> &'static str {
        self.pick("Vehicles sold by brand, per year", "Véhicules vendus par marque, par an")
    }

    pub(in crate::report) fn contribution_title(self) -> &'static str {
        self.pick("Who earns the contribution margin?", "Qui gagne la marge sur coûts variables ?")
    }

    pub(in crate::report) fn contribution_basis(self) -> &'static str {
        self.pick(
            "Contribution margin of vehicles and services by brand, nominal, per year",
            "MCV des véhicules et services par marque, en euros courants, par an",
        )
    }

    pub(in crate::report) fn powertrain_title(self) -> &'static str {
        self.pick("Which powertrains earn the margin?", "Quelles motorisations gagnent la marge ?")
    }

    pub(in crate::report) fn powertrain_basis(self) -> &'static str {
        self.pick(
            "Contribution margin of vehicles by powertrain, nominal, per year",
            "MCV des véhicules par motorisation, en euros courants, par an",
        )
    }

    pub(in crate::report) fn levers_title(self) -> &'static str {
        self.pick(
            "How far does unit cost fall, and by which levers?",
            "De combien baisse le coût unitaire, et par quels leviers ?",
        )
    }

    pub(in crate::report) fn levers_basis(self, base_year: i32) -> String {
        self.pick(
            format!("Reference car of the platform at constant mix, in euros of {base_year}"),
            format!("Véhicule de référence de la plateforme à mix constant, en euros de {base_year}"),
        )
    }

    pub(in crate::report) fn path_title(self) -> &'static str {
        self.pick("Unit cost, year by year", "Le coût unitaire, année par année")
    }

    pub(in crate::report) fn bridge_title(self) -> &'static str {
        self.pick(
            "Who pays for the transition, and for how long?",
            "Qui paie la transition, et jusqu’à quand ?",
        )
    }

    pub(in crate::report) fn bridge_basis(self) -> &'static str {
        self.pick(
            "Nominal, per year. Cover: free cash flow of the payer over the cash need",
            "En euros courants, par an. Couverture : free cash-flow du payeur rapporté au besoin",
        )
    }

    pub(in crate::report) fn fleet_title(self) -> &'static str {
        self.pick(
            "Do new cars meet the CO2 target, and what does it cost if not?",
            "Les voitures neuves tiennent-elles la cible de CO2, et que coûte un écart ?",
        )
    }

    pub(in crate::report) fn fleet_basis(self) -> &'static str {
        self.pick(
            "All cars of the pool, super-credits counted",
            "Toutes les voitures du pool, super-crédits comptés",
        )
    }

    pub(in crate::report) fn shift_title(self) -> &'static str {
        self.pick(
            "How does the sustained break-even move?",
            "De combien le point mort durable se déplace-t-il ?",
        )
    }

    pub(in crate::report) fn shift_basis(self, base: &str, other: &str) -> String {
        self.pick(
            format!("{other} minus {base}, future by future on the same draws"),
            format!("{other} moins {base}, futur par futur sur les mêmes tirages"),
        )
    }

    pub(in crate::report) fn sheet_title(self) -> &'static str {
        self.pick("All figures", "Toutes les figures")
    }

    /// Seed, number of trials, sampling plan, sources and version: what the figure can be made again from.
    pub(in crate::report) fn footer(self, names: &str, seed: u64, n_trials: u64, plan: Plan) -> String {
        let trials = grouped(&n_trials.to_string());
        let version = env!("CARGO_PKG_VERSION");
        let placed = match plan {
            Plan::Random => self.pick("independent trials", "tirages indépendants"),
            Plan::Antithetic => self.pick("trials in antithetic pairs", "tirages en paires antithétiques"),
            Plan::LatinHypercube => self.pick("trials on a Latin hypercube", "tirages en hypercube latin"),
            Plan::Sobol => self.pick("trials on Sobol points", "tirages sur points de Sobol"),
        };
        let words =
            self.pick(["seed", "sources: scenario file"], ["graine", "sources : fichier du scénario"]);
        format!("{names} · {} {seed} · {trials} {placed} · {} · ampere {version}", words[0], words[1])
    }
}

/// Reading aids under the subtitle.
impl Language {
    pub(in crate::report) fn survival_aid(self) -> &'static str {
        self.pick(
            "Share of trials that have reached break-even by the end of each quarter. \
             Band: 95 % interval. Bar at the right: trials that do not reach it.",
            "Part des tirages ayant atteint le point mort à la fin de chaque trimestre. \
             Bande : intervalle à 95 %. Barre à droite : tirages qui ne l’atteignent pas.",
        )
    }

    pub(in crate::report) fn fan_aid(self, unit: Unit) -> String {
        let aid = self.pick(
            "Line: median. Dots: mean. Bands: p25–p75, p10–p90 and p5–p95; p10 means that 10 % of trials \
             lie below.",
            "Ligne : médiane. Points : moyenne. Bandes : p25–p75, p10–p90 et p5–p95 ; p10 : 10 % des \
             tirages sont au-dessous.",
        );
        format!("{}. {aid}", unit.name(self))
    }

    /// With bands, or where they are too many to be filled, only their edges.
    pub(in crate::report) fn bands_aid(self, unit: Unit, is_filled: bool) -> String {
        let aid = if is_filled {
            self.pick(
                "Line: median. Band: p10 to p90; p10 means that 10 % of trials lie below.",
                "Ligne : médiane. Bande : p10 à p90 ; p10 : 10 % des tirages sont au-dessous.",
            )
        } else {
            self.pick(
                "Thick line: median. Thin lines: p10 and p90; p10 means that 10 % of trials lie below.",
                "Ligne épaisse : médiane. Lignes fines : p10 et p90 ; p10 : 10 % des tirages sont au-dessous.",
            )
        };
        format!("{}. {aid}", unit.name(self))
    }

    pub(in crate::report) fn different_scales(self) -> &'static str {
        self.pick(" The panels have different scales.", " Les échelles diffèrent.")
    }

    /// With a whisker, where the spread of the total is known.
    pub(in crate::report) fn stack_aid(self, unit: Unit, has_spread: bool) -> String {
        let bars = self.pick(
            "Bars: means; means add up, percentiles do not.",
            "Barres : moyennes ; elles s’additionnent, pas les percentiles.",
        );
        let spread = self.pick(
            " Dot: mean of the total. Whisker: p10 to p90 of the total.",
            " Point : moyenne du total. Moustache : p10 à p90 du total.",
        );
        format!("{}. {bars}{}", unit.name(self), if has_spread { spread } else { "" })
    }

    pub(in crate::report) fn levers_aid(self) -> &'static str {
        self.pick(
            "Index: cost compared with = 100. Bars: means. Whisker: p10 to p90 of the realised cost. Own levers: \
             design, productivity, learning and chemistry at the pack prices of the first date.",
            "Indice : coût de comparaison = 100. Barres : moyennes. Moustache : p10 à p90 du coût réalisé. Leviers \
             propres : conception, productivité, apprentissage et chimie, aux prix de batterie de la première date.",
        )
    }

    pub(in crate::report) fn bridge_aid(self, unit: Unit) -> String {
        let aid = self.pick(
            "Left: means; thick line: free cash flow of the payer; whisker p10 to p90. Contribution margin is before fixed cost and investment, free cash \
             flow after them. Right: median and p10 to p90.",
            "À gauche : moyennes ; ligne épaisse : free cash-flow du payeur ; moustache p10 à p90. La MCV est avant frais fixes et investissements, le free \
             cash-flow après. À droite : médiane et p10 à p90.",
        );
        format!("{}. {aid}", unit.name(self))
    }

    pub(in crate::report) fn fleet_aid(self, money: Unit) -> String {
        let money = money.name(self);
        self.pick(
            format!(
                "Left: grams of CO2 per km; line: median, band: p10 to p90. Right: {money}, nominal, paid at the end of the years \
                 that the law averages over; bars: means, whisker: p10 to p90; share of trials that meet the target."
            ),
            format!(
                "À gauche : grammes de CO2 par km ; ligne : médiane, bande : p10 à p90. À droite : {money} courants, payés à la fin \
                 des années dont la loi fait la moyenne ; barres : moyennes, moustache : p10 à p90 ; part des tirages \
                 qui tiennent la cible."
            ),
        )
    }

    pub(in crate::report) fn shift_aid(self, base: &str, alternative: &str) -> String {
        self.pick(
            format!(
                "A: {base}. B: {alternative}. Years from A’s sustained break-even date to B’s, trial by trial; \
                 bars: share of all trials, where both reach it."
            ),
            format!(
                "A : {base}. B : {alternative}. Années entre la date du point mort durable de A et celle de B, \
                 tirage par tirage ; barres : part de tous les tirages, si les deux l’atteignent."
            ),
        )
    }
}
