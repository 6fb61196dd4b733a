//! `order = [0.5, 0.2, 0.3]` beside a `choice`: which of its values low ranks choose, and which high ones.
//!
//! The values of a choice are often codes for cases, and their size says nothing about which case goes with
//! which. So a choice takes part in a correlation only with an order; the rank of a draw is that of the uniform
//! number that chooses among the values in this order.

use toml::Spanned;
use toml::de::DeValue;

use super::super::keys::Domain;
use super::super::problem::Problem;
use super::domain_check::rounded;
use super::read::{Place, kind_of};
use super::{Base, Interpolation, PathValue, Rule, Uncertain, Value};
use crate::sampling::distribution::{Choice, Distribution};

/// Most values of an order that are read.
const MOST: usize = 200;

impl Place<'_> {
    /// Puts the choice of a value, or that of its level, in the stated order.
    pub(super) fn put_in_order(
        &self,
        order: &Spanned<DeValue>,
        base: &mut Value,
        level: &mut Option<Uncertain>,
    ) -> Result<(), Box<Problem>> {
        let number = match base {
            Value::Number(number) | Value::Path(PathValue { base: Base::Constant(number), .. }) => {
                Some(number)
            }
            _ => None,
        };
        let is_choice = |number: &Uncertain| matches!(number, Uncertain::Drawn(Distribution::Choice(_)));
        let subject = format!("`order` of `{}`", self.key);
        let (number, rule) = match (number, level) {
            (Some(number), _) if is_choice(&*number) => {
                (number, self.rule(&subject, Interpolation::default()))
            }
            (_, Some(level)) if is_choice(&*level) => (level, self.level_rule(&subject)),
            _ => {
                return Err(Box::new(
                    Problem::at(self.file, order.span(), "`order` belongs to a `choice`, and there is none")
                        .hint("delete it: every other distribution has an order of its own"),
                ));
            }
        };
        let Uncertain::Drawn(Distribution::Choice(choice)) = number else { return Ok(()) };
        // That each value suits the key has been checked where the choice is read.
        *choice = self.ordered(choice, order, Rule { domain: Domain::ANY, ..rule })?;
        Ok(())
    }

    fn ordered(&self, choice: &Choice, order: &Spanned<DeValue>, rule: Rule) -> Result<Choice, Box<Problem>> {
        let values: Vec<String> =
            choice.values().iter().map(|(value, _)| rounded(*value).to_string()).collect();
        let form = format!("write order = [{}], from low ranks to high ones", values.join(", "));
        let DeValue::Array(items) = order.get_ref() else {
            let message = format!("`order` is a list of the values of the choice, not {}", kind_of(order));
            return Err(Box::new(Problem::at(self.file, order.span(), message).hint(form)));
        };
        let numbers: Result<Vec<f64>, Box<Problem>> =
            items.iter().take(MOST).map(|item| self.certain(item, rule)).collect();
        choice.in_order(&numbers?).ok_or_else(|| {
            let message = "`order` does not list each value of the choice once";
            Box::new(Problem::at(self.file, order.span(), message).hint(form))
        })
    }
}
