//! A checked document → a scenario that the engine can run: names become indices, texts become numbers, and
//! EUR million become EUR. The last place that knows keys.

mod co2;
mod contract;
mod correlation;
mod finance;
mod happening;
mod lookup;
mod market;
mod own_cars;
mod platform;
mod product;
mod service;
mod slips;
mod spillover;
mod yardstick;

use std::collections::BTreeSet;

use thiserror::Error;

use super::document::{Document, Value};
use crate::engine::Scenario;
use crate::model::business::{Business, Named, PerimeterKind};
use crate::quantity::{Step, Timeline};
use crate::sampling::Plan;
use lookup::Lookup;

/// A document that cannot run. The reader checks all of this and reports it with line and column; what is
/// left here is a mistake of the program, or of code that builds documents itself.
#[derive(Clone, Debug, Error, PartialEq)]
pub enum ResolveError {
    /// No such assumption, though it is needed.
    #[error("`{0}` is needed and not stated")]
    Missing(String),
    /// The assumption holds another kind of value.
    #[error("`{key}` should hold {wanted}")]
    WrongKind { key: String, wanted: &'static str },
    /// A name that nothing declares.
    #[error("`{key}` names `{name}`, which is not declared")]
    Unknown { key: String, name: String },
    /// Correlations that contradict each other.
    #[error("the correlations of `{0}` contradict those of others")]
    Contradiction(String),
    /// Two keys that would share their draws.
    #[error("`{0}` and `{1}` have the same identity; rename one of them")]
    Collision(String, String),
}

/// Perimeters are entities, questions and the Group; a flow belongs to those whose filters it passes.
struct PerimeterFilter {
    entity: Option<String>,
    programme: Option<String>,
    /// Programme whose flows stay out.
    without: Option<String>,
}

impl PerimeterFilter {
    fn holds(&self, entity: &str, programme: &str) -> bool {
        self.entity.as_deref().is_none_or(|e| e == entity)
            && self.programme.as_deref().is_none_or(|p| p == programme)
            && self.without.as_deref().is_none_or(|p| p != programme)
    }
}

fn timeline(look: &Lookup) -> Result<Timeline, ResolveError> {
    let step = match look.text("run.step")? {
        "year" => Step::Year,
        "half" => Step::Half,
        _ => Step::Quarter,
    };
    let mut season = [0.0; 4];
    for (q, share) in season.iter_mut().enumerate() {
        *share = look.fixed(&format!("run.season.q{}", q + 1))?;
    }
    let known_until = look.fixed("history.known_until")?;
    let (start, horizon) = (look.year("run.start")?, look.year("run.horizon")?);
    Ok(Timeline::new(step, start, horizon, known_until, season))
}

/// The sampling plan that a document asks for.
pub fn plan(document: &Document) -> Plan {
    let stated = match document.value("run.sampling") {
        Some(Value::Text(word)) => Plan::of_id(word),
        _ => None,
    };
    stated.unwrap_or_default()
}

/// Resolves a document; the number of trials and the sampling plan stay with the caller.
///
/// # Errors
/// [`ResolveError`] for what the reader should have refused.
pub fn resolve(document: &Document) -> Result<Scenario, ResolveError> {
    resolve_traced(document).map(|(scenario, _)| scenario)
}

/// The same, with the keys that the scenario was made from.
pub(super) fn resolve_traced(document: &Document) -> Result<(Scenario, BTreeSet<String>), ResolveError> {
    let bare = Lookup::new(document, None);
    let timeline = timeline(&bare)?;
    let base_mid = f64::from(bare.year("money.base_year")?) + 0.5;
    let mut look = Lookup::new(document, Some((timeline.clone(), base_mid)));

    let (regimes, events) = happening::all(&mut look)?;
    let (perimeters, filters) = finance::perimeters(&look)?;
    let brands = look.named_as_declared("brand");
    let segments = market::segments(&mut look)?;
    let plants = finance::plants(&mut look, &filters)?;
    let platforms = platform::platforms(&mut look, &plants)?;
    let context = product::Context {
        filters: &filters,
        brands: &brands,
        segments: &segments,
        platforms: &platforms,
        plants: &plants,
    };
    let products = product::products(&mut look, &context)?;
    let services = service::services(&mut look, (&filters, &brands, &segments), &products)?;
    let contracts = contract::contracts(&mut look, &context)?;
    let co2 = co2::co2(&mut look, &products, &brands)?;
    let lines = finance::cost_lines(&mut look, "line", &filters)?;
    let business = Business {
        money: finance::money(&mut look, base_mid)?,
        market: market::market(&mut look)?,
        segments,
        battery: market::battery(&mut look)?,
        platforms,
        displacements: own_cars::displacements(&mut look, &products)?,
        spillovers: spillover::spillovers(&mut look, &products, &brands)?,
        queue: own_cars::queue(&look, &products, &plants)?,
        contracts,
        co2,
        plants,
        products,
        funding: slips::funding(&mut look, &perimeters)?,
        bridge: slips::bridge(&mut look, &filters, &lines)?,
        lines,
        restructurings: finance::cost_lines(&mut look, "restructuring", &filters)?,
        impairments: finance::cost_lines(&mut look, "impairment", &filters)?,
        investments: finance::investments(&mut look, &filters)?,
        services,
        brands,
        yardsticks: yardstick::yardsticks(&mut look, &perimeters)?,
        perimeters,
        launch_excess: look.slot("launch.excess_cost_share")?,
    };
    debug_assert!(business.perimeters.iter().filter(|p| p.kind == PerimeterKind::Group).count() == 1);
    let (seed, programme_start) = (bare.whole("run.seed")? as u64, bare.year("money.programme_start")?);
    let valuation_date = f64::from(bare.year("money.valuation_year")?);
    let mut asked = bare.asked();
    asked.append(&mut look.asked());
    let scenario = Scenario {
        name: document.name.clone(),
        business,
        timeline,
        inputs: look.into_inputs(),
        correlation: correlation::correlation(document)?,
        regimes,
        events,
        seed,
        is_deterministic: false,
        low_discrepancy: document.low_discrepancy.clone(),
        programme_start: f64::from(programme_start),
        valuation_date,
    };
    match scenario.colliding_streams() {
        Some((a, b)) => Err(ResolveError::Collision(a, b)),
        None => Ok((scenario, asked)),
    }
}

/// Place of a name in a list of things.
fn place(key: &str, name: &str, list: &[Named]) -> Result<usize, ResolveError> {
    let unknown = || ResolveError::Unknown { key: key.to_string(), name: name.to_string() };
    list.iter().position(|thing| thing.id == name).ok_or_else(unknown)
}
