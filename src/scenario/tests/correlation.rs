//! `[correlation]`: reading, merging, mistakes, contradictions.

use super::*;
use crate::engine::{Values, noise_stream};
use crate::sampling::Copula;
use crate::scenario::correlation::{INNOVATIONS, copula};
use crate::scenario::resolve::resolve;

const LEARNING: &str = "battery.learning_rate";
const PRICE: &str = "market.price.pressure_per_year.level";

pub(super) fn with(correlations: &str) -> String {
    format!("{GOOD}\n{correlations}\n")
}

fn load_with_correlations(correlations: &str) -> Result<Document, Problems> {
    load_texts(&[("base.toml", &with(correlations))], &[])
}

/// Loads the good scenario with lines in `[correlation.drawn]`.
fn drawn(lines: &str) -> Result<Document, Problems> {
    load_with_correlations(&format!("[correlation.drawn]\n{lines}"))
}

pub(super) fn loaded(result: Result<Document, Problems>) -> Document {
    result.unwrap_or_else(|problems| panic!("{problems}"))
}

/// A single problem; `¦` stands where the caret is expected.
fn refused(text: &str, message: &str, advice: &str) {
    let (before, after) = text.split_once('¦').unwrap_or((text, ""));
    let caret = GOOD.len() + 1 + before.len();
    let problems = load_with_correlations(&format!("{before}{after}")).expect_err(text);
    let shown = problems.render(false);
    let flat = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        flat.contains(message) && flat.contains(advice),
        "{text}\nshould say {message:?} {advice:?}\n{shown}"
    );
    assert_eq!(problems.len(), 1, "{shown}");
    let first = problems.iter().next().unwrap();
    if text.contains('¦') {
        assert_eq!(first.span.as_ref().map(|span| span.start), Some(caret), "{shown}");
    }
    assert!(shown.lines().all(|line| line.chars().count() <= 100), "{shown}");
}

fn refused_drawn(lines: &str, message: &str, advice: &str) {
    refused(&format!("[correlation.drawn]\n{lines}"), message, advice);
}

#[test]
fn pairs_are_read_with_what_is_said_about_them() {
    let document = loaded(load_with_correlations(
        "[correlation]\nsource = \"judgement\"\n\
         [correlation.drawn]\nnote = \"of draws\"\n\
         \"market.price.pressure_per_year.level ~ battery.learning_rate\" = 0.25\n\
         \"money.tax_rate ~ battery.learning_rate\" = { value = \"-15%\", source = \"DEM-41\", note = \"x\" }\n\
         [correlation.noise]\n\"market.registrations ~ market.bev.shock\" = 0.5\n",
    ));
    let [first, second, third] = document.correlations.as_slice() else { panic!("three pairs") };
    assert_eq!(first.link.keys, [LEARNING, PRICE]);
    assert_eq!((first.value, first.text.as_str()), (0.25, "0.25"));
    assert_eq!((first.sources[0].as_str(), first.note.as_deref()), ("judgement", Some("of draws")));
    assert_eq!((second.value, second.sources[0].as_str()), (-0.15, "DEM-41"));
    assert_eq!(third.link.streams(), ["market.bev.shock.noise", "market.registrations.noise"]);
    assert_eq!(third.link.key(), "correlation.noise.\"market.bev.shock ~ market.registrations\"");
    assert_eq!(copula(&document), Copula::Gaussian);
    let scenario = resolve(&document).unwrap();
    assert_eq!((scenario.correlation.drawn.len(), scenario.correlation.noise.len()), (1, 1));
    assert_eq!(scenario.correlation.drawn[0].keys(), [LEARNING, PRICE, "money.tax_rate"]);
}

