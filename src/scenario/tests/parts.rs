//! Scenarios in parts, things that are left out, and sources.

use super::*;
use crate::scenario::load::check_with;

fn problems(files: &[(&str, &str)]) -> String {
    flat(&load_texts(files, &[]).unwrap_err().to_string())
}

fn flat(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The good scenario in two parts: all from `[line.sga]` on stands in the second.
fn in_parts() -> (String, String) {
    let at = GOOD.find("[line.sga]").unwrap();
    let head = GOOD[..at].replace("format = 1\n", "format = 1\ninclude = [\"parts/lines.toml\"]\n");
    (head, format!("source = \"judgement\"\n{}", &GOOD[at..]))
}

#[test]
fn parts_make_one_scenario() {
    let (head, lines) = in_parts();
    let files = [("s/main.toml", head.as_str()), ("s/parts/lines.toml", lines.as_str())];
    let document = load_texts(&files, &[]).unwrap_or_else(|problems| panic!("{problems}"));
    let whole = load_texts(&[("base.toml", GOOD)], &[]).unwrap();
    let texts = |document: &Document| -> Vec<(String, String)> {
        document.assumptions.values().map(|a| (a.key.clone(), a.text.clone())).collect()
    };
    assert_eq!(texts(&document), texts(&whole));
    assert_eq!(document.files[1].name, "s/parts/lines.toml");
    assert_eq!(document.place(&document.assumptions["line.sga.cost_eur_m"].origin), "s/parts/lines.toml:6");
}

#[test]
fn a_key_in_two_parts_is_told_with_both_places() {
    let (head, lines) = in_parts();
    let lines = format!("{lines}[money]\ntax_rate = 0.2\n");
    let told = problems(&[("main.toml", &head), ("parts/lines.toml", &lines)]);
    assert!(told.contains("`money.tax_rate` is stated in two parts"), "{told}");
    assert!(told.contains("main.toml:20") && told.contains("parts/lines.toml:8"), "{told}");
}

#[test]
fn a_part_is_no_scenario_and_no_part_of_itself() {
    let (head, lines) = in_parts();
    let with = |top: &str| problems(&[("main.toml", &head), ("parts/lines.toml", &format!("{top}{lines}"))]);
    assert!(with("name = \"x\"\n").contains("a part of a scenario has no `name`"));
    assert!(with("question = \"x\"\n").contains("has no `question`"));
    assert!(with("extends = \"../x.toml\"\n").contains("has no `extends`"));
    let again = problems(&[("a.toml", "include = [\"a.toml\"]\n")]);
    assert!(
        again.contains("a.toml:1:12") && again.contains("this file is a part of the scenario already"),
        "{again}"
    );
    let circle = [("a.toml", "include = [\"b.toml\"]\n"), ("b.toml", "include = [\"a.toml\"]\n")];
    assert!(problems(&circle).contains("b.toml:1:12"));
    let twice = problems(&[("a.toml", "include = [\"b.toml\", \"b.toml\"]\n"), ("b.toml", "")]);
    assert!(twice.contains("already"), "{twice}");
    assert!(problems(&[("a.toml", "include = \"b.toml\"\n")]).contains("is a list of files"));
    assert!(problems(&[("a.toml", "include = [3]\n")]).contains("name of a file in quotes"));
    assert!(
        problems(&[("a.toml", "include = [\"no.toml\"]\n")]).contains("no.toml: this file does not exist")
    );
}

#[test]
fn parts_of_built_in_scenarios_are_built_in() {
    let base = Source::Builtin("base".into());
    assert_eq!(base.parent("base/market.toml"), Source::Builtin("base/market".into()));
    assert_eq!(base.parent("base/market.toml").parent("../x.toml"), Source::Builtin("x".into()));
    assert_eq!(base.parent("../../etc/passwd"), Source::Builtin("etc/passwd".into()));
    let open = |source: &Source| {
        let text = match source.to_string().as_str() {
            "builtin:base" => in_parts().0,
            "builtin:parts/lines" => in_parts().1,
            other => panic!("{other}"),
        };
        Ok(Opened { text, identity: source.to_string() })
    };
    let checked = check_with(&open, &base, &[]);
    assert!(checked.document.is_some(), "{}", checked.problems);
}

#[test]
fn what_a_child_leaves_out_is_gone() {
    let child = "extends = \"base.toml\"\n[line.sga]\nenabled = false\nnote = \"no such cost\"\n";
    let document = load_texts(&[("child.toml", child), ("base.toml", GOOD)], &[]).unwrap();
    assert!(document.names("line").is_empty());
    assert!(!document.assumptions.keys().any(|key| key.starts_with("line.")));
    let change = "extends = \"base.toml\"\n[change]\n\"line.sga\" = { enabled = false }\n";
    assert!(load_texts(&[("c.toml", change), ("base.toml", GOOD)], &[]).unwrap().names("line").is_empty());
    let set = load_texts(&[("base.toml", GOOD)], &["line.sga.enabled=false"]).unwrap();
    assert!(set.names("line").is_empty() && set.changes[0].key == "line.sga.enabled");
    let back = load_texts(&[("c.toml", change), ("base.toml", GOOD)], &["line.sga.enabled=true"]).unwrap();
    assert_eq!(back.names("line"), ["sga"]);
}

#[test]
fn what_is_left_out_cannot_be_named_nor_changed() {
    let told = |text: &str| {
        let child = format!("extends = \"base.toml\"\n{text}");
        problems(&[("child.toml", &child), ("base.toml", GOOD)])
    };
    let plant = told("[plant.douai]\nenabled = false\n");
    assert!(
        plant.contains("`product.renault-5.route` is `douai`, but this plant is left out at child.toml:3")
    );
    assert!(plant.contains("leave [product.renault-5] out as well"), "{plant}");
    let platform = told("[platform.ampr-small]\nenabled = false\n");
    assert!(platform.contains("this platform is left out at child.toml:3"), "{platform}");
    let generation = told("[platform.ampr-small.generation.gen-1]\nenabled = false\n");
    assert!(generation.contains("this generation is left out"), "{generation}");
    let lost = told("[line.sag]\nenabled = false\n");
    assert!(lost.contains("there is no line `sag`") && lost.contains("did you mean `sga`?"), "{lost}");
    assert!(told("[brand.renault]\nenabled = false\n").contains("a brand cannot be left out"));
    assert!(told("[line.sga]\nenabled = \"no\"\n").contains("is true or false, not text"));
    assert!(told("[line.sga]\nenabeld = false\n").contains("did you mean `enabled`?"));
    let child = "extends = \"base.toml\"\n[line.sga]\nenabled = false\n";
    let files = [("child.toml", child), ("base.toml", GOOD)];
    let set = flat(&load_texts(&files, &["line.sga.cost_eur_m=1"]).unwrap_err().to_string());
    assert!(set.contains("has no effect, because `line.sga` is left out at child.toml:3"), "{set}");
}

#[test]
fn sources_are_ids_of_a_list_or_judgement() {
    let with = |source: &str, list: Option<&str>| {
        let text = GOOD.replace("source = \"VOL-087\"", &format!("source = {source}"));
        let mut files = vec![("s/base.toml", text.as_str())];
        files.extend(list.map(|list| ("s/sources.csv", list)));
        load_texts(&files, &[]).map(|_| ()).map_err(|problems| flat(&problems.to_string()))
    };
    assert!(with("[\"VOL-087\", \"judgement\"]", None).is_ok());
    let told = with("\"VOL-78\"", None).unwrap_err();
    assert!(told.contains("s/base.toml:127:") && told.contains("did you mean \"VOL-0"), "{told}");
    assert!(told.contains("sources.csv beside the scenario file"), "{told}");
    assert!(with("\"judgment\"", None).unwrap_err().contains("did you mean \"judgement\"?"));
    assert!(with("\"\"", None).unwrap_err().contains("this source is empty"));
    let list = "id,title,publisher,date,address\nOWN-1,A study,Us,2026,\n";
    assert!(with("\"OWN-1\"", Some(list)).is_ok());
    assert!(with("\"OWN-1\"", None).is_err());
    assert!(with("\"OWN-1\"", Some("id;title\n")).unwrap_err().contains("s/sources.csv:1:1"));
}

#[test]
fn dates_of_information_are_dates() {
    let with = |date: &str| {
        load_edited(&[("as_of = 2025-12-31", &format!("as_of = {date}"))])
            .map(|document| document.assumptions["product.renault-5.share"].as_of.clone().unwrap_or_default())
    };
    for (good, read) in [
        ("2025-12-31", "2025-12-31"),
        ("\"2025-12-31\"", "2025-12-31"),
        ("2025", "2025"),
        ("\"2024-02-29\"", "2024-02-29"),
        ("\"2025-12\"", "2025-12"),
    ] {
        assert_eq!(with(good).unwrap_or_else(|problems| panic!("{problems}")), read);
    }
    for bad in ["\"2025-02-29\"", "\"31.12.2025\"", "25", "\"soon\"", "2025-12-31T10:00:00", "true", "2025.5"]
    {
        let told = flat(&with(bad).unwrap_err().to_string());
        assert!(
            told.contains("`as_of` is a d") && told.contains("write as_of = 2025-12-31"),
            "{bad}: {told}"
        );
    }
}

#[test]
fn levers_are_marked() {
    use crate::scenario::document::Role;
    let document = load_edited(&[("[line.sga]", "[line.sga]\nrole = \"lever\"")]).unwrap();
    assert_eq!(document.assumptions["line.sga.cost_eur_m"].role, Some(Role::Lever));
    assert_eq!(document.assumptions["money.tax_rate"].role, None);
}
