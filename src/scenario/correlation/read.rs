//! From a table of pairs to pairs.

use std::collections::BTreeMap;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::super::about::{About, Cited};
use super::super::document::{Origin, Uncertain, Value};
use super::super::keys::{Key, all};
use super::super::problem::{Problem, quoted};
use super::super::table;
use super::super::value::{self, in_file, kind_of, read_value};
use super::pair::{Kind, Link, Pair};

/// Where pairs are read.
#[derive(Clone, Copy)]
pub(in crate::scenario) struct Place<'a> {
    pub(in crate::scenario) file: usize,
    pub(in crate::scenario) text: &'a str,
    pub(in crate::scenario) kind: Kind,
}

const FORM: &str = "\"one.key ~ another.key\" = 0.3";
/// Beyond this two assumptions are one, and the copula has no room to draw them apart.
const STRONGEST: f64 = 0.9999;

/// Reads the table `[correlation.drawn]` or `[correlation.noise]`.
pub(in crate::scenario) fn read(
    place: Place,
    table: &Spanned<DeValue>,
    around: &About,
    cited: &mut Vec<Cited>,
    problems: &mut Vec<Problem>,
) -> Vec<Pair> {
    let DeValue::Table(entries) = table.get_ref() else {
        let message = format!("`{}` is a table, not {}", place.kind.table(), kind_of(table));
        let hint = format!("write [{}] on a line, and below it {FORM}", place.kind.table());
        problems.push(Problem::at(place.file, table.span(), message).hint(hint));
        return Vec::new();
    };
    place.pairs(entries, around, cited, problems)
}

impl Place<'_> {
    fn pairs(
        self,
        entries: &DeTable,
        around: &About,
        cited: &mut Vec<Cited>,
        problems: &mut Vec<Problem>,
    ) -> Vec<Pair> {
        let about = table::about(self.file, entries, around, cited, problems);
        let mut seen: BTreeMap<Link, Range<usize>> = BTreeMap::new();
        let mut pairs = Vec::new();
        for (name, value) in table::entries(entries) {
            let (link, key_spans) = match self.link(name, value) {
                Ok(link) => link,
                Err(problem) => {
                    problems.push(*problem);
                    continue;
                }
            };
            if seen.insert(link.clone(), name.span()).is_some() {
                let message = format!("the pair {} is given twice", quoted(&link.name()));
                problems.push(
                    Problem::at(self.file, name.span(), message)
                        .label("second time")
                        .hint("keep one of the two; the order of the two keys does not matter"),
                );
                continue;
            }
            if let Some((mut pair, own)) = self.pair(link, key_spans, name, value, problems) {
                cited.extend(own.sources.iter().flatten().cloned());
                let about = own.or(&about);
                (pair.sources, pair.note, pair.as_of) = (about.source_ids(), about.note, about.as_of);
                pairs.push(pair);
            }
        }
        pairs
    }

    /// The two keys of a pair and where they stand.
    fn link(
        self,
        name: &Spanned<DeString>,
        value: &Spanned<DeValue>,
    ) -> Result<(Link, [Range<usize>; 2]), Box<Problem>> {
        let word = name.get_ref().as_ref();
        let problem = |at: Range<usize>, message: String| Problem::at(self.file, at, message);
        if matches!(word, "copula" | "degrees_of_freedom") {
            return Err(Box::new(match self.kind {
                Kind::Drawn => problem(name.span(), format!("`{word}` is not a pair"))
                    .hint(format!("write `{word}` in [correlation], above [correlation.drawn]")),
                Kind::Noise => problem(
                    name.span(),
                    "noise is always joined by the Gaussian copula".to_string(),
                )
                .label("not for noise")
                .hint("delete this line; `copula` in [correlation] is about what is drawn once per trial"),
            }));
        }
        let parts: Vec<&str> = word.split('~').collect();
        let [one, other] = parts.as_slice() else {
            let problem = problem(name.span(), format!("{} is not a pair of two assumptions", quoted(word)));
            return Err(Box::new(if parts.len() == 1 && matches!(value.get_ref(), DeValue::Table(_)) {
                problem.hint(format!("put the two keys in quotes: {FORM}"))
            } else if parts.len() == 1 {
                problem.hint(format!("write the two keys in quotes with `~` between them: {FORM}"))
            } else {
                problem.hint("write one line for each pair of assumptions")
            }));
        };
        let raw = self.text.get(name.span()).unwrap_or("");
        let place_of = |part: &str, start: usize| {
            let from = start + (part.len() - part.trim_start().len());
            in_file(raw, name.span().start, from..from + part.trim().len())
        };
        let spans = [place_of(one, 0), place_of(other, one.len() + 1)];
        let keys = [one.trim(), other.trim()];
        if keys.contains(&"") {
            return Err(Box::new(
                problem(name.span(), format!("{} lacks one of its two assumptions", quoted(word)))
                    .hint(format!("write {FORM}")),
            ));
        }
        if keys[0] == keys[1] {
            return Err(Box::new(
                problem(name.span(), format!("{} is paired with itself", quoted(keys[0])))
                    .hint("write two different assumptions; or delete this line"),
            ));
        }
        let [first, second] = spans;
        let (keys, spans) =
            if keys[0] < keys[1] { (keys, [first, second]) } else { ([keys[1], keys[0]], [second, first]) };
        Ok((Link { kind: self.kind, keys: keys.map(str::to_string) }, spans))
    }

    fn pair(
        self,
        link: Link,
        key_spans: [Range<usize>; 2],
        name: &Spanned<DeString>,
        value: &Spanned<DeValue>,
        problems: &mut Vec<Problem>,
    ) -> Option<(Pair, About)> {
        let place = value::Place {
            file: self.file,
            text: self.text,
            key: &link.name(),
            definition: definition(self.kind)?,
        };
        let written = read_value(place, value, problems)?;
        let Value::Number(Uncertain::Exactly(rank)) = written.value else { return None };
        let origin = Origin { file: self.file, span: value.span(), name: name.span() };
        if rank.abs() > STRONGEST {
            let message = format!("with a rank correlation of {} two assumptions are one", written.text);
            problems.push(
                Problem::at(self.file, value.span(), message)
                    .allowed("above -1 and below 1")
                    .hint("define one [shared.…] assumption and use it in both places"),
            );
            return None;
        }
        let pair = Pair {
            link,
            value: rank,
            text: written.text,
            sources: Vec::new(),
            note: None,
            as_of: None,
            origin,
            key_spans,
        };
        Some((pair, written.about))
    }
}

/// The row of the key table for the pairs of a table.
fn definition(kind: Kind) -> Option<&'static Key> {
    all().find(|key| key.pattern.strip_suffix(".<pair>") == Some(kind.table()))
}
