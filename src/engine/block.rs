//! One block of trials: draws → periods → recorded series.

use super::feed::Feed;
use super::flows::{CarFlows, PeriodFlows};
use super::happening::{self, Acted};
pub use super::part::Part;
use super::scenario::Scenario;
use super::series::{self, Series};
use crate::lanes::{InstructionSet, LANES, Lane, Pass, ZERO, add};
use crate::model::business::PerimeterKind;
use crate::model::period::{Situation, Stage};
use crate::model::{Business, Inputs, State};
use crate::quantity::Period;
use crate::sampling::Sampler;

/// What a block of trials came to. Allocated once, filled again and again.
#[derive(Clone, Debug)]
pub struct BlockOutcome {
    /// Yearly figures: entry `series · n_years + year`.
    pub annual: Vec<Lane>,
    /// Flows by period of each perimeter that break-even is asked of.
    pub questions: Vec<PeriodFlows>,
    /// Realised cost cuts, in the order of [`Block::comparisons`].
    pub cost_cuts: Vec<CutOutcome>,
    /// Discount rate per year.
    pub discount_rate: Lane,
    /// Tax rate.
    pub tax_rate: Lane,
    /// Growth and fade after the projection, where stated.
    pub terminal: Option<(Lane, Lane)>,
    /// Guidance for the Group's margin by reported year, mean over the year; empty without guidance.
    pub guidance_margin: Vec<Lane>,
    /// Cars of both ends of the bridge: from, to.
    pub bridge: [CarFlows; 2],
    /// Whether each event has happened by the end of the reported years, then whether each option of each regime
    /// holds: 1 or 0.
    pub happened: Vec<Lane>,
}

/// The realised cut of a generation, shares of the cost it is compared with.
#[derive(Clone, Debug)]
pub struct CutOutcome {
    pub realised: Lane,
    pub own_levers: Lane,
    /// Date at which the cut first reaches its target, decimal year; infinite if it has not by the end of the
    /// projection, or has no target.
    pub reached: Lane,
}

/// A figure that is not a finite number: the trial does not disappear, it is an error.
#[derive(Clone, Debug, PartialEq)]
pub struct NotFinite {
    /// Trial, from 0.
    pub trial: u64,
    /// What went wrong, and when: the end of a sentence that begins with the trial.
    pub what: String,
}

/// Simulates blocks of one scenario on one thread: all memory is allocated here, once.
pub struct Block {
    feed: Feed,
    state: State,
    series: Vec<Series>,
    n_years: usize,
    running: Vec<Lane>,
    /// Whether a yearly figure of the block is not a finite number, in any lane.
    is_broken: bool,
    instruction_set: InstructionSet,
}

/// The states of the middle of the base year.
struct OpenBase<'a> {
    state: &'a mut State,
    business: &'a Business,
    inputs: &'a Inputs,
}

/// The states of the end of history, so many years after the middle of the base year.
struct OpenProjection<'a> {
    state: &'a mut State,
    business: &'a Business,
    inputs: &'a Inputs,
    years: f64,
}

/// Adds a period to the yearly figures of a block.
struct Record<'a> {
    block: &'a mut Block,
    scenario: &'a Scenario,
    period: &'a Period,
    outcome: &'a mut BlockOutcome,
}

impl Pass for OpenBase<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        self.state.open_base(self.business, self.inputs);
    }
}

impl Pass for OpenProjection<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        self.state.open_projection(self.business, self.inputs, self.years);
    }
}

impl Pass for Record<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        self.block.record(self.scenario, self.period, self.outcome);
    }
}

impl Block {
    /// Allocates the workspace; trials are independent. Computes with the widest instructions of this processor.
    pub fn new(scenario: &Scenario) -> Block {
        Block::with_sampler(scenario, Sampler::random(scenario.seed))
    }

    /// The same under any sampling plan; the sampler is one of [`Scenario::sampler`].
    pub fn with_sampler(scenario: &Scenario, sampler: Sampler) -> Block {
        let series = series::all(&scenario.business);
        Block {
            instruction_set: InstructionSet::best(),
            feed: Feed::with_sampler(scenario, sampler),
            state: State::new(&scenario.business),
            n_years: scenario.timeline.reported_years().count(),
            running: vec![ZERO; series.len()],
            is_broken: false,
            series,
        }
    }

    /// Computes with these instructions; the results are the same bits.
    pub fn with_instruction_set(mut self, instruction_set: InstructionSet) -> Block {
        self.feed.set_instruction_set(instruction_set);
        Block { instruction_set, ..self }
    }

    /// Platform and place of each comparison in [`BlockOutcome::cost_cuts`].
    pub fn comparisons(scenario: &Scenario) -> Vec<(usize, usize)> {
        let platforms = scenario.business.platforms.iter().enumerate();
        platforms.flat_map(|(p, platform)| (0..platform.comparisons.len()).map(move |c| (p, c))).collect()
    }

    /// Perimeters that break-even is asked of, in the order of [`BlockOutcome::questions`].
    pub fn questions(scenario: &Scenario) -> Vec<usize> {
        let perimeters = scenario.business.perimeters.iter().enumerate();
        perimeters.filter(|(_, p)| p.kind == PerimeterKind::Question).map(|(i, _)| i).collect()
    }

