//! The French twin of every name that a scenario gives: `label_fr` beside `label`, and so on.

use super::{Key, Kind, Label, Presence, Unit, WORDS};

/// Names for people, as the last segments of their patterns.
const NAMES: [&str; 3] = ["label", "name", "question"];

/// Ending of the key of a French name.
pub(in super::super) const ENDING: &str = "_fr";

/// The twin of a key, if it names something for people. Made once, when the table is first used, so that a new
/// kind of thing has its French name without another row.
pub(super) fn twin(key: &Key) -> Option<&'static Key> {
    let is_name = key.kind == Kind::Text && NAMES.contains(&key.last_segment());
    is_name.then(|| {
        // The table lives as long as the program, and so does this.
        let pattern: &'static str = Box::leak(format!("{}{ENDING}", key.pattern).into_boxed_str());
        let (unit, domain): (Unit, _) = WORDS;
        let label =
            LABELS.iter().find(|(name, _)| *name == key.last_segment()).map_or(key.label, |(_, l)| *l);
        &*Box::leak(Box::new(Key {
            pattern,
            kind: Kind::Text,
            unit,
            domain,
            presence: Presence::Optional,
            label,
            doc: "The same in French, for `--lang fr`; without it the English words stand.",
        }))
    })
}

const LABELS: [(&str, Label); 3] = [
    ("label", Label { en: "Name in French", fr: "Nom en français" }),
    ("name", Label { en: "Name of the scenario in French", fr: "Nom du scénario en français" }),
    ("question", Label { en: "Question in French", fr: "Question en français" }),
];
