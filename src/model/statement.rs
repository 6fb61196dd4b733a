//! Contribution and operating margin of each perimeter, nominal EUR of one period.
//!
//! operating margin = contribution margin − fixed cost − depreciation and amortisation − CO2 cost;
//! operating profit = operating margin − restructuring − impairment. Break-even is asked of the operating margin.

use super::Inputs;
use super::asset::Assets;
use super::business::{Contract, CostLine, Plant, Product, Service};
use super::contract::ContractFlows;
use super::service::ServiceFlows;
use crate::lanes::{Lane, ZERO, add, fill};

/// A line of the statement. Costs are positive and subtracted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    /// Vehicles sold; cars built for partners are not among them.
    Volume,
    Revenue,
    /// Revenue − variable cost, access fees included.
    ContributionMargin,
    /// Plants and fixed-cost lines.
    FixedCost,
    /// Depreciation and amortisation.
    Depreciation,
    /// Change of what is provided for CO2 above the target, negative when a provision is released.
    Co2Cost,
    OperatingMargin,
    Restructuring,
    /// Write-downs: below the operating margin, and no cash.
    Impairment,
    OperatingProfit,
    /// Paid for CO2 at the end of an averaging window: what cash and tax see of it.
    Co2Payment,
    Tax,
    /// Capital expenditure and capitalised research and development.
    Investment,
    WorkingCapitalIncrease,
    FreeCashFlow,
    /// Margin of captive finance that is not distributed: it stays as the bank's capital, so it is in operating
    /// profit and not in free cash flow.
    CaptiveRetained,
    /// Revenue and margin of captive finance: no working capital here, and it pays its tax itself.
    CaptiveRevenue,
    CaptiveMargin,
}

const N_LINES: usize = Line::CaptiveMargin as usize + 1;

/// The statement of one perimeter in one period.
#[derive(Clone, Debug)]
pub struct Statement {
    lines: [Lane; N_LINES],
}

impl Default for Statement {
    fn default() -> Self {
        Statement { lines: [ZERO; N_LINES] }
    }
}

impl Statement {
    /// One line.
    #[inline(always)]
    pub fn line(&self, line: Line) -> &Lane {
        &self.lines[line as usize]
    }

    /// One line, to write.
    #[inline(always)]
    pub fn line_mut(&mut self, line: Line) -> &mut Lane {
        &mut self.lines[line as usize]
    }

    #[inline(always)]
    fn clear(&mut self) {
        self.lines = [ZERO; N_LINES];
    }
}

/// Vehicles, revenue and contribution of one product in one period, nominal EUR.
#[derive(Clone, Debug)]
pub struct ProductFlows {
    /// Cars sold. Within a period it begins as what buyers want; own cars and plants take from it.
    pub volume: Lane,
    /// Cars that buyers want after own cars have taken theirs, before the plants are asked.
    pub demand: Lane,
    /// Own net revenue and unit cost, base-year EUR per car.
    pub price: Lane,
    pub unit_cost: Lane,
    /// Access fee paid to another entity's platform.
    pub access_fee: Lane,
    pub revenue: Lane,
    /// Before access fees, which cancel in the Group.
    pub contribution: Lane,
}

impl Default for ProductFlows {
    fn default() -> Self {
        ProductFlows {
            volume: ZERO,
            demand: ZERO,
            price: ZERO,
            unit_cost: ZERO,
            access_fee: ZERO,
            revenue: ZERO,
            contribution: ZERO,
        }
    }
}

impl ProductFlows {
    /// revenue = vehicles · price · index; contribution = vehicles · (price − unit cost) · index
    #[inline(always)]
    pub fn sell(&mut self, index: &Lane) {
        let (volume, price, unit_cost) = (&self.volume, &self.price, &self.unit_cost);
        fill(&mut self.revenue, |i| volume[i] * price[i] * index[i]);
        fill(&mut self.contribution, |i| volume[i] * (price[i] - unit_cost[i]) * index[i]);
    }
}

/// Begins a period: all lines are zero.
#[inline(always)]
pub fn clear(statements: &mut [Statement]) {
    statements.iter_mut().for_each(Statement::clear);
}

#[inline(always)]
fn add_to(statements: &mut [Statement], perimeters: &[usize], line: Line, value: &Lane) {
    for &p in perimeters {
        add(statements[p].line_mut(line), |i| value[i]);
    }
}

