//! The unit in which an amount is shown: chosen by the largest one, so that all have few digits.

use super::Language;
use super::number::{decimals_for, fixed};

/// What an amount measures, in the unit of the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// EUR.
    Money,
    /// Vehicles.
    Vehicles,
    /// EUR per vehicle.
    EurPerVehicle,
    /// Grams of CO2 per km.
    GramPerKm,
}

/// A unit for people.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Unit {
    /// What one of the model's units is in this one.
    factor: f64,
    english: &'static str,
    french: &'static str,
    /// A small part beside a large one is some tenths, not zero.
    least_decimals: usize,
}

impl Measure {
    /// The unit in which the largest amount has few digits.
    pub(in crate::report) fn unit_for(self, largest: f64) -> Unit {
        let unit = |factor, english, french, least_decimals| Unit { factor, english, french, least_decimals };
        match self {
            Measure::Money if largest.abs() >= 1e9 => unit(1e-9, "EUR bn", "Md€", 1),
            Measure::Money => unit(1e-6, "EUR m", "M€", 0),
            Measure::Vehicles if largest.abs() >= 1e6 => {
                unit(1e-6, "Million vehicles", "Millions de véhicules", 2)
            }
            Measure::Vehicles => unit(1e-3, "Thousand vehicles", "Milliers de véhicules", 0),
            Measure::GramPerKm => unit(1.0, "Grams of CO2 per km", "Grammes de CO2 par km", 0),
            Measure::EurPerVehicle => unit(1e-3, "EUR thousand per vehicle", "k€ par véhicule", 1),
        }
    }
}

impl Unit {
    /// Its name, in the form that opens a sentence.
    pub(in crate::report) fn name(self, language: Language) -> &'static str {
        language.pick(self.english, self.french)
    }

    /// An amount in this unit.
    pub(in crate::report) fn of(self, amount: f64) -> f64 {
        amount * self.factor
    }

    /// An amount as text, with the decimals that the `largest` beside it supports.
    pub(in crate::report) fn shown(self, amount: f64, largest: f64, language: Language) -> String {
        let decimals = decimals_for(self.of(largest)).max(self.least_decimals);
        fixed(self.of(amount), decimals, language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_unit_follows_the_size() {
        let name = |measure: Measure, largest: f64| measure.unit_for(largest).name(Language::French);
        assert_eq!(name(Measure::Money, -2.4e9), "Md€");
        assert_eq!(name(Measure::Money, 4.0e8), "M€");
        assert_eq!(name(Measure::EurPerVehicle, 25_000.0), "k€ par véhicule");
        assert_eq!(Measure::Vehicles.unit_for(2.3e6).shown(48_000.0, 2.3e6, Language::French), "0,05");
        assert_eq!(Measure::Vehicles.unit_for(48_000.0).shown(48_000.0, 9e4, Language::English), "48");
    }
}
