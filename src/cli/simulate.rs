//! The long part of a command, with its progress bar.

use std::io::IsTerminal;
use std::path::Path;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::args::{OutputOptions, SummaryFormat};
use super::failure::Failure;
use super::prepare::Prepared;
use super::{print, remark};
use crate::analysis::study::{EXACT_BUDGET_BYTES, Settings, Study, study};
use crate::lanes::InstructionSet;
use crate::report::language::Language;
use crate::report::write::{OutputFile, OutputFolder};
use crate::sampling::Plan;

/// Opens the output folder, simulates, lets `report` make the files and the text, writes, prints.
///
/// Nothing is written if anything fails before; the folder is opened first, so that a full hour of
/// simulation does not end at a closed door.
pub fn simulate(
    prepared: &[Prepared],
    folder: &str,
    options: &OutputOptions,
    report: impl Fn(&Study, &Path) -> Result<(Vec<OutputFile>, String), Failure>,
) -> Result<(), Failure> {
    let instruction_set = instruction_set()?;
    let folder = OutputFolder::open(&options.out.join(folder))?;
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
    let found = study(&scenarios, &settings);
    bar.finish_and_clear();
    let found = found?;
    let simulated = started.elapsed();
    let (files, text) = report(&found, &path)?;
    folder.write(&files)?;
    // What a program reads is a result, and is printed even where nothing else is.
    if !options.simulation.quiet || options.format == SummaryFormat::Json {
        print(&text)?;
    }
    if !options.simulation.quiet {
        let written = started.elapsed() - simulated;
        remark(&language.took(simulated.as_secs_f64(), written.as_secs_f64()));
    }
    Ok(())
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
