use super::*;
use crate::analysis::Proportion;
use crate::report::language::Language;

/// A share of 10 000 independent trials.
fn share(value: f64) -> Estimate {
    Proportion::independent((value * 1e4).round() as u64, 10_000).estimate()
}

fn panel(bins: &[(f64, f64)], shares: [f64; 6]) -> ShiftPanel {
    let bin = |&(middle, share): &(f64, f64)| ShiftBin { from: middle - 0.125, to: middle + 0.125, share };
    let [earlier, same, later, neither, only_base, only_alternative] = shares.map(share);
    ShiftPanel {
        title: "P".into(),
        bins: bins.iter().map(bin).collect(),
        shares: ShiftShares { earlier, same, later, neither, only_base, only_alternative },
    }
}

fn chart(panels: Vec<ShiftPanel>) -> ShiftChart {
    ShiftChart {
        heading: Heading { language: Language::French, ..Heading::default() },
        base_label: "Référence <&>".into(),
        alternative_label: "Autre".into(),
        panels,
    }
}

#[test]
fn degenerate_shifts_are_drawn() {
    let none = panel(&[], [0.0, 0.0, 0.0, 1.0, 0.0, 0.0]);
    let same = panel(&[(0.0, 1.0)], [0.0, 1.0, 0.0, 0.0, 0.0, 0.0]);
    let far = panel(&[(-40.0, 0.5), (40.0, 0.5)], [0.5, 0.0, 0.5, 0.0, 0.0, 0.0]);
    for n_panels in 1..=3 {
        for one in [&none, &same, &far] {
            let figure = chart(vec![one.clone(); n_panels]).figure().unwrap();
            assert!(figure.png(0.25).is_ok());
        }
    }
}

#[test]
fn a_rare_far_trial_is_counted_and_does_not_stretch_the_axis() {
    let rare = panel(&[(0.0, 0.9999), (30.0, 0.0001)], [0.0, 0.9999, 0.0001, 0.0, 0.0, 0.0]);
    let svg = chart(vec![rare]).figure().unwrap().svg;
    assert!(svg.contains("au-delà\u{202f}:\u{2002}&lt;\u{202f}1\u{202f}% →"));
}

#[test]
fn shares_that_do_not_add_up_are_refused() {
    let bad = panel(&[(0.0, 0.5)], [0.0, 0.5, 0.0, 0.1, 0.0, 0.0]);
    assert!(matches!(chart(vec![bad]).figure(), Err(PlotError::Value { .. })));
    let unordered = panel(&[(1.0, 0.5), (0.0, 0.5)], [0.0, 0.5, 0.5, 0.0, 0.0, 0.0]);
    assert!(matches!(chart(vec![unordered]).figure(), Err(PlotError::Value { .. })));
}
