//! Spill-overs of image.

use super::{Lookup, ResolveError, place};
use crate::model::business::{Named, Powertrain, Product};
use crate::model::spillover::Spillover;

/// All that lift something.
pub fn spillovers(
    look: &mut Lookup,
    products: &[Product],
    brands: &[Named],
) -> Result<Vec<Spillover>, ResolveError> {
    let mut found = Vec::new();
    for name in look.named("spillover") {
        let key = |end: &str| format!("spillover.{}.{end}", name.id);
        let brand = |end: &str| place(&key(end), look.text(&key(end))?, brands);
        let (giver, receiver) = (brand("from")?, brand("to")?);
        let id = look.text(&key("to_powertrain"))?;
        let unknown = || ResolveError::Unknown { key: key("to_powertrain"), name: id.to_string() };
        let powertrain = Powertrain::ALL.into_iter().find(|p| p.id() == id).ok_or_else(unknown)?;
        let (from, to) = Spillover::between(products, giver, (receiver, powertrain));
        // What it would be held against is read, and so checked, also where nothing is lifted.
        let reference = look.slot(&key("reference_cars"))?;
        if let Some(uplift) = look.slot_unless_zero(&key("uplift_per_1000_cars"))? {
            found.push(Spillover { from, to, uplift, reference, name: name.clone() });
        }
    }
    Ok(found)
}
