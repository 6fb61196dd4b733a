//! From the name of a scenario to a checked document, or to all its problems.

use std::ops::Range;

use super::age::Ages;
use super::change::fold;
use super::check::{defaults, too_many_things, whole};
use super::correlation;
use super::document::{Document, Value};
use super::low_discrepancy;
use super::merge::{Merged, merge};
use super::method;
pub use super::open::Source;
use super::open::{Opened, Refusal, open};
use super::problem::{Problem, Problems, Severity, SourceFile};
use super::read::{Layer, read_file, read_set};
use super::shared_assumption::fill;
use super::sources::{self, Sources};

/// Most files between a scenario and its oldest ancestor.
const LONGEST_CHAIN: usize = 32;
/// Most files of a scenario with its parents and their parts.
const MOST_FILES: usize = 200;
/// Most text of a scenario with its parents and their parts, in bytes.
const MOST_TEXT: usize = 2 * 1024 * 1024;

type Open<'a> = &'a dyn Fn(&Source) -> Result<Opened, Refusal>;

/// What is known of a scenario without running it.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The scenario, unless there are errors.
    pub document: Option<Document>,
    /// Errors and warnings, sorted by file and position.
    pub problems: Problems,
}

/// Reads a scenario with its parts, its parents and the changes of `--set`, and checks all of it.
///
/// `sets` are texts of the form `key=value`, applied in order; [`super`] says where to look for what takes
/// precedence.
///
/// # Errors
/// All errors of all files together, sorted by file and position.
pub fn load(source: &Source, sets: &[String]) -> Result<Document, Problems> {
    load_with(&open, source, sets)
}

/// As [`load`], with everything that can be said about the method as well.
pub fn check(source: &Source, sets: &[String]) -> Checked {
    check_with(&open, source, sets)
}

/// As [`check`], with texts from `open`.
pub(super) fn check_with(open: Open, source: &Source, sets: &[String]) -> Checked {
    match load_with(open, source, sets) {
        Ok(document) => {
            let problems = Problems::new(document.files.clone(), method::warnings(&document));
            Checked { document: Some(document), problems }
        }
        Err(problems) => Checked { document: None, problems },
    }
}

/// As [`load`], with texts from `open`.
pub(super) fn load_with(open: Open, source: &Source, sets: &[String]) -> Result<Document, Problems> {
    let mut reading = Reading {
        open,
        files: Vec::new(),
        generations: Vec::new(),
        sources: Sources::built_in(),
        beside: Vec::new(),
        problems: Vec::new(),
        scenarios: Vec::new(),
        bytes: 0,
        complete: true,
    };
    reading.chain(source);
    let mut set_layers = Vec::new();
    for set in sets {
        reading.files.push(SourceFile { name: "--set".to_string(), text: set.clone() });
        set_layers.push(read_set(reading.files.len() - 1, set, &mut reading.problems));
    }
    let ages = Ages::new(&reading.generations, sets.len());
    reading.lists();
    let n_own_files = reading.generations.iter().filter(|generation| **generation == 0).count();
    let Reading { files, sources, mut problems, mut scenarios, complete, .. } = reading;
    scenarios.reverse();
    let eldest: Vec<Vec<Layer>> = scenarios.iter().take(1).cloned().collect();
    let mut merged = merge(scenarios, set_layers, &files, &ages, &mut problems);
    merged.ages = ages;
    if too_many_things(&merged, &mut problems) {
        return Err(Problems::new(files, problems));
    }
    fill(&mut merged, &files, &mut problems);
    fold(&mut merged, &mut problems);
    if complete {
        sources.check(&merged.cited, &mut problems);
        whole(&merged, &files, &mut problems);
    }
    if problems.iter().any(|problem| problem.severity == Severity::Error) || !complete {
        return Err(Problems::new(files, problems));
    }
    let low_discrepancy = low_discrepancy::list(&merged, &alone(eldest, &files));
    merged.list_shared();
    let defaults = defaults(&merged);
    let name = match merged.assumptions.get("name").map(|assumption| &assumption.value) {
        Some(Value::Text(name)) => name.clone(),
        _ => String::new(),
    };
    let (correlations, idle_correlations) = correlation::acting(&merged);
    let Merged { assumptions, things, effects, changes, .. } = merged;
    Ok(Document {
        name,
        assumptions,
        defaults,
        correlations,
        idle_correlations,
        low_discrepancy,
        things,
        effects,
        changes,
        sources,
        files,
        n_own_files,
    })
}

/// A scenario as it is without its descendants; what is wrong with it is said elsewhere.
fn alone(scenario: Vec<Vec<Layer>>, files: &[SourceFile]) -> Merged {
    let mut unsaid = Vec::new();
    let mut merged = merge(scenario, Vec::new(), files, &Ages::default(), &mut unsaid);
    fill(&mut merged, files, &mut unsaid);
    fold(&mut merged, &mut unsaid);
    merged
}

/// What has been read so far, the scenario itself first and its oldest ancestor last.
struct Reading<'a> {
    open: Open<'a>,
    files: Vec<SourceFile>,
    /// Of each file: how many generations lie between it and the scenario itself.
    generations: Vec<usize>,
    sources: Sources,
    /// Lists of sources that may stand beside the files.
    beside: Vec<Source>,
    problems: Vec<Problem>,
    /// Each as its parts in order and then the file itself.
    scenarios: Vec<Vec<Layer>>,
    bytes: usize,
    /// Whether every file was found and is TOML: only then can something be called missing.
    complete: bool,
}

