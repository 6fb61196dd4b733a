//! Own cars among each other: who takes from whom, who is served first.

use super::{Lookup, ResolveError};
use crate::model::Slot;
use crate::model::business::{Displacement, Plant, Product, UnitCost};

/// Oldest age of an appeal profile, in years; the reader refuses older ones.
pub const OLDEST: u32 = 40;

/// Appeal by age in rising order of ages.
pub fn appeal(look: &mut Lookup, product: &str) -> Result<Vec<(f64, Slot)>, ResolveError> {
    let mut appeal = Vec::new();
    for age in 0..=OLDEST {
        if let Some(slot) = look.optional_slot(&format!("product.{product}.appeal_by_age.{age}"))? {
            appeal.push((f64::from(age), slot));
        }
    }
    Ok(appeal)
}

/// All displacements, sorted by the car that loses. A product that is left out neither takes nor loses.
pub fn displacements(look: &mut Lookup, products: &[Product]) -> Result<Vec<Displacement>, ResolveError> {
    let mut found = Vec::new();
    for (of, loses) in products.iter().enumerate() {
        for (by, takes) in products.iter().enumerate() {
            let key = format!("product.{}.takes_from.{}", takes.name.id, loses.name.id);
            if let Some(rate) = look.slot_unless_zero(&key)? {
                found.push(Displacement { by, of, rate });
            }
        }
    }
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
