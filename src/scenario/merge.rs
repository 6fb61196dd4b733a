//! Several layers to one scenario: later ones replace earlier assumptions whole, source included.
//!
//! # What takes precedence
//!
//! From weak to strong:
//!
//! 1. the parent that `extends` names, itself merged in this way;
//! 2. the file itself together with the parts that `include` names: they are disjoint, so none of them is
//!    stronger, and a key in two of them is an error;
//! 3. `[change]` of the parts and then of the file, in the order of the text;
//! 4. `--set`, in the order of the command line;
//! 5. effects of regimes, then of events, whoever states them: in the futures in which they act, they are last.
//!
//! The assumption is the atom: who states a value or a path replaces the whole of it, its source and the
//! changes that a parent made to it. Everything above the assumption merges by key. `enabled` of a thing
//! follows the same order; what is left out in the end is taken out with all that stands below it.

mod effects;

use std::collections::{BTreeMap, BTreeSet};

use super::about::{About, Cited};
use super::age::Ages;
use super::change::{What, Written};
use super::correlation::{Link, Pair};
use super::document::{Assumption, Change, Origin, Replaced, SourceFile, Thing, names};
use super::effect::Effect;
use super::enabled::Switch;
use super::keys::{Key, Presence};
use super::place::place;
use super::problem::Problem;
use super::read::Layer;
use super::shared_assumption::{Definition, NAMESPACE, Pending};
use super::suggest::nearest;
use super::value::default_value;

/// Beyond this many problems no names are proposed.
const MOST: usize = 100;

/// All layers together.
#[derive(Debug, Default)]
pub(super) struct Merged {
    pub(super) assumptions: BTreeMap<String, Assumption>,
    /// Correlated pairs; the pair is the atom of merging, in whichever order it is written.
    pub(super) correlations: BTreeMap<Link, Pair>,
    pub(super) things: Vec<Thing>,
    /// Effects of regimes and events, in the order in which they act.
    pub(super) effects: Vec<Effect>,
    /// Keys that were given a value, good or bad.
    pub(super) written: BTreeSet<String>,
    /// Shared assumptions by name.
    pub(super) shared: BTreeMap<String, Definition>,
    /// Assumptions that wait for shared ones.
    pub(super) pending: BTreeMap<String, Pending>,
    /// Sources that are cited anywhere.
    pub(super) cited: Vec<Cited>,
    /// Things that are left out, and where that is said.
    pub(super) removed: BTreeMap<String, Origin>,
    pub(super) changes: Vec<Change>,
    /// Which text replaces which.
    pub(super) ages: Ages,
}

/// Merges scenarios, the oldest ancestor first, each as its parts and then the file itself, and then the
/// layers of `--set`.
pub(super) fn merge(
    scenarios: Vec<Vec<Layer>>,
    sets: Vec<Layer>,
    files: &[SourceFile],
    ages: &Ages,
    problems: &mut Vec<Problem>,
) -> Merged {
    let n_scenarios = scenarios.len();
    let mut merging = Merging {
        merged: Merged::default(),
        files,
        ages,
        problems,
        known: BTreeSet::new(),
        ranks: BTreeMap::new(),
        switches: BTreeMap::new(),
    };
    let levels = scenarios.into_iter().chain(sets.into_iter().map(|set| vec![set]));
    for (rank, layers) in levels.enumerate() {
        merging.level(rank, layers, rank >= n_scenarios);
    }
    merging.leave_out();
    merging.attach_effects();
    merging.merged
}

impl Merged {
    /// What is stated at a key, which may be that of a shared assumption.
    pub(super) fn stated(&self, key: &str) -> Option<&Assumption> {
        let shared = || key.strip_prefix(NAMESPACE)?.strip_prefix('.');
        let definition = || self.shared.get(shared()?)?.assumption.as_ref();
        self.assumptions.get(key).or_else(definition)
    }

    /// Lists the shared assumptions with the others, once these have been checked.
    pub(super) fn list_shared(&mut self) {
        let shared = self.shared.values().filter_map(|definition| definition.assumption.clone());
        self.assumptions.extend(shared.map(|assumption| (assumption.key.clone(), assumption)));
    }
}

struct Merging<'a> {
    merged: Merged,
    files: &'a [SourceFile],
    ages: &'a Ages,
    problems: &'a mut Vec<Problem>,
    known: BTreeSet<String>,
    /// The level that stated an assumption last.
    ranks: BTreeMap<String, usize>,
    switches: BTreeMap<String, (Switch, usize)>,
}

