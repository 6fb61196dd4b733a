//! Keys of the correlations. The pairs themselves are read by `scenario::correlation`.

use super::Kind::{Choice, Fixed};
use super::Presence::{Default, Optional};
use super::{Domain, Key, Unit, WORDS, key};

const RANK: (Unit, Domain) = (Unit::Share, Domain::closed(-1.0, 1.0));

pub(super) static KEYS: &[Key] = &[
    key(
        "correlation.copula",
        Choice(&["gaussian", "t"]),
        WORDS,
        Default("gaussian"),
        "Copula",
        "Copule",
        "How correlated draws depend on each other; with `t`, extremes come together.",
    ),
    key(
        "correlation.degrees_of_freedom",
        Fixed,
        (Unit::None, Domain::closed(2.0, 100.0)),
        Optional,
        "Degrees of freedom of the copula",
        "Degrés de liberté de la copule",
        "Only with the t copula: 2 binds extremes most, 100 hardly.",
    ),
    key(
        "correlation.drawn.<pair>",
        Fixed,
        RANK,
        Optional,
        "Rank correlation of draws",
        "Corrélation de rang des tirages",
        "Spearman's rank correlation of two assumptions drawn once per trial: \"a ~ b\" = 0.3; 0 removes it.",
    ),
    key(
        "correlation.noise.<pair>",
        Fixed,
        RANK,
        Optional,
        "Rank correlation of noise",
        "Corrélation de rang des aléas",
        "Spearman's rank correlation of the noise of two paths in the same period: \"a ~ b\" = 0.3; 0 removes it.",
    ),
];