    /// Room for the outcome of one block.
    pub fn outcome(scenario: &Scenario) -> BlockOutcome {
        let n_columns = series::all(&scenario.business).len() * scenario.timeline.reported_years().count();
        let n_periods = scenario.timeline.n_periods();
        let n_options: usize = scenario.regimes.iter().map(|regime| regime.options.len()).sum();
        let yardsticks = &scenario.business.yardsticks;
        let n_years = scenario.timeline.reported_years().count();
        BlockOutcome {
            annual: vec![ZERO; n_columns],
            questions: vec![PeriodFlows::new(n_periods); Block::questions(scenario).len()],
            cost_cuts: vec![
                CutOutcome { realised: ZERO, own_levers: ZERO, reached: ZERO };
                Block::comparisons(scenario).len()
            ],
            discount_rate: ZERO,
            happened: vec![ZERO; n_options + scenario.events.len()],
            tax_rate: ZERO,
            terminal: yardsticks.terminal.map(|_| (ZERO, ZERO)),
            guidance_margin: yardsticks.guidance_margin.map(|_| vec![ZERO; n_years]).unwrap_or_default(),
            bridge: [CarFlows::new(n_periods), CarFlows::new(n_periods)],
        }
    }

    /// Simulates the trials `first_trial` … `first_trial + 127` into `outcome`.
    ///
    /// # Errors
    /// [`NotFinite`] names the first of the first `n_trials` trials whose results are not finite numbers.
    pub fn simulate(
        &mut self,
        scenario: &Scenario,
        first_trial: u64,
        n_trials: usize,
        outcome: &mut BlockOutcome,
    ) -> Result<(), NotFinite> {
        self.compute(scenario, first_trial, outcome, |_| {});
        match self.first_problem(scenario, n_trials, outcome) {
            None => Ok(()),
            Some((lane, what)) => {
                let what = self.blame(scenario, first_trial, lane).unwrap_or_else(|| {
                    format!("{what} is not a finite number; look for a price, cost or share that leaves its sensible range")
                });
                Err(NotFinite { trial: first_trial + lane as u64, what })
            }
        }
    }

    /// Computes and records a block; `done` hears of each part of the work when it ends: to time them.
    pub fn compute(
        &mut self,
        scenario: &Scenario,
        first_trial: u64,
        outcome: &mut BlockOutcome,
        mut done: impl FnMut(Part),
    ) {
        let set = self.instruction_set;
        self.open(scenario, first_trial);
        done(Part::Open);
        let questions = Block::questions(scenario);
        let business = &scenario.business;
        for period in &scenario.timeline.periods {
            self.draw(scenario, period, first_trial);
            done(Part::Draw);
            for stage in Stage::ALL {
                self.run_stage(scenario, period, *stage);
                done(Part::Stage(*stage));
            }
            set.run(Record { block: self, scenario, period, outcome });
            for (flows, p) in outcome.questions.iter_mut().zip(&questions) {
                flows.record(scenario, *p, period, (&self.feed.inputs, &self.state));
            }
            self.record_yardsticks(scenario, period, outcome);
            done(Part::Record);
        }
        for (cut, (p, c)) in outcome.cost_cuts.iter_mut().zip(Block::comparisons(scenario)) {
            cut.realised = self.state.cost_cuts[p][c].realised;
            cut.own_levers = self.state.cost_cuts[p][c].own_levers;
            cut.reached = self.state.cost_cuts[p][c].reached;
        }
        let inputs = &self.feed.inputs;
        outcome.discount_rate = inputs[business.money.discount_rate];
        outcome.tax_rate = inputs[business.money.tax_rate];
        let terminal = business.yardsticks.terminal;
        outcome.terminal = terminal.map(|terminal| (inputs[terminal.growth], inputs[terminal.fade]));
        let happened = self.feed.happenings().indicators(scenario, scenario.timeline.horizon_end());
        outcome.happened.iter_mut().zip(happened).for_each(|(kept, lane)| *kept = lane);
    }

    /// Computes a block and shows each period's inputs, state and results, without recording: to take single
    /// trials apart.
    pub fn each_period(
        &mut self,
        scenario: &Scenario,
        first_trial: u64,
        mut look: impl FnMut(&Period, &Inputs, &State),
    ) {
        self.open(scenario, first_trial);
        for period in &scenario.timeline.periods {
            self.step(scenario, period, first_trial);
            look(period, &self.feed.inputs, &self.state);
        }
    }

    /// What held and happened in a trial of the block that was computed last.
    pub fn acted(&self, scenario: &Scenario, i: usize) -> Vec<Acted> {
        happening::acted(scenario, self.feed.happenings(), i)
    }

