//! Names of folders from names of scenarios: they never leave the output folder, and every system can have them.

use sha2::{Digest, Sha256};

/// Bytes of a name, so that with what is added to it every file system takes it.
const MOST_BYTES: usize = 60;
/// Bytes of the name of a comparison.
const MOST_OF_A_COMPARISON: usize = 160;
/// What Windows keeps for devices, also with a number from 1 to 9 behind the last two.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin", "conout"];
const NUMBERED_DEVICES: [&str; 2] = ["com", "lpt"];

/// Name of a file without folder and ending.
pub fn stem(argument: &str) -> &str {
    let name = argument.strip_prefix("builtin:").unwrap_or(argument);
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.strip_suffix(".toml").unwrap_or(file)
}

/// Name of the file without ending, made of letters, digits, `-` and `_` only, that is no device of Windows.
/// Changes on the command line, given as text, add a short hash: they get a folder of their own.
pub fn folder_name(argument: &str, changes: &str) -> String {
    let kept = |c: char| if c.is_alphanumeric() || c == '-' || c == '_' { c } else { '-' };
    let safe: String = stem(argument).chars().map(kept).collect();
    let safe = match shortened(safe.trim_matches('-'), MOST_BYTES).trim_matches('-') {
        "" => "scenario".to_string(),
        device if is_device(device) => format!("{device}-scenario"),
        safe => safe.to_string(),
    };
    if changes.is_empty() { safe } else { format!("{safe}-set-{}", hash(changes)) }
}

/// Name of the folder of a comparison: `base-vs-price-war`, cut short with a hash if it is long.
pub fn comparison_name(ids: &[&str]) -> String {
    let whole = ids.join("-vs-");
    if whole.len() <= MOST_OF_A_COMPARISON {
        return whole;
    }
    format!("{}-{}", shortened(&whole, MOST_OF_A_COMPARISON).trim_end_matches('-'), hash(&whole))
}

/// `wanted`, or with a number behind it if one of `taken` is the same to a system that does not tell capitals apart.
pub fn free_name(wanted: &str, taken: &[&str]) -> String {
    let is_taken = |name: &str| taken.iter().any(|other| other.to_lowercase() == name.to_lowercase());
    let numbered = (taken.len() + 1..).map(|number| format!("{wanted}-{number}"));
    std::iter::once(wanted.to_string()).chain(numbered).find(|name| !is_taken(name)).unwrap_or_default()
}

/// The longest beginning of whole characters within so many bytes.
fn shortened(text: &str, most: usize) -> &str {
    &text[..text.floor_char_boundary(most)]
}

fn is_device(name: &str) -> bool {
    let name = name.to_lowercase();
    let is_number =
        |rest: &str| matches!(rest, "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³");
    DEVICES.contains(&name.as_str())
        || NUMBERED_DEVICES.iter().any(|device| name.strip_prefix(device).is_some_and(is_number))
}

fn hash(text: &str) -> String {
    Sha256::digest(text.as_bytes()).iter().take(4).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_never_leave_the_output_folder() {
        for (argument, name) in [
            ("../../etc/passwd", "passwd"),
            ("..", "scenario"),
            (".", "scenario"),
            ("", "scenario"),
            ("/", "scenario"),
            ("a\\..\\..\\b.toml", "b"),
            (".hidden.toml", "hidden"),
            ("my scenario.v2.toml", "my-scenario-v2"),
            ("C:evil", "C-evil"),
            ("a\nb\u{202e}c", "a-b-c"),
            ("Mégane.toml", "Mégane"),
            ("builtin:base", "base"),
        ] {
            assert_eq!(folder_name(argument, ""), name, "{argument:?}");
        }
    }

    #[test]
    fn devices_of_windows_get_another_name() {
        for argument in ["con", "NUL.toml", "Aux", "com1", "LPT9", "com¹", "prn"] {
            assert!(folder_name(argument, "").ends_with("-scenario"), "{argument}");
        }
        for argument in ["console", "com", "com10", "lpt0", "nul-2"] {
            assert_eq!(folder_name(argument, ""), argument);
        }
    }

    #[test]
    fn long_names_fit_into_every_file_system() {
        let long = folder_name(&"é".repeat(300), "a=1\n");
        assert!(long.len() < 80 && long.starts_with("éé") && long.contains("-set-"), "{long}");
        let ids: Vec<String> =
            ["a", "b", "c", "d"].map(|letter| folder_name(&letter.repeat(300), "x")).to_vec();
        let names: Vec<&str> = ids.iter().map(String::as_str).collect();
        let name = comparison_name(&names);
        assert!(name.len() < 180, "{name}");
        assert_ne!(name, comparison_name(&[names[0], names[1], names[3], names[2]]));
        assert_eq!(comparison_name(&["base", "price-war"]), "base-vs-price-war");
    }

    #[test]
    fn names_of_one_command_differ_even_without_capitals() {
        assert_eq!(free_name("base", &[]), "base");
        assert_eq!(free_name("Base", &["base"]), "Base-2");
        assert_eq!(free_name("base", &["base", "base-3"]), "base-4");
    }
}
