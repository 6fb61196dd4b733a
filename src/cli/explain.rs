//! `ampere explain`: the statement of one year and trial, line by line.

use super::args::{ExplainArguments, ExplainFormat, WantedTrial};
use super::failure::Failure;
use super::prepare::{Prepared, prepare};
use super::print;
use super::simulate::{instruction_set, progress_bar};
use crate::analysis::chosen_trial::{Chosen, at_percentile, operating_margins};
use crate::analysis::study::{EXACT_BUDGET_BYTES, Settings};
use crate::engine::ledger::Place;
use crate::engine::{Ledger, RunError, Scenario};
use crate::model::business::PerimeterKind;
use crate::report::explain::{Explanation, table, text};
use crate::report::headline::perimeter_label;
use crate::report::number::grouped;
use crate::scenario::suggest::{listed, nearest};

/// Explains the statement of a scenario, or of the built-in base case.
pub fn explain(arguments: &ExplainArguments) -> Result<(), Failure> {
    let options = &arguments.options;
    let name = arguments.scenario.clone().unwrap_or_else(|| "builtin:base".to_string());
    let prepared = prepare(std::slice::from_ref(&name), options)?;
    let Some(prepared) = prepared.first() else { return Ok(()) };
    let scenario = &prepared.scenario;
    let year = reported_year(scenario, arguments.year)?;
    let perimeter = perimeter(scenario, arguments.perimeter.as_deref())?;
    let (trial, reason) = trial(arguments, prepared, perimeter, year)?;
    let sampler = scenario.sampler(prepared.plan, prepared.n_trials);
    let ledger = Ledger::record(scenario, sampler, Place { perimeter, year, trial }).map_err(|found| {
        let scenario = scenario.name.clone();
        RunError::NotFinite { scenario, what: found.what, trial: found.trial }
    })?;
    let explanation = Explanation {
        subject: prepared.subject(),
        document: &prepared.document,
        ledger: &ledger,
        n_trials: prepared.n_trials,
        reason,
    };
    match arguments.format {
        ExplainFormat::Text => print(&text::text(&explanation)),
        ExplainFormat::Csv => {
            let bytes = table::table(&explanation).csv(options.csv.dialect());
            print(&String::from_utf8_lossy(&bytes))
        }
    }
}

fn reported_year(scenario: &Scenario, year: i32) -> Result<i32, Failure> {
    let years = scenario.timeline.reported_years();
    if years.contains(&year) {
        return Ok(year);
    }
    let (first, last) = (years.start(), years.end());
    let near = year.clamp(*first, *last);
    Err(Failure::usage(format_args!(
        "the year {year} is not reported; the scenario reports {first} to {last}\n\nFor the nearest year write \
         `--year {near}`."
    )))
}

/// The perimeter of a name; without one the first that break-even is asked of, else the Group.
fn perimeter(scenario: &Scenario, wanted: Option<&str>) -> Result<usize, Failure> {
    let perimeters = &scenario.business.perimeters;
    let Some(wanted) = wanted else {
        let asked = perimeters.iter().position(|perimeter| perimeter.kind == PerimeterKind::Question);
        return Ok(asked.unwrap_or(0));
    };
    // A question and an entity may have one name: the question comes first, as in the summary.
    let order = [PerimeterKind::Question, PerimeterKind::Group, PerimeterKind::Entity];
    let found = order.into_iter().find_map(|kind| {
        perimeters.iter().position(|perimeter| perimeter.kind == kind && perimeter.name.id == wanted)
    });
    found.ok_or_else(|| {
        let mut names: Vec<&str> = perimeters.iter().map(|perimeter| perimeter.name.id.as_str()).collect();
        let labels = perimeters.iter().map(|perimeter| perimeter.name.label.as_str());
        let meant = nearest(wanted, names.iter().copied().chain(labels.clone()));
        let meant =
            meant.and_then(|meant| names.iter().zip(labels).find(|(n, l)| **n == meant || *l == meant));
        let hint = meant.map_or(String::new(), |(name, _)| format!("; did you mean `{name}`?"));
        names.sort_unstable();
        names.dedup();
        Failure::usage(format_args!(
            "there is no perimeter `{wanted}`{hint}\n\nThis scenario has {}.",
            listed(&names, 30)
        ))
    })
}

/// The trial, and why this one.
fn trial(
    arguments: &ExplainArguments,
    prepared: &Prepared,
    perimeter: usize,
    year: i32,
) -> Result<(u64, String), Failure> {
    let n_trials = prepared.n_trials;
    if prepared.scenario.is_deterministic {
        return Ok((0, prepared.language.projection_meaning().to_string()));
    }
    let wanted = match arguments.trial {
        WantedTrial::Number(trial) if trial < n_trials => {
            return Ok((trial, prepared.language.trial_as_asked(trial)));
        }
        WantedTrial::Number(trial) => {
            return Err(Failure::usage(format_args!(
                "there is no trial {trial}: this run has {} trials, numbered 0 to {}\n\n`--trials {}` or more \
                 would have it.",
                grouped(n_trials as f64),
                n_trials - 1,
                trial.saturating_add(1)
            )));
        }
        WantedTrial::Percentile(p, name) => (p, name),
    };
    let (p, name) = wanted;
    let bar = progress_bar(n_trials, arguments.options.quiet, prepared.language);
    let settings = Settings {
        n_trials,
        n_threads: arguments.options.threads.map(usize::from),
        instruction_set: instruction_set()?,
        plan: prepared.plan,
        exact_budget_bytes: EXACT_BUDGET_BYTES,
        progress: &|done| bar.set_position(done),
    };
    let margins = operating_margins(&prepared.scenario, perimeter, year, &settings);
    bar.finish_and_clear();
    let margins = margins?;
    // There is at least one trial.
    let nothing = Chosen { trial: 0, figure: 0.0, n_same: 1 };
    let chosen = at_percentile(&margins, p).unwrap_or(nothing);
    let label = perimeter_label(&prepared.scenario.business.perimeters[perimeter], prepared.language);
    let counts = (chosen.trial, n_trials, chosen.n_same);
    Ok((chosen.trial, prepared.language.trial_of_percentile(counts, name, label, year)))
}
