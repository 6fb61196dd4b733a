//! What is known of a scenario after all trials.

use super::date::DateSummary;
use super::indicator::Indicator;
use super::interval::Estimate;
use super::moments::Moments;
use super::proportion::Proportion;
use crate::engine::Series;
use crate::model::business::Named;
use crate::sampling::Plan;

/// A date that is asked of each perimeter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateMetric {
    /// Trailing-year operating margin ≥ 0 for the first time.
    First,
    /// … and for the next four quarters.
    Sustained,
    /// … and to the end of the projection.
    Final,
    /// The same three on trailing-year free cash flow.
    CashFirst,
    CashSustained,
    CashFinal,
    /// Cumulative free cash flow since programme start returns to ≥ 0.
    Payback,
    /// The same on discounted flows.
    DiscountedPayback,
}

impl DateMetric {
    /// All of them, in the order of tables.
    pub const ALL: [DateMetric; 8] = [
        DateMetric::First,
        DateMetric::Sustained,
        DateMetric::Final,
        DateMetric::CashFirst,
        DateMetric::CashSustained,
        DateMetric::CashFinal,
        DateMetric::Payback,
        DateMetric::DiscountedPayback,
    ];

    /// Name in tables.
    pub fn id(self) -> &'static str {
        match self {
            DateMetric::First => "break_even_first",
            DateMetric::Sustained => "break_even_sustained",
            DateMetric::Final => "break_even_final",
            DateMetric::CashFirst => "cash_break_even_first",
            DateMetric::CashSustained => "cash_break_even_sustained",
            DateMetric::CashFinal => "cash_break_even_final",
            DateMetric::Payback => "payback",
            DateMetric::DiscountedPayback => "discounted_payback",
        }
    }

    /// Place in lists by metric.
    pub fn index(self) -> usize {
        self as usize
    }
}

/// Mean and percentiles of one figure over trials.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Statistics {
    /// Trials that have the figure.
    pub n_trials: u64,
    pub mean: Estimate,
    pub standard_deviation: f64,
    /// Percentiles at [`super::quantile::REPORTED`].
    pub percentiles: [Estimate; 7],
}

impl Statistics {
    /// Puts moments and percentiles together.
    pub fn new(moments: &Moments, percentiles: [Estimate; 7], plan: Plan) -> Statistics {
        Statistics {
            n_trials: moments.n(),
            mean: moments.estimate(plan),
            standard_deviation: moments.standard_deviation(),
            percentiles,
        }
    }

    /// 10 % of trials lie below.
    pub fn p10(&self) -> f64 {
        self.percentiles[1].value
    }

    /// The median.
    pub fn p50(&self) -> f64 {
        self.percentiles[3].value
    }

    /// 90 % of trials lie below.
    pub fn p90(&self) -> f64 {
        self.percentiles[5].value
    }
}

/// One recorded series over the reported years.
#[derive(Clone, Debug)]
pub struct SeriesSummary {
    pub series: Series,
    /// One entry for each reported year.
    pub years: Vec<Statistics>,
}

/// Dates and values of one perimeter.
#[derive(Clone, Debug)]
pub struct QuestionSummary {
    pub perimeter: Named,
    /// By [`DateMetric::index`].
    pub dates: Vec<DateSummary>,
    /// Nominal EUR.
    pub net_present_value: Statistics,
    /// Nominal EUR.
    pub peak_funding: Statistics,
    /// Internal rate of return per year, of the trials that have exactly one.
    pub internal_rate: Statistics,
    /// Trials with no, one, several internal rates of return.
    pub internal_rates: [Proportion; 3],
}

/// The realised cut of one generation.
#[derive(Clone, Debug)]
pub struct CutSummary {
    pub platform: Named,
    pub generation: Named,
    pub compared_with: Named,
    pub compared_at: f64,
    pub measured_at: f64,
    pub target_cut: Option<f64>,
    /// Shares of the cost it is compared with.
    pub realised: Statistics,
    /// The part that own levers explain.
    pub own_levers: Statistics,
    /// Trials in which the target is reached.
    pub target_reached: Option<Proportion>,
}

/// The share of trials in which an event happened, or the option of a regime held.
#[derive(Clone, Debug)]
pub struct HappeningSummary {
    /// `event.price-war`, `regime.co2-law.softer`.
    pub key: String,
    pub label: String,
    pub share: Proportion,
}

/// Further figures: Group, cost cut, value, cash cow, bridge.
#[derive(Clone, Debug, Default)]
pub struct IndicatorSummary {
    pub values: Vec<(Indicator, Statistics)>,
    pub shares: Vec<(Indicator, Proportion)>,
    pub dates: Vec<(Indicator, DateSummary)>,
}

impl IndicatorSummary {
    /// A figure by its name in tables, of a year where it is one of a year.
    pub fn value(&self, metric: &str, year: Option<i32>) -> Option<&(Indicator, Statistics)> {
        self.values.iter().find(|(found, _)| found.metric == metric && found.year == year)
    }

    /// A share in the same way.
    pub fn share(&self, metric: &str, year: Option<i32>) -> Option<Proportion> {
        let mut shares = self.shares.iter();
        shares.find(|(found, _)| found.metric == metric && found.year == year).map(|(_, share)| *share)
    }

    /// A date by its name in tables.
    pub fn date(&self, metric: &str) -> Option<&(Indicator, DateSummary)> {
        self.dates.iter().find(|(found, _)| found.metric == metric)
    }
}

/// How percentiles were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PercentileMethod {
    /// All trials were kept.
    Exact,
    /// Integer histograms of bounded size.
    Histogram,
}

/// Everything that is reported of one scenario.
#[derive(Clone, Debug)]
pub struct Summary {
    pub n_trials: u64,
    pub plan: Plan,
    pub method: PercentileMethod,
    pub series: Vec<SeriesSummary>,
    pub questions: Vec<QuestionSummary>,
    pub cost_cuts: Vec<CutSummary>,
    /// Events by the end of the reported years, then options of regimes.
    pub happenings: Vec<HappeningSummary>,
    pub indicators: IndicatorSummary,
}

impl Summary {
    /// A series by grouping, name and metric.
    pub fn find(
        &self,
        grouping: crate::engine::Grouping,
        id: &str,
        metric: crate::engine::Metric,
    ) -> Option<&SeriesSummary> {
        self.series.iter().find(|s| s.series.key() == (grouping, id, metric))
    }
}
