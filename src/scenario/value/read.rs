//! From a TOML value to the value of an assumption.

use toml::Spanned;
use toml::de::{DeString, DeValue};

use super::super::about::About;
use super::super::keys::{Domain, Key, Kind, Presence, Unit};
use super::super::problem::Problem;
use super::domain_check::check_number;
use super::expression::{Expression, parse};
use super::quoted::in_file;
use super::table::read_table;
use super::{Base, Fault, Interpolation, PathValue, Rule, Uncertain, Value};

/// Where a value is read: file, text, and the key that it is given to.
#[derive(Clone, Copy)]
pub(in crate::scenario) struct Place<'a> {
    pub(in crate::scenario) file: usize,
    pub(in crate::scenario) text: &'a str,
    pub(in crate::scenario) key: &'a str,
    pub(in crate::scenario) definition: &'a Key,
}

/// A value, as understood and as written, and what its table says about it.
pub(in crate::scenario) struct Written {
    pub(in crate::scenario) value: Value,
    pub(in crate::scenario) text: String,
    pub(in crate::scenario) about: About,
}

/// Reads the value of an assumption; adds what is wrong with it to the problems.
pub(in crate::scenario) fn read_value(
    place: Place,
    value: &Spanned<DeValue>,
    problems: &mut Vec<Problem>,
) -> Option<Written> {
    if let DeValue::Table(table) = value.get_ref() {
        return read_table(place, value.span(), table, problems);
    }
    let read = place.simple(value);
    match read {
        Ok(read) => Some(Written { value: read, text: place.as_written(value), about: About::default() }),
        Err(problem) => {
            problems.push(*problem);
            None
        }
    }
}

/// The value that a key has when a scenario does not state it.
pub(in crate::scenario) fn default_value(definition: &'static Key) -> Option<Value> {
    let Presence::Default(text) = definition.presence else { return None };
    let value = Spanned::new(0..text.len(), DeValue::String(DeString::Borrowed(text)));
    Place { file: 0, text, key: definition.pattern, definition }.simple(&value).ok()
}

