//! What `explain` says, by its English words: names and formulas of the statement, quantities, units.
//!
//! The words stand beside the calculation in English, as tables have them; this is their French. What is missing
//! here would stand in English, so a test asks for every word of the base case.

use super::Language;
use crate::scenario::keys::Label;

/// English and French, in the order of the statement.
const WORDS: &[(&str, &str)] = &[
    // Figures.
    ("Vehicles sold", "Véhicules vendus"),
    ("Revenue", "Chiffre d’affaires"),
    ("Variable cost", "Coûts variables"),
    ("Contribution margin", "MCV"),
    ("Fixed cost", "Frais fixes"),
    ("Depreciation and amortisation", "Amortissements"),
    ("CO2 cost", "Coût du CO2"),
    ("CO2 payment", "Paiement du CO2"),
    ("Operating margin", "MOP"),
    ("Restructuring", "Restructurations"),
    ("Impairment", "Dépréciations"),
    ("Operating profit", "Résultat d’exploitation"),
    ("Captive finance margin retained", "Marge conservée par la captive"),
    ("Tax", "Impôt"),
    ("Investment", "Investissements"),
    ("Increase in working capital", "Hausse du BFR"),
    ("Free cash flow", "Free cash-flow"),
    ("Rounding", "Arrondi"),
    // Entries.
    ("Access fee paid", "Redevance d’accès versée"),
    ("Access fee received", "Redevance d’accès reçue"),
    ("as scheduled", "selon l’échéancier"),
    ("new spending", "nouvelles dépenses"),
    ("The perimeter as a whole", "Le périmètre dans son ensemble"),
    ("Extra hybrid spending", "Dépenses hybrides supplémentaires"),
    ("crowded out", "évincé"),
    ("residual values", "valeurs résiduelles"),
    // Formulas.
    ("vehicles wanted, as far as plants can build them", "véhicules demandés, dans la limite des usines"),
    ("vehicles x net price x index", "véhicules x prix net x indice"),
    ("vehicles x unit cost x index", "véhicules x coût unitaire x indice"),
    (
        "vehicles x (battery + modules + conversion + launch excess) x index",
        "véhicules x (batterie + modules + transformation + surcoût de lancement) x indice",
    ),
    (
        "vehicles x (planned cost x (1 + mark-up) + fee) x index + take-or-pay share x cars not taken x fee x index \
         of cars not taken",
        "véhicules x (coût prévu x (1 + marge) + redevance) x indice + part take-or-pay x voitures non prises x \
         redevance x indice des voitures non prises",
    ),
    (
        "units x attach rate x revenue per unit x index",
        "unités x taux d’équipement x revenu par unité x indice",
    ),
    ("fixed cost x index", "frais fixes x indice"),
    ("margin of the service x (1 - distributed share)", "marge du service x (1 - part distribuée)"),
    ("revenue of the service x (1 - margin rate)", "chiffre d’affaires du service x (1 - taux de marge)"),
    (
        "assets put in service x price x own part x index - own residual value of those returned",
        "actifs mis en service x prix x part en propre x indice - valeur résiduelle en propre des actifs rendus",
    ),
    (
        "own part of prices less residual values, straight-line over the life",
        "part en propre des prix moins valeurs résiduelles, linéaire sur la durée de service",
    ),
    (
        "residual value expected of what is returned x (1 - used price over the one expected)",
        "valeur résiduelle attendue des actifs rendus x (1 - prix d’occasion rapporté au prix attendu)",
    ),
    ("vehicles x fee per car x index", "véhicules x redevance par voiture x indice"),
    (
        "-(vehicles x fee per car x index), a cost with a minus",
        "-(véhicules x redevance par voiture x indice), un coût négatif",
    ),
    ("fixed cost as stated x index x load factor", "frais fixes déclarés x indice x facteur de charge"),
    ("cost x index", "coût x indice"),
    ("cost per unit x units of the driver x index", "coût par unité x unités de l’inducteur x indice"),
    ("opening schedule, nominal", "échéancier d’ouverture, en euros courants"),
    (
        "spending since the end of history, straight-line over its life",
        "dépenses depuis la fin de l’historique, linéaires sur leur durée",
    ),
    ("(capital expenditure + capitalised R&D) x index", "(investissements + R&D capitalisée) x indice"),
    ("tax rate x (taxable profit - losses used)", "taux d’impôt x (résultat imposable - déficits utilisés)"),
    (
        "share x (revenue - revenue of the year before), without captive finance",
        "part x (chiffre d’affaires - celui de l’année d’avant), hors captive",
    ),
    ("provision at the end of the averaging window", "provision à la fin de la période de calcul"),
    (
        "change of the provision: price x pool's grams above the target so far x these cars' part of them",
        "variation de la provision : prix x grammes du pool au-dessus de l’objectif x part de ces voitures",
    ),
    ("spending x (1 - expensed share) x index", "dépenses x (1 - part passée en charges) x indice"),
    (
        "what was not expensed, straight-line over its life",
        "ce qui n’est pas passé en charges, linéaire sur sa durée",
    ),
    ("spending x expensed share x index", "dépenses x part passée en charges x indice"),
    (
        "-(spending x crowding-out share x index), a cost with a minus",
        "-(dépenses x part d’éviction x indice), un coût négatif",
    ),
    // Quantities.
    ("fleet average of the year", "moyenne de l’année"),
    ("allowed", "autorisé"),
    ("window above allowed by year end", "écart de la période en fin d’année"),
    ("vehicles wanted", "véhicules demandés"),
    ("vehicles", "véhicules"),
    ("net price", "prix net"),
    ("index", "indice"),
    ("planned cost", "coût prévu"),
    ("cars not taken", "voitures non prises"),
    ("index of cars not taken", "indice des voitures non prises"),
    ("margin of the service", "marge du service"),
    ("revenue of the service", "chiffre d’affaires du service"),
    ("assets put in service", "actifs mis en service"),
    ("residual value expected", "valeur résiduelle attendue"),
    ("used price over the one expected", "prix d’occasion rapporté au prix attendu"),
    ("uplift by spill-over", "gain par retombée d’image"),
    ("units of the driver", "unités de l’inducteur"),
    ("units that pay", "unités payantes"),
    ("cars through the plant", "voitures passées par l’usine"),
    ("load factor", "facteur de charge"),
    ("life", "durée de vie"),
    ("profit before tax", "résultat avant impôt"),
    ("taxable profit", "résultat imposable"),
    ("losses brought forward", "déficits reportés"),
    ("losses used", "déficits utilisés"),
    ("revenue", "chiffre d’affaires"),
    ("revenue of the year before", "chiffre d’affaires de l’année d’avant"),
    ("unit cost", "coût unitaire"),
    ("battery", "batterie"),
    ("modules", "modules"),
    ("conversion", "transformation"),
    ("launch excess", "surcoût de lancement"),
    // Units and sources.
    ("EUR", "€"),
    ("years", "ans"),
    ("g per km", "g/km"),
    ("1 as stated", "1 = déclaré"),
    ("1 as expected", "1 = attendu"),
    ("units", "unités"),
    ("share", "part"),
    ("default", "par défaut"),
    ("judgement", "jugement"),
];

