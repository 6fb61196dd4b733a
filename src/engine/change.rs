//! Changes of final values, relative to a parent scenario: after path, level and noise, in file order.

use super::scenario::{Effect, Input, Window};
use crate::lanes::Lane;
use crate::model::{Inputs, Slot};

/// Applies the changes of an input to its lane. `weight` is the part of a window that counts: the share of a
/// period that lies inside, or 1 and 0 at a date. A change without a window counts in full.
#[inline(always)]
pub fn apply(input: &Input, inputs: &mut Inputs, slot: Slot, weight: impl Fn(&Window) -> f64) {
    for change in &input.changes {
        let weight = change.window.as_ref().map_or(1.0, &weight);
        let replacement = match change.effect {
            Effect::Set(other) if weight > 0.0 => Some(inputs[other]),
            _ => None,
        };
        self::change(change.effect, weight, replacement.as_ref(), &mut inputs[slot]);
    }
}

/// One change of a lane of values, the share `weight` of it.
///
/// x → x · (1 + w·(k − 1)),   x → x + w·a,   x → x + w·(r − x)
#[inline(always)]
pub fn change(effect: Effect, weight: f64, replacement: Option<&Lane>, lane: &mut Lane) {
    if weight <= 0.0 {
        return;
    }
    match (effect, replacement) {
        (Effect::Multiply(factor), _) => {
            let factor = if weight >= 1.0 { factor } else { 1.0 + weight * (factor - 1.0) };
            lane.iter_mut().for_each(|x| *x *= factor);
        }
        (Effect::Add(amount), _) => lane.iter_mut().for_each(|x| *x += weight * amount),
        (Effect::Set(_), Some(other)) if weight >= 1.0 => *lane = *other,
        (Effect::Set(_), Some(other)) => {
            lane.iter_mut().zip(other).for_each(|(x, r)| *x += weight * (r - *x));
        }
        (Effect::Set(_), None) => {}
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
            change(effect, weight, other.as_ref(), &mut lane);
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
