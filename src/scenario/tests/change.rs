//! `[change]`: what is changed, when, and what is refused.

use super::*;
use crate::engine::scenario::{Effect, Values};
use crate::scenario::document::{Uncertain, Value};
use crate::scenario::resolve::resolve;

fn changed(changes: &str) -> Result<Document, Problems> {
    let child = format!("extends = \"base.toml\"\n[change]\n{changes}\n");
    load_texts(&[("child.toml", &child), ("base.toml", GOOD)], &[])
}

fn refused(changes: &str, message: &str, advice: &str) {
    let problems = changed(changes).map(|document| document.changes).unwrap_err();
    let told = problems.to_string().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains(message) && told.contains(advice), "{changes}\n{problems}");
    assert_eq!(problems.len(), 1, "{problems}");
    assert!(told.contains("child.toml:3:"), "{told}");
}

fn number(document: &Document, key: &str) -> f64 {
    match document.value(key) {
        Some(Value::Number(Uncertain::Exactly(x))) => *x,
        Some(Value::Whole(x)) => *x as f64,
        other => panic!("{key} is {other:?}"),
    }
}

#[test]
fn certain_numbers_are_worked_out_when_the_file_is_read() {
    let document = changed(
        "\"market.bev.exit_share\" = { multiply = \"110%\" }\n\
         \"run.horizon\" = { add = -1 }\n\
         \"product.renault-5.launch\" = { add = 0.5 }\n\
         \"platform.ampr-small.generation.gen-2.delivery\" = { multiply = 0.5 }\n\
         \"run.step\" = { set = \"year\" }\n\
         money.discount_rate = { set = \"pert(7%, 8%, 9%)\", source = \"judgement\", note = \"why\" }",
    )
    .unwrap_or_else(|problems| panic!("{problems}"));
    assert!((number(&document, "market.bev.exit_share") - 0.2288).abs() < 1e-12);
    assert_eq!(document.assumptions["market.bev.exit_share"].text, "0.208; times 110%");
    assert_eq!(number(&document, "run.horizon"), 2034.0);
    assert_eq!(number(&document, "product.renault-5.launch"), 2025.25);
    assert_eq!(number(&document, "platform.ampr-small.generation.gen-2.delivery"), 0.5);
    assert_eq!(document.value("run.step"), Some(&Value::Text("year".into())));
    let rate = &document.assumptions["money.discount_rate"];
    assert_eq!((rate.text.as_str(), rate.note.as_deref()), ("pert(7%, 8%, 9%)", Some("why")));
    assert_eq!(rate.replaced.as_ref().unwrap().text, "pert(7.8%, 9.2%, 10.9%)");
}

/// A child's own statement is weaker than its changes, and `--set` is stronger than both.
#[test]
fn changes_stand_between_the_file_and_the_command_line() {
    let child = "extends = \"base.toml\"\nmarket.bev.exit_share = 0.3\n[change]\n\
                 \"market.bev.exit_share\" = { multiply = 0.5 }\n";
    let files = [("child.toml", child), ("base.toml", GOOD)];
    assert_eq!(number(&load_texts(&files, &[]).unwrap(), "market.bev.exit_share"), 0.15);
    let set = load_texts(&files, &["market.bev.exit_share=0.25"]).unwrap();
    assert_eq!(number(&set, "market.bev.exit_share"), 0.25);
    assert_eq!(set.changes[0].old.as_deref(), Some("0.3; times 0.5"));
    let grandchild = "extends = \"child.toml\"\n[change]\n\"market.bev.exit_share\" = { add = \"1%\" }\n";
    let files = [("g.toml", grandchild), files[0], files[1]];
    assert!((number(&load_texts(&files, &[]).unwrap(), "market.bev.exit_share") - 0.16).abs() < 1e-12);
}

#[test]
fn values_that_move_are_changed_by_the_share_of_each_period() {
    let document = changed(
        "\"product.renault-5.share\" = { multiply = 0.9, from = 2027.125, until = 2030 }\n\
         \"line.sga.cost_eur_m\" = { add = 10 }\n\
         \"market.price.pressure_per_year\" = { set = \"2026: 3%\", from = 2028 }\n\
         \"product.renault-5.net_price_eur\" = { multiply = 0.9, from = 2023 }\n\
         \"money.tax_rate\" = { multiply = 0.5 }",
    )
    .unwrap_or_else(|problems| panic!("{problems}"));
    let scenario = resolve(&document).unwrap();
    let of = |key: &str| scenario.inputs.iter().rfind(|input| input.key == key).unwrap();
    let weights = |key: &str| of(key).changes[0].window.clone().unwrap();
    let at = |year: f64| scenario.timeline.periods.iter().position(|p| p.start == year).unwrap();
    let share = weights("product.renault-5.share").by_period;
    let shown = |year| share[at(year)];
    assert_eq!(
        [shown(2026.75), shown(2027.0), shown(2027.25), shown(2029.75), shown(2030.0)],
        [0.0, 0.5, 1.0, 1.0, 0.0]
    );
    // Without `from` history stays as it is.
    let line = weights("line.sga.cost_eur_m");
    assert_eq!((line.by_period[at(2025.75)], line.by_period[at(2026.0)]), (0.0, 1.0));
    assert!(!line.at_base_mid && !line.at_known_until);
    assert_eq!(of("line.sga.cost_eur_m").changes[0].effect, Effect::Add(10e6));
    let price = weights("product.renault-5.net_price_eur");
    assert!(price.at_base_mid && price.at_known_until && price.by_period[0] == 1.0);
    let Effect::Set(slot) = of("market.price.pressure_per_year").changes[0].effect else { panic!("a set") };
    assert_eq!(scenario.inputs[slot.0].key, "market.price.pressure_per_year");
    // What is drawn once is changed altogether.
    assert!(matches!(of("money.tax_rate").values, Values::Drawn(_)));
    assert!(of("money.tax_rate").changes[0].window.is_none());
}

