//! `run.low_discrepancy`: who decides the dimensions, and mistakes in the list.

use super::*;

const SHARED: &str = "\n[shared.ease]\nvalue = \"uniform(0.9, 1.1)\"\n";

fn list(files: &[(&str, &str)], sets: &[&str]) -> Vec<String> {
    load_texts(files, sets).unwrap_or_else(|problems| panic!("{problems}")).low_discrepancy
}

/// The good scenario with a line in `[run]`.
fn with(line: &str) -> String {
    format!("{}{SHARED}", GOOD.replacen("[run]", &format!("[run]\n{line}"), 1))
}

fn refused(names: &str, message: &str, advice: &str) {
    let text = with(&format!("low_discrepancy = [{names}]"));
    let problems = load_texts(&[("base.toml", &text)], &[]).expect_err(names);
    let shown = problems.render(false);
    let flat = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        flat.contains(message) && flat.contains(advice),
        "{names} should say {message:?} {advice:?}\n{shown}"
    );
    assert_eq!(problems.len(), 1, "{shown}");
}

#[test]
fn without_a_list_the_eldest_ancestor_decides() {
    let own = list(&[("base.toml", GOOD)], &[]);
    assert!(own.is_sorted() && own.contains(&"battery.learning_rate".to_string()), "{own:?}");
    assert!(own.iter().any(|key| key.ends_with(".level")), "{own:?}");
    // A child that adds one draw and takes another away moves nobody's dimension; nor does `--set`.
    let child = "extends = \"base.toml\"\nname = \"Child\"\n[battery]\nlearning_rate = \"10%\"\n\
                 [money]\nloss_use_limit = \"uniform(40%, 60%)\"\n";
    let set = "money.discount_rate=uniform(7%, 9%)";
    assert!(!own.contains(&"money.loss_use_limit".to_string()));
    assert_eq!(list(&[("child.toml", child), ("base.toml", GOOD)], &[set]), own);
}

#[test]
fn a_list_is_inherited_and_replaced_as_a_whole() {
    let parent = with("low_discrepancy = [\"battery.learning_rate\"]");
    let child = "extends = \"base.toml\"\nname = \"Child\"\n";
    assert_eq!(list(&[("child.toml", child), ("base.toml", &parent)], &[]), ["battery.learning_rate"]);
    let child = format!(
        "{child}[run]\nlow_discrepancy = [\"battery.learning_rate\", \"money.loss_use_limit\"]\n[money]\nloss_use_limit = \"uniform(40%, 60%)\"\n"
    );
    assert_eq!(
        list(&[("child.toml", &child), ("base.toml", &parent)], &[]),
        ["battery.learning_rate", "money.loss_use_limit"]
    );
}

#[test]
fn what_is_certain_or_left_out_only_holds_its_place() {
    let parent =
        with("low_discrepancy = [\"battery.learning_rate\", \"money.loss_use_limit\", \"shared.ease\"]");
    let child = "extends = \"base.toml\"\nname = \"Child\"\n[battery]\nlearning_rate = \"10%\"\n";
    assert_eq!(
        list(&[("child.toml", child), ("base.toml", &parent)], &[]),
        ["battery.learning_rate", "money.loss_use_limit", "shared.ease"]
    );
}

#[test]
fn mistakes_in_the_list_are_said_at_the_name() {
    refused(
        "\"battery.learning_rat\"",
        "there is no assumption `battery.learning_rat`",
        "did you mean `battery.learning_rate`?",
    );
    refused("\"shared.eas\"", "there is no assumption `shared.eas`", "did you mean `shared.ease`?");
    refused("\"name\"", "`name` is not a number that is drawn", "delete it");
    refused(
        "\"battery.learning_rate\", \"battery.learning_rate\"",
        "stands in this list twice",
        "delete one",
    );
    refused(
        "\"battery.learning_rate.level\"",
        "`battery.learning_rate` has no level that is drawn",
        "write `battery.learning_rate`",
    );
}

#[test]
fn a_list_that_is_no_list_is_refused() {
    let text = with("low_discrepancy = \"battery.learning_rate\"");
    let problems = load_texts(&[("base.toml", &text)], &[]).expect_err("text");
    assert!(problems.render(false).contains("is a list of names"));
}
