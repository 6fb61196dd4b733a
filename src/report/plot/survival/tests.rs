use super::super::paint::{FINAL, FIRST, SUSTAINED};
use super::super::scenario_paint;
use super::*;
use crate::analysis::Proportion;
use crate::report::language::Language;

/// A share of 10 000 independent trials.
fn share(value: f64) -> Estimate {
    Proportion::independent((value * 1e4).round() as u64, 10_000).estimate()
}

fn flat(label: &str, paint: Paint, probability: f64) -> SurvivalCurve {
    let quarter_end = |i: u32| 2025.25 + f64::from(i) * 0.25;
    let point = |i| {
        let Estimate { low, high, .. } = share(probability);
        SurvivalPoint { quarter_end: quarter_end(i), probability, low, high }
    };
    SurvivalCurve {
        label: label.into(),
        paint,
        emphasised: paint == SUSTAINED,
        points: (0..44).map(point).collect(),
        before_start: share(probability / 2.0),
        never: share(1.0 - probability),
    }
}

fn chart(panels: Vec<Vec<SurvivalCurve>>) -> SurvivalChart {
    let heading = Heading {
        title: "Break-even \"of\" <A> & 'B'\nnext".into(),
        subtitle: "]]> &amp;".into(),
        footer: String::new(),
        language: Language::English,
    };
    let panels = panels.into_iter().map(|curves| SurvivalPanel { title: "<&>".into(), curves }).collect();
    SurvivalChart { heading, panels, horizon_end: 2036.0, known_until: Some(2026.5) }
}

fn three(probability: f64) -> Vec<SurvivalCurve> {
    let long = "Programme véhicules électriques à batterie <du Groupe>";
    vec![
        flat("First", FIRST, probability),
        flat(long, SUSTAINED, probability),
        flat("Final", FINAL, probability),
    ]
}

#[test]
fn degenerate_probabilities_are_drawn() {
    for n_panels in 1..=3 {
        for probability in [0.0, 0.004, 0.5, 0.996, 1.0] {
            let figure = chart(vec![three(probability); n_panels]).figure().unwrap();
            assert!(figure.png(0.5).unwrap().starts_with(b"\x89PNG"));
        }
    }
}

#[test]
fn scenarios_get_a_bar_each_and_the_share_is_written() {
    let plain = |curve| SurvivalCurve { emphasised: false, ..curve };
    let curves: Vec<_> = (0..4).map(|i| plain(flat("S", scenario_paint(i), 0.62))).collect();
    let figure = chart(vec![curves.clone()]).figure().unwrap();
    assert_eq!(figure.svg.matches("38\u{202f}% not by 2035").count(), 4);
    let narrow = chart(vec![curves; 3]).figure().unwrap();
    assert_eq!(narrow.svg.matches("\nnot by 2035").count(), 3);
}

#[test]
fn hostile_text_stays_text() {
    let figure = chart(vec![three(0.4)]).figure().unwrap();
    assert!(figure.svg.contains("&lt;A&gt; &amp; &apos;B&apos; next"));
    assert!(!figure.svg.contains("<A>") && !figure.svg.contains("<&>"));
    assert!(figure.png(1.0).is_ok());
}

#[test]
fn same_chart_same_bytes() {
    let (one, other) =
        (chart(vec![three(0.4); 2]).figure().unwrap(), chart(vec![three(0.4); 2]).figure().unwrap());
    assert_eq!(one, other);
    assert_eq!(one.png(1.0).unwrap(), other.png(1.0).unwrap());
}

#[test]
fn the_shown_size_is_half_a_slide() {
    let svg = chart(vec![three(0.4)]).figure().unwrap().svg;
    assert!(svg.starts_with(r#"<svg width="960" height="540" viewBox="0 0 3840 2160""#));
    assert!(svg.contains(r#"font-weight="600""#));
}

#[test]
fn contradictions_are_refused() {
    let mut falls = three(0.4);
    falls[0].points[3].probability = 0.6;
    assert!(matches!(chart(vec![falls]).figure(), Err(PlotError::Value { .. })));
    let mut never = three(0.4);
    never[1].never = share(0.4);
    assert!(matches!(chart(vec![never]).figure(), Err(PlotError::Value { .. })));
    let mut not_a_number = three(0.4);
    not_a_number[1].points[0].quarter_end = f64::NAN;
    assert!(matches!(chart(vec![not_a_number]).figure(), Err(PlotError::Value { .. })));
    assert!(matches!(chart(vec![]).figure(), Err(PlotError::Empty { .. })));
    assert!(matches!(chart(vec![vec![]]).figure(), Err(PlotError::Empty { .. })));
    assert!(matches!(chart(vec![three(0.4); 4]).figure(), Err(PlotError::TooMany { .. })));
}

#[test]
fn absurd_picture_sizes_are_refused() {
    let figure = chart(vec![three(0.4)]).figure().unwrap();
    assert!(figure.png(f32::NAN).is_err() && figure.png(0.0).is_err() && figure.png(1e6).is_err());
}

#[test]
fn a_share_and_its_rest_are_rounded_as_in_the_summary() {
    // 1 670 of 2 000 by the horizon, 330 not: both are halves of a percent.
    let mut curve = flat("Sustained", SUSTAINED, 0.835);
    curve.never = Proportion::independent(330, 2_000).estimate();
    let svg = chart(vec![vec![curve.clone()]]).figure().unwrap().svg;
    assert!(svg.contains("Sustained\u{2002}84\u{202f}%") && svg.contains("16\u{202f}% not by 2035"));
    // 0.575 times 100 is a little less than 57.5 to the machine.
    curve = flat("Sustained", SUSTAINED, 0.575);
    curve.never = Proportion::independent(425, 1_000).estimate();
    let svg = chart(vec![vec![curve]]).figure().unwrap().svg;
    assert!(svg.contains("Sustained\u{2002}58\u{202f}%") && svg.contains("42\u{202f}% not by 2035"));
}
