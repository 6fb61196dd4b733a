//! Products: assumptions that exclude or need each other.

use super::super::document::Thing;
use super::super::problem::Problem;
use super::Whole;

pub(super) fn check(whole: &Whole, problems: &mut Vec<Problem>) {
    for product in whole.things("product.<product>") {
        let key = |name: &str| format!("{}.{name}", product.key);
        let has = |name: &str| whole.has(&key(name));
        problems.extend(exactly_one(whole, product, "share", "volume"));
        problems.extend(exactly_one(whole, product, "unit_cost_eur", "platform"));
        if has("share") && !has("segment") {
            problems.push(
                whole
                    .problem(&key("share"), format!("[{}] has a share but no segment", product.key))
                    .hint("add `segment`: the share is that of the segment's cars with the same powertrain"),
            );
        }
        if has("platform") && !has("battery_kwh") {
            problems.push(
                whole
                    .problem(&key("platform"), format!("[{}] has a platform but no battery", product.key))
                    .hint("add `battery_kwh`, the energy of the car's battery"),
            );
        }
        let powertrain = whole.text(&key("powertrain"));
        if has("own_pass_through") && powertrain.is_some_and(|powertrain| powertrain != "bev") {
            problems.push(
                whole
                    .problem(
                        &key("own_pass_through"),
                        format!("[{}] hands on cuts, but is not battery-electric", product.key),
                    )
                    .hint("leave it out: own cuts are compared with the industry's electric cars"),
            );
        }
        if has("launch") && has("launch_follows") {
            problems.push(both(whole, product, "launch", "launch_follows"));
        }
    }
}

pub(super) fn exactly_one(whole: &Whole, product: &Thing, one: &str, other: &str) -> Option<Problem> {
    let has = |name: &str| whole.has(&format!("{}.{name}", product.key));
    match (has(one), has(other)) {
        (true, true) => Some(both(whole, product, one, other)),
        // A name that only `--set` uses is a typing mistake, which is said elsewhere.
        (false, false) if !whole.is_set(product.origin.file) => Some(
            whole
                .at_thing(product, format!("[{}] has neither `{one}` nor `{other}`", product.key))
                .hint("add one of the two"),
        ),
        _ => None,
    }
}

/// Points at the one that was probably added last: that of the youngest file.
fn both(whole: &Whole, product: &Thing, one: &str, other: &str) -> Problem {
    let place = |name: &str| {
        let stated = whole.stated(&format!("{}.{name}", product.key));
        stated.map(|stated| (whole.is_set(stated.origin.file), std::cmp::Reverse(stated.origin.file)))
    };
    let (later, earlier) = if place(one) > place(other) { (one, other) } else { (other, one) };
    let message = format!("[{}] has both `{earlier}` and `{later}`", product.key);
    let problem = whole.problem(&format!("{}.{later}", product.key), message);
    let same_file = place(one).map(|p| p.1) == place(other).map(|p| p.1);
    problem.hint(if same_file {
        "keep one of the two".to_string()
    } else {
        format!("a child cannot take `{earlier}` away from its parent yet: change it there")
    })
}
