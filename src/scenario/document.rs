//! A scenario as written and checked: assumptions after parents and `--set`, before any draw.

use std::collections::BTreeMap;
use std::ops::Range;

pub use super::correlation::{Idle, Pair};
pub use super::effect::Effect;
use super::keys::Key;
pub use super::problem::SourceFile;
pub use super::sources::{Reference, Sources};
pub use super::value::{Base, Interpolation, Noise, NoiseKind, PathValue, Uncertain, Value};

/// A complete scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Document {
    /// Name of the scenario.
    pub name: String,
    /// The assumptions that the files and `--set` state, by concrete key.
    pub assumptions: BTreeMap<String, Assumption>,
    /// The values of keys that are not stated but have a default, for every declared thing.
    pub defaults: BTreeMap<String, Value>,
    /// Correlated pairs that act, by table and keys.
    pub correlations: Vec<Pair>,
    /// Pairs of a parent that no longer act, because a child made one of their assumptions certain or left out
    /// what it belongs to.
    pub idle_correlations: Vec<Idle>,
    /// Keys of the draws that have a dimension under `run.sampling = "sobol"`, the first key the first one.
    pub low_discrepancy: Vec<String>,
    /// The things that are declared, in the order in which the files declare them, the parents' first.
    pub things: Vec<Thing>,
    /// What regimes and events do, in the order in which they act; each stands among the changes of its assumption too.
    pub effects: Vec<Effect>,
    /// What `--set` changed, in the order of the command line.
    pub changes: Vec<Change>,
    /// What may be cited: the built-in sources, and those beside the scenario files.
    pub sources: Sources,
    /// The texts that were read: the scenario itself with its parts, its parents, and one for each `--set`.
    pub files: Vec<SourceFile>,
    /// How many of the files, from the first one, are the scenario itself and its parts.
    pub n_own_files: usize,
}

impl Document {
    /// The value of a key, stated or by default; `None` if an optional assumption is not stated.
    pub fn value(&self, key: &str) -> Option<&Value> {
        self.assumptions.get(key).map(|assumption| &assumption.value).or_else(|| self.defaults.get(key))
    }

    /// Whether the scenario itself, one of its parts or `--set` states or changes an assumption, and not only a
    /// parent.
    pub fn is_own(&self, assumption: &Assumption) -> bool {
        // What a parent's events do is told of the events.
        let changes = assumption.changes.iter().filter(|change| change.cause.is_none());
        let files = changes.map(|change| change.origin.file);
        files.chain([assumption.origin.file]).any(|file| self.is_own_file(file))
    }

    /// Whether a file is the scenario itself, one of its parts or a `--set`.
    pub fn is_own_file(&self, file: usize) -> bool {
        file < self.n_own_files || self.files.get(file).is_some_and(|file| file.name == "--set")
    }

    /// Where something was written: "base.toml:12", with a number for the line.
    pub fn place(&self, origin: &Origin) -> String {
        super::place::place(&self.files, origin)
    }

    /// Number of assumptions whose value differs from trial to trial.
    pub fn n_uncertain(&self) -> usize {
        self.assumptions.values().filter(|assumption| is_uncertain(&assumption.value)).count()
    }

    /// Names of the things declared directly below `namespace`, in the order of declaration:
    /// `names("product")`, `names("platform.ampr-small.module")`.
    pub fn names(&self, namespace: &str) -> Vec<&str> {
        names(&self.things, namespace)
    }
}

/// Names of the things of a list that are declared directly below a namespace.
pub(super) fn names<'a>(things: &'a [Thing], namespace: &str) -> Vec<&'a str> {
    let below = |thing: &'a Thing| thing.key.strip_prefix(namespace)?.strip_prefix('.');
    things.iter().filter_map(below).filter(|name| !name.contains('.')).collect()
}

