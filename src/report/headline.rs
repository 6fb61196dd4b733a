//! Which years, dates and words the summaries and the figures speak of.

use crate::analysis::DateMetric;
use crate::engine::{Grouping, Scenario};
use crate::model::business::{Perimeter, PerimeterKind};
use crate::quantity::Timeline;
use crate::report::language::Language;
use crate::sampling::Plan;
use crate::scenario::document::Document;

/// A scenario as a report names it.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// Name of the file without ending: folders, tables, colours.
    pub id: &'a str,
    /// Name for people.
    pub name: &'a str,
    /// The question that it asks, if it says so.
    pub question: Option<&'a str>,
    /// What the command line changed.
    pub changes: &'a [String],
    pub scenario: &'a Scenario,
    /// What was written, for what only words can say.
    pub document: &'a Document,
    /// How the trials are placed.
    pub plan: Plan,
    /// Language of texts and figures.
    pub language: Language,
}

/// Four calendar years that tell the story: the last of history, three and five years on, the horizon.
pub fn years(timeline: &Timeline) -> Vec<i32> {
    let last_known = timeline.known_until as i32 - 1;
    let wanted = [last_known, last_known + 3, last_known + 5, timeline.horizon];
    let mut years: Vec<i32> =
        wanted.into_iter().filter(|year| timeline.reported_years().contains(year)).collect();
    years.dedup();
    years
}

/// The first projected year and those after it of [`years`].
pub fn projected_years(timeline: &Timeline) -> Vec<i32> {
    let first = timeline.known_until.ceil() as i32;
    let later = years(timeline).into_iter().filter(|year| *year > first);
    std::iter::once(first).chain(later).filter(|year| timeline.reported_years().contains(year)).collect()
}

/// The year by whose end the first sentence asks for break-even: five years after the last known one.
pub fn asked_year(timeline: &Timeline) -> i32 {
    (timeline.known_until as i32 + 4).min(timeline.horizon)
}

/// Dates of the summary, in the order of its table.
pub const DATES: [DateMetric; 5] = [
    DateMetric::First,
    DateMetric::Sustained,
    DateMetric::Final,
    DateMetric::CashSustained,
    DateMetric::Payback,
];

/// A perimeter as people call it. The Group has no label in a scenario.
pub fn perimeter_label(perimeter: &Perimeter, language: Language) -> &str {
    if perimeter.kind == PerimeterKind::Group { language.group() } else { &perimeter.name.label }
}

/// The series that show a perimeter and the Group, as grouping, name and label.
pub fn perimeters<'a>(subject: &Subject<'a>) -> Vec<(Grouping, &'a str, &'a str)> {
    let (scenario, language) = (subject.scenario, subject.language);
    let of_kind = |kind: PerimeterKind, grouping: Grouping| {
        let perimeters = scenario.business.perimeters.iter().filter(move |p| p.kind == kind);
        perimeters.map(move |p| (grouping, p.name.id.as_str(), perimeter_label(p, language)))
    };
    of_kind(PerimeterKind::Question, Grouping::Perimeter)
        .chain(of_kind(PerimeterKind::Group, Grouping::Group))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::quantity::Step;

    #[test]
    fn four_years_tell_the_story() {
        let timeline = |horizon, known| Timeline::new(Step::Year, 2023, horizon, known, [0.25; 4]);
        assert_eq!(years(&timeline(2035, 2026.0)), [2025, 2028, 2030, 2035]);
        assert_eq!(years(&timeline(2028, 2026.0)), [2025, 2028]);
        assert_eq!(years(&timeline(2035, 2023.0)), [2025, 2027, 2035]);
        assert_eq!(asked_year(&timeline(2035, 2026.0)), 2030);
        assert_eq!(projected_years(&timeline(2035, 2026.0)), [2026, 2028, 2030, 2035]);
        assert_eq!(projected_years(&timeline(2026, 2026.0)), [2026]);
    }
}
