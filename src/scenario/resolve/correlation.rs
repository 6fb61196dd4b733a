//! Correlated pairs → components of joint draws.

use super::ResolveError;
use crate::engine::Correlation;
use crate::sampling::copula::Conversion;
use crate::sampling::{Component, Copula};
use crate::scenario::correlation::{Group, Kind, copula, groups};
use crate::scenario::document::Document;

pub fn correlation(document: &Document) -> Result<Correlation, ResolveError> {
    let components = |kind: Kind, copula: Copula| -> Result<Vec<Component>, ResolveError> {
        let groups = groups(&document.correlations, kind);
        if groups.is_empty() {
            return Ok(Vec::new());
        }
        let conversion = Conversion::new(copula);
        groups.into_iter().map(|group| component(group, &conversion)).collect()
    };
    Ok(Correlation {
        drawn: components(Kind::Drawn, copula(document))?,
        noise: components(Kind::Noise, Copula::Gaussian)?,
    })
}

fn component(group: Group, conversion: &Conversion) -> Result<Component, ResolveError> {
    let first = group.streams.first().cloned().unwrap_or_default();
    Component::new(group.streams, &group.ranks, conversion).ok_or(ResolveError::Contradiction(first))
}
