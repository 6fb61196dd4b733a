//! Scenarios that are part of the program.

/// Names and texts of the built-in scenarios and of their parts. A name is the path below `scenarios/`
/// without `.toml`; parts stand in a folder.
const BUILTIN: [(&str, &str); 57] = [
    ("base", include_str!("../../scenarios/base.toml")),
    ("base/market", include_str!("../../scenarios/base/market.toml")),
    ("base/prices", include_str!("../../scenarios/base/prices.toml")),
    ("base/batteries", include_str!("../../scenarios/base/batteries.toml")),
    ("base/platforms/both", include_str!("../../scenarios/base/platforms/both.toml")),
    ("base/platforms/ampr-small", include_str!("../../scenarios/base/platforms/ampr-small.toml")),
    ("base/platforms/ampr-medium", include_str!("../../scenarios/base/platforms/ampr-medium.toml")),
    ("base/products/renault-electric", include_str!("../../scenarios/base/products/renault-electric.toml")),
    ("base/products/renault-hybrid", include_str!("../../scenarios/base/products/renault-hybrid.toml")),
    (
        "base/products/renault-combustion",
        include_str!("../../scenarios/base/products/renault-combustion.toml"),
    ),
    ("base/products/dacia", include_str!("../../scenarios/base/products/dacia.toml")),
    ("base/products/dacia-electric", include_str!("../../scenarios/base/products/dacia-electric.toml")),
    ("base/products/alpine", include_str!("../../scenarios/base/products/alpine.toml")),
    ("base/products/mobilize", include_str!("../../scenarios/base/products/mobilize.toml")),
    ("base/products/cannibalisation", include_str!("../../scenarios/base/products/cannibalisation.toml")),
    ("base/partners", include_str!("../../scenarios/base/partners.toml")),
    ("base/plants", include_str!("../../scenarios/base/plants.toml")),
    ("base/fixed-costs", include_str!("../../scenarios/base/fixed-costs.toml")),
    ("base/investment", include_str!("../../scenarios/base/investment.toml")),
    ("base/services", include_str!("../../scenarios/base/services.toml")),
    ("base/co2", include_str!("../../scenarios/base/co2.toml")),
    ("base/bridge", include_str!("../../scenarios/base/bridge.toml")),
    ("base/money", include_str!("../../scenarios/base/money.toml")),
    ("base/reporting", include_str!("../../scenarios/base/reporting.toml")),
    ("base/regimes", include_str!("../../scenarios/base/regimes.toml")),
    ("base/events", include_str!("../../scenarios/base/events.toml")),
    ("base/correlations", include_str!("../../scenarios/base/correlations.toml")),
    ("announced-2023", include_str!("../../scenarios/announced-2023.toml")),
    ("announced-2023/market", include_str!("../../scenarios/announced-2023/market.toml")),
    ("announced-2023/batteries", include_str!("../../scenarios/announced-2023/batteries.toml")),
    ("announced-2023/platforms", include_str!("../../scenarios/announced-2023/platforms.toml")),
    ("announced-2023/electric-cars", include_str!("../../scenarios/announced-2023/electric-cars.toml")),
    ("announced-2023/renault", include_str!("../../scenarios/announced-2023/renault.toml")),
    ("announced-2023/dacia", include_str!("../../scenarios/announced-2023/dacia.toml")),
    (
        "announced-2023/partners-and-plants",
        include_str!("../../scenarios/announced-2023/partners-and-plants.toml"),
    ),
    ("announced-2023/costs", include_str!("../../scenarios/announced-2023/costs.toml")),
    ("announced-2023/services", include_str!("../../scenarios/announced-2023/services.toml")),
    ("announced-2023/rules-and-events", include_str!("../../scenarios/announced-2023/rules-and-events.toml")),
    ("backtest-2024", include_str!("../../scenarios/backtest-2024.toml")),
    ("all-in-on-ev", include_str!("../../scenarios/all-in-on-ev.toml")),
    ("alpine-stays-small", include_str!("../../scenarios/alpine-stays-small.toml")),
    ("alpine-takes-off", include_str!("../../scenarios/alpine-takes-off.toml")),
    ("dacia-squeezed", include_str!("../../scenarios/dacia-squeezed.toml")),
    ("delivered-in-full", include_str!("../../scenarios/delivered-in-full.toml")),
    ("fast-adoption", include_str!("../../scenarios/fast-adoption.toml")),
    ("half-and-late", include_str!("../../scenarios/half-and-late.toml")),
    ("hybrid-bridge", include_str!("../../scenarios/hybrid-bridge.toml")),
    ("lithium-spike", include_str!("../../scenarios/lithium-spike.toml")),
    ("mobilize-continued", include_str!("../../scenarios/mobilize-continued.toml")),
    ("partners-double", include_str!("../../scenarios/partners-double.toml")),
    ("partners-leave", include_str!("../../scenarios/partners-leave.toml")),
    ("perfect-storm", include_str!("../../scenarios/perfect-storm.toml")),
    ("software-and-services", include_str!("../../scenarios/software-and-services.toml")),
    ("softer-co2", include_str!("../../scenarios/softer-co2.toml")),
    ("stricter-co2", include_str!("../../scenarios/stricter-co2.toml")),
    ("slow-adoption", include_str!("../../scenarios/slow-adoption.toml")),
    ("price-war", include_str!("../../scenarios/price-war.toml")),
];

/// Names of the built-in scenarios, to be used as `builtin:NAME`.
pub fn names() -> impl Iterator<Item = &'static str> {
    BUILTIN.iter().map(|(name, _)| *name).filter(|name| !name.contains('/'))
}

pub(super) fn text(name: &str) -> Option<&'static str> {
    BUILTIN.iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    /// Every scenario and every part on disk is built in, so that `builtin:base` needs no file.
    #[test]
    fn every_file_of_the_library_is_built_in() {
        fn look(folder: &Path, below: &str) {
            for entry in std::fs::read_dir(folder).unwrap().flatten() {
                let name = format!("{below}{}", entry.file_name().to_string_lossy());
                if entry.path().is_dir() {
                    look(&entry.path(), &format!("{name}/"));
                } else if let Some(name) = name.strip_suffix(".toml") {
                    let text = std::fs::read_to_string(entry.path()).unwrap();
                    assert_eq!(super::text(name), Some(text.as_str()), "{name} is not built in");
                }
            }
        }
        look(&Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios"), "");
    }

    /// Editors that know TOML find the schema by the first line, from wherever a part stands.
    #[test]
    fn every_file_of_the_library_names_its_schema() {
        let library = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
        for (name, text) in super::BUILTIN {
            let first = text.lines().next().unwrap_or_default();
            let up = name.matches('/').count();
            let folder = if up == 0 { "./".to_string() } else { "../".repeat(up) };
            assert_eq!(first, format!("#:schema {folder}scenario.schema.json"), "{name}");
            let file = library.join(name);
            let schema = file.parent().unwrap().join(first.trim_start_matches("#:schema "));
            assert!(schema.exists(), "{name}: {}", schema.display());
        }
    }

    /// A scenario is read in an editor, a diff or a mail: no line is longer than 120 characters.
    #[test]
    fn no_line_of_the_library_is_too_long() {
        for (name, text) in super::BUILTIN {
            for (number, line) in text.lines().enumerate() {
                let n = line.chars().count();
                assert!(n <= 120, "{name}, line {}: {n} characters", number + 1);
            }
        }
    }
}
