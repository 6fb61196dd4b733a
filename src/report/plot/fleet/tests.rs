use super::super::paint::{NEED, TARGET};
use super::super::{FanYear, Paint};
use super::*;
use crate::analysis::Proportion;

fn band(label: &str, paint: Paint, grams: f64) -> Band {
    let year = |year: i32| FanYear { year, mean: grams, percentiles: [grams; 7] };
    Band { label: label.into(), paint, years: (2024..2029).map(year).collect(), is_stepped: false }
}

fn window(label: &str, mean: f64, met: u64) -> FleetWindow {
    let met = Proportion::independent(met, 10_000).estimate();
    FleetWindow { label: label.into(), mean, p10: mean - 1e8, p90: mean + 1e8, met }
}

fn chart(windows: Vec<FleetWindow>) -> FleetChart {
    FleetChart {
        heading: Heading::default(),
        titles: ["Grams".into(), "Euros".into()],
        bands: vec![band("Average", NEED, 80.0), band("Allowed", TARGET, 50.0)],
        windows,
        known_until: Some(2026.0),
    }
}

#[test]
fn a_window_shows_its_payment_and_how_often_its_target_is_met() {
    let svg =
        chart(vec![window("2025–2027", 2.4e8, 7_200), window("2028", -3.0e8, 10_000)]).figure().unwrap().svg;
    for text in ["Average\u{2002}80", "Allowed\u{2002}50", "2025–2027", "240", "\u{2212}300", "72", "99.9"]
    {
        assert!(svg.contains(text), "{text}\n{svg}");
    }
}

#[test]
fn windows_without_any_payment_have_a_picture_and_too_many_are_refused() {
    let nothing = FleetWindow { p10: 0.0, p90: 0.0, ..window("2028", 0.0, 10_000) };
    assert!(chart(vec![nothing.clone()]).figure().unwrap().png(0.25).is_ok());
    assert!(matches!(chart(vec![]).figure(), Err(PlotError::Empty { .. })));
    assert!(matches!(chart(vec![nothing.clone(); 15]).figure(), Err(PlotError::TooMany { .. })));
    let falling = FleetWindow { p10: 1.0, ..nothing };
    assert!(matches!(chart(vec![falling]).figure(), Err(PlotError::Value { .. })));
}