/// Where a file is named.
type Asked = Option<(usize, Range<usize>)>;

fn refusal(message: String, hint: &str) -> Refusal {
    Refusal { message, hint: hint.to_string(), is_missing: false }
}

impl Reading<'_> {
    fn chain(&mut self, first: &Source) {
        let mut source = first.clone();
        let mut asked: Asked = None;
        let mut ancestors: Vec<String> = Vec::new();
        loop {
            let opened = (self.open)(&source).and_then(|opened| {
                if ancestors.contains(&opened.identity) {
                    let message = format!("`{source}` extends itself, directly or through its parents");
                    Err(refusal(message, "a scenario cannot be its own parent: name another file"))
                } else if ancestors.len() >= LONGEST_CHAIN {
                    let message = format!("this scenario has more than {LONGEST_CHAIN} ancestors");
                    Err(refusal(message, "put the assumptions of some of them together"))
                } else {
                    Ok(opened)
                }
            });
            let opened = match opened {
                Ok(opened) => opened,
                Err(refused) => return self.refused(&source, &asked, refused),
            };
            ancestors.push(opened.identity.clone());
            let mut seen = vec![opened.identity.clone()];
            let Some((file, layer)) = self.read(&source, &asked, opened) else { return };
            let parent = layer.extends.clone();
            let mut layers = Vec::new();
            self.parts(&source, file, &layer, &mut seen, &mut layers);
            layers.push(layer);
            self.scenarios.push(layers);
            let Some((named, span)) = parent else { return };
            source = source.parent(&named);
            asked = Some((file, span));
        }
    }

    /// The parts that a file names, and theirs.
    fn parts(
        &mut self,
        source: &Source,
        file: usize,
        layer: &Layer,
        seen: &mut Vec<String>,
        layers: &mut Vec<Layer>,
    ) {
        for (named, span) in &layer.includes {
            let part = source.parent(named);
            let asked: Asked = Some((file, span.clone()));
            let opened = (self.open)(&part).and_then(|opened| {
                if seen.contains(&opened.identity) {
                    let message = "this file is a part of the scenario already".to_string();
                    Err(refusal(message, "name each part once; a file is not a part of itself"))
                } else {
                    Ok(opened)
                }
            });
            match opened {
                Ok(opened) => {
                    seen.push(opened.identity.clone());
                    let Some((file, layer)) = self.read(&part, &asked, opened) else { return };
                    self.refuse_head(file, &layer);
                    self.parts(&part, file, &layer, seen, layers);
                    layers.push(layer);
                }
                Err(refused) => self.refused(&part, &asked, refused),
            }
        }
    }

    /// A part is no scenario of its own.
    fn refuse_head(&mut self, file: usize, layer: &Layer) {
        let words = layer
            .assumptions
            .iter()
            .filter(|a| matches!(a.key.as_str(), "name" | "question" | "name_fr" | "question_fr"));
        let mut found: Vec<(&str, Range<usize>)> =
            words.map(|a| (a.key.as_str(), a.origin.name.clone())).collect();
        found.extend(layer.extends.as_ref().map(|(_, span)| ("extends", span.clone())));
        for (word, span) in found {
            self.problems.push(
                Problem::at(file, span, format!("a part of a scenario has no `{word}`"))
                    .hint("write it into the file that includes this part, or extend this file instead"),
            );
        }
    }

    fn read(&mut self, source: &Source, asked: &Asked, opened: Opened) -> Option<(usize, Layer)> {
        self.bytes += opened.text.len();
        if self.files.len() >= MOST_FILES || self.bytes > MOST_TEXT {
            let message = format!("this scenario has more than {MOST_FILES} files or 2 MB of text");
            self.refused(source, asked, refusal(message, "put fewer and shorter files together"));
            return None;
        }
        let file = self.files.len();
        let layer = read_file(file, &opened.text, &mut self.problems);
        self.files.push(SourceFile { name: source.to_string(), text: opened.text });
        self.generations.push(self.scenarios.len());
        self.complete &= !layer.broken;
        if let Some(list) = source.beside(sources::FILE)
            && !self.beside.contains(&list)
        {
            self.beside.push(list);
        }
        Some((file, layer))
    }

    fn refused(&mut self, source: &Source, asked: &Asked, refusal: Refusal) {
        self.complete = false;
        let problem = match asked {
            Some((file, span)) => Problem::at(*file, span.clone(), format!("{source}: {}", refusal.message)),
            None => {
                self.files.push(SourceFile { name: source.to_string(), text: String::new() });
                self.generations.push(self.scenarios.len());
                Problem::in_file(self.files.len() - 1, refusal.message)
            }
        };
        self.problems.push(problem.hint(refusal.hint));
    }

    /// The lists of sources beside the files. They are among the files only if something is wrong with them.
    fn lists(&mut self) {
        for list in std::mem::take(&mut self.beside) {
            match (self.open)(&list) {
                Ok(opened) => {
                    let before = self.problems.len();
                    self.sources.add(self.files.len(), &opened.text, &mut self.problems);
                    if self.problems.len() > before {
                        self.files.push(SourceFile { name: list.to_string(), text: opened.text });
                    }
                }
                Err(refused) if refused.is_missing => {}
                Err(refused) => self.refused(&list, &None, refused),
            }
        }
    }
}
