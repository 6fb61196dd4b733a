//! Further figures of a future, beside what is asked of every perimeter: a closed list fixed by the scenario.
//!
//! - [`group`]: guidance, worst year, negative free cash flow, the Group without a perimeter
//! - [`cost_cut`]: the date at which a realised cut reaches its target
//! - [`value`]: terminal value, return on capital employed, the date of peak funding
//! - [`co2`]: the target of each averaging window
//! - [`cash_cow`]: how far the payer's cash covers the need · [`bridge`]: hand-over, valley, price-cost parity
//!
//! Each figure comes with its description, so that no list of names can come apart from the list of figures.

pub mod bridge;
pub mod cash_cow;
pub mod co2;
pub mod cost_cut;
pub mod group;
pub mod value;

use super::Date;
use crate::engine::block::Block;
use crate::engine::series::{self, MetricUnit};
use crate::engine::{BlockOutcome, Grouping, Metric, Scenario};
use crate::lanes::LANES;
use crate::model::business::{Named, PerimeterKind};

/// What a figure measures, and of what.
#[derive(Clone, Debug, PartialEq)]
pub struct Indicator {
    pub name: Named,
    /// Name in tables.
    pub metric: String,
    /// Calendar year, where it is a figure of a year.
    pub year: Option<i32>,
    pub unit: MetricUnit,
    /// Whether a mean says anything; that of a ratio whose denominator may be near zero does not.
    pub has_mean: bool,
}

impl Indicator {
    fn new(name: &Named, metric: &str, unit: MetricUnit) -> Indicator {
        Indicator { name: name.clone(), metric: metric.to_string(), year: None, unit, has_mean: true }
    }

    fn share(name: &Named, metric: &str) -> Indicator {
        Indicator::new(name, metric, MetricUnit::Share)
    }

    fn date(name: &Named, metric: &str) -> Indicator {
        Indicator::new(name, metric, MetricUnit::Year)
    }

    fn of_year(self, year: i32) -> Indicator {
        Indicator { year: Some(year), ..self }
    }

    fn without_mean(self) -> Indicator {
        Indicator { has_mean: false, ..self }
    }

    /// Whether it is the same figure in another scenario.
    pub fn is_same(&self, other: &Indicator) -> bool {
        (&self.name.id, &self.metric, self.year) == (&other.name.id, &other.metric, other.year)
    }
}

/// The figures of one block, trial by trial.
#[derive(Clone, Debug, Default)]
pub struct IndicatorObservation {
    /// NaN in a trial that has no such figure.
    pub values: Vec<(Indicator, Vec<f64>)>,
    /// Whether something holds.
    pub shares: Vec<(Indicator, Vec<bool>)>,
    pub dates: Vec<(Indicator, Vec<Date>)>,
}

/// What is observed of a scenario: places of the yearly figures that are needed.
#[derive(Clone, Debug)]
pub struct Indicators {
    group: Option<group::Group>,
    without: Vec<group::Without>,
    cash_cow: Option<cash_cow::Cover>,
    co2: Option<co2::Pool>,
}

/// First column of a yearly series in a block's outcome.
pub(super) fn place(
    all: &[series::Series],
    scenario: &Scenario,
    key: (Grouping, &str, Metric),
) -> Option<usize> {
    let n_years = scenario.timeline.reported_years().count();
    all.iter().position(|series| series.key() == key).map(|place| place * n_years)
}

/// Reported years that are projected, with their places among the reported years.
fn projected_years(scenario: &Scenario) -> Vec<(usize, i32)> {
    let years = scenario.timeline.reported_years().enumerate();
    years.filter(|(_, year)| f64::from(*year) >= scenario.timeline.known_until).collect()
}

impl Indicators {
    /// Looks the places up once.
    pub fn new(scenario: &Scenario) -> Indicators {
        let all = series::all(&scenario.business);
        let questions = Block::questions(scenario);
        let question = |p: &usize| group::Without::new(scenario, &all, *p);
        Indicators {
            group: group::Group::new(scenario, &all),
            without: questions.iter().filter_map(question).collect(),
            cash_cow: cash_cow::Cover::new(scenario, &all),
            co2: co2::Pool::new(scenario, &all),
        }
    }

    /// Reads the first `n_trials` trials of a block.
    pub fn observe(
        &self,
        scenario: &Scenario,
        outcome: &BlockOutcome,
        n_trials: usize,
    ) -> IndicatorObservation {
        let (mut found, n) = (IndicatorObservation::default(), n_trials.min(LANES));
        if let Some(group) = &self.group {
            group.observe(scenario, outcome, n, &mut found);
        }
        for without in &self.without {
            without.observe(scenario, outcome, n, &mut found);
        }
        cost_cut::observe(scenario, outcome, n, &mut found);
        for (question, p) in outcome.questions.iter().zip(Block::questions(scenario)) {
            let name = &scenario.business.perimeters[p].name;
            value::observe(scenario, outcome, (name, question), n, &mut found);
        }
        if let Some(cover) = &self.cash_cow {
            cover.observe(scenario, outcome, n, &mut found);
        }
        bridge::observe(scenario, outcome, n, &mut found);
        if let Some(pool) = &self.co2 {
            pool.observe(scenario, outcome, n, &mut found);
        }
        found
    }

    /// The list without figures: what [`Indicators::observe`] finds, in its order.
    pub fn list(&self, scenario: &Scenario) -> IndicatorObservation {
        self.observe(scenario, &Block::outcome(scenario), 0)
    }
}

/// Place of the Group among the perimeters.
fn group_of(scenario: &Scenario) -> Option<&Named> {
    let group = scenario.business.perimeters.iter().find(|p| p.kind == PerimeterKind::Group);
    group.map(|group| &group.name)
}
