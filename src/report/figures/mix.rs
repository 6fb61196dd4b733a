//! Figures of parts that add up: volume and contribution by brand, contribution by powertrain.

use super::{Edition, Named, yearly};
use crate::analysis::{Statistics, Summary};
use crate::engine::{Grouping, Metric};
use crate::model::business::Powertrain;
use crate::report::headline::Subject;
use crate::report::language::unit::Measure;
use crate::report::plot::paint::powertrain_paint;
use crate::report::plot::{Heading, Paint, PlotError, StackChart, StackPart, StackTotal, brand_paints};

/// Parts that have a colour; the smallest beyond are drawn together.
const PARTS: usize = 8;

/// Vehicles by brand.
pub(super) fn volume(
    edition: Edition,
    subject: &Subject,
    summary: &Summary,
) -> Result<Option<Named>, PlotError> {
    let language = edition.language;
    let heading = edition.heading_of(language.volume_title(), language.volume_basis(), subject, summary);
    let parts = by_brand(edition, subject, summary, Metric::Volume);
    let total = yearly(summary, Grouping::Group, "group", Metric::Volume);
    stack("brand_volume_mix", heading, Measure::Vehicles, parts, total, subject)
}

/// Contribution margin by brand.
pub(super) fn contribution(
    edition: Edition,
    subject: &Subject,
    summary: &Summary,
) -> Result<Option<Named>, PlotError> {
    let language = edition.language;
    let heading =
        edition.heading_of(language.contribution_title(), language.contribution_basis(), subject, summary);
    let parts = by_brand(edition, subject, summary, Metric::ContributionMargin);
    let total = yearly(summary, Grouping::Group, "group", Metric::ContributionMargin);
    stack("contribution_by_brand", heading, Measure::Money, parts, total, subject)
}

/// Contribution margin of vehicles by powertrain. Its total has no series of its own, so no whisker stands on it:
/// percentiles of parts do not add up.
pub(super) fn powertrain(
    edition: Edition,
    subject: &Subject,
    summary: &Summary,
) -> Result<Option<Named>, PlotError> {
    let language = edition.language;
    let heading =
        edition.heading_of(language.powertrain_title(), language.powertrain_basis(), subject, summary);
    let parts = Powertrain::ALL.iter().filter_map(|powertrain| {
        let years = yearly(summary, Grouping::Powertrain, powertrain.id(), Metric::ContributionMargin)?;
        let means = means(years);
        let label = language.powertrain(*powertrain).to_string();
        means.iter().any(|m| *m != 0.0).then(|| StackPart {
            label,
            paint: powertrain_paint(*powertrain),
            means,
        })
    });
    let mut parts: Vec<StackPart> = parts.collect();
    parts.sort_by(|a, b| size(&b.means).total_cmp(&size(&a.means)));
    stack("contribution_by_powertrain", heading, Measure::Money, parts, None, subject)
}

fn stack(
    name: &str,
    heading: Heading,
    measure: Measure,
    parts: Vec<StackPart>,
    total: Option<&[Statistics]>,
    subject: &Subject,
) -> Result<Option<Named>, PlotError> {
    if parts.is_empty() {
        return Ok(None);
    }
    let timeline = &subject.scenario.timeline;
    let spread = |s: &Statistics| StackTotal { p10: s.p10(), p90: s.p90() };
    let figure = StackChart {
        heading,
        measure,
        years: timeline.reported_years().collect(),
        parts,
        totals: total.unwrap_or_default().iter().map(spread).collect(),
        known_until: Some(timeline.known_until),
    }
    .figure()?;
    Ok(Some((name.to_string(), figure)))
}

fn means(years: &[Statistics]) -> Vec<f64> {
    years.iter().map(|s| s.mean.value).collect()
}

fn size(means: &[f64]) -> f64 {
    means.iter().map(|mean| mean.abs()).sum()
}

/// A metric of each brand, largest first; what goes beyond the colours is drawn together.
fn by_brand(edition: Edition, subject: &Subject, summary: &Summary, metric: Metric) -> Vec<StackPart> {
    let brands = subject.scenario.business.brands.iter();
    let found = brands.filter_map(|brand| {
        let means = means(yearly(summary, Grouping::Brand, &brand.id, metric)?);
        Some((brand.id.clone(), brand.label.clone(), means))
    });
    let mut brands: Vec<(String, String, Vec<f64>)> = found.collect();
    // Colours are given before the order of size decides, so that each brand has the same on every figure.
    let ids: Vec<&str> = brands.iter().map(|brand| brand.0.as_str()).collect();
    let paints = brand_paints(&ids);
    let mut parts: Vec<(String, StackPart)> = brands
        .drain(..)
        .zip(paints)
        .map(|((id, label, means), paint)| (id, StackPart { label, paint, means }))
        .collect();
    parts.sort_by(|a, b| size(&b.1.means).total_cmp(&size(&a.1.means)).then_with(|| a.0.cmp(&b.0)));
    let mut parts: Vec<StackPart> = parts.into_iter().map(|(_, part)| part).collect();
    if parts.len() > PARTS {
        let rest = parts.split_off(PARTS - 1);
        let n_years = rest[0].means.len();
        let means = (0..n_years).map(|year| rest.iter().map(|part| part.means[year]).sum()).collect();
        parts.push(StackPart { label: edition.language.others().to_string(), paint: OTHERS, means });
    }
    parts
}

/// Colour of what is drawn together.
const OTHERS: Paint = Paint::hex(0xB9C0C8);
