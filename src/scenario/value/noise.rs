//! `noise = { sd = 0.06, persistence = 0.6 }`: the shock of every period.

use toml::Spanned;
use toml::de::DeValue;

use super::super::keys::Domain;
use super::super::problem::Problem;
use super::super::table::in_file_order;
use super::read::{Place, kind_of};
use super::{Noise, NoiseKind};

/// How a noise is echoed.
pub(super) fn shown(noise: &Noise) -> String {
    let kind = if noise.kind == NoiseKind::Logit { ", logit" } else { "" };
    format!("noise sd {}, persistence {}{kind}", noise.sd, noise.persistence)
}

impl Place<'_> {
    pub(super) fn noise(
        &self,
        value: &Spanned<DeValue>,
        problems: &mut Vec<Problem>,
    ) -> Result<Option<Noise>, Box<Problem>> {
        const FORM: &str = "noise = { sd = 0.06, persistence = 0.6 }";
        let DeValue::Table(table) = value.get_ref() else {
            let message = format!("`noise` is a table, not {}", kind_of(value));
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
}
