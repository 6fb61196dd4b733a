//! **Spill-over** of image: the cars that one brand sells make another brand's cars wanted.
//!
//! factor = max(0, 1 + uplift · (N − reference) / 1 000), with N the cars that the giving brand has sold in the year
//! up to the end of the period before. The receiving cars' shares are multiplied by it, up to their whole pool. N looks
//! back, so nothing turns in a circle within a period.
//!
//! No source: an assumption of a scenario, and zero unless one states it.

use super::business::{Named, Powertrain, Product, Volume};
use super::statement::ProductFlows;
use super::{Inputs, Slot};
use crate::lanes::{Lane, ZERO, add, fill};

/// Who gives, who receives, and how much.
#[derive(Clone, Debug)]
pub struct Spillover {
    pub name: Named,
    /// Places of the products whose sales count, and of those that are lifted.
    pub from: Vec<usize>,
    pub to: Vec<usize>,
    /// Of the shares, per 1 000 cars.
    pub uplift: Slot,
    /// Cars per year that the stated shares already know of.
    pub reference: Slot,
}

impl Spillover {
    /// The products of a brand that give, and those of another with a share of a pool that receive.
    pub fn between(
        products: &[Product],
        from: usize,
        (to, powertrain): (usize, Powertrain),
    ) -> (Vec<usize>, Vec<usize>) {
        let places = |wanted: &dyn Fn(&Product) -> bool| -> Vec<usize> {
            products.iter().enumerate().filter(|(_, product)| wanted(product)).map(|(p, _)| p).collect()
        };
        let receives = |product: &Product| {
            product.brand == to
                && product.powertrain == powertrain
                && matches!(product.volume, Volume::PoolShare { .. })
        };
        (places(&|product| product.brand == from), places(&receives))
    }
}

/// Carried from period to period.
#[derive(Clone, Debug)]
pub struct SpilloverState {
    /// Cars sold in the periods of the last year, oldest first.
    sold: Vec<Lane>,
    /// What shares are multiplied by in the current period, less 1.
    pub uplift: Lane,
}

impl Default for SpilloverState {
    fn default() -> Self {
        SpilloverState { sold: Vec::new(), uplift: ZERO }
    }
}

impl SpilloverState {
    /// Forgets the block before; keeps the memory.
    #[inline(always)]
    pub fn reset(&mut self) {
        self.sold.clear();
        self.uplift = ZERO;
    }

    /// Takes in the cars sold in a period.
    #[inline(always)]
    pub fn remember(&mut self, spillover: &Spillover, periods_per_year: usize, products: &[ProductFlows]) {
        let mut sold = ZERO;
        for p in &spillover.from {
            let volume = &products[*p].volume;
            add(&mut sold, |i| volume[i]);
        }
        if self.sold.len() == periods_per_year {
            self.sold.remove(0);
        }
        self.sold.push(sold);
    }
}

/// Lifts the demand of a projected period.
#[inline(always)]
pub fn lift(
    spillover: &Spillover,
    products: &[Product],
    inputs: &Inputs,
    state: &mut SpilloverState,
    flows: &mut [ProductFlows],
) {
    let mut sold = ZERO;
    state.sold.iter().for_each(|period| add(&mut sold, |i| period[i]));
    let (uplift, reference) = (&inputs[spillover.uplift], &inputs[spillover.reference]);
    fill(&mut state.uplift, |i| {
        let change = uplift[i] * (sold[i] - reference[i]) / 1000.0;
        if change > -1.0 { change } else { -1.0 }
    });
    for p in &spillover.to {
        let Volume::PoolShare { share, .. } = products[*p].volume else { continue };
        let share = &inputs[share];
        for (i, volume) in flows[*p].volume.iter_mut().enumerate() {
            let factor = 1.0 + state.uplift[i];
            *volume *= if factor * share[i] > 1.0 && share[i] > 0.0 { 1.0 / share[i] } else { factor };
        }
    }
}
