//! The reference page of scenario files, from the key table: every key with type, unit, domain, default,
//! meaning and an example.

use super::document::Document;
use super::keys::{Key, Kind, Presence, all};

const INTRODUCTION: &str = "\
# Scenario reference

Every key of a scenario file, generated from the key table (`ampere reference`). [scenarios/README.md](../scenarios/README.md)
explains the language, [model.md](model.md) what the model does with an assumption.

Names in angle brackets are chosen by the scenario: letters, digits and hyphens, at most 40. Every table may carry
`source`, `note` and `as_of`: they cover the assumptions below it that have none of their own.

A **path** may move in time, be uncertain, and carry level and noise. A **number** is one number in each future,
certain or uncertain; a **date** is such a number as a decimal year. **Fixed** numbers and dates are never uncertain.
";

/// The page as Markdown. Examples are those of `base`, the built-in base case, wherever it states the key.
pub fn reference(base: &Document) -> String {
    let mut page = INTRODUCTION.to_string();
    let mut theme = "";
    for key in all() {
        let this = key.pattern.split('.').next().unwrap_or(key.pattern);
        if this != theme {
            theme = this;
            page.push_str(&format!("\n## {theme}\n"));
        }
        page.push_str(&format!(
            "\n### `{}`\n\n{}: {}\n\n{}\n\n```toml\n{}\n```\n",
            key.pattern,
            key.label.en,
            key.doc,
            facts(key),
            example(key, base)
        ));
    }
    page
}

/// Type, unit, domain and presence in one line.
fn facts(key: &Key) -> String {
    let mut facts = vec![kind(key)];
    let unit = key.unit.label().en;
    if !unit.is_empty() {
        facts.push(unit.to_string());
    }
    if key.has_number() && !key.domain.is_any() {
        facts.push(key.domain.to_string());
    }
    facts.push(match key.presence {
        Presence::Required => "required".to_string(),
        Presence::Optional => "optional".to_string(),
        Presence::Default(default) => format!("default `{default}`"),
    });
    facts.join(" · ")
}

fn kind(key: &Key) -> String {
    match key.kind {
        Kind::Path => "path".to_string(),
        Kind::Scalar => "number".to_string(),
        Kind::Date => "date".to_string(),
        Kind::Fixed => "fixed number".to_string(),
        Kind::FixedDate => "fixed date".to_string(),
        Kind::Whole => "whole number".to_string(),
        Kind::Text => "text".to_string(),
        Kind::Choice(words) => {
            let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
            format!("one of {}", words.join(", "))
        }
        Kind::Ref(pattern) => format!("name of one `{pattern}`"),
        Kind::Draws => "list of keys of assumptions".to_string(),
        Kind::Change => "change of an assumption".to_string(),
        Kind::Refs(pattern) => format!("list of names of `{pattern}`"),
    }
}

/// The first assumption of the base case at this key, or the key with its default or with words for a value.
fn example(key: &Key, base: &Document) -> String {
    let stated = base.assumptions.values().find(|assumption| std::ptr::eq(assumption.definition, key));
    if let Some(assumption) = stated {
        let (table, name) = assumption.key.rsplit_once('.').unwrap_or(("", &assumption.key));
        let header = if table.is_empty() { String::new() } else { format!("[{table}]\n") };
        return format!("{header}{name} = {}", as_toml(key, &assumption.text));
    }
    let segments: Vec<&str> = key.pattern.split('.').map(example_name).collect();
    let (name, table) =
        segments.split_last().map_or(("", Vec::new()), |(name, table)| (*name, table.to_vec()));
    if key.kind == Kind::Change {
        return format!("[{}]\n\"battery.core_shock\" = {{ multiply = 1.12 }}", table.join("."));
    }
    let value = match key.presence {
        Presence::Default(default) if default.parse::<f64>().is_ok() => default.to_string(),
        Presence::Default(default) => format!("{default:?}"),
        _ if key.has_number() => plausible(key).to_string(),
        _ if key.kind == Kind::Draws => "[\"battery.learning_rate\"]".to_string(),
        _ => "\"…\"".to_string(),
    };
    format!("[{}]\n{name} = {value}", table.join("."))
}

/// A name that could stand for a segment of a pattern: ages are whole numbers.
fn example_name(segment: &'static str) -> &'static str {
    if segment == "<age>" { "3" } else { segment.trim_matches(['<', '>']) }
}

/// A value as the document shows it on one line → as it is written in a file.
fn as_toml(key: &Key, text: &str) -> String {
    if !key.has_number() {
        // Lists stand as they were written; words need their quotes.
        return if text.starts_with('[') { text.to_string() } else { quoted(text) };
    }
    let plain = |text: &str| if text.parse::<f64>().is_ok() { text.to_string() } else { quoted(text) };
    let mut parts = text.split("; ");
    let base = parts.next().unwrap_or("");
    let more: Vec<String> = parts.map(|part| property(part, &plain)).collect();
    if more.is_empty() {
        return plain(base);
    }
    let name = if base.contains(": ") { "path" } else { "value" };
    format!("{{ {name} = {}, {} }}", plain(base), more.join(", "))
}

/// `level …`, `interpolate …` or `noise sd …, persistence …[, logit]`.
fn property(part: &str, plain: &dyn Fn(&str) -> String) -> String {
    match part.split_once(' ') {
        Some(("noise", noise)) => {
            let fields = noise.split(", ").map(|field| match field.split_once(' ') {
                Some((name, value)) => format!("{name} = {value}"),
                None => format!("kind = {}", quoted(field)),
            });
            format!("noise = {{ {} }}", fields.collect::<Vec<_>>().join(", "))
        }
        Some((name, value)) => format!("{name} = {}", plain(value)),
        None => String::new(),
    }
}

fn quoted(text: &str) -> String {
    format!("{text:?}")
}

/// A number inside the key's domain.
fn plausible(key: &Key) -> f64 {
    let candidates = [0.5, 2030.5, 1.0, 100.0];
    let wanted = if matches!(key.kind, Kind::Date | Kind::FixedDate) { 2030.5 } else { 0.5 };
    std::iter::once(wanted).chain(candidates).find(|number| key.domain.contains(*number)).unwrap_or(wanted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::load::{Source, load};

    #[test]
    fn every_example_is_toml() {
        let base = load(&Source::Builtin("base".to_string()), &[]).expect("the base case is right");
        for key in all() {
            let example = example(key, &base);
            let (_, errors) = toml::de::DeTable::parse_recoverable(&example);
            assert!(errors.is_empty(), "{}: {example}", key.pattern);
        }
    }

    #[test]
    fn the_committed_page_is_current() {
        let base = load(&Source::Builtin("base".to_string()), &[]).expect("the base case is right");
        let committed = include_str!("../../docs/scenario-reference.md");
        assert!(committed == reference(&base), "run: ampere reference > docs/scenario-reference.md");
    }
}
