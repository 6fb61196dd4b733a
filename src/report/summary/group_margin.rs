//! The Group's operating margin as a share of revenue: what guidance speaks of.

use super::yearly::Yearly;
use crate::analysis::Summary;
use crate::engine::{Grouping, Metric};
use crate::report::fact::Spread;
use crate::report::headline::{self, Subject};

pub(super) fn of(subject: &Subject, summary: &Summary) -> Yearly {
    let perimeters = headline::perimeters(subject).into_iter();
    let group: Vec<_> = perimeters.filter(|(grouping, ..)| *grouping == Grouping::Group).collect();
    Yearly::of(subject, summary, &group, Metric::OperatingMarginRatio, Spread::plain)
}

pub(super) fn text(subject: &Subject, facts: &Yearly) -> String {
    if facts.rows.is_empty() {
        return String::new();
    }
    let language = subject.language;
    let table =
        facts.text(language, |spread| language.ratio(&spread.mean), |spread| language.ratio_range(spread));
    format!("{}\n{table}", language.group_margin_heading())
}
