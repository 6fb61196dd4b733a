//! Percentiles from histograms, beyond the memory budget: near the exact ones, and the same on any number of threads.

use ampere::analysis::quantile::Histogram;
use ampere::analysis::summary::PercentileMethod;
use ampere::analysis::{Statistics, Summary};
use ampere::engine::Scenario;

use crate::given;
use crate::reproducibility::{fingerprint, trials, with_threads};
use crate::worked_example;

/// A small scenario that runs many trials in no time.
fn small() -> Scenario {
    let sets = [
        "market.price.pass_through=uniform(0.2, 1)",
        "money.discount_rate=uniform(5%, 12%)",
        "battery.learning_rate=pert(10%, 20%, 25%)",
        "line.overhead.cost_eur_m=normal(60, 8)",
        "plant.works.fixed_cost_eur_m=normal(120, 5)",
        "platform.one.generation.second.delivery=pert(40%, 80%, 110%)",
    ];
    given::text(worked_example::SCENARIO, &sets)
}

/// Smallest and largest value of each yearly figure over a number of trials.
fn ranges(scenario: &Scenario, n_trials: u64) -> Vec<f64> {
    let widths = trials(scenario, n_trials).into_iter().map(|column| {
        let values: Vec<f64> = column.into_iter().map(f64::from_bits).collect();
        let (low, high) = values.iter().fold((f64::MAX, f64::MIN), |(l, h), x| (l.min(*x), h.max(*x)));
        high - low
    });
    widths.collect()
}

#[test]
fn histogram_percentiles_agree_with_exact_ones() {
    // The pilot of 4,096 trials sets the range, widened to twice its width: a bin is 2 · range / 4,096. With
    // 40,000 trials neighbouring values near the 5th percentile are some 1/4,000 of a standard deviation
    // apart, a tenth of a bin, so one bin for the place in the bin and one for the neighbour are enough.
    let scenario = small();
    let exact = with_threads(&[&scenario], 40_000, 2, 1 << 30).summaries.remove(0);
    let counted = with_threads(&[&scenario], 40_000, 2, 0).summaries.remove(0);
    assert_eq!((exact.method, counted.method), (PercentileMethod::Exact, PercentileMethod::Histogram));
    let figures = |s: &Summary| s.series.iter().flat_map(|s| s.years.clone()).collect::<Vec<Statistics>>();
    let bins = ranges(&scenario, 4096).into_iter().map(|width| 2.0 * width / Histogram::BINS as f64);
    let mut compared = 0;
    for ((exact, counted), bin) in figures(&exact).iter().zip(figures(&counted)).zip(bins) {
        assert_eq!(
            exact.mean.value.to_bits(),
            counted.mean.value.to_bits(),
            "moments do not depend on the method"
        );
        for (a, b) in exact.percentiles.iter().zip(counted.percentiles) {
            let (a, b) = (a.value, b.value);
            assert!((a - b).abs() <= 2.0 * bin, "{a} and {b}, bin {bin}");
            compared += usize::from(bin > 0.0);
        }
    }
    assert!(compared > 200, "{compared} percentiles of uncertain figures");
}

#[test]
fn histograms_are_the_same_on_any_number_of_threads() {
    let scenario = small();
    let expected = fingerprint(&with_threads(&[&scenario], 6000, 1, 0));
    for threads in [2, 7] {
        assert!(fingerprint(&with_threads(&[&scenario], 6000, threads, 0)) == expected, "{threads} threads");
    }
}
