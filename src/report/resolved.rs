//! The resolved scenario as text: what is in force, where it comes from, and what it replaced.

use crate::scenario::document::{Assumption, Base, Document, Uncertain, Value};

/// One paragraph for each assumption in alphabetical order of the keys, and a line for each default.
pub fn text(document: &Document) -> String {
    let mut text = String::new();
    for assumption in document.assumptions.values() {
        text.push_str(&paragraph(document, assumption));
    }
    if !document.defaults.is_empty() {
        text.push_str("\nBy default, because no file says otherwise\n");
        for (key, value) in &document.defaults {
            text.push_str(&format!("{key} = {}\n", shown(value)));
        }
    }
    text
}

fn paragraph(document: &Document, assumption: &Assumption) -> String {
    let unit = assumption.definition.unit.label().en;
    let unit = if unit.is_empty() { String::new() } else { format!(" [{unit}]") };
    let value = match &assumption.value {
        Value::Number(Uncertain::Exactly(number)) if number.to_string() != assumption.text => {
            format!("\n    value    {number}")
        }
        _ => String::new(),
    };
    let mut text = format!(
        "{} = {}{unit}{value}\n    from     {}\n",
        assumption.key,
        assumption.text,
        document.place(&assumption.origin)
    );
    for words in assumption.value.in_words(assumption.definition.unit) {
        text.push_str(&format!("    means    {words}\n"));
    }
    if let Some(old) = &assumption.replaced {
        text.push_str(&format!("    was      {} ({})\n", old.text, document.place(&old.origin)));
    }
    for change in &assumption.changes {
        text.push_str(&format!("    changed  {} ({})\n", change.in_words(), document.place(&change.origin)));
    }
    let sources = assumption.sources.join(", ");
    if !sources.is_empty() {
        text.push_str(&format!("    source   {sources}\n"));
    }
    text
}

/// A default in the language of scenario files.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::Number(Uncertain::Exactly(number)) => number.to_string(),
        Value::Whole(number) => number.to_string(),
        Value::Text(text) => text.clone(),
        Value::Names(names) => names.join(", "),
        Value::Path(path) => match &path.base {
            Base::Constant(Uncertain::Exactly(number)) => number.to_string(),
            _ => "a path".to_string(),
        },
        Value::Number(_) => "a distribution".to_string(),
    }
}
