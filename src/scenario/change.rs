//! `[change]`: what a scenario says relative to its parent.
//!
//! `"key" = { multiply = 0.9, from = 2027 }`; one of `multiply`, `add` and `set`, and for values that move
//! in time `from` and `until`. Multiplying and adding act on the final value of the assumption, after its
//! level and noise, in the order of the file. Without dates `set` replaces the assumption whole.
//!
//! # Which periods
//!
//! A bare year is its 1 January and `until` is exclusive; a period that lies partly inside is changed in
//! part. A value that moves in time keeps its history: without `from` a change begins at
//! `history.known_until`. Only a `from` before that changes what is replayed. A value drawn once is changed
//! altogether, and takes no dates.

mod entry;
mod fold;
mod read;

#[cfg(test)]
pub(super) use entry::WORDS;
pub(super) use fold::fold;
pub(super) use read::{read, read_effects};

use super::document::{Assumption, Origin, RelativeChange};
use super::keys::Key;
use super::shared_assumption::Pending;

/// A change as it is written, before it is known what it acts on.
#[derive(Clone, Debug)]
pub(super) struct Written {
    pub(super) key: String,
    pub(super) definition: &'static Key,
    pub(super) what: What,
    pub(super) origin: Origin,
}

/// What a change does.
#[derive(Clone, Debug)]
#[expect(clippy::large_enum_variant, reason = "few are read, and none is kept for long")]
pub(super) enum What {
    /// Acts on the final value.
    Relative(RelativeChange),
    /// Takes the place of the assumption.
    Replace(Box<Assumption>, Option<Pending>),
}
