//! The funding rule and the hybrid bridge: what each needs once it acts; and drivers of cost lines.

use super::super::document::{Uncertain, Value};
use super::super::problem::Problem;
use super::Whole;

pub(super) fn check(whole: &Whole, problems: &mut Vec<Problem>) {
    if whole.text("funding.active") == Some("yes") {
        for (key, hint) in [
            ("funding.need", "add need = \"ampere\" or another perimeter"),
            ("funding.payers", "add payers = [\"renault\"], the entities whose cash stands against the need"),
            ("funding.appetite_share", "add appetite_share, the part of their cash that payers give"),
        ] {
            if !whole.has(key) {
                let name = key.trim_start_matches("funding.");
                let message = format!("the funding rule has no `{name}`");
                problems.push(whole.problem("funding.active", message).hint(hint));
            }
        }
    }
    let spending = "bridge.extra_hybrid_spending_eur_m";
    let spends = whole.stated(spending).is_some_and(|stated| match &stated.value {
        Value::Number(number) => *number != Uncertain::Exactly(0.0) || !stated.changes.is_empty(),
        Value::Path(path) => !path.is_zero() || !stated.changes.is_empty(),
        _ => false,
    });
    if let Some(line) = whole.text("bridge.crowds_out")
        && whole.has(&format!("line.{line}.driver"))
    {
        let message =
            format!("`{line}` costs for each unit of its driver, so nothing can be crowded out of it");
        problems.push(whole.problem("bridge.crowds_out", message).hint("name a line without `driver`"));
    }
    for line in whole.things("line.<line>") {
        let key = |name: &str| format!("{}.{name}", line.key);
        if whole.has(&key("free_units")) && !whole.has(&key("driver")) {
            let message = format!("[{}] is a plain amount: `free_units` has no effect", line.key);
            problems.push(whole.problem(&key("free_units"), message).hint("add `driver`, or leave it out"));
        }
    }
    for name in ["entity", "programme"] {
        if spends && !whole.has(&format!("bridge.{name}")) {
            let message = format!("it is not known whose {name} the extra hybrid spending is");
            problems.push(whole.problem(spending, message).hint(format!("add `{name}` to [bridge]")));
        }
    }
}
