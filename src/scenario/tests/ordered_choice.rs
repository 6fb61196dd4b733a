//! A `choice` in a correlation, and its `order`.

use super::correlation::{loaded, with};
use super::*;

const TAX: &str = "tax_rate = \"pert(14%, 22%, 27%)\"";

#[test]
fn a_choice_needs_an_order_to_be_correlated() {
    let pair = "[correlation.drawn]\n\"battery.learning_rate ~ money.tax_rate\" = -0.8\n";
    let load = |tax: &str, pair: &str| {
        assert!(GOOD.contains(TAX));
        load_texts(&[("base.toml", &format!("{}\n{pair}", GOOD.replace(TAX, tax)))], &[])
    };
    let unordered = "tax_rate = \"choice(14%: 20%, 27%: 30%, 22%: 50%)\"";
    loaded(load(unordered, ""));
    let problems = load(unordered, pair).unwrap_err();
    let told = problems.iter().next().map(|problem| problem.message.clone()).unwrap_or_default();
    assert!(told.contains("a correlation needs the order of its values"), "{problems}");
    let ordered = |order: &str| {
        format!("tax_rate = {{ value = \"choice(14%: 20%, 27%: 30%, 22%: 50%)\", order = {order} }}")
    };
    let document = loaded(load(&ordered("[\"27%\", 0.14, \"22%\"]"), pair));
    assert_eq!(
        document.assumptions["money.tax_rate"].text,
        "choice(14%: 20%, 27%: 30%, 22%: 50%); order [\"27%\", 0.14, \"22%\"]"
    );
    // The lowest ranks choose the first value of the order, and the highest the last one.
    let Some(crate::scenario::value::Value::Number(crate::scenario::value::Uncertain::Drawn(drawn))) =
        document.value("money.tax_rate")
    else {
        panic!("drawn")
    };
    let at = |p: f64| drawn.quantile(p);
    assert_eq!(
        [at(0.1), at(0.29), at(0.31), at(0.49), at(0.51), at(0.99)],
        [0.27, 0.27, 0.14, 0.14, 0.22, 0.22]
    );
    assert_eq!(drawn.support(), (0.14, 0.27));
    for (order, advice) in [
        ("[\"27%\", 0.14]", "order = [0.14, 0.22, 0.27]"),
        ("[\"27%\", 0.14, 0.14]", "order = [0.14, 0.22, 0.27]"),
        ("[\"27%\", 0.14, 0.5]", "does not list each value of the choice once"),
        ("\"rising\"", "is a list of the values of the choice, not text"),
        ("[\"27 %\", 0.14, 0.5]", "space before the `%`"),
    ] {
        let problems = load(&ordered(order), "").unwrap_err();
        assert!(problems.len() == 1 && problems.to_string().contains(advice), "{order}\n{problems}");
    }
    let problems = load("tax_rate = { value = \"pert(14%, 22%, 27%)\", order = [1] }", "").unwrap_err();
    assert!(problems.to_string().contains("belongs to a `choice`, and there is none"), "{problems}");
    // A child that puts a choice where its parent has a pair is told at its own line.
    let child = format!("extends = \"base.toml\"\n[money]\n{unordered}\n");
    let files = [("child.toml", child.as_str()), ("base.toml", &with(pair))];
    let problems = load_texts(&files, &[]).unwrap_err();
    let first = problems.iter().next().unwrap();
    assert_eq!((problems.file_name(first), problems.position(first)), ("child.toml", Some((3, 12))));
    // So may a level be.
    let level = "inflation_rate = { path = \"2023: 4.5%\", level = \"choice(0.5: 50%, 1.5: 50%)\", order = [1.5, 0.5] }";
    let start = GOOD.find("inflation_rate").unwrap();
    let end = start + GOOD[start..].find('\n').unwrap();
    let text = format!("{}{level}{}", &GOOD[..start], &GOOD[end..]);
    let pair = "[correlation.drawn]\n\"battery.learning_rate ~ money.inflation_rate.level\" = 0.5\n";
    assert_eq!(loaded(load_texts(&[("base.toml", &format!("{text}{pair}"))], &[])).correlations.len(), 1);
}
