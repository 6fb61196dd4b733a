//! `--no-plots`: the same tables, no figures, and none of an earlier run.

use std::path::Path;

use super::program::{ampere, files, text};

fn said(arguments: &[&str], root: &Path) -> [String; 2] {
    let output = ampere(arguments, root);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    [text(&output.stdout), text(&output.stderr)]
}

/// Runs a command with plots and then without.
fn with_and_without(command: &[&str]) {
    let root = tempfile::tempdir().expect("a folder");
    let [with, _] = said(command, root.path());
    assert!(with.contains("\nTables, plots and manifest: output/"), "{with}");
    let folder = std::fs::read_dir(root.path().join("output")).expect("results").next();
    let folder = folder.expect("one folder").expect("an entry").path();
    let before = files(&folder);
    let mine = folder.join("plots/mine.png");
    std::fs::write(&mine, "mine").expect("written");
    let [without, took] = said(&[command, &["--no-plots"]].concat(), root.path());
    assert!(without.contains("\nTables and manifest: output/"), "{without}");
    assert!(took.contains("s, tables in ") && !took.contains("plots"), "{took}");
    let mut after = files(&folder);
    assert_eq!(after.remove("plots/mine.png").as_deref(), Some(&b"mine"[..]), "somebody's own file stays");
    assert!(before.keys().any(|name| name.starts_with("plots/contact_sheet")));
    for (name, bytes) in &before {
        match name.as_str() {
            "manifest.json" => {}
            name if name.starts_with("plots/") => {
                assert!(!after.contains_key(name), "{name} is of an earlier run")
            }
            name => assert_eq!(after.get(name), Some(bytes), "{name}"),
        }
    }
    let manifest = text(&after["manifest.json"]);
    assert!(manifest.contains("tables/annual.csv") && !manifest.contains("plots/"));
    let [french, _] = said(&[command, &["--no-plots", "--lang", "fr"]].concat(), root.path());
    assert!(french.contains("\nTableaux et manifeste\u{a0}: output/"), "{french}");
}

#[test]
fn a_run_without_plots_has_the_same_tables_and_no_plots_of_an_earlier_run() {
    with_and_without(&["run", "--trials", "128"]);
}

#[test]
fn a_comparison_without_plots_has_the_same_tables_and_no_plots_of_an_earlier_one() {
    let command = ["compare", "builtin:base", "builtin:price-war", "builtin:base", "--trials", "128"];
    with_and_without(&command);
}

#[test]
fn a_projection_does_not_speak_of_plots_that_it_has_not() {
    let root = tempfile::tempdir().expect("a folder");
    let [run, took] = said(&["run", "--deterministic"], root.path());
    assert!(run.ends_with("\nTables and manifest: output/base-deterministic\n"), "{run}");
    assert!(!took.contains("plots"), "{took}");
    let [compared, _] =
        said(&["compare", "builtin:base", "builtin:price-war", "--deterministic"], root.path());
    assert!(compared.contains("\nTables and manifest: output/"), "{compared}");
}