impl Merging<'_> {
    fn level(&mut self, rank: usize, layers: Vec<Layer>, is_set: bool) {
        let mut stated: BTreeMap<String, Origin> = BTreeMap::new();
        let mut changes = Vec::new();
        for layer in layers {
            self.merged.written.extend(layer.written);
            self.merged.cited.extend(layer.cited);
            let fresh = layer.things.into_iter().filter(|thing| self.known.insert(thing.key.clone()));
            self.merged.things.extend(fresh);
            let mut pending = layer.pending;
            for definition in layer.shared {
                let key = format!("{NAMESPACE}.{}", definition.name);
                if self.is_first(&mut stated, &key, &definition.origin) {
                    self.merged.shared.insert(definition.name.clone(), definition);
                }
            }
            for pair in layer.correlations {
                let (key, new) = (pair.link.key(), pair.text.clone());
                if !self.is_first(&mut stated, &key, &pair.origin) {
                    continue;
                }
                let old = self.merged.correlations.insert(pair.link.clone(), pair).map(|old| old.text);
                if is_set {
                    record(&mut self.merged.changes, Change { key, old, new });
                }
            }
            for assumption in layer.assumptions {
                // Every file may say in which format it is.
                if assumption.key == "format"
                    || self.is_first(&mut stated, &assumption.key, &assumption.origin)
                {
                    let pending = pending.remove(&assumption.key);
                    self.insert(rank, assumption, pending, is_set);
                }
            }
            for effect in layer.effects {
                self.effect(effect, &mut stated, is_set);
            }
            for switch in layer.switches {
                if is_set {
                    let (key, new) = (format!("{}.enabled", switch.key), switch.on.to_string());
                    record(&mut self.merged.changes, Change { key, old: None, new });
                }
                self.switches.insert(switch.key.clone(), (switch, rank));
            }
            changes.extend(layer.relative);
        }
        for change in changes {
            self.change(rank, change, is_set);
        }
    }

    /// Whether a key is stated for the first time in the parts of a scenario.
    fn is_first(&mut self, stated: &mut BTreeMap<String, Origin>, key: &str, origin: &Origin) -> bool {
        let Some(first) = stated.get(key) else {
            stated.insert(key.to_string(), origin.clone());
            return true;
        };
        let (here, there) = (place(self.files, origin), place(self.files, first));
        let message = format!("`{key}` is stated in two parts: here ({here}) and at {there}");
        self.problems.push(
            Problem::at(origin.file, origin.name.clone(), message)
                .label("second time")
                .hint("keep one of the two; to replace a value of another scenario, extend it instead"),
        );
        false
    }

    fn insert(&mut self, rank: usize, mut assumption: Assumption, pending: Option<Pending>, is_set: bool) {
        let (key, new) = (assumption.key.clone(), assumption.text.clone());
        let old = self.merged.assumptions.remove(&key);
        // What waits for shared assumptions has no value yet.
        let is_known = !self.merged.pending.contains_key(&key);
        assumption.replaced = old.map(|old| Replaced {
            text: in_force(&old),
            value: is_known.then_some(old.value),
            origin: old.origin,
        });
        if is_set {
            let old = assumption.replaced.as_ref().map(|old| old.text.clone());
            record(&mut self.merged.changes, Change { key: key.clone(), old, new });
        }
        match pending {
            Some(pending) => self.merged.pending.insert(key.clone(), pending),
            None => self.merged.pending.remove(&key),
        };
        self.ranks.insert(key.clone(), rank);
        self.merged.assumptions.insert(key, assumption);
    }

    fn change(&mut self, rank: usize, written: Written, is_set: bool) {
        let Written { key, definition, what, origin } = written;
        if !self.merged.assumptions.contains_key(&key) {
            // A value that could not be read has been told about.
            if self.merged.written.contains(&key) {
                return;
            }
            match self.by_default(&key, definition, &origin) {
                Some(assumption) => self.merged.assumptions.insert(key.clone(), assumption),
                None => return self.problems.push(self.nothing_to_change(&key, &origin)),
            };
        }
        match what {
            What::Replace(assumption, pending) => self.insert(rank, *assumption, pending, is_set),
            What::Relative(change) => {
                let Some(assumption) = self.merged.assumptions.get_mut(&key) else { return };
                let old = in_force(assumption);
                assumption.changes.push(change);
                let new = in_force(assumption);
                self.ranks.insert(key.clone(), rank);
                if is_set {
                    record(&mut self.merged.changes, Change { key, old: Some(old), new });
                }
            }
        }
    }

    /// An assumption that nobody states and that has a value all the same.
    fn by_default(&self, key: &str, definition: &'static Key, origin: &Origin) -> Option<Assumption> {
        let Presence::Default(text) = definition.presence else { return None };
        let things: Vec<&str> = definition.pattern.split('.').collect();
        let segments: Vec<&str> = key.split('.').collect();
        // Cuts are keyed by modules, which are declared elsewhere and checked there.
        let last = things.iter().rposition(|part| part.starts_with('<') && *part != "<module>");
        let thing = last.map(|last| segments.get(..=last).unwrap_or_default().join("."));
        if thing.is_some_and(|thing| !self.known.contains(&thing)) {
            return None;
        }
        let value = (default_value(definition)?, text.to_string());
        Some(Assumption::new(key, definition, value, About::default(), origin.clone()))
    }

    fn nothing_to_change(&self, key: &str, origin: &Origin) -> Problem {
        // With so many the names have not been mistyped, and comparing all of them takes long.
        let is_typo = self.problems.len() < MOST;
        let message = format!("`{key}` is not stated, so there is nothing to change");
        let problem = Problem::at(origin.file, origin.name.clone(), message);
        let stated = self.merged.assumptions.keys().map(String::as_str);
        match is_typo.then(|| nearest(key, stated)).flatten() {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None => problem.hint("state its value in a table of its own; [change] is relative to a parent"),
        }
    }

    /// Takes out the things that are left out in the end.
    fn leave_out(&mut self) {
        for (key, (switch, rank)) in std::mem::take(&mut self.switches) {
            if !self.known.contains(&key) {
                self.problems.push(self.nothing_to_leave_out(&switch));
                continue;
            }
            if switch.on {
                continue;
            }
            let below = format!("{key}.");
            let is_below = |other: &str| other == key || other.starts_with(&below);
            let later = self.ranks.iter().find(|(other, later)| is_below(other) && **later > rank);
            if let Some(assumption) = later.and_then(|(other, _)| self.merged.assumptions.get(other)) {
                let origin = assumption.changes.last().map_or(&assumption.origin, |change| &change.origin);
                let message = format!(
                    "`{}` has no effect, because `{key}` is left out at {}",
                    assumption.key,
                    place(self.files, &switch.origin)
                );
                self.problems.push(
                    Problem::at(origin.file, origin.name.clone(), message)
                        .hint(format!("delete it, or write enabled = true in [{key}]")),
                );
            }
            self.merged.things.retain(|thing| !is_below(&thing.key));
            self.merged.assumptions.retain(|other, _| !is_below(other));
            self.merged.pending.retain(|other, _| !is_below(other));
            self.merged.written.retain(|other| !is_below(other));
            self.merged.removed.insert(key, switch.origin);
        }
    }

    fn nothing_to_leave_out(&self, switch: &Switch) -> Problem {
        let (namespace, name) = switch.key.rsplit_once('.').unwrap_or(("", &switch.key));
        let kind = namespace.rsplit('.').next().unwrap_or(namespace);
        let message = format!("there is no {kind} `{name}` that could be left out");
        let problem =
            Problem::at(switch.origin.file, switch.origin.span.clone(), message).label("unknown name");
        let declared = names(&self.merged.things, namespace);
        match nearest(name, declared.iter().copied()) {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None => problem.allowed(super::suggest::listed(&declared, 20)),
        }
    }
}

/// What an assumption says with the changes that are not yet worked out.
fn in_force(assumption: &Assumption) -> String {
    let changes = assumption.changes.iter().map(|change| change.text.as_str());
    [assumption.text.as_str()].into_iter().chain(changes).collect::<Vec<_>>().join("; ")
}

/// A key that is set twice is one change, from what the files said to what was said last.
fn record(changes: &mut Vec<Change>, change: Change) {
    match changes.iter_mut().find(|earlier| earlier.key == change.key) {
        Some(earlier) => earlier.new = change.new,
        None => changes.push(change),
    }
}
