//! Through the tree of a TOML text, along the tree of the key table.

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::about::About;
use super::correlation::{self, Kind};
use super::document::{Assumption, Origin, Thing};
use super::keys::{ABOUT, Node, root};
use super::problem::{Problem, quoted};
use super::read::Layer;
use super::unknown::unknown_name;
use super::value::{NAME_FORM, Place, in_file_order, kind_of, read_value};

/// Words at the top of a file that scenario files of a later version will know.
const LATER_TABLES: [&str; 5] = ["include", "change", "shared", "regime", "event"];

/// Beyond this many problems a file is of another kind, and more of them help nobody.
const MOST: usize = 500;

/// Reads tables into a layer.
pub(super) struct Walk<'a> {
    file: usize,
    text: &'a str,
    layer: &'a mut Layer,
    problems: &'a mut Vec<Problem>,
}

/// A table on the way: its place in the key table, its concrete key and its pattern.
#[derive(Clone, Copy)]
pub(super) struct Table<'a> {
    pub(super) node: &'a Node,
    pub(super) key: &'a str,
    pub(super) pattern: &'a str,
}

impl<'a> Walk<'a> {
    pub(super) fn new(
        file: usize,
        text: &'a str,
        layer: &'a mut Layer,
        problems: &'a mut Vec<Problem>,
    ) -> Walk<'a> {
        Walk { file, text, layer, problems }
    }

    /// A whole file.
    pub(super) fn root(&mut self, tree: &DeTable) {
        for (name, value) in in_file_order(tree) {
            if name.get_ref() == "extends" {
                self.extends(value);
            }
        }
        self.table(Table { node: root(), key: "", pattern: "" }, tree, &About::default());
    }

    /// The text of a `--set`, which cannot name a parent.
    pub(super) fn set(&mut self, tree: &DeTable) {
        if let Some((name, _)) = tree.iter().find(|(name, _)| name.get_ref() == "extends") {
            self.problems.push(
                Problem::at(self.file, name.span(), "`extends` cannot be set on the command line")
                    .hint("write it at the top of the scenario file"),
            );
        }
        self.table(Table { node: root(), key: "", pattern: "" }, tree, &About::default());
    }

    fn extends(&mut self, value: &Spanned<DeValue>) {
        let (said, hint) = match value.get_ref() {
            DeValue::String(parent) if !parent.trim().is_empty() => {
                self.layer.extends = Some((parent.to_string(), value.span()));
                return;
            }
            DeValue::Array(_) => {
                ("a scenario extends one parent, not a list", "write extends = \"base.toml\"")
            }
            _ => (
                "`extends` is the name of a file in quotes",
                "write extends = \"base.toml\" or extends = \"builtin:base\"",
            ),
        };
        // Without its parent nothing can be called missing.
        self.layer.broken = true;
        self.problems.push(Problem::at(self.file, value.span(), said).hint(hint));
    }

    fn table(&mut self, table: Table, entries: &DeTable, around: &About) {
        let is_root = table.key.is_empty();
        let mut about = About::default();
        for (name, value) in in_file_order(entries) {
            about.read(name.get_ref(), value, self.file, self.problems);
        }
        if is_root {
            // The note of a file is about the scenario, not about each of its assumptions.
            about.note = None;
        }
        let about = about.or(around);
        for (name, value) in in_file_order(entries) {
            let word = name.get_ref().as_ref();
            if ABOUT.contains(&word) || (is_root && word == "extends") {
                continue;
            }
            self.entry(table, name, value, &about);
        }
    }

    fn entry(&mut self, table: Table, name: &Spanned<DeString>, value: &Spanned<DeValue>, about: &About) {
        let word = name.get_ref().as_ref();
        if table.key == "correlation"
            && let Some(kind) = Kind::of_table(word)
        {
            let place = correlation::Place { file: self.file, text: self.text, kind };
            self.layer.correlations.extend(correlation::read(place, value, about, self.problems));
            return;
        }
        let Some(node) = table.node.child(word) else {
            self.unknown(table, name);
            return;
        };
        let named = table.node.names().all(|fixed| fixed != word);
        let segment = match table.node.thing() {
            Some(thing) if named => format!("<{thing}>"),
            _ => word.to_string(),
        };
        let (key, pattern) = (joined(table.key, word), joined(table.pattern, &segment));
        if let Some(definition) = node.key {
            self.layer.written.insert(key.clone());
            let place = Place { file: self.file, text: self.text, key: &key, definition };
            if let Some(written) = read_value(place, value, self.problems) {
                let about = written.about.or(about);
                let origin = Origin { file: self.file, span: value.span(), name: name.span() };
                self.layer.assumptions.push(Assumption {
                    key,
                    definition,
                    value: written.value,
                    text: written.text,
                    sources: about.sources.unwrap_or_default(),
                    note: about.note,
                    as_of: about.as_of,
                    origin,
                });
            }
            return;
        }
        if named {
            let origin = Origin { file: self.file, span: name.span(), name: name.span() };
            self.layer.things.push(Thing { pattern: pattern.clone(), key: key.clone(), origin });
        }
        if !matches!(value.get_ref(), DeValue::Table(_)) {
            // What it was meant to hold is not missed as well.
            self.layer.written.insert(key.clone());
        }
        match value.get_ref() {
            DeValue::Table(entries) => {
                self.table(Table { node, key: &key, pattern: &pattern }, entries, about)
            }
            DeValue::Array(items) if items.iter().any(|item| matches!(item.get_ref(), DeValue::Table(_))) => {
                let each = node.thing().map_or(key.clone(), |thing| format!("{key}.<{thing}>"));
                self.problems.push(
                    Problem::at(self.file, name.span(), format!("`{key}` is not a list"))
                        .hint(format!("give each one a name: [{each}]")),
                );
            }
            _ => self.problems.push(
                Problem::at(self.file, value.span(), format!("`{key}` is a table, not {}", kind_of(value)))
                    .allowed(super::unknown::allowed_at(node)),
            ),
        }
    }

    fn unknown(&mut self, table: Table, name: &Spanned<DeString>) {
        if self.problems.len() >= MOST {
            return;
        }
        let word = name.get_ref().as_ref();
        let problem = if table.key.is_empty() && LATER_TABLES.contains(&word) {
            Problem::at(self.file, name.span(), format!("this version does not know `{word}` yet"))
                .label("comes with a later version")
        } else if word == "enabled" && table.pattern.ends_with('>') {
            Problem::at(self.file, name.span(), "this version does not know `enabled` yet")
                .label("comes with a later version")
                .hint(format!("delete [{}] instead", table.key))
        } else if let (Some(thing), None) = (table.node.thing(), table.node.names().next()) {
            let message = format!("{} cannot be the name of a {}", quoted(word), thing);
            Problem::at(self.file, name.span(), message).allowed(NAME_FORM)
        } else {
            let (problem, meant) = unknown_name(self.file, table, name.span(), word);
            // What was probably meant is not missed as well.
            self.layer.written.extend(meant.map(|meant| joined(table.key, meant)));
            problem
        };
        self.problems.push(problem);
    }
}

pub(super) fn joined(key: &str, segment: &str) -> String {
    if key.is_empty() { segment.to_string() } else { format!("{key}.{segment}") }
}
