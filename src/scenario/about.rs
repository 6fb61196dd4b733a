//! What is said about an assumption: `source`, `note`, `as_of` and `role`.

use std::ops::Range;

use toml::Spanned;
use toml::de::DeValue;

use super::document::Role;
use super::problem::{Problem, quoted};
use super::suggest::nearest;

/// More sources than this are no sources.
const MOST: usize = 500;

/// An id of a source, and where it is cited.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Cited {
    pub(super) id: String,
    pub(super) file: usize,
    pub(super) span: Range<usize>,
}

/// What is said about an assumption, in its own table or in a table around it.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct About {
    pub(super) sources: Option<Vec<Cited>>,
    pub(super) note: Option<String>,
    pub(super) as_of: Option<String>,
    pub(super) role: Option<Role>,
}

impl About {
    /// Takes over from the tables around what is not said here.
    pub(super) fn or(self, around: &About) -> About {
        About {
            sources: self.sources.or_else(|| around.sources.clone()),
            note: self.note.or_else(|| around.note.clone()),
            as_of: self.as_of.or_else(|| around.as_of.clone()),
            role: self.role.or(around.role),
        }
    }

    /// The ids of the sources.
    pub(super) fn source_ids(&self) -> Vec<String> {
        self.sources.iter().flatten().map(|cited| cited.id.clone()).collect()
    }

    /// Reads one of the four words; false if the word is another one.
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
            "as_of" => match date(value) {
                Some(date) => self.as_of = Some(date),
                None => problems.push(wrong_date(value, file)),
            },
            "role" => match value.get_ref().as_str() {
                Some("lever") => self.role = Some(Role::Lever),
                found => {
                    let problem = match found {
                        Some(word) => {
                            Problem::at(file, value.span(), format!("`role` cannot be {}", quoted(word)))
                        }
                        None => wrong(value, file, "`role` is a word", "write role = \"lever\""),
                    };
                    let problem = problem.allowed("\"lever\", for what management decides");
                    problems.push(match found.and_then(|word| nearest(word, ["lever"])) {
                        Some(_) => problem.hint("did you mean \"lever\"?"),
                        None => problem.hint("delete it for what nobody in the Group decides"),
                    });
                }
            },
            _ => return false,
        }
        true
    }
}

fn sources(value: &Spanned<DeValue>, file: usize, problems: &mut Vec<Problem>) -> Option<Vec<Cited>> {
    let hint = "write source = \"MKT-056\" or source = [\"MKT-056\", \"judgement\"]";
    let cited = |id: &str, span| Cited { id: id.to_string(), file, span };
    match value.get_ref() {
        DeValue::String(text) => Some(vec![cited(text, value.span())]),
        DeValue::Array(items) => {
            let mut list = Vec::new();
            for item in items.iter().take(MOST) {
                match item.get_ref().as_str() {
                    Some(text) => list.push(cited(text, item.span())),
                    None => problems.push(wrong(item, file, "a source is text", hint)),
                }
            }
            Some(list)
        }
        _ => {
            problems.push(wrong(value, file, "`source` is text or a list of texts", hint));
            None
        }
    }
}

/// A calendar date as `2025-12-31`, `2025-12` or `2025`, if it is one.
fn date(value: &Spanned<DeValue>) -> Option<String> {
    let text = match value.get_ref() {
        DeValue::Datetime(date) if date.time.is_none() && date.offset.is_none() => date.to_string(),
        DeValue::String(text) => text.trim().to_string(),
        DeValue::Integer(year) => year.as_str().to_string(),
        _ => return None,
    };
    let parts: Vec<&str> = text.split('-').collect();
    let number = |part: &str, length: usize| -> Option<u32> {
        let plain = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
        if plain { part.parse().ok() } else { None }
    };
    let year = number(parts.first()?, 4).filter(|year| (1900..=2100).contains(year))?;
    let month = match parts.get(1) {
        Some(part) => number(part, 2).filter(|month| (1..=12).contains(month))?,
        None => 1,
    };
    if let Some(part) = parts.get(2) {
        number(part, 2).filter(|day| (1..=days_in(year, month)).contains(day))?;
    }
    (parts.len() <= 3).then_some(text)
}

fn days_in(year: u32, month: u32) -> u32 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

fn wrong_date(value: &Spanned<DeValue>, file: usize) -> Problem {
    let hint = "write as_of = 2025-12-31, or the year alone: as_of = 2025";
    match value.get_ref() {
        DeValue::String(text) => {
            let message = format!("`as_of` is a date, and {} is none", quoted(text));
            Problem::at(file, value.span(), message).hint(hint)
        }
        DeValue::Integer(_) | DeValue::Float(_) => {
            Problem::at(file, value.span(), "`as_of` is a date or a year from 1900 to 2100").hint(hint)
        }
        DeValue::Datetime(_) => {
            Problem::at(file, value.span(), "`as_of` is a day, without a time").hint(hint)
        }
        _ => wrong(value, file, "`as_of` is a date", hint),
    }
}

fn wrong(value: &Spanned<DeValue>, file: usize, message: &str, hint: &str) -> Problem {
    Problem::at(file, value.span(), format!("{message}, not {}", super::value::kind_of(value))).hint(hint)
}
