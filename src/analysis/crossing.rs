//! When a trailing year crosses zero, and when cumulative cash comes back.

use super::Date;

/// Break-even dates of one trial. First ≤ sustained ≤ final once they are censored at the horizon (a crossing at
/// the very end of the projection can be final without being confirmed).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BreakEvenDates {
    /// The trailing year is ≥ 0 for the first time.
    pub first: Date,
    /// … and stays so for the next four quarters.
    pub sustained: Date,
    /// … and stays so to the end of the projection.
    pub last: Date,
}

/// Sums over the last year, at the end of each period from the first full year on.
pub fn trailing_year(flows: &[f64], periods_per_year: usize) -> Vec<f64> {
    flows.windows(periods_per_year).map(|window| window.iter().sum()).collect()
}

/// Dates at which a trailing-year sum breaks even, interpolated linearly between period ends.
///
/// `trailing[k]` stands at `ends[k]`; if the first is already ≥ 0 the date is before the start. "The next four
/// quarters" are the `periods_per_year` values after the one that crosses; a crossing too late to be
/// confirmed does not count as sustained. A final date needs only that nothing falls below zero after it.
pub fn break_even(trailing: &[f64], ends: &[f64], periods_per_year: usize) -> BreakEvenDates {
    let date_at = |k: usize| match k.checked_sub(1) {
        None => Date::BeforeStart,
        Some(before) => {
            let (v0, v1) = (trailing[before], trailing[k]);
            Date::At(ends[before] + (ends[k] - ends[before]) * (-v0) / (v1 - v0))
        }
    };
    let crosses = |k: usize| trailing[k] >= 0.0 && (k == 0 || trailing[k - 1] < 0.0);
    let stays =
        |k: usize| trailing.get(k..=k + periods_per_year).is_some_and(|year| year.iter().all(|v| *v >= 0.0));
    let first_of = |accept: &dyn Fn(usize) -> bool| {
        (0..trailing.len()).find(|k| crosses(*k) && accept(*k)).map_or(Date::NotByHorizon, date_at)
    };
    let last_negative = trailing.iter().rposition(|v| *v < 0.0);
    let last = match last_negative {
        None => Date::BeforeStart,
        Some(k) if k + 1 < trailing.len() => date_at(k + 1),
        Some(_) => Date::NotByHorizon,
    };
    BreakEvenDates { first: first_of(&|_| true), sustained: first_of(&stays), last }
}

/// First return of cumulative cash to ≥ 0 after being negative, interpolated linearly; never negative reads
/// "before the start". `cash[k]` is the flow of the period that ends at `ends[k]`.
pub fn payback(cash: impl Iterator<Item = f64>, ends: impl Iterator<Item = f64>) -> Date {
    let (mut total, mut was_negative, mut last_end) = (0.0, false, f64::NAN);
    for (flow, end) in cash.zip(ends) {
        let before = total;
        total += flow;
        if was_negative && total >= 0.0 {
            return Date::At(last_end + (end - last_end) * (-before) / (total - before));
        }
        was_negative |= total < 0.0;
        last_end = end;
    }
    if was_negative { Date::NotByHorizon } else { Date::BeforeStart }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ends(n: usize) -> Vec<f64> {
        (0..n).map(|k| 2024.0 + 0.25 * k as f64).collect()
    }

    #[test]
    fn a_dip_separates_first_sustained_and_final() {
        //                0     1    2     3     4    5    6    7    8    9    10
        let trailing = [-2.0, 2.0, -1.0, -1.0, 1.0, 1.0, 1.0, 1.0, 1.0, -1.0, 3.0];
        let dates = break_even(&trailing, &ends(11), 4);
        // Halfway between −2 and 2: 2024.125. Between 3 and 4 halfway: 2024.875. −1 → 3: a quarter of the way.
        assert_eq!(dates.first, Date::At(2024.125));
        assert_eq!(dates.sustained, Date::At(2024.875));
        assert_eq!(dates.last, Date::At(2024.0 + 0.25 * 9.25));
    }

    #[test]
    fn never_and_always() {
        let never = break_even(&[-1.0; 8], &ends(8), 4);
        assert_eq!(
            (never.first, never.sustained, never.last),
            (Date::NotByHorizon, Date::NotByHorizon, Date::NotByHorizon)
        );
        let always = break_even(&[0.0; 8], &ends(8), 4);
        assert_eq!(
            (always.first, always.sustained, always.last),
            (Date::BeforeStart, Date::BeforeStart, Date::BeforeStart)
        );
    }

    #[test]
    fn a_crossing_too_late_to_confirm_is_not_sustained() {
        let dates = break_even(&[-1.0, -1.0, -1.0, 1.0, 1.0], &ends(5), 4);
        assert_eq!(dates.first, Date::At(2024.625));
        assert_eq!(dates.sustained, Date::NotByHorizon);
        assert_eq!(dates.last, Date::At(2024.625));
    }

    #[test]
    fn payback_by_hand() {
        // −100, −50, +60, +120: cumulative −100, −150, −90, +30: back after 90 of the 120.
        let date = payback([-100.0, -50.0, 60.0, 120.0].into_iter(), [1.0, 2.0, 3.0, 4.0].into_iter());
        assert_eq!(date, Date::At(3.75));
        assert_eq!(payback([1.0, 2.0].into_iter(), [1.0, 2.0].into_iter()), Date::BeforeStart);
        assert_eq!(payback([-1.0].into_iter(), [1.0].into_iter()), Date::NotByHorizon);
    }

    proptest! {
        #[test]
        fn first_sustained_final_are_ordered(trailing in prop::collection::vec(-1.0f64..1.0, 9..40)) {
            // A crossing that cannot be confirmed may be final without being sustained; within the reported
            // horizon (two years before the end of the projection) the order holds.
            let n = trailing.len();
            let ends = ends(n);
            let dates = break_even(&trailing, &ends, 4);
            let horizon = ends[n - 9];
            let [first, sustained, last] = [dates.first, dates.sustained, dates.last].map(|d| d.censored(horizon));
            prop_assert!(first <= sustained && sustained <= last, "{:?}", dates);
        }
    }
}
