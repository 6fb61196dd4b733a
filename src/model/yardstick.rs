//! What results are held against: a published target, who pays for whom, which cars hand over to which, what a
//! business is worth after the projection. Nothing here moves a flow.

use super::Slot;
use super::business::Powertrain;

/// Yardsticks of a scenario.
#[derive(Clone, Debug)]
pub struct Yardsticks {
    /// Published guidance for the Group's operating margin over revenue: a target, never an input.
    pub guidance_margin: Option<Slot>,
    pub cash_cow: Option<CashCow>,
    pub bridge: Bridge,
    pub terminal: Option<Terminal>,
}

/// Who pays for whom; places in the list of perimeters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CashCow {
    /// Its free cash flow is what there is to give.
    pub payer: usize,
    /// Its negative free cash flow is what is needed.
    pub need: usize,
}

/// Cars that carry the business until others do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bridge {
    pub from: Powertrain,
    pub to: Powertrain,
}

/// What is assumed of the years after the projection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terminal {
    /// Yearly nominal growth of free cash flow for ever.
    pub growth: Slot,
    /// Share of the last years' free cash flow that lasts.
    pub fade: Slot,
}
