//! Parents: what a child replaces, keeps and cannot do.

use super::*;
use crate::scenario::document::{Base, Uncertain, Value};

fn problems(files: &[(&str, &str)]) -> String {
    load_texts(files, &[]).unwrap_err().to_string()
}

#[test]
fn a_child_replaces_an_assumption_whole() {
    let child = "extends = \"base.toml\"\nname = \"Child\"\n[market.registrations]\npath = \"2025: 13M\"\n";
    let document = load_texts(&[("child.toml", child), ("base.toml", GOOD)], &[]).unwrap();
    let stated = &document.assumptions["market.registrations"];
    assert!(stated.sources.is_empty(), "the parent's source says nothing about the child's value");
    let Value::Path(path) = &stated.value else { panic!("registrations are a path") };
    assert_eq!(path.base, Base::Anchors(vec![(2025.5, 13e6)]));
    assert!(path.level.is_none() && path.noise.is_none());
    assert_eq!((document.name.as_str(), stated.origin.file), ("Child", 0));
    assert_eq!(document.assumptions["money.tax_rate"].origin.file, 1);
    assert_eq!(document.assumptions["product.renault-5.share"].sources, ["VOL-087"]);
    let names: Vec<_> = document.files.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["child.toml", "base.toml"]);
}

#[test]
fn parents_stand_relative_to_the_child() {
    let child = "extends = \"../base.toml\"\n";
    assert!(load_texts(&[("library/child.toml", child), ("library/../base.toml", GOOD)], &[]).is_ok());
    let source = Source::File("library/child.toml".into());
    assert_eq!(source.parent("builtin:base"), Source::Builtin("base".into()));
    assert_eq!(Source::Builtin("price-war".into()).parent("base.toml"), Source::Builtin("base".into()));
}

#[test]
fn source_note_and_date_come_from_the_tables_around() {
    let document = load_edited(&[("[money]", "[money]\nnote = \"of money\"\nas_of = 2025-12-31")]).unwrap();
    let tax = &document.assumptions["money.tax_rate"];
    assert_eq!((tax.note.as_deref(), tax.as_of.as_deref()), (Some("of money"), Some("2025-12-31")));
    assert_eq!(tax.sources, ["judgement"]);
    assert_eq!(document.assumptions["market.registrations"].sources, ["MKT-056", "MKT-057"]);
    assert_eq!(document.assumptions["market.bev.exit_share"].note, None);
}

#[test]
fn circles_and_long_chains_are_refused() {
    let own = problems(&[("a.toml", "extends = \"a.toml\"\n")]);
    assert!(own.contains("a.toml:1:11") && own.contains("extends itself"), "{own}");
    let circle =
        problems(&[("a.toml", "extends = \"b.toml\"\n"), ("b.toml", "name = \"b\"\nextends = \"a.toml\"\n")]);
    assert!(circle.contains("b.toml:2:11") && circle.contains("extends itself"), "{circle}");
    let names: Vec<String> = (0..40).map(|i| format!("{i}.toml")).collect();
    let texts: Vec<String> = (1..41).map(|i| format!("extends = \"{i}.toml\"\n")).collect();
    let files: Vec<(&str, &str)> = names.iter().zip(&texts).map(|(n, t)| (n.as_str(), t.as_str())).collect();
    let long = problems(&files);
    assert!(long.contains("more than 32 ancestors"), "{long}");
}

#[test]
fn parents_that_cannot_be_read_are_told_where_they_are_named() {
    let lost = problems(&[("a.toml", "extends = \"bsae.toml\"\n")]);
    assert!(lost.contains("a.toml:1:11") && lost.contains("bsae.toml: this file does not exist"), "{lost}");
    let list = problems(&[("a.toml", "extends = [\"x\", \"y\"]\n")]);
    assert!(list.contains("extends one parent, not a list"), "{list}");
    let number = problems(&[("a.toml", "extends = 3\n")]);
    assert!(number.contains("name of a file in quotes"), "{number}");
}

#[test]
fn mistakes_of_parents_are_told_in_their_file() {
    let parent = GOOD.replace("exit_share = 0.208", "exit_share = 4.5");
    let text = problems(&[("child.toml", "extends = \"base.toml\"\nnmae = \"x\"\n"), ("base.toml", &parent)]);
    assert!(text.contains("child.toml:2:1") && text.contains("base.toml:41:14"), "{text}");
    assert!(text.ends_with("2 problems in base.toml and child.toml"), "{text}");
}

#[test]
fn things_of_a_child_come_after_those_of_its_parent() {
    let child =
        "extends = \"base.toml\"\n[brand.alpine]\nlabel = \"Alpine\"\n[brand.renault]\nlabel = \"R\"\n";
    let document = load_texts(&[("child.toml", child), ("base.toml", GOOD)], &[]).unwrap();
    assert_eq!(document.names("brand"), ["renault", "alpine"]);
}

#[test]
fn defaults_stand_for_what_is_not_stated() {
    let document = load_texts(&[("base.toml", GOOD)], &[]).unwrap();
    let number = |key: &str| match document.value(key) {
        Some(Value::Number(Uncertain::Exactly(x))) => *x,
        other => panic!("{key} is {other:?}"),
    };
    assert_eq!(number("run.season.q1"), 0.25);
    assert_eq!(number("platform.ampr-small.generation.gen-1.delivery"), 1.0);
    assert_eq!(number("platform.ampr-small.generation.gen-1.cut.powertrain"), 0.0);
    assert_eq!(number("platform.ampr-small.generation.gen-2.cut.powertrain"), 0.22);
    assert_eq!(document.value("run.step"), Some(&Value::Text("quarter".into())));
    assert_eq!(document.value("product.renault-5.end"), None);
}

#[test]
fn every_default_is_a_good_value() {
    use crate::scenario::keys::{Presence, all};
    for key in all().filter(|key| matches!(key.presence, Presence::Default(_))) {
        assert!(crate::scenario::value::default_value(key).is_some(), "{}", key.pattern);
    }
}

#[test]
fn files_that_are_none_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| Source::File(folder.path().join(name));
    // Messages are wrapped: what counts is the words.
    let refusal = |source: &Source| {
        let said = crate::scenario::load::load(source, &[]).unwrap_err().to_string();
        said.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert!(refusal(&Source::File(folder.path().into())).contains("folder, not a scenario file"));
    assert!(refusal(&path("lost.toml")).contains("does not exist"));
    assert!(refusal(&Source::File("/dev/null".into())).contains("device or a pipe"));
    std::fs::write(folder.path().join("latin.toml"), b"name = \"x\"\nquestion = \"\xe9\"\n").unwrap();
    assert!(refusal(&path("latin.toml")).contains("not UTF-8: line 2"));
    std::fs::write(folder.path().join("wide.toml"), b"\xff\xfen\0").unwrap();
    assert!(refusal(&path("wide.toml")).contains("UTF-16"));
    std::fs::write(folder.path().join("large.toml"), vec![b'#'; 5_000_000]).unwrap();
    assert!(refusal(&path("large.toml")).contains("5.0 MB"));
    assert!(refusal(&Source::from_argument("builtin:bsae")).contains("did you mean `base`?"));
    std::fs::write(folder.path().join("good.toml"), GOOD).unwrap();
    assert!(crate::scenario::load::load(&path("good.toml"), &[]).is_ok());
}
