//! Money, perimeters, plants, cost lines and investment.

use super::{Lookup, PerimeterFilter, ResolveError};
use crate::model::business::{CostLine, Driver, Investment, Money, Named, Perimeter, PerimeterKind, Plant};
use crate::model::cost_driver::DriverKind;
use crate::model::plant::Flexibility;

pub fn money(look: &mut Lookup, base_mid: f64) -> Result<Money, ResolveError> {
    Ok(Money {
        base_mid,
        inflation_rate: look.slot("money.inflation_rate")?,
        discount_rate: look.slot("money.discount_rate")?,
        tax_rate: look.slot("money.tax_rate")?,
        loss_use_limit: look.slot("money.loss_use_limit")?,
        working_capital_share: look.slot("money.working_capital_share")?,
    })
}

/// The Group, the questions, then the entities, each with what it holds.
pub fn perimeters(look: &Lookup) -> Result<(Vec<Perimeter>, Vec<PerimeterFilter>), ResolveError> {
    let group = Named { id: "group".to_string(), label: "Group".to_string() };
    let mut perimeters = vec![Perimeter { name: group, kind: PerimeterKind::Group }];
    let mut filters = vec![PerimeterFilter { entity: None, programme: None, without: None }];
    for name in look.named_as_declared("perimeter") {
        let filter = |end: &str| -> Result<Option<String>, ResolveError> {
            let key = format!("perimeter.{}.{end}", name.id);
            if look.has(&key) { Ok(Some(look.text(&key)?.to_string())) } else { Ok(None) }
        };
        filters.push(PerimeterFilter {
            entity: filter("entity")?,
            programme: filter("programme")?,
            without: filter("without_programme")?,
        });
        perimeters.push(Perimeter { name, kind: PerimeterKind::Question });
    }
    for name in look.named_as_declared("entity") {
        filters.push(PerimeterFilter { entity: Some(name.id.clone()), programme: None, without: None });
        perimeters.push(Perimeter { name, kind: PerimeterKind::Entity });
    }
    Ok((perimeters, filters))
}

/// Perimeters that a flow of an entity and a programme belongs to.
pub fn perimeters_of(filters: &[PerimeterFilter], entity: &str, programme: &str) -> Vec<usize> {
    filters.iter().enumerate().filter(|(_, f)| f.holds(entity, programme)).map(|(p, _)| p).collect()
}

/// Perimeters of a thing by its `entity` and `programme` keys.
pub fn home(
    look: &Lookup,
    namespace: &str,
    id: &str,
    filters: &[PerimeterFilter],
) -> Result<Vec<usize>, ResolveError> {
    let entity = look.text(&format!("{namespace}.{id}.entity"))?;
    let programme = look.text(&format!("{namespace}.{id}.programme"))?;
    Ok(perimeters_of(filters, entity, programme))
}

pub fn plants(look: &mut Lookup, filters: &[PerimeterFilter]) -> Result<Vec<Plant>, ResolveError> {
    let mut plants = Vec::new();
    for name in look.named("plant") {
        let key = |end: &str| format!("plant.{}.{end}", name.id);
        plants.push(Plant {
            conversion: look.slot(&key("conversion_eur"))?,
            fixed_cost: look.slot(&key("fixed_cost_eur_m"))?,
            capacity: look.optional_slot(&key("capacity"))?,
            overtime: look.slot(&key("overtime_share"))?,
            flexibility: flexibility(look, &name.id)?,
            perimeters: home(look, "plant", &name.id, filters)?,
            name,
        });
    }
    Ok(plants)
}

/// Fixed cost follows volume only where part of it can and the load is known.
fn flexibility(look: &mut Lookup, plant: &str) -> Result<Option<Flexibility>, ResolveError> {
    let key = |end: &str| format!("plant.{plant}.{end}");
    let Some(share) = look.slot_unless_zero(&key("flexible_share"))? else { return Ok(None) };
    Ok(Some(Flexibility {
        share,
        reference_utilisation: look.slot(&key("reference_utilisation"))?,
        speed_up: look.slot(&key("speed_up_per_year"))?,
        speed_down: look.slot(&key("speed_down_per_year"))?,
    }))
}

pub fn cost_lines(
    look: &mut Lookup,
    namespace: &str,
    filters: &[PerimeterFilter],
) -> Result<Vec<CostLine>, ResolveError> {
    let mut lines = Vec::new();
    for name in look.named(namespace) {
        lines.push(CostLine {
            cost: look.slot(&format!("{namespace}.{}.cost_eur_m", name.id))?,
            driver: driver(look, namespace, &name.id)?,
            perimeters: home(look, namespace, &name.id, filters)?,
            name,
        });
    }
    Ok(lines)
}

/// Only lines of fixed cost may have one.
fn driver(look: &mut Lookup, namespace: &str, id: &str) -> Result<Option<Driver>, ResolveError> {
    let key = |end: &str| format!("{namespace}.{id}.{end}");
    if !look.has(&key("driver")) {
        return Ok(None);
    }
    let word = look.text(&key("driver"))?;
    let unknown = || ResolveError::Unknown { key: key("driver"), name: word.to_string() };
    let kind = DriverKind::ALL.into_iter().find(|kind| kind.id() == word).ok_or_else(unknown)?;
    Ok(Some(Driver { kind, free: look.slot(&key("free_units"))? }))
}

pub fn investments(look: &mut Lookup, filters: &[PerimeterFilter]) -> Result<Vec<Investment>, ResolveError> {
    let mut investments = Vec::new();
    for name in look.named("investment") {
        let key = |end: &str| format!("investment.{}.{end}", name.id);
        investments.push(Investment {
            opening_depreciation: look.slot(&key("opening_depreciation_eur_m"))?,
            capex: look.slot(&key("capex_eur_m"))?,
            capitalised_rd: look.slot(&key("capitalised_rd_eur_m"))?,
            life_years: look.fixed(&key("life_years"))?,
            perimeters: home(look, "investment", &name.id, filters)?,
            name,
        });
    }
    Ok(investments)
}
