//! Scenarios that are part of the program.

/// Names and texts of the built-in scenarios.
const BUILTIN: [(&str, &str); 2] = [
    ("base", include_str!("../../scenarios/base.toml")),
    ("price-war", include_str!("../../scenarios/price-war.toml")),
];

/// Names of the built-in scenarios, to be used as `builtin:NAME`.
pub fn names() -> impl Iterator<Item = &'static str> {
    BUILTIN.iter().map(|(name, _)| *name)
}

pub(super) fn text(name: &str) -> Option<&'static str> {
    BUILTIN.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}
