//! Keys of products among each other: age, cannibalisation, order at the plants, role.

use super::Kind::{Choice, Fixed, Scalar};
use super::Presence::{Default, Optional};
use super::{Domain, Key, Unit, WORDS, key};

pub(super) const ROLES: &[&str] = &["volume", "value", "usage", "industry"];

pub(super) static KEYS: &[Key] = &[
    key(
        "product.<product>.appeal_by_age.<age>",
        Scalar,
        (Unit::Factor, Domain::closed(0.0, 5.0)),
        Optional,
        "Appeal by age",
        "Attrait selon l'âge du modèle",
        "Multiplies share or volume this many whole years after the launch, straight lines between the ages.",
    ),
    key(
        "product.<product>.takes_from.<product>",
        Scalar,
        (Unit::Share, Domain::closed(0.0, 1.0)),
        Optional,
        "Cannibalisation",
        "Cannibalisation",
        "Cars of the named product lost for each car that this one sells beyond its base-year share of its pool.",
    ),
    key(
        "product.<product>.allocation_priority",
        Fixed,
        (Unit::None, Domain::closed(1.0, 9.0)),
        Default("5"),
        "Priority at the plants",
        "Priorité d'affectation",
        "Who is served first where capacity is short: 1 before 9; the same number shares in proportion.",
    ),
    key(
        "product.<product>.business_role",
        Choice(ROLES),
        WORDS,
        Optional,
        "Role of the product",
        "Rôle du modèle",
        "What the car is for, a grouping of its own in the tables.",
    ),
];
