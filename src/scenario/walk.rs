//! Through the tree of a TOML text, along the tree of the key table.

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::about::About;
use super::change;
use super::correlation;
use super::document::{Assumption, Origin, Shares, Thing};
use super::enabled;
use super::keys::{ABOUT, Key, Kind, Node, root};
use super::problem::{Problem, quoted};
use super::read::Layer;
use super::shared_assumption::{self, Pending};
use super::unknown::unknown_name;
use super::value::{NAME_FORM, Place, Value, Written, in_file_order, kind_of, read_value};

/// Words at the top of a file that scenario files of a later version will know.
const LATER_TABLES: [&str; 2] = ["regime", "event"];

/// Words at the top of a file that are about the file and not about an assumption.
pub(super) const TOP: [&str; 4] = ["extends", "include", "change", "shared"];

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
            match name.get_ref().as_ref() {
                "extends" => self.extends(value),
                "include" => self.include(value),
                _ => {}
            }
        }
        self.about_others(tree);
        self.table(Table { node: root(), key: "", pattern: "" }, tree, &About::default());
    }

    /// The text of a `--set`, which cannot name a parent.
    pub(super) fn set(&mut self, tree: &DeTable) {
        let of_files = |name: &str| matches!(name, "extends" | "include");
        if let Some((name, _)) = tree.iter().find(|(name, _)| of_files(name.get_ref())) {
            let message = format!("`{}` cannot be set on the command line", name.get_ref());
            self.problems.push(
                Problem::at(self.file, name.span(), message).hint("write it at the top of the scenario file"),
            );
        }
        self.about_others(tree);
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

    /// `[shared]` and `[change]`.
    fn about_others(&mut self, tree: &DeTable) {
        // What is wrong with the words of the file is said when they are read for its assumptions.
        let (mut about, mut said) = (About::default(), Vec::new());
        for (name, value) in in_file_order(tree) {
            about.read(name.get_ref(), value, self.file, &mut said);
        }
        about.note = None;
        if let Some(value) = tree.get("shared") {
            shared_assumption::definitions((self.file, self.text), value, &about, self.layer, self.problems);
        }
        if let Some(value) = tree.get("change") {
            change::read((self.file, self.text), value, &about, self.layer, self.problems);
        }
    }

    fn include(&mut self, value: &Spanned<DeValue>) {
        const FORM: &str = "write include = [\"market.toml\", \"products.toml\"]";
        let DeValue::Array(items) = value.get_ref() else {
            let message = format!("`include` is a list of files, not {}", kind_of(value));
            self.problems.push(Problem::at(self.file, value.span(), message).hint(FORM));
            return;
        };
        for item in items.iter().take(MOST) {
            match item.get_ref() {
                DeValue::String(part) if !part.trim().is_empty() => {
                    self.layer.includes.push((part.to_string(), item.span()));
                }
                _ => {
                    let message = "a part of a scenario is the name of a file in quotes";
                    self.problems.push(Problem::at(self.file, item.span(), message).hint(FORM));
                }
            }
        }
    }

    fn table(&mut self, table: Table, entries: &DeTable, around: &About) {
        let is_root = table.key.is_empty();
        let mut about = About::default();
        for (name, value) in in_file_order(entries) {
            about.read(name.get_ref(), value, self.file, self.problems);
        }
        self.layer.cited.extend(about.sources.iter().flatten().cloned());
        if is_root {
            // The note of a file is about the scenario, not about each of its assumptions.
            about.note = None;
        }
        let about = about.or(around);
        for (name, value) in in_file_order(entries) {
            let word = name.get_ref().as_ref();
            if ABOUT.contains(&word) || (is_root && TOP.contains(&word)) {
                continue;
            }
            if word == "enabled" && table.pattern.ends_with('>') {
                let origin = Origin { file: self.file, span: name.span(), name: name.span() };
                let thing = (table.key, table.pattern);
                self.layer.switches.extend(enabled::read(thing, value, origin, self.problems));
                continue;
            }
            self.entry(table, name, value, &about);
        }
    }

    fn entry(&mut self, table: Table, name: &Spanned<DeString>, value: &Spanned<DeValue>, about: &About) {
        if self.problems.len() >= 2 * MOST {
            return;
        }
        let word = name.get_ref().as_ref();
        if table.key == "correlation"
            && let Some(kind) = correlation::Kind::of_table(word)
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
            self.assumption(key, definition, name, value, about);
            return;
        }
        // Who only leaves a thing out does not declare it.
        if named && !only_switches(value) {
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

    fn assumption(
        &mut self,
        key: String,
        definition: &'static Key,
        name: &Spanned<DeString>,
        value: &Spanned<DeValue>,
        about: &About,
    ) {
        let Some(uses) = shared_assumption::uses(self.file, &key, definition, value, self.problems) else {
            return;
        };
        let written = if uses.is_empty() {
            let place = Place { file: self.file, text: self.text, key: &key, definition };
            read_value(place, value, self.problems)
        } else {
            Some(self.unfilled(value))
        };
        let Some(written) = written else { return };
        if let Value::Text(text) = &written.value
            && definition.kind == Kind::Text
            && text.trim_start().starts_with(['=', '@'])
        {
            let message = format!("`{key}` starts like a formula of a spreadsheet");
            let problem = Problem::at(self.file, value.span(), message);
            self.problems.push(problem.hint("start it with a letter, a digit or another sign"));
            return;
        }
        self.layer.cited.extend(written.about.sources.iter().flatten().cloned());
        let about = written.about.or(about);
        let origin = Origin { file: self.file, span: value.span(), name: name.span() };
        if !uses.is_empty() {
            let path = key.split('.').map(str::to_string).collect();
            self.layer.pending.insert(key.clone(), Pending { uses, path });
        }
        self.layer.assumptions.push(Assumption {
            key,
            definition,
            value: written.value,
            text: written.text,
            sources: about.source_ids(),
            note: about.note,
            as_of: about.as_of,
            role: about.role,
            shared: Shares::default(),
            changes: Vec::new(),
            replaced: None,
            origin,
        });
    }

    /// What is known of a value before its shared parts are.
    fn unfilled(&mut self, value: &Spanned<DeValue>) -> Written {
        let mut about = About::default();
        let mut said = Vec::new();
        let text = |value: &Spanned<DeValue>| match value.get_ref() {
            DeValue::String(text) => text.trim().to_string(),
            _ => self.text.get(value.span()).unwrap_or("").to_string(),
        };
        match value.get_ref() {
            DeValue::Table(table) => {
                for (name, value) in in_file_order(table) {
                    let word = name.get_ref().as_ref();
                    if !about.read(word, value, self.file, self.problems) {
                        let said_of = if matches!(word, "value" | "path") { "" } else { word };
                        said.push(format!("{said_of} {}", text(value)).trim().to_string());
                    }
                }
            }
            _ => said.push(text(value)),
        }
        Written { value: shared_assumption::stand_in(), text: said.join("; "), about }
    }

    fn unknown(&mut self, table: Table, name: &Spanned<DeString>) {
        if self.problems.len() >= MOST {
            return;
        }
        let word = name.get_ref().as_ref();
        let problem = if table.key.is_empty() && LATER_TABLES.contains(&word) {
            Problem::at(self.file, name.span(), format!("this version does not know `{word}` yet"))
                .label("comes with a later version")
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

/// Whether a table says nothing but `enabled`, with or without a reason.
fn only_switches(value: &Spanned<DeValue>) -> bool {
    let DeValue::Table(table) = value.get_ref() else { return false };
    table.get("enabled").is_some()
        && table.iter().all(|(name, _)| {
            let word = name.get_ref().as_ref();
            word == "enabled" || ABOUT.contains(&word)
        })
}

pub(super) fn joined(key: &str, segment: &str) -> String {
    if key.is_empty() { segment.to_string() } else { format!("{key}.{segment}") }
}
