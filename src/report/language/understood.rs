//! What `check` echoes: counts, pairs without effect, distributions in words.

use super::Language;
use crate::report::problem_list::Parts;

/// English phrases in which a scenario tells what it draws, and their French; longer ones first where one holds
/// another. Numbers between them stay, with a decimal comma.
const PHRASES: &[(&str, &str)] = &[
    ("anything from ", "tout entre "),
    (", all equally likely", ", à chances égales"),
    (", but only what falls from ", ", mais seulement entre "),
    (", always between ", ", toujours entre "),
    (", always above ", ", toujours au-dessus de "),
    (", always below ", ", toujours au-dessous de "),
    ("lowest ", "au plus bas "),
    ("most likely ", "le plus probable "),
    ("highest ", "au plus haut "),
    (", mean ", ", moyenne "),
    ("half below ", "la moitié au-dessous de "),
    (" % below ", " % au-dessous de "),
    (" % above ", " % au-dessus de "),
    ("one draw for all that use ", "un seul tirage pour tout ce qui utilise "),
    ("level: ", "niveau : "),
    ("noise: ", "bruit : "),
    ("a random walk whose spread is ", "une marche aléatoire dont l’écart-type est de "),
    (" after a year", " après un an"),
    ("a spread of ", "un écart-type de "),
    (
        " around the path, with no memory from year to year",
        " autour de la trajectoire, sans mémoire d’une année à l’autre",
    ),
    (" around the path", " autour de la trajectoire"),
    ("; the path is the median", " ; la trajectoire est la médiane"),
    ("; ", " ; "),
    (" of a shock is left", " d’un choc restent"),
    (" logit points", " points de logit"),
    (" is left out", " est retiré"),
    (" is the same in every trial", " est le même dans tous les tirages"),
    (" has no level that is drawn", " n’a pas de niveau tiré au sort"),
    (" has no noise", " n’a pas de bruit"),
    (" is not drawn in this way", " n’est pas tiré ainsi"),
    (" takes the draws of ", " prend les tirages de "),
    (" and ", " et "),
    (" or ", " ou "),
    (" to ", " à "),
];

/// How likely an event is, when it comes and for how long, and their French; longer phrases first.
const LIKELY: &[(&str, &str)] = &[
    (", lasting (in years): ", ", pendant (en années) : "),
    ("in ", "dans "),
    (" of futures", " des futurs"),
    (", at any time between ", ", à tout moment entre "),
    (", at a date: ", ", à une date : "),
    (", from ", ", à partir de "),
    (" on, ", ", "),
    (", for good", ", pour de bon"),
    (", for 1 year", ", pendant 1 an"),
    (", for ", ", pendant "),
    (" years", " ans"),
];

/// What a change does; numbers and paths stay in the language of scenario files.
const CHANGES: &[(&str, &str)] = &[
    ("times ", "multiplié par "),
    ("plus ", "augmenté de "),
    ("minus ", "diminué de "),
    ("set to ", "fixé à "),
    (" from ", " à partir de "),
    (" until ", " jusqu’à "),
    (" by ", " par "),
];

fn in_french(english: &str, phrases: &[(&str, &str)]) -> String {
    phrases.iter().fold(english.to_string(), |text, (from, to)| text.replace(from, to))
}

impl Language {
    /// An event or the option of a regime.
    pub(in crate::report) fn happening(self, parts: &Parts) -> String {
        let option = parts.option.map_or_else(String::new, |o| format!("{o}{} ", self.colon()));
        let likely = match self {
            Language::English => parts.likely.to_string(),
            Language::French => in_french(parts.likely, LIKELY),
        };
        let likely = self.understood_words(&likely);
        let effects =
            parts.effects.iter().map(|(target, change)| format!("{target} {}", self.change(change)));
        let effects: Vec<String> = effects.collect();
        let effects = match effects.is_empty() {
            true => self.pick("nothing changes", "rien ne change").to_string(),
            false => effects.join(self.pick("; ", " ; ")),
        };
        self.spaced(&format!("{option}{likely}{} {effects}", self.colon()))
    }

