//! One perimeter in both scenarios: probabilities and their change, how the sustained date moves, values.

use serde::Serialize;

use super::change::{ByYear, CELL, LABEL, rows};
use crate::analysis::comparison::{ProbabilityChange, QuestionComparison, ShiftClass, Value};
use crate::analysis::date::DatePercentile;
use crate::analysis::{DateMetric, DateSummary, Summary};
use crate::report::fact::{Chance, Figure, Name, Quarter};
use crate::report::headline::{self, DATES, Subject};
use crate::report::language::Language;
use crate::report::layout::{paragraph, row};
use crate::report::summary::date_in;

/// What is compared of a perimeter.
#[derive(Debug, Serialize)]
pub struct Question {
    pub perimeter: Name,
    pub dates: Vec<Date>,
    /// Of the sustained date, future by future.
    pub sustained_shift: Option<Shift>,
    /// B minus A; null in a projection.
    pub net_present_value_difference_eur_m: Option<Figure>,
    pub peak_funding_difference_eur_m: Option<Figure>,
}

/// One date in both.
#[derive(Debug, Serialize)]
pub struct Date {
    /// As in `break_even.csv`.
    pub date: String,
    pub median_a: Quarter,
    pub median_b: Quarter,
    /// Later in B 1, earlier −1; 0 where the 95 % intervals of the two medians have a part in common.
    #[serde(skip)]
    pub median_moves: i8,
    /// Empty in a projection.
    pub by_end_of: Vec<ByYear>,
}

/// Shares of futures by what becomes of the date, to the quarter.
#[derive(Debug, Serialize)]
pub struct Shift {
    pub earlier: Chance,
    pub same: Chance,
    pub later: Chance,
    pub neither: Chance,
    pub only_a: Chance,
    pub only_b: Chance,
    /// Over the futures in which both have a date.
    pub mean_years: Option<Figure>,
}

impl Question {
    pub(super) fn of(base: &Subject, found: &QuestionComparison, a: &Summary, b: &Summary) -> Question {
        let is_projection = base.scenario.is_deterministic;
        let dates = DATES.iter().filter_map(|metric| {
            let [a, b] = [a, b].map(|summary| {
                let same = summary.questions.iter().find(|q| q.perimeter.id == found.perimeter.id);
                same.map(|question| &question.dates[metric.index()])
            });
            Some(Date::of(base, metric.id(), (a?, b?), &found.probability_changes[metric.index()]))
        });
        let value =
            |value: Value| (!is_projection).then(|| Figure::eur_m(&found.values[value as usize].mean));
        Question {
            perimeter: Name::from(&found.perimeter),
            dates: dates.collect(),
            sustained_shift: Shift::of(base, found),
            net_present_value_difference_eur_m: value(Value::NetPresentValue),
            peak_funding_difference_eur_m: value(Value::PeakFunding),
        }
    }

    /// A sentence on the asked year, those on years that say otherwise, and one on how the date moves.
    pub(super) fn answer(&self, base: &Subject) -> String {
        let language = base.language;
        let asked = headline::asked_year(&base.scenario.timeline);
        let Some(date) = self.dates.iter().find(|date| date.date == DateMetric::Sustained.id()) else {
            return String::new();
        };
        let Some(by) = date.by_end_of.iter().find(|by| by.year == asked) else { return String::new() };
        let medians = [&date.median_a, &date.median_b].map(|median| date_in(base, median));
        let label = &self.perimeter.label;
        let mut said = vec![language.change_by(label, by)];
        said.extend(contrary(by, &date.by_end_of).map(|other| language.but_by(other)));
        let moves = date.median_moves;
        said.push(language.medians(medians, moves != 0 && moves == direction(&by.change)));
        paragraph(&language.spaced(&said.join(" ")))
    }

    /// P(by year) in A and B, the change with its error from the pairs, and where the date goes.
    pub(super) fn table(&self, base: &Subject) -> String {
        let language = base.language;
        let years = headline::years(&base.scenario.timeline);
        let heads: Vec<String> = years.iter().map(i32::to_string).collect();
        let mut text = format!("{}\n", language.compared_break_even(&self.perimeter.label));
        text.push_str(&row("", LABEL, &heads, CELL));
        for (metric, date) in DATES.iter().zip(&self.dates) {
            text.push_str(&rows(base, language.date_name(*metric), &years, &date.by_end_of));
        }
        let shift = self.sustained_shift.as_ref();
        text + &shift.map(|shift| paragraph(&language.where_the_date_goes(shift))).unwrap_or_default()
    }
}

