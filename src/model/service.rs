//! **Services**: what is earned besides selling cars, nominal EUR.
//!
//! revenue = base · attach rate · revenue per unit · I (· Δ of a stock); contribution = revenue · margin rate, less what
//! used assets lose
//!
//! The base is a plain volume, assets in service ([`super::asset`]), the cars sold in the period, or the *parc*: the cars sold since the start of
//! the projection that still run. Cars of a period are sold at its middle; of them the share
//! S(a) = exp(−(a / scale)^shape) runs a years later (Weibull 1951, Journal of Applied Mechanics 18(3)). A period's
//! base is the mean of opening and closing parc, and opening + sold − scrapped = closing.

use super::asset::{AssetState, Assets, Surroundings};
use super::business::Named;
use super::statement::ProductFlows;
use super::{Inputs, Slot};
use crate::lanes::{Lane, ZERO, add, exp, fill, power};
use crate::model::business::BusinessRole;
use crate::quantity::Period;

/// A service.
#[derive(Clone, Debug)]
pub struct Service {
    pub name: Named,
    pub brand: usize,
    pub base: ServiceBase,
    pub attach_rate: Slot,
    /// EUR of one unit, per year if the base is a stock.
    pub revenue_per_unit: Slot,
    pub margin_rate: Slot,
    /// EUR per year in the operating margin.
    pub fixed_cost: Option<Slot>,
    /// Captive finance: the cash that is this share of the margin.
    pub cash_distributed_share: Option<Slot>,
    pub business_role: Option<BusinessRole>,
    pub perimeters: Vec<usize>,
}

impl Service {
    /// Whether it counts the sales of a period rather than a stock.
    pub fn counts_sales(&self) -> bool {
        matches!(self.base, ServiceBase::NewSales(_))
    }

    /// Its assets, if it counts these.
    #[inline(always)]
    pub fn assets(&self) -> Option<&Assets> {
        match &self.base {
            ServiceBase::Assets(assets) => Some(assets),
            _ => None,
        }
    }
}

/// What a service counts.
#[derive(Clone, Debug)]
pub enum ServiceBase {
    /// A stock that the scenario states: contracts, stations, assets.
    Units(Slot),
    /// Cars of these products sold in the period.
    NewSales(Vec<usize>),
    /// Cars of these products that run.
    Parc(Parc),
    /// Assets in service.
    Assets(Assets),
}

/// Which cars run, and for how long.
#[derive(Clone, Debug)]
pub struct Parc {
    pub products: Vec<usize>,
    pub survival: Survival,
    /// Cars that run at the start of the projection, and their age in years.
    pub opening: Option<(Slot, f64)>,
}

/// Share of cars that still run, by age.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Survival {
    /// Age in years at which a share of 1/e is left.
    pub scale_years: f64,
    /// 1 for a constant rate of scrapping; above it the rate rises with age.
    pub shape: f64,
}

impl Survival {
    /// S(age).
    pub fn at(self, age: f64) -> f64 {
        if age <= 0.0 { 1.0 } else { exp(-power(age / self.scale_years, self.shape)) }
    }
}

/// State and results of one service in one period.
#[derive(Clone, Debug)]
pub struct ServiceFlows {
    /// Cars sold, by the middle of the period.
    sold: Vec<(f64, Lane)>,
    /// Parc at the end of the period, and what was scrapped in it.
    pub parc: Lane,
    pub scrapped: Lane,
    pub assets: AssetState,
    /// Base · attach rate.
    pub units: Lane,
    pub revenue: Lane,
    pub contribution: Lane,
    pub fixed_cost: Lane,
}

impl Default for ServiceFlows {
    fn default() -> Self {
        ServiceFlows {
            sold: Vec::new(),
            parc: ZERO,
            scrapped: ZERO,
            assets: AssetState::default(),
            units: ZERO,
            revenue: ZERO,
            contribution: ZERO,
            fixed_cost: ZERO,
        }
    }
}

