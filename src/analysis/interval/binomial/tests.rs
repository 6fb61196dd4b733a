use super::*;

#[test]
fn factorials() {
    // ln 25! from 25! = 15511210043330985984000000; ln(1e6!) by scipy.special.gammaln, SciPy 1.17.
    assert_eq!(ln_factorial(0), 0.0);
    assert!((exp(ln_factorial(5)) - 120.0).abs() < 1e-12);
    assert!((ln_factorial(25) - ln(15_511_210_043_330_985_984_000_000.0)).abs() < 1e-13);
    assert!((ln_factorial(1_000_000) - 12_815_518.384_658_169).abs() < 1e-7);
}

#[test]
fn exact_limits_meet_published_ones() {
    // Newcombe (1998), Statistics in Medicine 17, table I, method 5 (Clopper-Pearson), four digits.
    for (count, n, low, high) in
        [(81, 263, 0.2527, 0.3676), (15, 148, 0.0578, 0.1617), (0, 20, 0.0, 0.1684), (1, 29, 0.0009, 0.1776)]
    {
        let found = exact_limits(count, n);
        assert!((found.0 - low).abs() < 6e-5 && (found.1 - high).abs() < 6e-5, "{count} of {n}: {found:?}");
    }
}

#[test]
fn exact_limits_meet_the_quantiles_of_the_beta_distribution() {
    // scipy.stats.beta.ppf(0.025, k, n - k + 1) and (0.975, k + 1, n - k), SciPy 1.17.
    let reference = [
        (0, 10, 0, 0.308497107819),
        (1, 10, 0.00252857854446, 0.445016117028),
        (3, 20, 0.0320709371855, 0.378926826545),
        (10, 20, 0.271957849561, 0.728042150439),
        (0, 1000, 0, 0.00368208389687),
        (4, 1000, 0.00109090798773, 0.0102096646839),
        (996, 1000, 0.989790335316, 0.998909092012),
        (1000, 1000, 0.996317916103, 1),
        (500, 1000, 0.468549172972, 0.531450827028),
        (81, 263, 0.252736745585, 0.367621922601),
        (20, 10000, 0.00122206662132, 0.00308715598922),
        (5000, 10000, 0.49015138059, 0.50984861941),
        (3, 1000000, 6.18672550191e-07, 8.76724778807e-06),
        (250000, 1000000, 0.249151535686, 0.250849912597),
    ];
    for (count, n, low, high) in reference {
        let found = exact_limits(count, n);
        let close = |a: f64, b: f64| (a - b).abs() <= 1e-8 * b;
        assert!(close(found.0, low) && close(found.1, high), "{count} of {n}: {found:?}, {low} {high}");
    }
    assert!(exact_limits(0, 0).0.is_nan());
}

#[test]
fn ranks_meet_the_binomial_distribution_of_scipy() {
    // From scipy.stats.binom.cdf, SciPy 1.17: 0, and n + 1, stand for "no limit".
    let reference = [
        (5, 0.05, 0, 2),
        (5, 0.1, 0, 3),
        (5, 0.25, 0, 4),
        (5, 0.5, 0, 6),
        (5, 0.75, 2, 6),
        (5, 0.9, 3, 6),
        (5, 0.95, 4, 6),
        (20, 0.05, 0, 4),
        (20, 0.1, 0, 6),
        (20, 0.25, 2, 10),
        (20, 0.5, 6, 15),
        (20, 0.75, 11, 19),
        (20, 0.9, 15, 21),
        (20, 0.95, 17, 21),
        (50, 0.05, 0, 7),
        (50, 0.1, 1, 10),
        (50, 0.25, 7, 20),
        (50, 0.5, 18, 33),
        (50, 0.75, 31, 44),
        (50, 0.9, 41, 50),
        (50, 0.95, 44, 51),
        (100, 0.05, 1, 11),
        (100, 0.1, 5, 17),
        (100, 0.25, 17, 35),
        (100, 0.5, 40, 61),
        (100, 0.75, 66, 84),
        (100, 0.9, 84, 96),
        (100, 0.95, 90, 100),
        (1000, 0.05, 37, 65),
        (1000, 0.1, 82, 120),
        (1000, 0.25, 223, 278),
        (1000, 0.5, 469, 532),
        (1000, 0.75, 723, 778),
        (1000, 0.9, 881, 919),
        (1000, 0.95, 936, 964),
        (10000, 0.05, 458, 544),
        (10000, 0.1, 942, 1060),
        (10000, 0.25, 2415, 2586),
        (10000, 0.5, 4902, 5099),
        (10000, 0.75, 7415, 7586),
        (10000, 0.9, 8941, 9059),
        (10000, 0.95, 9457, 9543),
        (100000, 0.05, 4865, 5137),
        (100000, 0.1, 9814, 10187),
        (100000, 0.25, 24732, 25270),
        (100000, 0.5, 49690, 50311),
        (100000, 0.75, 74731, 75269),
        (100000, 0.9, 89814, 90187),
        (100000, 0.95, 94864, 95136),
    ];
    for (n, p, low, high) in reference {
        let found = ranks(n, p);
        assert_eq!(found.0.unwrap_or(0), low, "n {n}, p {p}");
        assert_eq!(found.1.unwrap_or(n + 1), high, "n {n}, p {p}");
    }
}

#[test]
fn a_published_interval_of_the_median() {
    // The textbook's ranks for the median of 10: 2 and 9 (97.9 %), since 3 and 8 hold it with 89 % only.
    // David and Nagaraja (2003), section 7.1.
    assert_eq!(ranks(10, 0.5), (Some(2), Some(9)));
}
