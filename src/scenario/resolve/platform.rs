//! Platforms: modules, generations, the reference car and the comparisons.

use super::{Lookup, ResolveError, place};
use crate::model::business::{Car, Comparison, Generation, Launch, Module, Named, Plant, Platform};
use crate::quantity::Timeline;

pub fn platforms(look: &mut Lookup, plants: &[Plant]) -> Result<Vec<Platform>, ResolveError> {
    let names = look.named("platform");
    let mut platforms = Vec::new();
    for (p, name) in names.into_iter().enumerate() {
        let key = |end: &str| format!("platform.{}.{end}", name.id);
        let generations = generations(look, &name.id)?;
        let generation_names: Vec<Named> = generations.iter().map(|g| g.name.clone()).collect();
        let modules = modules(look, &name.id, &generation_names)?;
        let comparisons = comparisons(look, &name.id, &generation_names)?;
        let reference = look.text(&key("reference_product"))?.to_string();
        let mut reference_car = car(look, &format!("product.{reference}"), p, &generation_names, plants)?;
        // The cost index carries every generation of the platform.
        reference_car.first_generation = 0;
        reference_car.last_generation = generations.len() - 1;
        platforms.push(Platform {
            base_date: look.fixed(&key("base_date"))?,
            access_fee: look.slot(&key("access_fee_eur"))?,
            opening_output: look.optional_fixed(&key("cumulative_output_at_known_until"))?,
            modules,
            generations,
            reference_car,
            comparisons,
            name,
        });
    }
    Ok(platforms)
}

/// When a product or contract begins, `thing` being its key.
pub fn launch(
    look: &mut Lookup,
    thing: &str,
    platform: Option<usize>,
    generations: &[Named],
) -> Result<Launch, ResolveError> {
    let (follows, date) = (format!("{thing}.launch_follows"), format!("{thing}.launch"));
    Ok(match (platform, look.has(&follows), look.has(&date)) {
        (Some(platform), true, _) => {
            let generation = place(&follows, look.text(&follows)?, generations)?;
            Launch::WithGeneration { platform, generation }
        }
        (_, _, true) => Launch::At(look.slot(&date)?),
        _ => Launch::Always,
    })
}

/// What sets the unit cost of a product or contract on a platform, `thing` being its key.
pub fn car(
    look: &mut Lookup,
    thing: &str,
    platform: usize,
    generations: &[Named],
    plants: &[Plant],
) -> Result<Car, ResolveError> {
    let key = |end: &str| format!("{thing}.{end}");
    let generation = |look: &Lookup, end: &str| -> Result<Option<usize>, ResolveError> {
        let key = key(end);
        if look.has(&key) { place(&key, look.text(&key)?, generations).map(Some) } else { Ok(None) }
    };
    let first = match generation(look, "launch_follows")? {
        Some(with) => with,
        None => generation(look, "first_generation")?.unwrap_or(0),
    };
    let last = generation(look, "last_generation")?.unwrap_or(generations.len() - 1);
    let plant_names: Vec<Named> = plants.iter().map(|p| p.name.clone()).collect();
    let route_key = key("route");
    let route: Result<Vec<usize>, _> =
        look.list(&route_key)?.iter().map(|plant| place(&route_key, plant, &plant_names)).collect();
    Ok(Car {
        platform,
        battery_kwh: look.slot(&key("battery_kwh"))?,
        size: look.slot(&key("size_factor"))?,
        fixed_lfp_share: look.optional_slot(&key("fixed_lfp_share"))?,
        first_generation: first.min(last),
        last_generation: last,
        route: route?,
    })
}

/// Generations in order of their planned starts.
fn generations(look: &mut Lookup, platform: &str) -> Result<Vec<Generation>, ResolveError> {
    let namespace = format!("platform.{platform}.generation");
    let mut generations = Vec::new();
    for name in look.named(&namespace) {
        let key = |end: &str| format!("{namespace}.{}.{end}", name.id);
        generations.push(Generation {
            planned_start: look.fixed(&key("planned_start"))?,
            delay: look.slot(&key("delay_years"))?,
            phase_in: look.slot(&key("phase_in_years"))?,
            delivery: look.slot(&key("delivery"))?,
            kwh_factor: look.slot(&key("kwh_factor"))?,
            lfp_share: look.slot(&key("lfp_share"))?,
            cell_to_pack_saving: look.slot(&key("cell_to_pack_saving"))?,
            name,
        });
    }
    if generations.is_empty() {
        return Err(ResolveError::Missing(namespace));
    }
    generations.sort_by(|a, b| a.planned_start.total_cmp(&b.planned_start));
    Ok(generations)
}

fn modules(look: &mut Lookup, platform: &str, generations: &[Named]) -> Result<Vec<Module>, ResolveError> {
    let namespace = format!("platform.{platform}.module");
    let mut modules = Vec::new();
    for name in look.names(&namespace) {
        let key = |end: &str| format!("{namespace}.{name}.{end}");
        let mut cuts = Vec::new();
        for generation in generations {
            let cut = format!("platform.{platform}.generation.{}.cut.{name}", generation.id);
            cuts.push(look.optional_fixed(&cut)?.unwrap_or(0.0));
        }
        modules.push(Module {
            cost: look.slot(&key("cost_eur"))?,
            productivity: look.slot(&key("productivity_per_year"))?,
            learning_rate: look.slot_unless_zero(&key("learning_rate"))?,
            cuts,
        });
    }
    Ok(modules)
}

fn comparisons(
    look: &Lookup,
    platform: &str,
    generations: &[Named],
) -> Result<Vec<Comparison>, ResolveError> {
    let base_mid = f64::from(look.year("money.base_year")?) + 0.5;
    // The middle of the last period at any step: pack prices are known on both sides of it.
    let end = f64::from(look.year("run.horizon")? + 1 + Timeline::CONFIRMING_YEARS) - 0.5;
    let mut comparisons = Vec::new();
    for (g, generation) in generations.iter().enumerate() {
        let key = |end: &str| format!("platform.{platform}.generation.{}.{end}", generation.id);
        let compared_with = key("compared_with");
        // A date beyond the projection cannot be measured: that cut is not reported.
        let measured_at = look.optional_fixed(&key("measured_at"))?.filter(|date| *date <= end);
        if let (true, Some(measured_at)) = (look.has(&compared_with), measured_at) {
            comparisons.push(Comparison {
                generation: g,
                compared_with: place(&compared_with, look.text(&compared_with)?, generations)?,
                compared_at: look.optional_fixed(&key("compared_at"))?.unwrap_or(base_mid),
                measured_at,
                target_cut: look.optional_fixed(&key("target_cut"))?,
            });
        }
    }
    Ok(comparisons)
}
