//! Assets that a service lets others use: how many are in service, what they cost, and what is lost where they sell
//! for less at the end than was expected at the start. Nominal EUR.
//!
//! An asset serves for its life L and is then sold. At its start its residual value is expected to be
//! V = residual share · price · I(start). Its depreciation runs in a straight line from the price to V, and it is then
//! sold for V · u, u = used-price factor · [(P_end / P_start) / (1 + e)^L]^s: used cars follow the market price P
//! of new ones (base-year EUR, so beyond general inflation) with sensitivity s, and lessors had expected it to move by e a year.
//!
//! residual-value loss = Σ V · (1 − u) over the assets that are returned in the period.
//!
//! No source for the rule: it is the plain elasticity form of "used follows new"; facts SRV-25 to SRV-28 are the levels
//! of residual values that it starts from.

use super::industry_price::SegmentPrice;
use super::statement::ProductFlows;
use super::{Inputs, Slot, capital};
use crate::lanes::{LANES, Lane, ZERO, add, fill, power};
use crate::quantity::Period;

/// What a service's assets are.
#[derive(Clone, Debug)]
pub struct Assets {
    pub additions: Additions,
    /// In service at the start of the projection, of all ages alike.
    pub opening: Option<Slot>,
    /// Years in service.
    pub life_years: f64,
    pub value: Option<AssetValue>,
}

impl Assets {
    /// Whether they may sell for less, or more, than expected.
    #[inline(always)]
    pub fn has_risk(&self) -> bool {
        self.value.as_ref().is_some_and(|value| value.risk.is_some())
    }

    /// Whether the entity itself pays for them.
    #[inline(always)]
    pub fn are_own(&self) -> bool {
        self.value.as_ref().is_some_and(|value| value.capitalised.is_some())
    }
}

/// How many are put in service.
#[derive(Clone, Debug)]
pub enum Additions {
    /// Assets per year.
    PerYear(Slot),
    /// A share of the cars of these products that are sold.
    OfSales { products: Vec<usize>, share: Slot },
}

/// What an asset costs, and what is left of it.
#[derive(Clone, Debug)]
pub struct AssetValue {
    /// Base-year EUR of one asset when it is put in service.
    pub price: Slot,
    /// Part of the price that the entity itself spends; none where a bank owns all of them.
    pub capitalised: Option<Slot>,
    /// Part of the price that the asset is expected to be sold for.
    pub residual: Slot,
    pub risk: Option<ResidualRisk>,
}

/// What moves the price of used assets away from the one expected.
#[derive(Clone, Debug)]
pub struct ResidualRisk {
    /// Place of the segment whose market price of new cars they follow; none where they follow none.
    pub segment: Option<usize>,
    pub sensitivity: Slot,
    /// Yearly change of that price, beyond inflation, that is expected when an asset is put in service.
    pub expected_change: Slot,
    /// Used price over what the price of new cars implies.
    pub used_price: Option<Slot>,
}

/// What the market around a service looks like in a period.
#[derive(Clone, Copy)]
pub struct Surroundings<'a> {
    pub period: &'a Period,
    /// Start of the projection.
    pub start: f64,
    pub is_history: bool,
    pub products: &'a [ProductFlows],
    pub prices: &'a [SegmentPrice],
    /// Price index.
    pub index: &'a Lane,
}

/// Assets put in service in one period.
#[derive(Clone, Debug)]
struct Cohort {
    assets: Lane,
    /// Residual value expected of all of them, nominal EUR.
    residual: Lane,
    /// Part of that which stands in the entity's own books.
    own_residual: Lane,
    /// Market price of new cars at the start, base-year EUR.
    new_price: Lane,
}

/// State and results of the assets of one service in one period; money is nominal EUR.
#[derive(Clone, Debug)]
pub struct AssetState {
    cohorts: Vec<Cohort>,
    /// What is to be depreciated of each projected cohort.
    depreciable: Vec<Lane>,
    /// In service at the end of the period.
    pub in_service: Lane,
    pub put_in_service: Lane,
    pub returned: Lane,
    /// Own spending on new assets less the book value of those sold.
    pub investment: Lane,
    pub depreciation: Lane,
    /// Residual value that had been expected of what is returned, and what of it is lost; negative for a gain.
    pub expected: Lane,
    pub loss: Lane,
}

impl Default for AssetState {
    fn default() -> Self {
        AssetState {
            cohorts: Vec::new(),
            depreciable: Vec::new(),
            in_service: ZERO,
            put_in_service: ZERO,
            returned: ZERO,
            investment: ZERO,
            depreciation: ZERO,
            expected: ZERO,
            loss: ZERO,
        }
    }
}

/// Share of a cohort that is returned in the period `age` periods after its own, after a life in periods.
///
/// Assets of a period are put in service evenly over it, so they leave evenly over a period that ends a life later:
/// 1 − |age − life| where that is positive. The shares of all ages sum to 1.
#[inline(always)]
fn share_returned(age: usize, life: f64) -> f64 {
    let distance = (age as f64 - life).abs();
    if distance < 1.0 { 1.0 - distance } else { 0.0 }
}

impl AssetState {
    /// Forgets the block before; keeps the memory.
    pub fn reset(&mut self) {
        self.cohorts.clear();
        self.depreciable.clear();
    }

