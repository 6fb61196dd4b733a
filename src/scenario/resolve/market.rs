//! Market, segments and batteries.

use super::{Lookup, ResolveError};
use crate::model::business::{Battery, Chemistry, Lithium, Market, Powertrain, Segment};

pub fn market(look: &mut Lookup) -> Result<Market, ResolveError> {
    Ok(Market {
        registrations: look.slot("market.registrations")?,
        phev_share_of_rest: look.slot("market.phev_share_of_rest")?,
        hev_share_of_non_plug: look.slot("market.hev_share_of_non_plug")?,
        bev_history_share: look.slot("market.bev.history_share")?,
        bev_exit_share: look.slot("market.bev.exit_share")?,
        bev_logit_slope: look.slot("market.bev.logit_slope_per_year")?,
        bev_extra_drift: look.slot("market.bev.extra_drift_per_year")?,
        bev_price_sensitivity: look.slot("market.bev.price_sensitivity")?,
        bev_rule_pull: look.slot("market.bev.rule_pull_per_year")?,
        bev_required_share: look.slot("market.bev.required_share")?,
        bev_shock_sd: look.slot("market.bev.shock_sd")?,
        bev_shock: look.innovation("market.bev.shock"),
        ice_reference_price: look.slot("market.bev.ice_reference_price_eur")?,
        pass_through: look.slot("market.price.pass_through")?,
        price_pressure: look.slot("market.price.pressure_per_year")?,
        price_shock: look.slot("market.price.shock")?,
        price_history_index: look.slot("market.price.history_index")?,
        non_bev_price_index: look.slot("market.price.non_bev_index")?,
        industry_productivity: look.slot("market.industry.productivity_per_year")?,
        industry_lfp_share: look.slot("market.industry.lfp_share")?,
    })
}

pub fn segments(look: &mut Lookup) -> Result<Vec<Segment>, ResolveError> {
    let mut segments = Vec::new();
    for name in look.named("market.segment") {
        let key = |end: &str| format!("market.segment.{}.{end}", name.id);
        let mut tilt = [1.0; 4];
        for powertrain in Powertrain::ALL {
            tilt[powertrain.index()] = look.fixed(&key(&format!("tilt.{}", powertrain.id())))?;
        }
        segments.push(Segment {
            share: look.slot(&key("share"))?,
            tilt,
            reference_price: look.slot(&key("reference_price_eur"))?,
            battery_kwh: look.slot(&key("battery_kwh"))?,
            other_cost: look.slot(&key("other_cost_eur"))?,
            name,
        });
    }
    Ok(segments)
}

fn chemistry(look: &mut Lookup, name: &str) -> Result<Chemistry, ResolveError> {
    let key = |end: &str| format!("battery.chemistry.{name}.{end}");
    Ok(Chemistry {
        core: look.slot(&key("core_usd_per_kwh"))?,
        learning_part: look.slot(&key("learning_part_share"))?,
        floor: look.slot(&key("floor_usd_per_kwh"))?,
        lithium_sensitivity: look.slot(&key("lithium_usd_per_kwh_per_usd_kg"))?,
    })
}

pub fn battery(look: &mut Lookup) -> Result<Battery, ResolveError> {
    Ok(Battery {
        learning_rate: look.slot("battery.learning_rate")?,
        output_growth: look.slot("battery.cumulative_output_growth_per_year")?,
        core_shock: look.slot("battery.core_shock")?,
        history_index: look.slot("battery.history_index")?,
        premium: look.slot("battery.europe_premium_share")?,
        premium_decay: look.slot("battery.europe_premium_decay_per_year")?,
        eur_per_usd: look.slot("battery.eur_per_usd")?,
        pack_fixed: look.slot("battery.pack_fixed_eur")?,
        chemistries: [chemistry(look, "lfp")?, chemistry(look, "nmc")?],
        lithium: Lithium {
            reference: look.slot("battery.lithium.reference_usd_per_kg")?,
            start: look.slot("battery.lithium.start_usd_per_kg")?,
            long_run: look.slot("battery.lithium.long_run_usd_per_kg")?,
            reversion: look.slot("battery.lithium.reversion_per_year")?,
            volatility: look.slot("battery.lithium.volatility_per_year")?,
            pass_through: look.slot("battery.lithium.pass_through")?,
            shock: look.innovation("battery.lithium.shock"),
        },
    })
}
