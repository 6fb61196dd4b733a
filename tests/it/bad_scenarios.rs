//! Bad scenarios: `tests/bad/*.toml`, one file one mistake, with the expected message in its first lines:
//! `# expected at LINE:COLUMN: MESSAGE`, or `# expected: MESSAGE` when the file as a whole is meant.
//!
//! Nothing more may be said than is expected: a mistake has one message, not its consequences as well.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use ampere::scenario::load::{Source, load};
use ampere::scenario::problem::{Problems, Severity};

/// A message with its line and column.
type Message = (Option<(usize, usize)>, String);

fn files() -> Vec<PathBuf> {
    let folder = std::fs::read_dir("tests/bad").expect("tests run in the folder of the crate");
    let mut files: Vec<PathBuf> = folder.map(|entry| entry.expect("a readable folder").path()).collect();
    files.sort();
    files
}

fn problems(file: &Path) -> Problems {
    load(&Source::File(file.to_path_buf()), &[]).expect_err(&format!("{} is refused", file.display()))
}

fn found(problems: &Problems) -> Vec<Message> {
    problems.iter().map(|problem| (problems.position(problem), problem.message.clone())).collect()
}

fn expected(text: &str) -> Vec<Message> {
    let lines = text.lines().map_while(|line| line.strip_prefix("# expected"));
    lines
        .map(|line| match line.strip_prefix(" at ") {
            None => (None, line.trim_start_matches(": ").to_string()),
            Some(placed) => {
                let parts: Vec<&str> = placed.splitn(3, ':').collect();
                let number = |part: &str| part.parse::<usize>().expect("line and column are numbers");
                (Some((number(parts[0]), number(parts[1]))), parts[2].trim_start().to_string())
            }
        })
        .collect()
}

#[test]
fn each_mistake_has_its_message_its_line_and_its_column() {
    let files = files();
    assert!(files.len() >= 25);
    let mut wrong = String::new();
    for file in &files {
        let expected = expected(&std::fs::read_to_string(file).expect("a readable file"));
        assert!(!expected.is_empty(), "{} says what is expected", file.display());
        let found = found(&problems(file));
        if found != expected {
            wrong += &format!("{}\n  expected {expected:?}\n  found    {found:?}\n", file.display());
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

#[test]
fn different_mistakes_have_different_messages() {
    let messages: Vec<String> = files()
        .iter()
        .filter(|file| !file.ends_with("several-mistakes.toml"))
        .flat_map(|file| expected(&std::fs::read_to_string(file).expect("a readable file")))
        .map(|(_, message)| message)
        .collect();
    // Two values that are not TOML share their message (the hints differ).
    assert_eq!(messages.iter().collect::<BTreeSet<_>>().len(), messages.len() - 1);
}

#[test]
fn several_mistakes_come_together_in_the_order_of_the_file() {
    let problems = problems(Path::new("tests/bad/several-mistakes.toml"));
    assert_eq!(problems.len(), 5);
    let lines: Vec<_> = found(&problems).into_iter().map(|(place, _)| place).collect();
    assert!(lines.is_sorted() && lines.iter().all(Option::is_some), "{lines:?}");
    let text = problems.render(false);
    for part in ["25,5%", "exit_share = 22.6", "write `25.5%`", "did you mean \"renault\"?"] {
        assert!(text.contains(part), "{part} in\n{text}");
    }
    assert!(text.lines().all(|line| line.chars().count() <= 80), "80 columns:\n{text}");
}

#[test]
fn every_refusal_says_what_to_do_or_what_is_allowed() {
    for file in files() {
        for problem in problems(&file).iter().filter(|problem| problem.severity == Severity::Error) {
            let later = problem.label.contains("later version");
            assert!(
                problem.hint.is_some() || problem.allowed.is_some() || later,
                "{}: {}",
                file.display(),
                problem.message
            );
        }
    }
}

#[test]
fn a_mistake_in_a_set_points_into_the_set() {
    let sets = ["money.tax_rate=25,5%".to_string(), "market.bev.exit_shar=22%".to_string()];
    let problems = load(&Source::Builtin("base".to_string()), &sets).expect_err("both are refused");
    let found = found(&problems);
    assert_eq!(found[0], (Some((1, 16)), "a decimal comma: numbers are written with a point".to_string()));
    assert_eq!(found[1].1, "there is no `exit_shar` in [market.bev]");
    assert!(problems.iter().all(|problem| problems.file_name(problem) == "--set"));
}