impl Place<'_> {
    /// The value as text: strings without quotes, everything else as it stands in the file.
    pub(in crate::scenario) fn as_written(&self, value: &Spanned<DeValue>) -> String {
        match value.get_ref() {
            DeValue::String(text) => text.trim().to_string(),
            _ => self.text.get(value.span()).unwrap_or("").to_string(),
        }
    }

    /// Reads a value that is not a table.
    pub(super) fn simple(&self, value: &Spanned<DeValue>) -> Result<Value, Box<Problem>> {
        self.simple_path(value, Interpolation::default())
    }

    /// The same for a path that runs in a certain way between its anchors.
    pub(super) fn simple_path(
        &self,
        value: &Spanned<DeValue>,
        interpolate: Interpolation,
    ) -> Result<Value, Box<Problem>> {
        let definition = self.definition;
        let subject = format!("`{}`", self.key);
        let rule = self.rule(&subject, interpolate);
        match definition.kind {
            Kind::Path => Ok(Value::Path(PathValue {
                base: self.base(value, rule)?,
                interpolate,
                level: None,
                noise: None,
            })),
            Kind::Scalar | Kind::Date => self.uncertain(value, rule).map(Value::Number),
            Kind::Fixed | Kind::FixedDate => {
                self.certain(value, rule).map(|x| Value::Number(Uncertain::Exactly(x)))
            }
            Kind::Whole => self.whole(value, rule).map(Value::Whole),
            Kind::Text => self.words(value).map(Value::Text),
            Kind::Choice(words) => self.choice(value, words).map(Value::Text),
            Kind::Ref(_) => self.name(value).map(Value::Text),
            Kind::Refs(_) => self.names(value, |item| self.name(item)).map(Value::Names),
            Kind::Draws => self.names(value, |item| self.words(item)).map(Value::Names),
            Kind::Change => Err(Box::new(
                Problem::at(self.file, value.span(), format!("`{}` is a change", self.key))
                    .hint("write { multiply = 1.1 }, { add = 1 } or { set = 1 }"),
            )),
        }
    }

    /// A number, a distribution or anchors.
    pub(super) fn base(&self, value: &Spanned<DeValue>, rule: Rule) -> Result<Base, Box<Problem>> {
        Ok(match self.expression(value, rule)? {
            Expression::Number(x) => Base::Constant(Uncertain::Exactly(x)),
            Expression::Distribution(distribution) => Base::Constant(Uncertain::Drawn(distribution)),
            Expression::Anchors(anchors) => Base::Anchors(anchors),
        })
    }

    /// A number or a distribution.
    pub(super) fn uncertain(&self, value: &Spanned<DeValue>, rule: Rule) -> Result<Uncertain, Box<Problem>> {
        match self.expression(value, rule)? {
            Expression::Number(x) => Ok(Uncertain::Exactly(x)),
            Expression::Distribution(distribution) => Ok(Uncertain::Drawn(distribution)),
            Expression::Anchors(_) => Err(Box::new(
                Problem::at(self.file, value.span(), format!("{} cannot move in time", rule.subject))
                    .allowed("one number, or one distribution such as `pert(a, b, c)`"),
            )),
        }
    }

    /// A number that is never uncertain.
    pub(super) fn certain(&self, value: &Spanned<DeValue>, rule: Rule) -> Result<f64, Box<Problem>> {
        match self.uncertain(value, rule)? {
            Uncertain::Exactly(x) => Ok(x),
            Uncertain::Drawn(_) => Err(Box::new(
                Problem::at(self.file, value.span(), format!("{} cannot be uncertain", rule.subject))
                    .allowed("one plain number"),
            )),
        }
    }

    fn expression(&self, value: &Spanned<DeValue>, rule: Rule) -> Result<Expression, Box<Problem>> {
        let (number, said) = match value.get_ref() {
            DeValue::Integer(integer) => {
                let number = i64::from_str_radix(integer.as_str(), integer.radix())
                    .map_or(f64::INFINITY, |x| x as f64);
                (number, integer.to_string())
            }
            DeValue::Float(float) => (float.as_str().parse().unwrap_or(f64::NAN), float.to_string()),
            DeValue::String(text) => return parse(text, rule).map_err(|fault| self.problem(value, fault)),
            _ => return Err(self.wrong_kind(value, rule)),
        };
        check_number(number, 0..0, &said, rule)
            .map_err(|fault| Box::new(from_fault(self.file, value.span(), fault)))?;
        Ok(Expression::Number(number))
    }

    fn whole(&self, value: &Spanned<DeValue>, rule: Rule) -> Result<i64, Box<Problem>> {
        // Integers of TOML are read as such: a seed may have more digits than a decimal number holds.
        if let DeValue::Integer(integer) = value.get_ref()
            && let Ok(whole) = i64::from_str_radix(integer.as_str(), integer.radix())
        {
            return check_number(whole as f64, 0..0, &integer.to_string(), rule)
                .map(|()| whole)
                .map_err(|fault| Box::new(from_fault(self.file, value.span(), fault)));
        }
        if let DeValue::String(text) = value.get_ref()
            && let Ok(whole) = text.trim().parse::<i64>()
            && check_number(whole as f64, 0..0, "", rule).is_ok()
        {
            return Ok(whole);
        }
        let number = self.certain(value, rule)?;
        if number.fract() != 0.0 || number.abs() > 9e15 {
            let message = format!("{} is {number}, but must be a whole number", rule.subject);
            return Err(Box::new(
                Problem::at(self.file, value.span(), message).hint(format!("write `{}`", number.trunc())),
            ));
        }
        Ok(number as i64)
    }

    fn wrong_kind(&self, value: &Spanned<DeValue>, rule: Rule) -> Box<Problem> {
        let what = if rule.unit == Unit::Year { "a decimal year" } else { "a number" };
        let message = format!("{} is {what}, not {}", rule.subject, kind_of(value));
        let problem = Problem::at(self.file, value.span(), message);
        Box::new(match value.get_ref() {
            DeValue::Datetime(date) if rule.unit == Unit::Year => match decimal_year(date) {
                Some(year) => problem.hint(format!("a date is written as a decimal year: `{year}`")),
                None => problem.hint("a date is written as a decimal year: `2028.25` is 1 April 2028"),
            },
            DeValue::Array(_) => problem.hint("a path is written as text: \"2025: 11.4%, 2026: 10.8%\""),
            _ => problem.hint(format!("it is {}", super::number::in_unit(rule.unit))),
        })
    }

    /// A fault inside a string, at its place in the file.
    pub(super) fn problem(&self, value: &Spanned<DeValue>, fault: Fault) -> Box<Problem> {
        let raw = self.text.get(value.span()).unwrap_or("");
        let place = in_file(raw, value.span().start, fault.at.clone());
        Box::new(from_fault(self.file, place, fault))
    }

    /// The rule of the value itself.
    pub(super) fn rule<'b>(&self, subject: &'b str, interpolate: Interpolation) -> Rule<'b> {
        Rule { subject, unit: self.definition.unit, domain: self.definition.domain, interpolate }
    }

    /// The rule of its level.
    pub(super) fn level_rule<'b>(&self, subject: &'b str) -> Rule<'b> {
        factor(subject, self.definition.domain.of_level())
    }

    /// The rule of a number of noise: a standard deviation or a persistence.
    pub(super) fn noise_rule<'b>(&self, subject: &'b str, domain: Domain) -> Rule<'b> {
        factor(subject, domain)
    }
}

fn factor(subject: &str, domain: Domain) -> Rule<'_> {
    Rule { subject, unit: Unit::Factor, domain, interpolate: Interpolation::default() }
}

pub(super) fn from_fault(file: usize, span: std::ops::Range<usize>, fault: Fault) -> Problem {
    Problem {
        label: fault.label,
        allowed: fault.allowed,
        hint: fault.hint,
        ..Problem::at(file, span, fault.message)
    }
}

/// The kind of a TOML value in words.
pub(in crate::scenario) fn kind_of(value: &Spanned<DeValue>) -> &'static str {
    match value.get_ref() {
        DeValue::String(_) => "text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a calendar date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

fn decimal_year(date: &toml::value::Datetime) -> Option<f64> {
    let date = date.date?;
    let fraction = (f64::from(date.month) - 1.0) / 12.0 + (f64::from(date.day) - 1.0) / 365.0;
    Some(f64::from(date.year) + (fraction * 100.0).round() / 100.0)
}