    /// Draws, and the states of the middle of the base year.
    fn open(&mut self, scenario: &Scenario, first_trial: u64) {
        let business = &scenario.business;
        self.running.iter_mut().for_each(|lane| *lane = ZERO);
        self.is_broken = false;
        self.feed.begin_block(scenario, first_trial);
        self.feed.at_base_mid(scenario);
        let (state, inputs) = (&mut self.state, &self.feed.inputs);
        self.instruction_set.run(OpenBase { state, business, inputs });
        let base_mid = business.money.base_mid;
        for period in scenario.timeline.periods.iter().filter(|p| p.start < base_mid) {
            let rate = self.feed.history_value(scenario, business.money.inflation_rate, period);
            self.state.inflation.rewind(&rate, period.end.min(base_mid) - period.start);
        }
    }

    /// Computes one period.
    fn step(&mut self, scenario: &Scenario, period: &Period, first_trial: u64) {
        self.draw(scenario, period, first_trial);
        Stage::ALL.iter().for_each(|stage| self.run_stage(scenario, period, *stage));
    }

    /// The inputs of one period. Recursions start, and differences count, from the end of history: the states
    /// are opened there when the first projected period comes.
    fn draw(&mut self, scenario: &Scenario, period: &Period, first_trial: u64) {
        let (business, timeline) = (&scenario.business, &scenario.timeline);
        if period.index == timeline.first_projected() {
            self.feed.at_known_until(scenario);
            let years = timeline.known_until - business.money.base_mid;
            let (state, inputs) = (&mut self.state, &self.feed.inputs);
            self.instruction_set.run(OpenProjection { state, business, inputs, years });
        }
        self.feed.at_period(scenario, period, first_trial);
    }

    fn run_stage(&mut self, scenario: &Scenario, period: &Period, stage: Stage) {
        let (business, timeline) = (&scenario.business, &scenario.timeline);
        let at = Situation { business, timeline, period, inputs: &self.feed.inputs };
        stage.run(self.instruction_set, &at, &mut self.state);
    }

    #[inline(always)]
    fn record(&mut self, scenario: &Scenario, period: &Period, outcome: &mut BlockOutcome) {
        let year = (period.year - scenario.timeline.start) as usize;
        if year >= self.n_years {
            return;
        }
        let in_programme = period.start >= scenario.programme_start;
        for (series, running) in self.series.iter().zip(&mut self.running) {
            if series.is_cumulative() && !in_programme {
                continue;
            }
            series.accumulate(&self.state, period.years(), running);
        }
        if period.end == f64::from(period.year + 1) {
            for (s, series) in self.series.iter().enumerate() {
                let closed = &mut outcome.annual[s * self.n_years + year];
                *closed = series.close_year(&self.running, s);
                // While it is at hand.
                self.is_broken |= !all_finite(closed);
            }
            let yearly =
                self.series.iter().zip(&mut self.running).filter(|(series, _)| !series.is_cumulative());
            yearly.for_each(|(_, running)| *running = ZERO);
        }
    }

    /// What results are held against, in one period.
    fn record_yardsticks(&self, scenario: &Scenario, period: &Period, outcome: &mut BlockOutcome) {
        let yardsticks = &scenario.business.yardsticks;
        let ends = [yardsticks.bridge.from, yardsticks.bridge.to];
        for (flows, powertrain) in outcome.bridge.iter_mut().zip(ends) {
            flows.record(scenario, powertrain, period.index, &self.state);
        }
        let year = (period.year - scenario.timeline.start) as usize;
        if let (Some(slot), Some(mean)) = (yardsticks.guidance_margin, outcome.guidance_margin.get_mut(year))
        {
            if period.start == f64::from(period.year) {
                *mean = ZERO;
            }
            let guidance = &self.feed.inputs[slot];
            add(mean, |i| guidance[i] * period.years());
        }
    }

    /// The first lane and series with a result that is not finite.
    fn first_problem(
        &self,
        scenario: &Scenario,
        n_trials: usize,
        outcome: &BlockOutcome,
    ) -> Option<(usize, String)> {
        let lane_of = |lane: &Lane| lane[..n_trials.min(LANES)].iter().position(|x| !x.is_finite());
        // From the end of the list: the market and single products come before what they add up to.
        let annual = outcome.annual.iter().enumerate().rev().filter(|_| self.is_broken);
        let mut annual = annual.filter_map(|(column, lane)| {
            let series = &self.series[column / self.n_years];
            let year = scenario.timeline.start + (column % self.n_years) as i32;
            let name = format!("{} {} `{}` in {year}", series.metric.id(), series.grouping.id(), series.id);
            lane_of(lane).map(|i| (i, name))
        });
        let by_period = || {
            let flows =
                outcome.questions.iter().flat_map(|q| q.operating_margin.iter().chain(&q.free_cash_flow));
            flows.filter_map(lane_of).next().map(|i| (i, "a perimeter's cash flow".to_string()))
        };
        let cuts = || {
            let cuts = outcome.cost_cuts.iter().filter_map(|cut| lane_of(&cut.realised)).next();
            cuts.map(|i| (i, "a realised cost cut".to_string()))
        };
        annual.next().or_else(by_period).or_else(cuts)
    }
}

/// Without an early end, so that it is vector code.
#[inline(always)]
fn all_finite(lane: &Lane) -> bool {
    let mut all = true;
    for x in lane {
        all &= x.is_finite();
    }
    all
}
