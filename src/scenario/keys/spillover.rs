//! Keys of spill-overs: cars of one brand that make another brand's cars wanted.

use super::Kind::{Choice, Path, Ref, Text};
use super::Presence::{Default, Required};
use super::{Domain, Key, SHARE, Unit, WORDS, key};

pub(super) static KEYS: &[Key] = &[
    key(
        "spillover.<spillover>.label",
        Text,
        WORDS,
        Required,
        "Spill-over",
        "Retombée d'image",
        "Name of the spill-over in tables.",
    ),
    key(
        "spillover.<spillover>.from",
        Ref("brand.<brand>"),
        WORDS,
        Required,
        "Brand that gives",
        "Marque qui donne",
        "Brand whose sales of the last twelve months count.",
    ),
    key(
        "spillover.<spillover>.to",
        Ref("brand.<brand>"),
        WORDS,
        Required,
        "Brand that receives",
        "Marque qui reçoit",
        "Brand whose cars are wanted more.",
    ),
    key(
        "spillover.<spillover>.to_powertrain",
        Choice(&["bev", "phev", "hev", "ice"]),
        WORDS,
        Default("bev"),
        "Powertrain that receives",
        "Motorisation qui reçoit",
        "Powertrain of the cars that are wanted more; those with a `share`.",
    ),
    key(
        "spillover.<spillover>.uplift_per_1000_cars",
        Path,
        SHARE,
        Default("0%"),
        "Uplift of shares per 1 000 cars",
        "Gain de part pour 1 000 voitures",
        "Part by which the receiving cars' shares rise for every 1 000 cars sold in twelve months: 0.1% is 0.001.",
    ),
    key(
        "spillover.<spillover>.reference_cars",
        Path,
        (Unit::VehiclesPerYear, Domain::NOT_NEGATIVE),
        Default("0"),
        "Cars that shares know of",
        "Voitures déjà prises en compte",
        "Cars a year of the giving brand that the stated shares already count on; with fewer of them shares fall.",
    ),
];
