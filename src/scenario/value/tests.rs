use super::expression::{Expression, parse};
use super::*;
use crate::scenario::keys::{Domain, Unit};

fn rule(unit: Unit, domain: Domain) -> Rule<'static> {
    Rule { subject: "`x`", unit, domain }
}

fn number(text: &str, unit: Unit) -> f64 {
    match parse(text, rule(unit, Domain::ANY)) {
        Ok(Expression::Number(x)) => x,
        other => panic!("{text}: {other:?}"),
    }
}

/// Each is the decimal number nearest to what is written: 11.4% is 0.114 and not 0.114 with a rounding error.
#[test]
fn numbers_are_read_exactly() {
    assert_eq!(number("11.4%", Unit::Share), 0.114);
    assert_eq!(number(" -9% ", Unit::Share), -0.09);
    assert_eq!(number("+0.5", Unit::Share), 0.5);
    assert_eq!(number("12.848M", Unit::VehiclesPerYear), 12_848_000.0);
    assert_eq!(number("250k", Unit::Eur), 250_000.0);
    assert_eq!(number("3bn", Unit::Eur), 3e9);
    assert_eq!(number("1_000", Unit::Eur), 1000.0);
    assert_eq!(number("2.5e-3", Unit::Factor), 0.0025);
    assert_eq!(number("7e-1%", Unit::Rate), 0.007);
}

#[test]
fn distributions_take_the_unit_of_their_key() {
    let read = |text| parse(text, rule(Unit::Share, Domain::closed(0.0, 1.0)));
    let pert = Distribution::pert(0.25, 0.36, 0.42).unwrap();
    assert_eq!(read("pert(25%, 36%, 42%)"), Ok(Expression::Distribution(pert)));
    assert_eq!(read("pert( 25% ,36%,0.42 )"), Ok(Expression::Distribution(pert)));
    let uniform = Distribution::uniform(0.0, 1.0).unwrap();
    assert_eq!(read("uniform (0,1)"), Ok(Expression::Distribution(uniform)));
    assert!(read("uniform(0,5, 1)").is_err() && read("uniform(0, 1,5)").is_err());
}

#[test]
fn a_bare_year_is_its_middle_and_a_decimal_year_is_exact() {
    let read = |text| parse(text, rule(Unit::Share, Domain::closed(0.0, 1.0)));
    let anchors = Expression::Anchors(vec![(2025.5, 0.1), (2026.0, 0.2), (2026.25, 0.3), (2026.5, 0.4)]);
    assert_eq!(read("2025: 10%, 2026.0: 20%,2026.25:30% , 2026: 0.4"), Ok(anchors));
    assert_eq!(read("2025: 0,2026: 1"), Ok(Expression::Anchors(vec![(2025.5, 0.0), (2026.5, 1.0)])));
    assert!(read("2025: 0,2").is_err());
}

/// Six standard deviations: 1 − 6 · 0.1 = 0.4 is inside, 1 − 6 · 0.2 = −0.2 is not.
#[test]
fn normal_needs_six_standard_deviations_to_every_edge() {
    let read = |text, domain| parse(text, rule(Unit::Factor, domain));
    assert!(read("normal(1, 0.1)", Domain::POSITIVE).is_ok());
    assert!(read("normal(1, 0.2)", Domain::POSITIVE).is_err());
    assert!(read("normal(1, 9)", Domain::ANY).is_ok());
    let normal = Distribution::normal(1.0, 0.1).unwrap();
    let (low, high) = draw_bounds(&normal, &Domain::POSITIVE);
    assert!((low - 0.4).abs() < 1e-12 && (high - 1.6).abs() < 1e-12);
    assert_eq!(draw_bounds(&normal, &Domain::ANY), (f64::NEG_INFINITY, f64::INFINITY));
}

/// What a message proposes is accepted.
#[test]
fn proposed_distributions_fit() {
    for (mean, sd) in [(0.2, 0.05), (0.95, 0.1), (0.01, 5.0), (0.5, 0.1)] {
        let domain = Domain::open(0.0, 1.0);
        let refused = parse(&format!("normal({mean}, {sd})"), rule(Unit::Share, domain)).unwrap_err();
        let hint = refused.hint.unwrap();
        let proposed = hint.split('`').nth(1).unwrap();
        assert!(parse(proposed, rule(Unit::Share, domain)).is_ok(), "{hint}");
        let sd: f64 = hint.rsplit(' ').next().unwrap().parse().unwrap();
        assert!(parse(&format!("normal({mean}, {sd})"), rule(Unit::Share, domain)).is_ok(), "{hint}");
    }
}
