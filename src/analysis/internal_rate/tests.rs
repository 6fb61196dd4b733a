use super::*;
use proptest::prelude::*;

fn one(flows: &[f64], years_between: f64) -> f64 {
    match internal_rate(flows, years_between) {
        InternalRate::One(rate) => rate,
        other => panic!("{flows:?}: {other:?}"),
    }
}

/// Flows whose value is zero exactly where x = 1/(1 + rate) for each of these rates: Π (x − xᵢ), times a sign.
fn with_roots(rates: &[f64]) -> Vec<f64> {
    rates.iter().fold(vec![1.0], |flows, rate| {
        let x = 1.0 / (1.0 + rate);
        let mut product = vec![0.0; flows.len() + 1];
        for (k, flow) in flows.iter().enumerate() {
            product[k] -= flow * x;
            product[k + 1] += flow;
        }
        product
    })
}

#[test]
fn closed_forms() {
    // 100 now for 121 in two years: 10 %. A loan: the same with the other sign. 16 quarters: 4 years.
    assert!((one(&[-100.0, 0.0, 121.0], 1.0) - 0.1).abs() < 1e-14);
    assert!((one(&[100.0, 0.0, -121.0], 1.0) - 0.1).abs() < 1e-14);
    let mut flows = vec![0.0; 17];
    (flows[0], flows[16]) = (-1.0, 1.2f64.powi(4));
    assert!((one(&flows, 0.25) - 0.2).abs() < 1e-12);
    // An annuity of 1 over n years bought for (1 − v^n)/r, v = 1/(1 + r).
    let r = 0.07f64;
    let mut annuity = vec![1.0; 31];
    annuity[0] = -(1.0 - (1.0 + r).powi(-30)) / r;
    assert!((one(&annuity, 1.0) - r).abs() < 1e-13);
}

#[test]
fn nothing_to_find() {
    for flows in [&[][..], &[5.0], &[1.0, 2.0, 3.0], &[-1.0, 0.0, -3.0], &[-1.0, 1.0, -1.0]] {
        assert_eq!(internal_rate(flows, 1.0), InternalRate::None, "{flows:?}");
    }
    // Zero at every rate.
    assert_eq!(internal_rate(&[0.0; 4], 1.0), InternalRate::Several);
}

#[test]
fn rates_outside_of_the_range_do_not_count() {
    // 1 for 12: +1100 %; 1 for 0.005: −99.5 %; just inside: +999 % and −98.9 %.
    assert_eq!(internal_rate(&[-1.0, 12.0], 1.0), InternalRate::None);
    assert_eq!(internal_rate(&[-1.0, 0.005], 1.0), InternalRate::None);
    assert!((one(&[-1.0, 10.99], 1.0) - 9.99).abs() < 1e-12);
    assert!((one(&[-1.0, 0.011], 1.0) + 0.989).abs() < 1e-12);
}

#[test]
fn an_established_librarys_values() {
    // numpy_financial.irr, numpy-financial 1.0; flows of its documentation and tests.
    let reference: [(&[f64], f64); 6] = [
        (&[-100.0, 39.0, 59.0, 55.0, 20.0], 0.280948421159961),
        (&[-100.0, 0.0, 0.0, 74.0], -0.0954958303489728),
        (&[-100.0, 100.0, 0.0, 7.0], 0.0620584856299295),
        (&[-150000.0, 15000.0, 25000.0, 35000.0, 45000.0, 60000.0], 0.0524328888594143),
        (&[-250000.0, 100000.0, 150000.0, 200000.0, 250000.0, 300000.0], 0.567230334435854),
        (&[-1000.0, 0.0, 500.0, 0.0, 700.0], 0.0598171822671345),
    ];
    for (flows, rate) in reference {
        assert!((one(flows, 1.0) - rate).abs() < 1e-12, "{flows:?}: {}", one(flows, 1.0));
    }
    // It gives one number here, −0.0833 and 0.0886; the polynomials (numpy.roots) have several rates in range.
    for flows in [&[-100.0, 100.0, 0.0, -7.0][..], &[-5.0, 10.5, 1.0, -8.0, 1.0]] {
        assert_eq!(internal_rate(flows, 1.0), InternalRate::Several, "{flows:?}");
    }
}

