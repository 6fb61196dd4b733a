//! Results → figures: what each plot shows, and in which words.

use super::headline::{self, Subject};
use super::number::grouped;
use super::plot::{
    ContributionBrand, ContributionChart, ContributionTotal, FanChart, FanPanel, FanYear, Figure, Heading,
    Language, PlotError, ShiftBin, ShiftChart, ShiftPanel, ShiftShares, SurvivalChart, SurvivalCurve,
    SurvivalPanel, SurvivalPoint, brand_paints, paint, scenario_paint,
};
use super::write::OutputFile;
use crate::analysis::comparison::{QuestionComparison, ShiftClass};
use crate::analysis::{DateMetric, DateSummary, Summary};
use crate::engine::{Grouping, Metric};

/// Panels that fit beside each other; further perimeters are in the tables.
const PANELS: usize = 3;
/// Brands that have a colour; the smallest beyond are drawn together.
const BRANDS: usize = 8;

/// A figure as files: SVG and a PNG of 1920 × 1080 pixels.
///
/// # Errors
/// [`PlotError`] if it cannot be drawn.
pub fn files(name: &str, figure: &Figure) -> Result<Vec<OutputFile>, PlotError> {
    Ok(vec![
        OutputFile::new(&format!("plots/{name}.svg"), figure.svg.clone()),
        OutputFile::new(&format!("plots/{name}.png"), figure.png(2.0)?),
    ])
}

fn heading(title: &str, subtitle: &str, subjects: &[Subject], n_trials: u64) -> Heading {
    let names: Vec<&str> = subjects.iter().map(|s| s.name).collect();
    let seed = subjects.first().map_or(0, |s| s.scenario.seed);
    let drawn = match subjects.first() {
        // The name says that it is the deterministic projection.
        Some(subject) if subject.scenario.is_deterministic => "nothing drawn".to_string(),
        _ => format!("seed {seed} · {} trials", grouped(n_trials as f64)),
    };
    Heading {
        title: title.to_string(),
        subtitle: subtitle.to_string(),
        footer: format!(
            "{} · {drawn} · sources: scenario file · ampere {}",
            names.join(" and "),
            env!("CARGO_PKG_VERSION")
        ),
        language: Language::English,
    }
}

fn curve(label: &str, paint: super::plot::Paint, emphasised: bool, dates: &DateSummary) -> SurvivalCurve {
    let points = dates.quarter_ends().map(|quarter_end| {
        let by = dates.by(quarter_end);
        // Fewer than 32 dependent trials have no known error: then no band is drawn.
        let standard_error = Some(by.standard_error()).filter(|error| error.is_finite()).unwrap_or(0.0);
        SurvivalPoint { quarter_end, probability: by.share(), standard_error }
    });
    SurvivalCurve {
        label: label.to_string(),
        paint,
        emphasised,
        points: points.collect(),
        before_start: dates.before_start().share(),
        never: dates.not_by_horizon().share(),
    }
}

/// First, sustained and final break-even of each perimeter.
///
/// # Errors
/// [`PlotError`] if it cannot be drawn.
pub fn break_even(subject: &Subject, summary: &Summary) -> Result<Figure, PlotError> {
    let timeline = &subject.scenario.timeline;
    let kinds = [
        (DateMetric::First, "First", paint::FIRST, false),
        (DateMetric::Sustained, "Sustained", paint::SUSTAINED, true),
        (DateMetric::Final, "Final", paint::FINAL, false),
    ];
    let panels = summary.questions.iter().take(PANELS).map(|question| SurvivalPanel {
        title: question.perimeter.label.clone(),
        curves: kinds
            .iter()
            .map(|(metric, label, paint, bold)| curve(label, *paint, *bold, &question.dates[metric.index()]))
            .collect(),
    });
    let title = "When does the electric business break even?";
    let subtitle = format!("{} · operating margin of the last four quarters, nominal", subject.name);
    SurvivalChart {
        heading: heading(title, &subtitle, std::slice::from_ref(subject), summary.n_trials),
        panels: panels.collect(),
        horizon_end: timeline.horizon_end(),
        known_until: Some(timeline.known_until),
    }
    .figure()
}

/// Sustained break-even of several scenarios, overlaid.
///
/// # Errors
/// [`PlotError`] if it cannot be drawn.
pub fn break_even_overlay(subjects: &[Subject], summaries: &[Summary]) -> Result<Figure, PlotError> {
    let Some((first, summary)) = subjects.first().zip(summaries.first()) else {
        return Err(PlotError::Empty { what: "scenarios".to_string() });
    };
    let panels = summary.questions.iter().take(PANELS).map(|question| SurvivalPanel {
        title: question.perimeter.label.clone(),
        curves: subjects
            .iter()
            .zip(summaries)
            .enumerate()
            .filter_map(|(place, (subject, summary))| {
                let same = summary.questions.iter().find(|q| q.perimeter.id == question.perimeter.id)?;
                let dates = &same.dates[DateMetric::Sustained.index()];
                Some(curve(subject.name, scenario_paint(place), false, dates))
            })
            .collect(),
    });
    let timeline = &first.scenario.timeline;
    let subtitle = "Sustained: operating margin of the last four quarters, and of four more, at least zero";
    SurvivalChart {
        heading: heading("Sustained break-even, scenario by scenario", subtitle, subjects, summary.n_trials),
        panels: panels.collect(),
        horizon_end: timeline.horizon_end(),
        known_until: Some(timeline.known_until),
    }
    .figure()
}

