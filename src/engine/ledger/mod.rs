//! The ledger of one year: every entry behind the statement of one trial and perimeter.
//!
//! A trial is computed again ([`Block::each_period`]), so recording costs the simulation nothing. An entry is the
//! sum over the year's periods of what [`crate::model::statement`] books. Sums in another order differ in their
//! last bits, so [`Account`] shows whole cents and says what rounding leaves.
//!
//! - [`entry`]: what is booked, and where · [`account`]: entries, subtotals and rounding in whole cents
//! - [`chain`]: vehicles × (price − cost) of one car · [`slots`]: the assumptions behind an entry

pub mod account;
pub mod chain;
pub mod entry;
pub mod slots;

pub use account::{Account, Part};
pub use chain::Chain;
pub use entry::{Entry, Figure, Item};

use super::block::{Block, NotFinite};
use super::happening::Acted;
use super::scenario::Scenario;
use crate::lanes::LANES;
use crate::model::statement::Line;
use crate::model::{Inputs, Slot, State};
use crate::quantity::Period;
use crate::sampling::Sampler;

/// One year of one trial, seen from one perimeter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// Place in the business's list of perimeters.
    pub perimeter: usize,
    pub year: i32,
    /// From 0.
    pub trial: u64,
}

/// What is booked in a year, nominal EUR; vehicles for volumes.
#[derive(Clone, Debug)]
pub struct Ledger {
    pub place: Place,
    /// Entries in the order of the statement; those that book nothing in the year are left out.
    pub entries: Vec<Entry>,
    /// Value chains of products, then of contracts; all zero for a car that is not sold.
    pub products: Vec<Chain>,
    pub contracts: Vec<Chain>,
    /// Mean over the year of what each spill-over lifts shares by.
    pub uplifts: Vec<f64>,
    /// Cars through each plant.
    pub production: Vec<f64>,
    /// Mean price index of the year, 1 in the middle of the base year.
    pub index: f64,
    pub tax: TaxBase,
    /// Options that hold in the trial, and events that happen in it.
    pub acted: Vec<Acted>,
    /// Fleet average of the year, what is allowed, and the window's deviation at the end of the year, g/km.
    pub fleet: [f64; 3],
    /// Mean over the year of every assumption, in the units of the model, by slot.
    inputs: Vec<f64>,
    /// Figures as the tables report them: the same sums of the same numbers in the same order.
    reported: Vec<(Line, f64)>,
}

/// What tax and working capital are taken of, nominal EUR.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct TaxBase {
    /// Operating profit without captive finance, which pays its tax itself, with CO2 as it is paid.
    pub profit: f64,
    /// Losses of earlier years at the beginning of the year.
    pub losses: f64,
    /// Revenue without captive finance, this year and the year before.
    pub revenue: f64,
    pub revenue_before: f64,
    /// Whether a year lies before: without one, working capital does not move.
    pub has_year_before: bool,
}

/// Lines that a ledger reports.
const REPORTED: [Line; 16] = [
    Line::Volume,
    Line::Revenue,
    Line::ContributionMargin,
    Line::FixedCost,
    Line::Depreciation,
    Line::Co2Cost,
    Line::OperatingMargin,
    Line::Restructuring,
    Line::Impairment,
    Line::OperatingProfit,
    Line::CaptiveRetained,
    Line::Co2Payment,
    Line::Tax,
    Line::Investment,
    Line::WorkingCapitalIncrease,
    Line::FreeCashFlow,
];

/// One period of the trial.
pub(super) struct Now<'a> {
    scenario: &'a Scenario,
    perimeter: usize,
    period: &'a Period,
    inputs: &'a Inputs,
    state: &'a State,
    /// The trial's place in its block.
    i: usize,
}

