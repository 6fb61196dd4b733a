//! Services: what is counted has to be known, and only once.

use super::super::problem::Problem;
use super::product::exactly_one;
use super::{Whole, asset};

pub(super) fn check(whole: &Whole, problems: &mut Vec<Problem>) {
    for service in whole.things("service.<service>") {
        let key = |name: &str| format!("{}.{name}", service.key);
        let has = |name: &str| whole.has(&key(name));
        problems.extend(exactly_one(whole, service, "revenue_eur_per_unit", "revenue_eur_m_per_unit"));
        // A name that only `--set` uses is a typing mistake, which is said elsewhere.
        if whole.is_set(service.origin.file) {
            continue;
        }
        let base = whole.text(&key("base")).unwrap_or("units");
        let needed: &[&str] = match base {
            "units" => &["units"],
            "new-sales" => &["products"],
            "assets" => &["asset.life_years"],
            _ => &["products", "survival.scale_years"],
        };
        for name in needed.iter().filter(|name| !has(name)) {
            let message = format!("[{}] counts {} and has no `{name}`", service.key, counted(base));
            problems.push(whole.at_thing(service, message).hint(format!("add `{name}`")));
        }
        for (name, of) in [
            ("units", &["units"][..]),
            ("products", &["new-sales", "parc", "assets"]),
            ("survival.scale_years", &["parc"]),
            ("survival.shape", &["parc"]),
            ("opening_parc", &["parc"]),
            ("opening_age_years", &["parc"]),
        ] {
            if has(name) && !of.contains(&base) {
                let message = format!("[{}] counts {}: `{name}` has no effect", service.key, counted(base));
                let hint = format!("leave it out, or write base = \"{}\"", of[0]);
                problems.push(whole.problem(&key(name), message).hint(hint));
            }
        }
        asset::check(whole, service, base == "assets", problems);
    }
}

fn counted(base: &str) -> &'static str {
    match base {
        "units" => "stated units",
        "new-sales" => "cars sold",
        "assets" => "assets",
        _ => "cars that run",
    }
}
