//! Changes of final values, relative to a parent scenario: after path, level and noise, in file order; then those of
//! regimes and events, in the trials in which they act.

use super::happening::{Happenings, Moment};
use super::scenario::{Change, Effect, Input};
use crate::lanes::Lane;
use crate::model::{Inputs, Slot};

/// How much of a change counts, from 0 to 1.
#[expect(clippy::large_enum_variant, reason = "lives on the stack; a box would be allocated in every period")]
pub enum Weight {
    /// The same in every trial.
    Same(f64),
    /// Trial by trial.
    Each(Lane),
}

impl Weight {
    /// The weight of a change at a moment: the share of a period that lies inside its window, or 1 and 0 at a date. A
    /// change without a window counts in full, where its cause acts.
    pub fn of(change: &Change, moment: Moment, happenings: &Happenings) -> Weight {
        let window = change.window.as_ref();
        match change.cause {
            None => Weight::Same(window.map_or(1.0, |window| window.weight(moment))),
            Some(cause) => Weight::Each(happenings.weight(cause, window, moment)),
        }
    }

    /// Whether the change counts in no trial.
    pub fn is_zero(&self) -> bool {
        match self {
            Weight::Same(weight) => *weight <= 0.0,
            Weight::Each(weights) => weights.iter().all(|weight| *weight <= 0.0),
        }
    }
}

/// Applies the changes of an input to its lane.
pub fn apply(input: &Input, inputs: &mut Inputs, slot: Slot, moment: Moment, happenings: &Happenings) {
    for change in &input.changes {
        let weight = Weight::of(change, moment, happenings);
        let replacement = match change.effect {
            Effect::Set(other) if !weight.is_zero() => Some(inputs[other]),
            _ => None,
        };
        self::change(change.effect, &weight, replacement.as_ref(), &mut inputs[slot]);
    }
}

/// One change of a lane of values, the share `weight` of it.
///
/// x → x · (1 + w·(k − 1)),   x → x + w·a,   x → x + w·(r − x)
pub fn change(effect: Effect, weight: &Weight, replacement: Option<&Lane>, lane: &mut Lane) {
    if weight.is_zero() {
        return;
    }
    match weight {
        Weight::Same(weight) => {
            for (i, x) in lane.iter_mut().enumerate() {
                *x = changed(effect, *weight, replacement.map(|other| other[i]), *x);
            }
        }
        Weight::Each(weights) => {
            for (i, (x, weight)) in lane.iter_mut().zip(weights).enumerate() {
                *x = changed(effect, *weight, replacement.map(|other| other[i]), *x);
            }
        }
    }
}

#[inline(always)]
fn changed(effect: Effect, weight: f64, replacement: Option<f64>, x: f64) -> f64 {
    if weight <= 0.0 {
        return x;
    }
    match (effect, replacement) {
        (Effect::Multiply(factor), _) if weight >= 1.0 => x * factor,
        (Effect::Multiply(factor), _) => x * (1.0 + weight * (factor - 1.0)),
        (Effect::Add(amount), _) => x + weight * amount,
        (Effect::Set(_), Some(other)) if weight >= 1.0 => other,
        (Effect::Set(_), Some(other)) => x + weight * (other - x),
        (Effect::Set(_), None) => x,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lanes::same;

    #[test]
    fn a_change_counts_by_its_weight() {
        let changed = |effect, weight, other: Option<Lane>| {
            let mut lane = same(200.0);
            change(effect, &Weight::Same(weight), other.as_ref(), &mut lane);
            // Trial by trial the same bits come out, and a trial without weight keeps its value.
            let (mut each, mut weights) = (same(200.0), same(weight));
            weights[1] = 0.0;
            change(effect, &Weight::Each(weights), other.as_ref(), &mut each);
            assert_eq!((each[0], each[1]), (lane[0], 200.0));
            lane[0]
        };
        assert_eq!(changed(Effect::Multiply(0.9), 1.0, None), 180.0);
        assert_eq!(changed(Effect::Multiply(0.9), 0.5, None), 190.0);
        assert_eq!(changed(Effect::Add(10.0), 0.25, None), 202.5);
        assert_eq!(changed(Effect::Set(Slot(0)), 1.0, Some(same(100.0))), 100.0);
        assert_eq!(changed(Effect::Set(Slot(0)), 0.25, Some(same(100.0))), 175.0);
        assert_eq!(changed(Effect::Multiply(0.9), 0.0, None), 200.0);
    }
}
