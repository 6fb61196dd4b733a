//! Through the tree of a TOML text, along the tree of the key table.

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::about::About;
use super::assumption::{self, Site};
use super::change;
use super::correlation;
use super::document::{Origin, Thing};
use super::effect;
use super::enabled;
use super::keys::{ABOUT, Key};
use super::problem::{Problem, quoted};
use super::read::Layer;
use super::shared_assumption;
use super::suggest::nearest;
use super::table::{self, Table, in_file_order, joined};
use super::unknown::unknown_name;
use super::value::{NAME_FORM, kind_of};

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
        self.table(&Table::root(), tree, &About::default());
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
        self.table(&Table::root(), tree, &About::default());
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
        let mut about = table::about(self.file, tree, &About::default(), &mut Vec::new(), &mut Vec::new());
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

    fn table(&mut self, table: &Table, entries: &DeTable, around: &About) {
        let is_root = table.key.is_empty();
        let mut about = table::about(self.file, entries, around, &mut self.layer.cited, self.problems);
        if is_root {
            // The note of a file is about the scenario, not about each of its assumptions.
            about.note = None;
        }
        for (name, value) in table::entries(entries) {
            let word = name.get_ref().as_ref();
            if is_root && TOP.contains(&word) {
                continue;
            }
            if word == "enabled" && table.pattern.ends_with('>') {
                let origin = Origin { file: self.file, span: name.span(), name: name.span() };
                let thing = (table.key.as_str(), table.pattern.as_str());
                self.layer.switches.extend(enabled::read(thing, value, origin, self.problems));
                continue;
            }
            self.entry(table, name, value, &about);
        }
    }

    fn entry(&mut self, table: &Table, name: &Spanned<DeString>, value: &Spanned<DeValue>, about: &About) {
        if self.problems.len() >= 2 * MOST {
            return;
        }
        let word = name.get_ref().as_ref();
        if table.key == "correlation"
            && let Some(kind) = correlation::Kind::of_table(word)
        {
            let place = correlation::Place { file: self.file, text: self.text, kind };
            let pairs = correlation::read(place, value, about, &mut self.layer.cited, self.problems);
            self.layer.correlations.extend(pairs);
            return;
        }
        if word == effect::WORD && effect::may_have_effects(&table.pattern) {
            let written = effect::Place { file: self.file, text: self.text, cause: &table.key };
            written.read(value, about, self.layer, self.problems);
            return;
        }
        let Some(place) = table.below(word) else {
            self.unknown(table, name);
            return;
        };
        if let Some(definition) = place.node.key {
            self.layer.written.insert(place.key.clone());
            self.assumption(&place.key, definition, name, value, about);
            return;
        }
        // Who only leaves a thing out does not declare it.
        if place.is_named && !only_switches(value) {
            let origin = Origin { file: self.file, span: name.span(), name: name.span() };
            let (pattern, key) = (place.pattern.clone(), place.key.clone());
            self.layer.things.push(Thing { pattern, key, origin });
        }
        match value.get_ref() {
            DeValue::Table(entries) => self.table(&place, entries, about),
            _ => self.no_table((table, &place), name, value),
        }
    }

    fn no_table(
        &mut self,
        (above, place): (&Table, &Table),
        name: &Spanned<DeString>,
        value: &Spanned<DeValue>,
    ) {
        let key = &place.key;
        // What it was meant to hold is not missed as well.
        self.layer.written.insert(key.clone());
        let is_table = |item: &Spanned<DeValue>| matches!(item.get_ref(), DeValue::Table(_));
        self.problems.push(match value.get_ref() {
            DeValue::Array(items) if items.iter().any(is_table) => {
                let each = place.node.thing().map_or(key.clone(), |thing| format!("{key}.<{thing}>"));
                Problem::at(self.file, name.span(), format!("`{key}` is not a list"))
                    .hint(format!("give each one a name: [{each}]"))
            }
            _ => {
                let message = format!("`{key}` is a table, not {}", kind_of(value));
                let problem = Problem::at(self.file, value.span(), message)
                    .allowed(super::unknown::allowed_at(place.node));
                // Where a scenario chooses names, a mistyped word looks like one of them.
                let known = above.node.names().chain(ABOUT);
                match nearest(name.get_ref(), known).filter(|_| place.is_named) {
                    Some(near) => {
                        self.layer.written.insert(joined(&above.key, near));
                        problem.hint(format!("did you mean `{near}`?"))
                    }
                    None => problem,
                }
            }
        });
    }

    fn assumption(
        &mut self,
        key: &str,
        definition: &'static Key,
        name: &Spanned<DeString>,
        value: &Spanned<DeValue>,
        about: &About,
    ) {
        let path = key.split('.').map(str::to_string).collect();
        let site = Site { file: self.file, text: self.text, key, definition, name: name.span(), path };
        let read = assumption::read(site, value, about, &mut self.layer.cited, self.problems);
        if let Some((assumption, pending)) = read {
            self.layer.pending.extend(pending.map(|pending| (key.to_string(), pending)));
            self.layer.assumptions.push(assumption);
        }
    }

    fn unknown(&mut self, table: &Table, name: &Spanned<DeString>) {
        if self.problems.len() >= MOST {
            return;
        }
        let word = name.get_ref().as_ref();
        let problem = if let (Some(thing), None) = (table.node.thing(), table.node.names().next()) {
            let message = format!("{} cannot be the name of a {}", quoted(word), thing);
            Problem::at(self.file, name.span(), message).allowed(NAME_FORM)
        } else {
            let (problem, meant) = unknown_name(self.file, table, name.span(), word);
            // What was probably meant is not missed as well.
            self.layer.written.extend(meant.map(|meant| joined(&table.key, meant)));
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