#[test]
fn the_t_copula_is_chosen_with_its_degrees_of_freedom() {
    let document = loaded(load_with_correlations(
        "[correlation]\ncopula = \"t\"\ndegrees_of_freedom = 5\n\
         drawn.\"battery.learning_rate ~ money.tax_rate\" = 0.2\n",
    ));
    assert_eq!(copula(&document), Copula::StudentT { degrees_of_freedom: 5.0 });
    let scenario = resolve(&document).unwrap();
    assert_eq!(scenario.correlation.drawn[0].mixing_key(), Some("correlation:battery.learning_rate"));
    refused("[correlation]\ncopula = ¦\"t\"", "needs `degrees_of_freedom`", "degrees_of_freedom = 5");
    refused("[correlation]\ndegrees_of_freedom = ¦5", "belongs to the t copula", "copula = \"t\"");
    refused("[correlation]\ncopula = \"t\"\ndegrees_of_freedom = ¦1", "must be between 2 and 100", "");
    refused("[correlation]\ncopula = ¦\"student\"", "cannot be `student`", "`gaussian` or `t`");
    refused("[correlation]\n¦copla = \"t\"", "there is no `copla`", "did you mean `copula`?");
    refused("[correlation]\n¦nosie = 3", "there is no `nosie`", "did you mean `noise`?");
    refused("[¦corelation]", "there is no `corelation`", "did you mean `correlation`?");
    refused("[correlation.noise]\n¦copula = \"t\"", "always joined by the Gaussian copula", "drawn once");
    refused("[correlation.drawn]\n¦copula = \"t\"", "`copula` is not a pair", "in [correlation]");
}

#[test]
fn a_child_replaces_pairs_whole_and_zero_removes_them() {
    let parent = with(
        "[correlation.drawn]\nsource = \"judgement\"\n\"battery.learning_rate ~ money.tax_rate\" = 0.3\n\
         \"battery.learning_rate ~ market.price.pressure_per_year.level\" = 0.2",
    );
    let child = "extends = \"base.toml\"\n[correlation.drawn]\n\"money.tax_rate ~ battery.learning_rate\" = -0.4\n\
                 \"battery.learning_rate ~ market.price.pressure_per_year.level\" = 0\n";
    let document = loaded(load_texts(&[("child.toml", child), ("base.toml", &parent)], &[]));
    assert_eq!(document.correlations.len(), 1);
    assert_eq!((document.correlations[0].value, document.correlations[0].sources.len()), (-0.4, 0));
    let set = "correlation.drawn.\"battery.learning_rate ~ money.tax_rate\"=0.1";
    let document = loaded(load_texts(&[("base.toml", &parent)], &[set]));
    assert_eq!(document.correlations.len(), 2);
    assert_eq!(
        (
            document.changes[0].key.as_str(),
            document.changes[0].old.as_deref(),
            document.changes[0].new.as_str()
        ),
        ("correlation.drawn.\"battery.learning_rate ~ money.tax_rate\"", Some("0.3"), "0.1")
    );
    // The Gaussian of a child leaves its parent's degrees of freedom without use.
    let parent = with("[correlation]\ncopula = \"t\"\ndegrees_of_freedom = 4");
    let child = "extends = \"base.toml\"\n[correlation]\ncopula = \"gaussian\"\n";
    let document = loaded(load_texts(&[("child.toml", child), ("base.toml", &parent)], &[]));
    assert_eq!(copula(&document), Copula::Gaussian);
}

#[test]
fn a_pair_is_idle_where_a_child_makes_one_of_its_assumptions_certain() {
    let parent = with("[correlation.drawn]\n\"battery.learning_rate ~ money.tax_rate\" = 0.3");
    let document = loaded(load_texts(&[("base.toml", &parent)], &["battery.learning_rate=17%"]));
    assert!(document.correlations.is_empty());
    assert_eq!(document.idle_correlations.len(), 1);
    assert!(resolve(&document).unwrap().correlation.drawn.is_empty());
    let child = "extends = \"base.toml\"\n[money]\ntax_rate = 0.25\n";
    let document = loaded(load_texts(&[("child.toml", child), ("base.toml", &parent)], &[]));
    assert_eq!(document.idle_correlations.len(), 1);
    // The pair of the child comes after its parent's certain value: a mistake.
    let child = "extends = \"base.toml\"\n[correlation.drawn]\n\"battery.learning_rate ~ battery.eur_per_usd\" = 0.3\n";
    let problems = load_texts(&[("child.toml", child), ("base.toml", GOOD)], &[]).unwrap_err();
    assert!(problems.to_string().contains("same in every trial"), "{problems}");
    // A correlation is a number of its own.
    let pair = "\"battery.learning_rate ~ money.tax_rate\" = \"¦@rate\"";
    refused_drawn(pair, "cannot be a shared assumption", "write the number itself");
}

