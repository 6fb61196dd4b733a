//! All figures of a command as files: SVG, PNG of 1920 × 1080 pixels, and a contact sheet.

use rayon::prelude::*;

use super::{Edition, Named, bridge, dates, fleet, levers, mix, ranges};
use crate::analysis::{Study, Summary};
use crate::report::headline::Subject;
use crate::report::plot::PlotError;
use crate::report::plot::contact_sheet::contact_sheet;
use crate::report::write::OutputFile;

/// Pixels of a PNG for each pixel of the figure: a slide, and a contact sheet that can be read on a screen.
const SLIDE: f32 = 2.0;
const SHEET: f32 = 1.0;

/// The figures of a run.
///
/// # Errors
/// [`PlotError`] if one cannot be drawn.
pub fn run(edition: Edition, subject: &Subject, summary: &Summary) -> Result<Vec<OutputFile>, PlotError> {
    let figures = [
        Some(dates::break_even(edition, subject, summary)?),
        ranges::margin(edition, subject, summary)?,
        ranges::cash(edition, subject, summary)?,
        mix::volume(edition, subject, summary)?,
        mix::contribution(edition, subject, summary)?,
        mix::powertrain(edition, subject, summary)?,
        levers::unit_cost(edition, subject, summary)?,
        ranges::unit_cost(edition, subject, summary)?,
        bridge::cow_and_bridge(edition, subject, summary)?,
        fleet::co2(edition, subject, summary)?,
    ];
    files(edition, subject.name, figures.into_iter().flatten().collect())
}

/// The figures of a comparison with the first scenario.
///
/// # Errors
/// [`PlotError`] if one cannot be drawn.
pub fn compare(edition: Edition, subjects: &[Subject], study: &Study) -> Result<Vec<OutputFile>, PlotError> {
    let summaries = &study.summaries;
    let mut figures = vec![dates::overlay(edition, subjects, summaries)?];
    for (comparison, other) in study.comparisons.iter().zip(subjects.iter().skip(1)) {
        let name = match study.comparisons.len() {
            1 => "break_even_shift".to_string(),
            _ => format!("break_even_shift_{}", other.id),
        };
        let pair = (&subjects[0], other);
        figures.push(dates::shift(edition, pair, name, &comparison.questions, comparison.n_trials)?);
    }
    figures.extend(ranges::margin_overlay(edition, subjects, summaries)?);
    figures.extend(ranges::cash_overlay(edition, subjects, summaries)?);
    let names: Vec<&str> = subjects.iter().map(|s| s.name).collect();
    files(edition, &edition.language.listed(&names), figures)
}

/// SVG and PNG of each figure and of the sheet; the PNGs are rendered side by side.
fn files(edition: Edition, names: &str, mut figures: Vec<Named>) -> Result<Vec<OutputFile>, PlotError> {
    let title = format!("{names} · {}", edition.language.sheet_title());
    let sheet = contact_sheet(&title, &figures.iter().map(|(_, figure)| figure).collect::<Vec<_>>())?;
    // The sheet takes longest, so it starts first.
    figures.insert(0, ("contact_sheet".to_string(), sheet));
    let scale = |name: &str| if name == "contact_sheet" { SHEET } else { SLIDE };
    let pictures: Result<Vec<Vec<u8>>, PlotError> =
        figures.par_iter().with_max_len(1).map(|(name, figure)| figure.png(scale(name))).collect();
    let files = figures.into_iter().zip(pictures?).flat_map(|((name, figure), png)| {
        let file = |ending: &str, bytes: Vec<u8>| OutputFile::new(&format!("plots/{name}.{ending}"), bytes);
        [file("svg", figure.svg.into_bytes()), file("png", png)]
    });
    Ok(files.collect())
}
