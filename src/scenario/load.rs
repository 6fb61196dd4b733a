//! From the name of a scenario to a checked document, or to all its problems.

use super::check::{defaults, whole};
use super::correlation;
use super::document::{Document, Value};
use super::merge::merge;
pub use super::open::Source;
use super::open::{Opened, Refusal, open};
use super::problem::{Problem, Problems, Severity, SourceFile};
use super::read::{Layer, read_file, read_set};

/// Most files between a scenario and its oldest ancestor.
const LONGEST_CHAIN: usize = 32;

/// Reads a scenario with its parents and the changes of `--set`, and checks all of it.
///
/// This is the only function that reads files. `sets` are texts of the form `key=value`, applied in order;
/// a child's assumption replaces its parent's, and `--set` replaces both.
///
/// # Errors
/// All problems of all files together, sorted by file and position.
pub fn load(source: &Source, sets: &[String]) -> Result<Document, Problems> {
    load_with(&open, source, sets)
}

/// As [`load`], with texts from `open`.
pub(super) fn load_with(
    open: &dyn Fn(&Source) -> Result<Opened, Refusal>,
    source: &Source,
    sets: &[String],
) -> Result<Document, Problems> {
    let mut reading = Reading::default();
    reading.chain(open, source);
    let mut set_layers = Vec::new();
    for set in sets {
        reading.files.push(SourceFile { name: "--set".to_string(), text: set.clone() });
        set_layers.push(read_set(reading.files.len() - 1, set, &mut reading.problems));
    }
    let Reading { files, mut problems, mut layers, complete } = reading;
    layers.reverse();
    let merged = merge(layers, set_layers);
    if complete {
        whole(&merged, &files, &mut problems);
    }
    if problems.iter().any(|problem| problem.severity == Severity::Error) || !complete {
        return Err(Problems::new(files, problems));
    }
    let defaults = defaults(&merged);
    let name = match merged.assumptions.get("name").map(|assumption| &assumption.value) {
        Some(Value::Text(name)) => name.clone(),
        _ => String::new(),
    };
    let (correlations, idle_correlations) = correlation::acting(&merged, &files);
    let super::merge::Merged { assumptions, things, changes, .. } = merged;
    Ok(Document { name, assumptions, defaults, correlations, idle_correlations, things, changes, files })
}

/// What has been read so far, the scenario itself first and its oldest ancestor last.
struct Reading {
    files: Vec<SourceFile>,
    problems: Vec<Problem>,
    layers: Vec<Layer>,
    /// Whether every file was found and is TOML: only then can something be called missing.
    complete: bool,
}

impl Default for Reading {
    fn default() -> Reading {
        Reading { files: Vec::new(), problems: Vec::new(), layers: Vec::new(), complete: true }
    }
}

impl Reading {
    fn chain(&mut self, open: &dyn Fn(&Source) -> Result<Opened, Refusal>, first: &Source) {
        let mut source = first.clone();
        let mut asked: Option<(usize, std::ops::Range<usize>)> = None;
        let mut identities: Vec<String> = Vec::new();
        loop {
            let refused = match open(&source) {
                Ok(opened) if identities.contains(&opened.identity) => Refusal {
                    message: format!("`{source}` extends itself, directly or through its parents"),
                    hint: "a scenario cannot be its own parent: name another file".to_string(),
                },
                Ok(_) if identities.len() >= LONGEST_CHAIN => Refusal {
                    message: format!("this scenario has more than {LONGEST_CHAIN} ancestors"),
                    hint: "put the assumptions of some of them together".to_string(),
                },
                Ok(opened) => {
                    identities.push(opened.identity);
                    let file = self.files.len();
                    let layer = read_file(file, &opened.text, &mut self.problems);
                    self.files.push(SourceFile { name: source.to_string(), text: opened.text });
                    self.complete &= !layer.broken;
                    let parent = layer.extends.clone();
                    self.layers.push(layer);
                    let Some((named, span)) = parent else { return };
                    source = source.parent(&named);
                    asked = Some((file, span));
                    continue;
                }
                Err(refusal) => refusal,
            };
            self.complete = false;
            self.problems.push(match &asked {
                Some((file, span)) => {
                    Problem::at(*file, span.clone(), format!("{}: {}", source, refused.message))
                        .hint(refused.hint)
                }
                None => {
                    self.files.push(SourceFile { name: source.to_string(), text: String::new() });
                    Problem::in_file(0, refused.message).hint(refused.hint)
                }
            });
            return;
        }
    }
}
