//! Net present value, terminal value and peak funding.

/// Σ flow / (1 + rate)^(mid − valuation date), over flows after the valuation date; earlier ones are sunk.
///
/// Flows fall in the middle of their period.
pub fn net_present_value(flows: impl Iterator<Item = (f64, f64)>, rate: f64, valuation_date: f64) -> f64 {
    let later = flows.filter(|(mid, _)| *mid > valuation_date);
    later.map(|(mid, flow)| flow * crate::lanes::power(1.0 + rate, valuation_date - mid)).sum()
}

/// Worth of all flows after the projection, at its end: `fade · yearly cash · (1 + growth) ÷ (rate − growth)`; NaN
/// where growth is not below the rate.
///
/// Source: the growing perpetuity of Gordon and Shapiro (1956), Management Science 3(1).
pub fn terminal_value(yearly_cash: f64, rate: f64, growth: f64, fade: f64) -> f64 {
    if rate > growth { fade * yearly_cash * (1.0 + growth) / (rate - growth) } else { f64::NAN }
}

/// Largest shortfall of cumulative cash, as a positive number; 0 if it never falls below zero.
pub fn peak_funding(cash: impl Iterator<Item = f64>) -> f64 {
    let (mut total, mut lowest) = (0.0f64, 0.0f64);
    for flow in cash {
        total += flow;
        lowest = lowest.min(total);
    }
    -lowest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_perpetuity_of_growing_flows_has_a_closed_form() {
        // Flow g^k in the middle of year k: NPV = √(1+r) · Σ (g/(1+r))^k, a geometric sum.
        let (rate, growth): (f64, f64) = (0.09, 1.02);
        let flows = (0..40).map(|k| (2026.5 + f64::from(k), growth.powi(k)));
        let ratio = growth / (1.0 + rate);
        let closed = (1.0 + rate).powf(-0.5) * (1.0 - ratio.powi(40)) / (1.0 - ratio);
        let npv = net_present_value(flows, rate, 2026.0);
        assert!((npv / closed - 1.0).abs() < 1e-13, "{npv} {closed}");
    }

    #[test]
    fn a_terminal_value_is_the_sum_of_the_flows_that_it_stands_for() {
        // Ends of years 1, 2, 3 …: 100·1.02/1.09 + 100·1.02²/1.09² + …, added up until nothing is left.
        let sum: f64 = (1..2000).map(|k| 100.0 * (1.02f64 / 1.09).powi(k)).sum();
        assert!((terminal_value(100.0, 0.09, 0.02, 1.0) / sum - 1.0).abs() < 1e-12);
        assert_eq!(terminal_value(100.0, 0.09, 0.02, 0.5) * 2.0, terminal_value(100.0, 0.09, 0.02, 1.0));
        assert!(terminal_value(100.0, 0.02, 0.02, 1.0).is_nan());
    }

    #[test]
    fn earlier_flows_are_sunk() {
        assert_eq!(net_present_value([(2025.5, -100.0), (2026.5, 0.0)].into_iter(), 0.1, 2026.0), 0.0);
    }

    #[test]
    fn peak_funding_is_the_deepest_point() {
        assert_eq!(peak_funding([-5.0, 2.0, -4.0, 20.0].into_iter()), 7.0);
        assert_eq!(peak_funding([1.0, -0.5].into_iter()), 0.0);
    }
}
