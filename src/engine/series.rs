//! The closed list of what is recorded per year, fixed by the scenario.

use crate::lanes::{Lane, ZERO, add, fill};
use crate::model::business::{Named, Perimeter, PerimeterKind, Powertrain};
use crate::model::statement::{Line, ProductFlows, ServiceFlows};
use crate::model::{Business, State};

/// By what a series groups the business.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grouping {
    Group,
    Perimeter,
    Entity,
    Brand,
    Powertrain,
    Platform,
    Product,
    Market,
}

impl Grouping {
    /// Name in tables.
    pub fn id(self) -> &'static str {
        match self {
            Grouping::Group => "group",
            Grouping::Perimeter => "perimeter",
            Grouping::Entity => "entity",
            Grouping::Brand => "brand",
            Grouping::Powertrain => "powertrain",
            Grouping::Platform => "platform",
            Grouping::Product => "product",
            Grouping::Market => "market",
        }
    }
}

/// What a series measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Metric {
    Volume,
    Revenue,
    ContributionMargin,
    FixedCost,
    Depreciation,
    OperatingMargin,
    OperatingMarginRatio,
    OperatingProfit,
    CaptiveRetained,
    Tax,
    Investment,
    WorkingCapitalIncrease,
    FreeCashFlow,
    /// Since the start of the programme, at the end of the year.
    CumulativeFreeCashFlow,
    UnitCost,
    Registrations,
    Share,
    PackPrice,
}

/// Unit of a metric in tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MetricUnit {
    EurM,
    Vehicles,
    Share,
    EurPerVehicle,
    EurPerKwh,
    Year,
}

impl MetricUnit {
    /// Name in tables.
    pub fn id(self) -> &'static str {
        match self {
            MetricUnit::EurM => "EUR m",
            MetricUnit::Vehicles => "vehicles",
            MetricUnit::Share => "share",
            MetricUnit::EurPerVehicle => "EUR per vehicle",
            MetricUnit::EurPerKwh => "EUR per kWh",
            MetricUnit::Year => "year",
        }
    }
}

impl Metric {
    /// Name in tables.
    pub fn id(self) -> &'static str {
        match self {
            Metric::Volume => "volume",
            Metric::Revenue => "revenue",
            Metric::ContributionMargin => "contribution_margin",
            Metric::FixedCost => "fixed_cost",
            Metric::Depreciation => "depreciation",
            Metric::OperatingMargin => "operating_margin",
            Metric::OperatingMarginRatio => "operating_margin_ratio",
            Metric::OperatingProfit => "operating_profit",
            Metric::CaptiveRetained => "captive_margin_retained",
            Metric::Tax => "tax",
            Metric::Investment => "investment",
            Metric::WorkingCapitalIncrease => "working_capital_increase",
            Metric::FreeCashFlow => "free_cash_flow",
            Metric::CumulativeFreeCashFlow => "cumulative_free_cash_flow",
            Metric::UnitCost => "unit_cost",
            Metric::Registrations => "registrations",
            Metric::Share => "share",
            Metric::PackPrice => "pack_price",
        }
    }

    /// Unit in tables. Money is nominal, except unit cost and pack price, which are in base-year euros.
    pub fn unit(self) -> MetricUnit {
        match self {
            Metric::Volume | Metric::Registrations => MetricUnit::Vehicles,
            Metric::OperatingMarginRatio | Metric::Share => MetricUnit::Share,
            Metric::UnitCost => MetricUnit::EurPerVehicle,
            Metric::PackPrice => MetricUnit::EurPerKwh,
            _ => MetricUnit::EurM,
        }
    }
}

/// How the periods of a year make the year's figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Yearly {
    /// Flows add up; levels are averaged over time, each period weighted with its length.
    Total,
    /// Flows add up from the start of the programme on, over all years before.
    SinceProgramme,
    /// A ratio of two other series' years.
    Ratio { numerator: usize, denominator: usize },
}

