//! Keys of plants: capacity, and fixed cost that follows volume.

use super::Kind::{Path, Scalar};
use super::Presence::{Default, Optional};
use super::{Domain, Key, SHARE, Unit, key};

pub(super) static KEYS: &[Key] = &[
    key(
        "plant.<plant>.capacity",
        Path,
        (Unit::VehiclesPerYear, Domain::NOT_NEGATIVE),
        Optional,
        "Capacity",
        "Capacité",
        "Cars that the plant can make without overtime; a plant without it is never short.",
    ),
    key(
        "plant.<plant>.overtime_share",
        Scalar,
        SHARE,
        Default("0"),
        "Overtime",
        "Heures supplémentaires",
        "Cars beyond capacity that overtime allows, a share of capacity.",
    ),
    key(
        "plant.<plant>.flexible_share",
        Scalar,
        SHARE,
        Default("0"),
        "Flexible part of fixed cost",
        "Part ajustable des coûts fixes",
        "Share of the fixed cost that follows utilisation in the end; needs capacity.",
    ),
    key(
        "plant.<plant>.reference_utilisation",
        Scalar,
        (Unit::Share, Domain::closed(0.05, 2.0)),
        Default("100%"),
        "Reference utilisation",
        "Taux d'utilisation de référence",
        "Cars over capacity for which fixed_cost_eur_m is stated.",
    ),
    key(
        "plant.<plant>.speed_up_per_year",
        Scalar,
        SHARE,
        Default("100%"),
        "Speed of rising fixed cost",
        "Vitesse de hausse des coûts fixes",
        "Part of the way to its target that fixed cost rises within a year.",
    ),
    key(
        "plant.<plant>.speed_down_per_year",
        Scalar,
        SHARE,
        Default("100%"),
        "Speed of falling fixed cost",
        "Vitesse de baisse des coûts fixes",
        "Part of the way to its target that fixed cost falls within a year; slower than up, as a rule.",
    ),
];