impl Language {
    /// A word of the statement.
    pub(in crate::report) fn statement(self, english: &str) -> &str {
        match self {
            Language::English => english,
            Language::French => french(english).unwrap_or(english),
        }
    }

    /// A label of the key table.
    pub(in crate::report) fn words(self, label: &Label) -> &'static str {
        self.pick(label.en, label.fr)
    }

    /// A unit, also one that names the year of its euros.
    pub(in crate::report) fn statement_unit(self, english: &str) -> String {
        if self == Language::English {
            return english.to_string();
        }
        let of_year = english.strip_prefix("EUR of ").and_then(|rest| rest.strip_suffix(" per car"));
        let index = english.strip_prefix("mid-").and_then(|rest| rest.strip_suffix(" = 1"));
        match (of_year, index) {
            (Some(year), _) => format!("€ de {year} par voiture"),
            (_, Some(year)) => format!("mi-{year} = 1"),
            _ => self.statement(english).to_string(),
        }
    }

    /// A name inside of a sum: "operating margin", "MOP".
    pub(in crate::report) fn term_of_sum(self, english: &str) -> String {
        let name = self.statement(english);
        let is_acronym = name.chars().nth(1).is_some_and(char::is_uppercase);
        if is_acronym { name.to_string() } else { name.to_lowercase() }
    }

    pub(in crate::report) fn in_year(self, label: &str, id: &str, year: i32) -> String {
        format!("{label} (`{id}`) {} {year}", self.pick("in", "en"))
    }

    pub(in crate::report) fn numbered_run(self, trials: &str) -> String {
        self.spaced(&self.pick(
            format!("Run: {trials}; trials are numbered from 0."),
            format!("Simulation : {trials} ; les tirages sont numérotés à partir de 0."),
        ))
    }

    pub(in crate::report) fn statement_conventions(self, base_year: i32) -> String {
        self.spaced(&self.pick(
            format!(
                "Amounts are nominal EUR to the cent; costs are positive and subtracted. Entries without an amount \
                 in this year are left out. Each amount is rounded on its own: \"Rounding\" is what the rounded \
                 amounts miss, so every column adds up exactly. Means over the year: of assumptions over time, of \
                 prices and costs per car over the cars sold. The index leads from euros of {base_year} to nominal. \
                 In brackets: sources."
            ),
            format!(
                "Montants en euros courants, au centime ; les coûts sont positifs et soustraits. Les lignes sans \
                 montant cette année sont omises. Chaque montant est arrondi pour lui-même : « Arrondi » est ce qui \
                 manque aux montants arrondis, si bien que chaque colonne s’additionne exactement. Moyennes de \
                 l’année : des hypothèses dans le temps, des prix et coûts par voiture sur les voitures vendues. \
                 L’indice mène des euros de {base_year} aux euros courants. Entre crochets : les sources ; les clés \
                 restent celles des fichiers."
            ),
        ))
    }
}

/// The French of a word, if there is one.
pub(in crate::report) fn french(english: &str) -> Option<&'static str> {
    WORDS.iter().find(|(known, _)| *known == english).map(|(_, french)| *french)
}
