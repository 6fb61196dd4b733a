//! How far the free cash flow of one part of the Group covers the cash need of another, and the funding rule.

use serde::Serialize;

use super::dated::DateFacts;
use crate::analysis::Summary;
use crate::engine::{Grouping, Metric};
use crate::report::fact::{Chance, Name, Spread};
use crate::report::funding;
use crate::report::headline::{self, Subject};
use crate::report::layout::{paragraph, row};

/// Who pays for whom.
#[derive(Debug, Serialize)]
pub struct CashCow {
    pub payer: Name,
    pub need: Name,
    /// Of projected years.
    pub years: Vec<CoverYear>,
    /// The first year whose need is not covered, dated by its last quarter.
    pub not_covered: Option<DateFacts>,
}

/// One year.
#[derive(Debug, Serialize)]
pub struct CoverYear {
    pub year: i32,
    /// Free cash flow of the payer over the need, in futures that have one. No mean: the need may be next to nothing.
    pub cover: Spread,
    /// Share of futures without a need.
    pub no_need: Option<Chance>,
}

/// What happens to generations while the need exceeds what payers give.
#[derive(Debug, Serialize)]
pub struct FundingRule {
    /// The rule in words.
    pub rule: String,
    pub slips: Vec<FundingSlip>,
}

/// By how much a generation comes later for want of funds, by the last reported year.
#[derive(Debug, Serialize)]
pub struct FundingSlip {
    #[serde(flatten)]
    pub generation: Name,
    pub years: Spread,
}

impl CashCow {
    pub(super) fn of(subject: &Subject, summary: &Summary) -> Option<CashCow> {
        let business = &subject.scenario.business;
        let sides = business.yardsticks.cash_cow?;
        let [payer, need] = [sides.payer, sides.need].map(|p| Name::from(&business.perimeters[p].name));
        let found = &summary.indicators;
        let years = found.values.iter().filter(|(of, _)| of.metric == "cover").filter_map(|(of, cover)| {
            let year = of.year?;
            let no_need = found.share("probability_of_no_need", Some(year));
            Some(CoverYear {
                year,
                cover: Spread::plain(subject, cover).without_mean(subject),
                no_need: no_need.and_then(|share| Chance::of(subject, share)),
            })
        });
        let not_covered = found.date("cover_below_one");
        Some(CashCow {
            payer,
            need,
            years: years.collect(),
            not_covered: not_covered.map(|(of, dates)| DateFacts::of(subject, &of.metric, dates)),
        })
    }
}

impl CashCow {
    /// The year whose median cover is lowest, of projected ones with a need in at least half of the futures: where
    /// few have one, the median speaks of those few.
    fn lowest_median(&self) -> Option<&CoverYear> {
        let is_needed = |of: &&CoverYear| of.no_need.is_some_and(|none| none.probability <= 0.5);
        let known = self.years.iter().filter(is_needed).filter(|of| of.cover.median.value.is_finite());
        known.min_by(|a, b| a.cover.median.value.total_cmp(&b.cover.median.value))
    }
}

impl FundingRule {
    pub(super) fn of(subject: &Subject, summary: &Summary) -> Option<FundingRule> {
        let rule = funding::sentence(subject.scenario, subject.document, subject.language)?;
        let generations = summary.series.iter().filter(|found| {
            found.series.grouping == Grouping::Generation && found.series.metric == Metric::FundingSlip
        });
        let slips = generations.filter_map(|found| {
            Some(FundingSlip {
                generation: Name { id: found.series.id.clone(), label: found.series.label.clone() },
                years: Spread::plain(subject, found.years.last()?),
            })
        });
        Some(FundingRule { rule, slips: slips.collect() })
    }
}

const LABEL: usize = 16;
const CELL: usize = 16;

/// Median cover with p10 to p90 and the share without a need, then the first year that is not covered.
pub(super) fn text(subject: &Subject, facts: &CashCow) -> String {
    let (language, timeline) = (subject.language, &subject.scenario.timeline);
    let years = headline::projected_years(timeline);
    let shown: Vec<&CoverYear> = facts.years.iter().filter(|of| years.contains(&of.year)).collect();
    let heads: Vec<String> = shown.iter().map(|of| of.year.to_string()).collect();
    let cells =
        |cell: &dyn Fn(&CoverYear) -> String| -> Vec<String> { shown.iter().map(|of| cell(of)).collect() };
    let [median, none] = language.cover_rows();
    let mut text = paragraph(&language.cover_heading(&facts.payer.label, &facts.need.label));
    text.push_str(&row("", LABEL, &heads, CELL));
    text.push_str(&row(median, LABEL, &cells(&|of| language.times(&of.cover.median)), CELL));
    text.push_str(&row(language.range_row(), LABEL, &cells(&|of| language.times_range(&of.cover)), CELL));
    let no_need =
        |of: &CoverYear| of.no_need.map(|share| language.percent(share.counted)).unwrap_or_default();
    text.push_str(&row(none, LABEL, &cells(&no_need), CELL));
    let asked = headline::asked_year(timeline);
    let known = facts.not_covered.as_ref().and_then(|date| {
        let always = language.percent(date.not_by_horizon?.counted);
        let by = language.share_with_interval(&date.chance_by(asked)?);
        let median = language.year_in(date.median.date);
        Some(language.not_covered((asked, &by), median.as_deref(), &always, timeline.horizon))
    });
    let meaning = language.cover_meaning(&facts.payer.label, &facts.need.label);
    let lowest = facts.lowest_median().map(|of| language.lowest_cover(of.year, &of.cover.median));
    let said: Vec<String> = [Some(meaning), lowest, known].into_iter().flatten().collect();
    text + &paragraph(&said.join(" "))
}

/// The rule, and what it delays.
pub(super) fn funding_text(subject: &Subject, facts: &FundingRule) -> String {
    let slips = facts.slips.iter().filter(|slip| slip.years.mean.value >= 0.02);
    let slips: Vec<(&str, &Spread)> =
        slips.map(|slip| (slip.generation.label.as_str(), &slip.years)).collect();
    paragraph(&format!("{} {}", facts.rule, subject.language.funding_slips(&slips)))
}
