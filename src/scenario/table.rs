//! A table of a scenario file: its place in the key table, its entries, and what is said about all of them.

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::about::{About, Cited};
use super::keys::{ABOUT, Node, root};
use super::problem::Problem;

/// A place in the key table, on the way from its root.
#[derive(Clone, Debug)]
pub(super) struct Table {
    pub(super) node: &'static Node,
    /// Concrete key, for example `product.renault-5`.
    pub(super) key: String,
    /// Its pattern, for example `product.<product>`.
    pub(super) pattern: String,
    /// Whether its last segment is a name that the scenario chooses.
    pub(super) is_named: bool,
}

impl Table {
    /// The top of a file.
    pub(super) fn root() -> Table {
        Table { node: root(), key: String::new(), pattern: String::new(), is_named: false }
    }

    /// The place of a word in this table, if the key table has it.
    pub(super) fn below(&self, word: &str) -> Option<Table> {
        let node = self.node.child(word)?;
        let is_named = self.node.names().all(|fixed| fixed != word);
        let segment = match self.node.thing() {
            Some(thing) if is_named => format!("<{thing}>"),
            _ => word.to_string(),
        };
        let (key, pattern) = (joined(&self.key, word), joined(&self.pattern, &segment));
        Some(Table { node, key, pattern, is_named })
    }

    /// The place of a key, one segment after the other, or the table that does not have the next segment.
    pub(super) fn descend<'a>(&self, key: &'a str) -> Result<Table, (Table, &'a str)> {
        let mut place = self.clone();
        for segment in key.split('.') {
            place = place.below(segment).ok_or((place, segment))?;
        }
        Ok(place)
    }
}

/// A key below another one.
pub(super) fn joined(key: &str, segment: &str) -> String {
    if key.is_empty() { segment.to_string() } else { format!("{key}.{segment}") }
}

pub(super) type Entry<'a, 'b> = (&'b Spanned<DeString<'a>>, &'b Spanned<DeValue<'a>>);

/// Entries of a table in the order of the file.
pub(super) fn in_file_order<'a, 'b>(table: &'b DeTable<'a>) -> Vec<Entry<'a, 'b>> {
    let mut entries: Vec<Entry> = table.iter().collect();
    entries.sort_by_key(|(name, _)| name.span().start);
    entries
}

/// Entries of a table in the order of the file, without the words about all of them.
pub(super) fn entries<'a, 'b>(table: &'b DeTable<'a>) -> impl Iterator<Item = Entry<'a, 'b>> {
    in_file_order(table).into_iter().filter(|(name, _)| !ABOUT.contains(&name.get_ref().as_ref()))
}

/// What a table says about all that stands in it, and what the tables around it say; what it cites is noted.
pub(super) fn about(
    file: usize,
    table: &DeTable,
    around: &About,
    cited: &mut Vec<Cited>,
    problems: &mut Vec<Problem>,
) -> About {
    let mut about = About::default();
    for (name, value) in in_file_order(table) {
        about.read(name.get_ref(), value, file, problems);
    }
    cited.extend(about.sources.iter().flatten().cloned());
    about.or(around)
}
