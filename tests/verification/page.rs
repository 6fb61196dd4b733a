//! All sections, each computed once, and the page that shows them.

use std::path::PathBuf;
use std::sync::OnceLock;

use crate::check::{ALPHA, Figure, Row, Section};
use crate::layout::{shown, wrapped};
use crate::{
    copula, coverage, distribution, draws, elementary, first_passage, generator, language, mix_ups, nist,
    noise, plans, rate_of_return, valuation,
};

/// What is checked, in the order of the page.
#[derive(Clone, Copy)]
enum Topic {
    Generator,
    Elementary,
    Distribution,
    Draws,
    Language,
    Plans,
    Copula,
    Noise,
    Moments,
    Valuation,
    RateOfReturn,
    FirstPassage,
    Coverage,
    MixUps,
}

const TOPICS: [(Topic, fn() -> Section); 14] = [
    (Topic::Generator, generator::section),
    (Topic::Elementary, elementary::section),
    (Topic::Distribution, distribution::section),
    (Topic::Draws, draws::section),
    (Topic::Language, language::section),
    (Topic::Plans, plans::section),
    (Topic::Copula, copula::section),
    (Topic::Noise, noise::section),
    (Topic::Moments, nist::section),
    (Topic::Valuation, valuation::section),
    (Topic::RateOfReturn, rate_of_return::section),
    (Topic::FirstPassage, first_passage::section),
    (Topic::Coverage, coverage::section),
    (Topic::MixUps, mix_ups::section),
];

static RESULTS: [OnceLock<Section>; TOPICS.len()] = [const { OnceLock::new() }; TOPICS.len()];

fn section(topic: Topic) -> &'static Section {
    RESULTS[topic as usize].get_or_init(TOPICS[topic as usize].1)
}

/// Every row of a topic passes; those that do not are told all together.
fn assert_passes(topic: Topic) {
    assert_rows_pass(section(topic));
}

fn assert_rows_pass(section: &Section) {
    assert!(!section.rows.is_empty(), "{} has no checks", section.title);
    let failed = section.rows.iter().filter(|row| !row.passed);
    let figure = |f: &Figure| format!("  {} {}, where the tolerance is {}\n", f.name, f.result, f.tolerance);
    let told: Vec<String> = failed
        .map(|row| row.check.clone() + "\n" + &row.figures.iter().map(figure).collect::<String>())
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

#[test]
fn words_of_the_language_mean_their_distributions() {
    assert_passes(Topic::Language);
}

#[test]
fn sampling_plans_place_trials_as_defined() {
    assert_passes(Topic::Plans);
}

#[test]
fn copulas_keep_what_they_promise() {
    assert_passes(Topic::Copula);
}

#[test]
fn noise_has_its_moments_at_every_step() {
    assert_passes(Topic::Noise);
}

#[test]
fn moments_agree_with_nist() {
    assert_passes(Topic::Moments);
}

#[test]
fn present_values_agree_with_a_finance_library() {
    assert_passes(Topic::Valuation);
}

#[test]
fn rates_of_return_agree_with_a_finance_library() {
    assert_passes(Topic::RateOfReturn);
}

#[test]
fn crossings_follow_the_first_passage_law() {
    assert_passes(Topic::FirstPassage);
}

#[test]
fn intervals_hold_the_truth_as_often_as_they_say() {
    assert_passes(Topic::Coverage);
}

#[test]
fn planted_mistakes_are_caught() {
    assert_passes(Topic::MixUps);
}

/// Where the long part begins in the page: `cargo test` does not compute what follows.
const LONG: &str = "<!-- long part -->\n";
const COMMAND: &str = "AMPERE_VERIFY=write cargo test --release --test verification";

#[test]
fn the_page_shows_these_results() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/verification.md");
    let mode = std::env::var("AMPERE_VERIFY").unwrap_or_default();
    assert!(matches!(mode.as_str(), "" | "long" | "write"), "AMPERE_VERIFY is `long` or `write`");
    let sections: Vec<&Section> = TOPICS.iter().map(|(topic, _)| section(*topic)).collect();
    let mut page = short_part(&sections);
    if !mode.is_empty() {
        let long = coverage::long_section();
        page = format!("{page}{LONG}{}", shown(&long));
        if mode == "write" {
            std::fs::write(&path, &page).expect("docs/verification.md is written");
        }
        assert_rows_pass(&long);
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    let kept = if mode.is_empty() { kept.split(LONG).next().unwrap_or_default() } else { kept.as_str() };
    for (number, (new, old)) in page.lines().zip(kept.lines().chain(std::iter::repeat(""))).enumerate() {
        assert_eq!(new, old, "line {} of docs/verification.md is stale; run {COMMAND}", number + 1);
    }
    assert_eq!(page, kept, "docs/verification.md is stale; run {COMMAND}");
}

fn short_part(sections: &[&Section]) -> String {
    let rows: Vec<&Row> = sections.iter().flat_map(|section| &section.rows).collect();
    let failed = rows.iter().filter(|row| !row.passed).count();
    let false_alarm: f64 = rows.iter().map(|row| row.false_alarm).sum();
    let verdict = if failed == 0 { "all pass".to_string() } else { format!("**{failed} fail**") };
    let paragraphs = [
        "What the random part, the statistics and the dates are checked against: truth that this project did not \
         write. Every line is computed by the tests, and a test fails when this page does not show what came out."
            .to_string(),
        format!(
            "The part that `cargo test` runs has {} rows of checks, {verdict}. All of the page is made by \
             `{COMMAND}`; `AMPERE_VERIFY=long` in place of `write` computes it and compares. Without the variable, \
             `cargo test` does so for everything but the last section.",
            rows.len()
        ),
        "Reference data with sources, versions and the scripts that made them are in \
         [tests/reference](../tests/reference/README.md)."
            .to_string(),
        format!(
            "Seeds are fixed, so results never change by chance. A statistical check has a threshold that a correct \
             program would exceed, at a seed picked at random, with a probability of {} or less (*s.e.*: standard \
             error; five of them are exceeded with 5.7e−7). Added up, any check of this page would do so with at most \
             {false_alarm:.4}: a failure is a mistake, not bad luck. These thresholds were derived, not fitted, and no \
             seed was chosen for its result. *a for b* reads: a was found where b is expected.",
            format!("{ALPHA:e}").replace('-', "−"),
        ),
        "Errors are rounded up to 1, 2 or 5 times a power of ten, so that the last bit of a platform's own functions \
         does not show."
            .to_string(),
    ];
    let head =
        paragraphs.iter().fold("# Verification\n\n".to_string(), |page, p| page + &wrapped(p) + "\n\n");
    sections.iter().fold(head, |page, section| page + &shown(section))
}
