//! One recorded series: a figure for each year, fixed by the scenario.

pub use super::metric::{Grouping, Metric, MetricUnit};
use crate::lanes::{Lane, ZERO, add};
use crate::model::State;
use crate::model::asset::AssetState;
use crate::model::business::{Named, Powertrain};
use crate::model::co2::Co2State;
use crate::model::contract::ContractFlows;
use crate::model::generation::Rollout;
use crate::model::plant::PlantState;
use crate::model::service::ServiceFlows;
use crate::model::statement::{Line, ProductFlows};

pub use super::recorded::all;

/// How the figures of other series make the year's figure; numbers are places in the list of series.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Formula {
    /// One over another; 0 where the other is 0.
    Ratio { top: usize, bottom: usize },
    /// (revenue − contribution) ÷ vehicles.
    CostPerCar { revenue: usize, contribution: usize, volume: usize },
    /// vehicles · (fixed cost + depreciation + CO2 cost) ÷ contribution: what had to be sold at the year's mix.
    BreakEvenVolume { volume: usize, contribution: usize, costs: [Option<usize>; 3] },
    /// 1 − (fixed cost + depreciation + CO2 cost) ÷ contribution: by how much sales may fall before the margin is
    /// gone.
    MarginOfSafety { contribution: usize, costs: [Option<usize>; 3] },
    /// production ÷ capacity · fixed cost ÷ contribution.
    BreakEvenUtilisation { production: usize, capacity: usize, contribution: usize, fixed_cost: usize },
    /// Contribution per car, one powertrain's less another's; 0 while one of them sells nothing.
    Lead { contribution: usize, volume: usize, over_contribution: usize, over_volume: usize },
}

/// What is needed over what there is counts at most this much: "ten times, or never". A loss on every car is not
/// made up for by more of them.
pub const MOST_NEEDED: f64 = 10.0;

/// cost ÷ contribution, between 0 and [`MOST_NEEDED`].
#[inline(always)]
fn needed(cost: f64, contribution: f64) -> f64 {
    if cost <= 0.0 {
        0.0
    } else if contribution * MOST_NEEDED > cost {
        cost / contribution
    } else {
        MOST_NEEDED
    }
}

#[inline(always)]
fn over(top: f64, bottom: f64) -> f64 {
    if bottom > 0.0 { top / bottom } else { 0.0 }
}

#[derive(Clone, Debug)]
pub(super) enum Source {
    /// Vehicles and money of products, contracts and services, by the metric of the series.
    Flows {
        products: Vec<usize>,
        contracts: Vec<usize>,
        services: Vec<usize>,
    },
    Perimeter(usize, Line),
    Plant(usize),
    /// Units that a service serves, as a mean over the year's time.
    ServiceUnits(usize),
    /// Cars sold in the year that a service reaches.
    ServiceSales(usize),
    ServiceFixedCost(usize),
    /// Assets of a service, by the metric of the series.
    ServiceAssets(usize),
    LineCost(usize),
    LineUnits(usize),
    /// A contract, by the metric of the series.
    Partner(usize),
    Spillover(usize),
    RestructuringCost(usize),
    ImpairmentCost(usize),
    Depreciation(usize),
    /// Displacements with the product that each takes from.
    Displaced(Vec<(usize, usize)>),
    PlatformUnitCost(usize),
    Registrations,
    PowertrainShare(Powertrain),
    PackPriceLfp,
    PackPriceNmc,
    /// The CO2 pool, by the metric of the series.
    Fleet,
    /// CO2 cost of a product of the pool.
    FleetCar(usize),
    /// A generation of a platform, by the metric of the series.
    Generation(usize, usize),
    BridgeExpensed,
    BridgeDepreciation,
    /// What the bridge saves in the line that it crowds out; negative.
    BridgeSaved,
    /// The figures of other series' years.
    Formula(Formula),
}

/// One recorded series: a figure for each reported year.
#[derive(Clone, Debug)]
pub struct Series {
    pub grouping: Grouping,
    /// Name in the scenario file.
    pub id: String,
    /// Label for people.
    pub label: String,
    pub metric: Metric,
    source: Source,
}

impl Series {
    pub(super) fn new(grouping: Grouping, name: &Named, metric: Metric, source: Source) -> Series {
        let Named { id, label } = name.clone();
        Series { grouping, id, label, metric, source }
    }

    /// Identity across scenarios.
    #[inline(always)]
    pub fn key(&self) -> (Grouping, &str, Metric) {
        (self.grouping, &self.id, self.metric)
    }

