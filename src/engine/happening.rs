//! Regimes and events: what holds or happens in some futures and not in others, and when.
//!
//! A regime is drawn once: one uniform number u in each trial chooses the option in whose part of [0, 1] it lies. An
//! event happens at most once. With a probability p it happens if u < p, at its date; with a hazard h per year from
//! date a on it happens at a − ln(1 − u)/h, the exponential law, unless that is not before its last date. Its effects
//! last from there for its duration. In a period they count by the share of it that lies inside, trial by trial.
//!
//! What is uncertain never changes what is replayed: before the end of history only an event acts that is data, with
//! probability 1 and a certain date and duration.

use super::scenario::{Scenario, Values, Window};
use crate::lanes::{LANES, Lane, ZERO, fill, ln, same};
use crate::model::business::Named;
use crate::model::{Inputs, Slot};
use crate::quantity::Period;

/// Exclusive options, of which one holds in each trial.
#[derive(Clone, Debug)]
pub struct Regime {
    pub name: Named,
    /// Options in the order of their ranks.
    pub options: Vec<RegimeOption>,
    /// The uniform number that chooses.
    pub draw: Slot,
}

/// One option of a regime.
#[derive(Clone, Debug)]
pub struct RegimeOption {
    pub name: Named,
    /// Share of trials in which it holds; those of a regime sum to 1.
    pub probability: f64,
}

/// Something that happens at most once in a trial.
#[derive(Clone, Debug)]
pub struct Event {
    pub name: Named,
    pub occurrence: Occurrence,
    /// Years that its effects last; `None` for good.
    pub duration: Option<Slot>,
    /// Whether it is data: it happens in every trial, at the same date and for the same time.
    pub is_certain: bool,
}

/// Whether and when an event happens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Occurrence {
    /// In no trial.
    Never,
    /// In every trial, at a date; `None` for the end of history.
    Always { date: Option<Slot> },
    /// If a uniform number lies below a probability.
    Once { probability: f64, chance: Slot, date: Option<Slot> },
    /// With a hazard per year from a date until another, by the inverse of the exponential law.
    Hazard { per_year: f64, from: f64, until: f64, chance: Slot },
}

/// What causes a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    Option { regime: usize, option: usize },
    Event(usize),
}

/// When a change is asked for.
#[derive(Clone, Copy)]
pub enum Moment<'a> {
    /// A value that is drawn once.
    Once,
    Period(&'a Period),
    /// The middle of the base year, decimal year.
    BaseMid(f64),
    /// The end of history, decimal year.
    KnownUntil(f64),
}

/// When an event acts in each trial: from `start`, infinite where it does not happen, until `end`.
#[derive(Clone, Debug)]
pub struct Span {
    pub start: Lane,
    pub end: Lane,
}

/// What holds and happens in the trials of a block.
#[derive(Clone, Debug, Default)]
pub struct Happenings {
    /// Number of the option that holds, by regime.
    options: Vec<Lane>,
    spans: Vec<Span>,
}

impl Happenings {
    pub fn new(scenario: &Scenario) -> Happenings {
        Happenings {
            options: vec![ZERO; scenario.regimes.len()],
            spans: vec![Span { start: ZERO, end: ZERO }; scenario.events.len()],
        }
    }

    /// From the inputs that are drawn once.
    pub fn draw(&mut self, scenario: &Scenario, inputs: &Inputs) {
        for (regime, option) in scenario.regimes.iter().zip(&mut self.options) {
            fill(option, |i| regime.option_at(inputs[regime.draw][i]) as f64);
        }
        let known = same(scenario.timeline.known_until);
        for (event, span) in scenario.events.iter().zip(&mut self.spans) {
            let date = |date: Option<Slot>| date.map_or(&known, |date| &inputs[date]);
            fill(&mut span.start, |i| match event.occurrence {
                Occurrence::Never => f64::INFINITY,
                Occurrence::Always { date: at } => date(at)[i],
                Occurrence::Once { probability, chance, date: at } => {
                    if inputs[chance][i] < probability {
                        date(at)[i]
                    } else {
                        f64::INFINITY
                    }
                }
                Occurrence::Hazard { per_year, from, until, chance } => {
                    let start = from + waiting_time(inputs[chance][i], per_year);
                    if start < until { start } else { f64::INFINITY }
                }
            });
            let Span { start, end } = span;
            fill(end, |i| event.duration.map_or(f64::INFINITY, |duration| start[i] + inputs[duration][i]));
        }
    }

    /// The option of a regime that holds in a trial of the block.
    pub fn option(&self, regime: usize, i: usize) -> usize {
        self.options[regime][i] as usize
    }

    /// When an event acts.
    pub fn span(&self, event: usize) -> &Span {
        &self.spans[event]
    }

    /// Whether each event has happened before a date, then whether each option holds, regime by regime: 1 or 0.
    pub fn indicators(&self, scenario: &Scenario, before: f64) -> impl Iterator<Item = Lane> {
        let lane = |holds: &dyn Fn(usize) -> bool| {
            let mut lane = ZERO;
            fill(&mut lane, |i| f64::from(u8::from(holds(i))));
            lane
        };
        let mut lanes: Vec<Lane> = self.spans.iter().map(|span| lane(&|i| span.start[i] < before)).collect();
        for (regime, held) in scenario.regimes.iter().zip(&self.options) {
            lanes.extend((0..regime.options.len()).map(|option| lane(&|i| held[i] == option as f64)));
        }
        lanes.into_iter()
    }

