//! Assets of a service: what they need, and what has no effect without it.

use super::super::document::{Thing, Uncertain, Value};
use super::super::problem::Problem;
use super::Whole;
use super::product::exactly_one;

const ASSET_KEYS: [&str; 11] = [
    "asset.additions",
    "asset.share_of_sales",
    "asset.opening",
    "asset.life_years",
    "asset.price_eur",
    "asset.capitalised_share",
    "asset.residual_share",
    "asset.residual_sensitivity",
    "asset.price_segment",
    "asset.expected_price_change",
    "asset.used_price_factor",
];

/// Checks a service that counts assets, or that others of its keys are none.
pub(super) fn check(whole: &Whole, service: &Thing, counts_assets: bool, problems: &mut Vec<Problem>) {
    let key = |name: &str| format!("{}.{name}", service.key);
    let has = |name: &str| whole.has(&key(name));
    if !counts_assets {
        for name in ASSET_KEYS.into_iter().filter(|name| has(name)) {
            let message = format!("[{}] counts no assets: `{name}` has no effect", service.key);
            problems
                .push(whole.problem(&key(name), message).hint("leave it out, or write base = \"assets\""));
        }
        return;
    }
    problems.extend(exactly_one(whole, service, "asset.additions", "asset.share_of_sales"));
    let at = |name: &str, message: String, hint: &str| whole.problem(&key(name), message).hint(hint);
    if has("asset.share_of_sales") && !has("products") {
        let message = format!("[{}] takes a share of the cars of no products", service.key);
        problems.push(at(
            "asset.share_of_sales",
            message,
            "add `products`, the cars that are put in service",
        ));
    }
    if has("products") && !has("asset.share_of_sales") {
        let message = format!("[{}] states how many assets it adds: `products` has no effect", service.key);
        problems.push(at("products", message, "leave it out, or write asset.share_of_sales"));
    }
    let value = ["capitalised_share", "residual_share", "residual_sensitivity", "used_price_factor"];
    for name in value.map(|name| format!("asset.{name}")) {
        if has(&name) && !has("asset.price_eur") {
            let message = format!("what an asset of [{}] costs is not known", service.key);
            problems.push(at(&name, message, "add `asset.price_eur`, the price of one asset"));
        }
    }
    let follows = is_not_zero(whole, &key("asset.residual_sensitivity"));
    if follows && !has("asset.price_segment") {
        let message = format!("[{}] does not say whose new prices its used assets follow", service.key);
        let hint = "add asset.price_segment, a segment of the market";
        problems.push(at("asset.residual_sensitivity", message, hint));
    }
    let risks = ["asset.residual_sensitivity", "asset.used_price_factor"];
    if let Some(risk) = risks.into_iter().find(|name| is_not_zero(whole, &key(name)))
        && !is_not_zero(whole, &key("asset.residual_share"))
    {
        let message = format!("[{}] expects nothing for its used assets, so they lose nothing", service.key);
        problems.push(at(
            risk,
            message,
            "add asset.residual_share, the part of the price expected at the end",
        ));
    }
    let is_own =
        !whole.has(&key("asset.capitalised_share")) || is_not_zero(whole, &key("asset.capitalised_share"));
    if has("cash_distributed_share") && has("asset.price_eur") && is_own {
        let message = format!("[{}] is captive finance, whose assets are the bank's", service.key);
        problems.push(at("asset.price_eur", message, "write asset.capitalised_share = 0"));
    }
}

/// Whether a key is stated, and as anything but a certain zero.
fn is_not_zero(whole: &Whole, key: &str) -> bool {
    whole.stated(key).is_some_and(|stated| match &stated.value {
        Value::Number(number) => *number != Uncertain::Exactly(0.0) || !stated.changes.is_empty(),
        Value::Path(path) => !path.is_zero() || !stated.changes.is_empty(),
        _ => true,
    })
}
