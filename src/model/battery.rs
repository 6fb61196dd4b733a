//! Pack prices: learning on the non-metal core, lithium, regional premium, exchange rate.

use super::business::{Battery, Chemistry};
use super::{Inputs, Slot};
use crate::lanes::{Lane, ZERO, exp, ln};

/// Delivered pack price by chemistry, base-year EUR/kWh.
#[derive(Clone, Debug)]
pub struct Packs {
    pub lfp: Lane,
    pub nmc: Lane,
}

impl Packs {
    /// Lanes of zeros.
    pub fn zero() -> Packs {
        Packs { lfp: ZERO, nmc: ZERO }
    }

    /// Price of a mix with the given LFP share, EUR/kWh, in trial `i`.
    #[inline(always)]
    pub fn mix(&self, lfp_share: f64, i: usize) -> f64 {
        lfp_share * self.lfp[i] + (1.0 - lfp_share) * self.nmc[i]
    }
}

/// Carried from period to period.
#[derive(Clone, Debug)]
pub struct BatteryState {
    /// ln of cumulative output over that of the middle of the base year.
    ln_output: Lane,
    /// ln of the lithium price, USD/kg.
    ln_lithium: Lane,
    /// Pack prices in the middle of the base year, which history scales.
    base: Packs,
}

impl Default for BatteryState {
    fn default() -> Self {
        BatteryState { ln_output: ZERO, ln_lithium: ZERO, base: Packs::zero() }
    }
}

impl BatteryState {
    /// Opens at the middle of the base year: no learning yet, lithium at its reference.
    #[inline(always)]
    pub fn open_base(&mut self, battery: &Battery, inputs: &Inputs) -> Packs {
        self.ln_output = ZERO;
        for (i, out) in self.ln_lithium.iter_mut().enumerate() {
            *out = ln(inputs[battery.lithium.reference][i]);
        }
        self.base = self.price(battery, inputs, 0.0);
        self.base.clone()
    }

    /// Moves to the end of history, `years` after the middle of the base year: output has grown, lithium
    /// stands at its last spot price.
    #[inline(always)]
    pub fn open_projection(&mut self, battery: &Battery, inputs: &Inputs, years: f64) -> Packs {
        self.grow(inputs, battery.output_growth, years);
        for (i, out) in self.ln_lithium.iter_mut().enumerate() {
            *out = ln(inputs[battery.lithium.start][i]);
        }
        self.price(battery, inputs, 0.0)
    }

    /// Pack prices of a replayed period: the base year's, scaled by the history index.
    #[inline(always)]
    pub fn replay(&self, battery: &Battery, inputs: &Inputs) -> Packs {
        let index = &inputs[battery.history_index];
        let mut packs = self.base.clone();
        for (lfp, (nmc, index)) in packs.lfp.iter_mut().zip(packs.nmc.iter_mut().zip(index)) {
            *lfp *= index;
            *nmc *= index;
        }
        packs
    }

    /// Moves the states on by `years` and gives the prices at the new date, `years_projected` after the end
    /// of history.
    #[inline(always)]
    pub fn project(&mut self, battery: &Battery, inputs: &Inputs, years: f64, years_projected: f64) -> Packs {
        self.grow(inputs, battery.output_growth, years);
        self.move_lithium(battery, inputs, years);
        self.price(battery, inputs, years_projected)
    }

    /// ln Q += ln(1 + growth)·years
    #[inline(always)]
    fn grow(&mut self, inputs: &Inputs, growth: Slot, years: f64) {
        for (x, growth) in self.ln_output.iter_mut().zip(&inputs[growth]) {
            *x += years * ln(1.0 + growth);
        }
    }

    /// Mean reversion in logs, exact over any step:
    /// x += (m − x)·(1 − e^−κΔ) + σ·√((1 − e^−2κΔ) / 2κ)·z, m = ln of the long-run median.
    ///
    /// Source: Schwartz (1997), Journal of Finance 52(3), model 1.
    #[inline(always)]
    fn move_lithium(&mut self, battery: &Battery, inputs: &Inputs, years: f64) {
        let lithium = &battery.lithium;
        let (long_run, reversion) = (&inputs[lithium.long_run], &inputs[lithium.reversion]);
        let (volatility, shock) = (&inputs[lithium.volatility], &inputs[lithium.shock]);
        let before = self.ln_lithium;
        for (i, out) in self.ln_lithium.iter_mut().enumerate() {
            let median = ln(long_run[i]);
            let kept = exp(-reversion[i] * years);
            let variance_years =
                if reversion[i] > 1e-9 { (1.0 - kept * kept) / (2.0 * reversion[i]) } else { years };
            *out = median + (before[i] - median) * kept + volatility[i] * variance_years.sqrt() * shock[i];
        }
    }

    #[inline(always)]
    fn price(&self, battery: &Battery, inputs: &Inputs, years_projected: f64) -> Packs {
        let [lfp, nmc] = &battery.chemistries;
        Packs {
            lfp: self.pack_price(battery, lfp, inputs, years_projected),
            nmc: self.pack_price(battery, nmc, inputs, years_projected),
        }
    }

    /// Delivered pack price of one chemistry, base-year EUR/kWh.
    ///
    /// pack = [max(floor, core·(part·Q^−β + 1 − part)·shock) + sensitivity·pass_through·(Li − Li_ref)]
    ///        · (1 + premium·(1 − decay)^years_projected) · eur_per_usd, β = −log2(1 − learning_rate)
    ///
    /// Learning acts on the part of the core price that is not metal; the floor holds before premium and
    /// exchange rate.
    #[inline(always)]
    fn pack_price(
        &self,
        battery: &Battery,
        chemistry: &Chemistry,
        inputs: &Inputs,
        years_projected: f64,
    ) -> Lane {
        let lithium = &battery.lithium;
        let (core, part) = (&inputs[chemistry.core], &inputs[chemistry.learning_part]);
        let (floor, sensitivity) = (&inputs[chemistry.floor], &inputs[chemistry.lithium_sensitivity]);
        let (learning_rate, shock) = (&inputs[battery.learning_rate], &inputs[battery.core_shock]);
        let (pass_through, reference) = (&inputs[lithium.pass_through], &inputs[lithium.reference]);
        let (premium, decay) = (&inputs[battery.premium], &inputs[battery.premium_decay]);
        let eur_per_usd = &inputs[battery.eur_per_usd];

        let mut usd = ZERO;
        for (i, usd) in usd.iter_mut().enumerate() {
            let exponent = ln(1.0 - learning_rate[i]) * std::f64::consts::LOG2_E;
            let experience = exp(exponent * self.ln_output[i]);
            let learned = core[i] * (part[i] * experience + (1.0 - part[i])) * shock[i];
            *usd = if learned > floor[i] { learned } else { floor[i] };
        }
        let mut price = ZERO;
        for (i, price) in price.iter_mut().enumerate() {
            let metal = sensitivity[i] * pass_through[i] * (exp(self.ln_lithium[i]) - reference[i]);
            let regional = 1.0 + premium[i] * exp(years_projected * ln(1.0 - decay[i]));
            *price = (usd[i] + metal) * regional * eur_per_usd[i];
        }
        price
    }
}
