//! The CO2 account: what it needs, windows in order, cars of the pool that say what they emit.

use super::super::document::Value;
use super::super::problem::Problem;
use super::Whole;

pub(super) fn check(whole: &Whole, problems: &mut Vec<Problem>) {
    windows(whole, problems);
    let Some(Value::Names(pool)) = whole.stated("co2.pool").map(|pool| &pool.value) else { return };
    if !whole.has("co2.target_g") {
        problems.push(
            whole
                .problem("co2.pool", "the CO2 pool has no target")
                .hint("add `target_g` to [co2], in grams per km"),
        );
    }
    if whole.text("co2.pooling") == Some("yes") && !whole.has("co2.pool_price_eur_per_g") {
        problems.push(
            whole
                .problem("co2.pooling", "what pooling costs is not known")
                .hint("add `pool_price_eur_per_g` to [co2]"),
        );
    }
    for product in whole.things("product.<product>") {
        let key = |name: &str| format!("{}.{name}", product.key);
        let is_in_pool =
            whole.text(&key("brand")).is_some_and(|brand| pool.iter().any(|in_pool| in_pool == brand));
        let is_exempt = whole.text(&key("co2_status")) == Some("exempt");
        let is_electric = whole.text(&key("powertrain")).is_none_or(|powertrain| powertrain == "bev");
        if is_in_pool && !is_exempt && !is_electric && !whole.has(&key("co2_g")) {
            let message =
                format!("what [{}] emits is not known, and its brand is in the CO2 pool", product.key);
            let hint = "add `co2_g`, or co2_status = \"exempt\" for vans and for cars sold outside of Europe";
            problems.push(whole.at_thing(product, message).hint(hint));
        }
    }
}

fn windows(whole: &Whole, problems: &mut Vec<Problem>) {
    let mut seen: Vec<(f64, f64, &str)> = Vec::new();
    for window in whole.things("co2.window.<window>") {
        let key = |name: &str| format!("{}.{name}", window.key);
        let years = whole.number(&key("first_year")).zip(whole.number(&key("last_year")));
        let Some((first, last)) = years else { continue };
        if last < first {
            let message = format!("the window ends in {last}, before it begins in {first}");
            problems.push(whole.problem(&key("last_year"), message).hint(format!("write {first} or later")));
        }
        if let Some((.., other)) = seen.iter().find(|(from, to, _)| first <= *to && *from <= last) {
            let message = format!("[{}] and [{other}] share a year", window.key);
            problems.push(
                whole
                    .problem(&key("first_year"), message)
                    .hint("a year counts in one window only; let one begin after the other has ended"),
            );
        }
        seen.push((first, last, &window.key));
    }
}
