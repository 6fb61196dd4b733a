//! Figure of the cow and the bridge: what Dacia and the hybrids earn against what Ampere needs.

use super::{Edition, Named, fan_years, yearly};
use crate::analysis::{Statistics, Summary};
use crate::engine::{Grouping, Metric};
use crate::model::business::Powertrain;
use crate::report::headline::Subject;
use crate::report::plot::paint::{NEED, powertrain_paint};
use crate::report::plot::{Balance, Band, BridgeChart, PlotError, Spread, StackPart, brand_paints};

/// The brand that carries the others, and the perimeter that is carried.
const COW: &str = "dacia";
const CARRIED: &str = "ampere";

/// Draws what the scenario has of it: without the brand, without hybrids or without a perimeter to carry there is
/// no such figure.
pub(super) fn cow_and_bridge(
    edition: Edition,
    subject: &Subject,
    summary: &Summary,
) -> Result<Option<Named>, PlotError> {
    let language = edition.language;
    let (Some(payers), Some(balance)) = (payers(edition, subject, summary), balance(edition, summary)) else {
        return Ok(None);
    };
    let bands = [Powertrain::Hev, Powertrain::Bev].into_iter().filter_map(|powertrain| {
        let found = yearly(summary, Grouping::Powertrain, powertrain.id(), Metric::ContributionMargin)?;
        let years = fan_years(subject, found);
        let label = language.powertrain(powertrain).to_string();
        Some(Band { label, paint: powertrain_paint(powertrain), years })
    });
    let timeline = &subject.scenario.timeline;
    let figure = BridgeChart {
        heading: edition.heading_of(language.bridge_title(), language.bridge_basis(), subject, summary),
        years: timeline.reported_years().collect(),
        titles: [language.cow_panel().to_string(), language.bridge_panel().to_string()],
        payers,
        balance,
        bands: bands.collect(),
        known_until: Some(timeline.known_until),
    }
    .figure()?;
    Ok(Some(("cow_and_bridge".to_string(), figure)))
}

/// Contribution of the brand, and of the other brands' hybrids: no car is in both.
fn payers(edition: Edition, subject: &Subject, summary: &Summary) -> Option<Vec<StackPart>> {
    let business = &subject.scenario.business;
    let language = edition.language;
    let cow = business.brands.iter().position(|brand| brand.id == COW)?;
    let label = &business.brands[cow].label;
    let means = |years: &[Statistics]| years.iter().map(|s| s.mean.value).collect::<Vec<f64>>();
    let own = means(yearly(summary, Grouping::Brand, COW, Metric::ContributionMargin)?);
    let is_hybrid = |powertrain| matches!(powertrain, Powertrain::Hev | Powertrain::Phev);
    let mut hybrids = vec![0.0; own.len()];
    for product in business.products.iter().filter(|p| p.brand != cow && is_hybrid(p.powertrain)) {
        let years = yearly(summary, Grouping::Product, &product.name.id, Metric::ContributionMargin)?;
        hybrids.iter_mut().zip(years).for_each(|(sum, year)| *sum += year.mean.value);
    }
    let paint = brand_paints(&[COW])[0];
    let mut payers = vec![StackPart { label: language.contribution_of(label), paint, means: own }];
    if hybrids.iter().any(|sum| *sum != 0.0) {
        payers.push(StackPart {
            label: language.contribution_of(&language.hybrids_without(label)),
            paint: powertrain_paint(Powertrain::Hev),
            means: hybrids,
        });
    }
    Some(payers)
}

/// Free cash flow of the perimeter that is carried: the one of that name, else the first that is asked about.
fn balance(edition: Edition, summary: &Summary) -> Option<Balance> {
    let questions = &summary.questions;
    let carried = questions.iter().find(|q| q.perimeter.id == CARRIED).or_else(|| questions.first())?;
    let years = yearly(summary, Grouping::Perimeter, &carried.perimeter.id, Metric::FreeCashFlow)?;
    let spread = |s: &Statistics| Spread { mean: s.mean.value, p10: s.p10(), p90: s.p90() };
    Some(Balance {
        label: edition.language.cash_of(&carried.perimeter.label),
        paint: NEED,
        years: years.iter().map(spread).collect(),
    })
}
