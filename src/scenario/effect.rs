//! What regimes and events do to assumptions: `effect."battery.core_shock" = { multiply = 1.12 }`.
//!
//! The language is that of `[change]`; only the moment differs. An option of a regime acts in the futures in
//! which it holds, an event in those in which it happens, while it lasts. Effects are merged by what causes them and
//! what they act on, and reach their assumptions after all that `[change]` and `--set` say: regimes first, then
//! events, each in the order in which the files declare them.

use toml::Spanned;
use toml::de::DeValue;

use super::about::About;
use super::change;
use super::document::RelativeChange;
use super::keys::{Key, Kind};
use super::problem::Problem;
use super::read::Layer;
use super::table;
use super::value::kind_of;

/// The table of effects in an option or an event.
pub(super) const WORD: &str = "effect";

/// Namespaces of what has effects.
pub const REGIME: &str = "regime";
pub const EVENT: &str = "event";

/// What a regime's option or an event does to one assumption.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// Key of the option or the event: `regime.co2-law.softer`, `event.price-war`.
    pub cause: String,
    /// Key of the assumption that it changes.
    pub target: String,
    /// Row of that key.
    pub definition: &'static Key,
    /// The change, which names its cause as well.
    pub change: RelativeChange,
}

impl Effect {
    /// Key of the effect as it would be written in TOML.
    pub fn key(&self) -> String {
        format!("{}.{WORD}.\"{}\"", self.cause, self.target)
    }
}

/// The event or regime of a cause: `regime.co2-law` of `regime.co2-law.softer`.
pub(super) fn thing_of(cause: &str) -> &str {
    let mut points = cause.match_indices('.').map(|(at, _)| at);
    points.nth(1).map_or(cause, |end| &cause[..end])
}

/// Whether a cause is an event, and not the option of a regime.
pub(super) fn is_event(cause: &str) -> bool {
    cause.strip_prefix(EVENT).is_some_and(|rest| rest.starts_with('.'))
}

/// Whether a table of this pattern may hold effects.
pub(super) fn may_have_effects(pattern: &str) -> bool {
    matches!(pattern, "event.<event>" | "regime.<regime>.<option>")
}

/// Whether an effect may act on a key: on numbers, not on what the model is made of, nor on what has effects itself.
pub(super) fn may_be_changed(key: &str, definition: &Key) -> bool {
    let happens = [REGIME, EVENT].iter().any(|name| definition.pattern.split('.').next() == Some(name));
    !happens && !key.is_empty() && matches!(definition.kind, Kind::Path | Kind::Scalar | Kind::Date)
}

/// Where effects are written.
pub(super) struct Place<'a> {
    pub(super) file: usize,
    pub(super) text: &'a str,
    pub(super) cause: &'a str,
}

impl Place<'_> {
    /// Reads the table of effects of an option or an event into a layer.
    pub(super) fn read(
        &self,
        value: &Spanned<DeValue>,
        around: &About,
        layer: &mut Layer,
        problems: &mut Vec<Problem>,
    ) {
        let DeValue::Table(entries) = value.get_ref() else {
            let message = format!("`{}.{WORD}` is a table, not {}", self.cause, kind_of(value));
            let hint = format!(
                "write [{}.{WORD}] and below it \"battery.core_shock\" = {{ multiply = 1.12 }}",
                self.cause
            );
            problems.push(Problem::at(self.file, value.span(), message).hint(hint));
            return;
        };
        let around = table::about(self.file, entries, around, &mut layer.cited, problems);
        change::read_effects((self.file, self.text), self.cause, entries, &around, layer, problems);
    }
}
