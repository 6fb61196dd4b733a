//! Scenarios that are part of the program.

/// Names and texts of the built-in scenarios and of their parts. A name is the path below `scenarios/`
/// without `.toml`; parts stand in a folder.
const BUILTIN: [(&str, &str); 2] = [
    ("base", include_str!("../../scenarios/base.toml")),
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
}