/// Operating margin of each perimeter, year by year.
///
/// # Errors
/// [`PlotError`] if it cannot be drawn.
pub fn operating_margin_fan(subject: &Subject, summary: &Summary) -> Result<Figure, PlotError> {
    let timeline = &subject.scenario.timeline;
    let panel = |(grouping, id, label): (Grouping, &str, &str)| {
        let found = summary.find(grouping, id, Metric::OperatingMargin)?;
        let years = (timeline.start..).zip(&found.years);
        let years = years.map(|(year, s)| FanYear {
            year,
            mean: s.mean.value,
            percentiles: s.percentiles.map(|found| found.value),
        });
        Some(FanPanel { title: label.to_string(), years: years.collect() })
    };
    // The Group is not asked when it breaks even; its margin would flatten the others' scale.
    let asked = headline::perimeters(subject.scenario);
    let asked = asked.into_iter().filter(|(grouping, _, _)| *grouping == Grouping::Perimeter);
    FanChart {
        heading: heading(
            "Operating margin: the range of futures",
            &format!("{} · nominal, per year", subject.name),
            std::slice::from_ref(subject),
            summary.n_trials,
        ),
        panels: asked.filter_map(panel).take(PANELS).collect(),
        known_until: Some(timeline.known_until),
    }
    .figure()
}

/// Contribution margin by brand, stacked.
///
/// # Errors
/// [`PlotError`] if it cannot be drawn.
pub fn contribution_by_brand(subject: &Subject, summary: &Summary) -> Result<Figure, PlotError> {
    let scenario = subject.scenario;
    let mut brands: Vec<(String, String, Vec<f64>)> = scenario
        .business
        .brands
        .iter()
        .filter_map(|brand| {
            let found = summary.find(Grouping::Brand, &brand.id, Metric::ContributionMargin)?;
            let means: Vec<f64> = found.years.iter().map(|s| s.mean.value).collect();
            Some((brand.id.clone(), brand.label.clone(), means))
        })
        .collect();
    let size = |means: &[f64]| means.iter().map(|m| m.abs()).sum::<f64>();
    brands.sort_by(|a, b| size(&b.2).total_cmp(&size(&a.2)).then_with(|| a.0.cmp(&b.0)));
    if brands.len() > BRANDS {
        let rest = brands.split_off(BRANDS - 1);
        let n_years = rest[0].2.len();
        let means = (0..n_years).map(|y| rest.iter().map(|brand| brand.2[y]).sum()).collect();
        brands.push(("others".to_string(), "Other brands".to_string(), means));
    }
    let ids: Vec<&str> = brands.iter().map(|brand| brand.0.as_str()).collect();
    let paints = brand_paints(&ids);
    let brands = brands.iter().zip(paints).map(|((_, label, means), paint)| ContributionBrand {
        label: label.clone(),
        paint,
        means: means.clone(),
    });
    let total = summary.find(Grouping::Group, "group", Metric::ContributionMargin);
    let totals = total.map(|t| &t.years[..]).unwrap_or_default();
    ContributionChart {
        heading: heading(
            "Who earns the contribution margin?",
            &format!("{} · vehicles and services by brand, nominal, per year", subject.name),
            std::slice::from_ref(subject),
            summary.n_trials,
        ),
        years: scenario.timeline.reported_years().collect(),
        brands: brands.collect(),
        totals: totals.iter().map(|s| ContributionTotal { p10: s.p10(), p90: s.p90() }).collect(),
        known_until: Some(scenario.timeline.known_until),
    }
    .figure()
}

/// How the sustained date moves from the first scenario to another.
///
/// # Errors
/// [`PlotError`] if it cannot be drawn.
pub fn shift(
    subjects: &[Subject],
    other: usize,
    questions: &[QuestionComparison],
    n_trials: u64,
) -> Result<Figure, PlotError> {
    let (base, alternative) = (&subjects[0], &subjects[other]);
    let panel = |question: &QuestionComparison| {
        let shift = &question.shifts[DateMetric::Sustained.index()];
        let share = |class| shift.share(class).share();
        let n_trials = shift.share(ShiftClass::Same).n_trials as f64;
        ShiftPanel {
            title: question.perimeter.label.clone(),
            bins: shift
                .distribution()
                .iter()
                .map(|(years, count)| ShiftBin {
                    from: years - 0.125,
                    to: years + 0.125,
                    share: *count as f64 / n_trials,
                })
                .collect(),
            shares: ShiftShares {
                earlier: share(ShiftClass::Earlier),
                same: share(ShiftClass::Same),
                later: share(ShiftClass::Later),
                neither: share(ShiftClass::BothNever),
                only_base: share(ShiftClass::OnlyFirst),
                only_alternative: share(ShiftClass::OnlyOther),
            },
        }
    };
    ShiftChart {
        heading: heading(
            "How does the sustained break-even move?",
            &format!("{} minus {}, future by future on the same draws", alternative.name, base.name),
            &[*base, *alternative],
            n_trials,
        ),
        base_label: base.name.to_string(),
        alternative_label: alternative.name.to_string(),
        panels: questions.iter().take(PANELS).map(panel).collect(),
    }
    .figure()
}
