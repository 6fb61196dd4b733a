//! One text of TOML to the assumptions that it states.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::about::Cited;
use super::change;
use super::correlation::Pair;
use super::document::{Assumption, Thing};
use super::effect::Effect;
use super::enabled::Switch;
use super::problem::{Problem, quoted};
use super::shared_assumption::{Definition, Pending};
use super::syntax::syntax_problems;
use super::walk::Walk;

/// What one file, or one `--set`, states.
#[derive(Clone, Debug, Default)]
pub(super) struct Layer {
    /// Assumptions in the order of the text.
    pub(super) assumptions: Vec<Assumption>,
    /// Things in the order of the text.
    pub(super) things: Vec<Thing>,
    /// Correlated pairs in the order of the text.
    pub(super) correlations: Vec<Pair>,
    /// The parent that the file names.
    pub(super) extends: Option<(String, Range<usize>)>,
    /// The parts that the file names.
    pub(super) includes: Vec<(String, Range<usize>)>,
    /// Assumptions that wait for shared ones, by key.
    pub(super) pending: BTreeMap<String, Pending>,
    /// Shared assumptions.
    pub(super) shared: Vec<Definition>,
    /// `enabled` of things.
    pub(super) switches: Vec<Switch>,
    /// What regimes and events do.
    pub(super) effects: Vec<Effect>,
    /// Changes relative to the parent.
    pub(super) relative: Vec<change::Written>,
    /// Sources that are cited.
    pub(super) cited: Vec<Cited>,
    /// Keys that were given a value, good or bad, and keys that were probably meant by an unknown name.
    pub(super) written: BTreeSet<String>,
    /// Whether the text is not TOML or its parent is not known, so that parts of it may be lost.
    pub(super) broken: bool,
}

/// Reads a scenario file.
pub(super) fn read_file(file: usize, text: &str, problems: &mut Vec<Problem>) -> Layer {
    let (tree, errors) = DeTable::parse_recoverable(text);
    let mut layer = Layer { broken: !errors.is_empty(), ..Layer::default() };
    let mut found = Vec::new();
    Walk::new(file, text, &mut layer, &mut found).root(tree.get_ref());
    let syntax = syntax_problems(file, text, &errors);
    // What is read on a line that is not TOML is a guess, and below a broken header it has lost its table: what
    // is wrong there is a consequence and is not said.
    let doubtful: Vec<Range<usize>> =
        syntax.iter().filter_map(|problem| line_of(text, problem)).map(|line| doubtful(text, line)).collect();
    found.retain(|problem| {
        line_of(text, problem).is_none_or(|line| !doubtful.iter().any(|range| range.contains(&line)))
    });
    problems.extend(syntax);
    problems.append(&mut found);
    layer
}

/// Reads one `--set key=value`. What is not a value of TOML is taken as text of the value language.
pub(super) fn read_set(file: usize, text: &str, problems: &mut Vec<Problem>) -> Layer {
    let mut layer = Layer::default();
    let Some(equals) = text.find('=').filter(|_| !text.contains(['\n', '\r'])) else {
        problems.push(
            Problem::at(file, 0..text.len(), format!("{} is not an assumption", quoted(text)))
                .hint("write --set key=value, for example --set market.bev.exit_share=22%"),
        );
        return layer;
    };
    let (tree, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        Walk::new(file, text, &mut layer, problems).set(tree.get_ref());
        return layer;
    }
    // The same key with a value that is surely TOML, in whose place the text is then put.
    let key = text.get(..equals).unwrap_or("");
    let stand_in = format!("{key}=0");
    let (mut tree, errors) = DeTable::parse_recoverable(&stand_in);
    if !errors.is_empty() {
        problems.push(
            Problem::at(file, 0..equals, format!("{} is not a key", quoted(key.trim())))
                .hint("write --set key=value, for example --set market.bev.exit_share=22%"),
        );
        return layer;
    }
    let value = text.get(equals + 1..).unwrap_or("");
    let start = equals + 1 + (value.len() - value.trim_start().len());
    let value = value.trim();
    replace_leaf(
        tree.get_mut(),
        &Spanned::new(start..start + value.len(), DeValue::String(DeString::from(value))),
    );
    Walk::new(file, text, &mut layer, problems).set(tree.get_ref());
    layer
}

fn replace_leaf<'a>(table: &mut DeTable<'a>, leaf: &Spanned<DeValue<'a>>) {
    for (_, value) in table.iter_mut() {
        match value.get_mut() {
            DeValue::Table(inner) => replace_leaf(inner, leaf),
            _ => *value = leaf.clone(),
        }
    }
}

/// What a broken line makes doubtful: itself, and if it is the header of a table, all up to the next header.
fn doubtful(text: &str, line: usize) -> Range<usize> {
    let rest = text.get(line..).unwrap_or("");
    let is_header = |line: &str| line.trim_start().starts_with('[');
    let mut lines = rest.split_inclusive('\n');
    let mut end = line + lines.next().map_or(0, str::len);
    if is_header(rest) {
        end += lines.take_while(|line| !is_header(line)).map(str::len).sum::<usize>();
    }
    line..end.max(line + 1)
}

/// Where the line of a problem starts.
fn line_of(text: &str, problem: &Problem) -> Option<usize> {
    let before = text.as_bytes().get(..problem.span.as_ref()?.start)?;
    Some(before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1))
}
