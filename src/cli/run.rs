//! `ampere run`: one scenario after the other.

use std::path::Path;

use super::args::{OutputOptions, RunArguments};
use super::failure::Failure;
use super::form::SummaryFormat;
use super::prepare::{Prepared, prepare};
use super::print;
use super::simulate::simulate;
use crate::analysis::Summary;
use crate::report::fact::{Results, json};
use crate::report::figures::Edition;
use crate::report::manifest::{Participant, manifest};
use crate::report::write::{OutputFile, Streamed};
use crate::report::{figures, projection, summary, table};

/// Runs the scenarios, or the built-in base case.
pub fn run(arguments: &RunArguments) -> Result<(), Failure> {
    let options = &arguments.options;
    let base = ["builtin:base".to_string()];
    let names = if arguments.scenarios.is_empty() { &base[..] } else { &arguments.scenarios };
    for (place, prepared) in prepare(names, &options.simulation)?.iter().enumerate() {
        if place > 0 && !options.simulation.quiet && options.format == SummaryFormat::Text {
            print("\n")?;
        }
        simulate(std::slice::from_ref(prepared), &prepared.id, options, |study, folder, streamed| {
            let found = &study.summaries[0];
            let files = files(prepared, found, options, streamed)?;
            let facts = summary::facts(&prepared.subject(), found, results(folder, &files, streamed));
            let text = match options.format {
                SummaryFormat::Json => json(&facts),
                SummaryFormat::Text if prepared.scenario.is_deterministic => {
                    projection::text(&prepared.subject(), &facts)
                }
                SummaryFormat::Text => summary::text(&prepared.subject(), &facts),
            };
            Ok((files, text))
        })?;
    }
    Ok(())
}

/// Where results are, for people and programs.
pub(super) fn results(folder: &Path, files: &[OutputFile], streamed: &[Streamed]) -> Results {
    let streamed = streamed.iter().map(|file| file.path.clone());
    let files = files.iter().map(|file| file.path.clone()).chain(streamed).collect();
    Results { folder: folder.display().to_string(), files }
}

fn files(
    prepared: &Prepared,
    found: &Summary,
    options: &OutputOptions,
    streamed: &[Streamed],
) -> Result<Vec<OutputFile>, Failure> {
    let subject = prepared.subject();
    let named = [(subject.id, found)];
    let with_subject = [(subject, found)];
    let tables = [
        table::break_even::table(&named),
        table::annual::table(&with_subject),
        table::annual_wide::table(&with_subject),
        table::metrics::table(&named),
        table::assumptions::table(&[(subject.id, &prepared.document)]),
    ];
    let mut files = table::files(&tables, !streamed.is_empty(), options.simulation.form());
    // One projection has no means, ranges and probabilities to draw.
    if !options.no_plots && !subject.scenario.is_deterministic {
        let edition = Edition { language: options.simulation.lang.language() };
        files.extend(figures::folder::run(edition, &subject, found)?);
    }
    let participant = Participant {
        id: subject.id,
        document: &prepared.document,
        scenario: &prepared.scenario,
        summary: found,
    };
    files.push(manifest("run", prepared.plan, &[participant], &files, streamed));
    Ok(files)
}
