//! One period of the business: the model's table of contents.

use super::business::UnitCost;
use super::unit_cost::{module_cost, unit_cost};
use super::{Business, Inputs, State, capital, cash, cost_cut, demand, generation, industry_price, price};
use crate::lanes::{Lane, ZERO, add, fill};
use crate::model::statement::{self, Line};
use crate::quantity::{Period, Timeline};

/// Computes one period from its inputs and the state; results stand in the state.
///
/// Order: inflation → battery → market price → market → generations → unit costs → prices and volumes →
/// statements → depreciation → cash. The first four know nothing of the Group.
#[inline(always)]
pub fn step(business: &Business, timeline: &Timeline, period: &Period, inputs: &Inputs, state: &mut State) {
    let is_history = timeline.is_history(period);
    let rate = &inputs[business.money.inflation_rate];
    state.inflation.advance(rate, period.years(), &mut state.price_index);
    if is_history {
        replay_surroundings(business, period, inputs, state);
    } else {
        project_surroundings(business, timeline, period, inputs, state);
    }
    roll_out_platforms(business, period, inputs, state);
    statement::clear(&mut state.statements);
    sell_products(business, period, is_history, inputs, state);
    book_the_rest(business, timeline, period, is_history, inputs, state);
}

/// Battery, market price and market as recorded.
#[inline(always)]
fn replay_surroundings(business: &Business, period: &Period, inputs: &Inputs, state: &mut State) {
    let years = period.mid() - business.money.base_mid;
    state.packs = state.battery.replay(&business.battery, inputs);
    industry_price::replay(business, inputs, &state.packs, years, &mut state.segment_prices);
    state.market.replay(business, inputs);
}

/// Battery, market price and market move on by one step.
#[inline(always)]
fn project_surroundings(
    business: &Business,
    timeline: &Timeline,
    period: &Period,
    inputs: &Inputs,
    state: &mut State,
) {
    let step_years = timeline.state_step(period);
    let years = period.mid() - business.money.base_mid;
    let years_projected = period.mid() - timeline.known_until;
    state.packs = state.battery.project(&business.battery, inputs, step_years, years_projected);
    let prices = &mut state.segment_prices;
    industry_price::project(business, inputs, &state.packs, step_years, years, prices);
    state.market.project(business, inputs, &state.segment_prices, step_years);
}

/// Generations, module costs, the platforms' cost index and the realised cuts.
#[inline(always)]
fn roll_out_platforms(business: &Business, period: &Period, inputs: &Inputs, state: &mut State) {
    for (p, platform) in business.platforms.iter().enumerate() {
        generation::roll_out(platform, inputs, period.start, period.end, &mut state.rollouts[p]);
        let reach: Vec<&Lane> = state.rollouts[p].iter().map(|r| &r.reached).collect();
        let mut output_ratio = [1.0; crate::lanes::LANES];
        if let Some(opening) = platform.opening_output {
            let built = &state.platform_output[p];
            fill(&mut output_ratio, |i| 1.0 + built[i] / opening);
        }
        let years = period.mid() - platform.base_date;
        let totals = &mut state.module_totals[p];
        module_cost(platform, inputs, &reach, years, &output_ratio, totals);
        state.platform_unit_cost[p] =
            unit_cost(business, inputs, &platform.reference_car, &reach, &state.packs, totals);
        let now = cost_cut::Situation {
            rollouts: &state.rollouts[p],
            packs: &state.packs,
            output_ratio: &output_ratio,
        };
        for (comparison, cut) in platform.comparisons.iter().zip(&mut state.cost_cuts[p]) {
            cost_cut::measure(business, platform, comparison, inputs, period, &now, cut);
        }
    }
}

/// Unit cost, price, volume and contribution of each product.
#[inline(always)]
fn sell_products(business: &Business, period: &Period, is_history: bool, inputs: &Inputs, state: &mut State) {
    let mut market_index = ZERO;
    let mut own_price = ZERO;
    let mut life_cycle = ZERO;
    let mut volume = ZERO;
    for (p, product) in business.products.iter().enumerate() {
        let mut cost = match &product.unit_cost {
            UnitCost::Given(slot) => inputs[*slot],
            UnitCost::BuiltUp(car) => {
                let reach: Vec<&Lane> = state.rollouts[car.platform].iter().map(|r| &r.reached).collect();
                let totals = &state.module_totals[car.platform];
                unit_cost(business, inputs, car, &reach, &state.packs, totals)
            }
        };
        let (prices, reference) = (&state.segment_prices, &state.references[p]);
        price::market_index(business, inputs, product, prices, &mut market_index);
        price::own_price(inputs, product, &market_index, &cost, reference, prices, &mut own_price);
        let launch = demand::launch_date(product, inputs, &state.rollouts);
        demand::life_cycle(product, inputs, period, launch, &mut life_cycle);
        if let Some(launch) = launch {
            add_launch_excess(period, launch, &inputs[business.launch_excess], &mut cost);
        }
        let context = demand::Context { period, is_history, market: &state.market };
        let pricing = demand::Pricing {
            own_price: &own_price,
            market_index: &market_index,
            base_price: &reference.net_price,
        };
        demand::volume(product, inputs, &context, &life_cycle, &pricing, &mut volume);

        let flows = &mut state.products[p];
        flows.volume = volume;
        flows.set(&own_price, &cost, &state.price_index);
        let fee = match &product.unit_cost {
            UnitCost::BuiltUp(car) => Some(&inputs[business.platforms[car.platform].access_fee]),
            UnitCost::Given(_) => None,
        };
        statement::add_product(&mut state.statements, product, flows, fee, &state.price_index);
        if let (UnitCost::BuiltUp(car), false) = (&product.unit_cost, is_history) {
            add(&mut state.platform_output[car.platform], |i| volume[i]);
        }
    }
}

/// Unit cost × (1 + excess) in the twelve months after the launch.
#[inline(always)]
fn add_launch_excess(period: &Period, launch: &Lane, excess: &Lane, cost: &mut Lane) {
    let mut share_of_period = ZERO;
    demand::launch_year(period, launch, &mut share_of_period);
    for (i, cost) in cost.iter_mut().enumerate() {
        *cost *= 1.0 + excess[i] * share_of_period[i];
    }
}

/// Services, plants, cost lines, investment; then the subtotals and the cash of each perimeter.
#[inline(always)]
fn book_the_rest(
    business: &Business,
    timeline: &Timeline,
    period: &Period,
    is_history: bool,
    inputs: &Inputs,
    state: &mut State,
) {
    let (years, index) = (period.years(), &state.price_index);
    let statements = &mut state.statements;
    for (service, flows) in business.services.iter().zip(&mut state.services) {
        statement::add_service(statements, service, inputs, years, index, flows);
    }
    for plant in &business.plants {
        statement::add_plant(statements, plant, inputs, years, index);
    }
    for line in &business.lines {
        statement::add_cost_line(statements, line, Line::FixedCost, inputs, years, index);
    }
    for line in &business.restructurings {
        statement::add_cost_line(statements, line, Line::Restructuring, inputs, years, index);
    }
    for (investment, capital) in business.investments.iter().zip(&mut state.capital) {
        capital::book(investment, inputs, period, is_history, index, capital, statements);
    }
    statement::close(statements);
    let per_year = timeline.step.periods_per_year();
    for (statement, cash) in statements.iter_mut().zip(&mut state.cash) {
        cash::complete(&business.money, inputs, period, per_year, cash, statement);
    }
}
