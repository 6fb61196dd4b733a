//! What assumptions may cite: the built-in list of sources, and `sources.csv` beside a scenario file.

use std::collections::BTreeMap;

use super::about::Cited;
use super::problem::{Problem, quoted};
use super::suggest::nearest;

/// Name of the list beside a scenario file.
pub(super) const FILE: &str = "sources.csv";
const COLUMNS: [&str; 5] = ["id", "title", "publisher", "date", "address"];
/// The word for an assumption that rests on no document.
pub const JUDGEMENT: &str = "judgement";
/// Beyond this many unknown ids a list is missing, and more of them help nobody.
const MOST: usize = 50;

/// A source that may be cited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reference {
    /// What it is called.
    pub title: String,
    /// Who published it.
    pub publisher: String,
    /// When, as far as is known.
    pub date: String,
    /// Where it can be read.
    pub address: String,
}

/// Sources by id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sources {
    list: BTreeMap<String, Reference>,
}

impl Sources {
    /// The built-in list.
    pub fn built_in() -> Sources {
        let mut sources = Sources::default();
        // That it has no problems is tested.
        sources.add(0, include_str!("../../scenarios/sources.csv"), &mut Vec::new());
        sources
    }

    /// The source behind an id.
    pub fn get(&self, id: &str) -> Option<&Reference> {
        self.list.get(id)
    }

    /// All sources in alphabetical order of their ids.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Reference)> {
        self.list.iter().map(|(id, reference)| (id.as_str(), reference))
    }

    /// Adds the list of a text; an id that is already known is replaced.
    pub(super) fn add(&mut self, file: usize, text: &str, problems: &mut Vec<Problem>) {
        let hint = format!("its first line is: {}", COLUMNS.join(","));
        let mut reader = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
        let header = reader.headers().cloned().unwrap_or_default();
        let header: Vec<&str> = header.iter().map(str::trim).collect();
        if header != COLUMNS {
            let end = text.find('\n').unwrap_or(text.len());
            let message = "a list of sources has five columns, separated by commas";
            problems.push(Problem::at(file, 0..end, message).hint(hint));
            return;
        }
        for record in reader.records() {
            let (record, at) = match record {
                Ok(record) => {
                    let at = record.position().map_or(0, |place| place.byte() as usize);
                    (record, at.min(text.len()))
                }
                Err(error) => {
                    problems.push(
                        Problem::in_file(file, format!("this list cannot be read: {error}")).hint(hint),
                    );
                    return;
                }
            };
            let line = at..text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| at + end);
            let column = |index: usize| record.get(index).unwrap_or("").trim().to_string();
            let id = column(0);
            if record.len() != COLUMNS.len() || id.is_empty() {
                let found =
                    if id.is_empty() { "no id".to_string() } else { format!("{} columns", record.len()) };
                let message = format!("this line has {found}; a source has five columns");
                problems.push(
                    Problem::at(file, line, message)
                        .hint("put text that contains a comma in quotes; leave unknown columns empty"),
                );
                continue;
            }
            let reference =
                Reference { title: column(1), publisher: column(2), date: column(3), address: column(4) };
            self.list.insert(id, reference);
        }
    }

    /// Ids that are cited and not known.
    pub(super) fn check(&self, cited: &[Cited], problems: &mut Vec<Problem>) {
        let unknown = cited.iter().filter(|cited| cited.id != JUDGEMENT && self.get(&cited.id).is_none());
        for cited in unknown.take(MOST) {
            let message = if cited.id.trim().is_empty() {
                "this source is empty".to_string()
            } else {
                format!("there is no source {}", quoted(&cited.id))
            };
            let problem = Problem::at(cited.file, cited.span.clone(), message)
                .allowed("ids of sources, or \"judgement\" for what rests on no document");
            let known = self.list.keys().map(String::as_str).chain([JUDGEMENT]);
            let add = "add a line for it to sources.csv beside the scenario file";
            problems.push(match nearest(&cited.id, known) {
                Some(near) => problem.hint(format!("did you mean \"{near}\"? or {add}")),
                None => problem.hint(format!("{add}: {}", COLUMNS.join(","))),
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_list_is_right() {
        let (mut sources, mut problems) = (Sources::default(), Vec::new());
        sources.add(0, include_str!("../../scenarios/sources.csv"), &mut problems);
        assert_eq!(problems, []);
        assert!(sources.iter().all(|(_, reference)| !reference.title.is_empty()));
        assert!(sources.get("MKT-056").is_some());
    }

    #[test]
    fn mistakes_in_a_list_are_told_with_their_line() {
        let told = |text: &str| {
            let mut problems = Vec::new();
            Sources::default().add(0, text, &mut problems);
            problems.into_iter().map(|problem| (problem.message, problem.span)).collect::<Vec<_>>()
        };
        let header = "id,title,publisher,date,address";
        assert_eq!(told(&format!("{header}\nA-1,\"a, b\",p,,x\n")), []);
        assert!(told("id;title\n")[0].0.contains("five columns"));
        let (message, span) = &told(&format!("{header}\nA-1,a,b,p,,x\n"))[0];
        assert!(message.contains("6 columns") && span == &Some(32..44), "{message} {span:?}");
        assert!(told(&format!("{header}\n,a,b,,x\n"))[0].0.contains("no id"));
    }
}
