//! Contracts with partners.

use super::platform::{car, launch};
use super::product::{Context, business_role};
use super::{Lookup, ResolveError, place};
use crate::model::business::{Contract, Named};
use crate::model::contract::Exit;

pub fn contracts(look: &mut Lookup, context: &Context) -> Result<Vec<Contract>, ResolveError> {
    look.named("contract").into_iter().map(|name| contract(look, name, context)).collect()
}

fn contract(look: &mut Lookup, name: Named, context: &Context) -> Result<Contract, ResolveError> {
    let thing = format!("contract.{}", name.id);
    let key = |end: &str| format!("{thing}.{end}");
    let platform_names: Vec<Named> = context.platforms.iter().map(|p| p.name.clone()).collect();
    let platform = place(&key("platform"), look.text(&key("platform"))?, &platform_names)?;
    let generations: Vec<Named> =
        context.platforms[platform].generations.iter().map(|g| g.name.clone()).collect();
    let hazard = look.slot_unless_zero(&key("exit_hazard_per_year"))?;
    let exit = hazard.map(|hazard| Exit { hazard, chance: look.chance(&key("exit")) });
    Ok(Contract {
        partner: look.text(&key("partner"))?.to_string(),
        car: car(look, &thing, platform, &generations, context.plants)?,
        volume: look.slot(&key("volume"))?,
        actuals: look.optional_slot(&key("actuals"))?,
        take_up: look.slot(&key("take_up"))?,
        take_or_pay: look.slot(&key("take_or_pay_share"))?,
        fee: look.slot(&key("fee_eur"))?,
        mark_up: look.slot(&key("mark_up_share"))?,
        launch: launch(look, &thing, Some(platform), &generations)?,
        ramp_years: look.slot(&key("ramp_years"))?,
        end: look.optional_slot(&key("end"))?,
        exit,
        business_role: business_role(look, &thing)?,
        perimeters: super::finance::home(look, "contract", &name.id, context.filters)?,
        name,
    })
}
