//! What is recorded: by what the business is grouped, and what is measured.

/// By what a series groups the business.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grouping {
    Group,
    Perimeter,
    Entity,
    Brand,
    Powertrain,
    /// What cars are for: volume, value, usage, industry.
    Role,
    Platform,
    Plant,
    Product,
    /// Cars built for partners.
    Contract,
    Service,
    /// Fixed cost, depreciation, restructuring and impairment, line by line.
    CostLine,
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
            Grouping::Role => "role",
            Grouping::Platform => "platform",
            Grouping::Plant => "plant",
            Grouping::Product => "product",
            Grouping::Contract => "contract",
            Grouping::Service => "service",
            Grouping::CostLine => "cost_line",
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
    Restructuring,
    Impairment,
    BreakEvenVolume,
    MarginOfSafety,
    AccessFee,
    NetPriceNominal,
    UnitCostNominal,
    UnitContribution,
    UnitContributionOverHybrid,
    VolumeLost,
    ContributionLost,
    VolumeTaken,
    ContributionTaken,
    UnmetDemand,
    Production,
    Capacity,
    Utilisation,
    BreakEvenUtilisation,
    /// Contracts, stations, cars: what a service counts, times its attach rate.
    ServiceUnits,
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
    Units,
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
            MetricUnit::Units => "units",
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
            Metric::Restructuring => "restructuring",
            Metric::Impairment => "impairment",
            Metric::BreakEvenVolume => "break_even_volume",
            Metric::MarginOfSafety => "margin_of_safety",
            Metric::AccessFee => "access_fee",
            Metric::NetPriceNominal => "net_price_nominal",
            Metric::UnitCostNominal => "unit_cost_nominal",
            Metric::UnitContribution => "unit_contribution",
            Metric::UnitContributionOverHybrid => "unit_contribution_over_hybrid",
            Metric::VolumeLost => "volume_lost_to_own_cars",
            Metric::ContributionLost => "contribution_lost_to_own_cars",
            Metric::VolumeTaken => "volume_taken_from_own_cars",
            Metric::ContributionTaken => "contribution_taken_from_own_cars",
            Metric::UnmetDemand => "unmet_demand",
            Metric::Production => "production",
            Metric::Capacity => "capacity",
            Metric::Utilisation => "utilisation",
            Metric::BreakEvenUtilisation => "break_even_utilisation",
            Metric::ServiceUnits => "service_units",
        }
    }

    /// Unit in tables. Money is nominal, except unit cost and pack price, which are in base-year euros.
    pub fn unit(self) -> MetricUnit {
        match self {
            Metric::Volume
            | Metric::Registrations
            | Metric::BreakEvenVolume
            | Metric::VolumeLost
            | Metric::VolumeTaken
            | Metric::UnmetDemand
            | Metric::Production
            | Metric::Capacity => MetricUnit::Vehicles,
            Metric::OperatingMarginRatio
            | Metric::Share
            | Metric::MarginOfSafety
            | Metric::Utilisation
            | Metric::BreakEvenUtilisation => MetricUnit::Share,
            Metric::UnitCost
            | Metric::NetPriceNominal
            | Metric::UnitCostNominal
            | Metric::UnitContribution
            | Metric::UnitContributionOverHybrid => MetricUnit::EurPerVehicle,
            Metric::PackPrice => MetricUnit::EurPerKwh,
            Metric::ServiceUnits => MetricUnit::Units,
            _ => MetricUnit::EurM,
        }
    }
}
