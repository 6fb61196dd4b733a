//! Regimes and events: what is understood, and what is refused.

use super::*;
use crate::scenario::account::account;
use crate::scenario::document::{Uncertain, Value};
use crate::scenario::load::check_with;
use crate::scenario::resolve::resolve;

fn child(more: &str) -> String {
    format!("extends = \"base.toml\"\nsource = \"judgement\"\n{more}\n")
}

fn read(more: &str) -> Result<Document, Problems> {
    load_texts(&[("child.toml", &child(more)), ("base.toml", GOOD)], &[])
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn refused(more: &str, message: &str, advice: &str) {
    let problems = read(more).map(|document| document.effects).unwrap_err();
    let told = flat(&problems.to_string());
    assert!(told.contains(message) && told.contains(advice), "{more}\n{problems}");
    assert_eq!(problems.len(), 1, "{problems}");
}

const EVENT: &str = "[event.strike]\nlabel = \"Strike\"\nprobability = \"45%\"\ndate = \"uniform(2026.3, 2029)\"\n\
                     duration_years = 1\neffect.\"product.renault-5.share\" = { multiply = 0.9 }\n\
                     effect.\"line.sga.cost_eur_m\" = { add = 10, until = 2028 }\n";
const REGIME: &str = "[regime.law]\nlabel = \"Law\"\norder = [\"strict\", \"soft\"]\n\
                      [regime.law.strict]\nlabel = \"Strict\"\nprobability = 0.2\n\
                      effect.\"money.tax_rate\" = { multiply = 1.1 }\n\
                      effect.\"market.bev.required_share\" = { set = \"2027: 30%, 2035: 90%\" }\n\
                      [regime.law.soft]\nlabel = \"Soft\"\nprobability = 0.8\n";

#[test]
fn regimes_and_events_are_echoed_in_words() {
    let document = read(&format!("{EVENT}{REGIME}")).unwrap_or_else(|problems| panic!("{problems}"));
    let told = account(&document);
    let words: Vec<&str> = told.happenings.iter().flat_map(|h| h.words.iter().map(String::as_str)).collect();
    assert_eq!(
        words,
        [
            "strict: in 20 % of futures: money.tax_rate times 1.1; market.bev.required_share set to 2027: 30%, \
             2035: 90%",
            "soft: in 80 % of futures: nothing changes",
            "in 45 % of futures, at any time between 2026.3 and 2029, for 1 year: product.renault-5.share times \
             0.9; line.sga.cost_eur_m plus 10 until 2028",
        ]
    );
    let hazard = "[event.recall]\nlabel = \"Recall\"\nhazard_per_year = 0.1\nfrom = 2027\nuntil = 2032\n\
                  effect.\"line.sga.cost_eur_m\" = { add = 10 }\n";
    let document = read(hazard).unwrap();
    let text = account(&document).happenings[0].words.join(" ");
    // 1 − exp(−0.5).
    assert!(
        text.contains("in 39.3 % of futures, at any time between 2027 and 2032, for good: line.sga"),
        "{text}"
    );
    // What only a parent has is told with the parent.
    let files =
        [("g.toml", "extends = \"child.toml\"\n"), ("child.toml", &child(EVENT)), ("base.toml", GOOD)];
    assert!(account(&load_texts(&files, &[]).unwrap()).happenings.is_empty());
}

#[test]
fn children_and_the_command_line_change_events() {
    let parent = child(EVENT);
    let with = |grandchild: &str, sets: &[&str]| {
        let text = format!("extends = \"child.toml\"\n{grandchild}");
        load_texts(&[("g.toml", &text), ("child.toml", &parent), ("base.toml", GOOD)], sets)
            .unwrap_or_else(|problems| panic!("{problems}"))
    };
    let probability = |document: &Document| document.assumptions["event.strike.probability"].value.clone();
    let half = with("[change]\n\"event.strike.probability\" = { multiply = 0.5 }\n", &[]);
    assert_eq!(probability(&half), Value::Number(Uncertain::Exactly(0.225)));
    let set = with("", &["event.strike.probability=10%"]);
    assert_eq!(set.changes[0].old.as_deref(), Some("45%"));
    // One effect is replaced, the other stays.
    let other = with("[event.strike.effect]\n\"product.renault-5.share\" = { multiply = 0.5 }\n", &[]);
    let texts: Vec<&str> = other.effects.iter().map(|effect| effect.change.text.as_str()).collect();
    assert_eq!(texts, ["times 0.5", "plus 10 until 2028"]);
    // Left out in each of three ways.
    for (text, sets) in [
        ("[event.strike]\nenabled = false\n", &[][..]),
        ("[change]\n\"event.strike\" = { enabled = false }\n", &[]),
        ("", &["event.strike.enabled=false"]),
    ] {
        let document = with(text, sets);
        assert!(document.effects.is_empty() && document.names("event").is_empty());
        assert!(document.assumptions.values().all(|a| a.changes.is_empty()));
        assert!(resolve(&document).unwrap().events.is_empty());
    }
    // A child that leaves out a cost leaves out what the event did to it.
    let gone = with("[line.sga]\nenabled = false\n", &[]);
    assert_eq!(gone.effects.len(), 1);
}

#[test]
fn a_regime_without_an_order_is_in_no_correlation() {
    let pair = "[correlation.drawn]\n\"regime.law ~ money.tax_rate\" = 0.3\n";
    assert!(read(&format!("{REGIME}{pair}")).is_ok());
    refused(
        &format!("{REGIME}{pair}").replace("order = [\"strict\", \"soft\"]\n", ""),
        "`regime.law` has options, and a correlation needs their order",
        "add order =",
    );
    refused(
        &format!("{REGIME}[correlation.drawn]\n\"regime.lax ~ money.tax_rate\" = 0.3\n"),
        "there is no assumption `regime.lax`",
        "did you mean `regime.law`?",
    );
    // A child that settles the law leaves its parent's pair idle.
    let parent = child(&format!("{REGIME}{pair}"));
    let settled = "extends = \"child.toml\"\n[change]\n\"regime.law.strict.probability\" = { set = 1 }\n\
                   \"regime.law.soft.probability\" = { set = 0 }\n";
    let files = [("g.toml", settled), ("child.toml", &parent), ("base.toml", GOOD)];
    let document = load_texts(&files, &[]).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(document.idle_correlations.len(), 1);
    let left_out = [("g.toml", "extends = \"child.toml\"\nregime.law.enabled = false\n"), files[1], files[2]];
    assert_eq!(load_texts(&left_out, &[]).unwrap().idle_correlations.len(), 1);
}

#[test]
fn mistakes_in_regimes_and_events_are_refused() {
    let event = |old: &str, new: &str| {
        assert!(EVENT.contains(old), "{old}");
        EVENT.replacen(old, new, 1)
    };
    let regime = |old: &str, new: &str| {
        assert!(REGIME.contains(old), "{old}");
        REGIME.replacen(old, new, 1)
    };
    let cases = [
        (
            event("probability", "probabilty"),
            "there is no `probabilty` in [event.strike]",
            "did you mean `probability`?",
        ),
        (event("probability = \"45%\"\n", ""), "does not say how likely it is", "hazard_per_year"),
        (event("\"45%\"", "1.2"), "is 1.2", "between 0 and 1"),
        (event("\"45%\"", "\"pert(0, 0.1, 0.2)\""), "cannot be uncertain", "one plain number"),
        (event("date", "hazard_per_year = 0.1\ndate"), "both a probability and a hazard", "keep one"),
        (
            event("probability = \"45%\"", "hazard_per_year = 0.1"),
            "has a hazard and a date",
            "`from` and `until`",
        ),
        (event("date =", "from = 2027\ndate ="), "belongs to a hazard", "uniform("),
        (
            event("product.renault-5.share", "product.renault-5.shrae"),
            "there is no `shrae`",
            "did you mean `share`?",
        ),
        (
            event("product.renault-5.share", "product.renault-6.share"),
            "`product.renault-6.share` is not stated",
            "did you mean",
        ),
        (
            event("multiply = 0.9", "mulitply = 0.9"),
            "`mulitply` is not known here",
            "did you mean `multiply`?",
        ),
        (event("{ multiply = 0.9 }", "0.9"), "does not say how", "{ multiply = 0.9 }"),
        (event("multiply = 0.9", "multiply = 20"), "times 20, can reach", "between 0 and 1"),
        (
            event("product.renault-5.share\" = { multiply = 0.9 }", "run.horizon\" = { set = 2040 }"),
            "`run.horizon` is part of the structure, which an event cannot change",
            "paths",
        ),
        (
            event(
                "product.renault-5.share\" = { multiply = 0.9 }",
                "product.renault-5.label\" = { set = \"R\" }",
            ),
            "part of the structure",
            "paths",
        ),
        (
            event(
                "product.renault-5.share\" = { multiply = 0.9 }",
                "event.strike.duration_years\" = { add = 1 }",
            ),
            "part of the structure",
            "paths",
        ),
        (
            event(
                "product.renault-5.share\" = { multiply = 0.9 }",
                "product.renault-5\" = { enabled = false }",
            ),
            "an event cannot leave a thing out",
            "volume",
        ),
        (
            event("product.renault-5.share", "money.tax_rate"),
            "`money.tax_rate` is the same at all times of a future",
            "let a regime change it",
        ),
        (event("label = \"Strike\"\n", ""), "[event.strike] has no `label`", "add `label`"),
        (EVENT.replace("[event.strike]", "[event.\"a b\"]"), "cannot be the name of a event", "letter"),
        (
            regime("probability = 0.2", "probability = 0.1"),
            "the options of `regime.law` sum to 90 %",
            "exactly one option",
        ),
        (regime("\"soft\"]", "\"sotf\"]"), "`regime.law` has no option `sotf`", "did you mean \"soft\"?"),
        (regime(", \"soft\"]", "]"), "the option `soft` is missing from this order", "name all options"),
        (regime("\"soft\"]", "\"soft\", \"soft\"]"), "stands in this order twice", "strict"),
        (regime("order =", "oder ="), "`regime.law.oder` is a table", "did you mean `order`?"),
        (
            regime("money.tax_rate\" = { multiply = 1.1 }", "money.tax_rate\" = { multiply = 9 }"),
            "times 9, can reach",
            "between 0 and 1",
        ),
        (
            "[regime.law]\nlabel = \"Law\"\n".to_string(),
            "`regime.law` has no options",
            "add [regime.law.some-option]",
        ),
    ];
    for (text, message, advice) in cases {
        refused(&text, message, advice);
    }
}

/// Options exclude each other: each may double a share of 8.8 %, but not both at once.
#[test]
fn options_of_a_regime_are_not_added_up() {
    let options = "[regime.r]\nlabel = \"R\"\n\
                   [regime.r.a]\nlabel = \"A\"\nprobability = 0.5\neffect.\"product.renault-5.share\" = { multiply = 5 }\n\
                   [regime.r.b]\nlabel = \"B\"\nprobability = 0.5\neffect.\"product.renault-5.share\" = { multiply = 5 }\n";
    assert!(read(options).is_ok(), "{:?}", read(options).err().map(|p| p.to_string()));
    // An event comes on top.
    let event = "[event.e]\nlabel = \"E\"\nprobability = 0.1\neffect.\"product.renault-5.share\" = { multiply = 5 }\n";
    assert!(read(&format!("{options}{event}")).is_err());
}

#[test]
fn what_has_no_effect_is_warned_of() {
    let warned = |more: &str| -> String {
        let texts = [("child.toml", child(more)), ("base.toml", GOOD.to_string())];
        let open = |source: &Source| match texts.iter().find(|(name, _)| *name == source.to_string()) {
            Some((name, text)) => {
                Ok(Opened { text: decode(text.clone().into_bytes())?, identity: name.to_string() })
            }
            None => Err(Refusal { message: "lost".into(), hint: "look".into(), is_missing: true }),
        };
        let checked = check_with(&open, &Source::File("child.toml".into()), &[]);
        assert!(checked.document.is_some(), "{}", checked.problems);
        flat(&checked.problems.to_string())
    };
    let without = "[event.strike]\nlabel = \"Strike\"\nprobability = 0.3\n";
    assert!(warned(without).contains("[event.strike] changes nothing"));
    assert!(warned(&EVENT.replace("\"45%\"", "0")).contains("[event.strike] never happens"));
    assert!(
        warned(&EVENT.replace("multiply = 0.9", "multiply = 1"))
            .contains("leaves `product.renault-5.share` as it is")
    );
    assert!(
        warned(&EVENT.replace("\"uniform(2026.3, 2029)\"", "2024")).contains("before history.known_until")
    );
    assert!(!warned(EVENT).contains("event.strike"));
}

/// What the guide shows for `--set` works, and the neighbour that does not says what does.
#[test]
fn a_probability_in_place_of_a_hazard_is_told_which_key_to_set() {
    let base = Source::Builtin("base".to_string());
    let set = |change: &str| crate::scenario::load::load(&base, &[change.to_string()]);
    let guide = include_str!("../../../scenarios/README.md");
    for change in ["event.subsidies-end.probability=50%", "event.price-war.hazard_per_year=0.1"] {
        assert!(guide.contains(&format!("--set {change}")), "the guide shows {change}");
        assert!(set(change).is_ok(), "{change}");
    }
    let told = flat(&set("event.price-war.probability=50%").map(|_| ()).unwrap_err().to_string());
    assert!(told.contains("--set"), "{told}");
    assert!(told.contains("`event.price-war` has both a probability and a hazard"), "{told}");
    assert!(told.contains("set `event.price-war.hazard_per_year` instead, which "), "{told}");
    assert!(told.contains("builtin:base/events:"), "{told}");
}
