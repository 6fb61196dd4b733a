//! Services: what they count, and what it earns.

use super::finance::home;
use super::product::business_role;
use super::{Lookup, PerimeterFilter, ResolveError, place};
use crate::model::asset::{Additions, AssetValue, Assets, ResidualRisk};
use crate::model::business::{Named, Product, Segment};
use crate::model::service::{Parc, Service, ServiceBase, Survival};

pub fn services(
    look: &mut Lookup,
    (filters, brands, segments): (&[PerimeterFilter], &[Named], &[Segment]),
    products: &[Product],
) -> Result<Vec<Service>, ResolveError> {
    let mut services = Vec::new();
    for name in look.named("service") {
        let key = |end: &str| format!("service.{}.{end}", name.id);
        let (attach_rate, fixed_cost) = (key("attach_rate"), key("fixed_cost_eur_m"));
        let is_bought = look.slot_unless_zero(&attach_rate)?.is_some() || look.has(&fixed_cost);
        let per_unit = match look.optional_slot(&key("revenue_eur_per_unit"))? {
            Some(slot) => slot,
            None => look.slot(&key("revenue_eur_m_per_unit"))?,
        };
        services.push(Service {
            brand: place(&key("brand"), look.text(&key("brand"))?, brands)?,
            base: base(look, &name.id, (products, segments))?,
            attach_rate: look.slot(&attach_rate)?,
            revenue_per_unit: per_unit,
            margin_rate: look.slot(&key("margin_rate"))?,
            fixed_cost: look.optional_slot(&fixed_cost)?,
            cash_distributed_share: look.optional_slot(&key("cash_distributed_share"))?,
            business_role: business_role(look, &format!("service.{}", name.id))?,
            perimeters: home(look, "service", &name.id, filters)?,
            name,
        });
        // What nobody buys, and what costs nothing then, is in no table.
        if !is_bought && services.last().is_some_and(|service| service.assets().is_none()) {
            services.pop();
        }
    }
    Ok(services)
}

fn base(
    look: &mut Lookup,
    service: &str,
    (products, segments): (&[Product], &[Segment]),
) -> Result<ServiceBase, ResolveError> {
    let key = |end: &str| format!("service.{service}.{end}");
    if look.text(&key("base"))? == "units" {
        return Ok(ServiceBase::Units(look.slot(&key("units"))?));
    }
    let products = sellers(look, &key("products"), products)?;
    match look.text(&key("base"))? {
        "new-sales" => return Ok(ServiceBase::NewSales(products)),
        "assets" => return Ok(ServiceBase::Assets(assets(look, service, products, segments)?)),
        _ => {}
    }
    let opening = match look.optional_slot(&key("opening_parc"))? {
        Some(cars) => Some((cars, look.fixed(&key("opening_age_years"))?)),
        None => None,
    };
    let survival = Survival {
        scale_years: look.fixed(&key("survival.scale_years"))?,
        shape: look.fixed(&key("survival.shape"))?,
    };
    Ok(ServiceBase::Parc(Parc { products, survival, opening }))
}

/// Places of the products in a list; cars that are left out, or have ended, sell nothing.
fn sellers(look: &Lookup, key: &str, products: &[Product]) -> Result<Vec<usize>, ResolveError> {
    let place = |id: &String| products.iter().position(|product| product.name.id == *id);
    Ok(look.list(key)?.iter().filter_map(place).collect())
}

fn assets(
    look: &mut Lookup,
    service: &str,
    products: Vec<usize>,
    segments: &[Segment],
) -> Result<Assets, ResolveError> {
    let key = |end: &str| format!("service.{service}.asset.{end}");
    let additions = match look.optional_slot(&key("additions"))? {
        Some(slot) => Additions::PerYear(slot),
        None => Additions::OfSales { products, share: look.slot(&key("share_of_sales"))? },
    };
    // Residual values are read, and so checked, also where no price says what they are a part of.
    let capitalised = look.slot_unless_zero(&key("capitalised_share"))?;
    let residual = look.slot(&key("residual_share"))?;
    let risk = residual_risk(look, service, segments)?;
    let price = look.optional_slot(&key("price_eur"))?;
    Ok(Assets {
        additions,
        opening: look.optional_slot(&key("opening"))?,
        life_years: look.fixed(&key("life_years"))?,
        value: price.map(|price| AssetValue { price, capitalised, residual, risk }),
    })
}

/// The risk, if used prices can differ from those expected.
fn residual_risk(
    look: &mut Lookup,
    service: &str,
    segments: &[Segment],
) -> Result<Option<ResidualRisk>, ResolveError> {
    let key = |end: &str| format!("service.{service}.asset.{end}");
    let (follows, used_price) = (key("residual_sensitivity"), key("used_price_factor"));
    let expected_change = look.slot(&key("expected_price_change"))?;
    let is_moved = look.slot_unless_zero(&follows)?.is_some();
    let used_price = look.optional_slot(&used_price)?;
    if !is_moved && used_price.is_none() {
        return Ok(None);
    }
    let names: Vec<Named> = segments.iter().map(|segment| segment.name.clone()).collect();
    let segment = match is_moved {
        true => Some(place(&key("price_segment"), look.text(&key("price_segment"))?, &names)?),
        false => None,
    };
    Ok(Some(ResidualRisk { segment, sensitivity: look.slot(&follows)?, expected_change, used_price }))
}
