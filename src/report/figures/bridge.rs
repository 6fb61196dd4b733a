//! Figure of the cow and the bridge: what the payer and the cars that carry earn against what is needed.

use super::{Edition, Named, fan_years, yearly};
use crate::analysis::{Statistics, Summary};
use crate::engine::{Grouping, Metric};
use crate::model::business::Product;
use crate::report::headline::Subject;
use crate::report::plot::paint::{NEED, PAYER_CASH, cow_paint, powertrain_paint};
use crate::report::plot::{Balance, Band, BridgeChart, PlotError, Spread, StackPart};

/// Draws what the scenario says of it: `[cash_cow]` names who pays and who is carried, `[bridge]` the cars that carry
/// and those that take over. Without a cow there is no such figure.
pub(super) fn cow_and_bridge(
    edition: Edition,
    subject: &Subject,
    summary: &Summary,
) -> Result<Option<Named>, PlotError> {
    let language = edition.language;
    let Some((payers, balance)) = payers(edition, subject, summary).zip(balance(edition, subject, summary))
    else {
        return Ok(None);
    };
    let ends = subject.scenario.business.yardsticks.bridge;
    let bands = [ends.from, ends.to].into_iter().filter_map(|powertrain| {
        let found = yearly(summary, Grouping::Powertrain, powertrain.id(), Metric::ContributionMargin)?;
        let years = fan_years(subject, found);
        let label = language.powertrain(powertrain).to_string();
        Some(Band { label, paint: powertrain_paint(powertrain), years, is_stepped: false })
    });
    let [from, to] = [ends.from, ends.to].map(|powertrain| language.powertrain(powertrain));
    let timeline = &subject.scenario.timeline;
    let figure = BridgeChart {
        heading: edition.heading_of(language.bridge_title(), language.bridge_basis(), subject, summary),
        years: timeline.reported_years().collect(),
        titles: [language.cow_panel().to_string(), language.bridge_panel(from, to)],
        payers,
        cash: payer_cash(edition, subject, summary),
        balance,
        bands: bands.collect(),
        known_until: Some(timeline.known_until),
    }
    .figure()?;
    Ok(Some(("cow_and_bridge".to_string(), figure)))
}

/// Contribution of the payer, and of the carrying cars in the rest of the Group: no car is in both.
fn payers(edition: Edition, subject: &Subject, summary: &Summary) -> Option<Vec<StackPart>> {
    let business = &subject.scenario.business;
    let (language, carrying) = (edition.language, business.yardsticks.bridge.from);
    let cow = business.yardsticks.cash_cow?.payer;
    let name = &business.perimeters[cow].name;
    let means = |years: &[Statistics]| years.iter().map(|s| s.mean.value).collect::<Vec<f64>>();
    let own = means(yearly(summary, Grouping::Entity, &name.id, Metric::ContributionMargin)?);
    let mut others = vec![0.0; own.len()];
    let carries = |p: &&Product| p.powertrain == carrying && !p.perimeters.contains(&cow);
    for product in business.products.iter().filter(carries) {
        let years = yearly(summary, Grouping::Product, &product.name.id, Metric::ContributionMargin)?;
        others.iter_mut().zip(years).for_each(|(sum, year)| *sum += year.mean.value);
    }
    let paint = cow_paint(&name.id);
    let mut payers = vec![StackPart { label: language.contribution_of(&name.label), paint, means: own }];
    if others.iter().any(|sum| *sum != 0.0) {
        payers.push(StackPart {
            label: language.contribution_of(&language.cars_without(carrying, &name.label)),
            paint: powertrain_paint(carrying),
            means: others,
        });
    }
    Some(payers)
}

/// Free cash flow of the payer: what cover is measured with.
fn payer_cash(edition: Edition, subject: &Subject, summary: &Summary) -> Option<StackPart> {
    let business = &subject.scenario.business;
    let name = &business.perimeters[business.yardsticks.cash_cow?.payer].name;
    let years = yearly(summary, Grouping::Entity, &name.id, Metric::FreeCashFlow)?;
    let means = years.iter().map(|s| s.mean.value).collect();
    Some(StackPart { label: edition.language.cash_of(&name.label), paint: PAYER_CASH, means })
}

/// Free cash flow of the perimeter that is carried.
fn balance(edition: Edition, subject: &Subject, summary: &Summary) -> Option<Balance> {
    let business = &subject.scenario.business;
    let carried = &business.perimeters[business.yardsticks.cash_cow?.need].name;
    let years = yearly(summary, Grouping::Perimeter, &carried.id, Metric::FreeCashFlow)?;
    let spread = |s: &Statistics| Spread { mean: s.mean.value, p10: s.p10(), p90: s.p90() };
    Some(Balance {
        label: edition.language.cash_of(&carried.label),
        paint: NEED,
        years: years.iter().map(spread).collect(),
    })
}
