//! Products.

use super::own_cars::appeal;
use super::platform::{car, launch};
use super::{Lookup, PerimeterFilter, ResolveError, place};
use crate::model::business::{
    BusinessRole, Named, Plant, Platform, Powertrain, Product, Segment, UnitCost, Volume,
};

/// What products refer to.
pub struct Context<'a> {
    pub filters: &'a [PerimeterFilter],
    pub brands: &'a [Named],
    pub segments: &'a [Segment],
    pub platforms: &'a [Platform],
    pub plants: &'a [Plant],
}

pub fn products(look: &mut Lookup, context: &Context) -> Result<Vec<Product>, ResolveError> {
    let mut products = Vec::new();
    for name in look.named("product") {
        let product = product(look, name, context)?;
        if !has_ended(look, &product.name.id)? {
            products.push(product);
        }
    }
    Ok(products)
}

/// Whether the sales of a product ended in history, of which it records none: then it is in no table.
fn has_ended(look: &mut Lookup, id: &str) -> Result<bool, ResolveError> {
    let key = |end: &str| format!("product.{id}.{end}");
    let records_none = look.has(&key("actuals")) && look.slot_unless_zero(&key("actuals"))?.is_none();
    let known_until = look.known_until()?;
    Ok(records_none && look.certain_number(&key("end")).is_some_and(|end| end <= known_until))
}

/// What a product, contract or service is for, `thing` being its key.
pub fn business_role(look: &Lookup, thing: &str) -> Result<Option<BusinessRole>, ResolveError> {
    let key = format!("{thing}.business_role");
    if !look.has(&key) {
        return Ok(None);
    }
    let id = look.text(&key)?;
    let unknown = || ResolveError::Unknown { key: key.clone(), name: id.to_string() };
    BusinessRole::ALL.into_iter().find(|role| role.id() == id).map(Some).ok_or_else(unknown)
}

fn product(look: &mut Lookup, name: Named, context: &Context) -> Result<Product, ResolveError> {
    let id = name.id.clone();
    let key = |end: &str| format!("product.{id}.{end}");
    let (entity, programme) = (look.text(&key("entity"))?, look.text(&key("programme"))?);
    let perimeters = super::finance::perimeters_of(context.filters, entity, programme);
    let powertrain_id = look.text(&key("powertrain"))?;
    let powertrain = Powertrain::ALL.into_iter().find(|p| p.id() == powertrain_id);
    let powertrain = powertrain
        .ok_or_else(|| ResolveError::Unknown { key: key("powertrain"), name: powertrain_id.to_string() })?;

    let segment_names: Vec<Named> = context.segments.iter().map(|s| s.name.clone()).collect();
    let segment_key = key("segment");
    let segment = match look.has(&segment_key) {
        true => Some(place(&segment_key, look.text(&segment_key)?, &segment_names)?),
        false => None,
    };
    let volume = match (segment, look.has(&key("share"))) {
        (Some(segment), true) => Volume::PoolShare { segment, share: look.slot(&key("share"))? },
        _ => Volume::PerYear(look.slot(&key("volume"))?),
    };

    let platform_names: Vec<Named> = context.platforms.iter().map(|p| p.name.clone()).collect();
    let platform_key = key("platform");
    let platform = match look.has(&platform_key) {
        true => Some(place(&platform_key, look.text(&platform_key)?, &platform_names)?),
        false => None,
    };
    let generations: Vec<Named> = platform
        .map(|p| context.platforms[p].generations.iter().map(|g| g.name.clone()).collect())
        .unwrap_or_default();
    let unit_cost = match platform {
        Some(p) => UnitCost::BuiltUp(car(look, &format!("product.{id}"), p, &generations, context.plants)?),
        None => UnitCost::Given(look.slot(&key("unit_cost_eur"))?),
    };
    let launch = launch(look, &format!("product.{id}"), platform, &generations)?;

    // The platform's owner receives the access fee of other entities' cars; perimeters that hold both sides
    // see none of it.
    let owner = match platform {
        Some(p) => {
            let key = |end: &str| format!("platform.{}.{end}", platform_names[p].id);
            let (owner, programme) = (look.text(&key("entity"))?, look.text(&key("programme"))?);
            if owner == entity {
                Vec::new()
            } else {
                super::finance::perimeters_of(context.filters, owner, programme)
            }
        }
        None => Vec::new(),
    };
    let pays = |p: &usize| !owner.is_empty() && !owner.contains(p);
    Ok(Product {
        brand: place(&key("brand"), look.text(&key("brand"))?, context.brands)?,
        powertrain,
        volume,
        actuals: look.optional_slot(&key("actuals"))?,
        launch,
        ramp_years: look.slot(&key("ramp_years"))?,
        end: look.optional_slot(&key("end"))?,
        appeal: appeal(look, &id)?,
        net_price: look.slot(&key("net_price_eur"))?,
        price_segment: segment,
        price_following: look.slot(&key("price_following"))?,
        own_pass_through: look.slot_unless_zero(&key("own_pass_through"))?,
        elasticity: look.slot_unless_zero(&key("elasticity"))?,
        unit_cost,
        business_role: business_role(look, &format!("product.{id}"))?,
        pays_access_fee: !owner.is_empty(),
        fee_paid_by: perimeters.iter().copied().filter(pays).collect(),
        fee_received_by: owner.iter().copied().filter(|p| !perimeters.contains(p)).collect(),
        perimeters,
        name,
    })
}
