//! `enabled = false`: things that a scenario leaves out.

use toml::Spanned;
use toml::de::DeValue;

use super::document::Origin;
use super::problem::Problem;
use super::value::kind_of;

/// Kinds of things that a scenario may leave out.
const KINDS: [&str; 14] = [
    "product.<product>",
    "platform.<platform>",
    "platform.<platform>.generation.<generation>",
    "plant.<plant>",
    "contract.<contract>",
    "line.<line>",
    "restructuring.<restructuring>",
    "impairment.<impairment>",
    "investment.<investment>",
    "service.<service>",
    "perimeter.<perimeter>",
    "co2.window.<window>",
    "regime.<regime>",
    "event.<event>",
];

/// Whether a file switches a thing on or off.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Switch {
    /// Concrete key of the thing.
    pub(super) key: String,
    pub(super) on: bool,
    pub(super) origin: Origin,
}

/// Whether things of a pattern may be left out.
pub(super) fn may_be_left_out(pattern: &str) -> bool {
    KINDS.contains(&pattern)
}

/// Reads `enabled` of a thing.
pub(super) fn read(
    (key, pattern): (&str, &str),
    value: &Spanned<DeValue>,
    origin: Origin,
    problems: &mut Vec<Problem>,
) -> Option<Switch> {
    if !may_be_left_out(pattern) {
        let kind = pattern.rsplit('.').next().unwrap_or(pattern).trim_matches(['<', '>']);
        let article = if kind.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" };
        problems.push(
            Problem::at(
                origin.file,
                origin.name,
                format!("{article} {kind} cannot be left out by `enabled`"),
            )
            .allowed(
                "products, contracts, platforms, generations, plants, lines, restructurings, impairments, \
                     investments, services, perimeters, CO2 windows, regimes and events",
            )
            .hint(format!("leave out what belongs to it, or delete [{key}] where it is declared")),
        );
        return None;
    }
    match value.get_ref() {
        DeValue::Boolean(on) => Some(Switch { key: key.to_string(), on: *on, origin }),
        _ => {
            let message = format!("`enabled` is true or false, not {}", kind_of(value));
            problems.push(
                Problem::at(origin.file, value.span(), message).hint("write enabled = false, without quotes"),
            );
            None
        }
    }
}
