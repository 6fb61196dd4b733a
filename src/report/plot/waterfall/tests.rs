use super::*;

fn chart(own_levers: f64, realised: f64, spread: (f64, f64)) -> WaterfallChart {
    let panel = WaterfallPanel {
        title: "AmpR <Medium>".into(),
        from: "Generation 1, mid-2023".into(),
        to: "Generation 2, end of 2028".into(),
        own_levers,
        realised,
        spread,
        target: Some((0.4, crate::analysis::Proportion::independent(1_230, 10_000).estimate())),
    };
    WaterfallChart { heading: Heading::default(), panels: vec![panel] }
}

#[test]
fn steps_lead_from_one_cost_to_the_other() {
    // 100 − 25 = 75 by own levers, − 6 by batteries: 69.
    let svg = chart(0.25, 0.31, (0.26, 0.36)).figure().unwrap().svg;
    for text in
        ["\u{2212}25.0", "\u{2212}6.0", "69.0\u{2002}(p10 64.0, p90 74.0)", "target \u{2212}40\u{202f}%"]
    {
        assert!(svg.contains(text), "{text}");
    }
    assert!(svg.contains("reached in 12\u{202f}% of trials") && svg.contains("AmpR &lt;Medium&gt;"));
}

#[test]
fn a_cost_that_rises_is_drawn_and_signed() {
    let svg = chart(-0.1, 0.02, (-0.3, 0.1)).figure().unwrap().svg;
    assert!(svg.contains("+10.0") && svg.contains("\u{2212}12.0") && svg.contains("98.0"));
}

#[test]
fn contradictions_are_refused() {
    assert!(matches!(chart(0.2, 1.2, (0.1, 0.3)).figure(), Err(PlotError::Value { .. })));
    assert!(matches!(chart(0.2, 0.3, (0.3, 0.1)).figure(), Err(PlotError::Value { .. })));
    assert!(matches!(chart(f64::NAN, 0.3, (0.1, 0.3)).figure(), Err(PlotError::Value { .. })));
    let none = WaterfallChart { heading: Heading::default(), panels: Vec::new() };
    assert!(matches!(none.figure(), Err(PlotError::Empty { .. })));
}
