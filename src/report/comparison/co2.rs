//! The CO2 account of both scenarios, by the years that the law averages over in both.

use serde::Serialize;

use super::change::ByYear;
use crate::analysis::{Comparison, Summary};
use crate::engine::{Grouping, Metric};
use crate::report::fact::Figure;
use crate::report::headline::Subject;
use crate::report::summary::settled_windows;

/// One window.
#[derive(Debug, Serialize)]
pub struct Co2Window {
    pub first_year: i32,
    pub last_year: i32,
    /// `year` is the last one of the window; null in a projection.
    pub target_met: Option<ByYear>,
    /// b − a.
    pub payment_difference_eur_m: Figure,
}

/// Windows that both scenarios settle.
pub(super) fn windows(
    (base, other): (&Subject, &Subject),
    summaries: (&Summary, &Summary),
    comparison: &Comparison,
) -> Vec<Co2Window> {
    let paid = comparison
        .series
        .iter()
        .find(|found| found.series.grouping == Grouping::Group && found.series.metric == Metric::Co2Payment);
    let others = settled_windows(other.scenario);
    let both = settled_windows(base.scenario).into_iter().filter(|window| others.contains(window));
    let window = |(_, first_year, last_year): (usize, i32, i32)| {
        let place = comparison.years.iter().position(|year| *year == last_year)?;
        Some(Co2Window {
            first_year,
            last_year,
            target_met: ByYear::of(base, summaries, comparison, "probability_of_co2_target", last_year),
            payment_difference_eur_m: Figure::eur_m(paid?.years.get(place)?),
        })
    };
    both.filter_map(window).collect()
}

/// A row for each window; nothing where neither scenario differs from the other.
pub(super) fn text(base: &Subject, windows: &[Co2Window]) -> String {
    let moves = |window: &Co2Window| {
        let met = window.target_met.as_ref().is_some_and(|met| met.change.value != 0.0);
        met || window.payment_difference_eur_m.value != 0.0
    };
    if !windows.iter().any(moves) {
        return String::new();
    }
    let language = base.language;
    let line = |cells: [&str; 4]| {
        let [years, levels, points, amount] = cells;
        format!("{years:<16}{levels:>20}{points:>20}{amount:>20}").trim_end().to_string() + "\n"
    };
    let mut text = format!("{}\n{}", language.compared_co2(), line(language.compared_co2_columns()));
    for window in windows {
        let (first, last) = (window.first_year, window.last_year);
        let years = if first == last { format!("  {last}") } else { format!("  {first}-{last}") };
        let met = window.target_met.as_ref();
        let levels = met.map(|met| language.levels(&met.a, &met.b)).unwrap_or_default();
        let points = met.map(|met| language.points_change(&met.change)).unwrap_or_default();
        text.push_str(&line([
            &years,
            &levels,
            &points,
            &language.difference(&window.payment_difference_eur_m),
        ]));
    }
    text
}