    /// Whether it is a line of the statement of this perimeter, by its place in the business.
    pub fn is_of_perimeter(&self, perimeter: usize) -> bool {
        matches!(self.source, Source::Perimeter(p, _) if p == perimeter)
    }

    /// Whether the figure of a year goes on from that of the year before: what has added up since the start of
    /// the programme.
    #[inline(always)]
    pub fn is_cumulative(&self) -> bool {
        self.metric == Metric::CumulativeFreeCashFlow
    }

    /// Adds the current period to the running figure of its year: flows as they are, levels weighted with
    /// the length of the period in `years`.
    #[inline(always)]
    pub fn accumulate(&self, state: &State, years: f64, total: &mut Lane) {
        let mut plus = |lane: &Lane, weight: f64| add(total, |i| weight * lane[i]);
        match &self.source {
            Source::Flows { products, contracts, services } => {
                for flows in products.iter().map(|p| &state.products[*p]) {
                    if self.metric == Metric::UnmetDemand {
                        plus(&flows.demand, 1.0);
                        plus(&flows.volume, -1.0);
                    } else {
                        plus(self.of_product(flows), 1.0);
                    }
                }
                for flows in contracts.iter().map(|c| &state.contracts[*c]) {
                    if self.metric == Metric::UnmetDemand {
                        plus(&flows.demand, 1.0);
                        plus(&flows.volume, -1.0);
                    } else {
                        plus(self.of_contract(flows), 1.0);
                    }
                }
                services.iter().for_each(|s| plus(self.of_service(&state.services[*s]), 1.0));
            }
            Source::Perimeter(p, line) => plus(state.statements[*p].line(*line), 1.0),
            Source::Plant(p) => self.add_plant(&state.plants[*p], total),
            Source::ServiceUnits(s) => plus(&state.services[*s].units, years),
            Source::ServiceSales(s) => plus(&state.services[*s].units, 1.0),
            Source::ServiceFixedCost(s) => plus(&state.services[*s].fixed_cost, 1.0),
            Source::ServiceAssets(s) => plus(self.of_assets(&state.services[*s].assets), 1.0),
            Source::LineCost(l) => plus(&state.line_costs[*l], 1.0),
            Source::LineUnits(l) => plus(&state.line_units[*l], years),
            Source::Partner(c) => self.add_partner(&state.contracts[*c], total),
            Source::Spillover(s) => plus(&state.spillovers[*s].uplift, years),
            Source::RestructuringCost(l) => plus(&state.restructuring_costs[*l], 1.0),
            Source::ImpairmentCost(l) => plus(&state.impairment_costs[*l], 1.0),
            Source::Depreciation(l) => plus(&state.capital[*l].depreciation, 1.0),
            Source::Displaced(losses) => {
                for (displaced, of) in losses {
                    let (lost, of) = (&state.displaced[*displaced].lost, &state.products[*of]);
                    if matches!(self.metric, Metric::VolumeLost | Metric::VolumeTaken) {
                        add(total, |i| lost[i]);
                    } else {
                        add(total, |i| lost[i] * (of.price[i] - of.unit_cost[i]) * state.price_index[i]);
                    }
                }
            }
            Source::PlatformUnitCost(p) => plus(&state.platform_unit_cost[*p], years),
            Source::Registrations => state.market.pools.iter().flatten().for_each(|pool| plus(pool, years)),
            Source::PowertrainShare(powertrain) => {
                plus(&state.market.powertrain_shares[powertrain.index()], years);
            }
            Source::PackPriceLfp => plus(&state.packs.lfp, years),
            Source::PackPriceNmc => plus(&state.packs.nmc, years),
            Source::Fleet => *total = *self.of_fleet(&state.co2),
            Source::FleetCar(c) => plus(&state.co2.cars[*c].cost, 1.0),
            Source::Generation(p, g) => *total = *self.of_generation(&state.rollouts[*p][*g]),
            Source::BridgeExpensed => plus(&state.bridge.expensed, 1.0),
            Source::BridgeDepreciation => plus(&state.bridge.depreciation, 1.0),
            Source::BridgeSaved => plus(&state.bridge.saved, -1.0),
            Source::Formula(_) => {}
        }
    }

