//! The key table: the one definition of every assumption that a scenario may state.
//!
//! Reader, `--set`, checks and dictionary all work from these tables; there is no second list.
//! A pattern such as `product.<product>.share` stands for one key of each declared thing: the part in
//! angle brackets is a name that the scenario chooses.

mod asset;
mod battery;
mod co2;
mod contract;
mod correlation;
mod domain;
mod finance;
mod french;
mod happening;
mod market;
mod own_cars;
mod plant;
mod platform;
mod product;
mod run_and_money;
mod service;
mod slips;
mod spillover;
mod tree;
mod unit;
mod yardstick;

#[cfg(test)]
mod tests;

use std::sync::LazyLock;

pub use domain::Domain;
pub(super) use french::ENDING as FRENCH_ENDING;
pub use tree::{Node, is_thing_name, root};
pub use unit::Unit;

/// The words that may stand in every table and describe the assumptions below it.
pub const ABOUT: [&str; 4] = ["source", "note", "as_of", "role"];

/// One row of the key table.
#[derive(Debug, PartialEq)]
pub struct Key {
    /// Segments joined by points; a segment in angle brackets is a name chosen by the scenario.
    pub pattern: &'static str,
    /// What may be written there.
    pub kind: Kind,
    /// Unit of the number.
    pub unit: Unit,
    /// Numbers that make sense.
    pub domain: Domain,
    /// Whether the assumption must be stated.
    pub presence: Presence,
    /// Name for tables and plots.
    pub label: Label,
    /// One line that says what the assumption means.
    pub doc: &'static str,
}

impl Key {
    /// Whether its value is a number, so that unit and domain mean something.
    pub fn has_number(&self) -> bool {
        !matches!(
            self.kind,
            Kind::Text | Kind::Choice(_) | Kind::Ref(_) | Kind::Refs(_) | Kind::Draws | Kind::Change
        )
    }

    /// The last segment of the pattern, for example `share`.
    pub fn last_segment(&self) -> &'static str {
        self.pattern.rsplit('.').next().unwrap_or(self.pattern)
    }
}

/// What may be written at a key.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Kind {
    /// May move in time, be uncertain, carry a level and noise.
    Path,
    /// One number per trial: a number or a distribution.
    Scalar,
    /// A decimal year, 2026.25 being 1 April 2026: a number or a distribution.
    Date,
    /// A number that is structure and never uncertain.
    Fixed,
    /// A decimal year that is structure and never uncertain.
    FixedDate,
    /// A whole number.
    Whole,
    /// Free text.
    Text,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// The name of a thing declared below this pattern.
    Ref(&'static str),
    /// A list of names of things declared below this pattern.
    Refs(&'static str),
    /// A list of draws: keys of assumptions, `shared.<name>`, each perhaps with `.level` behind it.
    Draws,
    /// A change of the assumption whose key is the last segment, in quotes: `{ multiply = 1.1 }`.
    Change,
}

/// Whether an assumption must be stated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Presence {
    /// Must be stated; below a name, for each thing of that kind.
    Required,
    /// May be left out, and then there is no such assumption.
    Optional,
    /// May be left out and then has this value, written in the language of scenario files.
    Default(&'static str),
}

/// A name in both languages of the reports.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Label {
    /// English.
    pub en: &'static str,
    /// French, in the words of a controller of the Group.
    pub fr: &'static str,
}

/// All keys, in the order of the themes; a French name stands behind the English one.
pub fn all() -> impl Iterator<Item = &'static Key> {
    static ALL: LazyLock<Vec<&'static Key>> = LazyLock::new(|| {
        let themes = [
            run_and_money::KEYS,
            market::KEYS,
            battery::KEYS,
            platform::KEYS,
            plant::KEYS,
            product::KEYS,
            own_cars::KEYS,
            spillover::KEYS,
            contract::KEYS,
            finance::KEYS,
            co2::KEYS,
            slips::KEYS,
            service::KEYS,
            asset::KEYS,
            correlation::KEYS,
            happening::KEYS,
            yardstick::KEYS,
        ];
        themes.into_iter().flatten().flat_map(|key| [Some(key), french::twin(key)]).flatten().collect()
    });
    ALL.iter().copied()
}

/// The row for a concrete key such as `product.renault-5.share`, if the table has one.
pub fn find(concrete_key: &str) -> Option<&'static Key> {
    let mut node = root();
    for segment in concrete_key.split('.') {
        node = node.child(segment)?;
    }
    node.key
}

const fn key(
    pattern: &'static str,
    kind: Kind,
    (unit, domain): (Unit, Domain),
    presence: Presence,
    en: &'static str,
    fr: &'static str,
    doc: &'static str,
) -> Key {
    Key { pattern, kind, unit, domain, presence, label: Label { en, fr }, doc }
}

/// Unit and domain of keys that hold words.
const WORDS: (Unit, Domain) = (Unit::None, Domain::ANY);
const SHARE: (Unit, Domain) = (Unit::Share, Domain::closed(0.0, 1.0));
/// A share below one: a cut or a saving that leaves something.
const CUT: (Unit, Domain) = (Unit::Share, Domain::from_below(0.0, 1.0));
/// A share whose logit exists.
const INNER_SHARE: (Unit, Domain) = (Unit::Share, Domain::open(0.0, 1.0));
const EUR: (Unit, Domain) = (Unit::Eur, Domain::NOT_NEGATIVE);
const PRICE: (Unit, Domain) = (Unit::Eur, Domain::POSITIVE);
const EUR_M: (Unit, Domain) = (Unit::EurM, Domain::NOT_NEGATIVE);
const FACTOR: (Unit, Domain) = (Unit::Factor, Domain::POSITIVE);
/// A yearly rate of productivity, price pressure and the like.
const YEARLY_RATE: (Unit, Domain) = (Unit::Rate, Domain::open(-1.0, 1.0));
const YEAR: (Unit, Domain) = (Unit::Year, Domain::closed(1990.0, 2100.0));