    /// "times 0.9 from 2027": "multiplié par 0.9 à partir de 2027".
    fn change(self, english: &str) -> String {
        match self {
            Language::English => english.to_string(),
            Language::French => in_french(english, CHANGES),
        }
    }

    /// A distribution or a reason in words, from its English words.
    pub(in crate::report) fn understood_words(self, english: &str) -> String {
        if self == Language::English {
            return english.to_string();
        }
        if let Some(change) = english.strip_prefix("changed: ") {
            return self.spaced(&format!("modifié : {}", self.change(change)));
        }
        self.spaced(&decimal_commas(&in_french(english, PHRASES)))
    }

    pub(in crate::report) fn counted_assumptions(self, all: usize, own: usize) -> String {
        let total = self.count(all, ["assumption", "assumptions"], ["hypothèse", "hypothèses"]);
        let own = match own {
            own if own == all => String::new(),
            own => self.pick(
                format!(", {own} of them stated or changed here"),
                format!(", dont {own} énoncées ou modifiées ici"),
            ),
        };
        format!("{total}{own}")
    }

    pub(in crate::report) fn counted_draws(self, once: usize, every_period: usize) -> String {
        let numbers = self.count(once, ["number", "numbers"], ["nombre", "nombres"]);
        self.pick(
            format!("{numbers} drawn once in each future, {every_period} anew in every period"),
            format!("{numbers} à tirer une fois par futur, {every_period} à chaque période"),
        )
    }

    pub(in crate::report) fn counted_correlations(self, n: usize) -> String {
        self.count(n, ["correlation", "correlations"], ["corrélation", "corrélations"])
    }

    pub(in crate::report) fn without_effect(self, pair: &str, place: &str) -> String {
        self.spaced(&format!("{} {pair} ({place})", self.pick("without effect:", "sans effet :")))
    }

    pub(in crate::report) fn because(self, reason: &str, place: &str) -> String {
        let reason = self.understood_words(reason);
        format!("{} {reason} ({place})", self.pick("because", "parce que"))
    }

    pub(in crate::report) fn uncertain_here(self) -> String {
        self.spaced(self.pick("uncertain here, as it was understood:", "incertain ici, tel que compris :"))
    }

    pub(in crate::report) fn certain_here(self) -> String {
        self.spaced(self.pick(
            "certain here, as it was understood (before -> now):",
            "certain ici, tel que compris (avant -> maintenant) :",
        ))
    }

    pub(in crate::report) fn happenings_understood(self) -> String {
        self.spaced(self.pick(
            "regimes and events, as they were understood:",
            "régimes et événements, tels que compris :",
        ))
    }

    pub(in crate::report) fn and_more(self, rest: usize) -> String {
        self.spaced(&self.pick(
            format!("and {rest} more: ampere check --resolved shows all of them"),
            format!("et {rest} de plus : ampere check --resolved les montre toutes"),
        ))
    }

    /// The last line on a scenario: `assumptions` are their number and how many of them are uncertain.
    pub fn verdict(
        self,
        name: &str,
        assumptions: Option<(usize, usize)>,
        (errors, warnings): (usize, usize),
    ) -> String {
        let held = assumptions.map_or(String::new(), |(all, uncertain)| {
            let all = self.count(all, ["assumption", "assumptions"], ["hypothèse", "hypothèses"]);
            self.pick(
                format!("{all}, {uncertain} uncertain, "),
                format!("{all}, dont {uncertain} incertaines, "),
            )
        });
        let errors = self.count(errors, ["problem", "problems"], ["problème", "problèmes"]);
        let warnings = self.count(warnings, ["warning", "warnings"], ["avertissement", "avertissements"]);
        self.spaced(&format!("{name}{} {held}{errors}, {warnings}", self.pick(":", " :")))
    }

