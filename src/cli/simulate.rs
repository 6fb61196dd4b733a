//! The long part of a command, with its progress bar.

use std::io::IsTerminal;
use std::ops::ControlFlow;
use std::path::Path;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::OutputOptions;
use super::failure::Failure;
use super::form::SummaryFormat;
use super::prepare::Prepared;
use super::{print, remark};
use crate::analysis::study::{EXACT_BUDGET_BYTES, Settings, Study, study_and_show};
use crate::engine::Scenario;
use crate::lanes::InstructionSet;
use crate::report::fact;
use crate::report::language::Language;
use crate::report::trials::TrialsFile;
use crate::report::write::{OutputFile, OutputFolder, Streamed};
use crate::sampling::Plan;

/// Opens the output folder, simulates, lets `report` make the files and the text, writes, prints.
///
/// Nothing is written if anything fails before; the folder is opened first, so that a full hour of
/// simulation does not end at a closed door.
pub fn simulate(
    prepared: &[Prepared],
    folder: &str,
    options: &OutputOptions,
    report: impl Fn(&Study, &Path, &[Streamed]) -> Result<(Vec<OutputFile>, String), Failure>,
) -> Result<(), Failure> {
    let instruction_set = instruction_set()?;
    let mut folder = OutputFolder::open(&options.out.join(folder))?;
    let path = folder.path().to_path_buf();
    let language = options.simulation.lang.language();
    let n_trials = prepared.first().map_or(1, |p| p.n_trials);
    let started = Instant::now();
    let bar = progress_bar(n_trials, options.simulation.quiet, language);
    let scenarios: Vec<_> = prepared.iter().map(|p| &p.scenario).collect();
    let settings = Settings {
        n_trials,
        n_threads: options.simulation.threads.map(usize::from),
        instruction_set,
        plan: prepared.first().map_or_else(Plan::default, |p| p.plan),
        exact_budget_bytes: EXACT_BUDGET_BYTES,
        progress: &|done| bar.set_position(done),
    };
    let mut trials = trials_files(prepared, options, &settings, &mut folder)?;
    let found = simulate_all(&scenarios, &settings, &mut trials);
    bar.finish_and_clear();
    let found = found?;
    let streamed = trials.into_iter().map(TrialsFile::finish).collect::<Result<Vec<_>, _>>()?;
    let simulated = started.elapsed();
    let (files, text) = report(&found, &path, &streamed)?;
    folder.write(&files)?;
    // What a program reads is a result, and is printed even where nothing else is.
    if !options.simulation.quiet || options.format == SummaryFormat::Json {
        print(&text)?;
    }
    if !options.simulation.quiet {
        let written = started.elapsed() - simulated;
        let has_plots = fact::has_plots(files.iter().map(|file| &file.path));
        remark(&language.took(simulated.as_secs_f64(), written.as_secs_f64(), has_plots));
    }
    Ok(())
}

/// A file of all trials for each scenario, if they are asked for.
fn trials_files<'a>(
    prepared: &'a [Prepared],
    options: &OutputOptions,
    settings: &Settings,
    folder: &mut OutputFolder,
) -> Result<Vec<TrialsFile<'a>>, Failure> {
    let Some(format) = options.trials_format() else { return Ok(Vec::new()) };
    let mut files = Vec::new();
    for (place, scenario) in prepared.iter().enumerate() {
        let of = if prepared.len() > 1 { format!("-{}", scenario.id) } else { String::new() };
        let file = folder.stream(&format!("tables/trials{of}.{}", format.ending()))?;
        let run = (settings.plan, settings.n_trials);
        let set = settings.instruction_set;
        files.push(TrialsFile::new((place, &scenario.scenario), run, set, format, file)?);
    }
    Ok(files)
}

/// Simulates, and writes every trial down while they come in; a disk that is full ends it at once.
fn simulate_all(
    scenarios: &[&Scenario],
    settings: &Settings,
    trials: &mut [TrialsFile],
) -> Result<Study, Failure> {
    let mut problem = None;
    let found = study_and_show(scenarios, settings, |seen| {
        match trials.iter_mut().try_for_each(|file| file.add(&seen)) {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                problem = Some(error);
                ControlFlow::Break(())
            }
        }
    });
    match problem {
        Some(error) => Err(error.into()),
        None => Ok(found?),
    }
}

/// For tests and measurements: the vector instructions to compute with, in place of the widest.
const INSTRUCTION_SET: &str = "AMPERE_INSTRUCTION_SET";

pub(super) fn instruction_set() -> Result<InstructionSet, Failure> {
    let Some(wanted) = std::env::var_os(INSTRUCTION_SET) else { return Ok(InstructionSet::best()) };
    InstructionSet::available().find(|set| wanted == set.id()).ok_or_else(|| {
        let ids: Vec<String> = InstructionSet::available().map(|set| format!("`{}`", set.id())).collect();
        Failure::usage(format_args!(
            "the environment variable {INSTRUCTION_SET} says `{}`; this processor has {}\n\nWithout the \
             variable the fastest is taken; the results are the same.",
            wanted.to_string_lossy(),
            ids.join(", ")
        ))
    })
}

/// A bar that counts futures on standard error; hidden in a pipe and with `--quiet`.
pub(super) fn progress_bar(n_trials: u64, quiet: bool, language: Language) -> ProgressBar {
    let hidden = quiet || !std::io::stderr().is_terminal();
    let target = if hidden { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr_with_hz(10) };
    let bar = ProgressBar::with_draw_target(Some(n_trials), target);
    if let Ok(style) = ProgressStyle::with_template(language.progress()) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
