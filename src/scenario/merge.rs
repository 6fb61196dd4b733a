//! Several layers to one scenario: later layers replace earlier assumptions whole, source included.

use std::collections::{BTreeMap, BTreeSet};

use super::correlation::{Link, Pair};
use super::document::{Assumption, Change, Thing};
use super::read::Layer;

/// All layers together.
#[derive(Debug, Default)]
pub(super) struct Merged {
    pub(super) assumptions: BTreeMap<String, Assumption>,
    /// Correlated pairs; the pair is the atom of merging, in whichever order it is written.
    pub(super) correlations: BTreeMap<Link, Pair>,
    pub(super) things: Vec<Thing>,
    /// Keys that were given a value, good or bad.
    pub(super) written: BTreeSet<String>,
    pub(super) changes: Vec<Change>,
}

/// Merges files, the oldest ancestor first, and then the layers of `--set`.
pub(super) fn merge(files: Vec<Layer>, sets: Vec<Layer>) -> Merged {
    let mut merged = Merged::default();
    let mut known = BTreeSet::new();
    let n_files = files.len();
    for (index, layer) in files.into_iter().chain(sets).enumerate() {
        merged.written.extend(layer.written);
        merged.things.extend(layer.things.into_iter().filter(|thing| known.insert(thing.key.clone())));
        for pair in layer.correlations {
            let (key, new) = (pair.link.key(), pair.text.clone());
            let old = merged.correlations.insert(pair.link.clone(), pair).map(|old| old.text);
            if index >= n_files {
                record(&mut merged.changes, Change { key, old, new });
            }
        }
        for assumption in layer.assumptions {
            let (key, new) = (assumption.key.clone(), assumption.text.clone());
            let old = merged.assumptions.insert(key.clone(), assumption).map(|old| old.text);
            if index >= n_files {
                record(&mut merged.changes, Change { key, old, new });
            }
        }
    }
    merged
}

/// A key that is set twice is one change, from what the files said to what was said last.
fn record(changes: &mut Vec<Change>, change: Change) {
    match changes.iter_mut().find(|earlier| earlier.key == change.key) {
        Some(earlier) => earlier.new = change.new,
        None => changes.push(change),
    }
}
