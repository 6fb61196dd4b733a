//! Values that are words: free text, one of a few words, names of things.

use toml::Spanned;
use toml::de::DeValue;

use super::super::keys::is_thing_name;
use super::super::problem::{Problem, quoted};
use super::super::suggest::{listed, nearest};
use super::read::{Place, kind_of};

/// What a thing may be called.
pub(in crate::scenario) const NAME_FORM: &str =
    "up to 40 letters without accents, digits and hyphens, starting with a letter or a digit";

impl Place<'_> {
    pub(super) fn words(&self, value: &Spanned<DeValue>) -> Result<String, Box<Problem>> {
        let subject = format!("`{}`", self.key);
        let Some(text) = value.get_ref().as_str() else {
            let shown = self.text.get(value.span()).unwrap_or("…").trim();
            let problem =
                Problem::at(self.file, value.span(), format!("{subject} is text, not {}", kind_of(value)));
            return Err(Box::new(if matches!(value.get_ref(), DeValue::Integer(_) | DeValue::Float(_)) {
                problem.hint(format!("write it in quotes: \"{shown}\""))
            } else {
                problem.hint("write it in quotes")
            }));
        };
        if text.trim().is_empty() {
            return Err(Box::new(
                Problem::at(self.file, value.span(), format!("{subject} is empty"))
                    .hint("write a short text"),
            ));
        }
        if text.chars().any(char::is_control) {
            let message = format!("{subject} contains a line break or another control character");
            return Err(Box::new(Problem::at(self.file, value.span(), message).hint("write it on one line")));
        }
        Ok(text.to_string())
    }

    pub(super) fn choice(&self, value: &Spanned<DeValue>, words: &[&str]) -> Result<String, Box<Problem>> {
        let allowed = listed(words, 20);
        let Some(text) = value.get_ref().as_str() else {
            let message = format!("`{}` is one of a few words, not {}", self.key, kind_of(value));
            return Err(Box::new(Problem::at(self.file, value.span(), message).allowed(allowed)));
        };
        if words.contains(&text) {
            return Ok(text.to_string());
        }
        let message = format!("`{}` cannot be {}", self.key, quoted(text));
        let problem = Problem::at(self.file, value.span(), message).allowed(allowed);
        Err(Box::new(match nearest(text, words.iter().copied()) {
            Some(word) => problem.hint(format!("did you mean \"{word}\"?")),
            None => problem,
        }))
    }

    pub(super) fn name(&self, value: &Spanned<DeValue>) -> Result<String, Box<Problem>> {
        let Some(text) = value.get_ref().as_str() else {
            let message = format!("`{}` is a name, not {}", self.key, kind_of(value));
            return Err(Box::new(
                Problem::at(self.file, value.span(), message).hint("write one name in quotes"),
            ));
        };
        if !is_thing_name(text) {
            let message = format!("`{}` is a name, and {} cannot be one", self.key, quoted(text));
            return Err(Box::new(Problem::at(self.file, value.span(), message).allowed(NAME_FORM)));
        }
        Ok(text.to_string())
    }

    pub(super) fn names(
        &self,
        value: &Spanned<DeValue>,
        name: impl Fn(&Spanned<DeValue>) -> Result<String, Box<Problem>>,
    ) -> Result<Vec<String>, Box<Problem>> {
        match value.get_ref() {
            DeValue::Array(items) => items.iter().map(name).collect(),
            DeValue::String(text) => Err(Box::new(
                Problem::at(self.file, value.span(), format!("`{}` is a list of names", self.key))
                    .hint(format!("write it in square brackets: [\"{}\"]", text.replace(", ", "\", \""))),
            )),
            _ => Err(Box::new(
                Problem::at(
                    self.file,
                    value.span(),
                    format!("`{}` is a list of names, not {}", self.key, kind_of(value)),
                )
                .hint("write names in quotes in square brackets: [\"douai\"]"),
            )),
        }
    }
}
