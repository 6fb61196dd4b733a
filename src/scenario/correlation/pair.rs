//! A correlated pair.

use std::ops::Range;

use super::super::document::Origin;
use crate::engine::noise_stream;

/// The two tables of pairs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// `[correlation.drawn]`: what is drawn once per trial.
    Drawn,
    /// `[correlation.noise]`: innovations of noise, in each period.
    Noise,
}

impl Kind {
    /// The table with this name below `[correlation]`.
    pub fn of_table(word: &str) -> Option<Kind> {
        match word {
            "drawn" => Some(Kind::Drawn),
            "noise" => Some(Kind::Noise),
            _ => None,
        }
    }

    /// Key of the table.
    pub fn table(self) -> &'static str {
        match self {
            Kind::Drawn => "correlation.drawn",
            Kind::Noise => "correlation.noise",
        }
    }

    /// The other table.
    pub fn other(self) -> Kind {
        match self {
            Kind::Drawn => Kind::Noise,
            Kind::Noise => Kind::Drawn,
        }
    }
}

/// What a pair is about, whoever states it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    pub kind: Kind,
    /// Keys as written in scenario files, in rising order.
    pub keys: [String; 2],
}

impl Link {
    /// `battery.learning_rate ~ product.micra.share.level`.
    pub fn name(&self) -> String {
        self.keys.join(" ~ ")
    }

    /// Key of the pair as it would be written in TOML.
    pub fn key(&self) -> String {
        format!("{}.\"{}\"", self.kind.table(), self.name())
    }

    /// Keys of the streams that the engine draws.
    pub fn streams(&self) -> [String; 2] {
        match self.kind {
            Kind::Drawn => self.keys.clone(),
            Kind::Noise => self.keys.each_ref().map(|key| noise_stream(key)),
        }
    }
}

/// One correlation.
#[derive(Clone, Debug, PartialEq)]
pub struct Pair {
    pub link: Link,
    /// Spearman's rank correlation, −1 < value < 1.
    pub value: f64,
    /// The value as it was written.
    pub text: String,
    /// Ids of sources, or `judgement`.
    pub sources: Vec<String>,
    /// A remark.
    pub note: Option<String>,
    /// Date of the information.
    pub as_of: Option<String>,
    /// Where it was written.
    pub origin: Origin,
    /// Where the two keys of the link were written.
    pub key_spans: [Range<usize>; 2],
}
