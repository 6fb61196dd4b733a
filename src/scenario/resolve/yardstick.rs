//! What results are held against.

use super::{Lookup, ResolveError};
use crate::model::business::{Perimeter, PerimeterKind, Powertrain};
use crate::model::yardstick::{Bridge, CashCow, Terminal, Yardsticks};

pub fn yardsticks(look: &mut Lookup, perimeters: &[Perimeter]) -> Result<Yardsticks, ResolveError> {
    let growth = look.optional_slot("money.terminal_growth_rate")?;
    let fade = look.slot("money.terminal_fade")?;
    Ok(Yardsticks {
        guidance_margin: look.optional_slot("group.guidance_margin")?,
        cash_cow: cash_cow(look, perimeters)?,
        bridge: Bridge { from: powertrain(look, "bridge.from")?, to: powertrain(look, "bridge.to")? },
        terminal: growth.map(|growth| Terminal { growth, fade }),
    })
}

/// Both sides, or none.
fn cash_cow(look: &Lookup, perimeters: &[Perimeter]) -> Result<Option<CashCow>, ResolveError> {
    const SIDES: [(&str, PerimeterKind); 2] =
        [("cash_cow.payer", PerimeterKind::Entity), ("cash_cow.need", PerimeterKind::Question)];
    if !SIDES.iter().all(|(key, _)| look.has(key)) {
        return Ok(None);
    }
    let [payer, need] = SIDES.map(|(key, kind)| {
        let name = look.text(key)?;
        let same = |p: &Perimeter| p.kind == kind && p.name.id == name;
        let unknown = || ResolveError::Unknown { key: key.to_string(), name: name.to_string() };
        perimeters.iter().position(same).ok_or_else(unknown)
    });
    Ok(Some(CashCow { payer: payer?, need: need? }))
}

fn powertrain(look: &Lookup, key: &str) -> Result<Powertrain, ResolveError> {
    let name = look.text(key)?;
    let unknown = || ResolveError::Unknown { key: key.to_string(), name: name.to_string() };
    Powertrain::ALL.into_iter().find(|powertrain| powertrain.id() == name).ok_or_else(unknown)
}
