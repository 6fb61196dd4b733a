//! Values of another order of magnitude than those of the parent.

use super::*;
use crate::scenario::load::check_with;

/// Warnings of a child of the base case, each with its hint.
fn told(child: &str, sets: &[&str]) -> Vec<String> {
    let text = format!("extends = \"builtin:base\"\nsource = \"judgement\"\n{child}");
    let open = |source: &Source| match source {
        Source::File(path) if path.to_string_lossy() == "child.toml" => {
            Ok(Opened { text: decode(text.clone().into_bytes())?, identity: "child".into() })
        }
        Source::File(_) => Err(Refusal { message: "lost".into(), hint: "look".into(), is_missing: true }),
        builtin => super::super::open::open(builtin),
    };
    let sets: Vec<String> = sets.iter().map(|set| set.to_string()).collect();
    let checked = check_with(&open, &Source::File("child.toml".into()), &sets);
    assert!(checked.document.is_some(), "{}", checked.problems);
    let far = checked.problems.iter().filter(|problem| problem.message.contains("what it replaces"));
    far.map(|problem| format!("{} | {}", problem.message, problem.hint.clone().unwrap_or_default())).collect()
}

#[test]
fn a_slip_of_the_point_of_a_magnitude_or_of_a_percent_sign_is_told() {
    let only = |child: &str, sets: &[&str]| {
        let found = told(child, sets);
        assert_eq!(found.len(), 1, "{child} {sets:?}: {found:?}");
        found.into_iter().next().unwrap()
    };
    let registrations = only("[market.registrations]\npath = \"2026: 13.1\"\n", &[]);
    assert!(registrations.starts_with("`market.registrations` is 1/"), "{registrations}");
    assert!(registrations.contains("-> 2026: 13.1 | did you mean 13.1M?"), "{registrations}");
    let price = only("[product.renault-5]\nnet_price_eur = \"21.500\"\n", &[]);
    assert!(price.contains("-> 21.500 | a point is a decimal point: thousands have no separator"), "{price}");
    let learning = only("", &["battery.learning_rate=0.2%"]);
    assert!(learning.contains("-> 0.2% | did you mean 20%?"), "{learning}");
    let changed = only("[change]\n\"battery.learning_rate\" = { set = \"0.2%\" }\n", &[]);
    assert!(changed.contains("did you mean 20%?"), "{changed}");
}

#[test]
fn less_than_tenfold_odds_and_zeros_are_not_told() {
    assert_eq!(told("[product.renault-5]\nnet_price_eur = 40000\n", &[]), [""; 0]);
    let sets = ["event.subsidies-end.probability=1%", "event.price-war.hazard_per_year=0.9", "run.trials=64"];
    assert_eq!(told("", &sets), [""; 0]);
    assert_eq!(told("", &["battery.learning_rate=0"]), [""; 0]);
}
