//! Own cars among each other: who takes from whom, who is served first.

use super::{Lookup, ResolveError};
use crate::model::Slot;
use crate::model::business::{Displacement, Plant, Product, UnitCost};

/// Appeal by age in rising order of ages.
pub fn appeal(look: &mut Lookup, product: &str) -> Result<Vec<(f64, Slot)>, ResolveError> {
    let table = format!("product.{product}.appeal_by_age");
    let mut appeal = Vec::new();
    for age in look.stated_below(&table) {
        let key = format!("{table}.{age}");
        let years: u32 =
            age.parse().map_err(|_| ResolveError::Unknown { key: key.clone(), name: age.clone() })?;
        appeal.push((f64::from(years), look.slot(&key)?));
    }
    appeal.sort_by(|a, b| a.0.total_cmp(&b.0));
    Ok(appeal)
}

/// All displacements, sorted by the car that loses. A product that is left out neither takes nor loses.
pub fn displacements(look: &mut Lookup, products: &[Product]) -> Result<Vec<Displacement>, ResolveError> {
    let mut found = Vec::new();
    for (by, takes) in products.iter().enumerate() {
        let table = format!("product.{}.takes_from", takes.name.id);
        for loses in look.stated_below(&table) {
            let place = products.iter().position(|product| product.name.id == loses);
            if let (Some(of), Some(rate)) = (place, look.slot_unless_zero(&format!("{table}.{loses}"))?) {
                found.push(Displacement { by, of, rate });
            }
        }
    }
    found.sort_by_key(|displacement| (displacement.of, displacement.by));
    Ok(found)
}

/// Products on plants with limited capacity, by rising `allocation_priority`.
pub fn queue(look: &Lookup, products: &[Product], plants: &[Plant]) -> Result<Vec<Vec<usize>>, ResolveError> {
    let mut waiting: Vec<(f64, usize)> = Vec::new();
    for (p, product) in products.iter().enumerate() {
        let priority = look.fixed(&format!("product.{}.allocation_priority", product.name.id))?;
        let limited = |plant: &usize| plants[*plant].capacity.is_some();
        if matches!(&product.unit_cost, UnitCost::BuiltUp(car) if car.route.iter().any(limited)) {
            waiting.push((priority, p));
        }
    }
    waiting.sort_by(|a, b| a.0.total_cmp(&b.0));
    Ok(waiting.chunk_by(|a, b| a.0 == b.0).map(|class| class.iter().map(|(_, p)| *p).collect()).collect())
}
