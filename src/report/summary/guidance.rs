//! The Group against what it has promised: its guidance, its worst year, whether it burns cash.

use serde::Serialize;

use crate::analysis::Summary;
use crate::report::fact::{Chance, Spread};
use crate::report::headline::{self, Subject};
use crate::report::layout::{paragraph, row};

/// Of projected years: before them nothing is at stake.
#[derive(Debug, Serialize)]
pub struct Guidance {
    /// As the scenario states it; none without guidance.
    pub guidance: Option<String>,
    pub years: Vec<GuidanceYear>,
    /// Operating margin over revenue of the worst year of each future.
    pub worst_operating_margin_ratio: Option<Spread>,
    pub negative_free_cash_flow_ever: Option<Chance>,
}

/// One year.
#[derive(Debug, Serialize)]
pub struct GuidanceYear {
    pub year: i32,
    /// The margin is at least the guidance.
    pub met: Option<Chance>,
    /// It is the lowest of its future.
    pub worst: Option<Chance>,
    pub negative_free_cash_flow: Option<Chance>,
}

impl Guidance {
    pub(super) fn of(subject: &Subject, summary: &Summary) -> Guidance {
        let found = &summary.indicators;
        let share = |metric: &str, year: Option<i32>| {
            found.share(metric, year).and_then(|share| Chance::of(subject, share))
        };
        let timeline = &subject.scenario.timeline;
        let projected = timeline.reported_years().filter(|year| f64::from(*year) >= timeline.known_until);
        let years = projected.map(|year| GuidanceYear {
            year,
            met: share("probability_of_guidance", Some(year)),
            worst: share("probability_of_worst_year", Some(year)),
            negative_free_cash_flow: share("probability_of_negative_free_cash_flow", Some(year)),
        });
        let worst = found.value("worst_operating_margin_ratio", None);
        let stated = subject.document.assumptions.get("group.guidance_margin");
        Guidance {
            guidance: stated.map(|stated| stated.text.clone()),
            years: years.collect(),
            worst_operating_margin_ratio: worst.map(|(_, found)| Spread::plain(subject, found)),
            negative_free_cash_flow_ever: share("probability_of_negative_free_cash_flow_ever", None),
        }
    }

    /// The year in which something happens most often, the first of equals; none where it never does.
    fn most_often(&self, happens: fn(&GuidanceYear) -> Option<Chance>) -> Option<(i32, Chance)> {
        let found = self.years.iter().filter_map(|of| Some((of.year, happens(of)?)));
        let most =
            found.reduce(|most, next| if next.1.probability > most.1.probability { next } else { most });
        most.filter(|(_, chance)| chance.probability > 0.0)
    }
}

const LABEL: usize = 16;
const CELL: usize = 16;

/// Rows below those of the Group's margin, of the same years; then the worst year and cash.
pub(super) fn text(subject: &Subject, facts: &Guidance) -> String {
    let language = subject.language;
    let years = headline::years(&subject.scenario.timeline);
    let shown = |of: fn(&GuidanceYear) -> Option<Chance>| -> Vec<String> {
        let chance = |year: &i32| facts.years.iter().find(|found| found.year == *year).and_then(of);
        years
            .iter()
            .map(|year| chance(year).map(|c| language.percent(c.counted)).unwrap_or_default())
            .collect()
    };
    let mut text = String::new();
    for (name, cells) in language
        .guidance_rows()
        .into_iter()
        .zip([shown(|of| of.met), shown(|of| of.negative_free_cash_flow)])
        .filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()))
    {
        text.push_str(&row(name, LABEL, &cells, CELL));
    }
    let worst = facts.worst_operating_margin_ratio.zip(facts.most_often(|of| of.worst));
    let worst = worst.map(|(ratio, (year, chance))| language.worst_year(&ratio, year, &chance));
    let stated = facts.guidance.as_deref().map(|stated| language.guidance_stated(stated));
    let cash = facts
        .negative_free_cash_flow_ever
        .map(|ever| language.cash_burnt_ever(&ever, facts.most_often(|of| of.negative_free_cash_flow)));
    let sentences: Vec<String> = [stated, worst, cash].into_iter().flatten().collect();
    if sentences.is_empty() { text } else { text + &paragraph(&sentences.join(" ")) }
}
