//! Platforms, generations and perimeters: assumptions that need each other.

use super::super::document::{Thing, Uncertain, Value};
use super::super::problem::Problem;
use super::Whole;

pub(super) fn check(whole: &Whole, problems: &mut Vec<Problem>) {
    for perimeter in whole.things("perimeter.<perimeter>") {
        let has = |name: &str| whole.has(&format!("{}.{name}", perimeter.key));
        if !has("entity")
            && !has("programme")
            && !has("without_programme")
            && !whole.is_set(perimeter.origin.file)
        {
            problems.push(
                whole
                    .at_thing(perimeter, format!("[{}] does not say what belongs to it", perimeter.key))
                    .hint("add `entity`, `programme` or both"),
            );
        }
    }
    for platform in whole.things("platform.<platform>") {
        generations(whole, platform, problems);
        learning(whole, platform, problems);
    }
}

fn generations(whole: &Whole, platform: &Thing, problems: &mut Vec<Problem>) {
    let namespace = format!("{}.generation", platform.key);
    let names = whole.names(&namespace);
    if names.is_empty() && !whole.is_in_doubt(&namespace) && !whole.is_set(platform.origin.file) {
        problems.push(
            whole
                .at_thing(platform, format!("[{}] has no generation", platform.key))
                .hint(format!("add [{namespace}.gen-1] for the car as launched")),
        );
    }
    let mut seen: Vec<(f64, &str)> = Vec::new();
    for name in names {
        let key = |word: &str| format!("{namespace}.{name}.{word}");
        if let Some(start) = whole.number(&key("planned_start")) {
            match seen.iter().find(|(other, _)| *other == start) {
                Some((_, other)) => problems.push(
                    whole
                        .problem(
                            &key("planned_start"),
                            format!("`{other}` and `{name}` of [{}] start on the same date", platform.key),
                        )
                        .hint("give them different dates: the dates put the generations in order"),
                ),
                None => seen.push((start, name)),
            }
        }
        let compared = key("compared_with");
        if whole.text(&compared) == Some(name) {
            problems.push(
                whole
                    .problem(&compared, format!("the generation `{name}` is compared with itself"))
                    .hint("name another generation of the platform"),
            );
        }
        if whole.has(&compared) && !whole.has(&key("measured_at")) {
            problems.push(
                whole
                    .problem(&compared, format!("`{compared}` needs a date of measurement"))
                    .hint("add `measured_at`: 2029.0 reads the realised cut at the end of 2028"),
            );
        }
        problems.extend(comparison_dates(whole, &key("compared_at"), &key("measured_at")));
    }
}

/// Costs are compared within the years of the run, and measured after they are compared. A date of measurement
/// beyond the projection is no mistake: with a shorter horizon that cut is not reported.
fn comparison_dates(whole: &Whole, compared_at: &str, measured_at: &str) -> Option<Problem> {
    let (start, horizon) = (whole.number("run.start")?, whole.number("run.horizon")?);
    let end = horizon + 1.0;
    let compared = whole.number(compared_at);
    if let Some(compared) = compared.filter(|compared| start < end && !(start..end).contains(compared)) {
        return Some(
            whole
                .problem(compared_at, format!("`compared_at` is {compared}, outside the years of the run"))
                .allowed(format!("a date from {start}.0 to before {end}.0")),
        );
    }
    let measured = whole.number(measured_at)?;
    let base_mid = || whole.number("money.base_year").map(|year| year + 0.5);
    let from = compared.or_else(base_mid)?;
    (measured <= from).then(|| {
        whole
            .problem(
                measured_at,
                format!("`measured_at` is {measured}, not after {from}, where the cost is compared"),
            )
            .hint("2029.0 reads the cut at the end of 2028")
    })
}

fn learning(whole: &Whole, platform: &Thing, problems: &mut Vec<Problem>) {
    let output = format!("{}.cumulative_output_at_known_until", platform.key);
    for module in whole.names(&format!("{}.module", platform.key)) {
        let key = format!("{}.module.{module}.learning_rate", platform.key);
        let learns = whole.stated(&key).is_some_and(|a| a.value != Value::Number(Uncertain::Exactly(0.0)));
        if learns && !whole.has(&output) {
            problems.push(
                whole
                    .problem(&key, format!("`{key}` needs the number of cars made so far"))
                    .hint(format!("add `cumulative_output_at_known_until` to [{}]", platform.key)),
            );
        }
    }
}
