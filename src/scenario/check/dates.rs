//! Years that must lie in order, and quarters that make up a year.

use super::super::problem::Problem;
use super::Whole;

pub(super) fn check(whole: &Whole, problems: &mut Vec<Problem>) {
    let start = whole.number("run.start");
    let horizon = whole.number("run.horizon");
    let known_until = whole.number("history.known_until");
    if let (Some(start), Some(horizon)) = (start, horizon)
        && horizon < start
    {
        problems.push(
            whole
                .problem("run.horizon", format!("the horizon {horizon} lies before the first year {start}"))
                .hint(format!("write a year from {start} on")),
        );
    }
    if let Some(known) = known_until {
        if known.fract() != 0.0 {
            let year = known.trunc();
            problems.push(
                whole
                    .problem(
                        "history.known_until",
                        format!("`history.known_until` is {known}, but must be a 1 January"),
                    )
                    .hint(format!("write `{year}.0` for 1 January {year}, or `{}.0`", year + 1.0)),
            );
        } else if let (Some(start), Some(horizon)) = (start, horizon)
            && start <= horizon
            && !(start..=horizon).contains(&known)
        {
            problems.push(
                whole
                    .problem(
                        "history.known_until",
                        format!("`history.known_until` is {known}, outside the years of the run"),
                    )
                    .allowed(format!("a 1 January from {start} to {horizon}")),
            );
        }
    }
    if let (Some(base), Some(start)) = (whole.number("money.base_year"), start)
        && base < start
    {
        problems.push(
            whole
                .problem(
                    "money.base_year",
                    format!("the base year {base} lies before the first year {start}"),
                )
                .hint("start the run earlier, or state prices and costs in euros of a later year"),
        );
    }
    if let (Some(base), Some(known)) = (whole.number("money.base_year"), known_until)
        && base + 0.5 >= known
    {
        problems.push(
            whole
                .problem(
                    "money.base_year",
                    format!("the middle of the base year {base} is not yet known at {known}"),
                )
                .hint("the base year lies before `history.known_until`, because prices are compared with it"),
        );
    }
    if let (Some(programme), Some(start)) = (whole.number("money.programme_start"), start)
        && programme < start
    {
        problems.push(
            whole
                .problem(
                    "money.programme_start",
                    format!("the programme starts in {programme}, before the first year {start}"),
                )
                .hint(format!("write {start} or later: earlier cash flows are not simulated")),
        );
    }
    for (key, latest) in [("money.programme_start", 0.0), ("money.valuation_year", 1.0)] {
        if let (Some(year), Some(horizon), Some(start)) = (whole.number(key), horizon, start)
            && start <= horizon
            && year > horizon + latest
        {
            let latest = horizon + latest;
            problems.push(
                whole
                    .problem(key, format!("`{key}` is {year}, beyond the horizon {horizon}"))
                    .allowed(format!("a year up to {latest}")),
            );
        }
    }
    season(whole, problems);
    if whole.things("perimeter.<perimeter>").next().is_none() && whole.has("run.horizon") {
        problems.push(
            whole.problem("run.horizon", "this scenario asks of nothing when it breaks even").hint(
                "add [perimeter.ampere] with label = \"Ampere\" and entity = \"ampere\", or a programme",
            ),
        );
    }
}

fn season(whole: &Whole, problems: &mut Vec<Problem>) {
    let keys = ["run.season.q1", "run.season.q2", "run.season.q3", "run.season.q4"];
    let Some(first) = keys.into_iter().find(|key| whole.has(key)) else { return };
    let share = |key: &str| if whole.has(key) { whole.number(key) } else { Some(0.25) };
    let shares: Vec<f64> = keys.into_iter().filter_map(share).collect();
    let sum: f64 = shares.iter().sum();
    if shares.len() == keys.len() && (sum - 1.0).abs() > 1e-6 {
        let sum = (sum * 1e6).round() / 1e4;
        problems.push(
            whole
                .problem(first, format!("the four quarters of `run.season` sum to {sum}%"))
                .hint("make `q1`, `q2`, `q3` and `q4` sum to 100%; a quarter that is left out is 25%"),
        );
    }
}
