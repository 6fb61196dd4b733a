//! Units of scenario files.

use super::Label;

/// The unit of a number as it is written in a scenario file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Part of a whole: 0.25 or 25%.
    Share,
    /// Fraction per year: 0.02 or 2%.
    Rate,
    /// Base-year euros per vehicle (or per pack, where the key says so).
    Eur,
    /// EUR million per year.
    EurM,
    /// US dollars per kWh of battery.
    UsdPerKwh,
    /// US dollars per kilogram of lithium carbonate.
    UsdPerKg,
    /// US dollars per kWh for each US dollar per kilogram.
    UsdPerKwhPerUsdKg,
    /// Kilowatt-hours of battery per vehicle.
    Kwh,
    /// Vehicles.
    Vehicles,
    /// Vehicles per year.
    VehiclesPerYear,
    /// A length of time in years.
    Years,
    /// A calendar date as a decimal year.
    Year,
    /// A dimensionless multiplier.
    Factor,
    /// Logit points.
    Logit,
    /// Logit points per year.
    LogitPerYear,
    /// Once per year: the speed of an approach, or a volatility.
    PerYear,
    /// Euros for one US dollar.
    EurPerUsd,
    /// Grams of CO2 per kilometre.
    GramPerKm,
    /// Euros for one gram per kilometre and car.
    EurPerGram,
    /// A count, or no number at all.
    None,
}

impl Unit {
    /// The unit in words, empty for [`Unit::None`].
    pub const fn label(self) -> Label {
        let (en, fr) = match self {
            Unit::Share => ("share", "part"),
            Unit::Rate => ("rate per year", "taux annuel"),
            Unit::Eur => ("EUR", "EUR"),
            Unit::EurM => ("EUR million per year", "M€ par an"),
            Unit::UsdPerKwh => ("USD per kWh", "USD par kWh"),
            Unit::UsdPerKg => ("USD per kg", "USD par kg"),
            Unit::UsdPerKwhPerUsdKg => ("USD per kWh per USD per kg", "USD par kWh par USD par kg"),
            Unit::Kwh => ("kWh", "kWh"),
            Unit::Vehicles => ("vehicles", "véhicules"),
            Unit::VehiclesPerYear => ("vehicles per year", "véhicules par an"),
            Unit::Years => ("years", "années"),
            Unit::Year => ("year", "année"),
            Unit::Factor => ("factor", "coefficient"),
            Unit::Logit => ("logit points", "points de logit"),
            Unit::LogitPerYear => ("logit points per year", "points de logit par an"),
            Unit::PerYear => ("per year", "par an"),
            Unit::EurPerUsd => ("EUR per USD", "EUR par USD"),
            Unit::GramPerKm => ("g per km", "g par km"),
            Unit::EurPerGram => ("EUR per g per km and car", "EUR par g par km et véhicule"),
            Unit::None => ("", ""),
        };
        Label { en, fr }
    }

    /// Whether `25%` may be written for 0.25.
    pub const fn takes_percent(self) -> bool {
        matches!(self, Unit::Share | Unit::Rate | Unit::Factor)
    }

    /// Whether `k`, `M` and `bn` may be written for thousands, millions and billions.
    pub const fn takes_magnitude(self) -> bool {
        matches!(self, Unit::Eur | Unit::Vehicles | Unit::VehiclesPerYear | Unit::None)
    }
}
