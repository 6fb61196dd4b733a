use super::super::paint::{NEED, PAYER_CASH};
use super::*;

fn chart(mean: f64) -> BridgeChart {
    let year = |year: i32| super::super::FanYear { year, mean: 1e9, percentiles: [1e9; 7] };
    BridgeChart {
        heading: Heading::default(),
        years: vec![2024, 2025, 2026],
        titles: ["Cow".into(), "Bridge".into()],
        payers: vec![StackPart { label: "Dacia".into(), paint: Paint::hex(0x2F6B4F), means: vec![2e9; 3] }],
        cash: Some(StackPart {
            label: "Cash of Dacia".into(),
            paint: PAYER_CASH,
            means: vec![0.5e9, 0.4e9, 0.6e9],
        }),
        balance: Balance {
            label: "Ampere".into(),
            paint: NEED,
            years: vec![Spread { mean, p10: mean - 1e8, p90: mean + 1e8 }; 3],
        },
        bands: vec![Band {
            label: "BEV".into(),
            paint: NEED,
            years: (2024..2027).map(year).collect(),
            is_stepped: false,
        }],
        known_until: None,
    }
}

#[test]
fn need_and_surplus_are_drawn_with_their_last_value() {
    let svg = chart(-0.75e9).figure().unwrap().svg;
    assert!(svg.contains("Ampere\u{2002}\u{2212}0.8") && svg.contains("Dacia\u{2002}2.0"));
    assert!(chart(0.5e9).figure().unwrap().svg.contains("Ampere\u{2002}0.5"));
    assert!(chart(0.0).figure().unwrap().png(0.25).is_ok());
}

#[test]
fn the_payers_cash_is_a_line_with_its_last_value_and_widens_the_scale() {
    let svg = chart(-0.75e9).figure().unwrap().svg;
    assert!(svg.contains("Cash of Dacia\u{2002}0.6") && svg.to_uppercase().contains("#7A1F5C"));
    let mut deep = chart(-0.75e9);
    deep.cash = None;
    assert!(!deep.figure().unwrap().svg.contains("Cash of Dacia"));
    let shallow = deep.figure().unwrap().svg;
    deep.cash = Some(StackPart { label: "Cash".into(), paint: PAYER_CASH, means: vec![-9e9; 3] });
    let deep = deep.figure().unwrap().svg;
    assert!(deep.contains(">\n\u{2212}8\n<") && !shallow.contains(">\n\u{2212}8\n<"));
}

#[test]
fn lists_that_do_not_match_are_refused() {
    let mut short = chart(1.0);
    short.balance.years.pop();
    assert!(matches!(short.figure(), Err(PlotError::Length { .. })));
    let mut short = chart(1.0);
    short.cash.as_mut().unwrap().means.pop();
    assert!(matches!(short.figure(), Err(PlotError::Length { .. })));
    let mut infinite = chart(1.0);
    infinite.balance.years[0].mean = f64::INFINITY;
    assert!(matches!(infinite.figure(), Err(PlotError::Value { .. })));
}