/// Adds a product to its perimeters, and the access fee between those that pay and those that receive it.
#[inline(always)]
pub fn add_product(
    statements: &mut [Statement],
    product: &Product,
    flows: &mut ProductFlows,
    fee: Option<&Lane>,
    index: &Lane,
) {
    add_to(statements, &product.perimeters, Line::Volume, &flows.volume);
    add_to(statements, &product.perimeters, Line::Revenue, &flows.revenue);
    add_to(statements, &product.perimeters, Line::ContributionMargin, &flows.contribution);
    if let (Some(fee), true) = (fee, product.pays_access_fee) {
        let ProductFlows { volume, access_fee, .. } = flows;
        fill(access_fee, |i| volume[i] * fee[i] * index[i]);
        for &p in &product.fee_paid_by {
            add(statements[p].line_mut(Line::ContributionMargin), |i| -access_fee[i]);
        }
        for &p in &product.fee_received_by {
            add(statements[p].line_mut(Line::ContributionMargin), |i| access_fee[i]);
        }
    }
}

/// Adds a contract to its perimeters: its cars are not among those sold.
#[inline(always)]
pub fn add_contract(statements: &mut [Statement], contract: &Contract, flows: &ContractFlows) {
    add_to(statements, &contract.perimeters, Line::Revenue, &flows.revenue);
    add_to(statements, &contract.perimeters, Line::ContributionMargin, &flows.contribution);
}

/// Adds a service to its perimeters.
#[inline(always)]
pub fn add_service(statements: &mut [Statement], service: &Service, inputs: &Inputs, flows: &ServiceFlows) {
    add_to(statements, &service.perimeters, Line::Revenue, &flows.revenue);
    add_to(statements, &service.perimeters, Line::ContributionMargin, &flows.contribution);
    if service.fixed_cost.is_some() {
        add_to(statements, &service.perimeters, Line::FixedCost, &flows.fixed_cost);
    }
    if service.assets().is_some_and(Assets::are_own) {
        add_to(statements, &service.perimeters, Line::Investment, &flows.assets.investment);
        add_to(statements, &service.perimeters, Line::Depreciation, &flows.assets.depreciation);
    }
    if let Some(slot) = service.cash_distributed_share {
        let share = &inputs[slot];
        add_to(statements, &service.perimeters, Line::CaptiveRevenue, &flows.revenue);
        add_to(statements, &service.perimeters, Line::CaptiveMargin, &flows.contribution);
        for &p in &service.perimeters {
            add(statements[p].line_mut(Line::CaptiveRetained), |i| (1.0 - share[i]) * flows.contribution[i]);
        }
    }
}

/// Adds the fixed cost of a plant.
#[inline(always)]
pub fn add_plant(statements: &mut [Statement], plant: &Plant, cost: &Lane) {
    add_to(statements, &plant.perimeters, Line::FixedCost, cost);
}

/// Adds a cost line: fixed cost, or an item below the operating margin; its cost of the period stands in `cost`.
#[inline(always)]
pub fn add_cost_line(
    statements: &mut [Statement],
    cost_line: &CostLine,
    line: Line,
    yearly: &Lane,
    (years, index): (f64, &Lane),
    cost: &mut Lane,
) {
    fill(cost, |i| yearly[i] * years * index[i]);
    add_to(statements, &cost_line.perimeters, line, cost);
}

/// Adds a nominal amount to a line of some perimeters.
#[inline(always)]
pub fn add_amount(statements: &mut [Statement], perimeters: &[usize], line: Line, amount: &Lane) {
    add_to(statements, perimeters, line, amount);
}

/// Draws the subtotals: operating margin and operating profit.
#[inline(always)]
pub fn close(statements: &mut [Statement]) {
    for statement in statements {
        let mut margin = ZERO;
        fill(&mut margin, |i| {
            statement.line(Line::ContributionMargin)[i]
                - statement.line(Line::FixedCost)[i]
                - statement.line(Line::Depreciation)[i]
                - statement.line(Line::Co2Cost)[i]
        });
        let mut profit = ZERO;
        fill(&mut profit, |i| {
            margin[i] - statement.line(Line::Restructuring)[i] - statement.line(Line::Impairment)[i]
        });
        *statement.line_mut(Line::OperatingMargin) = margin;
        *statement.line_mut(Line::OperatingProfit) = profit;
    }
}
