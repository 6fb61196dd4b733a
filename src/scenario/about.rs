//! Where an assumption comes from: `source`, `note` and `as_of`.

use toml::Spanned;
use toml::de::DeValue;

use super::problem::{Problem, quoted};

/// What is said about an assumption, in its own table or in a table around it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct About {
    pub(super) sources: Option<Vec<String>>,
    pub(super) note: Option<String>,
    pub(super) as_of: Option<String>,
}

impl About {
    /// Takes over from the tables around what is not said here.
    pub(super) fn or(self, around: &About) -> About {
        About {
            sources: self.sources.or_else(|| around.sources.clone()),
            note: self.note.or_else(|| around.note.clone()),
            as_of: self.as_of.or_else(|| around.as_of.clone()),
        }
    }

    /// Reads one of the three words; false if the word is another one.
    pub(super) fn read(
        &mut self,
        word: &str,
        value: &Spanned<DeValue>,
        file: usize,
        problems: &mut Vec<Problem>,
    ) -> bool {
        match word {
            "source" => self.sources = sources(value, file, problems),
            "note" => {
                self.note = value.get_ref().as_str().map(str::to_string);
                if self.note.is_none() {
                    problems.push(wrong(value, file, "`note` is text", "write it in quotes: note = \"…\""));
                }
            }
            "as_of" => {
                self.as_of = match value.get_ref() {
                    DeValue::Datetime(date) => Some(date.to_string()),
                    DeValue::String(text) => Some(text.to_string()),
                    _ => {
                        problems.push(wrong(value, file, "`as_of` is a date", "write as_of = 2025-12-31"));
                        None
                    }
                }
            }
            _ => return false,
        }
        true
    }
}

fn sources(value: &Spanned<DeValue>, file: usize, problems: &mut Vec<Problem>) -> Option<Vec<String>> {
    let hint = "write source = \"MKT-056\" or source = [\"MKT-056\", \"judgement\"]";
    match value.get_ref() {
        DeValue::String(text) => Some(vec![text.to_string()]),
        DeValue::Array(items) => {
            let mut names = Vec::new();
            for item in items.iter() {
                match item.get_ref().as_str() {
                    Some(text) => names.push(text.to_string()),
                    None => problems.push(wrong(item, file, "a source is text", hint)),
                }
            }
            Some(names)
        }
        _ => {
            problems.push(wrong(value, file, "`source` is text or a list of texts", hint));
            None
        }
    }
}

fn wrong(value: &Spanned<DeValue>, file: usize, message: &str, hint: &str) -> Problem {
    let found = value.get_ref().type_str();
    Problem::at(file, value.span(), format!("{message}, not {}", quoted(found).replace('`', ""))).hint(hint)
}