impl Ledger {
    /// Computes one trial again and records its year.
    ///
    /// The sampler is that of the run ([`Scenario::sampler`]), the year one of the reported ones.
    ///
    /// # Errors
    /// [`NotFinite`] if a figure of the year is not a finite number.
    pub fn record(scenario: &Scenario, sampler: Sampler, place: Place) -> Result<Ledger, NotFinite> {
        let business = &scenario.business;
        let i = (place.trial % LANES as u64) as usize;
        let mut ledger = Ledger {
            place,
            entries: entry::all(business, place.perimeter),
            products: vec![Chain::default(); business.products.len()],
            contracts: vec![Chain::default(); business.contracts.len()],
            uplifts: vec![0.0; business.spillovers.len()],
            production: vec![0.0; business.plants.len()],
            index: 0.0,
            tax: TaxBase::default(),
            acted: Vec::new(),
            fleet: [0.0; 3],
            inputs: vec![0.0; scenario.inputs.len()],
            reported: REPORTED.map(|line| (line, 0.0)).into_iter().collect(),
        };
        let mut block = Block::with_sampler(scenario, sampler);
        block.each_period(scenario, place.trial - i as u64, |period, inputs, state| {
            let now = Now { scenario, perimeter: place.perimeter, period, inputs, state, i };
            match place.year - period.year {
                1 => ledger.remember(&now),
                0 => ledger.add(&now),
                _ => {}
            }
        });
        ledger.acted = block.acted(scenario, i);
        if let Some((line, _)) = ledger.reported.iter().find(|(_, figure)| !figure.is_finite()) {
            let what = format!(
                "{line:?} of `{}` is not a finite number in {}",
                business.perimeters[place.perimeter].name.id, place.year
            );
            return Err(NotFinite { trial: place.trial, what });
        }
        ledger.entries.retain(|entry| entry.amount != 0.0);
        Ok(ledger)
    }

    /// Mean of an assumption over the year, in the unit of the model: EUR where the scenario has EUR million.
    pub fn input(&self, slot: Slot) -> f64 {
        self.inputs[slot.0]
    }

    /// A line as the tables report it.
    pub fn reported(&self, line: Line) -> f64 {
        self.reported.iter().find(|(known, _)| *known == line).map_or(0.0, |(_, figure)| *figure)
    }

    /// Entries, subtotals and rounding in whole cents.
    pub fn account(&self) -> Account {
        Account::of(self)
    }

    /// The year before.
    fn remember(&mut self, now: &Now) {
        self.tax.revenue_before += now.industrial_revenue();
        self.tax.has_year_before = true;
    }

    fn add(&mut self, now: &Now) {
        let Now { state, period, inputs, i, .. } = *now;
        for (line, figure) in &mut self.reported {
            *figure += now.line(*line);
        }
        for entry in &mut self.entries {
            entry.add(now);
        }
        self.products.iter_mut().enumerate().for_each(|(p, chain)| chain.add_product(now, p));
        self.contracts.iter_mut().enumerate().for_each(|(c, chain)| chain.add_contract(now, c));
        for (total, plant) in self.production.iter_mut().zip(&state.plants) {
            *total += plant.production[i];
        }
        for (mean, spillover) in self.uplifts.iter_mut().zip(&state.spillovers) {
            *mean += period.years() * spillover.uplift[i];
        }
        self.index += period.years() * state.price_index[i];
        self.tax.losses = state.cash[now.perimeter].losses_brought_forward()[i];
        self.tax.profit += now.line(Line::OperatingProfit) - now.line(Line::CaptiveMargin)
            + now.line(Line::Co2Cost)
            - now.line(Line::Co2Payment);
        self.fleet = [&state.co2.fleet_average, &state.co2.allowed, &state.co2.deviation].map(|lane| lane[i]);
        self.tax.revenue += now.industrial_revenue();
        for (slot, mean) in self.inputs.iter_mut().enumerate() {
            *mean += period.years() * inputs[Slot(slot)][i];
        }
    }
}

impl Now<'_> {
    fn line(&self, line: Line) -> f64 {
        self.state.statements[self.perimeter].line(line)[self.i]
    }

    fn industrial_revenue(&self) -> f64 {
        self.line(Line::Revenue) - self.line(Line::CaptiveRevenue)
    }

    fn input(&self, slot: Slot) -> f64 {
        self.inputs[slot][self.i]
    }

    fn index(&self) -> f64 {
        self.state.price_index[self.i]
    }
}