#[derive(Clone, Debug)]
enum Source {
    /// Vehicles, revenue or contribution of products and services.
    Flows {
        products: Vec<usize>,
        services: Vec<usize>,
    },
    Perimeter(usize, Line),
    PlatformUnitCost(usize),
    Registrations,
    PowertrainShare(Powertrain),
    PackPriceLfp,
    PackPriceNmc,
    Ratio,
}

/// One recorded series: a figure for each reported year.
#[derive(Clone, Debug)]
pub struct Series {
    pub grouping: Grouping,
    /// Name in the scenario file.
    pub id: String,
    /// Label for people.
    pub label: String,
    pub metric: Metric,
    yearly: Yearly,
    source: Source,
}

impl Series {
    /// Identity across scenarios.
    pub fn key(&self) -> (Grouping, &str, Metric) {
        (self.grouping, &self.id, self.metric)
    }

    /// Whether the figure of a year goes on from that of the year before.
    pub fn is_cumulative(&self) -> bool {
        self.yearly == Yearly::SinceProgramme
    }

    /// Adds the current period to the running figure of its year: flows as they are, levels weighted with
    /// the length of the period in `years`.
    #[inline(always)]
    pub fn accumulate(&self, state: &State, years: f64, total: &mut Lane) {
        let mut plus = |lane: &Lane, weight: f64| add(total, |i| weight * lane[i]);
        match &self.source {
            Source::Flows { products, services } => {
                products.iter().for_each(|p| plus(self.product_lane(&state.products[*p]), 1.0));
                services.iter().for_each(|s| plus(self.service_lane(&state.services[*s]), 1.0));
            }
            Source::Perimeter(p, line) => plus(state.statements[*p].line(*line), 1.0),
            Source::PlatformUnitCost(p) => plus(&state.platform_unit_cost[*p], years),
            Source::Registrations => state.market.pools.iter().flatten().for_each(|pool| plus(pool, years)),
            Source::PowertrainShare(powertrain) => {
                plus(&state.market.powertrain_shares[powertrain.index()], years);
            }
            Source::PackPriceLfp => plus(&state.packs.lfp, years),
            Source::PackPriceNmc => plus(&state.packs.nmc, years),
            Source::Ratio => {}
        }
    }

    #[inline(always)]
    fn product_lane<'a>(&self, flows: &'a ProductFlows) -> &'a Lane {
        match self.metric {
            Metric::Volume => &flows.volume,
            Metric::Revenue => &flows.revenue,
            _ => &flows.contribution,
        }
    }

    #[inline(always)]
    fn service_lane<'a>(&self, flows: &'a ServiceFlows) -> &'a Lane {
        if self.metric == Metric::Revenue { &flows.revenue } else { &flows.contribution }
    }

    /// The figure of a year: the running figure, or the ratio of two others' (0 in a year without revenue).
    #[inline(always)]
    pub fn close_year(&self, totals: &[Lane], own: usize) -> Lane {
        match self.yearly {
            Yearly::Total | Yearly::SinceProgramme => totals[own],
            Yearly::Ratio { numerator, denominator } => {
                let (top, bottom) = (&totals[numerator], &totals[denominator]);
                let mut ratio = ZERO;
                fill(&mut ratio, |i| if bottom[i] > 0.0 { top[i] / bottom[i] } else { 0.0 });
                ratio
            }
        }
    }
}

const STATEMENT: [(Metric, Line); 12] = [
    (Metric::Volume, Line::Volume),
    (Metric::Revenue, Line::Revenue),
    (Metric::ContributionMargin, Line::ContributionMargin),
    (Metric::FixedCost, Line::FixedCost),
    (Metric::Depreciation, Line::Depreciation),
    (Metric::OperatingMargin, Line::OperatingMargin),
    (Metric::OperatingProfit, Line::OperatingProfit),
    (Metric::CaptiveRetained, Line::CaptiveRetained),
    (Metric::Tax, Line::Tax),
    (Metric::Investment, Line::Investment),
    (Metric::WorkingCapitalIncrease, Line::WorkingCapitalIncrease),
    (Metric::FreeCashFlow, Line::FreeCashFlow),
];

