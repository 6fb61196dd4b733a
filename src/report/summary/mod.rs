//! The summary of a run: what a strategist asks first, in 80 columns or as JSON.
//!
//! A section is a file with its facts and their text. To add one: a file, a field in [`Facts`], a line in
//! [`text`]; its words go to `language::summary`, its fields to `docs/json.md`.
//!
//! The order is that of the questions: when, how far unit cost falls, who pays until then, what is left, the Group.
//!
//! - `answer`: two or three sentences that claim no more than the intervals allow
//! - `break_even`: probabilities by year · `dated`: the table of dates that it shares with `bridge`
//! - `cost_cut`: the realised cuts and their targets
//! - `cash_cow`: who covers the need, and the funding rule · `bridge`: when electric cars take over
//! - `yearly`: amounts by year: contribution by brand, operating margins
//! - `group_margin`: as a share of revenue · `guidance`: against what was promised · `co2`: the CO2 account
//! - `value`: NPV, peak funding, internal rate of return

mod answer;
mod break_even;
mod bridge;
mod cash_cow;
mod co2;
mod cost_cut;
mod dated;
mod group_margin;
mod guidance;
mod value;
mod yearly;

use serde::Serialize;

use super::fact::{Asked, Futures, Results};
use super::headline::{self, Subject};
use super::layout::paragraph;
use crate::analysis::Summary;
use crate::engine::{Grouping, Metric};
use cash_cow::{CashCow, FundingRule};
use co2::Co2;
use guidance::Guidance;

pub(super) use answer::Odds;
pub(super) use break_even::BreakEven;
pub(super) use bridge::Bridge;
pub(super) use co2::{settled_windows, text as co2_text};
pub(super) use cost_cut::CostCut;
pub(super) use dated::date_in;
pub(super) use value::Value;
pub(super) use yearly::Yearly;

/// Everything that the summary of a run says.
#[derive(Debug, Serialize)]
pub struct Facts {
    pub scenario: Asked,
    pub futures: Futures,
    pub break_even: BreakEven,
    pub cost_cuts: Vec<CostCut>,
    pub cash_cow: Option<CashCow>,
    pub funding_rule: Option<FundingRule>,
    pub bridge: Option<Bridge>,
    pub contribution_by_brand_eur_m: Yearly,
    pub operating_margin_eur_m: Yearly,
    pub group_operating_margin_ratio: Yearly,
    pub group_guidance: Guidance,
    pub co2: Option<Co2>,
    pub values: Vec<Value>,
    pub results: Results,
}

/// Reads the facts off a summary.
pub fn facts(subject: &Subject, summary: &Summary, results: Results) -> Facts {
    let brands = subject.scenario.business.brands.iter();
    let brands: Vec<_> = brands.map(|b| (Grouping::Brand, b.id.as_str(), b.label.as_str())).collect();
    let perimeters = headline::perimeters(subject);
    Facts {
        scenario: Asked::by(subject),
        futures: Futures::of(subject, summary.n_trials),
        break_even: BreakEven::of(subject, summary),
        cost_cuts: summary.cost_cuts.iter().map(|cut| CostCut::of(subject, cut)).collect(),
        cash_cow: CashCow::of(subject, summary),
        funding_rule: FundingRule::of(subject, summary),
        bridge: Bridge::of(subject, summary),
        contribution_by_brand_eur_m: Yearly::amounts(subject, summary, &brands, Metric::ContributionMargin),
        operating_margin_eur_m: Yearly::amounts(subject, summary, &perimeters, Metric::OperatingMargin),
        group_operating_margin_ratio: group_margin::of(subject, summary),
        group_guidance: Guidance::of(subject, summary),
        co2: Co2::of(subject, summary),
        values: summary.questions.iter().map(|question| Value::of(subject, summary, question)).collect(),
        results,
    }
}

/// The whole text. Means are rounded to what their standard errors support.
pub fn text(subject: &Subject, facts: &Facts) -> String {
    let language = subject.language;
    let sections = [
        asked(subject),
        answer::text(subject, &facts.break_even),
        break_even::text(subject, &facts.break_even),
        cost_cut::text(subject, &facts.cost_cuts),
        carried(subject, facts),
        facts.bridge.as_ref().map(|found| bridge::text(subject, found)).unwrap_or_default(),
        contribution(subject, facts),
        margins(subject, facts),
        group(subject, facts),
        facts.co2.as_ref().map(|found| co2::text(subject, found)).unwrap_or_default(),
        value::text(subject, &facts.values),
        paragraph(&language.summary_conventions(subject, facts.futures.trials)),
    ];
    let said: Vec<String> = sections.into_iter().filter(|section| !section.is_empty()).collect();
    format!("{}{}", said.join("\n"), language.results_in(&facts.results))
}

/// Name, question, changes.
pub(super) fn asked(subject: &Subject) -> String {
    let mut text = paragraph(subject.name);
    if let Some(question) = subject.question {
        text.push_str(&paragraph(question));
    }
    for change in subject.changes {
        text.push_str(&paragraph(&subject.language.changed(change)));
    }
    text
}

/// Who pays, then by which rule: the rule is said with every result, also without a cow.
fn carried(subject: &Subject, facts: &Facts) -> String {
    let cow = facts.cash_cow.as_ref().map(|found| cash_cow::text(subject, found)).unwrap_or_default();
    let rule = facts.funding_rule.as_ref().map(|found| cash_cow::funding_text(subject, found));
    cow + &rule.unwrap_or_default()
}

fn group(subject: &Subject, facts: &Facts) -> String {
    let margin = group_margin::text(subject, &facts.group_operating_margin_ratio);
    margin + &guidance::text(subject, &facts.group_guidance)
}

pub(super) fn contribution(subject: &Subject, facts: &Facts) -> String {
    let table = facts.contribution_by_brand_eur_m.amounts_text(subject.language);
    format!("{}\n{table}", subject.language.contribution_heading())
}

pub(super) fn margins(subject: &Subject, facts: &Facts) -> String {
    let table = facts.operating_margin_eur_m.amounts_text(subject.language);
    format!("{}\n{table}", subject.language.margin_heading())
}
