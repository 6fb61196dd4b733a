//! One period of the business: the model's table of contents. A period is [`Stage::ALL`] in turn; results stand
//! in the state.

use super::asset::Surroundings;
use super::business::{Car, UnitCost};
use super::unit_cost::{module_cost, unit_cost};
use super::{Business, Inputs, State, bridge, cannibalisation, capital, cash, co2, contract, cost_cut};
use super::{cost_driver, demand, funding, generation, industry_price, plant, price, spillover};
use crate::lanes::{InstructionSet, Lane, Pass, ZERO, add, fill};
use crate::model::statement::{self, Line};
use crate::quantity::{Period, Timeline};

/// What all stages of one period see.
#[derive(Clone, Copy)]
pub struct Situation<'a> {
    pub business: &'a Business,
    pub timeline: &'a Timeline,
    pub period: &'a Period,
    pub inputs: &'a Inputs,
}

impl Situation<'_> {
    fn is_history(&self) -> bool {
        self.timeline.is_history(self.period)
    }
}

/// Declares the stages of a period in their order: name, words for people, function.
macro_rules! stages {
    ($($(#[$doc:meta])* $stage:ident, $words:literal, $function:ident;)+) => {
        /// A part of one period; the first two know nothing of the Group.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Stage {
            $($(#[$doc])* $stage,)+
        }

        impl Stage {
            /// All stages, in the order in which a period is computed.
            pub const ALL: &[Stage] = &[$(Stage::$stage,)+];

            /// In words.
            pub fn words(self) -> &'static str {
                match self { $(Stage::$stage => $words,)+ }
            }

            /// Computes this stage with these vector instructions.
            pub fn run(self, instruction_set: InstructionSet, at: &Situation, state: &mut State) {
                // Each stage is compiled by itself, for each instruction set.
                match self {
                    $(Stage::$stage => {
                        struct Work<'a>(&'a Situation<'a>, &'a mut State);
                        impl Pass for Work<'_> {
                            type Output = ();

                            #[inline(always)]
                            fn run(self) {
                                $function(self.0, self.1);
                            }
                        }
                        instruction_set.run(Work(at, state));
                    })+
                }
            }
        }
    };
}

stages! {
    /// Price index, pack prices, the industry's prices, pools.
    Surroundings, "inflation, batteries, market", surroundings;
    /// Generations: starts, slips, roll-out.
    Generations, "generations", roll_out_generations;
    /// Module costs, cost index, realised cuts.
    Platforms, "platforms", cost_platforms;
    /// Unit cost, price and demand of each product.
    Buyers, "unit costs, prices, demand", ask_buyers;
    /// Unit cost and demand of each contract.
    Partners, "partners", ask_partners;
    /// Cannibalisation and plants.
    Capacity, "cannibalisation and plants", meet_demand;
    /// Revenue and contribution of products and contracts.
    Cars, "revenue and contribution", book_cars;
    /// Services, fixed cost, investment.
    Lines, "services, fixed cost, investment", book_lines;
    /// The CO2 account of the pool.
    Emissions, "CO2 account", count_emissions;
    /// Subtotals and cash of each perimeter.
    Cash, "subtotals and cash", complete;
}

