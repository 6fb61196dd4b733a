//! What results are held against: keys that need each other.

use super::super::problem::Problem;
use super::Whole;

pub(super) fn check(whole: &Whole, problems: &mut Vec<Problem>) {
    for (stated, needed, what) in [
        ("cash_cow.payer", "cash_cow.need", "who pays is stated, but not who needs the cash"),
        ("cash_cow.need", "cash_cow.payer", "who needs cash is stated, but not who pays"),
        ("money.terminal_fade", "money.terminal_growth_rate", "a terminal value needs a growth rate"),
    ] {
        if whole.stated(stated).is_some() && !whole.has(needed) {
            problems.push(whole.problem(stated, what).hint(format!("add `{needed}`")));
        }
    }
    if let (Some(from), Some(to)) = (whole.text("bridge.from"), whole.text("bridge.to"))
        && from == to
    {
        problems.push(
            whole
                .problem("bridge.to", "the bridge leads from a powertrain to the same one")
                .hint("name two powertrains, for example from = \"hev\", to = \"bev\""),
        );
    }
}
