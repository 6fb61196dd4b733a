//! Each form of the language: what it means, and what `ampere check` says it means.

use super::*;

fn drawn(text: &str, unit: Unit, domain: Domain) -> Distribution {
    match parse(text, rule(unit, domain)) {
        Ok(Expression::Distribution(distribution)) => distribution,
        other => panic!("{text}: {other:?}"),
    }
}

fn share(text: &str) -> Distribution {
    drawn(text, Unit::Share, Domain::open(0.0, 1.0))
}

fn price(text: &str) -> Distribution {
    drawn(text, Unit::Eur, Domain::POSITIVE)
}

#[test]
fn names_and_positions_mean_the_same() {
    assert_eq!(share("pert(min = 25%, mode = 36%, max = 42%)"), share("pert(25%, 36%, 42%)"));
    assert_eq!(share("triangular(max = 42%,min=25%, mode=36%)"), share("triangular(25%, 36%, 42%)"));
    assert_eq!(share("uniform(max = 42%, min = 25%)"), share("uniform(25%, 42%)"));
    assert_eq!(share("normal(sd = 1%, mean = 9%)"), share("normal(9%, 1%)"));
    let cut = share("truncated(normal(9%, 1%), 5%, 12%)");
    assert_eq!(share("truncated( normal(mean = 9%, sd = 1%), max = 12%, min = 5%)"), cut);
}

#[test]
fn moments_of_a_lognormal_are_those_of_the_value() {
    let lognormal = price("lognormal(mean = 20k, sd = 2k)");
    assert!((lognormal.mean() / 20_000.0 - 1.0).abs() < 1e-13);
    assert!((lognormal.standard_deviation() / 2_000.0 - 1.0).abs() < 1e-12);
}

#[test]
fn stated_percentiles_are_met() {
    for (distribution, percentiles) in [
        (price("lognormal(p10 = 0.9, p90 = 1.3)"), &[(0.1, 0.9), (0.9, 1.3)][..]),
        (price("lognormal(p95 = 1.3, p20 = 0.9)"), &[(0.2, 0.9), (0.95, 1.3)]),
        (drawn("normal(p10 = -2, p90 = 4)", Unit::Logit, Domain::ANY), &[(0.1, -2.0), (0.9, 4.0)]),
        (share("p10 0.25, p50 36%, p90 = 0.41"), &[(0.1, 0.25), (0.5, 0.36), (0.9, 0.41)]),
        (price("P10 20k, p50 21k, p75 21.5k, p90 23k"), &[(0.5, 21e3), (0.75, 21.5e3), (0.9, 23e3)]),
        (share("25% to 42%"), &[(0.05, 0.25), (0.95, 0.42)]),
        (price("20k to 23k"), &[(0.05, 20e3), (0.95, 23e3)]),
        (drawn("-2 to 4", Unit::Logit, Domain::ANY), &[(0.05, -2.0), (0.95, 4.0)]),
    ] {
        for (p, value) in percentiles {
            let found = distribution.quantile(*p);
            assert!((found / value - 1.0).abs() < 1e-12, "{distribution:?} at {p}: {found}");
        }
    }
}

/// Logit-normal inside 0 … 1; lognormal above 0; normal elsewhere, also for a positive range at any number.
#[test]
fn a_range_takes_the_distribution_of_its_key() {
    use Distribution::*;
    assert!(matches!(share("25% to 42%"), LogitNormal { low: 0.0, high: 1.0, .. }));
    assert!(matches!(price("20k to 23k"), Lognormal { .. }));
    let any = drawn("2 to 4", Unit::Logit, Domain::ANY);
    assert!(matches!(any, Normal { .. }));
    let year = drawn("2028 to 2030", Unit::Year, Domain::closed(1990.0, 2100.0));
    assert!(matches!(year, Normal { .. }));
    let inside = drawn("truncated(0.9 to 1.3, 0.8, 1.5)", Unit::Factor, Domain::NOT_NEGATIVE);
    assert_eq!(inside.support(), (0.8, 1.5));
}

/// Percentiles are bounded by the domain of their key, and a range or percentiles may be truncated.
#[test]
fn domains_bound_percentiles() {
    assert_eq!(share("p10 0.25, p50 0.36, p90 0.41").support(), (0.0, 1.0));
    assert_eq!(price("p10 20k, p50 21k, p90 23k").support(), (0.0, f64::INFINITY));
    assert_eq!(share("truncated(p10 0.25, p50 0.36, p90 0.41, 0.2, 0.5)").support(), (0.2, 0.5));
    let rate = drawn("p10 -2%, p50 1%, p90 2%", Unit::Rate, Domain::open(-1.0, 1.0));
    assert_eq!(rate.support(), (-1.0, 1.0));
}

