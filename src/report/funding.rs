//! The funding rule of a scenario in words: who pays decides its result, so it is said with every result.

use crate::engine::Scenario;
use crate::scenario::document::Document;

/// One sentence: whose need, whose cash, which part of it, what follows; `None` without a funding rule.
pub fn sentence(scenario: &Scenario, document: &Document) -> Option<String> {
    let business = &scenario.business;
    let rule = business.funding.as_ref()?;
    let payers: Vec<&str> = rule.payers.iter().map(|p| business.perimeters[*p].name.label.as_str()).collect();
    let appetite =
        document.assumptions.get("funding.appetite_share").map_or("", |stated| stated.text.as_str());
    Some(format!(
        "Funding rule: from {:.2} on, while the cash need of {} since {:.2} exceeds a share of the cash of {} \
         ({appetite}), generations not yet started slip, by {} years at most.",
        scenario.timeline.known_until + rule.grace_years,
        business.perimeters[rule.need].name.label,
        scenario.timeline.known_until,
        payers.join(", "),
        rule.max_slip_years,
    ))
}
