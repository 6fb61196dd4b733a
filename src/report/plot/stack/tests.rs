use super::super::brand_paints;
use super::*;

fn chart(means: &[f64]) -> StackChart {
    let names: Vec<String> = (0..means.len()).map(|i| format!("Brand <{i}>")).collect();
    let paints = brand_paints(&names.iter().map(String::as_str).collect::<Vec<_>>());
    let brand = |((label, paint), &mean): ((&String, Paint), &f64)| StackPart {
        label: label.clone(),
        paint,
        means: vec![mean; 3],
    };
    let total: f64 = means.iter().sum();
    StackChart {
        heading: Heading::default(),
        measure: Measure::Money,
        years: vec![2024, 2025, 2026],
        parts: names.iter().zip(paints).zip(means).map(brand).collect(),
        totals: vec![StackTotal { p10: total, p90: total }; 3],
        known_until: None,
    }
}

#[test]
fn one_to_eight_brands_of_any_size_are_drawn() {
    for n in 1..=8 {
        for size in [0.0, -3e8, 2e9, 1e90] {
            assert!(chart(&vec![size; n]).figure().unwrap().png(0.25).is_ok());
        }
    }
    assert!(matches!(chart(&[1.0; 9]).figure(), Err(PlotError::TooMany { .. })));
    assert!(matches!(chart(&[]).figure(), Err(PlotError::Empty { .. })));
}

#[test]
fn a_brand_without_any_contribution_has_no_label() {
    let svg = chart(&[1e9, 0.0]).figure().unwrap().svg;
    assert!(svg.contains("Brand &lt;0&gt;") && !svg.contains("Brand &lt;1&gt;"));
    assert!(chart(&[0.0, 0.0]).figure().unwrap().svg.contains("zero in every year"));
}

#[test]
fn labels_give_the_last_year_and_the_total() {
    let svg = chart(&[1.25e9, -0.4e9]).figure().unwrap().svg;
    assert!(svg.contains("Brand &lt;1&gt;\u{2002}\u{2212}0.4"));
    assert!(svg.contains("2026: total\u{2002}0.8") || svg.contains("2026: total\u{2002}0.9"));
}

#[test]
fn lists_that_do_not_match_are_refused() {
    let mut short = chart(&[1.0, 2.0]);
    short.parts[1].means.pop();
    assert!(matches!(short.figure(), Err(PlotError::Length { .. })));
    let mut crossed = chart(&[1.0]);
    crossed.totals[0].p10 = 5.0;
    assert!(matches!(crossed.figure(), Err(PlotError::Value { .. })));
}
