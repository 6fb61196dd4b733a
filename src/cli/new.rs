//! `ampere new`: a commented scenario to start from.

use std::path::Path;

use super::args::NewArguments;
use super::failure::Failure;
use super::print;
use crate::report::write::write_new;

const TEMPLATE: &str = include_str!("new.toml");

/// Writes the scenario.
pub fn new(arguments: &NewArguments) -> Result<(), Failure> {
    let file = &arguments.file;
    write_new(file, TEMPLATE.replace("NAME", &name(file)).as_bytes())?;
    let path = file.display();
    print(&format!(
        "Written: {path}\n  ampere check {path}                  is it right?\n  ampere compare builtin:base {path}   \
         what does it change?\n"
    ))
}

/// A name for people from the name of a file, safe inside quotes.
fn name(file: &Path) -> String {
    let stem = file.file_stem().map_or_else(String::new, |stem| stem.to_string_lossy().into_owned());
    let kept = |c: char| if c.is_alphanumeric() || matches!(c, '.' | ',' | '(' | ')') { c } else { ' ' };
    let words: String = stem.chars().take(60).map(kept).collect();
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.is_empty() { "My scenario".to_string() } else { words }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::load::{Source, check};

    #[test]
    fn names_come_from_files_and_are_safe() {
        assert_eq!(name(Path::new("scenarios/late-car_2.toml")), "late car 2");
        assert_eq!(name(Path::new("a\"b\n.toml")), "a b");
        assert_eq!(name(Path::new("=1+1.toml")), "1 1");
        assert_eq!(name(Path::new("---.toml")), "My scenario");
    }

    /// What is written checks without a warning of its own, and so does what its comments propose.
    #[test]
    fn the_new_scenario_is_right_with_its_comments_and_without() {
        let folder = tempfile::tempdir().unwrap();
        let own = |text: &str| {
            let path = folder.path().join("new.toml");
            std::fs::write(&path, text).unwrap();
            let checked = check(&Source::File(path), &[]);
            assert!(checked.document.is_some(), "{}", checked.problems);
            let own = checked.problems.iter().filter(|p| checked.problems.file_name(p).ends_with("new.toml"));
            assert_eq!(own.count(), 0, "{}", checked.problems);
            checked.document.unwrap()
        };
        let text = TEMPLATE.replace("NAME", "test");
        assert!(own(&text).assumptions.values().any(|a| a.replaced.is_some()));
        let all: String = text
            .lines()
            .map(|line| line.strip_prefix("#: ").unwrap_or(line))
            .flat_map(|line| [line, "\n"])
            .collect();
        assert!(all.len() < text.len());
        assert!(own(&all).assumptions.contains_key("shared.small-car-elasticity"));
    }
}
