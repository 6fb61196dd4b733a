use super::super::scenario_paint;
use super::*;

fn chart(sizes: &[f64], n_years: usize) -> BandsChart {
    let year = |year: i32, size: f64| FanYear {
        year,
        mean: 0.1 * size,
        percentiles: [-2.0, -1.0, -0.5, 0.5, 0.75, 1.0, 2.0].map(|p| p * size),
    };
    let band = |(i, &size): (usize, &f64)| Band {
        label: format!("S{i}"),
        paint: scenario_paint(i),
        years: (2024..).take(n_years).map(|y| year(y, size)).collect(),
        is_stepped: false,
    };
    let panel = BandsPanel { title: "P".into(), bands: sizes.iter().enumerate().map(band).collect() };
    BandsChart {
        heading: Heading::default(),
        measure: Measure::Money,
        panels: vec![panel],
        at_end: false,
        known_until: Some(2025.0),
    }
}

#[test]
fn any_number_of_bands_and_years_is_drawn() {
    for sizes in [&[1e9][..], &[0.0, 0.0], &[2e9, 1e6, 3e8], &[1e9; 4]] {
        for n_years in [1, 2, 30] {
            assert!(chart(sizes, n_years).figure().unwrap().png(0.25).is_ok());
        }
    }
    assert!(matches!(chart(&[1.0; 5], 3).figure(), Err(PlotError::TooMany { .. })));
    assert!(matches!(chart(&[], 3).figure(), Err(PlotError::Empty { .. })));
}

#[test]
fn labels_give_the_last_median() {
    let svg = chart(&[2e9, 4e9], 3).figure().unwrap().svg;
    assert!(svg.contains("S0\u{2002}1.0") && svg.contains("S1\u{2002}2.0"));
}

#[test]
fn the_reading_aid_speaks_of_bands_only_where_they_are_filled() {
    let two = chart(&[2e9, 4e9], 3).figure().unwrap().svg;
    assert!(two.contains("Band: p10 to p90") && !two.contains("Thin lines"));
    let four = chart(&[1e9; 4], 3).figure().unwrap().svg;
    assert!(four.contains("Thin lines: p10 and p90") && !four.contains("Band: p10 to p90"));
}