impl ServiceFlows {
    /// Forgets the block before; keeps the memory.
    pub fn reset(&mut self) {
        self.sold.clear();
        self.assets.reset();
    }

    /// Computes a period from the cars sold in it.
    #[inline(always)]
    pub fn earn(&mut self, service: &Service, inputs: &Inputs, around: &Surroundings) {
        let Surroundings { period, start, products, index, .. } = *around;
        let years = period.years();
        let attach_rate = &inputs[service.attach_rate];
        let weight = match &service.base {
            ServiceBase::Units(units) => {
                self.units = inputs[*units];
                years
            }
            ServiceBase::NewSales(sellers) => {
                self.units = total(sellers, products);
                1.0
            }
            ServiceBase::Parc(parc) => {
                self.move_parc(parc, inputs, (period, start), products);
                years
            }
            ServiceBase::Assets(assets) => {
                self.assets.advance(assets, inputs, around, &mut self.units);
                years
            }
        };
        for (units, rate) in self.units.iter_mut().zip(attach_rate) {
            *units *= rate;
        }
        let (per_unit, margin_rate) = (&inputs[service.revenue_per_unit], &inputs[service.margin_rate]);
        let units = &self.units;
        fill(&mut self.revenue, |i| units[i] * per_unit[i] * index[i] * weight);
        let revenue = &self.revenue;
        fill(&mut self.contribution, |i| revenue[i] * margin_rate[i]);
        if service.assets().is_some_and(Assets::has_risk) {
            let loss = &self.assets.loss;
            add(&mut self.contribution, |i| -loss[i]);
        }
        if let Some(slot) = service.fixed_cost {
            let yearly = &inputs[slot];
            fill(&mut self.fixed_cost, |i| yearly[i] * years * index[i]);
        }
    }

    /// Closing parc, what was scrapped, and the mean of opening and closing parc as the base.
    #[inline(always)]
    fn move_parc(
        &mut self,
        parc: &Parc,
        inputs: &Inputs,
        (period, start): (&Period, f64),
        products: &[ProductFlows],
    ) {
        let mut opening = self.parc;
        if self.sold.is_empty() {
            opening = parc.opening.map_or(ZERO, |(cars, _)| inputs[cars]);
        }
        let sold = total(&parc.products, products);
        self.sold.push((period.mid(), sold));
        let closing = &mut self.parc;
        *closing = ZERO;
        if let Some((cars, age)) = parc.opening {
            let kept = parc.survival.at(age + period.end - start) / parc.survival.at(age);
            let cars = &inputs[cars];
            fill(closing, |i| kept * cars[i]);
        }
        for (mid, cars) in &self.sold {
            let kept = parc.survival.at(period.end - mid);
            add(closing, |i| kept * cars[i]);
        }
        let closing = &self.parc;
        fill(&mut self.scrapped, |i| opening[i] + sold[i] - closing[i]);
        fill(&mut self.units, |i| 0.5 * (opening[i] + closing[i]));
    }
}

/// Vehicles that these products sell in the period.
#[inline(always)]
fn total(sellers: &[usize], products: &[ProductFlows]) -> Lane {
    let mut total = ZERO;
    for p in sellers {
        let volume = &products[*p].volume;
        add(&mut total, |i| volume[i]);
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_constant_rate_of_scrapping_is_the_exponential_law() {
        let survival = Survival { scale_years: 10.0, shape: 1.0 };
        assert_eq!(survival.at(0.0), 1.0);
        assert!((survival.at(5.0) - (-0.5f64).exp()).abs() < 1e-15);
        assert!((survival.at(7.0) / survival.at(4.0) - survival.at(3.0)).abs() < 1e-15);
    }

    #[test]
    fn cars_of_a_rising_rate_last_at_first() {
        let survival = Survival { scale_years: 15.0, shape: 3.0 };
        // Half of them are gone after 15 · (ln 2)^(1/3) years.
        assert!((survival.at(15.0 * std::f64::consts::LN_2.cbrt()) - 0.5).abs() < 1e-12);
        assert!(survival.at(5.0) > 0.96);
    }
}