    /// A number of things; French counts none in the singular.
    fn count(self, n: usize, english: [&str; 2], french: [&str; 2]) -> String {
        let word = self.pick(english[usize::from(n != 1)], french[usize::from(n > 1)]);
        format!("{n} {word}")
    }
}

/// A point between two digits becomes a comma; a point inside of a key stays.
fn decimal_commas(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let is_digit =
        |place: Option<usize>| place.and_then(|p| letters.get(p)).is_some_and(char::is_ascii_digit);
    let shown = letters.iter().enumerate().map(|(place, letter)| {
        let is_decimal = *letter == '.' && is_digit(place.checked_sub(1)) && is_digit(Some(place + 1));
        if is_decimal { ',' } else { *letter }
    });
    shown.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_distributions_have_their_french() {
        let french = |words: &str| Language::French.understood_words(words);
        assert_eq!(
            french("lowest 5%, most likely 12.5%, highest 25%"),
            "au plus bas 5%, le plus probable 12,5%, au plus haut 25%"
        );
        assert_eq!(
            french("noise: a spread of 13 % around the path; 70 % of a shock is left after a year"),
            "bruit\u{a0}: un écart-type de 13\u{a0}% autour de la trajectoire\u{a0}; 70\u{a0}% d’un choc restent après un an"
        );
        assert_eq!(
            french("5 % below 0.9, 5 % above 1.3, mean 1.1"),
            "5\u{a0}% au-dessous de 0,9, 5\u{a0}% au-dessus de 1,3, moyenne 1,1"
        );
        assert_eq!(
            french("`money.tax_rate` is the same in every trial"),
            "`money.tax_rate` est le même dans tous les tirages"
        );
        assert_eq!(french("changed: times 0.9"), "modifié\u{a0}: multiplié par 0.9");
    }

    #[test]
    fn events_and_options_have_their_french() {
        let told = |option: Option<&str>, likely: &str, effects: &[(&str, &str)]| {
            let effects: Vec<_> = effects.iter().map(|(t, c)| (t.to_string(), c.to_string())).collect();
            let parts = Parts { option, likely, effects: &effects };
            Language::ALL.map(|language| language.happening(&parts).replace('\u{a0}', " "))
        };
        let [english, french] = told(
            None,
            "in 41.7 % of futures, at any time between 2026 and 2035, lasting (in years): lowest 0.5, most likely 1, \
             highest 2",
            &[("market.price.shock", "times 0.95"), ("line.a.cost", "plus 1% from 2029.8 until 2032")],
        );
        assert!(english.ends_with(
            "highest 2: market.price.shock times 0.95; line.a.cost plus 1% from 2029.8 until 2032"
        ));
        assert_eq!(
            french,
            "dans 41,7 % des futurs, à tout moment entre 2026 et 2035, pendant (en années) : au plus bas 0,5, le plus \
             probable 1, au plus haut 2 : market.price.shock multiplié par 0.95 ; line.a.cost augmenté de 1% à partir \
             de 2029.8 jusqu’à 2032"
        );
        let [_, french] =
            told(None, "in 60 % of futures, from 2026.2 on, for 0.8 years", &[("a.b", "minus 0.12")]);
        assert_eq!(french, "dans 60 % des futurs, à partir de 2026,2, pendant 0,8 ans : a.b diminué de 0.12");
        let [english, french] = told(Some("kept"), "in 35 % of futures", &[]);
        assert_eq!(english, "kept: in 35 % of futures: nothing changes");
        assert_eq!(french, "kept : dans 35 % des futurs : rien ne change");
    }

    #[test]
    fn counts_agree_with_their_nouns() {
        assert_eq!(
            Language::French.verdict("a.toml", None, (1, 0)),
            "a.toml\u{a0}: 1 problème, 0 avertissement"
        );
        assert_eq!(
            Language::English.verdict("a.toml", Some((2, 1)), (1, 0)),
            "a.toml: 2 assumptions, 1 uncertain, 1 problem, 0 warnings"
        );
    }
}