/// Whether trials see different values.
pub(super) fn is_uncertain(value: &Value) -> bool {
    match value {
        Value::Number(number) => matches!(number, Uncertain::Drawn(_)),
        Value::Path(path) => {
            matches!(path.base, Base::Constant(Uncertain::Drawn(_)))
                || matches!(path.level, Some(Uncertain::Drawn(_)))
                || path.noise.is_some()
        }
        _ => false,
    }
}

/// One assumption.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumption {
    /// Concrete key, for example `product.renault-5.share`.
    pub key: String,
    /// Its row of the key table.
    pub definition: &'static Key,
    /// What it is.
    pub value: Value,
    /// The value as it was written, on one line.
    pub text: String,
    /// Ids of sources, or `judgement`.
    pub sources: Vec<String>,
    /// A remark.
    pub note: Option<String>,
    /// Date of the information: a year, a month or a day, as in 2025, 2025-12 or 2025-12-31.
    pub as_of: Option<String>,
    /// Whether management decides it.
    pub role: Option<Role>,
    /// The shared assumptions whose draws it uses.
    pub shared: Shares,
    /// Changes relative to a parent that are not yet part of the value, in the order in which they act.
    pub changes: Vec<RelativeChange>,
    /// What it replaced, if a parent stated it otherwise.
    pub replaced: Option<Replaced>,
    /// Where it was written.
    pub origin: Origin,
}

/// What an assumption is to management.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Management decides it.
    Lever,
}

/// Names of shared assumptions, without `@`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shares {
    /// The value as a whole: path, level and noise.
    pub value: Option<String>,
    /// The level only.
    pub level: Option<String>,
    /// The noise only.
    pub noise: Option<String>,
}

impl Shares {
    /// The names in use.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        [&self.value, &self.level, &self.noise].into_iter().flatten().map(String::as_str)
    }
}

/// A change of the final value of an assumption, after its level and noise.
#[derive(Clone, Debug, PartialEq)]
pub struct RelativeChange {
    /// What it does.
    pub effect: ChangeEffect,
    /// When it begins, decimal years; `None` for `history.known_until`, or for all of a value drawn once.
    pub from: Option<f64>,
    /// When it ends, decimal years, exclusive.
    pub until: Option<f64>,
    /// In words: "times 0.9 from 2027".
    pub text: String,
    /// Key of the regime's option or the event that causes it; `None` for `[change]`.
    pub cause: Option<String>,
    /// Where it was written.
    pub origin: Origin,
}

impl RelativeChange {
    /// In words, with what causes it: "times 0.9 from 2027 by event.price-war".
    pub fn in_words(&self) -> String {
        match &self.cause {
            Some(cause) => format!("{} by {cause}", self.text),
            None => self.text.clone(),
        }
    }
}

/// What a change does, in the key's unit.
#[derive(Clone, Debug, PartialEq)]
pub enum ChangeEffect {
    /// Multiplies.
    Multiply(f64),
    /// Adds.
    Add(f64),
    /// Takes the place of the value.
    Set(Value),
}

/// What an assumption was before a child, a change or `--set` replaced it.
#[derive(Clone, Debug, PartialEq)]
pub struct Replaced {
    /// As it was written.
    pub text: String,
    /// What it was, without the changes made to it; `None` if it used shared assumptions.
    pub value: Option<Value>,
    /// Where.
    pub origin: Origin,
}

/// A place in the files of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Index into [`Document::files`].
    pub file: usize,
    /// Bytes of the text: the value of an assumption, the name of a thing.
    pub span: Range<usize>,
    /// Bytes of the last segment of the key.
    pub name: Range<usize>,
}

/// Something that a scenario names: a product, a platform, a generation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing {
    /// Its place in the key table, for example `product.<product>`.
    pub pattern: String,
    /// Its concrete key, for example `product.renault-5`.
    pub key: String,
    /// Where it was first named.
    pub origin: Origin,
}

/// A change by `--set`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Key of the assumption.
    pub key: String,
    /// What the files said, if they stated it.
    pub old: Option<String>,
    /// What it is now.
    pub new: String,
}
