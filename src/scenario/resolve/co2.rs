//! The CO2 account.

use super::{Lookup, ResolveError, place};
use crate::model::business::{Named, Product};
use crate::model::co2::{Co2, FleetCar};

/// The account of the pool; `None` where no brand is in one.
pub fn co2(look: &mut Lookup, products: &[Product], brands: &[Named]) -> Result<Option<Co2>, ResolveError> {
    let key = "co2.pool";
    let pool: Result<Vec<usize>, _> = look.list(key)?.iter().map(|brand| place(key, brand, brands)).collect();
    let pool = pool?;
    if pool.is_empty() {
        return Ok(None);
    }
    let mut cars = Vec::new();
    for (p, product) in products.iter().enumerate() {
        let key = |end: &str| format!("product.{}.{end}", product.name.id);
        let status = look.text(&key("co2_status"))?;
        if pool.contains(&product.brand) && status != "exempt" {
            cars.push(FleetCar {
                product: p,
                grams: look.optional_slot(&key("co2_g"))?,
                has_super_credit: status == "super-credit",
            });
        }
    }
    let pool_price = match look.text("co2.pooling")? {
        "yes" => Some(look.slot("co2.pool_price_eur_per_g")?),
        _ => None,
    };
    let mut windows = Vec::new();
    for name in look.names("co2.window") {
        let year = |end: &str| look.year(&format!("co2.window.{name}.{end}"));
        windows.push((year("first_year")?, year("last_year")?));
    }
    Ok(Some(Co2 {
        cars,
        target: look.slot("co2.target_g")?,
        allowance: look.slot("co2.mass_and_eco_g")?,
        super_credit: look.slot("co2.super_credit")?,
        premium: look.slot("co2.premium_eur_per_g")?,
        pool_price,
        sell_share: look.slot_unless_zero("co2.sell_share")?,
        shadow_value_share: look.slot_unless_zero("co2.shadow_value_share")?,
        windows,
    }))
}
