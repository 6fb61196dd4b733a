//! The realised cuts of unit cost, and how often they reach their target.

use serde::Serialize;

use crate::analysis::summary::CutSummary;
use crate::report::fact::{Chance, Name, Spread};
use crate::report::headline::Subject;
use crate::report::layout::paragraph;

/// One generation against another.
#[derive(Debug, Serialize)]
pub struct CostCut {
    pub platform: Name,
    pub generation: Name,
    pub compared_with: Name,
    /// Decimal years.
    pub compared_at: f64,
    pub measured_at: f64,
    /// Share of the cost it is compared with.
    pub realised: Spread,
    /// The part that own levers explain; the rest is the battery market.
    pub own_levers: Spread,
    pub target: Option<f64>,
    /// At `measured_at`; whether it was ever reached by then is in `break_even.csv`.
    pub target_reached: Option<Chance>,
}

impl CostCut {
    pub(in crate::report) fn of(subject: &Subject, cut: &CutSummary) -> CostCut {
        CostCut {
            platform: Name::from(&cut.platform),
            generation: Name::from(&cut.generation),
            compared_with: Name::from(&cut.compared_with),
            compared_at: cut.compared_at,
            measured_at: cut.measured_at,
            realised: Spread::plain(subject, &cut.realised),
            own_levers: Spread::plain(subject, &cut.own_levers),
            target: cut.target_cut,
            target_reached: cut.target_reached.and_then(|reached| Chance::of(subject, reached)),
        }
    }
}

/// A sentence for each.
pub(super) fn text(subject: &Subject, cuts: &[CostCut]) -> String {
    if cuts.is_empty() {
        return String::new();
    }
    let language = subject.language;
    let year = subject.scenario.business.money.base_mid.floor();
    let heading = format!("{}\n", language.cost_cut_heading(year));
    cuts.iter().fold(heading, |text, cut| {
        let target = cut.target.zip(cut.target_reached);
        let target = target.map(|(target, reached)| {
            language.target_reached(target, cut.measured_at, &language.share_with_interval(&reached))
        });
        text + &paragraph(&format!("{}{}", language.cost_cut(cut), target.unwrap_or_default()))
    })
}