    /// Moves the assets by a period, and gives the mean of opening and closing assets in service.
    ///
    /// Assets of replayed periods count; what they cost stands in the accounts, so they book no investment and no
    /// depreciation. What they lose at their end is booked from the end of history on.
    #[inline(always)]
    pub fn advance(&mut self, assets: &Assets, inputs: &Inputs, around: &Surroundings, mean: &mut Lane) {
        let years = around.period.years();
        let life = assets.life_years / years;
        let mut opening = self.in_service;
        if self.cohorts.is_empty() {
            opening = assets.opening.map_or(ZERO, |slot| inputs[slot]);
        }
        self.put_in_service = ZERO;
        match &assets.additions {
            Additions::PerYear(slot) => {
                let yearly = &inputs[*slot];
                fill(&mut self.put_in_service, |i| yearly[i] * years);
            }
            Additions::OfSales { products, share } => {
                let share = &inputs[*share];
                for p in products {
                    let sold = &around.products[*p].volume;
                    add(&mut self.put_in_service, |i| share[i] * sold[i]);
                }
            }
        }
        self.open_cohort(assets, inputs, around);
        self.returned = ZERO;
        if let Some(slot) = assets.opening {
            // The opening assets are of all ages, so an even part of them leaves until the last is gone.
            let (first, last) = (around.period.start - around.start, around.period.end - around.start);
            let share = (last.min(assets.life_years) - first.min(assets.life_years)) / assets.life_years;
            let stock = &inputs[slot];
            fill(&mut self.returned, |i| share * stock[i]);
        }
        for (age, cohort) in self.cohorts.iter().rev().enumerate() {
            let share = share_returned(age, life);
            if share > 0.0 {
                add(&mut self.returned, |i| share * cohort.assets[i]);
            }
        }
        let (put, returned) = (&self.put_in_service, &self.returned);
        fill(&mut self.in_service, |i| opening[i] + put[i] - returned[i]);
        let closing = &self.in_service;
        fill(mean, |i| 0.5 * (opening[i] + closing[i]));
        if let Some(value) = &assets.value {
            self.sell(assets, value, inputs, around, life);
        }
    }

    /// The assets of this period: what they cost, and what they are expected to leave.
    #[inline(always)]
    fn open_cohort(&mut self, assets: &Assets, inputs: &Inputs, around: &Surroundings) {
        let mut cohort =
            Cohort { assets: self.put_in_service, residual: ZERO, own_residual: ZERO, new_price: ZERO };
        self.investment = ZERO;
        if let Some(value) = &assets.value {
            let (price, residual, index) = (&inputs[value.price], &inputs[value.residual], around.index);
            let put = &self.put_in_service;
            fill(&mut cohort.residual, |i| put[i] * price[i] * index[i] * residual[i]);
            if let (Some(slot), false) = (value.capitalised, around.is_history) {
                let own = &inputs[slot];
                fill(&mut self.investment, |i| put[i] * price[i] * index[i] * own[i]);
                fill(&mut cohort.own_residual, |i| cohort.residual[i] * own[i]);
                let mut depreciable = ZERO;
                fill(&mut depreciable, |i| self.investment[i] - cohort.own_residual[i]);
                self.depreciable.push(depreciable);
            }
            if let Some(segment) = value.risk.as_ref().and_then(|risk| risk.segment) {
                cohort.new_price = around.prices[segment].price;
            }
        }
        self.cohorts.push(cohort);
    }

    /// Sells what is returned, and writes off what is not.
    #[inline(always)]
    fn sell(
        &mut self,
        assets: &Assets,
        value: &AssetValue,
        inputs: &Inputs,
        around: &Surroundings,
        life: f64,
    ) {
        self.expected = ZERO;
        self.loss = ZERO;
        self.depreciation = ZERO;
        if around.is_history {
            return;
        }
        for (age, cohort) in self.cohorts.iter().rev().enumerate() {
            let share = share_returned(age, life);
            if share <= 0.0 {
                continue;
            }
            add(&mut self.expected, |i| share * cohort.residual[i]);
            add(&mut self.investment, |i| -share * cohort.own_residual[i]);
            if let Some(risk) = &value.risk {
                let mut used = ZERO;
                risk.used_over_expected(inputs, around, &cohort.new_price, assets.life_years, &mut used);
                add(&mut self.loss, |i| share * cohort.residual[i] * (1.0 - used[i]));
            }
        }
        capital::write_off(&self.depreciable, life, &mut self.depreciation);
    }
}

impl ResidualRisk {
    /// u: price of a used asset over the one expected at its start.
    #[inline(always)]
    fn used_over_expected(
        &self,
        inputs: &Inputs,
        around: &Surroundings,
        price_at_start: &Lane,
        life_years: f64,
        out: &mut Lane,
    ) {
        *out = self.used_price.map_or([1.0; LANES], |slot| inputs[slot]);
        let Some(segment) = self.segment else { return };
        let (sensitivity, expected) = (&inputs[self.sensitivity], &inputs[self.expected_change]);
        let now = &around.prices[segment].price;
        for (i, used) in out.iter_mut().enumerate() {
            let ratio = now[i] / (price_at_start[i] * power(1.0 + expected[i], life_years));
            *used *= power(ratio, sensitivity[i]);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_asset_is_returned_exactly_once() {
        for life in [0.4, 1.0, 4.0, 12.0, 6.4] {
            let total: f64 = (0..60).map(|age| share_returned(age, life)).sum();
            assert!((total - 1.0).abs() < 1e-12, "{life}: {total}");
        }
        assert_eq!((share_returned(11, 12.0), share_returned(12, 12.0)), (0.0, 1.0));
        assert!((share_returned(6, 6.4) - 0.6).abs() < 1e-12 && (share_returned(7, 6.4) - 0.4).abs() < 1e-12);
    }
}
