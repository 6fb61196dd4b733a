//! The funding rule of a scenario in words: who pays decides its result, so it is said with every result.

use super::headline::perimeter_label;
use super::language::Language;
use crate::engine::Scenario;
use crate::scenario::document::Document;

/// One sentence: whose need, whose cash, which part of it, what follows; `None` without a funding rule.
pub fn sentence(scenario: &Scenario, document: &Document, language: Language) -> Option<String> {
    let business = &scenario.business;
    let rule = business.funding.as_ref()?;
    let label = |place: usize| perimeter_label(&business.perimeters[place], language);
    let payers: Vec<&str> = rule.payers.iter().map(|place| label(*place)).collect();
    let appetite = document.assumptions.get("funding.appetite_share").map(|stated| {
        let words = stated.value.in_words(stated.definition.unit);
        // A certain share is just that number.
        if words.is_empty() { stated.text.clone() } else { words.join("; ") }
    });
    let known = scenario.timeline.known_until;
    Some(language.funding_rule(
        [known + rule.grace_years, known],
        label(rule.need),
        &payers,
        &appetite.unwrap_or_default(),
        rule.max_slip_years,
    ))
}