    /// A level at the end of the year so far, not a flow.
    #[inline(always)]
    fn of_generation<'a>(&self, rollout: &'a Rollout) -> &'a Lane {
        match self.metric {
            Metric::FundingSlip => &rollout.funding_slip,
            Metric::BridgeSlip => &rollout.bridge_slip,
            _ => &rollout.start,
        }
    }

    #[inline(always)]
    fn of_product<'a>(&self, flows: &'a ProductFlows) -> &'a Lane {
        match self.metric {
            Metric::Volume | Metric::Production => &flows.volume,
            Metric::Revenue => &flows.revenue,
            Metric::AccessFee => &flows.access_fee,
            _ => &flows.contribution,
        }
    }

    #[inline(always)]
    fn of_contract<'a>(&self, flows: &'a ContractFlows) -> &'a Lane {
        match self.metric {
            Metric::Production => &flows.volume,
            Metric::Revenue => &flows.revenue,
            _ => &flows.contribution,
        }
    }

    #[inline(always)]
    fn add_partner(&self, flows: &ContractFlows, total: &mut Lane) {
        match self.metric {
            // A level at the end of the year so far, not a flow.
            Metric::ContractEnded => *total = flows.ended,
            Metric::TakeOrPay => add(total, |i| flows.take_or_pay[i]),
            _ => add(total, |i| flows.shortfall[i]),
        }
    }

    #[inline(always)]
    fn of_service<'a>(&self, flows: &'a ServiceFlows) -> &'a Lane {
        if self.metric == Metric::Revenue { &flows.revenue } else { &flows.contribution }
    }

    #[inline(always)]
    fn of_assets<'a>(&self, assets: &'a AssetState) -> &'a Lane {
        match self.metric {
            Metric::Investment => &assets.investment,
            Metric::Depreciation => &assets.depreciation,
            _ => &assets.loss,
        }
    }

    /// A level at the end of the year so far, not a flow.
    #[inline(always)]
    fn of_fleet<'a>(&self, fleet: &'a Co2State) -> &'a Lane {
        match self.metric {
            Metric::FleetAverage => &fleet.fleet_average,
            Metric::Co2Allowed => &fleet.allowed,
            Metric::WindowDeviation => &fleet.deviation,
            _ => &fleet.target_met,
        }
    }

    #[inline(always)]
    fn add_plant(&self, plant: &PlantState, total: &mut Lane) {
        match self.metric {
            Metric::Production => add(total, |i| plant.production[i]),
            Metric::Capacity => add(total, |i| plant.capacity[i]),
            Metric::UnmetDemand => add(total, |i| plant.demand[i] - plant.production[i]),
            Metric::FixedCost => add(total, |i| plant.fixed_cost[i]),
            _ => add(total, |i| plant.contribution[i]),
        }
    }

    /// The figure of a year: the running figure, or what others' figures make.
    #[inline(always)]
    pub fn close_year(&self, totals: &[Lane], own: usize) -> Lane {
        let Source::Formula(formula) = self.source else { return totals[own] };
        let mut figure = ZERO;
        for (i, figure) in figure.iter_mut().enumerate() {
            let of = |series: usize| totals[series][i];
            *figure = match formula {
                Formula::Ratio { top, bottom } => over(of(top), of(bottom)),
                Formula::CostPerCar { revenue, contribution, volume } => {
                    over(of(revenue) - of(contribution), of(volume))
                }
                Formula::BreakEvenVolume { volume, contribution, costs } => {
                    of(volume) * needed(costs.into_iter().flatten().map(of).sum(), of(contribution))
                }
                Formula::MarginOfSafety { contribution, costs } => {
                    1.0 - needed(costs.into_iter().flatten().map(of).sum(), of(contribution))
                }
                Formula::BreakEvenUtilisation { production, capacity, contribution, fixed_cost } => {
                    over(of(production), of(capacity)) * needed(of(fixed_cost), of(contribution))
                }
                Formula::Lead { contribution, volume, over_contribution, over_volume } => {
                    if of(volume) > 0.0 && of(over_volume) > 0.0 {
                        of(contribution) / of(volume) - of(over_contribution) / of(over_volume)
                    } else {
                        0.0
                    }
                }
            };
        }
        figure
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_needed_is_bounded_where_no_volume_would_do() {
        assert_eq!(needed(60.0, 80.0), 0.75);
        assert_eq!(needed(60.0, 6.0), MOST_NEEDED);
        assert_eq!(needed(60.0, 0.0), MOST_NEEDED);
        assert_eq!(needed(60.0, -5.0), MOST_NEEDED);
        assert_eq!(needed(0.0, -5.0), 0.0);
    }
}