/// One rule for all tails: the quantiles of z = ±6 inside the domain, and draws cut there.
#[test]
fn tails_end_inside_the_domain() {
    let positive = Domain::POSITIVE;
    for text in ["lognormal(mean = 1, sd = 0.5)", "p10 0.9, p50 1, p90 1.3", "0.9 to 1.3"] {
        let distribution = drawn(text, Unit::Factor, positive);
        let (low, high) = draw_bounds(&distribution, &positive);
        assert!(positive.contains(low) && positive.contains(high), "{text}: {low} {high}");
        let beyond = distribution.probability(high).above;
        assert!((beyond / 9.865_876_450_376_98e-10 - 1.0).abs() < 1e-6, "{text}: {beyond}");
    }
    let narrow = share("lognormal(mean = 10%, sd = 2%)");
    assert!(draw_bounds(&narrow, &Domain::open(0.0, 1.0)).1 < 1.0);
}

#[test]
fn a_choice_takes_numbers_in_the_unit_of_its_key() {
    let choice = price("choice(20k: 15%, 21k: 0.6, 19k: 25%)");
    assert_eq!([0.2, 0.3, 0.9].map(|p| choice.quantile(p)), [19e3, 20e3, 21e3]);
    let thirds = share("choice(0.1: 33.33333%, 0.2: 33.33333%, 0.3: 33.33333%)");
    assert!((thirds.mean() - 0.2).abs() < 1e-15);
}

#[test]
fn a_bare_year_of_a_step_is_its_first_of_january() {
    let read =
        |text, interpolate| parse(text, Rule { interpolate, ..rule(Unit::Share, Domain::closed(0.0, 1.0)) });
    let steps = Expression::Anchors(vec![(2025.0, 0.196), (2026.0, 0.2), (2026.5, 0.25)]);
    assert_eq!(read("2025: 19.6%, 2026: 20%, 2026.5: 25%", Interpolation::Step), Ok(steps));
    let middles = Expression::Anchors(vec![(2025.5, 0.1), (2026.5, 0.2)]);
    assert_eq!(read("2025: 10%, 2026: 20%", Interpolation::Log), Ok(middles));
}

#[test]
fn words_say_what_was_understood() {
    let share = |text| Uncertain::Drawn(share(text)).in_words(Unit::Share);
    let price = |text| Uncertain::Drawn(price(text)).in_words(Unit::Eur);
    let factor = |text| Uncertain::Drawn(drawn(text, Unit::Factor, Domain::POSITIVE)).in_words(Unit::Factor);
    assert_eq!(price("pert(20600, 21500, 22300)"), "lowest 20600, most likely 21500, highest 22300");
    assert_eq!(factor("0.9 to 1.3"), "5 % below 0.9, 5 % above 1.3, mean 1.088");
    assert_eq!(share("25% to 42%"), "5 % below 25%, 5 % above 42%");
    assert_eq!(share("uniform(10%, 20%)"), "anything from 10% to 20%, all equally likely");
    assert_eq!(share("normal(9%, 1%)"), "5 % below 7.355%, 5 % above 10.64%, mean 9%");
    assert_eq!(factor("lognormal(mean = 1, sd = 0.11)"), "5 % below 0.8299, 5 % above 1.191, mean 1");
    assert_eq!(
        share("p10 0.25, p50 0.36, p90 0.41"),
        "10 % below 25%, half below 36%, 10 % above 41%, always between 0% and 100%"
    );
    assert_eq!(
        share("truncated(normal(9%, 1%), 5%, 12%)"),
        "5 % below 7.355%, 5 % above 10.64%, mean 9%, but only what falls from 5% to 12%"
    );
    assert_eq!(share("choice(0.5: 25%, 0.2: 15%, 0.3: 60%)"), "20% (15 %), 30% (60 %) or 50% (25 %)");
    assert_eq!(Uncertain::Exactly(2028.25).in_words(Unit::Year), "2028.25");
    assert_eq!(Uncertain::Exactly(0.25).in_words(Unit::Share), "25%");
}