/// All series of a business, in a fixed order.
pub fn all(business: &Business) -> Vec<Series> {
    let mut list = Vec::new();
    for (p, perimeter) in business.perimeters.iter().enumerate() {
        list_statement(perimeter, p, &mut list);
    }
    for (b, brand) in business.brands.iter().enumerate() {
        let products = indices(&business.products, |p| p.brand == b);
        let services = indices(&business.services, |s| s.brand == b);
        list_flows(Grouping::Brand, brand, products, services, &mut list);
    }
    for powertrain in Powertrain::ALL {
        let products = indices(&business.products, |p| p.powertrain == powertrain);
        list_flows(Grouping::Powertrain, &powertrain_name(powertrain), products, Vec::new(), &mut list);
    }
    for (p, product) in business.products.iter().enumerate() {
        list_flows(Grouping::Product, &product.name, vec![p], Vec::new(), &mut list);
    }
    for (p, platform) in business.platforms.iter().enumerate() {
        let source = Source::PlatformUnitCost(p);
        list.push(total(Grouping::Platform, &platform.name, Metric::UnitCost, source));
    }
    list_market(&mut list);
    list
}

/// The statement of one perimeter, and its operating margin over revenue.
fn list_statement(perimeter: &Perimeter, p: usize, list: &mut Vec<Series>) {
    let grouping = match perimeter.kind {
        PerimeterKind::Question => Grouping::Perimeter,
        PerimeterKind::Entity => Grouping::Entity,
        PerimeterKind::Group => Grouping::Group,
    };
    let first = list.len();
    for (metric, line) in STATEMENT {
        list.push(total(grouping, &perimeter.name, metric, Source::Perimeter(p, line)));
    }
    let place = |metric| first + STATEMENT.iter().position(|(m, _)| *m == metric).unwrap_or(0);
    let mut ratio = total(grouping, &perimeter.name, Metric::OperatingMarginRatio, Source::Ratio);
    ratio.yearly =
        Yearly::Ratio { numerator: place(Metric::OperatingMargin), denominator: place(Metric::Revenue) };
    list.push(ratio);
    // Payback and peak funding are asked of these perimeters; the cash that they add up is shown with them.
    if perimeter.kind != PerimeterKind::Entity {
        let source = Source::Perimeter(p, Line::FreeCashFlow);
        let mut cash = total(grouping, &perimeter.name, Metric::CumulativeFreeCashFlow, source);
        cash.yearly = Yearly::SinceProgramme;
        list.push(cash);
    }
}

fn list_flows(
    grouping: Grouping,
    name: &Named,
    products: Vec<usize>,
    services: Vec<usize>,
    list: &mut Vec<Series>,
) {
    for metric in [Metric::Volume, Metric::Revenue, Metric::ContributionMargin] {
        // Services sell no vehicles.
        let services = if metric == Metric::Volume { Vec::new() } else { services.clone() };
        list.push(total(grouping, name, metric, Source::Flows { products: products.clone(), services }));
    }
}

fn list_market(list: &mut Vec<Series>) {
    let name = |id: &str, label: &str| Named { id: id.to_string(), label: label.to_string() };
    let market = Grouping::Market;
    list.push(total(market, &name("market", "Market"), Metric::Registrations, Source::Registrations));
    for powertrain in Powertrain::ALL {
        let source = Source::PowertrainShare(powertrain);
        list.push(total(market, &powertrain_name(powertrain), Metric::Share, source));
    }
    list.push(total(market, &name("lfp", "LFP pack"), Metric::PackPrice, Source::PackPriceLfp));
    list.push(total(market, &name("nmc", "NMC pack"), Metric::PackPrice, Source::PackPriceNmc));
}

fn powertrain_name(powertrain: Powertrain) -> Named {
    Named { id: powertrain.id().to_string(), label: powertrain.id().to_uppercase() }
}

fn indices<T>(things: &[T], wanted: impl Fn(&T) -> bool) -> Vec<usize> {
    things.iter().enumerate().filter(|(_, thing)| wanted(thing)).map(|(i, _)| i).collect()
}

fn total(grouping: Grouping, name: &Named, metric: Metric, source: Source) -> Series {
    let Named { id, label } = name.clone();
    Series { grouping, id, label, metric, yearly: Yearly::Total, source }
}
