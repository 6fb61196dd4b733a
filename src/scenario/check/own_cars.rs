//! Products among each other, contracts, plants: assumptions that need each other, names that are keys.

use super::super::document::{Assumption, Uncertain, Value};
use super::super::problem::Problem;
use super::super::suggest::{listed, nearest};
use super::Whole;

/// Oldest age of an appeal profile, in years.
const OLDEST: u32 = 40;

pub(super) fn check(whole: &Whole, problems: &mut Vec<Problem>) {
    for assumption in whole.merged.assumptions.values() {
        if let Some((product, of)) = assumption.key.split_once(".takes_from.") {
            problems.extend(takes_from(whole, assumption, product, of));
        }
        if let Some((product, age)) = assumption.key.split_once(".appeal_by_age.") {
            problems.extend(appeal(whole, assumption, product, age));
        }
    }
    for contract in whole.things("contract.<contract>") {
        let has = |name: &str| whole.has(&format!("{}.{name}", contract.key));
        if has("launch") && has("launch_follows") {
            let key = format!("{}.launch_follows", contract.key);
            let message = format!("[{}] has both `launch` and `launch_follows`", contract.key);
            problems.push(whole.problem(&key, message).hint("keep one of the two"));
        }
    }
    for plant in whole.things("plant.<plant>") {
        let key = format!("{}.flexible_share", plant.key);
        let follows =
            whole.stated(&key).is_some_and(|share| share.value != Value::Number(Uncertain::Exactly(0.0)));
        if follows && !whole.has(&format!("{}.capacity", plant.key)) {
            problems.push(
                whole
                    .problem(
                        &key,
                        format!("the fixed cost of [{}] follows a load that is not known", plant.key),
                    )
                    .hint("add `capacity`, in cars per year"),
            );
        }
    }
}

fn takes_from(whole: &Whole, assumption: &Assumption, product: &str, of: &str) -> Option<Problem> {
    let at_name =
        |message: String| Problem::at(assumption.origin.file, assumption.origin.name.clone(), message);
    if product.strip_prefix("product.") == Some(of) {
        return Some(
            at_name(format!("[{product}] takes from itself")).hint("name another product of the Group"),
        );
    }
    let products = whole.names("product");
    // A product that is left out has nothing to lose.
    let left_out = whole.merged.removed.contains_key(&format!("product.{of}"));
    if products.contains(&of) || left_out || whole.is_in_doubt("product") {
        return None;
    }
    let problem = at_name(format!("[{product}] takes from `{of}`, but there is no such product"));
    Some(match nearest(of, products.iter().copied()) {
        Some(near) => problem.hint(format!("did you mean `{near}`?")),
        None => problem.allowed(listed(&products, 20)),
    })
}

fn appeal(whole: &Whole, assumption: &Assumption, product: &str, age: &str) -> Option<Problem> {
    let at_name =
        |message: String| Problem::at(assumption.origin.file, assumption.origin.name.clone(), message);
    // Written as the number is read: `03` would be another name for 3.
    let known = age.parse::<u32>().is_ok_and(|years| years <= OLDEST && years.to_string() == age);
    if !known {
        return Some(
            at_name(format!("`{age}` is not an age in whole years"))
                .allowed(format!("0 to {OLDEST}"))
                .hint("appeal_by_age = { 0 = \"100%\", 4 = \"90%\", 8 = \"75%\" }"),
        );
    }
    let has = |name: &str| whole.has(&format!("{product}.{name}"));
    (!has("launch") && !has("launch_follows")).then(|| {
        at_name(format!("the age of [{product}] is not known")).hint("add `launch`, the date of its launch")
    })
}