#[test]
fn planted_roots_are_all_seen() {
    // The textbook's oil pump, −1600, 10 000, −10 000: 25 % and 400 % (Lorie and Savage 1955).
    assert_eq!(internal_rate(&[-1600.0, 10_000.0, -10_000.0], 1.0), InternalRate::Several);
    assert_eq!(internal_rate(&with_roots(&[0.1, 0.2, 0.3]), 1.0), InternalRate::Several);
    // Two a hair apart, and one that touches zero.
    assert_eq!(internal_rate(&with_roots(&[0.1, 0.1001]), 1.0), InternalRate::Several);
    assert_eq!(internal_rate(&[-1.0, 2.0 * 1.25, -1.25 * 1.25], 1.0), InternalRate::Several);
    // Negative and positive; zero itself.
    assert_eq!(internal_rate(&with_roots(&[-0.5, 0.5]), 1.0), InternalRate::Several);
    assert!(one(&with_roots(&[0.0]), 1.0).abs() < 1e-12);
    // A second one outside of the range leaves one.
    assert!((one(&with_roots(&[0.15, 20.0]), 1.0) - 0.15).abs() < 1e-12);
    assert!((one(&with_roots(&[-0.995, 0.15]), 1.0) - 0.15).abs() < 1e-10);
    // A pair of complex roots adds none: (x² + 1) times a single one.
    let single = with_roots(&[0.12]);
    let flows: Vec<f64> =
        (0..4).map(|k| single.get(k).unwrap_or(&0.0) + if k >= 2 { single[k - 2] } else { 0.0 }).collect();
    assert!((one(&flows, 1.0) - 0.12).abs() < 1e-12);
}

proptest! {
    #[test]
    fn planted_sets_of_rates_are_counted(
        places in prop::collection::btree_set(0u32..60, 1..5),
        outside in prop::collection::vec(12.0f64..40.0, 0..3),
    ) {
        // Rates on a grid of x from 0.15 to 2.1, so that neighbours stay 0.0325 apart.
        let rates: Vec<f64> = places.iter().map(|i| 1.0 / (0.15 + f64::from(*i) * 0.0325) - 1.0).collect();
        let all: Vec<f64> = rates.iter().copied().chain(outside).collect();
        match internal_rate(&with_roots(&all), 1.0) {
            InternalRate::One(rate) => {
                prop_assert_eq!(rates.len(), 1);
                prop_assert!((rate - rates[0]).abs() < 1e-8 * (1.0 + rate.abs()), "{} {}", rate, rates[0]);
            }
            InternalRate::Several => prop_assert!(rates.len() > 1),
            InternalRate::None => prop_assert!(false, "{:?} not found", rates),
        }
    }

    #[test]
    fn the_quick_way_agrees_with_a_scan(flows in prop::collection::vec(-10.0f64..10.0, 2..53)) {
        // 4000 points in x: a change of sign is a root; close pairs may hide from the scan, never the other way.
        let (low, high) = (11f64.powf(-0.25), 100f64.powf(0.25));
        let at = |i: u32| value(&flows, low + (high - low) * f64::from(i) / 4000.0) > 0.0;
        let seen = (1..=4000).filter(|i| at(*i) != at(i - 1)).count();
        match internal_rate(&flows, 0.25) {
            InternalRate::None => prop_assert_eq!(seen, 0),
            InternalRate::One(rate) => {
                prop_assert_eq!(seen, 1);
                let x = power(1.0 + rate, -0.25);
                let terms: f64 = flows.iter().enumerate().map(|(k, f)| (f * x.powi(k as i32)).abs()).sum();
                prop_assert!(value(&flows, x).abs() < 1e-11 * terms);
            }
            InternalRate::Several => {}
        }
    }
}
