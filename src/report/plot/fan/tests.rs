use super::*;

fn chart(panels: &[(f64, usize)]) -> FanChart {
    let panel = |&(size, n_years): &(f64, usize)| FanPanel {
        title: "P".into(),
        years: (2024..)
            .take(n_years)
            .map(|year| FanYear {
                year,
                mean: size * 0.1,
                percentiles: [-2.0, -1.0, -0.5, 0.0, 0.5, 1.0, 2.0].map(|p| p * size),
            })
            .collect(),
    };
    FanChart {
        heading: Heading::default(),
        measure: Measure::Money,
        at_end: false,
        panels: panels.iter().map(panel).collect(),
        known_until: Some(2026.0),
    }
}

#[test]
fn any_size_is_drawn() {
    for size in [0.0, 1e-9, 1.0, 4e8, 3e9, 1e20, 1e99] {
        for n_years in [1, 2, 12, 60] {
            let figure = chart(&[(size, n_years), (size, n_years)]).figure().unwrap();
            assert!(figure.png(0.25).is_ok());
        }
    }
}

#[test]
fn the_unit_follows_the_largest_panel() {
    assert!(chart(&[(4e8, 3), (1e8, 3)]).figure().unwrap().svg.contains("EUR m."));
    assert!(chart(&[(4e8, 3), (6e8, 3)]).figure().unwrap().svg.contains("EUR bn."));
}

#[test]
fn panels_of_very_different_size_have_their_own_scale_and_say_so() {
    let note = "different scales";
    assert!(!chart(&[(4e8, 3), (1e8, 3)]).figure().unwrap().svg.contains(note));
    assert!(chart(&[(4e9, 3), (1e8, 3)]).figure().unwrap().svg.contains(note));
    assert!(!chart(&[(4e9, 3), (0.0, 3)]).figure().unwrap().svg.contains(note));
}

#[test]
fn contradictions_are_refused() {
    let mut falls = chart(&[(1e9, 3)]);
    falls.panels[0].years[1].percentiles[2] = 1e12;
    assert!(matches!(falls.figure(), Err(PlotError::Value { .. })));
    let mut gap = chart(&[(1e9, 3)]);
    gap.panels[0].years[2].year = 2030;
    assert!(matches!(gap.figure(), Err(PlotError::Value { .. })));
    let mut infinite = chart(&[(1e9, 3)]);
    infinite.panels[0].years[2].mean = f64::INFINITY;
    assert!(matches!(infinite.figure(), Err(PlotError::Value { .. })));
    assert!(matches!(chart(&[(1.0, 0)]).figure(), Err(PlotError::Empty { .. })));
}
