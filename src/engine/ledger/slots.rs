//! The assumptions behind an entry: those that its formula reads, directly or through prices and costs.

use super::{Figure, Item};
use crate::model::asset::{Additions, Assets};
use crate::model::business::{Car, Co2, Launch, Plant, UnitCost, Volume};
use crate::model::service::ServiceBase;
use crate::model::{Business, Slot};

/// Assumptions of an entry, in the order of its formula. A replayed year takes recorded volumes where there are
/// any, a projected one never.
pub fn of(business: &Business, figure: Figure, item: Item, is_replayed: bool) -> Vec<Slot> {
    match (figure, item) {
        (Figure::Volume, Item::Product(p)) => volume(business, p, is_replayed),
        (Figure::Revenue, Item::Product(p)) => price(business, p),
        (_, Item::Product(p)) => match &business.products[p].unit_cost {
            UnitCost::Given(slot) => vec![*slot],
            UnitCost::BuiltUp(car) => cost(business, car),
        },
        (Figure::Revenue, Item::Contract(c)) => {
            let contract = &business.contracts[c];
            let fixed =
                [contract.volume, contract.take_up, contract.mark_up, contract.fee, contract.take_or_pay];
            let rest = [
                contract.actuals.filter(|_| is_replayed),
                contract.end,
                contract.exit.as_ref().map(|exit| exit.hazard),
            ];
            fixed
                .into_iter()
                .chain(rest.into_iter().flatten())
                .chain(launch(business, &contract.launch))
                .collect()
        }
        (_, Item::Contract(c)) => cost(business, &business.contracts[c].car),
        (figure, Item::Service(s)) => {
            let service = &business.services[s];
            match figure {
                Figure::Revenue => {
                    let base = match &service.base {
                        ServiceBase::Units(units) => Some(*units),
                        ServiceBase::Parc(parc) => parc.opening.map(|(cars, _)| cars),
                        ServiceBase::NewSales(_) => None,
                        ServiceBase::Assets(assets) => assets.opening,
                    };
                    let added = service.assets().map(additions);
                    base.into_iter()
                        .chain(added)
                        .chain([service.attach_rate, service.revenue_per_unit])
                        .collect()
                }
                Figure::FixedCost => service.fixed_cost.into_iter().collect(),
                Figure::CaptiveRetained => service.cash_distributed_share.into_iter().collect(),
                Figure::Depreciation | Figure::Investment => service.assets().map_or(Vec::new(), asset_cost),
                _ => vec![service.margin_rate],
            }
        }
        (_, Item::UsedAssets(s)) => business.services[s].assets().map_or(Vec::new(), used_assets),
        (_, Item::FeePaid(p) | Item::FeeReceived(p)) => match &business.products[p].unit_cost {
            UnitCost::BuiltUp(car) => vec![business.platforms[car.platform].access_fee],
            UnitCost::Given(_) => Vec::new(),
        },
        (_, Item::Plant(p)) => plant(&business.plants[p]),
        (_, Item::CostLine(l)) => {
            let line = &business.lines[l];
            [line.cost].into_iter().chain(line.driver.as_ref().map(|driver| driver.free)).collect()
        }
        (_, Item::Restructuring(l)) => vec![business.restructurings[l].cost],
        (_, Item::Impairment(l)) => vec![business.impairments[l].cost],
        (_, Item::OpeningDepreciation(v)) => vec![business.investments[v].opening_depreciation],
        (_, Item::NewDepreciation(v) | Item::Spending(v)) => {
            vec![business.investments[v].capex, business.investments[v].capitalised_rd]
        }
        (_, Item::FleetCar(c)) => business.co2.as_ref().map_or(Vec::new(), |co2| emissions(co2, c)),
        (_, Item::Bridge) => {
            business.bridge.as_ref().map_or(Vec::new(), |bridge| vec![bridge.spending, bridge.expensed])
        }
        (_, Item::CrowdedOut) => {
            business.bridge.as_ref().map_or(Vec::new(), |bridge| vec![bridge.spending, bridge.crowding_out])
        }
        (Figure::Tax, Item::Perimeter) => vec![business.money.tax_rate, business.money.loss_use_limit],
        (_, Item::Perimeter) => vec![business.money.working_capital_share],
    }
}

