use super::*;

/// Normal scores in a shuffled but fixed order: 1 + 37·i mod n runs through all places for n prime to 37.
fn scores(n: usize) -> Vec<f64> {
    (0..n).map(|i| crate::sampling::normal::quantile(((i * 37 % n) as f64 + 0.5) / n as f64)).collect()
}

#[test]
fn the_mean_of_independent_trials_is_students() {
    // Student (1908), the additional hours of sleep (R's `sleep`, group differences): mean 1.58, standard error
    // 0.38896, 95 % interval 0.7001 to 2.4599; R: t.test(extra ~ group, paired = TRUE).
    let hours = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4];
    let found = mean(&hours, Plan::Random);
    assert!((found.value - 1.58).abs() < 1e-12 && (found.standard_error - 0.388_959).abs() < 1e-6);
    assert!((found.low - 0.700_114_2).abs() < 1e-6 && (found.high - 2.459_885_8).abs() < 1e-6);
}

#[test]
fn one_trial_has_no_error_and_none_has_no_mean() {
    assert!(mean(&[3.0], Plan::Random).standard_error.is_nan());
    assert_eq!(mean(&[3.0], Plan::Random).value, 3.0);
    assert!(mean(&[], Plan::Sobol).value.is_nan());
    assert!(mean(&scores(31), Plan::Sobol).standard_error.is_nan());
    assert!(!mean(&scores(32), Plan::Sobol).standard_error.is_nan());
}

#[test]
fn dependent_trials_take_the_spread_between_randomisations() {
    // Trial i is aᵣ + bᵢ, where aᵣ = r moves the whole randomisation and the bᵢ of each sum to zero, so the
    // means are 0 … 15: standard deviation √(340/15), error √(340/15/16) = 1.19024.
    let values: Vec<f64> =
        (0..1600).map(|i| (i % 16) as f64 + if i / 16 % 2 == 0 { 50.0 } else { -50.0 }).collect();
    let found = mean(&values, Plan::LatinHypercube);
    assert!((found.standard_error - (340.0f64 / 15.0 / 16.0).sqrt()).abs() < 1e-12);
    assert!((found.high - found.value - 2.13144954555978 * found.standard_error).abs() < 1e-9);
    // The other way round: negatively dependent within randomisations, all means equal but for ±0.01.
    let even: Vec<f64> = (0..1600)
        .map(|i| if i / 16 % 2 == 0 { 50.0 } else { -50.0 } + if i % 2 == 0 { 0.01 } else { -0.01 })
        .collect();
    // σ/√N would say 50/√1600 = 1.25; the spread says 0.01·√(16/15)/4.
    assert!((mean(&even, Plan::Random).standard_error - 1.25).abs() < 0.001);
    assert!((mean(&even, Plan::Sobol).standard_error - 0.01 * (16.0f64 / 15.0).sqrt() / 4.0).abs() < 1e-12);
}

#[test]
fn a_number_of_trials_that_16_does_not_divide_weighs_randomisations_by_size() {
    // 40 trials: eight randomisations of three, eight of two. By hand: mean = Σ nᵣ·r / 40, error by the formula.
    let values: Vec<f64> = (0..40).map(|i| (i % 16) as f64).collect();
    let size = |r: usize| if r < 8 { 3.0 } else { 2.0 };
    let centre: f64 = (0..16).map(|r| size(r) * r as f64).sum::<f64>() / 40.0;
    let squares: f64 = (0..16).map(|r| (size(r) / 40.0 * (r as f64 - centre)).powi(2)).sum();
    let found = mean(&values, Plan::Antithetic);
    assert!((found.value - centre).abs() < 1e-12);
    assert!((found.standard_error - (squares * 16.0 / 15.0).sqrt()).abs() < 1e-12);
}

#[test]
fn percentiles_of_independent_trials_lie_between_their_order_statistics() {
    // 1000 normal scores: the sorted value of rank k is Φ⁻¹((k − ½)/1000). Ranks of the median: 469 and 532.
    let found = percentiles(&scores(1000), Plan::Random);
    let at = |rank: f64| crate::sampling::normal::quantile((rank - 0.5) / 1000.0);
    assert!(found[3].value.abs() < 1e-12);
    assert_eq!((found[3].low, found[3].high), (at(469.0), at(532.0)));
    assert_eq!((found[0].low, found[0].high), (at(37.0), at(65.0)));
    assert_eq!((found[6].low, found[6].high), (at(936.0), at(964.0)));
}

