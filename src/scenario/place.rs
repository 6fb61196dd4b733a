//! Where something was written, in words.

use super::document::{Origin, SourceFile};

/// "base.toml:12": the file and the line of a place.
pub fn place(files: &[SourceFile], origin: &Origin) -> String {
    let Some(file) = files.get(origin.file) else { return String::new() };
    if file.name == "--set" {
        return file.name.clone();
    }
    let before = file.text.get(..origin.name.start).unwrap_or("");
    format!("{}:{}", file.name, before.bytes().filter(|byte| *byte == b'\n').count() + 1)
}
