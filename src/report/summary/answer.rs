//! The answer in a few sentences. Shares whose 95 % intervals overlap are a tie, and a share whose interval holds
//! one half is "about an even chance".

use super::break_even::{BreakEven, Perimeter};
use super::dated::date_in;
use crate::analysis::DateMetric;
use crate::report::fact::Chance;
use crate::report::headline::{self, Subject};
use crate::report::layout::paragraph;

/// What may be said of a probability: which side of one half it lies on, if the interval leaves one half out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::report) enum Odds {
    Below,
    About,
    Above,
}

impl Odds {
    fn of(chance: &Chance) -> Odds {
        if chance.high < 0.5 {
            Odds::Below
        } else if chance.low > 0.5 {
            Odds::Above
        } else {
            Odds::About
        }
    }
}

/// A sentence on each perimeter, and one on whether they differ.
pub(super) fn text(subject: &Subject, break_even: &BreakEven) -> String {
    let mut text: String =
        break_even.perimeters.iter().map(|perimeter| paragraph(&sentence(subject, perimeter))).collect();
    let asked = headline::asked_year(&subject.scenario.timeline);
    let found: Vec<(&str, Chance)> = break_even
        .perimeters
        .iter()
        .filter_map(|p| Some((p.perimeter.label.as_str(), p.date(DateMetric::Sustained)?.chance_by(asked)?)))
        .collect();
    if let Some(order) = order(&found) {
        text.push_str(&paragraph(&match order {
            Order::Tied(names) => subject.language.tie_of(&names, asked),
            Order::Ahead(name) => subject.language.ahead(name, asked),
        }));
    }
    text
}

fn sentence(subject: &Subject, perimeter: &Perimeter) -> String {
    let (language, timeline) = (subject.language, &subject.scenario.timeline);
    let asked = headline::asked_year(timeline);
    let label = &perimeter.perimeter.label;
    let date = perimeter.date(DateMetric::Sustained);
    let Some((date, chance)) = date.and_then(|date| Some((date, date.chance_by(asked)?))) else {
        return String::new();
    };
    let named = |quarter| date_in(subject, quarter);
    let median = named(&date.median);
    let (low, high) = (named(&date.median_low), named(&date.median_high));
    // An interval within the quarter that is shown says no more.
    let interval = (low != high).then_some((low, high));
    let never = date.not_by_horizon.map(|never| language.percent(never.counted)).unwrap_or_default();
    let share = language.share_with_interval(&chance);
    let by = language.odds_of_break_even(label, asked, Odds::of(&chance), &share);
    format!("{by} {}", language.median_and_never(&median, interval, &never, timeline.horizon))
}

/// What may be said of several shares together.
enum Order<'a> {
    /// The highest, and those that cannot be told apart from it.
    Tied(Vec<&'a str>),
    Ahead(&'a str),
}

fn order<'a>(found: &[(&'a str, Chance)]) -> Option<Order<'a>> {
    let (_, leader) = found.iter().max_by(|a, b| a.1.probability.total_cmp(&b.1.probability))?;
    let tied: Vec<&str> =
        found.iter().filter(|(_, chance)| chance.overlaps(leader)).map(|(name, _)| *name).collect();
    match tied.as_slice() {
        _ if found.len() < 2 => None,
        [one] => Some(Order::Ahead(one)),
        _ => Some(Order::Tied(tied)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Proportion;

    fn chance(count: u64, n: u64) -> Chance {
        Chance::counted(Proportion::independent(count, n))
    }

    #[test]
    fn odds_claim_a_side_only_where_the_interval_leaves_out_one_half() {
        // 95 % intervals by Wilson: 4 850 of 10 000 is 0.4752 to 0.4948, 4 950 of 10 000 is 0.4852 to 0.5048.
        assert_eq!(Odds::of(&chance(4_850, 10_000)), Odds::Below);
        assert_eq!(Odds::of(&chance(4_950, 10_000)), Odds::About);
        assert_eq!(Odds::of(&chance(5_150, 10_000)), Odds::Above);
        // Fewer futures say less: 45 of 100 is 0.3561 to 0.5476.
        assert_eq!(Odds::of(&chance(45, 100)), Odds::About);
    }

    #[test]
    fn overlapping_intervals_are_a_tie() {
        let near = [("A", chance(4_200, 10_000)), ("B", chance(4_100, 10_000)), ("C", chance(3_000, 10_000))];
        assert!(matches!(order(&near), Some(Order::Tied(names)) if names == ["A", "B"]));
        let apart = [("A", chance(3_000, 10_000)), ("B", chance(4_100, 10_000))];
        assert!(matches!(order(&apart), Some(Order::Ahead("B"))));
        assert!(order(&near[..1]).is_none());
    }
}
