//! Calendar time: decimal years, the step of the projection and its periods.

/// Length of one period of the projection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Three months, the default.
    Quarter,
    /// Six months.
    Half,
    /// A calendar year.
    Year,
}

impl Step {
    /// Periods in one calendar year: 4, 2 or 1.
    pub fn periods_per_year(self) -> usize {
        match self {
            Step::Quarter => 4,
            Step::Half => 2,
            Step::Year => 1,
        }
    }

    /// Length of a period in years.
    pub fn years(self) -> f64 {
        1.0 / self.periods_per_year() as f64
    }
}

/// One period of the projection: a stretch of calendar time and its seasonal weight.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Period {
    /// Index from 0.
    pub index: usize,
    /// Calendar year that the period lies in.
    pub year: i32,
    /// Beginning, decimal years.
    pub start: f64,
    /// End, decimal years; the beginning of the next period.
    pub end: f64,
    /// Share of a year's vehicles sold in this period; the weights of a year sum to 1.
    pub season: f64,
}

impl Period {
    /// Length in years.
    pub fn years(&self) -> f64 {
        self.end - self.start
    }

    /// Midpoint, decimal years: where states are evaluated.
    pub fn mid(&self) -> f64 {
        0.5 * (self.start + self.end)
    }

    /// Number of the calendar quarter in which the period begins, counted from year 0.
    ///
    /// Noise is keyed by it, so a longer history or another horizon moves no shock.
    pub fn calendar_quarter(&self) -> u32 {
        (self.start * 4.0).round() as u32
    }
}

/// The periods of a projection, from the first simulated year to two years past the horizon.
#[derive(Clone, Debug, PartialEq)]
pub struct Timeline {
    /// Length of each period.
    pub step: Step,
    /// First simulated year.
    pub start: i32,
    /// Last reported year; the projection runs [`Timeline::CONFIRMING_YEARS`] longer.
    pub horizon: i32,
    /// Up to this date (a 1 January, decimal year) facts are replayed: no level and no noise acts before it. Values
    /// that are drawn once, such as an unpublished net price, hold at all times.
    pub known_until: f64,
    /// All periods in order.
    pub periods: Vec<Period>,
}

impl Timeline {
    /// Years simulated beyond the horizon, so that the last reported date can be confirmed.
    pub const CONFIRMING_YEARS: i32 = 2;

    /// Builds the periods. `season` holds the shares of a year's vehicles sold in its four quarters
    /// (sum 1); longer steps add them up.
    pub fn new(step: Step, start: i32, horizon: i32, known_until: f64, season: [f64; 4]) -> Timeline {
        let per_year = step.periods_per_year();
        let quarters = 4 / per_year;
        let years = start..=horizon + Self::CONFIRMING_YEARS;
        let periods = years
            .flat_map(|year| (0..per_year).map(move |part| (year, part)))
            .enumerate()
            .map(|(index, (year, part))| Period {
                index,
                year,
                start: f64::from(year) + part as f64 * step.years(),
                end: f64::from(year) + (part + 1) as f64 * step.years(),
                season: season[part * quarters..(part + 1) * quarters].iter().sum(),
            })
            .collect();
        Timeline { step, start, horizon, known_until, periods }
    }

    /// Number of periods, the confirming years included.
    pub fn n_periods(&self) -> usize {
        self.periods.len()
    }

    /// Reported calendar years, first to last.
    pub fn reported_years(&self) -> std::ops::RangeInclusive<i32> {
        self.start..=self.horizon
    }

    /// End of the reported horizon, decimal years: later dates read "not by".
    pub fn horizon_end(&self) -> f64 {
        f64::from(self.horizon + 1)
    }

    /// Index of the first period that is projected rather than replayed.
    pub fn first_projected(&self) -> usize {
        self.periods.iter().position(|p| p.start >= self.known_until).unwrap_or(self.periods.len())
    }

    /// Whether the period is replayed from facts.
    pub fn is_history(&self, period: &Period) -> bool {
        period.start < self.known_until
    }

    /// Years from the previous evaluation of the states to this period's midpoint.
    ///
    /// States start at `known_until`, so the first step of the projection is half a period.
    pub fn state_step(&self, period: &Period) -> f64 {
        if period.index == self.first_projected() { 0.5 * period.years() } else { period.years() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quarters() -> Timeline {
        Timeline::new(Step::Quarter, 2023, 2025, 2024.0, [0.245, 0.275, 0.205, 0.275])
    }

    #[test]
    fn the_projection_runs_two_years_past_the_horizon() {
        let timeline = quarters();
        assert_eq!(timeline.n_periods(), 5 * 4);
        assert_eq!(timeline.periods.last().map(|p| p.end), Some(2028.0));
        assert_eq!(timeline.horizon_end(), 2026.0);
    }

    #[test]
    fn longer_steps_add_up_the_seasons() {
        let half = Timeline::new(Step::Half, 2023, 2023, 2023.0, [0.1, 0.2, 0.3, 0.4]);
        assert_eq!(half.periods[0].season, 0.1 + 0.2);
        assert_eq!(half.periods[1].season, 0.3 + 0.4);
    }

    #[test]
    fn the_first_state_step_is_half_a_period() {
        let timeline = quarters();
        let first = timeline.first_projected();
        assert_eq!(timeline.periods[first].start, 2024.0);
        assert_eq!(timeline.state_step(&timeline.periods[first]), 0.125);
        assert_eq!(timeline.state_step(&timeline.periods[first + 1]), 0.25);
    }

    #[test]
    fn a_calendar_quarter_does_not_depend_on_the_first_year() {
        let later = Timeline::new(Step::Quarter, 2024, 2025, 2024.0, [0.25; 4]);
        assert_eq!(later.periods[0].calendar_quarter(), quarters().periods[4].calendar_quarter());
    }
}
