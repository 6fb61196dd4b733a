//! The README does what it says: its commands run, the files and figures that it names are written, its tour's scenario
//! is understood, and its picture of the terminal has the sections of the summary.

use std::path::Path;

use crate::program::{ampere, files, text};

const README: &str = include_str!("../../README.md");

/// What a fenced block in a language holds.
fn blocks<'a>(language: &str) -> Vec<&'a str> {
    let open = format!("```{language}\n");
    README.split(open.as_str()).skip(1).filter_map(|rest| rest.split("\n```").next()).collect()
}

/// The commands after `cargo run --release -- `, in shells and in pictures of them.
fn commands() -> Vec<String> {
    let lines = blocks("sh").into_iter().chain(blocks("text")).flat_map(str::lines);
    let of = |line: &str| {
        line.trim_start_matches("$ ").strip_prefix("cargo run --release -- ").map(str::to_string)
    };
    lines.filter_map(of).collect()
}

/// Words of a command; a quoted one is one.
fn words(command: &str) -> Vec<String> {
    let parts = command.split('\'').enumerate();
    parts
        .flat_map(|(i, part)| {
            if i % 2 == 1 {
                vec![part.to_string()]
            } else {
                part.split_whitespace().map(str::to_string).collect()
            }
        })
        .collect()
}

fn run(command: &str, folder: &Path) -> String {
    let mut words = words(command);
    if ["run", "compare", "explain"].contains(&words[0].as_str()) {
        words.extend(["--trials", "64"].map(str::to_string));
    }
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let output = ampere(&words, folder);
    assert_eq!(output.status.code(), Some(0), "{command}: {}", text(&output.stderr));
    text(&output.stdout)
}

#[test]
fn every_command_runs_and_writes_what_the_page_names() {
    let root = tempfile::tempdir().expect("a folder");
    let scenario = blocks("toml").into_iter().find(|block| block.contains("extends")).expect("a scenario");
    std::fs::write(root.path().join("my-scenario.toml"), scenario).expect("written");
    let commands = commands();
    assert!(commands.len() >= 5, "{commands:?}");
    for command in &commands {
        run(command, root.path());
    }
    let written: Vec<String> = files(&root.path().join("output")).into_keys().collect();
    for part in ["base/", "base-vs-my-scenario/"] {
        assert!(written.iter().any(|name| name.starts_with(part)), "{part}: {written:?}");
    }
    // The table of files.
    let rows = README.lines().filter_map(|line| line.strip_prefix("| `tables/"));
    for name in rows.filter_map(|row| row.split('`').next()).filter(|name| !name.starts_with("trials")) {
        assert!(written.contains(&format!("base/tables/{name}")), "{name}: {written:?}");
    }
    let n_figures =
        written.iter().filter(|name| name.starts_with("base/plots/") && name.ends_with(".svg")).count();
    let said = ["eight", "nine", "ten", "eleven", "twelve"];
    let said = said.iter().position(|word| README.contains(&format!("{word} figures"))).expect("a number");
    assert_eq!(n_figures, said + 8 + 1, "figures and the contact sheet");
    // A path that the tour opens.
    let opened = "base-vs-my-scenario/tables/annual_difference.csv".to_string();
    assert!(README.contains(&format!("output/{opened}")) && written.contains(&opened));
}

#[test]
fn pictures_of_the_terminal_have_the_sections_and_rows_of_the_summary() {
    let root = tempfile::tempdir().expect("a folder");
    let printed = run("run", root.path());
    let shown = blocks("text").into_iter().find(|block| block.contains("BREAK-EVEN")).expect("a summary");
    let heading = |line: &&str| {
        line.split_whitespace().next().is_some_and(|word| {
            word.len() > 3 && word.chars().all(|c| c.is_ascii_uppercase() || "-:".contains(c))
        })
    };
    let headings: Vec<&str> = shown.lines().filter(heading).collect();
    assert!(headings.len() >= 2, "{headings:?}");
    for line in headings {
        assert!(printed.lines().any(|other| other == line), "`{line}` is not in\n{printed}");
    }
    // Names of rows: what stands left of the figures.
    let rows = shown.lines().filter(|line| line.contains("± s.e.") || line.contains(" %  Q"));
    for row in rows {
        let name: String = row.chars().take(24).collect();
        assert!(printed.lines().any(|other| other.starts_with(&name)), "`{name}` is no row of\n{printed}");
    }
}

#[test]
fn pictures_are_there() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    let named = README.split("](").skip(1).filter_map(|rest| rest.split(')').next());
    let local: Vec<&str> = named.filter(|path| !path.contains("://") && !path.starts_with('#')).collect();
    assert!(local.len() > 10, "{local:?}");
    for path in local {
        let file = path.split('#').next().unwrap_or(path);
        assert!(folder.join(file).exists(), "{path}");
    }
}
