//! The plan of November 2023, judged with what was known then: nothing later has slipped in, and no promise is an input.

use ampere::engine::{Grouping, Metric};
use ampere::scenario::document::{Assumption, Document, Uncertain, Value};
use ampere::scenario::load::Source;

use crate::given::{builtin, document, first_block};

const NAME: &str = "announced-2023";
/// The first month that was not known.
const TOO_LATE: &str = "2023-12";
/// What Ampere promised for 2025 and after (AMP-015 is promise and plan in one: its date and its yardstick are used).
const PROMISES: [&str; 5] = ["AMP-002", "AMP-005", "AMP-011", "AMP-012", "AMP-013"];
/// Sources that only yardsticks may name, and the yardsticks.
const YARDSTICKS: [(&str, &[&str]); 3] = [
    ("GRP-079", &["group.guidance_margin"]),
    ("GRP-080", &["group.guidance_margin"]),
    (
        "AMP-015",
        &[
            "platform.ampr-medium.generation.gen-2.planned_start",
            "platform.ampr-medium.generation.gen-2.target_cut",
        ],
    ),
];

fn plan() -> Document {
    document(&Source::Builtin(NAME.to_string()), &[])
}

/// Assumptions in force: a shared draw of the parent that nobody uses is none.
fn in_force(plan: &Document) -> impl Iterator<Item = &Assumption> {
    let used: Vec<&str> = plan.assumptions.values().flat_map(|a| a.shared.names()).collect();
    plan.assumptions.values().filter(move |a| {
        let shared = a.key.strip_prefix("shared.");
        shared.is_none_or(|rest| used.contains(&rest.split('.').next().unwrap_or(rest)))
    })
}

/// Whether a date is surely before December 2023: a year alone counts where all of it was before.
fn is_known(date: &str) -> bool {
    match date.len() {
        4 => date < "2023",
        7.. => date < TOO_LATE,
        _ => false,
    }
}

#[test]
fn every_source_was_published_before_december_2023() {
    for (date, known) in [("2022", true), ("2023-11-27", true), ("2023-11", true)] {
        assert_eq!(is_known(date), known, "{date}");
    }
    for date in ["", "2023", "2023-12", "2023-12-01", "2024-01-17", "2025"] {
        assert!(!is_known(date), "{date}");
    }
    let plan = plan();
    let mut cited: Vec<(&str, &[String])> =
        in_force(&plan).map(|a| (a.key.as_str(), a.sources.as_slice())).collect();
    cited.extend(plan.correlations.iter().map(|pair| (pair.text.as_str(), pair.sources.as_slice())));
    assert!(cited.iter().all(|(_, sources)| !sources.is_empty()));
    let mut late = String::new();
    let mut n_dated = 0;
    for (key, sources) in cited {
        for id in sources.iter().filter(|id| *id != "judgement") {
            let source = plan.sources.get(id).unwrap_or_else(|| panic!("{key}: {id} is unknown"));
            n_dated += 1;
            if !is_known(&source.date) {
                late += &format!("{key}: {id} is of `{}`: {}\n", source.date, source.title);
            }
        }
    }
    assert!(late.is_empty(), "\n{late}");
    assert!(n_dated > 60, "only {n_dated} dated citations: is this still the plan?");
    let dated = in_force(&plan).filter_map(|a| Some((a, a.as_of.as_deref()?)));
    for (assumption, day) in dated {
        assert!(is_known(day), "{} is as of {day}", assumption.key);
    }
}

