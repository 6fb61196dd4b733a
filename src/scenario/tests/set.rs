//! `--set key=value`.

use super::*;
use crate::scenario::document::{Base, Change, Uncertain, Value};

fn set(sets: &[&str]) -> Result<Document, Problems> {
    load_texts(&[("base.toml", GOOD)], sets)
}

fn refused(text: &str, message: &str, column: usize, advice: &str) {
    let problems = set(&[text]).unwrap_err();
    let shown = problems.to_string();
    let flat = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    let place = format!("--set:1:{column}\n");
    assert!(flat.contains(message) && flat.contains(advice) && shown.contains(&place), "{text}\n{shown}");
    assert!(shown.ends_with("1 problem in --set"), "{shown}");
}

#[test]
fn values_are_toml_or_text_of_the_language() {
    for (text, expected) in [
        ("market.bev.exit_share=0.22", 0.22),
        ("market.bev.exit_share = 22%", 0.22),
        ("market.bev.exit_share='22%'", 0.22),
        ("market.bev.exit_share={ value = \"22%\", source = \"MKT-056\" }", 0.22),
        ("platform.ampr-small.access_fee_eur=1.2k", 1200.0),
    ] {
        let document = set(&[text]).unwrap_or_else(|problems| panic!("{problems}"));
        let key = text.split('=').next().unwrap().trim();
        assert_eq!(document.value(key), Some(&Value::Number(Uncertain::Exactly(expected))), "{text}");
    }
    let document = set(&["market.registrations=2025: 13M, 2030: 12M", "name=What if"]).unwrap();
    let Some(Value::Path(path)) = document.value("market.registrations") else { panic!("a path") };
    assert_eq!(path.base, Base::Anchors(vec![(2025.5, 13e6), (2030.5, 12e6)]));
    assert_eq!(document.name, "What if");
    assert!(set(&["market.bev.price_sensitivity=pert(1, 2, 3)"]).is_ok());
    assert!(set(&["market.bev.price_sensitivity=pert(1,2,3)"]).is_ok());
}

#[test]
fn changes_are_recorded_from_old_to_new() {
    let document =
        set(&["market.bev.exit_share=22%", "money.loss_use_limit=0.6", "market.bev.exit_share=23%"]).unwrap();
    let change = |key: &str, old: Option<&str>, new: &str| Change {
        key: key.into(),
        old: old.map(str::to_string),
        new: new.into(),
    };
    assert_eq!(
        document.changes,
        [change("market.bev.exit_share", Some("0.208"), "23%"), change("money.loss_use_limit", None, "0.6")]
    );
    assert!(document.assumptions["market.bev.exit_share"].sources.is_empty());
    assert_eq!(set(&[]).unwrap().changes, []);
}

#[test]
fn mistakes_point_into_the_text_of_the_option() {
    refused("market.bev.exit_share=12,5 %", "decimal comma", 23, "write `12.5%`");
    refused("market.bev.exit_shrae=0.2", "no `exit_shrae`", 12, "did you mean `exit_share`?");
    refused("market.bev.exit_share=4.5", "is 4.5, but must be", 23, "0.045");
    refused("market.bev.exit_share", "is not an assumption", 1, "--set key=value");
    refused("market bev=1", "is not a key", 1, "--set key=value");
    refused("market.bev.exit_share=", "is empty", 23, "write a value");
    refused("market.bev=3", "`market.bev` is a table, not a number", 12, "");
    refused(
        "product.renalt-5.elasticity=2",
        "there is no product `renalt-5`",
        9,
        "did you mean `renault-5`?",
    );
    refused("extends=base.toml", "`extends` cannot be set", 1, "scenario file");
    refused("product.renault-5.label=5", "is text, not a number", 25, "\"5\"");
    refused("product.renault-5.volume=5000", "has both `share` and `volume`", 26, "");
}
