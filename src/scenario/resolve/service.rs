//! Services: what they count, and what it earns.

use super::finance::home;
use super::product::business_role;
use super::{Lookup, PerimeterFilter, ResolveError, place};
use crate::model::business::Named;
use crate::model::service::{Parc, Service, ServiceBase, Survival};

pub fn services(
    look: &mut Lookup,
    filters: &[PerimeterFilter],
    brands: &[Named],
) -> Result<Vec<Service>, ResolveError> {
    let mut services = Vec::new();
    for name in look.named("service") {
        let key = |end: &str| format!("service.{}.{end}", name.id);
        let per_unit = match look.optional_slot(&key("revenue_eur_per_unit"))? {
            Some(slot) => slot,
            None => look.slot(&key("revenue_eur_m_per_unit"))?,
        };
        services.push(Service {
            brand: place(&key("brand"), look.text(&key("brand"))?, brands)?,
            base: base(look, &name.id)?,
            attach_rate: look.slot(&key("attach_rate"))?,
            revenue_per_unit: per_unit,
            margin_rate: look.slot(&key("margin_rate"))?,
            fixed_cost: look.optional_slot(&key("fixed_cost_eur_m"))?,
            cash_distributed_share: look.optional_slot(&key("cash_distributed_share"))?,
            business_role: business_role(look, &format!("service.{}", name.id))?,
            perimeters: home(look, "service", &name.id, filters)?,
            name,
        });
    }
    Ok(services)
}

fn base(look: &mut Lookup, service: &str) -> Result<ServiceBase, ResolveError> {
    let key = |end: &str| format!("service.{service}.{end}");
    if look.text(&key("base"))? == "units" {
        return Ok(ServiceBase::Units(look.slot(&key("units"))?));
    }
    let names = look.named("product");
    let products = key("products");
    // Cars that the scenario leaves out sell nothing.
    let declared = |product: &&String| names.iter().any(|name| name.id == **product);
    let products: Result<Vec<usize>, _> = look
        .list(&products)?
        .iter()
        .filter(declared)
        .map(|product| place(&products, product, &names))
        .collect();
    if look.text(&key("base"))? == "new-sales" {
        return Ok(ServiceBase::NewSales(products?));
    }
    let opening = match look.optional_slot(&key("opening_parc"))? {
        Some(cars) => Some((cars, look.fixed(&key("opening_age_years"))?)),
        None => None,
    };
    let survival = Survival {
        scale_years: look.fixed(&key("survival.scale_years"))?,
        shape: look.fixed(&key("survival.shape"))?,
    };
    Ok(ServiceBase::Parc(Parc { products: products?, survival, opening }))
}
