//! The funding rule and the hybrid bridge.

use super::finance::perimeters_of;
use super::{Lookup, PerimeterFilter, ResolveError, place};
use crate::model::bridge::Bridge;
use crate::model::business::{CostLine, Named, Perimeter, PerimeterKind};
use crate::model::funding::Funding;

/// The rule, if it is active.
pub fn funding(look: &mut Lookup, perimeters: &[Perimeter]) -> Result<Option<Funding>, ResolveError> {
    if look.text("funding.active")? != "yes" {
        return Ok(None);
    }
    let find = |key: &str, id: &str, kind: PerimeterKind| {
        let found = perimeters.iter().position(|p| p.kind == kind && p.name.id == id);
        found.ok_or_else(|| ResolveError::Unknown { key: key.to_string(), name: id.to_string() })
    };
    let payers = look.list("funding.payers")?;
    let payers: Result<Vec<usize>, _> =
        payers.iter().map(|id| find("funding.payers", id, PerimeterKind::Entity)).collect();
    Ok(Some(Funding {
        need: find("funding.need", look.text("funding.need")?, PerimeterKind::Question)?,
        payers: payers?,
        appetite: look.slot("funding.appetite_share")?,
        grace_years: look.fixed("funding.grace_years")?,
        max_slip_years: look.fixed("funding.max_slip_years")?,
    }))
}

/// The lever, if anything is spent.
pub fn bridge(
    look: &mut Lookup,
    filters: &[PerimeterFilter],
    lines: &[CostLine],
) -> Result<Option<Bridge>, ResolveError> {
    // What the lever would do is read, and so checked, also while nothing is spent.
    let share_uplift = look.slot("bridge.share_uplift_per_eur_bn")?;
    let delay = look.slot("bridge.delay_years_per_eur_bn")?;
    let crowding_out = look.slot("bridge.crowding_out_share")?;
    let expensed = look.slot("bridge.expensed_share")?;
    let life_years = look.fixed("bridge.life_years")?;
    let Some(spending) = look.slot_unless_zero("bridge.extra_hybrid_spending_eur_m")? else {
        return Ok(None);
    };
    let line_names: Vec<Named> = lines.iter().map(|line| line.name.clone()).collect();
    let crowds_out = match look.has("bridge.crowds_out") {
        true => Some(place("bridge.crowds_out", look.text("bridge.crowds_out")?, &line_names)?),
        false => None,
    };
    Ok(Some(Bridge {
        spending,
        share_uplift,
        delay,
        crowds_out,
        crowding_out,
        expensed,
        life_years,
        perimeters: perimeters_of(filters, look.text("bridge.entity")?, look.text("bridge.programme")?),
    }))
}
