//! The CO2 account, by the years that the law averages over: how far from what is allowed, whether the target is met,
//! what an excess costs.

use serde::Serialize;

use crate::analysis::{Statistics, Summary};
use crate::engine::{Grouping, Metric, Scenario};
use crate::report::fact::{Chance, Spread};
use crate::report::headline::Subject;
use crate::report::layout::paragraph;

/// Windows that are settled in projected years.
#[derive(Debug, Serialize)]
pub struct Co2 {
    pub windows: Vec<Co2Window>,
}

/// Years that the law averages over; a year outside of the stated windows stands alone.
#[derive(Debug, Serialize)]
pub struct Co2Window {
    pub first_year: i32,
    pub last_year: i32,
    /// Fleet average less what is allowed, of the whole window.
    pub deviation_g_per_km: Spread,
    pub target_met: Option<Chance>,
    /// What the Group pays for the window, at its end; negative for what it earns on a surplus.
    pub payment_eur_m: Spread,
}

impl Co2 {
    pub(super) fn of(subject: &Subject, summary: &Summary) -> Option<Co2> {
        let series = |grouping: Grouping, metric: Metric| -> Option<&[Statistics]> {
            let same =
                summary.series.iter().find(|s| s.series.grouping == grouping && s.series.metric == metric);
            same.map(|found| &found.years[..])
        };
        let deviation = series(Grouping::Co2, Metric::WindowDeviation)?;
        let payment = series(Grouping::Group, Metric::Co2Payment)?;
        let met = |year| summary.indicators.share("probability_of_co2_target", Some(year));
        let settled = settled_windows(subject.scenario).into_iter();
        let windows = settled.filter_map(|(place, first_year, last_year)| {
            Some(Co2Window {
                first_year,
                last_year,
                deviation_g_per_km: Spread::plain(subject, deviation.get(place)?),
                target_met: met(last_year).and_then(|share| Chance::of(subject, share)),
                payment_eur_m: Spread::eur_m(subject, payment.get(place)?),
            })
        });
        Some(Co2 { windows: windows.collect() })
    }
}

/// Windows that end in projected years: the place of their last year among the reported ones, first and last year.
pub(in crate::report) fn settled_windows(scenario: &Scenario) -> Vec<(usize, i32, i32)> {
    let (timeline, co2) = (&scenario.timeline, scenario.business.co2.as_ref());
    let years = timeline.reported_years().enumerate();
    let window = |(place, year): (usize, i32)| {
        let (first, last) = co2?.window_of(year);
        (last == year && f64::from(year) >= timeline.known_until).then_some((place, first, last))
    };
    years.filter_map(window).collect()
}

/// A row for each window.
pub(in crate::report) fn text(subject: &Subject, facts: &Co2) -> String {
    let language = subject.language;
    let line = |cells: [&str; 6]| {
        let [window, deviation, range, met, cost, of_cost] = cells;
        let line = format!("{window:<12}{deviation:>12}{range:>16}{met:>14}{cost:>10}{of_cost:>16}");
        line.trim_end().to_string() + "\n"
    };
    let [years, grams, range, met, cost, of_cost] = language.co2_columns();
    // One projection has no shares and no spread.
    let has_shares = facts.windows.iter().any(|window| window.target_met.is_some());
    let heads = if has_shares { [range, met, of_cost] } else { [""; 3] };
    let mut text =
        format!("{}\n{}", language.co2_heading(), line([years, grams, heads[0], heads[1], cost, heads[2]]));
    for window in &facts.windows {
        let (first, last) = (window.first_year, window.last_year);
        let years = if first == last { last.to_string() } else { format!("{first}-{last}") };
        let deviation = &window.deviation_g_per_km;
        let met = window.target_met.map(|met| language.percent(met.counted)).unwrap_or_default();
        text.push_str(&line([
            &years,
            &language.grams(&deviation.mean),
            &language.grams_range(deviation),
            &met,
            &language.amount(&window.payment_eur_m.mean),
            &language.amount_range(&window.payment_eur_m),
        ]));
    }
    text + &paragraph(&language.co2_meaning())
}