impl Date {
    pub(super) fn of(
        base: &Subject,
        date: &str,
        (a, b): (&DateSummary, &DateSummary),
        changes: &[ProbabilityChange],
    ) -> Date {
        let timeline = &base.scenario.timeline;
        let mut years = headline::years(timeline);
        years.push(headline::asked_year(timeline));
        years.sort_unstable();
        years.dedup();
        let by = years.into_iter().filter_map(|year| {
            let end = f64::from(year + 1);
            let change = changes.iter().find(|change| change.quarter_end == end)?;
            Some(ByYear {
                year,
                a: Chance::of(base, a.by(end))?,
                b: Chance::of(base, b.by(end))?,
                change: Figure::plain(&change.change()),
            })
        });
        Date {
            date: date.to_string(),
            by_end_of: by.collect(),
            median_moves: median_moves(a, b),
            median_a: a.percentile(0.5).into(),
            median_b: b.percentile(0.5).into(),
        }
    }
}

/// Likelier in B 1, less likely −1; 0 where the interval of the change holds zero.
fn direction(change: &Figure) -> i8 {
    i8::from(change.low > 0.0) - i8::from(change.high < 0.0)
}

/// Later years whose probability moves against that of the asked year, or moves where that one does not.
fn contrary<'a>(asked: &'a ByYear, all: &'a [ByYear]) -> impl Iterator<Item = &'a ByYear> {
    let later = all.iter().filter(|by| by.year > asked.year);
    later.filter(|by| direction(&by.change) != 0 && direction(&by.change) != direction(&asked.change))
}

fn median_moves(a: &DateSummary, b: &DateSummary) -> i8 {
    let place = |date: DatePercentile| match date {
        DatePercentile::BeforeStart => f64::NEG_INFINITY,
        DatePercentile::InQuarter(begin) => begin,
        DatePercentile::NotByHorizon => f64::INFINITY,
    };
    let [(a_low, a_high), (b_low, b_high)] = [a, b].map(|dates| {
        let (low, high) = dates.percentile_interval(0.5);
        (place(low), place(high))
    });
    i8::from(b_low > a_high) - i8::from(b_high < a_low)
}

impl Shift {
    fn of(base: &Subject, found: &QuestionComparison) -> Option<Shift> {
        let shift = &found.shifts[DateMetric::Sustained.index()];
        let of = |class| Chance::of(base, shift.share(class));
        Some(Shift {
            earlier: of(ShiftClass::Earlier)?,
            same: of(ShiftClass::Same)?,
            later: of(ShiftClass::Later)?,
            neither: of(ShiftClass::BothNever)?,
            only_a: of(ShiftClass::OnlyFirst)?,
            only_b: of(ShiftClass::OnlyOther)?,
            mean_years: shift.mean_years().map(|mean| Figure::plain(&mean)),
        })
    }
}

/// A row of NPV and one of peak funding for each perimeter.
pub(super) fn values(language: Language, questions: &[Question]) -> String {
    let mut text = String::new();
    for question in questions {
        let found = [question.net_present_value_difference_eur_m, question.peak_funding_difference_eur_m];
        for (name, figure) in language.value_rows().into_iter().zip(found) {
            let cell = figure.map(|figure| language.difference(&figure)).unwrap_or_default();
            text.push_str(&row(&format!("{}, {name}", question.perimeter.label), 2 * LABEL, &[cell], CELL));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Proportion;
    use crate::report::language::Language;

    fn by(year: i32, value: f64, half_width: f64) -> ByYear {
        let counted = Proportion::independent(500, 1_000);
        let chance = Chance { probability: 0.5, standard_error: 0.01, low: 0.48, high: 0.52, counted };
        let (low, high) = (value - half_width, value + half_width);
        ByYear { year, a: chance, b: chance, change: Figure { value, standard_error: 0.0, low, high } }
    }

    #[test]
    fn years_that_say_otherwise_are_told_and_others_are_not() {
        let years = |asked: f64, later: f64| {
            let all = [by(2028, -0.2, 0.01), by(2030, asked, 0.01), by(2035, later, 0.005)];
            contrary(&all[1], &all).map(|by| by.year).collect::<Vec<_>>()
        };
        assert_eq!(years(0.05, -0.017), [2035]);
        assert_eq!(years(0.05, 0.017), Vec::<i32>::new());
        // A change that may be nothing says nothing; a year that says nothing has no other side.
        assert_eq!(years(0.05, -0.004), Vec::<i32>::new());
        assert_eq!(years(0.005, -0.017), [2035]);
        let told = Language::English.but_by(&by(2035, -0.017, 0.005));
        assert_eq!(told, "But by the end of 2035 it is less likely in B: -1.7 ±0.5 points.");
        let french = Language::French.but_by(&by(2035, 0.017, 0.005));
        assert_eq!(french, "Mais d’ici fin 2035 il est plus probable dans B\u{a0}: +1,7 ±0,5 points.");
    }
}
