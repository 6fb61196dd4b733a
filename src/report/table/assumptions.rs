//! `assumptions.csv`: every assumption in force, as written, with its sources and where it was set.

use super::{Table, heading};
use crate::report::manifest::base_name;
use crate::report::resolved::shown;
use crate::scenario::document::{Assumption, Document, Origin, Role, Value};
use crate::scenario::keys;

/// One row for each assumption, then the correlations, then what no file states and has a default.
pub fn table(documents: &[(&str, &Document)]) -> Table {
    let mut rows = vec![heading(&[
        "scenario",
        "key",
        "label",
        "value_as_written",
        "unit",
        "role",
        "sources",
        "source_details",
        "as_of",
        "note",
        "changes",
        "file",
        "line",
    ])];
    for (id, document) in documents {
        rows.extend(document.assumptions.values().map(|assumption| stated(id, document, assumption)));
        for pair in &document.correlations {
            let [file, line] = place(document, &pair.origin);
            let (key, sources) = (pair.link.key(), pair.sources.join("; "));
            let note = pair.note.as_deref().unwrap_or("");
            let details = details(document, &pair.sources);
            let label = "Rank correlation";
            rows.push(heading(&[
                id, &key, label, &pair.text, "", "", &sources, &details, "", note, "", &file, &line,
            ]));
        }
        for effect in &document.effects {
            let [file, line] = place(document, &effect.change.origin);
            let (key, text) = (effect.key(), &effect.change.text);
            let label = format!("Effect on: {}", label(document, &effect.target));
            let unit = effect.definition.unit.label().en;
            rows.push(heading(&[id, &key, &label, text, unit, "", "", "", "", "", "", &file, &line]));
        }
        for (key, value) in &document.defaults {
            let unit = keys::find(key).map_or("", |key| key.unit.label().en);
            let (label, value) = (label(document, key), shown(value));
            rows.push(heading(&[id, key, &label, &value, unit, "", "", "", "", "", "", "default", ""]));
        }
    }
    Table::new("assumptions", rows)
}

fn stated(id: &str, document: &Document, assumption: &Assumption) -> Vec<String> {
    let [file, line] = place(document, &assumption.origin);
    let role = assumption.role.map_or("", |role| match role {
        Role::Lever => "lever",
    });
    let changes = assumption.changes.iter().map(|change| {
        let [file, line] = place(document, &change.origin);
        let line = if line.is_empty() { line } else { format!(", line {line}") };
        format!("{} ({file}{line})", change.in_words())
    });
    heading(&[
        id,
        &assumption.key,
        &label(document, &assumption.key),
        &assumption.text,
        assumption.definition.unit.label().en,
        role,
        &assumption.sources.join("; "),
        &details(document, &assumption.sources),
        assumption.as_of.as_deref().unwrap_or(""),
        assumption.note.as_deref().unwrap_or(""),
        &changes.collect::<Vec<String>>().join("; "),
        &file,
        &line,
    ])
}

/// The meaning of the key, after the name of the nearest thing around it that has one: "Renault 5 E-Tech: Share".
fn label(document: &Document, key: &str) -> String {
    let own = keys::find(key).map_or("", |key| key.label.en);
    let mut around = key;
    while let Some((parent, _)) = around.rsplit_once('.') {
        if let Some(Value::Text(name)) = document.value(&format!("{parent}.label")) {
            return format!("{name}: {own}");
        }
        around = parent;
    }
    own.to_string()
}

/// `MKT-056: Title (publisher, date)` of each source that has a title.
fn details(document: &Document, ids: &[String]) -> String {
    let known = ids.iter().filter_map(|id| document.sources.get(id).map(|source| (id, source)));
    let texts = known.map(|(id, source)| {
        let about: Vec<&str> = [&source.publisher, &source.date]
            .into_iter()
            .map(String::as_str)
            .filter(|s| !s.is_empty())
            .collect();
        if about.is_empty() {
            format!("{id}: {}", source.title)
        } else {
            format!("{id}: {} ({})", source.title, about.join(", "))
        }
    });
    texts.collect::<Vec<String>>().join("; ")
}

/// File, without the folder it lies in, and line.
fn place(document: &Document, origin: &Origin) -> [String; 2] {
    let place = document.place(origin);
    let (file, line) = match place.rsplit_once(':') {
        Some((file, line)) if line.parse::<u32>().is_ok() => (file, line),
        _ => (place.as_str(), ""),
    };
    let file = match file {
        "--set" => "command line".to_string(),
        builtin if builtin.starts_with("builtin:") => builtin.to_string(),
        path => base_name(path),
    };
    [file, line.to_string()]
}
