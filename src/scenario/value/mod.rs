//! Values of assumptions, and the small language in which they are written.
//!
//! A value is a TOML number, a string of the language, or a table with more to say. What looks like a
//! number in the wrong spelling (decimal comma, space before `%`, typographic minus) is refused with the
//! right spelling and never read as another number.

mod anchor_keys;
mod cursor;
mod distribution;
mod domain_check;
mod expression;
mod noise;
mod number;
mod order;
mod path;
mod percentiles;
mod quoted;
mod range;
mod read;
mod table;
mod text;
mod words;

#[cfg(test)]
mod tests;

pub(super) use cursor::{is_odd_minus, is_odd_space};
pub use domain_check::{NORMAL_CUT, draw_bounds};
pub(super) use domain_check::{bounds, rounded};
pub(super) use quoted::in_file;
pub(super) use read::{Place, Written, default_value, kind_of, read_value};
pub(super) use text::NAME_FORM;

use super::keys::Unit;
pub use crate::quantity::Interpolation;
use crate::sampling::Distribution;
pub use crate::sampling::{Noise, NoiseKind};

/// What an assumption is.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A number, certain or drawn once per trial.
    Number(Uncertain),
    /// A number that may move in time.
    Path(PathValue),
    /// A whole number.
    Whole(i64),
    /// Text, one of several words, or the name of a thing.
    Text(String),
    /// Names of things.
    Names(Vec<String>),
}

/// A number of a trial.
#[derive(Clone, Debug, PartialEq)]
pub enum Uncertain {
    /// The same in every trial.
    Exactly(f64),
    /// Drawn once per trial; [`draw_bounds`] says where draws are cut.
    Drawn(Distribution),
}

/// A number that may move in time.
#[derive(Clone, Debug, PartialEq)]
pub struct PathValue {
    /// Its course.
    pub base: Base,
    /// How it runs between anchors.
    pub interpolate: Interpolation,
    /// Factor on the path after `history.known_until`, one draw per trial.
    pub level: Option<Uncertain>,
    /// Shock of every period.
    pub noise: Option<Noise>,
}

impl PathValue {
    /// Whether it is certainly zero at all times: what multiplies zero leaves it.
    pub fn is_zero(&self) -> bool {
        match &self.base {
            Base::Constant(constant) => *constant == Uncertain::Exactly(0.0),
            Base::Anchors(anchors) => anchors.iter().all(|(_, value)| *value == 0.0),
        }
    }
}

/// The course of a path.
#[derive(Clone, Debug, PartialEq)]
pub enum Base {
    /// The same at all times.
    Constant(Uncertain),
    /// Points in decimal years, rising, with values in the key's unit. A bare year is already a date here:
    /// `2026` is 2026.5, or 2026.0 in a path of steps.
    Anchors(Vec<(f64, f64)>),
}

/// A mistake in a piece of text, with its place in that text in bytes.
#[derive(Clone, Debug, PartialEq)]
struct Fault {
    at: std::ops::Range<usize>,
    message: String,
    label: String,
    allowed: Option<String>,
    hint: Option<String>,
}

impl Fault {
    fn new(at: std::ops::Range<usize>, message: impl Into<String>) -> Fault {
        Fault { at, message: message.into(), label: String::new(), allowed: None, hint: None }
    }

    fn label(mut self, label: impl Into<String>) -> Fault {
        self.label = label.into();
        self
    }

    fn allowed(mut self, allowed: impl Into<String>) -> Fault {
        self.allowed = Some(allowed.into());
        self
    }

    fn hint(mut self, hint: impl Into<String>) -> Fault {
        self.hint = Some(hint.into());
        self
    }
}

/// What a number is checked against.
#[derive(Clone, Copy, Debug)]
struct Rule<'a> {
    /// What the number is, to start a sentence: "`product.micra.share`" or "the level of `…`".
    subject: &'a str,
    unit: super::keys::Unit,
    domain: super::keys::Domain,
    /// How a path runs between its anchors: it decides where a bare year stands.
    interpolate: Interpolation,
}
