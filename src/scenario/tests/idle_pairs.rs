//! Pairs of a parent that a child leaves without effect, and what two files of one scenario do to each other.

use super::correlation::{loaded, with};
use super::*;
use crate::scenario::load::check_with;
use crate::scenario::resolve::resolve;

/// Two files of one scenario are of one age: neither makes the other's pair idle.
#[test]
fn a_part_does_not_make_the_pair_of_another_part_idle() {
    let pair = "[correlation.drawn]\n\"battery.learning_rate ~ money.tax_rate\" = 0.3\n";
    let certain = GOOD.replace("tax_rate = \"pert(14%, 22%, 27%)\"", "tax_rate = 0.2");
    for (base, part) in [(format!("{GOOD}{pair}"), ""), (GOOD.to_string(), pair), (certain.clone(), pair)] {
        let base = format!("include = [\"part.toml\"]\n{base}");
        let result = load_texts(&[("base.toml", &base), ("part.toml", part)], &[]);
        match result {
            Ok(document) => assert_eq!(document.correlations.len(), 1),
            Err(problems) => {
                assert!(base.contains("tax_rate = 0.2") && problems.len() == 1, "{problems}");
                let first = problems.iter().next().unwrap();
                assert_eq!(
                    (problems.file_name(first), problems.position(first)),
                    ("part.toml", Some((2, 26)))
                );
            }
        }
    }
    let base = format!("include = [\"part.toml\"]\n{certain}");
    assert!(load_texts(&[("base.toml", &base), ("part.toml", pair)], &[]).is_err());
    // One pair has one place.
    let base = format!("include = [\"part.toml\"]\n{GOOD}{pair}");
    let problems = load_texts(&[("base.toml", &base), ("part.toml", pair)], &[]).unwrap_err();
    let told = problems.iter().next().map(|problem| problem.message.clone()).unwrap_or_default();
    assert!(told.contains("is stated in two parts"), "{problems}");
    // A child of both makes it idle, in a part of its own as well.
    let base = format!("include = [\"part.toml\"]\n{GOOD}");
    let child = "extends = \"base.toml\"\ninclude = [\"fixed.toml\"]\n";
    let texts = [
        ("child.toml", child),
        ("fixed.toml", "money.tax_rate = 0.2\n"),
        ("base.toml", &base),
        ("part.toml", pair),
    ];
    let document = loaded(load_texts(&texts, &[]));
    assert_eq!((document.correlations.len(), document.idle_correlations.len()), (0, 1));
}

#[test]
fn a_pair_is_idle_where_a_child_leaves_out_what_it_is_about() {
    let parent = with(
        "[product.other]\nlabel = \"Other\"\nbrand = \"renault\"\nentity = \"ampere\"\nprogramme = \"bev\"\n\
         powertrain = \"bev\"\nvolume = 1\nnet_price_eur = \"pert(2, 3, 4)\"\nunit_cost_eur = 1\n[correlation.drawn]\n\
         \"product.other.net_price_eur ~ money.tax_rate\" = 0.3\n\"battery.learning_rate ~ money.tax_rate\" = 0.3",
    );
    let more = "extends = \"base.toml\"\n[product.other]\nenabled = false\n";
    let document = loaded(load_texts(&[("child.toml", more), ("base.toml", &parent)], &[]));
    assert_eq!((document.correlations.len(), document.idle_correlations.len()), (1, 1));
    let idle = &document.idle_correlations[0];
    assert_eq!(idle.reason, "`product.other` is left out");
    assert_eq!(document.place(&idle.origin), "child.toml:3");
    assert_eq!(document.place(&idle.pair.origin), format!("base.toml:{}", parent.lines().count() - 1));
    resolve(&document).unwrap();
    // By [change] and on the command line as well.
    let change = "extends = \"base.toml\"\n[change]\n\"product.other\" = { enabled = false }\n";
    let document = loaded(load_texts(&[("child.toml", change), ("base.toml", &parent)], &[]));
    assert_eq!(document.idle_correlations.len(), 1);
    let set = loaded(load_texts(&[("base.toml", &parent)], &["product.other.enabled=false"]));
    assert_eq!(set.idle_correlations.len(), 1);
    // The same file, or a pair that is younger: a mistake.
    let pair = "[correlation.drawn]\n\"product.other.net_price_eur ~ money.tax_rate\" = 0.3\n";
    let files = [("child.toml", format!("{more}{pair}")), ("base.toml", parent.clone())];
    let problems = load_texts(&files.each_ref().map(|(name, text)| (*name, text.as_str())), &[]).unwrap_err();
    let told = problems.iter().next().map(|problem| problem.message.clone()).unwrap_or_default();
    assert!(told.contains("`product.other` is left out at child.toml:3"), "{told}");
    let grandchild = format!("extends = \"child.toml\"\n{pair}");
    let files = [("g.toml", grandchild.as_str()), ("child.toml", more), ("base.toml", &parent)];
    let problems = load_texts(&files, &[]).unwrap_err();
    assert!(
        problems.iter().any(|problem| problem.message.contains("is left out at child.toml:3")),
        "{problems}"
    );
}

/// The number of the t copula reaches results through the draws that the copula joins, and nothing without them.
#[test]
fn degrees_of_freedom_reach_results_where_the_t_copula_joins_draws() {
    let warned = |correlation: &str| -> bool {
        let text = with(correlation);
        let open =
            |_: &Source| Ok(Opened { text: decode(text.clone().into_bytes())?, identity: "x".to_string() });
        let checked = check_with(&open, &Source::Builtin("x".into()), &[]);
        assert!(checked.document.is_some(), "{}", checked.problems);
        checked
            .problems
            .iter()
            .any(|problem| problem.message.contains("`correlation.degrees_of_freedom` reaches no"))
    };
    let copula = "[correlation]\ncopula = \"t\"\ndegrees_of_freedom = 5\n";
    assert!(!warned(&format!("{copula}drawn.\"battery.learning_rate ~ money.tax_rate\" = 0.2\n")));
    assert!(warned(copula), "nothing is joined");
    assert!(
        warned(&format!("{copula}noise.\"market.registrations ~ market.bev.shock\" = 0.2\n")),
        "noise is Gaussian"
    );
}