/// Half the tax rate is half of each draw: the engine sees it, and no other draw moves.
#[test]
fn the_engine_applies_changes() {
    use crate::engine::Block;
    let mean_of = |document: &Document| {
        let scenario = resolve(document).unwrap();
        let mut block = Block::new(&scenario);
        let mut outcome = Block::outcome(&scenario);
        block.simulate(&scenario, 0, 128, &mut outcome).unwrap();
        outcome.questions[0].operating_margin[40].iter().sum::<f64>() / 128.0
    };
    let base = mean_of(&load_texts(&[("base.toml", GOOD)], &[]).unwrap());
    let dearer = mean_of(&changed("\"line.sga.cost_eur_m\" = { add = 40 }").unwrap());
    let same = mean_of(&changed("\"line.sga.cost_eur_m\" = { add = 40, until = 2030 }").unwrap());
    // EUR 40 million a year of 2025, for a quarter of 2033, inflated: between 10 and 15.
    let cost = (base - dearer) / 1e6;
    assert!((10.0..15.0).contains(&cost), "{cost}");
    assert_eq!(base, same);
}

#[test]
fn changes_that_make_no_sense_are_refused() {
    refused(
        "\"product.renault-6.share\" = { multiply = 2 }",
        "is not stated, so there is nothing to change",
        "did you mean `product.renault-5.share`?",
    );
    refused(
        "\"product.renault-5.shrae\" = { multiply = 2 }",
        "there is no `shrae` in [product.renault-5]",
        "did you mean `share`?",
    );
    refused("\"product.renault-5.volume\" = { multiply = 2 }", "is not stated", "");
    refused("\"market.bev.exit_share\" = 0.3", "does not say how", "{ set = 0.3 }");
    refused("\"market.bev.exit_share\" = { from = 2027 }", "does not say how", "`multiply`, `add` or `set`");
    refused("\"market.bev.exit_share\" = { multiply = 2, add = 1 }", "in two ways at once", "keep one");
    refused(
        "\"market.bev.exit_share\" = { mulitply = 2 }",
        "`mulitply` is not known here",
        "did you mean `multiply`?",
    );
    refused("\"market.bev.exit_share\" = { value = 2 }", "not known here", "into `set`");
    refused(
        "\"market.bev.exit_share\" = { multiply = 0.9, from = 2027 }",
        "cannot move in time",
        "leave out `from`",
    );
    refused("\"market.bev.exit_share\" = { multiply = 5 }", "times 5, is 1.04", "change it by less");
    refused("\"market.bev.exit_share\" = { multiply = \"0,9\" }", "decimal comma", "write `0.9`");
    refused(
        "\"market.bev.exit_share\" = { multiply = \"pert(1, 2, 3)\" }",
        "cannot be uncertain",
        "one plain number",
    );
    refused("\"money.tax_rate\" = { multiply = 4 }", "times 4, can reach 1.08", "between 0 and 1");
    refused("\"product.renault-5.share\" = { multiply = 10 }", "times 10, can reach 1.", "between 0 and 1");
    refused(
        "\"product.renault-5.share\" = { multiply = 0.9, from = 2030, until = 2027 }",
        "begins at 2030",
        "exclusive",
    );
    refused(
        "\"product.renault-5.share\" = { multiply = 0.9, from = \"2027-04\" }",
        "decimal year",
        "2027.25",
    );
    refused("\"product.renault-5.share\" = { set = \"2025: 200%\", from = 2027 }", "is 200%", "");
    refused("\"product.renault-5.label\" = { add = 1 }", "is not a number", "set");
    refused("\"product.renault-5.launch\" = { multiply = 2 }", "is a date", "{ add = 1 }");
    refused("\"run.horizon\" = { add = 0.5 }", "is 2036", "whole number");
    refused("\"product.renault-5\" = 3", "is a table of assumptions", "enabled = false");
    refused(
        "\"line.sga\" = { enabled = false, cost_eur_m = 1 }",
        "cannot stand beside `enabled`",
        "own keys",
    );
}

#[test]
fn a_change_that_fits_in_its_years_is_accepted() {
    // 8.8 % from 2028 on, so that ten times that is still a share.
    assert!(changed("\"product.renault-5.share\" = { multiply = 10, from = 2029 }").is_ok());
    let logit = "path = \"2025: 11.4%, 2026: 10.8%, 2028: 8.8%\", noise = { sd = 0.1, persistence = 0.5, kind = \"logit\" }";
    let base = GOOD.replace("path = \"2025: 11.4%, 2026: 10.8%, 2028: 8.8%\"", logit);
    let child = |factor: f64| {
        let child = format!(
            "extends = \"base.toml\"\n[change]\n\"product.renault-5.share\" = {{ multiply = {factor} }}\n"
        );
        load_texts(&[("child.toml", &child), ("base.toml", &base)], &[])
    };
    assert!(child(0.9).is_ok() && child(1.1).is_err());
    // 11.4 % with a log noise of 0.1 reaches 11.4 % · e^0.6 = 20.8 %, five times which is a share no more.
    let base = base.replace(", kind = \"logit\"", "");
    let child = |factor: f64| {
        let child = format!(
            "extends = \"base.toml\"\n[change]\n\"product.renault-5.share\" = {{ multiply = {factor} }}\n"
        );
        load_texts(&[("child.toml", &child), ("base.toml", &base)], &[])
    };
    assert!(child(4.0).is_ok() && child(6.0).is_err());
}
