//! Values that are tables: `{ path = …, level = …, noise = …, source = … }`.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::super::about::About;
use super::super::keys::{ABOUT, Domain, Kind};
use super::super::problem::{Problem, quoted};
use super::super::suggest::{listed, nearest};
use super::read::{Place, Written, kind_of};
use super::{Interpolation, Noise, NoiseKind, PathValue, Uncertain, Value};

/// Words of a value table that scenario files of a later version will know.
const LATER: [&str; 8] = ["role", "enabled", "multiply", "add", "set", "from", "until", "order"];

type Entry<'a, 'b> = (&'b Spanned<DeString<'a>>, &'b Spanned<DeValue<'a>>);

/// Entries of a table in the order of the file.
pub(in crate::scenario) fn in_file_order<'a, 'b>(table: &'b DeTable<'a>) -> Vec<Entry<'a, 'b>> {
    let mut entries: Vec<Entry> = table.iter().collect();
    entries.sort_by_key(|(name, _)| name.span().start);
    entries
}

pub(super) fn read_table(
    place: Place,
    span: Range<usize>,
    table: &DeTable,
    problems: &mut Vec<Problem>,
) -> Option<Written> {
    let before = problems.len();
    let moves = place.definition.kind == Kind::Path;
    let words: &[&str] = if moves { &["value", "path", "interpolate", "level", "noise"] } else { &["value"] };
    let mut about = About::default();
    let (mut base, mut level, mut noise, mut interpolate) = (None, None, None, Interpolation::default());
    let (mut said, mut anchors_told) = (Vec::new(), false);
    for (name, value) in in_file_order(table) {
        let word = name.get_ref().as_ref();
        if about.read(word, value, place.file, problems) {
            continue;
        }
        let result = match word {
            "value" | "path" if base.is_some() => Err(Box::new(
                Problem::at(place.file, name.span(), "both `value` and `path` are given")
                    .hint("keep one of them"),
            )),
            "path" if moves => place.path(value).map(|read| {
                said.push(place.as_written(value));
                base = Some(read);
            }),
            "value" => place.plain(value).map(|read| {
                said.push(place.as_written(value));
                base = Some(read);
            }),
            "level" if moves => place.level(value).map(|read| {
                said.push(format!("level {}", place.as_written(value)));
                level = Some(read);
            }),
            "noise" if moves => place.noise(value, problems).map(|read| {
                said.extend(read.map(|noise: Noise| shown(&noise)));
                noise = read;
            }),
            "interpolate" if moves => place.interpolate(value).map(|read| interpolate = read),
            // The first of several anchors says it for all.
            _ if is_year(word) && std::mem::replace(&mut anchors_told, true) => continue,
            _ => Err(Box::new(place.unknown_word(name, value, table, words))),
        };
        if let Err(problem) = result {
            problems.push(*problem);
        }
    }
    if problems.len() > before {
        return None;
    }
    let Some(base) = base else {
        let needs = if moves { "`value` or `path`" } else { "`value`" };
        let message = format!("`{}` has no value", place.key);
        problems.push(Problem::at(place.file, span, message).hint(format!("add {needs}")));
        return None;
    };
    let value = match base {
        Value::Path(path) => Value::Path(PathValue { base: path.base, interpolate, level, noise }),
        other => other,
    };
    if interpolate == Interpolation::Step {
        said.push("interpolate step".to_string());
    }
    Some(Written { value, text: said.join("; "), about })
}

/// Whether a key is a year, or the part of a decimal year before the point.
fn is_year(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| c.is_ascii_digit())
}

fn shown(noise: &Noise) -> String {
    let kind = if noise.kind == NoiseKind::Logit { ", logit" } else { "" };
    format!("noise sd {}, persistence {}{kind}", noise.sd, noise.persistence)
}

