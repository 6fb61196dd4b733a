//! The realised cuts of unit cost in both scenarios, and how often they hold their target.

use serde::Serialize;

use crate::analysis::comparison::CutComparison;
use crate::analysis::summary::CutSummary;
use crate::analysis::{Comparison, Summary};
use crate::report::fact::{Chance, Figure, Name, Spread};
use crate::report::headline::Subject;
use crate::report::layout::{paragraph, row};

/// One generation against another, measured alike in both.
#[derive(Debug, Serialize)]
pub struct CostCut {
    pub platform: Name,
    pub generation: Name,
    pub compared_with: Name,
    /// Decimal year.
    pub measured_at: f64,
    /// Shares of the cost it is compared with.
    pub realised_a: Spread,
    pub realised_b: Spread,
    /// b − a, mean.
    pub realised_change: Figure,
    /// Null where there is none, or not the same in both.
    pub target: Option<f64>,
    pub target_reached: Option<TargetReached>,
}

/// The cut is at least its target when it is measured.
#[derive(Debug, Serialize)]
pub struct TargetReached {
    pub a: Chance,
    pub b: Chance,
    /// b − a, from the pairs.
    pub change: Figure,
}

/// Cuts that both scenarios measure at the same date against the same cost.
pub(super) fn cuts(base: &Subject, (a, b): (&Summary, &Summary), comparison: &Comparison) -> Vec<CostCut> {
    let key = |cut: &CutSummary| {
        let of = [&cut.platform, &cut.generation, &cut.compared_with].map(|named| named.id.clone());
        (of, cut.compared_at, cut.measured_at)
    };
    // Pairs are listed in the order of the first scenario's cuts.
    let both = a.cost_cuts.iter().filter_map(|of_a| {
        let of_b = b.cost_cuts.iter().find(|of_b| key(of_b) == key(of_a))?;
        Some((of_a, of_b))
    });
    let paired = both.zip(&comparison.cost_cuts);
    paired.map(|((a, b), found)| CostCut::of(base, (a, b), found)).collect()
}

impl CostCut {
    fn of(base: &Subject, (a, b): (&CutSummary, &CutSummary), found: &CutComparison) -> CostCut {
        let reached = found.target_reached.as_ref().and_then(|(_, change)| {
            let [a, b] = [a, b].map(|cut| cut.target_reached.and_then(|share| Chance::of(base, share)));
            Some(TargetReached { a: a?, b: b?, change: Figure::plain(change) })
        });
        CostCut {
            platform: Name::from(&a.platform),
            generation: Name::from(&a.generation),
            compared_with: Name::from(&a.compared_with),
            measured_at: a.measured_at,
            realised_a: Spread::plain(base, &a.realised),
            realised_b: Spread::plain(base, &b.realised),
            realised_change: Figure::plain(&found.realised),
            target: found.target_reached.as_ref().map(|(target, _)| *target),
            target_reached: reached,
        }
    }
}

const LABEL: usize = 40;
const CELL: usize = 20;

/// For each cut its mean in both with the change, then the same of the share that holds the target.
pub(super) fn text(base: &Subject, cuts: &[CostCut]) -> String {
    if cuts.is_empty() {
        return String::new();
    }
    let language = base.language;
    let mut text = paragraph(&language.compared_cuts(base.scenario.business.money.base_mid.floor()));
    text.push_str(&row("", LABEL, &language.compared_cut_columns().map(str::to_string), CELL));
    for cut in cuts {
        let label = language.compared_cut(&cut.platform.label, &cut.generation.label, cut.measured_at);
        let levels = language.ratios(&cut.realised_a.mean, &cut.realised_b.mean);
        text.push_str(&row(&label, LABEL, &[levels, language.points_change(&cut.realised_change)], CELL));
        if let Some((target, reached)) = cut.target.zip(cut.target_reached.as_ref()) {
            let cells = [language.levels(&reached.a, &reached.b), language.points_change(&reached.change)];
            text.push_str(&row(&language.compared_target(target), LABEL, &cells, CELL));
        }
    }
    text
}
