//! Net present value and peak funding.

/// Σ flow / (1 + rate)^(mid − valuation date), over flows after the valuation date; earlier ones are sunk.
///
/// Flows fall in the middle of their period.
pub fn net_present_value(flows: impl Iterator<Item = (f64, f64)>, rate: f64, valuation_date: f64) -> f64 {
    let later = flows.filter(|(mid, _)| *mid > valuation_date);
    later.map(|(mid, flow)| flow * crate::lanes::power(1.0 + rate, valuation_date - mid)).sum()
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
    fn earlier_flows_are_sunk() {
        assert_eq!(net_present_value([(2025.5, -100.0), (2026.5, 0.0)].into_iter(), 0.1, 2026.0), 0.0);
    }

    #[test]
    fn peak_funding_is_the_deepest_point() {
        assert_eq!(peak_funding([-5.0, 2.0, -4.0, 20.0].into_iter()), 7.0);
        assert_eq!(peak_funding([1.0, -0.5].into_iter()), 0.0);
    }
}
