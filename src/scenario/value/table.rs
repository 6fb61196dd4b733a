//! Values that are tables: `{ path = …, level = …, noise = …, source = … }`.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::super::about::About;
use super::super::keys::{ABOUT, Kind};
use super::super::problem::{Problem, quoted};
use super::super::suggest::{listed, nearest};
use super::super::table::in_file_order;
use super::anchor_keys::is_year;
use super::read::{Place, Written};
use super::{Interpolation, PathValue, Uncertain, Value, noise};

/// Words of a change.
const OF_CHANGES: [&str; 5] = ["multiply", "add", "set", "from", "until"];

pub(super) fn read_table(
    place: Place,
    span: Range<usize>,
    table: &DeTable,
    problems: &mut Vec<Problem>,
) -> Option<Written> {
    let before = problems.len();
    let moves = place.definition.kind == Kind::Path;
    let may_be_drawn = moves || matches!(place.definition.kind, Kind::Scalar | Kind::Date);
    let words: &[&str] = match (moves, may_be_drawn) {
        (true, _) => &["value", "path", "interpolate", "level", "noise", "order"],
        (false, true) => &["value", "order"],
        (false, false) => &["value"],
    };
    let mut about = About::default();
    let (mut base, mut level, mut noise, mut order) = (None, None, None, None);
    // Known before the path is read, wherever it stands: it decides the date of a bare year.
    let interpolate = place.interpolation_of(table);
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
            "path" if moves => place.path(value, interpolate).map(|read| {
                said.push(place.as_written(value));
                base = Some(read);
            }),
            "value" => place.plain(value, interpolate).map(|read| {
                said.push(place.as_written(value));
                base = Some(read);
            }),
            "level" if moves => place.level(value).map(|read| {
                said.push(format!("level {}", place.as_written(value)));
                level = Some(read);
            }),
            "noise" if moves => place.noise(value, problems).map(|read| {
                said.extend(read.map(|noise| noise::shown(&noise)));
                noise = read;
            }),
            "interpolate" if moves => place.interpolate(value).map(|_| ()),
            "order" if may_be_drawn => {
                said.push(format!("order {}", place.as_written(value)));
                order = Some(value);
                continue;
            }
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
    let Some(mut base) = base else {
        let needs = if moves { "`value` or `path`" } else { "`value`" };
        let message = format!("`{}` has no value", place.key);
        problems.push(Problem::at(place.file, span, message).hint(format!("add {needs}")));
        return None;
    };
    if let Some(order) = order
        && let Err(problem) = place.put_in_order(order, &mut base, &mut level)
    {
        problems.push(*problem);
        return None;
    }
    let value = match base {
        Value::Path(path) => Value::Path(PathValue { base: path.base, interpolate, level, noise }),
        other => other,
    };
    match interpolate {
        Interpolation::Linear => {}
        Interpolation::Step => said.push("interpolate step".to_string()),
        Interpolation::Log => said.push("interpolate log".to_string()),
    }
    Some(Written { value, text: said.join("; "), about })
}

impl Place<'_> {
    fn plain(&self, value: &Spanned<DeValue>, interpolate: Interpolation) -> Result<Value, Box<Problem>> {
        if matches!(value.get_ref(), DeValue::Table(_)) {
            return Err(Box::new(
                Problem::at(self.file, value.span(), "`value` is not a table")
                    .hint("write a number, or text such as \"pert(1, 2, 3)\""),
            ));
        }
        self.simple_path(value, interpolate)
    }

    fn path(&self, value: &Spanned<DeValue>, interpolate: Interpolation) -> Result<Value, Box<Problem>> {
        if let DeValue::Table(table) = value.get_ref() {
            return Err(Box::new(self.path_as_table(value.span(), table)));
        }
        self.simple_path(value, interpolate)
    }

    /// What `interpolate` says in a table; a mistake in it is told when the word's turn comes.
    fn interpolation_of(&self, table: &DeTable) -> Interpolation {
        let stated = table.iter().find(|(name, _)| name.get_ref() == "interpolate");
        stated.and_then(|(_, value)| self.interpolate(value).ok()).unwrap_or_default()
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
            Some("log") => Ok(Interpolation::Log),
            _ => Err(Box::new(
                Problem::at(self.file, value.span(), "`interpolate` cannot be this")
                    .allowed("\"linear\", \"step\" or \"log\""),
            )),
        }
    }

    pub(super) fn unknown_word(
        &self,
        name: &Spanned<DeString>,
        value: &Spanned<DeValue>,
        table: &DeTable,
        words: &[&str],
    ) -> Problem {
        let word = name.get_ref().as_ref();
        if is_year(word) {
            return self.anchor_as_key(name, value, table);
        }
        let known: Vec<&str> = words.iter().copied().chain(ABOUT).collect();
        let allowed = listed(&known, 12);
        let problem = Problem::at(self.file, name.span(), format!("`{word}` does not belong here"));
        if OF_CHANGES.contains(&word) && !words.contains(&"sd") {
            let said = self.as_written(value);
            return problem.label("belongs into [change]").allowed(allowed).hint(format!(
                "write below [change], at the end of the file: \"{}\" = {{ {word} = {said} }}",
                self.key
            ));
        }
        if word == "enabled" {
            return problem.allowed(allowed).hint(
                "delete the line to go without this assumption; `enabled` leaves out whole products, plants \
                 and the like",
            );
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
