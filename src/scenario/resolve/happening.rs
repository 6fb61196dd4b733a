//! Regimes and events.

use super::{Lookup, ResolveError};
use crate::engine::{Cause, Event, Occurrence, Regime, RegimeOption};
use crate::model::business::Named;
use crate::scenario::document::{Uncertain, Value};
use crate::scenario::effect::{EVENT, REGIME};

/// All of them in the order of the files, which is the order in which they act; from here on the lookup knows what
/// causes a change.
pub fn all(look: &mut Lookup) -> Result<(Vec<Regime>, Vec<Event>), ResolveError> {
    let mut regimes = Vec::new();
    for (at, name) in look.named_as_declared(REGIME).into_iter().enumerate() {
        regimes.push(regime(look, name, at)?);
    }
    let mut events = Vec::new();
    for (at, name) in look.named_as_declared(EVENT).into_iter().enumerate() {
        look.add_cause(format!("{EVENT}.{}", name.id), Cause::Event(at));
        events.push(event(look, name)?);
    }
    Ok((regimes, events))
}

/// Options stand in their stated order, or else in alphabetical order.
fn regime(look: &mut Lookup, name: Named, at: usize) -> Result<Regime, ResolveError> {
    let thing = format!("{REGIME}.{}", name.id);
    let mut named = look.named(&thing);
    let order = look.list(&format!("{thing}.order"))?;
    named.sort_by_key(|option| order.iter().position(|id| *id == option.id));
    let mut options = Vec::new();
    for (option, name) in named.into_iter().enumerate() {
        let key = format!("{thing}.{}", name.id);
        let probability = look.fixed(&format!("{key}.probability"))?;
        look.add_cause(key, Cause::Option { regime: at, option });
        options.push(RegimeOption { name, probability });
    }
    Ok(Regime { name, options, draw: look.chance(&thing) })
}

fn event(look: &mut Lookup, name: Named) -> Result<Event, ResolveError> {
    let thing = format!("{EVENT}.{}", name.id);
    let key = |end: &str| format!("{thing}.{end}");
    let is_certain = |look: &Lookup, key: &str| {
        matches!(look.document_value(key), None | Some(Value::Number(Uncertain::Exactly(_))))
    };
    let hazard = look.optional_fixed(&key("hazard_per_year"))?;
    let probability = look.optional_fixed(&key("probability"))?.unwrap_or(0.0);
    let occurrence = match hazard {
        Some(per_year) => Occurrence::Hazard {
            per_year,
            from: look.optional_fixed(&key("from"))?.unwrap_or(look.known_until()?),
            until: look.optional_fixed(&key("until"))?.unwrap_or(f64::INFINITY),
            chance: look.chance(&thing),
        },
        None if probability <= 0.0 => Occurrence::Never,
        None if probability >= 1.0 => Occurrence::Always { date: look.optional_slot(&key("date"))? },
        None => Occurrence::Once {
            probability,
            chance: look.chance(&thing),
            date: look.optional_slot(&key("date"))?,
        },
    };
    let is_always = matches!(occurrence, Occurrence::Always { .. });
    let certain = is_always && is_certain(look, &key("date")) && is_certain(look, &key("duration_years"));
    if certain {
        look.add_certain(thing.clone());
    }
    Ok(Event { occurrence, duration: look.optional_slot(&key("duration_years"))?, is_certain: certain, name })
}