#[test]
fn shared_assumptions_are_correlated_by_their_own_keys() {
    let shared = "[shared]\nrate = \"pert(14%, 22%, 27%)\"\n[shared.storm]\nsd = 0.1\npersistence = 0.8\n\
                  [shared.trend]\npath = \"2025: 11%, 2030: 8%\"\nlevel = \"normal(1, 0.05)\"\n";
    let text = with(shared)
        .replace("tax_rate = \"pert(14%, 22%, 27%)\"", "tax_rate = \"@rate\"")
        .replace("noise = { sd = 0.062, persistence = 0.6 }", "noise = \"@storm\"")
        .replace("hev_share_of_non_plug = \"2023: 33%, 2030: 73%\"", "hev_share_of_non_plug = \"@trend\"");
    let load = |pairs: &str| load_texts(&[("base.toml", &format!("{text}{pairs}"))], &[]);
    let document = loaded(load(
        "[correlation.drawn]\n\"battery.learning_rate ~ shared.rate\" = 0.3\n\
         \"battery.learning_rate ~ shared.trend.level\" = 0.2\n\
         [correlation.noise]\n\"market.bev.shock ~ shared.storm\" = 0.4\n",
    ));
    let scenario = resolve(&document).unwrap();
    assert_eq!(scenario.correlation.drawn[0].keys(), [LEARNING, "shared.rate", "shared.trend.level"]);
    assert_eq!(scenario.correlation.noise[0].keys(), ["market.bev.shock.noise", "shared.storm.noise"]);
    // These are the streams from which the users draw.
    let streams: Vec<String> = scenario
        .inputs
        .iter()
        .flat_map(|input| [&input.streams.value, &input.streams.level, &input.streams.noise])
        .flatten()
        .cloned()
        .collect();
    for stream in ["shared.rate", "shared.trend.level", "shared.storm.noise"] {
        assert!(streams.iter().any(|known| known == stream), "{streams:?}");
    }
    for (pair, advice) in [
        ("[correlation.drawn]\n\"battery.learning_rate ~ money.tax_rate\" = 0.3", "write `shared.rate`"),
        (
            "[correlation.drawn]\n\"battery.learning_rate ~ market.hev_share_of_non_plug.level\" = 0.3",
            "write `shared.trend.level`",
        ),
        ("[correlation.noise]\n\"market.bev.shock ~ market.registrations\" = 0.3", "write `shared.storm`"),
        ("[correlation.drawn]\n\"battery.learning_rate ~ shared.rat\" = 0.3", "did you mean `shared.rate`?"),
        ("[correlation.drawn]\n\"battery.learning_rate ~ shared.trend\" = 0.3", "write `shared.trend.level`"),
        ("[correlation.drawn]\n\"battery.learning_rate ~ shared.storm\" = 0.3", "in [correlation.noise]"),
    ] {
        let problems = load(pair).unwrap_err();
        assert!(problems.len() == 1 && problems.to_string().contains(advice), "{pair}\n{problems}");
    }
    // A child that makes it certain leaves the pair idle; one that takes another draw as well.
    let parent = format!("{text}[correlation.drawn]\n\"battery.learning_rate ~ shared.rate\" = 0.3\n");
    let child = "extends = \"base.toml\"\n[shared]\nrate = 0.2\n";
    let document = loaded(load_texts(&[("child.toml", child), ("base.toml", &parent)], &[]));
    assert_eq!(document.idle_correlations[0].reason, "`shared.rate` is the same in every trial");
    let parent = with("[correlation.drawn]\n\"battery.learning_rate ~ money.tax_rate\" = 0.3");
    let child =
        "extends = \"base.toml\"\n[shared]\nrate = \"pert(14%, 22%, 27%)\"\n[money]\ntax_rate = \"@rate\"\n";
    let document = loaded(load_texts(&[("child.toml", child), ("base.toml", &parent)], &[]));
    assert_eq!(document.idle_correlations[0].reason, "`money.tax_rate` takes the draws of `shared.rate`");
}

