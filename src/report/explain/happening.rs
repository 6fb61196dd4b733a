//! What held and happened in the future that is explained.

use crate::engine::Ledger;
use crate::engine::happening::Acted;
use crate::report::language::Language;

/// "softened" of a regime, "from 2027.25 until 2028.50" of an event.
pub fn words(acted: &Acted) -> String {
    match &acted.option {
        Some(option) => option.label.clone(),
        None if acted.until.is_finite() => format!("from {:.2} until {:.2}", acted.from, acted.until),
        None => format!("from {:.2} on", acted.from),
    }
}

/// All of them in one sentence; `None` if the scenario has no regime and the future no event.
pub fn sentence(ledger: &Ledger, language: Language) -> Option<String> {
    let of_event = |acted: &Acted| {
        let until = acted.until.is_finite().then_some(acted.until);
        format!("{} {}", acted.name.label, language.acted_from(acted.from, until))
    };
    let of_regime = |acted: &Acted| {
        let option = acted.option.as_ref().map_or("", |option| &option.label);
        format!("{}{} {option}", acted.name.label, language.colon())
    };
    let (regimes, events): (Vec<&Acted>, Vec<&Acted>) = ledger.acted.iter().partition(|a| a.option.is_some());
    let texts: Vec<String> =
        regimes.into_iter().map(of_regime).chain(events.into_iter().map(of_event)).collect();
    (!texts.is_empty()).then(|| language.in_this_future(&texts))
}