impl Place<'_> {
    fn plain(&self, value: &Spanned<DeValue>) -> Result<Value, Box<Problem>> {
        if matches!(value.get_ref(), DeValue::Table(_)) {
            return Err(Box::new(
                Problem::at(self.file, value.span(), "`value` is not a table")
                    .hint("write a number, or text such as \"pert(1, 2, 3)\""),
            ));
        }
        self.simple(value)
    }

    fn path(&self, value: &Spanned<DeValue>) -> Result<Value, Box<Problem>> {
        if let DeValue::Table(table) = value.get_ref() {
            return Err(Box::new(self.path_as_table(value.span(), table)));
        }
        self.simple(value)
    }

    fn path_as_table(&self, span: Range<usize>, table: &DeTable) -> Problem {
        let problem = Problem::at(self.file, span, "a path is text, not a table");
        match self.anchors_of(table) {
            Some(path) => problem.hint(format!("write \"{path}\"")),
            None => problem.hint("write \"2025: 11.4%, 2026: 10.8%\""),
        }
    }

    /// Anchors that were written as TOML keys, as the text they should be. TOML cuts `2026.5 = 0.1` into a
    /// table `2026` with a key `5`: it is put together again.
    fn anchors_of(&self, table: &DeTable) -> Option<String> {
        let mut anchors = Vec::new();
        for (name, value) in in_file_order(table) {
            let year = name.get_ref().as_ref();
            if year.parse::<f64>().is_err() {
                continue;
            }
            match value.get_ref() {
                DeValue::Table(parts) => {
                    for (part, value) in in_file_order(parts) {
                        let year = format!("{year}.{}", part.get_ref());
                        anchors.push((year.parse::<f64>().ok()?, year, self.as_written(value)));
                    }
                }
                _ => {
                    anchors.push((year.parse::<f64>().ok()? + 0.5, year.to_string(), self.as_written(value)))
                }
            }
        }
        anchors.sort_by(|a, b| a.0.total_cmp(&b.0));
        let texts: Vec<String> =
            anchors.iter().take(12).map(|(_, year, value)| format!("{year}: {value}")).collect();
        (!texts.is_empty()).then(|| texts.join(", "))
    }

    fn level(&self, value: &Spanned<DeValue>) -> Result<Uncertain, Box<Problem>> {
        let subject = format!("the level of `{}`", self.key);
        self.uncertain(value, self.level_rule(&subject)).map_err(|mut problem| {
            if problem.message.ends_with("cannot move in time") {
                problem.hint = Some("a path that moves is written as `path`".to_string());
            }
            problem
        })
    }

    fn interpolate(&self, value: &Spanned<DeValue>) -> Result<Interpolation, Box<Problem>> {
        match value.get_ref().as_str() {
            Some("linear") => Ok(Interpolation::Linear),
            Some("step") => Ok(Interpolation::Step),
            Some("log") => Err(Box::new(
                Problem::at(
                    self.file,
                    value.span(),
                    "this version does not know `interpolate = \"log\"` yet",
                )
                .allowed("\"linear\" or \"step\""),
            )),
            _ => Err(Box::new(
                Problem::at(self.file, value.span(), "`interpolate` cannot be this")
                    .allowed("\"linear\" or \"step\""),
            )),
        }
    }

    fn noise(
        &self,
        value: &Spanned<DeValue>,
        problems: &mut Vec<Problem>,
    ) -> Result<Option<Noise>, Box<Problem>> {
        const FORM: &str = "noise = { sd = 0.06, persistence = 0.6 }";
        let DeValue::Table(table) = value.get_ref() else {
            let shared = value.get_ref().as_str().is_some_and(|text| text.starts_with('@'));
            let message = if shared {
                "this version does not know shared noise (`@name`) yet".to_string()
            } else {
                format!("`noise` is a table, not {}", kind_of(value))
            };
            return Err(Box::new(
                Problem::at(self.file, value.span(), message).hint(format!("write {FORM}")),
            ));
        };
        let before = problems.len();
        let (mut sd, mut persistence, mut kind) = (None, None, NoiseKind::default());
        for (name, value) in in_file_order(table) {
            let word = name.get_ref().as_ref();
            let subject = format!("`{word}` of the noise");
            let result = match word {
                "sd" => {
                    self.certain(value, self.noise_rule(&subject, Domain::NOT_NEGATIVE)).map(|x| sd = Some(x))
                }
                "persistence" => self
                    .certain(value, self.noise_rule(&subject, Domain::closed(0.0, 1.0)))
                    .map(|x| persistence = Some(x)),
                "kind" => self.noise_kind(value).map(|read| kind = read),
                _ => Err(Box::new(self.unknown_word(name, value, table, &["sd", "persistence", "kind"]))),
            };
            if let Err(problem) = result {
                problems.push(*problem);
            }
        }
        if problems.len() > before {
            return Ok(None);
        }
        match (sd, persistence) {
            (Some(sd), Some(persistence)) => Ok(Some(Noise { sd, persistence, kind })),
            (None, _) => Err(Box::new(
                Problem::at(self.file, value.span(), "the noise has no `sd`").hint(format!("write {FORM}")),
            )),
            (_, None) => {
                Err(Box::new(Problem::at(self.file, value.span(), "the noise has no `persistence`").hint(
                    "write the part of a shock that is left after a year: 0 for none, 1 for a random walk",
                )))
            }
        }
    }

    fn noise_kind(&self, value: &Spanned<DeValue>) -> Result<NoiseKind, Box<Problem>> {
        let domain = self.definition.domain;
        match value.get_ref().as_str() {
            Some("log") => Ok(NoiseKind::Log),
            Some("logit") if domain.low() >= 0.0 && domain.high() <= 1.0 => Ok(NoiseKind::Logit),
            Some("logit") => {
                let message = format!("logit noise is for shares, and `{}` is none", self.key);
                Err(Box::new(Problem::at(self.file, value.span(), message).hint("write kind = \"log\"")))
            }
            _ => Err(Box::new(
                Problem::at(self.file, value.span(), "`kind` of the noise cannot be this")
                    .allowed("\"log\" or \"logit\""),
            )),
        }
    }

    fn unknown_word(
        &self,
        name: &Spanned<DeString>,
        value: &Spanned<DeValue>,
        table: &DeTable,
        words: &[&str],
    ) -> Problem {
        let word = name.get_ref().as_ref();
        if is_year(word) {
            let whole = self.anchors_of(table).or_else(|| match value.get_ref() {
                DeValue::Table(parts) => parts
                    .iter()
                    .next()
                    .map(|(part, value)| format!("{word}.{}: {}", part.get_ref(), self.as_written(value))),
                _ => Some(format!("{word}: {}", self.as_written(value))),
            });
            let message = "an anchor of a path is not a key of TOML";
            return Problem::at(self.file, name.span(), message)
                .hint(format!("write path = \"{}\"", whole.unwrap_or_default()));
        }
        let known: Vec<&str> = words.iter().copied().chain(ABOUT).collect();
        let allowed = listed(&known, 12);
        if LATER.contains(&word) {
            let message = format!("this version does not know `{word}` yet");
            return Problem::at(self.file, name.span(), message)
                .label("comes with a later version")
                .allowed(allowed);
        }
        let is_path_word = ["path", "interpolate", "level", "noise"].contains(&word);
        if is_path_word && !words.contains(&word) && !words.contains(&"sd") {
            let message = format!("`{}` cannot move in time, so it has no `{word}`", self.key);
            return Problem::at(self.file, name.span(), message).allowed(allowed);
        }
        let problem = Problem::at(self.file, name.span(), format!("{} is not known here", quoted(word)))
            .label("unknown name")
            .allowed(allowed);
        match nearest(word, known) {
            Some(name) => problem.hint(format!("did you mean `{name}`?")),
            None => problem,
        }
    }
}
