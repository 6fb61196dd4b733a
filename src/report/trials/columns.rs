//! The columns of a table of trials, and their values block by block.

use crate::analysis::indicator::{Indicator, Indicators};
use crate::analysis::observation::BlockObservation;
use crate::analysis::{Date, DateMetric, happening_names};
use crate::engine::draws::{Draws, Part};
use crate::engine::{Block, BlockOutcome, Scenario, series};
use crate::lanes::InstructionSet;
use crate::quantity::money::to_eur_m;
use crate::report::table::in_unit;
use crate::sampling::Plan;
use crate::scenario::keys::{self, Unit};

/// Names and values of all columns but the first, which is the number of the trial.
pub(super) struct Columns<'a> {
    scenario: &'a Scenario,
    draws: Draws,
    names: Vec<String>,
    /// Whether a drawn column is in EUR inside and in EUR million in files, in the order of the draws.
    draws_in_eur_m: Vec<bool>,
    series: Vec<series::Series>,
}

impl<'a> Columns<'a> {
    pub(super) fn new(
        scenario: &'a Scenario,
        plan: Plan,
        n_trials: u64,
        instruction_set: InstructionSet,
    ) -> Columns<'a> {
        let draws = Draws::new(scenario, scenario.sampler(plan, n_trials), instruction_set);
        let drawn = draws.columns(scenario);
        let in_eur_m = |key: &str| keys::find(key).is_some_and(|key| key.unit == Unit::EurM);
        let mut names: Vec<String> = drawn
            .iter()
            .map(|column| match column.part {
                Part::Value => format!("input.{}", column.key),
                Part::Level => format!("input.{}.level", column.key),
            })
            .collect();
        let series = series::all(&scenario.business);
        names.extend(series.iter().flat_map(|series| {
            let start = format!("{}.{}.{}", series.grouping.id(), series.id, series.metric.id());
            scenario.timeline.reported_years().map(move |year| format!("{start}.{year}"))
        }));
        for question in Block::questions(scenario) {
            let id = &scenario.business.perimeters[question].name.id;
            let figures = ["net_present_value", "peak_funding", "internal_rate_of_return"];
            let all = DateMetric::ALL.iter().map(|metric| metric.id()).chain(figures);
            names.extend(all.chain(["internal_rates_of_return"]).map(|name| format!("question.{id}.{name}")));
        }
        for (p, c) in Block::comparisons(scenario) {
            let platform = &scenario.business.platforms[p];
            let comparison = &platform.comparisons[c];
            let generation = &platform.generations[comparison.generation].name.id;
            let (id, by) = (&platform.name.id, comparison.measured_at);
            names.extend(
                ["realised", "own_levers"]
                    .map(|what| format!("cut.{id}.{generation}.{what}_cost_cut_by_{by:.2}")),
            );
        }
        let further = Indicators::new(scenario).list(scenario);
        let dates = further.dates.iter().map(|(date, _)| name_of(date));
        let values = further.values.iter().map(|(value, _)| name_of(value));
        names.extend(dates.chain(values).chain(further.shares.iter().map(|(share, _)| name_of(share))));
        names.extend(happening_names(scenario).into_iter().map(|(key, _)| format!("happened.{key}")));
        let draws_in_eur_m = drawn.iter().map(|d| d.part == Part::Value && in_eur_m(&d.key)).collect();
        Columns { scenario, draws, names, draws_in_eur_m, series }
    }

    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// Appends the values of a block to the columns; NaN is a value that there is not.
    pub(super) fn append(
        &mut self,
        (first_trial, n_trials): (u64, usize),
        outcome: &BlockOutcome,
        observed: &BlockObservation,
        to: &mut [Vec<f64>],
    ) {
        let mut columns = to.iter_mut();
        let mut push = |values: &mut dyn Iterator<Item = f64>| {
            // There are as many columns as names.
            if let Some(column) = columns.next() {
                column.extend(values);
            }
        };
        let draws = self.draws.block(self.scenario, first_trial);
        for (lane, in_eur_m) in draws.zip(&self.draws_in_eur_m) {
            push(&mut lane[..n_trials].iter().map(|x| if *in_eur_m { to_eur_m(*x) } else { *x }));
        }
        let n_years = self.scenario.timeline.reported_years().count();
        for (series, years) in self.series.iter().zip(outcome.annual.chunks(n_years)) {
            let unit = series.metric.unit();
            for lane in years {
                push(&mut lane[..n_trials].iter().map(|x| in_unit(unit, *x)));
            }
        }
        let start = f64::from(self.scenario.timeline.start);
        let in_years = |date: &Date| match date {
            Date::BeforeStart => start,
            Date::At(date) => *date,
            Date::NotByHorizon => f64::NAN,
        };
        for question in &observed.questions {
            for dates in &question.dates {
                push(&mut dates.iter().map(in_years));
            }
            push(&mut question.net_present_value.iter().map(|x| to_eur_m(*x)));
            push(&mut question.peak_funding.iter().map(|x| to_eur_m(*x)));
            push(&mut question.internal_rate.iter().copied());
            push(&mut question.n_internal_rates.iter().map(|n| f64::from(*n)));
        }
        for cut in &outcome.cost_cuts {
            push(&mut cut.realised[..n_trials].iter().copied());
            push(&mut cut.own_levers[..n_trials].iter().copied());
        }
        let further = &observed.indicators;
        for (_, dates) in &further.dates {
            push(&mut dates.iter().map(in_years));
        }
        for (value, values) in &further.values {
            push(&mut values.iter().map(|x| in_unit(value.unit, *x)));
        }
        for (_, holds) in &further.shares {
            push(&mut holds.iter().map(|holds| f64::from(u8::from(*holds))));
        }
        for happened in &outcome.happened {
            push(&mut happened[..n_trials].iter().copied());
        }
    }
}

/// `further.hev-to-bev.hand_over_first`, `further.group.probability_of_guidance.2030`.
fn name_of(indicator: &Indicator) -> String {
    let year = indicator.year.map_or_else(String::new, |year| format!(".{year}"));
    format!("further.{}.{}{year}", indicator.name.id, indicator.metric)
}
