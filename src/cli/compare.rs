//! `ampere compare`: scenarios against the first, on the same draws.

use super::args::{CompareArguments, OutputOptions};
use super::failure::Failure;
use super::folder_name::comparison_name;
use super::form::SummaryFormat;
use super::prepare::{Prepared, prepare};
use super::run::results;
use super::simulate::simulate;
use crate::analysis::{Comparison, Study, Summary};
use crate::report::fact::json;
use crate::report::figures::Edition;
use crate::report::headline::Subject;
use crate::report::manifest::{Participant, manifest};
use crate::report::write::{OutputFile, Streamed};
use crate::report::{comparison, figures, projection, table};
use crate::sampling::Plan;
use crate::scenario::document::Document;

/// Compares the scenarios.
pub fn compare(arguments: &CompareArguments) -> Result<(), Failure> {
    let mut prepared = prepare(&arguments.scenarios, &arguments.options.simulation)?;
    share_draws(&mut prepared)?;
    let ids: Vec<&str> = prepared.iter().map(|p| p.id.as_str()).collect();
    let options = &arguments.options;
    simulate(&prepared, &comparison_name(&ids), options, |study, folder, streamed| {
        let subjects: Vec<Subject> = prepared.iter().map(Prepared::subject).collect();
        let files = files(options, &prepared, &subjects, study, streamed)?;
        let results = results(folder, &files, streamed);
        if options.simulation.deterministic && options.format == SummaryFormat::Text {
            return Ok((files, projection::comparison(&subjects, &study.summaries, &results)));
        }
        // There are at least two scenarios.
        let facts = comparison::facts(&subjects, &study.summaries, &study.comparisons, results);
        let text = facts.map(|facts| match options.format {
            SummaryFormat::Json => json(&facts),
            SummaryFormat::Text => comparison::text(&subjects, &facts),
        });
        Ok((files, text.unwrap_or_default()))
    })
}

/// What both must have in common for dates, shocks and values to mean the same.
const SHARED: [&str; 7] = [
    "run.step",
    "run.start",
    "run.horizon",
    "history.known_until",
    "money.base_year",
    "money.valuation_year",
    "money.programme_start",
];

/// The first scenario's seed, number of trials and sampling plan hold for all, and so do its Sobol dimensions:
/// what scenarios share has the same draws, even if they have no common parent.
fn share_draws(prepared: &mut [Prepared]) -> Result<(), Failure> {
    let Some((first, others)) = prepared.split_first_mut() else { return Ok(()) };
    for other in others {
        for key in SHARED {
            let text = |p: &Prepared| p.document.assumptions.get(key).map(|a| a.text.clone());
            if text(first) != text(other) {
                let shown = |p: &Prepared| text(p).unwrap_or_else(|| "not stated".to_string());
                return Err(Failure::scenario(format_args!(
                    "`{key}` differs: {} in {}, {} in {}; dates, probabilities and values can only be compared \
                     over the same years, so give both the same",
                    shown(first),
                    first.id,
                    shown(other),
                    other.id
                )));
            }
        }
        other.scenario.seed = first.scenario.seed;
        other.n_trials = first.n_trials;
        other.plan = first.plan;
        other.scenario.low_discrepancy.clone_from(&first.scenario.low_discrepancy);
    }
    Ok(())
}

fn files(
    options: &OutputOptions,
    prepared: &[Prepared],
    subjects: &[Subject],
    study: &Study,
    streamed: &[Streamed],
) -> Result<Vec<OutputFile>, Failure> {
    let ids = || subjects.iter().map(|s| s.id);
    let named: Vec<(&str, &Summary)> = ids().zip(&study.summaries).collect();
    let with_subjects: Vec<(Subject, &Summary)> = subjects.iter().copied().zip(&study.summaries).collect();
    let pairs: Vec<(&str, &str, &Comparison)> =
        ids().skip(1).zip(&study.comparisons).map(|(id, c)| (subjects[0].id, id, c)).collect();
    let documents: Vec<(&str, &Document)> = prepared.iter().map(|p| (p.id.as_str(), &p.document)).collect();
    let tables = [
        table::break_even::table(&named),
        table::shift::table(&pairs),
        table::annual::table(&with_subjects),
        table::annual_wide::table(&with_subjects),
        table::annual_difference::table(&pairs),
        table::metrics::table(&named),
        table::metrics_difference::table(&pairs),
        table::assumptions::table(&documents),
    ];
    let mut files = table::files(&tables, !streamed.is_empty(), options.simulation.form());
    // One projection each has no probabilities to draw.
    if !options.no_plots && !subjects.iter().any(|subject| subject.scenario.is_deterministic) {
        let edition = Edition { language: options.simulation.lang.language() };
        files.extend(figures::folder::compare(edition, subjects, study)?);
    }
    let participants: Vec<Participant> = prepared
        .iter()
        .zip(&study.summaries)
        .map(|(p, summary)| Participant { id: &p.id, document: &p.document, scenario: &p.scenario, summary })
        .collect();
    let plan = prepared.first().map_or_else(Plan::default, |p| p.plan);
    files.push(manifest("compare", plan, &participants, &files, streamed));
    Ok(files)
}