#[inline(always)]
fn surroundings(at: &Situation, state: &mut State) {
    let &Situation { business, timeline, period, inputs } = at;
    let rate = &inputs[business.money.inflation_rate];
    state.inflation.advance(rate, period.years(), &mut state.price_index);
    if at.is_history() {
        replay_surroundings(business, period, inputs, state);
    } else {
        project_surroundings(business, timeline, period, inputs, state);
    }
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

/// When generations start, and how far they have reached the cars.
#[inline(always)]
fn roll_out_generations(at: &Situation, state: &mut State) {
    let &Situation { business, timeline, period, inputs } = at;
    let mut causes = generation::Causes { funding: ZERO, most_funding: 0.0, bridge: ZERO };
    if let Some(rule) = &business.funding {
        funding::slip(rule, inputs, (period, timeline), &state.funding, &mut causes.funding);
        causes.most_funding = rule.max_slip_years;
    }
    if let Some(lever) = &business.bridge {
        bridge::slip(lever, inputs, &state.bridge, &mut causes.bridge);
    }
    let is_any = business.funding.is_some() || business.bridge.is_some();
    let causes = (is_any && !at.is_history()).then_some(&causes);
    for (platform, rollouts) in business.platforms.iter().zip(&mut state.rollouts) {
        generation::roll_out(platform, inputs, (period.start, period.end), causes, rollouts);
    }
}

/// Module costs, the platforms' cost index and the realised cuts.
#[inline(always)]
fn cost_platforms(at: &Situation, state: &mut State) {
    let &Situation { business, period, inputs, .. } = at;
    for (p, platform) in business.platforms.iter().enumerate() {
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

/// Unit cost, price and demand of each product.
#[inline(always)]
fn ask_buyers(at: &Situation, state: &mut State) {
    let &Situation { business, timeline, period, inputs } = at;
    let is_history = at.is_history();
    let mut market_index = ZERO;
    let mut life_cycle = ZERO;
    for (p, product) in business.products.iter().enumerate() {
        let mut cost = match &product.unit_cost {
            UnitCost::Given(slot) => inputs[*slot],
            UnitCost::BuiltUp(car) => cost_of_car(business, inputs, car, state),
        };
        let (prices, reference) = (&state.segment_prices, &state.references[p]);
        let flows = &mut state.products[p];
        price::market_index(business, inputs, product, prices, &mut market_index);
        price::own_price(inputs, product, &market_index, &cost, reference, prices, &mut flows.price);
        if let (Some(co2), false) = (&business.co2, is_history) {
            co2::charge_grams((co2, p), inputs, &state.price_index, &state.co2, &mut flows.price);
        }
        let launch = demand::launch_date(&product.launch, inputs, &state.rollouts);
        let end = product.end.map(|slot| &inputs[slot]);
        demand::life_cycle(&inputs[product.ramp_years], end, period, launch, &mut life_cycle);
        if let Some(launch) = launch {
            demand::age(&product.appeal, inputs, period, launch, &mut life_cycle);
            add_launch_excess(period, launch, &inputs[business.launch_excess], &mut cost);
        }
        let context = demand::Context { period, is_history, market: &state.market };
        let pricing = demand::Pricing {
            own_price: &flows.price,
            market_index: &market_index,
            base_price: &reference.net_price,
        };
        demand::volume(product, inputs, &context, &life_cycle, &pricing, &mut flows.volume);
        if let (Some(lever), false) = (&business.bridge, is_history) {
            let per_year = timeline.step.periods_per_year();
            bridge::lift(lever, product, inputs, per_year, &state.bridge, &mut flows.volume);
        }
        flows.unit_cost = cost;
    }
    if !is_history {
        for (spillover, state_of) in business.spillovers.iter().zip(&mut state.spillovers) {
            spillover::lift(spillover, &business.products, inputs, state_of, &mut state.products);
        }
    }
}

/// Unit cost of a car on a platform in this period, without launch excess.
#[inline(always)]
fn cost_of_car(business: &Business, inputs: &Inputs, car: &Car, state: &State) -> Lane {
    let reach: Vec<&Lane> = state.rollouts[car.platform].iter().map(|r| &r.reached).collect();
    unit_cost(business, inputs, car, &reach, &state.packs, &state.module_totals[car.platform])
}

/// Unit cost and demand of each contract.
#[inline(always)]
fn ask_partners(at: &Situation, state: &mut State) {
    let &Situation { business, timeline, period, inputs } = at;
    for (c, contract) in business.contracts.iter().enumerate() {
        let mut cost = cost_of_car(business, inputs, &contract.car, state);
        let flows = &mut state.contracts[c];
        flows.planned_cost = cost;
        let launch = contract::want(contract, inputs, (period, timeline.known_until), &state.rollouts, flows);
        if let Some(launch) = launch {
            add_launch_excess(period, launch, &inputs[business.launch_excess], &mut cost);
        }
        flows.unit_cost = cost;
    }
}

/// Own cars take from own cars, then the plants say what can be built. History is as recorded.
#[inline(always)]
fn meet_demand(at: &Situation, state: &mut State) {
    let &Situation { business, period, inputs, .. } = at;
    let is_history = at.is_history();
    let cars = (business.products.as_slice(), business.displacements.as_slice());
    let (market, displaced) = (&state.market, &mut state.displaced);
    if is_history {
        if f64::from(period.year) < business.money.base_mid
            && business.money.base_mid < f64::from(period.year + 1)
        {
            cannibalisation::remember_base_year(cars, period, market, &state.products, displaced);
        }
    } else {
        cannibalisation::displace(cars, period, inputs, market, &mut state.products, displaced);
    }
    state.products.iter_mut().for_each(|flows| flows.demand = flows.volume);
    plant::open(&business.plants, inputs, period, &mut state.plants);
    if !is_history {
        plant::allocate(business, &mut state.plants, &mut state.products, &mut state.contracts);
    }
}

/// Revenue and contribution of products and contracts, and what they load.
#[inline(always)]
fn book_cars(at: &Situation, state: &mut State) {
    let &Situation { business, timeline, inputs, .. } = at;
    let is_history = at.is_history();
    statement::clear(&mut state.statements);
    let index = &state.price_index;
    for (product, flows) in business.products.iter().zip(&mut state.products) {
        flows.sell(index);
        let UnitCost::BuiltUp(car) = &product.unit_cost else {
            statement::add_product(&mut state.statements, product, flows, None, index);
            continue;
        };
        let fee = &inputs[business.platforms[car.platform].access_fee];
        statement::add_product(&mut state.statements, product, flows, Some(fee), index);
        if !is_history {
            add(&mut state.platform_output[car.platform], |i| flows.volume[i]);
        }
        let through = (&flows.volume, &flows.demand, &flows.contribution);
        plant::pass_through(&mut state.plants, &car.route, through);
    }
    let per_year = timeline.step.periods_per_year();
    for (spillover, state_of) in business.spillovers.iter().zip(&mut state.spillovers) {
        state_of.remember(spillover, per_year, &state.products);
    }
    for (contract, flows) in business.contracts.iter().zip(&mut state.contracts) {
        flows.settle(contract, inputs, index);
        statement::add_contract(&mut state.statements, contract, flows);
        if !is_history {
            add(&mut state.platform_output[contract.car.platform], |i| flows.volume[i]);
        }
        let through = (&flows.volume, &flows.demand, &flows.contribution);
        plant::pass_through(&mut state.plants, &contract.car.route, through);
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

/// Services, plants, cost lines, investment.
#[inline(always)]
fn book_lines(at: &Situation, state: &mut State) {
    let &Situation { business, timeline, period, inputs } = at;
    let is_history = at.is_history();
    let (years, index) = (period.years(), &state.price_index);
    let statements = &mut state.statements;
    let around = Surroundings {
        period,
        start: f64::from(timeline.start),
        is_history,
        products: &state.products,
        prices: &state.segment_prices,
        index,
    };
    for (service, flows) in business.services.iter().zip(&mut state.services) {
        flows.earn(service, inputs, &around);
        statement::add_service(statements, service, inputs, flows);
    }
    cost_driver::measure(business, inputs, period, state);
    let (statements, index) = (&mut state.statements, &state.price_index);
    let step_years = (!is_history).then(|| timeline.state_step(period));
    for (plant, state) in business.plants.iter().zip(&mut state.plants) {
        plant::book_fixed_cost(plant, inputs, (step_years, years), index, state);
        statement::add_plant(statements, plant, &state.fixed_cost);
    }
    for (lines, line, costs) in [
        (&business.lines, Line::FixedCost, &mut state.line_costs),
        (&business.restructurings, Line::Restructuring, &mut state.restructuring_costs),
        (&business.impairments, Line::Impairment, &mut state.impairment_costs),
    ] {
        for (l, (cost_line, cost)) in lines.iter().zip(costs).enumerate() {
            let stated = &inputs[cost_line.cost];
            if cost_line.driver.is_some() {
                let yearly = cost_driver::yearly_cost(stated, &state.line_units[l]);
                statement::add_cost_line(statements, cost_line, line, &yearly, (years, index), cost);
            } else {
                statement::add_cost_line(statements, cost_line, line, stated, (years, index), cost);
            }
        }
    }
    for (investment, capital) in business.investments.iter().zip(&mut state.capital) {
        capital::book(investment, inputs, period, is_history, index, capital, statements);
    }
    if let (Some(lever), false) = (&business.bridge, is_history) {
        bridge::book(lever, &business.lines, inputs, period, index, &mut state.bridge, statements);
    }
}

/// The pool's cars against its target.
#[inline(always)]
fn count_emissions(at: &Situation, state: &mut State) {
    let &Situation { business, period, inputs, .. } = at;
    let Some(co2) = &business.co2 else { return };
    let (index, flows) = (&state.price_index, state.products.as_slice());
    let (account, statements) = (&mut state.co2, &mut state.statements);
    let when = (period, at.is_history());
    co2::book((co2, &business.products), inputs, when, index, flows, account, statements);
}

/// The subtotals and the cash of each perimeter.
#[inline(always)]
fn complete(at: &Situation, state: &mut State) {
    let &Situation { business, timeline, period, inputs } = at;
    let statements = &mut state.statements;
    statement::close(statements);
    let per_year = timeline.step.periods_per_year();
    for (statement, cash) in statements.iter_mut().zip(&mut state.cash) {
        cash::complete(&business.money, inputs, period, per_year, cash, statement);
    }
    if let (Some(rule), false) = (&business.funding, at.is_history()) {
        state.funding.add(rule, statements);
    }
}