#[test]
fn sources_of_pairs_are_checked() {
    let pair = "\"money.tax_rate ~ battery.learning_rate\"";
    refused_drawn(&format!("{pair} = {{ value = 0.3, source = ¦\"NO-1\" }}"), "no source `NO-1`", "");
    refused_drawn(&format!("source = ¦\"NO-1\"\n{pair} = 0.3"), "no source `NO-1`", "sources.csv");
    refused(&format!("[correlation]\nsource = ¦\"NO-1\"\n[correlation.drawn]\n{pair} = 0.3"), "`NO-1`", "");
}

#[test]
fn a_pair_that_is_removed_is_spelt_right() {
    refused_drawn(
        "\"battery.learning_rate ~ ¦money.tax_rat\" = 0",
        "no assumption `money.tax_rat`",
        "did you mean `money.tax_rate`?",
    );
    // Who made an assumption certain may remove its pair all the same.
    assert!(loaded(drawn("\"battery.learning_rate ~ battery.eur_per_usd\" = 0")).correlations.is_empty());
}

#[test]
fn keys_that_name_nothing_random() {
    let pair = |key: &str| format!("\"battery.learning_rate ~ ¦{key}\" = 0.3");
    for (key, message, advice) in [
        ("money.tax_rat", "no assumption `money.tax_rat`", "did you mean `money.tax_rate`?"),
        ("product.micra.share.level", "no assumption `product.micra.share.level`", ""),
        ("battery.eur_per_usd", "same in every trial", "give it a distribution"),
        (
            "market.price.pressure_per_year",
            "same in every trial",
            "write `market.price.pressure_per_year.level`",
        ),
        ("market.price.non_bev_index.level", "has no level that is drawn", "give it a level"),
        ("money.tax_rate.level", "no level that is drawn", "write `money.tax_rate`"),
        ("market.bev.shock", "drawn in every period", "in [correlation.noise]"),
        ("market.registrations.noise", "drawn in every period", "in [correlation.noise]"),
        ("product.renault-5.elasticity", "not stated in this scenario", "give it a distribution"),
        ("product.renault-5.label", "not a number that is drawn", "delete this pair"),
        ("run.start", "not a number that is drawn", ""),
    ] {
        refused_drawn(&pair(key), message, advice);
    }
    let pair = |key: &str| format!("[correlation.noise]\n\"battery.lithium.shock ~ ¦{key}\" = 0.3");
    for (key, message, advice) in [
        ("market.price.non_bev_index", "has no noise", "noise = {"),
        ("battery.learning_rate", "drawn once per trial", "in [correlation.drawn]"),
        ("market.registrations.level", "drawn once per trial", "in [correlation.drawn]"),
        ("market.registrations.noise", "named by its path alone", "write `market.registrations`"),
        ("market.registration", "no assumption", "did you mean `market.registrations`?"),
        ("market.bev.shok", "no assumption", "did you mean `market.bev.shock`?"),
    ] {
        refused(&pair(key), message, advice);
    }
}

#[test]
fn pairs_in_the_wrong_form() {
    refused_drawn("¦battery.learning_rate = 0.3", "`battery` is not a pair", "put the two keys in quotes");
    refused_drawn("¦\"battery.learning_rate\" = 0.3", "not a pair of two assumptions", "with `~` between");
    refused_drawn("¦\"a ~ b ~ c\" = 0.3", "not a pair of two assumptions", "one line for each pair");
    refused_drawn("¦\"money.tax_rate ~ \" = 0.3", "lacks one of its two", "one.key ~ another.key");
    refused_drawn("¦\"money.tax_rate ~ money.tax_rate\" = 0.3", "paired with itself", "two different");
    refused_drawn(
        "\"money.tax_rate ~ battery.learning_rate\" = 0.3\n¦\"battery.learning_rate~money.tax_rate\" = 0.3",
        "is given twice",
        "order of the two keys does not matter",
    );
    let pair = "\"money.tax_rate ~ battery.learning_rate\"";
    refused_drawn(&format!("{pair} = ¦1"), "two assumptions are one", "[shared.…]");
    refused_drawn(&format!("{pair} = ¦-0.99999"), "two assumptions are one", "above -1 and below 1");
    refused_drawn(&format!("{pair} = ¦30"), "must be between -1 and 1", "write `0.3`");
    refused_drawn(&format!("{pair} = \"¦0,3\""), "decimal comma", "write `0.3`");
    refused_drawn(&format!("{pair} = \"pert(0, 0.3, 0.5)\""), "cannot be uncertain", "one plain number");
    refused_drawn(
        &format!("{pair} = {{ value = 0.3, ¦sorce = \"x\" }}"),
        "`sorce`",
        "did you mean `source`?",
    );
    refused("[correlation]\ndrawn = ¦[[\"a\", \"b\", 0.3]]", "is a table, not a list", "[correlation.drawn]");
}