/// What is taken over from the base case is structure: no path of it tells what came after 2023, but for two capacities
/// whose only source is the plan.
#[test]
fn no_path_of_the_base_case_is_taken_over() {
    let plan = plan();
    let mut inherited: Vec<&str> = Vec::new();
    for assumption in in_force(&plan).filter(|a| !plan.is_own(a)) {
        if assumption.text.starts_with("20") && assumption.text.contains(": ") {
            inherited.push(&assumption.key);
        }
    }
    assert_eq!(inherited, ["plant.cleon.capacity", "plant.ruitz.capacity"]);
    // Recorded sales end with 2023.
    for assumption in in_force(&plan).filter(|a| a.key.ends_with(".actuals")) {
        assert!(plan.is_own(assumption), "{} is that of the base case", assumption.key);
        assert!(!assumption.text.contains("2024:"), "{}: {}", assumption.key, assumption.text);
    }
    assert_eq!(plan.value("history.known_until"), Some(&Value::Number(Uncertain::Exactly(2024.0))));
}

#[test]
fn what_was_known_only_later_is_not_in_it() {
    let plan = plan();
    let later = [
        "regime.co2-law",
        "regime.chinese-duty",
        "event.fuel-shock-2026",
        "contract.ford",
        "restructuring.ampere",
        "line.group-synergies",
        "product.dacia-a-bev",
        "platform.ampr-small.generation.gen-1-lfp",
        "platform.ampr-medium.generation.gen-1-lfp",
        "co2.window.2025-2027",
        "co2.window.2030-2032",
    ];
    let base = document(&Source::Builtin("base".to_string()), &[]);
    for key in later {
        let is_in = |document: &Document| document.things.iter().any(|thing| thing.key == key);
        assert!(is_in(&base), "{key} is not in the base case any more");
        assert!(!is_in(&plan), "{key} was not known in November 2023");
        let below = format!("{key}.");
        assert!(plan.assumptions.keys().all(|other| !other.starts_with(&below)), "{key}");
    }
    // No super-credits, and Mobilize goes on.
    assert_eq!(plan.assumptions["co2.super_credit"].text, "2023.0: 1, 2035.0: 1; interpolate step");
    let mobilize = &plan.assumptions["line.mobilize-beyond-automotive.cost_eur_m"];
    assert!(plan.is_own(mobilize), "{}", mobilize.text);
    for assumption in in_force(&plan).filter(|a| a.key.ends_with(".label")) {
        assert!(!assumption.text.contains("winding down"), "{}: {}", assumption.key, assumption.text);
    }
}

/// Sources of promises are named by yardsticks only, and moving every yardstick moves no cash flow of any future.
#[test]
fn promises_are_yardsticks_and_never_inputs() {
    let plan = plan();
    for assumption in in_force(&plan) {
        for id in &assumption.sources {
            assert!(!PROMISES.contains(&id.as_str()), "{} rests on the promise {id}", assumption.key);
            let yardsticks = YARDSTICKS.iter().find(|(source, _)| source == id);
            if let Some((_, keys)) = yardsticks {
                assert!(keys.contains(&assumption.key.as_str()), "{} rests on {id}", assumption.key);
            }
        }
    }
    let as_promised = builtin(NAME, &[]);
    let otherwise = builtin(
        NAME,
        &[
            "platform.ampr-medium.generation.gen-2.target_cut=5%",
            "platform.ampr-small.generation.gen-2.target_cut=5%",
            "group.guidance_margin=1%",
        ],
    );
    let (first, second) = (first_block(&as_promised), first_block(&otherwise));
    let all = ampere::engine::series::all(&as_promised.business);
    let money =
        |metric: Metric| matches!(metric, Metric::Revenue | Metric::OperatingMargin | Metric::FreeCashFlow);
    let n_years = as_promised.timeline.reported_years().count();
    let mut n_compared = 0;
    for (place, series) in all.iter().enumerate() {
        let (grouping, _, metric) = series.key();
        if money(metric) && matches!(grouping, Grouping::Group | Grouping::Entity | Grouping::Perimeter) {
            let years = place * n_years..(place + 1) * n_years;
            assert_eq!(first.annual[years.clone()], second.annual[years], "{:?}", series.key());
            n_compared += 1;
        }
    }
    assert!(n_compared > 20, "{n_compared} series");
}
