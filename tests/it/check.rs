//! `ampere check`: what it says it understood, in words and as JSON, and where mistakes are.

use std::fs;

use crate::program::{ampere, text};

#[test]
fn check_says_what_is_known_without_running() {
    let root = tempfile::tempdir().expect("a folder");
    let output = ampere(&["check"], root.path());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stdout));
    let last = text(&output.stdout).lines().last().map(str::to_string).unwrap_or_default();
    // Both warnings are explained in scenarios/README.md.
    assert!(last.starts_with("builtin:base: ") && last.ends_with(" 0 problems, 2 warnings"), "{last}");
    assert!(last.contains(" assumptions, ") && last.contains(" uncertain, "), "{last}");
    let child = "extends = \"builtin:base\"\nname = \"Child\"\nsource = \"judgement\"\n\
                 battery.learning_rate = 0.1\n[change]\n\"line.ampere-sga.cost_eur_m\" = { multiply = 0.9 }\n";
    fs::write(root.path().join("child.toml"), child).expect("written");
    let output = ampere(&["check", "--resolved", "child.toml"], root.path());
    let resolved = text(&output.stdout);
    for part in [
        "battery.learning_rate = 0.1 [share]\n    from     child.toml:4\n    was      pert(8%, 17%, 25%) (builtin:base/batteries:",
        "; times 0.9 [EUR million per year]\n    from     builtin:base/fixed-costs:",
        "changed  times 0.9 (child.toml:6)",
        "By default, because no file says otherwise",
    ] {
        assert!(resolved.contains(part), "{part}\n{resolved}");
    }
    assert_eq!(fs::read_dir(root.path()).expect("a folder").count(), 1, "check writes nothing");
}

