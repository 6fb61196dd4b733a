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
    /// The pool that CO2 targets hold for.
    Co2,
    /// Generations of platforms, where something can make them slip.
    Generation,
    /// Cars of one brand that make another's wanted.
    Spillover,
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
            Grouping::Co2 => "co2",
            Grouping::Generation => "generation",
            Grouping::Spillover => "spillover",
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
    Co2Cost,
    Co2Payment,
    /// Grams per km of the year's cars, super-credits counted.
    FleetAverage,
    /// Target, mass correction and eco-innovations.
    Co2Allowed,
    /// Average less allowed, of the averaging window up to the end of the year.
    WindowDeviation,
    /// Whether that is 0 or less.
    WindowTargetMet,
    /// Date at which a generation starts, by what is known at the end of the year.
    Start,
    /// Years by which it has slipped until then, by cause.
    FundingSlip,
    BridgeSlip,
    /// Contracts, stations, cars: what a service counts, times its attach rate.
    ServiceUnits,
    /// What used assets of a service sell for less than was expected when they were put in service.
    ResidualValueLoss,
    /// Contracted cars that the partner does not take, and what it owes for them.
    CarsNotTaken,
    TakeOrPay,
    /// Whether deliveries have ended by the end of the year.
    ContractEnded,
    /// What shares are multiplied by, less 1.
    ShareUplift,
    /// Units that a cost line costs for.
    DriverUnits,
}

/// Unit of a metric in tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MetricUnit {
    EurM,
    Vehicles,
    Share,
    EurPerVehicle,
    EurPerKwh,
    GramPerKm,
    Year,
    Years,
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
            MetricUnit::GramPerKm => "g per km",
            MetricUnit::Year => "year",
            MetricUnit::Years => "years",
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
            Metric::Co2Cost => "co2_cost",
            Metric::Co2Payment => "co2_payment",
            Metric::FleetAverage => "fleet_average",
            Metric::Co2Allowed => "co2_allowed",
            Metric::WindowDeviation => "window_deviation",
            Metric::WindowTargetMet => "window_target_met",
            Metric::Start => "start",
            Metric::FundingSlip => "funding_slip",
            Metric::BridgeSlip => "bridge_slip",
            Metric::ServiceUnits => "service_units",
            Metric::ResidualValueLoss => "residual_value_loss",
            Metric::CarsNotTaken => "cars_not_taken",
            Metric::TakeOrPay => "take_or_pay",
            Metric::ContractEnded => "contract_ended",
            Metric::ShareUplift => "share_uplift",
            Metric::DriverUnits => "driver_units",
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
            | Metric::CarsNotTaken
            | Metric::Production
            | Metric::Capacity => MetricUnit::Vehicles,
            Metric::OperatingMarginRatio
            | Metric::Share
            | Metric::ShareUplift
            | Metric::ContractEnded
            | Metric::MarginOfSafety
            | Metric::Utilisation
            | Metric::BreakEvenUtilisation
            | Metric::WindowTargetMet => MetricUnit::Share,
            Metric::FleetAverage | Metric::Co2Allowed | Metric::WindowDeviation => MetricUnit::GramPerKm,
            Metric::UnitCost
            | Metric::NetPriceNominal
            | Metric::UnitCostNominal
            | Metric::UnitContribution
            | Metric::UnitContributionOverHybrid => MetricUnit::EurPerVehicle,
            Metric::PackPrice => MetricUnit::EurPerKwh,
            Metric::Start => MetricUnit::Year,
            Metric::FundingSlip | Metric::BridgeSlip => MetricUnit::Years,
            Metric::ServiceUnits | Metric::DriverUnits => MetricUnit::Units,
            _ => MetricUnit::EurM,
        }
    }
}