#[test]
fn contradictions_name_the_smallest_set_and_values_that_work() {
    let lines = "\"battery.learning_rate ~ money.tax_rate\" = 0.9\n\
                 \"battery.learning_rate ~ market.price.pressure_per_year.level\" = 0.9\n\
                 \"money.tax_rate ~ money.discount_rate\" = 0.1\n\
                 ¦\"money.tax_rate ~ market.price.pressure_per_year.level\" = -0.9\n";
    refused_drawn(lines, "contradict each other", "`battery.learning_rate` with `money.tax_rate` 0.4");
    refused_drawn(
        lines,
        "between `battery.learning_rate`, `market.price.pressure_per_year.level` and `money.tax_rate`",
        "cannot hold together with the others",
    );
    // In noise as well, and there for the Gaussian whatever the copula of draws is.
    refused(
        "[correlation]\ncopula = \"t\"\ndegrees_of_freedom = 3\n[correlation.noise]\n\
         \"market.registrations ~ market.bev.shock\" = 0.9\n\
         \"market.registrations ~ battery.lithium.shock\" = 0.9\n\
         ¦\"market.bev.shock ~ battery.lithium.shock\" = -0.9",
        "contradict each other",
        "0.48",
    );
    // What the message proposes is accepted.
    let problems = drawn(&lines.replace('¦', "")).unwrap_err();
    let hint = problems.iter().next().unwrap().hint.clone().unwrap();
    let values = hint.rsplit(": ").next().unwrap();
    let mut better = "\"money.tax_rate ~ money.discount_rate\" = 0.1\n".to_string();
    for value in values.split("; ") {
        let (pair, number) = value.rsplit_once(' ').unwrap();
        better.push_str(&format!("\"{}\" = {number}\n", pair.replace('`', "").replace(" with ", " ~ ")));
    }
    assert_eq!(loaded(drawn(&better)).correlations.len(), 4);
}

#[test]
fn a_child_is_told_about_its_own_pair() {
    let parent = with(
        "[correlation.drawn]\n\"battery.learning_rate ~ money.tax_rate\" = 0.9\n\
         \"battery.learning_rate ~ money.discount_rate\" = 0.9",
    );
    let child =
        "extends = \"base.toml\"\n[correlation.drawn]\n\"money.tax_rate ~ money.discount_rate\" = -0.9\n";
    let problems = load_texts(&[("child.toml", child), ("base.toml", &parent)], &[]).unwrap_err();
    let first = problems.iter().next().unwrap();
    assert_eq!((first.file, problems.position(first)), (0, Some((3, 1))), "{problems}");
}

#[test]
fn too_many_pairs_are_refused_in_time() {
    let lines: String = (0..5000).map(|i| format!("\"a.k{i} ~ b.k{i}\" = 0.1\n")).collect();
    assert!(drawn(&lines).unwrap_err().to_string().contains("more than 200 correlated pairs"));
}

#[test]
fn the_list_of_innovations_is_that_of_the_model() {
    let scenario = resolve(&loaded(load_texts(&[("base.toml", GOOD)], &[]))).unwrap();
    let mut innovations: Vec<&str> = scenario
        .inputs
        .iter()
        .filter(|input| matches!(input.values, Values::Innovation))
        .map(|input| input.key.as_str())
        .collect();
    innovations.sort();
    let mut listed = INNOVATIONS;
    listed.sort();
    assert_eq!(innovations, listed);
    assert_eq!(noise_stream("market.bev.shock"), "market.bev.shock.noise");
}
