//! Correlated pairs → components of joint draws.

use super::ResolveError;
use crate::engine::Correlation;
use crate::sampling::{Component, Copula};
use crate::scenario::correlation::{Group, Kind, copula, groups};
use crate::scenario::document::Document;

pub fn correlation(document: &Document) -> Result<Correlation, ResolveError> {
    let components = |kind: Kind, copula: Copula| -> Result<Vec<Component>, ResolveError> {
        groups(&document.correlations, kind).into_iter().map(|group| component(group, copula)).collect()
    };
    Ok(Correlation {
        drawn: components(Kind::Drawn, copula(document))?,
        noise: components(Kind::Noise, Copula::Gaussian)?,
    })
}

fn component(group: Group, copula: Copula) -> Result<Component, ResolveError> {
    let first = group.streams.first().cloned().unwrap_or_default();
    Component::new(group.streams, &group.ranks, copula).ok_or(ResolveError::Contradiction(first))
}