fn launch(business: &Business, launch: &Launch) -> Vec<Slot> {
    match launch {
        Launch::Always => Vec::new(),
        Launch::At(slot) => vec![*slot],
        Launch::WithGeneration { platform, generation } => {
            vec![business.platforms[*platform].generations[*generation].delay]
        }
    }
}

fn volume(business: &Business, p: usize, is_replayed: bool) -> Vec<Slot> {
    let product = &business.products[p];
    if let (true, Some(actuals)) = (is_replayed, product.actuals) {
        return vec![actuals];
    }
    let mut slots = match product.volume {
        Volume::PoolShare { segment, share } => {
            vec![share, business.segments[segment].share, business.market.registrations]
        }
        Volume::PerYear(slot) => vec![slot],
    };
    slots.extend(launch(business, &product.launch));
    slots.push(product.ramp_years);
    slots.extend(product.end);
    slots.extend(product.elasticity);
    slots.extend(product.appeal.iter().map(|(_, slot)| *slot));
    for spillover in business.spillovers.iter().filter(|spillover| spillover.to.contains(&p)) {
        slots.extend([spillover.uplift, spillover.reference]);
    }
    slots
}

fn price(business: &Business, p: usize) -> Vec<Slot> {
    let product = &business.products[p];
    let mut slots = vec![product.net_price];
    if product.price_segment.is_some() {
        slots.push(product.price_following);
    }
    slots.extend(product.own_pass_through);
    slots.push(business.money.inflation_rate);
    slots
}

fn cost(business: &Business, car: &Car) -> Vec<Slot> {
    let platform = &business.platforms[car.platform];
    let mut slots = vec![car.battery_kwh];
    slots.extend(car.fixed_lfp_share);
    slots.push(car.size);
    for module in &platform.modules {
        slots.extend([module.cost, module.productivity]);
        slots.extend(module.learning_rate);
    }
    for generation in platform.generations.iter().take(car.last_generation + 1) {
        slots.extend([generation.delay, generation.phase_in, generation.delivery]);
    }
    slots.extend(car.route.iter().map(|p| business.plants[*p].conversion));
    slots.push(business.launch_excess);
    slots
}

fn additions(assets: &Assets) -> Slot {
    match &assets.additions {
        Additions::PerYear(slot) => *slot,
        Additions::OfSales { share, .. } => *share,
    }
}

/// What own assets cost, and what of it is not written off.
fn asset_cost(assets: &Assets) -> Vec<Slot> {
    let Some(value) = &assets.value else { return Vec::new() };
    [Some(additions(assets)), Some(value.price), value.capitalised, Some(value.residual)]
        .into_iter()
        .flatten()
        .collect()
}

fn used_assets(assets: &Assets) -> Vec<Slot> {
    let Some(value) = &assets.value else { return Vec::new() };
    let mut slots = vec![value.price, value.residual];
    if let Some(risk) = &value.risk {
        slots.extend(risk.segment.map(|_| risk.sensitivity));
        slots.extend(risk.segment.map(|_| risk.expected_change));
        slots.extend(risk.used_price);
    }
    slots
}

fn emissions(co2: &Co2, c: usize) -> Vec<Slot> {
    let mut slots: Vec<Slot> = co2.cars[c].grams.into_iter().collect();
    slots.extend([co2.target, co2.allowance, co2.super_credit, co2.premium]);
    slots.extend(co2.pool_price);
    slots.extend(co2.sell_share);
    slots
}

fn plant(plant: &Plant) -> Vec<Slot> {
    let mut slots = vec![plant.fixed_cost];
    slots.extend(plant.capacity);
    if let Some(flexibility) = &plant.flexibility {
        slots.extend([flexibility.share, flexibility.reference_utilisation]);
        slots.extend([flexibility.speed_up, flexibility.speed_down]);
    }
    slots
}