    /// How much of an effect counts in each trial, from 0 to 1. Without a window it counts in full where its cause
    /// holds or happens.
    pub fn weight(&self, cause: Cause, window: Option<&Window>, moment: Moment) -> Lane {
        let mut weight = ZERO;
        match cause {
            Cause::Option { regime, option } => {
                let full = window.map_or(1.0, |window| window.weight(moment));
                let held = &self.options[regime];
                fill(&mut weight, |i| if held[i] == option as f64 { full } else { 0.0 });
            }
            Cause::Event(event) => {
                let Span { start, end } = &self.spans[event];
                let Some(window) = window else {
                    fill(&mut weight, |i| f64::from(u8::from(start[i] < f64::INFINITY)));
                    return weight;
                };
                fill(&mut weight, |i| inside(start[i].max(window.from), end[i].min(window.until), moment));
            }
        }
        weight
    }
}

impl Regime {
    /// The option in whose part of [0, 1] a number lies.
    fn option_at(&self, u: f64) -> usize {
        let mut bound = 0.0;
        let last = self.options.len().saturating_sub(1);
        for (place, option) in self.options.iter().enumerate().take(last) {
            bound += option.probability;
            if u < bound {
                return place;
            }
        }
        last
    }

    /// The middle of the part of [0, 1] that belongs to the likeliest option, the first of equals.
    pub fn likeliest(&self) -> f64 {
        let mut best = (0.0, 0.5);
        let mut bound = 0.0;
        for RegimeOption { probability, .. } in &self.options {
            if *probability > best.0 {
                best = (*probability, bound + 0.5 * probability);
            }
            bound += probability;
        }
        best.1
    }
}

/// Years until an event of constant hazard, by the inverse of 1 − exp(−h·t).
fn waiting_time(u: f64, per_year: f64) -> f64 {
    let left = 1.0 - u;
    if per_year > 0.0 && left > 0.0 { -ln(left) / per_year } else { f64::INFINITY }
}

/// The share of a period between two dates, or whether a date lies between them.
pub fn inside(from: f64, until: f64, moment: Moment) -> f64 {
    match moment {
        Moment::Once => 1.0,
        Moment::Period(period) => {
            let inside = period.end.min(until) - period.start.max(from);
            (inside / period.years()).clamp(0.0, 1.0)
        }
        Moment::BaseMid(date) => f64::from(u8::from(from <= date && date < until)),
        // The end of history is changed only by what begins before it.
        Moment::KnownUntil(date) => f64::from(u8::from(from < date && date <= until)),
    }
}

/// What acted in one trial.
#[derive(Clone, Debug, PartialEq)]
pub struct Acted {
    /// `regime` or `event`.
    pub kind: &'static str,
    pub name: Named,
    /// The option of a regime.
    pub option: Option<Named>,
    /// Decimal years between which an event acts; infinite for good.
    pub from: f64,
    pub until: f64,
}

/// The options that hold in a trial of a block, and the events that happen before the end of the reported years.
pub fn acted(scenario: &Scenario, happenings: &Happenings, i: usize) -> Vec<Acted> {
    let i = i.min(LANES - 1);
    let options = scenario.regimes.iter().enumerate().map(|(r, regime)| Acted {
        kind: "regime",
        name: regime.name.clone(),
        option: regime.options.get(happenings.option(r, i)).map(|option| option.name.clone()),
        from: f64::NEG_INFINITY,
        until: f64::INFINITY,
    });
    let events = scenario.events.iter().enumerate().map(|(e, event)| {
        let Span { start, end } = happenings.span(e);
        Acted { kind: "event", name: event.name.clone(), option: None, from: start[i], until: end[i] }
    });
    options.chain(events.filter(|event| event.from < scenario.timeline.horizon_end())).collect()
}

impl Scenario {
    /// The likeliest option of each regime, and no event but those that are data.
    pub(super) fn settle_happenings(&mut self) {
        for regime in &self.regimes {
            if let Some(input) = self.inputs.get_mut(regime.draw.0) {
                input.values = Values::Constant(regime.likeliest());
            }
        }
        let uncertain = self.events.iter_mut().filter(|event| !event.is_certain);
        uncertain.for_each(|event| event.occurrence = Occurrence::Never);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_times_follow_the_exponential_law() {
        // The law at the time that belongs to u is u itself.
        for (u, hazard) in [(0.1, 0.02), (0.5, 0.3), (0.999, 2.0)] {
            let t = waiting_time(u, hazard);
            assert!((1.0 - crate::lanes::exp(-hazard * t) - u).abs() < 1e-14, "{u}");
        }
        assert_eq!(waiting_time(0.5, 0.0), f64::INFINITY);
        assert_eq!(waiting_time(1.0, 0.5), f64::INFINITY);
    }

    #[test]
    fn a_uniform_number_chooses_an_option() {
        let named = |id: &str| Named { id: id.to_string(), label: id.to_string() };
        let option = |id: &str, probability| RegimeOption { name: named(id), probability };
        let options = vec![option("a", 0.15), option("never", 0.0), option("b", 0.6), option("c", 0.25)];
        let regime = Regime { name: named("r"), options, draw: Slot(0) };
        let chosen = [0.0, 0.149, 0.151, 0.749, 0.751, 1.0].map(|u| regime.option_at(u));
        assert_eq!(chosen, [0, 0, 2, 2, 3, 3]);
        assert_eq!(regime.option_at(regime.likeliest()), 2);
    }
}