#[test]
fn numpys_default_definition() {
    // numpy.percentile([1, 2, 3, 4], [5, 10, 25, 50, 75, 90, 95])
    let found = percentiles(&[3.0, 1.0, 4.0, 2.0], Plan::Random).map(|p| p.value);
    for (found, numpy) in found.iter().zip([1.15, 1.3, 1.75, 2.5, 3.25, 3.7, 3.85]) {
        assert!((found - numpy).abs() < 1e-12);
    }
    // Four trials bound no percentile: half of them lie on one side of the median with 6 %.
    assert!(percentiles(&[3.0, 1.0, 4.0, 2.0], Plan::Random).iter().all(|p| p.standard_error.is_nan()));
}

#[test]
fn percentiles_of_dependent_trials_know_how_balanced_the_plan_is() {
    // The same 1600 values twice. Balanced: every randomisation holds every sixteenth of the sorted values; the
    // shares below the median differ by at most one trial. Clustered: randomisation r holds the r-th sixteenth.
    let sorted: Vec<f64> = (0..1600).map(f64::from).collect();
    let clustered: Vec<f64> = (0..1600).map(|i| sorted[(i % 16) * 100 + i / 16]).collect();
    let [even, apart, random] = [
        percentiles(&sorted, Plan::Sobol)[2],
        percentiles(&clustered, Plan::Sobol)[2],
        percentiles(&sorted, Plan::Random)[2],
    ];
    assert_eq!((even.value, apart.value), (random.value, random.value));
    // A quarter of clustered trials: four randomisations of sixteen: ± 0.23 of the trials and more.
    assert!(apart.half_width() > 300.0, "{apart:?}");
    // √(0.25·0.75/1600)·1.96 of 1600 are 34 trials.
    assert!((random.half_width() - 34.0).abs() < 2.0, "{random:?}");
    assert!(even.half_width() <= random.half_width(), "{even:?}");
}

#[test]
fn trials_without_the_figure_shift_no_other_to_another_randomisation() {
    let mut values: Vec<f64> = (0..1600).map(|i| (i % 16 * 100 + i / 16) as f64).collect();
    let whole = percentiles(&values, Plan::Sobol);
    // An empty round in front: the others stay in their randomisation.
    let gap = vec![f64::NAN; 16];
    values.splice(0..0, gap);
    assert_eq!(percentiles(&values, Plan::Sobol), whole);
}

#[test]
fn the_standard_deviation_of_a_normal_is_known_to_one_over_root_2n() {
    // Normal scores in an order that randomisations share evenly would be too quiet: draws instead.
    let mut state = 1u64;
    let values: Vec<f64> = (0..16_000)
        .map(|_| {
            // Knuth's 64-bit congruential generator, high bits: good enough for a standard deviation.
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            crate::sampling::normal::quantile(((state >> 11) as f64 + 0.5) / (1u64 << 53) as f64)
        })
        .collect();
    let found = standard_deviation(&values);
    // 1/√(2·16000) = 0.0056; from 16 groups itself known to 1/√30 = 18 %; four of those.
    assert!((found.standard_error / 0.00559 - 1.0).abs() < 0.73, "{found:?}");
    assert!(found.low < 1.0 && 1.0 < found.high);
    assert!(standard_deviation(&[1.0; 31]).standard_error.is_nan());
    assert_eq!(standard_deviation(&[2.0; 64]).standard_error, 0.0);
}

#[test]
fn slices_and_pairs() {
    let (a, b) = ([1.0, 2.0, 3.0, 4.0], [2.0, 2.0, 5.0, 5.0]);
    assert_eq!(mean_difference(&a, &b, Plan::Random).value, 1.0);
    let (a, b) = ([true, false, false, false], [true, true, true, false]);
    assert_eq!(change_of_proportion(&a, &b, Plan::Random).value, 0.5);
    assert_eq!(proportion(&a, Plan::Random).value, 0.25);
}
