//! What is read off one block: dates, values and the columns of figures, trial by trial.

use super::Date;
use super::crossing::{break_even, payback, trailing_year};
use super::indicator::{IndicatorObservation, Indicators};
use super::internal_rate::{InternalRate, internal_rate};
use super::summary::DateMetric;
use super::valuation::{net_present_value, peak_funding};
use crate::engine::flows::PeriodFlows;
use crate::engine::{BlockOutcome, Scenario};
use crate::lanes::LANES;

/// Dates and values of one perimeter in the trials of a block.
#[derive(Clone, Debug)]
pub struct QuestionObservation {
    /// Dates by [`DateMetric`], then trial.
    pub dates: Vec<Vec<Date>>,
    /// Net present value, nominal EUR at the valuation date.
    pub net_present_value: Vec<f64>,
    /// Peak funding since programme start, nominal EUR.
    pub peak_funding: Vec<f64>,
    /// Internal rate of return of the trials that have exactly one; NaN else.
    pub internal_rate: Vec<f64>,
    /// Number of internal rates of return: 0, 1, or 2 for several.
    pub n_internal_rates: Vec<u8>,
}

/// All that is read off one block of a scenario.
#[derive(Clone, Debug)]
pub struct BlockObservation {
    /// By perimeter that is asked about.
    pub questions: Vec<QuestionObservation>,
    pub indicators: IndicatorObservation,
}

impl BlockObservation {
    /// Reads the first `n_trials` trials of a block.
    pub fn new(
        scenario: &Scenario,
        indicators: &Indicators,
        outcome: &BlockOutcome,
        n_trials: usize,
    ) -> BlockObservation {
        BlockObservation {
            questions: observe(scenario, outcome, n_trials),
            indicators: indicators.observe(scenario, outcome, n_trials),
        }
    }
}

/// Reads the perimeters of one block off its flows, for its first `n_trials` trials.
pub fn observe(scenario: &Scenario, outcome: &BlockOutcome, n_trials: usize) -> Vec<QuestionObservation> {
    let flows = outcome.questions.iter();
    flows.map(|flows| observe_question(scenario, outcome, flows, n_trials.min(LANES))).collect()
}

fn observe_question(
    scenario: &Scenario,
    outcome: &BlockOutcome,
    flows: &PeriodFlows,
    n_trials: usize,
) -> QuestionObservation {
    let mut found = QuestionObservation {
        dates: vec![Vec::with_capacity(n_trials); DateMetric::ALL.len()],
        net_present_value: Vec::with_capacity(n_trials),
        peak_funding: Vec::with_capacity(n_trials),
        internal_rate: Vec::with_capacity(n_trials),
        n_internal_rates: Vec::with_capacity(n_trials),
    };
    let periods = &scenario.timeline.periods;
    let per_year = scenario.timeline.step.periods_per_year();
    let horizon_end = scenario.timeline.horizon_end();
    let trailing_ends: Vec<f64> = periods[per_year - 1..].iter().map(|p| p.end).collect();
    let programme = periods.iter().position(|p| p.start >= scenario.programme_start).unwrap_or(0);
    let in_horizon = |k: &usize| periods[*k].end <= horizon_end;
    for i in 0..n_trials {
        let margin: Vec<f64> = flows.operating_margin.iter().map(|lane| lane[i]).collect();
        let cash: Vec<f64> = flows.free_cash_flow.iter().map(|lane| lane[i]).collect();
        let on_margin = break_even(&trailing_year(&margin, per_year), &trailing_ends, per_year);
        let on_cash = break_even(&trailing_year(&cash, per_year), &trailing_ends, per_year);
        let rate = outcome.discount_rate[i];
        let since_programme = || (programme..periods.len()).filter(in_horizon);
        let ends = || since_programme().map(|k| periods[k].end);
        // The origin changes no date; near it the factors stay within what a number can hold.
        let origin = scenario.programme_start;
        let discounted = |k: usize| cash[k] * crate::lanes::power(1.0 + rate, origin - periods[k].mid());
        for (metric, dates) in DateMetric::ALL.iter().zip(&mut found.dates) {
            let date = match metric {
                DateMetric::First => on_margin.first,
                DateMetric::Sustained => on_margin.sustained,
                DateMetric::Final => on_margin.last,
                DateMetric::CashFirst => on_cash.first,
                DateMetric::CashSustained => on_cash.sustained,
                DateMetric::CashFinal => on_cash.last,
                DateMetric::Payback => payback(since_programme().map(|k| cash[k]), ends()),
                DateMetric::DiscountedPayback => payback(since_programme().map(discounted), ends()),
            };
            dates.push(date.censored(horizon_end));
        }
        let reported = || (0..periods.len()).filter(in_horizon);
        let dated = reported().map(|k| (periods[k].mid(), cash[k]));
        found.net_present_value.push(net_present_value(dated, rate, scenario.valuation_date));
        found.peak_funding.push(peak_funding(since_programme().map(|k| cash[k])));
        let flows: Vec<f64> = since_programme().map(|k| cash[k]).collect();
        let (rate, number) = match internal_rate(&flows, scenario.timeline.step.years()) {
            InternalRate::None => (f64::NAN, 0),
            InternalRate::One(rate) => (rate, 1),
            InternalRate::Several => (f64::NAN, 2),
        };
        found.internal_rate.push(rate);
        found.n_internal_rates.push(number);
    }
    found
}
