//! Effects of regimes and events: merged by cause and target, and given to their assumptions last.

use std::collections::BTreeMap;

use super::super::document::{Change, Origin};
use super::super::effect::{Effect, is_event, thing_of};
use super::super::place::place;
use super::super::problem::Problem;
use super::{Merging, record};

impl Merging<'_> {
    /// A later scenario replaces an effect of the same cause on the same assumption, where it stands.
    pub(super) fn effect(&mut self, effect: Effect, stated: &mut BTreeMap<String, Origin>, is_set: bool) {
        let key = effect.key();
        if !self.is_first(stated, &key, &effect.change.origin) {
            return;
        }
        let new = effect.change.text.clone();
        let known = self.merged.effects.iter_mut().find(|other| other.key() == key);
        let old = match known {
            Some(known) => Some(std::mem::replace(known, effect).change.text),
            None => {
                self.merged.effects.push(effect);
                None
            }
        };
        if is_set {
            record(&mut self.merged.changes, Change { key, old, new });
        }
    }

    /// Gives each assumption the effects on it: regimes first, then events, in the order of declaration.
    pub(super) fn attach_effects(&mut self) {
        let order: BTreeMap<&str, usize> =
            self.merged.things.iter().enumerate().map(|(at, thing)| (thing.key.as_str(), at)).collect();
        let mut effects = std::mem::take(&mut self.merged.effects);
        // What caused them may have been left out.
        effects.retain(|effect| order.contains_key(effect.cause.as_str()));
        let rank = |effect: &Effect| (is_event(&effect.cause), order.get(thing_of(&effect.cause)).copied());
        effects.sort_by_key(rank);
        effects.retain(|effect| self.attach(effect));
        self.merged.effects = effects;
    }

    /// False if there is nothing that could be changed.
    fn attach(&mut self, effect: &Effect) -> bool {
        let Effect { target, definition, change, .. } = effect;
        if let Some((thing, removed)) = self.taken_out(target) {
            // A child that leaves a thing out leaves out what its parent's events did to it.
            if !self.ages.is_younger(removed.file, change.origin.file) {
                let at = place(self.files, &removed);
                let message = format!("`{target}` does not exist, because `{thing}` is left out at {at}");
                let problem = Problem::at(change.origin.file, change.origin.name.clone(), message);
                self.problems.push(problem.hint("delete this effect"));
            }
            return false;
        }
        if !self.merged.assumptions.contains_key(target) {
            // A value that could not be read has been told about.
            if self.merged.written.contains(target) {
                return false;
            }
            match self.by_default(target, definition, &change.origin) {
                Some(assumption) => self.merged.assumptions.insert(target.clone(), assumption),
                None => {
                    let problem = self.nothing_to_change(target, &change.origin);
                    self.problems.push(problem);
                    return false;
                }
            };
        }
        if let Some(assumption) = self.merged.assumptions.get_mut(target) {
            assumption.changes.push(change.clone());
        }
        true
    }

    /// The thing that is left out and takes a key with it, and where that is said.
    fn taken_out(&self, key: &str) -> Option<(String, Origin)> {
        let is_below =
            |thing: &String| key.strip_prefix(thing.as_str()).is_some_and(|rest| rest.starts_with('.'));
        let found = self.merged.removed.iter().find(|(thing, _)| is_below(thing))?;
        Some((found.0.clone(), found.1.clone()))
    }
}