/// What was understood is echoed: counts, own distributions in words, pairs without effect with their reason.
#[test]
fn check_echoes_what_it_understood() {
    let root = tempfile::tempdir().expect("a folder");
    let parent = "extends = \"builtin:base\"\nname = \"Parent\"\nsource = \"judgement\"\n[correlation.drawn]\n\
                  \"battery.learning_rate ~ product.twingo.elasticity\" = -0.2\n\
                  \"battery.learning_rate ~ money.tax_rate\" = 0.3\n\
                  \"battery.learning_rate ~ money.discount_rate\" = 0.1\n";
    let child = "extends = \"parent.toml\"\nname = \"Child\"\nquestion = \"What if?\"\nsource = \"judgement\"\n\
                 [money]\ntax_rate = 0.2\n[product.twingo]\nenabled = false\n\
                 [battery]\nlearning_rate = \"10% to 24%\"\n\
                 [market.registrations]\npath = \"2025: 13M\"\nnoise = { sd = 0.07, persistence = 0.6 }\n";
    fs::write(root.path().join("parent.toml"), parent).expect("written");
    fs::write(root.path().join("child.toml"), child).expect("written");
    let output = ampere(&["check", "child.toml"], root.path());
    let said = text(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{said}");
    for part in [
        "child.toml: Child\n  What if?\n",
        "5 of them stated or changed here",
        "drawn once in each future",
        "without effect: battery.learning_rate ~ product.twingo.elasticity",
        "because `product.twingo` is left out (child.toml:8)",
        "because `money.tax_rate` is the same in every trial (child.toml:6)",
        "    battery.learning_rate\n        5 % below 10%, 5 % above 24%",
        "noise: a spread of 7 % around the path; 60 % of a shock is left after a",
        "  certain here, as it was understood (before -> now):\n    money.tax_rate: pert(14%, 22%, 27%) -> 0.2\n",
    ] {
        assert!(said.contains(part), "{part}\n{said}");
    }
    assert!(said.lines().all(|line| line.chars().count() <= 80), "{said}");
    // What only its parents state is told when they are checked.
    assert!(!said.contains("--> builtin:"), "{said}");
    let resolved = text(&ampere(&["check", "--resolved", "child.toml"], root.path()).stdout);
    assert!(resolved.contains("    means    5 % below 10%, 5 % above 24%\n"), "{resolved}");
    let output = ampere(&["check", "--format", "json", "child.toml"], root.path());
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let understood = &found["scenarios"][0];
    assert_eq!((&understood["name"], &understood["question"]), (&"Child".into(), &"What if?".into()));
    let idle = understood["idle_correlations"].as_array().expect("a list");
    let of_parent =
        |pair: &&serde_json::Value| pair["place"].as_str().is_some_and(|p| p.starts_with("parent.toml:"));
    assert_eq!(idle.iter().filter(of_parent).count(), 2, "those of the base case may be idle as well");
    assert_eq!(understood["uncertain"][0]["words"][0], "5 % below 10%, 5 % above 24%");
    let certain = understood["certain"].as_array().expect("a list");
    assert_eq!((certain.len(), &certain[0]["key"]), (1, &"money.tax_rate".into()));
    assert_eq!((&certain[0]["old"], &certain[0]["new"]), (&"pert(14%, 22%, 27%)".into(), &"0.2".into()));
}

#[test]
fn check_repeats_the_certain_values_that_a_scenario_states() {
    let root = tempfile::tempdir().expect("a folder");
    let child = "extends = \"builtin:base\"\nname = \"Child\"\nsource = \"judgement\"\n\
                 [product.renault-5]\nnet_price_eur = \"21.500\"\n";
    fs::write(root.path().join("child.toml"), child).expect("written");
    let of = |words: &[&str]| text(&ampere(words, root.path()).stdout).replace('\u{a0}', " ");
    let english = of(&["check", "child.toml", "--set", "product.renault-4.net_price_eur=20k"]);
    for part in ["product.renault-4.net_price_eur: ", " -> 20k = 20000\n", " -> 21.500 = 21.5\n"] {
        assert!(english.contains(part), "{part}\n{english}");
    }
    let french = of(&["check", "child.toml", "--lang", "fr"]);
    assert!(french.contains("certain ici, tel que compris (avant -> maintenant) :\n"), "{french}");
    assert!(french.contains(" -> 21.500 = 21.5\n"), "{french}");
    let many = of(&["check", "builtin:base"]);
    let told =
        many.split("certain here, as it was understood (before -> now):\n").nth(1).expect("the heading");
    assert!(told.lines().all(|line| line.chars().count() <= 80), "{told}");
    assert!(told.starts_with("    battery.chemistry.lfp.core_usd_per_kwh: 69\n"), "{told}");
    assert!(told.contains("more: ampere check --resolved shows all of them"), "{told}");
}

#[test]
fn check_tells_editors_where_mistakes_are() {
    let root = tempfile::tempdir().expect("a folder");
    let bad =
        "extends = \"builtin:base\"\nname = \"é\" # x\n[battery]\nlerning_rate = 0.1\npack_fixed_eur = -1\n";
    fs::write(root.path().join("bad.toml"), format!("\u{feff}{}", bad.replace('\n', "\r\n")))
        .expect("written");
    let output = ampere(&["check", "--format", "json", "bad.toml", "lost.toml"], root.path());
    assert_eq!(output.status.code(), Some(3));
    let found: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let list = found["problems"].as_array().expect("an array");
    assert_eq!(list.len(), 3, "{found:#}");
    let place = |entry: &serde_json::Value| {
        ["line", "column", "end_column"].map(|word| entry[word].as_u64().expect("a number"))
    };
    assert_eq!((place(&list[0]), place(&list[1]), place(&list[2])), ([4, 1, 13], [5, 18, 20], [1, 1, 1]));
    assert_eq!((&list[0]["severity"], &list[0]["file"]), (&"error".into(), &"bad.toml".into()));
    assert_eq!(list[0]["hint"], "did you mean `learning_rate`?");
    assert!(list[2]["allowed"].is_null() && list[2]["message"] == "this file does not exist");
    assert_eq!(found["scenarios"].as_array().map(Vec::len), Some(0), "what has errors is not understood");
}
