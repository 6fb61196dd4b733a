//! Spill-overs: from one brand to another, which must have cars to receive them.

use super::super::problem::Problem;
use super::Whole;

pub(super) fn check(whole: &Whole, problems: &mut Vec<Problem>) {
    for spillover in whole.things("spillover.<spillover>") {
        let key = |name: &str| format!("{}.{name}", spillover.key);
        let (Some(from), Some(to)) = (whole.text(&key("from")), whole.text(&key("to"))) else { continue };
        if from == to {
            let message = format!("[{}] goes from `{from}` to itself", spillover.key);
            problems.push(whole.problem(&key("to"), message).hint("name another brand"));
            continue;
        }
        let powertrain = whole.text(&key("to_powertrain")).unwrap_or("bev");
        let receives = |product: &str| {
            let of = |name: &str| whole.text(&format!("product.{product}.{name}"));
            let has_share = whole.has(&format!("product.{product}.share"));
            of("brand") == Some(to) && of("powertrain") == Some(powertrain) && has_share
        };
        if whole.names("brand").contains(&to) && !whole.names("product").into_iter().any(receives) {
            let message =
                format!("`{to}` has no {powertrain} with a `share` that [{}] could lift", spillover.key);
            problems.push(
                whole.problem(&key("to"), message).hint("name another brand, or another to_powertrain"),
            );
        }
    }
}
