//! Whole scenarios: good ones, bad ones, parents and `--set`.

mod bad;
mod change;
mod correlation;
mod fuzz;
mod happening;
mod idle_pairs;
mod inheritance;
mod low_discrepancy;
mod magnitude;
mod messages;
mod mutation;
mod ordered_choice;
mod parts;
mod set;
mod shared_assumption;
mod traps;
mod typo;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use super::document::Document;
use super::load::{Source, load_with};
use super::open::{Opened, Refusal, decode};
use super::problem::Problems;

/// A small scenario that is complete.
const GOOD: &str = include_str!("good.toml");

/// Stands behind it: tables of every kind that the small scenario leaves out.
const EVERY_TABLE: &str = include_str!("every-table.toml");

/// Loads the first of some texts that stand for files.
fn load_texts(files: &[(&str, &str)], sets: &[&str]) -> Result<Document, Problems> {
    let texts: BTreeMap<String, &str> = files.iter().map(|(name, text)| (name.to_string(), *text)).collect();
    let open = |source: &Source| match texts.get(&source.to_string()) {
        Some(text) => Ok(Opened { text: decode(text.as_bytes().to_vec())?, identity: source.to_string() }),
        None => Err(Refusal {
            message: "this file does not exist".into(),
            hint: "check the name".into(),
            is_missing: true,
        }),
    };
    let sets: Vec<String> = sets.iter().map(|set| set.to_string()).collect();
    load_with(&open, &Source::File(files[0].0.into()), &sets)
}

/// Loads the good scenario with changes to its text, each of which must apply.
fn load_edited(edits: &[(&str, &str)]) -> Result<Document, Problems> {
    let mut text = GOOD.to_string();
    for (old, new) in edits {
        assert!(text.contains(old), "the good scenario has no {old:?}");
        text = text.replacen(old, new, 1);
    }
    load_texts(&[("base.toml", &text)], &[])
}

#[test]
fn the_good_scenario_is_good() {
    let document = load_texts(&[("base.toml", GOOD)], &[]).unwrap_or_else(|problems| panic!("{problems}"));
    assert_eq!(document.name, "Base case");
    assert_eq!(document.names("platform.ampr-small.module"), ["powertrain", "assembly"]);
}

/// Every namespace of the key table is in the two texts together, so that what is mutated leaves no table out.
#[test]
fn every_table_is_there_and_good() {
    let text = format!("{GOOD}{EVERY_TABLE}");
    let document = load_texts(&[("base.toml", &text)], &[]).unwrap_or_else(|problems| panic!("{problems}"));
    super::resolve::resolve(&document).unwrap();
    let first = |key: &'static str| key.split('.').next().unwrap_or(key);
    let tables: std::collections::BTreeSet<&str> =
        super::keys::all().map(|key| key.pattern).filter(|key| key.contains('.')).map(first).collect();
    for table in tables.into_iter().filter(|table| *table != "correlation") {
        let is_there = text.contains(&format!("[{table}]")) || text.contains(&format!("[{table}."));
        assert!(is_there, "neither text has a table `{table}`");
    }
}

#[test]
fn built_in_scenarios_are_good() {
    for name in super::builtin::names() {
        let source = Source::Builtin(name.to_string());
        super::load::load(&source, &[]).unwrap_or_else(|problems| panic!("{problems}"));
    }
}

/// The time that this thread has worked, so that other work on the machine does not count; where the system does
/// not tell it, the time that has passed.
struct Stopwatch {
    started: Instant,
    worked: Option<Duration>,
}

impl Stopwatch {
    fn start() -> Stopwatch {
        Stopwatch { started: Instant::now(), worked: Stopwatch::worked() }
    }

    /// The scheduler's account of this thread: its first number is nanoseconds of work.
    fn worked() -> Option<Duration> {
        let account = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
        account.split(' ').next()?.parse().ok().map(Duration::from_nanos)
    }

    fn time(&self) -> Duration {
        match (self.worked, Stopwatch::worked()) {
            (Some(before), Some(now)) => now.saturating_sub(before),
            _ => self.started.elapsed(),
        }
    }
}
