//! `manifest.json`: all that is needed to recompute the same bytes. No time stamps, no number of threads.

use std::collections::BTreeMap;

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::funding;
use super::language::Language;
use super::write::{OutputFile, Streamed};
use crate::analysis::quantile::DEFINITION;
use crate::analysis::summary::PercentileMethod;
use crate::analysis::{Summary, interval};
use crate::engine::Scenario;
use crate::sampling::Plan;
use crate::sampling::plan::RANDOMISATIONS;
use crate::scenario::document::Document;

/// A scenario that took part in a run.
pub struct Participant<'a> {
    /// Name of the file without ending.
    pub id: &'a str,
    pub document: &'a Document,
    pub scenario: &'a Scenario,
    pub summary: &'a Summary,
}

#[derive(Serialize)]
struct Manifest<'a> {
    program: &'static str,
    version: &'static str,
    command: &'a str,
    trials: u64,
    sampling: SamplingEntry,
    scenarios: Vec<ScenarioEntry<'a>>,
    outputs_sha256: BTreeMap<&'a str, String>,
}

/// How the trials are placed.
#[derive(Serialize)]
struct SamplingEntry {
    plan: &'static str,
    /// Independent randomisations; trial i belongs to number i mod this. None if all trials are independent.
    randomisations: Option<usize>,
}

#[derive(Serialize)]
struct ScenarioEntry<'a> {
    id: &'a str,
    name: &'a str,
    seed: u64,
    /// What a deterministic projection is; absent from runs of trials.
    #[serde(skip_serializing_if = "Option::is_none")]
    deterministic: Option<&'static str>,
    /// Whose need, whose cash, and which part of it; absent without a funding rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    funding_rule: Option<String>,
    files: Vec<FileEntry>,
    changes: Vec<ChangeEntry<'a>>,
    percentiles: &'static str,
    percentile_definition: &'static str,
    interval_level: f64,
    standard_errors: &'static str,
    drawn_once: usize,
    /// Streams drawn once that stand on Sobol points; the others are independent.
    low_discrepancy_dimensions: usize,
    drawn_every_period: usize,
    resolved_sha256: String,
    /// Key → value as written, after parents and changes.
    resolved: BTreeMap<String, &'a str>,
}

#[derive(Serialize)]
struct FileEntry {
    name: String,
    sha256: String,
}

#[derive(Serialize)]
struct ChangeEntry<'a> {
    key: &'a str,
    old: Option<&'a str>,
    new: &'a str,
}

fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn entry<'a>(plan: &Plan, participant: &Participant<'a>) -> ScenarioEntry<'a> {
    let Participant { id, document, scenario, summary } = participant;
    let pairs: Vec<(String, &str)> =
        document.correlations.iter().map(|pair| (pair.link.key(), pair.text.as_str())).collect();
    let effects = document.effects.iter().map(|effect| (effect.key(), effect.change.text.as_str()));
    let stated = document.assumptions.iter().map(|(key, a)| (key.clone(), a.text.as_str()));
    let resolved: BTreeMap<String, &str> = stated.chain(pairs).chain(effects).collect();
    let text: String = resolved.iter().map(|(key, value)| format!("{key} = {value}\n")).collect();
    let (drawn_once, drawn_every_period) = scenario.n_streams();
    let read = document.files.iter().filter(|file| file.name != "--set");
    ScenarioEntry {
        id,
        name: &document.name,
        seed: scenario.seed,
        deterministic: scenario.is_deterministic.then_some(Language::English.projection_meaning()),
        funding_rule: funding::sentence(scenario, document, Language::English),
        files: read
            .map(|file| FileEntry { name: base_name(&file.name), sha256: sha256(file.text.as_bytes()) })
            .collect(),
        changes: document
            .changes
            .iter()
            .map(|change| ChangeEntry { key: &change.key, old: change.old.as_deref(), new: &change.new })
            .collect(),
        percentiles: match summary.method {
            PercentileMethod::Exact => "exact",
            PercentileMethod::Histogram => "histogram",
        },
        percentile_definition: DEFINITION,
        interval_level: interval::LEVEL,
        standard_errors: match scenario.is_deterministic {
            true => "none: one projection without randomness",
            false => interval::method(summary.plan),
        },
        drawn_once,
        low_discrepancy_dimensions: if *plan == Plan::Sobol { scenario.n_low_discrepancy() } else { 0 },
        drawn_every_period,
        resolved_sha256: sha256(text.as_bytes()),
        resolved,
    }
}

/// Where a folder lies says nothing about its content.
pub(super) fn base_name(path: &str) -> String {
    path.rsplit(['/', '\\']).next().unwrap_or(path).to_string()
}

/// The manifest of a command and the files that it wrote.
pub fn manifest(
    command: &str,
    plan: Plan,
    participants: &[Participant],
    files: &[OutputFile],
    streamed: &[Streamed],
) -> OutputFile {
    let written = files.iter().map(|file| (file.path.as_str(), sha256(&file.bytes)));
    let streamed = streamed.iter().map(|file| (file.path.as_str(), file.sha256.clone()));
    let manifest = Manifest {
        program: env!("CARGO_PKG_NAME"),
        version: env!("CARGO_PKG_VERSION"),
        command,
        trials: participants.first().map_or(0, |p| p.summary.n_trials),
        sampling: SamplingEntry {
            plan: plan.id(),
            randomisations: (!plan.has_independent_trials()).then_some(RANDOMISATIONS),
        },
        scenarios: participants.iter().map(|participant| entry(&plan, participant)).collect(),
        outputs_sha256: written.chain(streamed).collect(),
    };
    // Plain structs of texts and numbers always serialise.
    let mut text = serde_json::to_string_pretty(&manifest).unwrap_or_default();
    text.push('\n');
    OutputFile::new("manifest.json", text)
}
