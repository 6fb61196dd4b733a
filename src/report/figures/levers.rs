//! Figure of the realised cost cut, lever by lever.

use super::{Edition, Named, PANELS};
use crate::analysis::Summary;
use crate::analysis::summary::CutSummary;
use crate::report::headline::Subject;
use crate::report::plot::{PlotError, WaterfallChart, WaterfallPanel};

/// Unit cost of each generation against the one that it is compared with. Comparisons with a published target
/// come first; what does not fit is in the tables.
pub(super) fn unit_cost(
    edition: Edition,
    subject: &Subject,
    summary: &Summary,
) -> Result<Option<Named>, PlotError> {
    let language = edition.language;
    let mut cuts: Vec<&CutSummary> = summary.cost_cuts.iter().collect();
    cuts.sort_by_key(|cut| cut.target_cut.is_none());
    let panel = |cut: &&CutSummary| WaterfallPanel {
        title: cut.platform.label.clone(),
        from: format!("{}, {}", cut.compared_with.label, language.moment(cut.compared_at)),
        to: format!("{}, {}", cut.generation.label, language.end_before(cut.measured_at)),
        own_levers: cut.own_levers.mean.value,
        realised: cut.realised.mean.value,
        spread: (cut.realised.p10(), cut.realised.p90()),
        target: cut.target_cut.zip(cut.target_reached.map(|reached| reached.estimate())),
    };
    let panels: Vec<WaterfallPanel> = cuts.iter().take(PANELS).map(panel).collect();
    if panels.is_empty() {
        return Ok(None);
    }
    let basis = language.levers_basis(subject.scenario.business.money.base_mid.floor() as i32);
    let heading = edition.heading_of(language.levers_title(), &basis, subject, summary);
    Ok(Some(("unit_cost_by_generation".to_string(), WaterfallChart { heading, panels }.figure()?)))
}
