//! All sections, each computed once, and the page that shows them.

use std::fmt::Write;
use std::path::PathBuf;
use std::sync::OnceLock;

use crate::check::{Row, Section};
use crate::{distribution, draws, elementary, generator};

/// What is checked, in the order of the page.
#[derive(Clone, Copy)]
enum Topic {
    Generator,
    Elementary,
    Distribution,
    Draws,
}

const TOPICS: [(Topic, fn() -> Section); 4] = [
    (Topic::Generator, generator::section),
    (Topic::Elementary, elementary::section),
    (Topic::Distribution, distribution::section),
    (Topic::Draws, draws::section),
];

static RESULTS: [OnceLock<Section>; TOPICS.len()] = [const { OnceLock::new() }; TOPICS.len()];

fn section(topic: Topic) -> &'static Section {
    RESULTS[topic as usize].get_or_init(TOPICS[topic as usize].1)
}

/// Every row of a topic passes; those that do not are told all together.
fn assert_passes(topic: Topic) {
    let section = section(topic);
    assert!(!section.rows.is_empty(), "{} has no checks", section.title);
    let failed = section.rows.iter().filter(|row| !row.passed);
    let told: Vec<String> = failed
        .map(|row| format!("{}: {} where the tolerance is {}", row.check, row.result, row.tolerance))
        .collect();
    assert!(told.is_empty(), "{}:\n{}", section.title, told.join("\n"));
}

#[test]
fn the_generator_gives_known_answers_and_uniforms() {
    assert_passes(Topic::Generator);
}

#[test]
fn elementary_functions_keep_their_stated_error() {
    assert_passes(Topic::Elementary);
}

#[test]
fn distributions_agree_with_established_libraries() {
    assert_passes(Topic::Distribution);
}

#[test]
fn draws_follow_their_distributions() {
    assert_passes(Topic::Draws);
}
