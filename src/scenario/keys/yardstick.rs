//! Keys of what results are held against. None of them moves a flow.

use super::Kind::{Choice, Path, Ref, Scalar};
use super::Presence::{Default, Optional};
use super::{Domain, Key, SHARE, Unit, WORDS, key};

const POWERTRAINS: &[&str] = &["bev", "phev", "hev", "ice"];

pub(super) static KEYS: &[Key] = &[
    key(
        "group.guidance_margin",
        Path,
        (Unit::Share, Domain::open(-1.0, 1.0)),
        Optional,
        "Guidance for the Group's operating margin",
        "Objectif publié de marge opérationnelle du Groupe",
        "Published target of operating margin over revenue; metrics.csv says how often it is met.",
    ),
    key(
        "money.terminal_growth_rate",
        Scalar,
        (Unit::Rate, Domain::open(-0.5, 0.5)),
        Optional,
        "Growth after the projection",
        "Croissance à l'infini",
        "Nominal yearly growth of free cash flow after the projection; with it NPV is also given with a terminal value.",
    ),
    key(
        "money.terminal_fade",
        Scalar,
        SHARE,
        Default("100%"),
        "Cash flow that lasts",
        "Part durable du flux de trésorerie",
        "Share of the last two projected years' free cash flow on which the terminal value stands.",
    ),
    key(
        "cash_cow.payer",
        Ref("entity.<entity>"),
        WORDS,
        Optional,
        "Cash cow",
        "Vache à lait",
        "Entity whose free cash flow is set against the cash need of another part of the Group.",
    ),
    key(
        "cash_cow.need",
        Ref("perimeter.<perimeter>"),
        WORDS,
        Optional,
        "Part of the Group that needs cash",
        "Périmètre à financer",
        "Perimeter whose negative free cash flow is the cash need.",
    ),
    key(
        "bridge.from",
        Choice(POWERTRAINS),
        WORDS,
        Default("hev"),
        "Cars that are the bridge",
        "Motorisation de transition",
        "Powertrain that carries the business until another one hands over.",
    ),
    key(
        "bridge.to",
        Choice(POWERTRAINS),
        WORDS,
        Default("bev"),
        "Cars that the bridge leads to",
        "Motorisation d'arrivée",
        "Powertrain whose contribution is to exceed that of the bridge.",
    ),
];
