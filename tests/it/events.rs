//! Regimes and events: what acts in which futures, when, and that nothing else moves.

use ampere::engine::{Block, BlockOutcome, Scenario};
use ampere::lanes::{LANES, Lane};
use ampere::model::Slot;

use crate::given::{bits, block, each_period, first_block, run, text};

/// The base case without its own regimes and events, and with something more.
fn with(more: &str) -> Scenario {
    let base = text("extends = \"builtin:base\"\nname = \"Test\"\n", &[]);
    let leave = |kind: &str, id: &str| format!("{kind}.{id} = {{ enabled = false }}\n");
    let mut without: String = base.regimes.iter().map(|r| leave("regime", &r.name.id)).collect();
    without.extend(base.events.iter().map(|e| leave("event", &e.name.id)));
    text(
        &format!("extends = \"builtin:base\"\nname = \"Test\"\nsource = \"judgement\"\n{without}{more}"),
        &[],
    )
}

fn all_bits(outcome: &BlockOutcome) -> Vec<u64> {
    bits(outcome.annual.iter().flatten().copied())
}

/// The yearly figures of one trial.
fn trial(outcome: &BlockOutcome, i: usize) -> Vec<u64> {
    bits(outcome.annual.iter().map(|lane| lane[i]))
}

/// Values of a key period by period.
fn values(scenario: &Scenario, key: &str) -> Vec<(f64, f64, Lane)> {
    // Inputs that replace others for some years stand before them under the same key.
    let place = scenario.inputs.iter().rposition(|input| input.key == key).expect("an input");
    let mut found = Vec::new();
    each_period(scenario, 0, |period, inputs, _| found.push((period.start, period.end, inputs[Slot(place)])));
    found
}

/// When the first event acts in each trial of a block; infinite where it does not.
fn starts(scenario: &Scenario, first_trial: u64) -> Vec<f64> {
    let mut computed = Block::new(scenario);
    computed.each_period(scenario, first_trial, |_, _, _| {});
    let start = |i| computed.acted(scenario, i).iter().find(|a| a.kind == "event").map(|a| a.from);
    (0..LANES).map(|i| start(i).unwrap_or(f64::INFINITY)).collect()
}

#[test]
fn an_event_that_is_certain_is_the_same_change_bit_for_bit() {
    let effects = [
        ("product.scenic-etech.share", "multiply = 0.8"),
        ("line.renault-fixed.cost_eur_m", "add = 90"),
        ("market.registrations", "set = \"2027: 12M, 2030: 11M\""),
    ];
    for (date, until) in [("2027.125", "2029.625"), ("2024.0", "2026.5")] {
        let changes =
            effects.map(|(key, what)| format!("\"{key}\" = {{ {what}, from = {date}, until = {until} }}\n"));
        let change = with(&format!("[change]\n{}", changes.concat()));
        let effects = effects.map(|(key, what)| format!("effect.\"{key}\" = {{ {what} }}\n"));
        let event = with(&format!(
            "[event.storm]\nlabel = \"Storm\"\nprobability = 1\ndate = {date}\nduration_years = 2.5\n{}",
            effects.concat()
        ));
        assert_eq!(all_bits(&first_block(&event)), all_bits(&first_block(&change)), "{date}");
        assert_ne!(all_bits(&first_block(&event)), all_bits(&first_block(&with(""))), "{date}");
    }
}

const STRIKE: &str = "[event.strike]\nlabel = \"Strike\"\nprobability = 0.3\ndate = \"uniform(2027, 2030)\"\n\
                      duration_years = \"pert(0.5, 1, 2)\"\n\
                      effect.\"market.registrations\" = { multiply = 0.7 }\n";

#[test]
fn an_event_moves_nothing_in_the_futures_in_which_it_does_not_happen() {
    let (without, with_it) = (with(""), with(STRIKE));
    let (a, b) = (first_block(&without), first_block(&with_it));
    let starts = starts(&with_it, 0);
    let mut happened = 0;
    for (i, start) in starts.iter().enumerate() {
        let is_same = trial(&a, i) == trial(&b, i);
        assert_eq!(is_same, start.is_infinite(), "trial {i} from {start}");
        assert!(start.is_infinite() || (2027.0..2030.0).contains(start));
        assert_eq!(b.happened[0][i], f64::from(u8::from(start.is_finite())));
        happened += usize::from(start.is_finite());
    }
    // 128 trials at 30 %: four standard errors are 21.
    assert!((18..60).contains(&happened), "{happened}");
    // Left out, it is as if it had never been written.
    let left_out = with(&format!("{STRIKE}enabled = false\n"));
    assert_eq!(all_bits(&first_block(&left_out)), all_bits(&a));
}

#[test]
fn an_event_that_never_happens_leaves_every_bit() {
    let never = with(&STRIKE.replace("0.3", "0"));
    assert_eq!(all_bits(&first_block(&never)), all_bits(&first_block(&with(""))));
}

/// What is uncertain leaves the past as it was, whenever it happens.
#[test]
fn an_uncertain_event_does_not_change_what_is_replayed() {
    let early = "[event.early]\nlabel = \"Early\"\nprobability = 0.9\ndate = \"uniform(2024, 2028)\"\n\
                 effect.\"market.registrations\" = { multiply = 0.7 }\n";
    let (without, with_it) = (with(""), with(early));
    let (a, b) = (values(&without, "market.registrations"), values(&with_it, "market.registrations"));
    let known_until = without.timeline.known_until;
    let starts = starts(&with_it, 0);
    for ((start, end, before), (_, _, after)) in a.iter().zip(&b) {
        for i in 0..LANES {
            let years = (end - start.max(starts[i]).max(known_until)).clamp(0.0, end - start);
            let expected = before[i] * (1.0 - 0.3 * years / (end - start));
            assert!((after[i] / expected - 1.0).abs() < 1e-12, "{start} trial {i}");
            assert!(*end > known_until || after[i].to_bits() == before[i].to_bits());
        }
    }
}

/// A window counts by the share of a period that lies inside, so a year's mean does not depend on the step.
#[test]
fn windows_are_weighted_by_their_overlap_at_any_step() {
    let flat = "[line.renault-fixed]\ncost_eur_m = 100\n";
    let event = "[event.dear]\nlabel = \"Dear\"\nprobability = 0.6\ndate = \"uniform(2027, 2030)\"\n\
                 duration_years = \"uniform(0.1, 3)\"\neffect.\"line.renault-fixed.cost_eur_m\" = { add = 100 }\n";
    let yearly_means = |step: &str| -> Vec<Lane> {
        let scenario = with(&format!("{flat}{event}[run]\nstep = \"{step}\"\n"));
        let values = values(&scenario, "line.renault-fixed.cost_eur_m");
        let years = scenario.timeline.reported_years();
        years
            .map(|year| {
                let of_year = values.iter().filter(|(start, ..)| start.floor() == f64::from(year));
                let mut mean = [0.0; LANES];
                for (start, end, lane) in of_year {
                    mean.iter_mut().zip(lane).for_each(|(mean, x)| *mean += (end - start) * x);
                }
                mean
            })
            .collect()
    };
    let (quarter, half, year) = (yearly_means("quarter"), yearly_means("half"), yearly_means("year"));
    for other in [half, year] {
        for (a, b) in quarter.iter().flatten().zip(other.iter().flatten()) {
            assert!((a / b - 1.0).abs() < 1e-12, "{a} {b}");
        }
    }
    // Some years lie partly inside: the mean is neither the value without nor the one with the event.
    assert!(quarter.iter().flatten().any(|x| *x > 101e6 && *x < 199e6));
}

/// 1 − exp(−h·t), at several t and at the end, within four standard errors of 4 096 trials.
#[test]
fn a_hazard_follows_the_exponential_law() {
    let scenario = with(
        "[event.strike]\nlabel = \"Strike\"\nhazard_per_year = 0.25\nfrom = 2027\nuntil = 2032\n\
         effect.\"market.registrations\" = { multiply = 0.7 }\n",
    );
    let starts: Vec<f64> = (0..32).flat_map(|b| starts(&scenario, b * LANES as u64)).collect();
    let n = starts.len() as f64;
    for t in [0.5_f64, 1.0, 2.0, 3.5, 5.0] {
        let share = starts.iter().filter(|start| **start < 2027.0 + t).count() as f64 / n;
        let law = 1.0 - (-0.25 * t).exp();
        let error = (law * (1.0 - law) / n).sqrt();
        assert!((share - law).abs() < 4.0 * error, "{t}: {share} {law}");
    }
    assert!(starts.iter().all(|start| start.is_infinite() || (2027.0..2032.0).contains(start)));
}

const LAW: &str = "[regime.law]\nlabel = \"Law\"\norder = [\"strict\", \"soft\"]\n\
                   [regime.law.strict]\nlabel = \"Strict\"\nprobability = 0.25\n\
                   effect.\"market.bev.price_sensitivity\" = { multiply = 0.5 }\n\
                   effect.\"market.bev.required_share\" = { multiply = 1.1, from = 2028 }\n\
                   [regime.law.soft]\nlabel = \"Soft\"\nprobability = 0.75\n";

#[test]
fn one_option_of_a_regime_holds_in_each_future() {
    let (without, scenario) = (with(""), with(LAW));
    let study = run(&[&scenario], 2048);
    let shares: Vec<(&str, f64)> =
        study.summaries[0].happenings.iter().map(|h| (h.key.as_str(), h.share.share())).collect();
    let [("regime.law.strict", strict), ("regime.law.soft", soft)] = shares[..] else { panic!("{shares:?}") };
    assert_eq!(strict + soft, 1.0);
    // Four standard errors of 25 % in 2 048 trials.
    assert!((strict - 0.25).abs() < 4.0 * (0.25_f64 * 0.75 / 2048.0).sqrt(), "{strict}");
    let holds = first_block(&scenario).happened[0];
    let [a, b] = [&without, &scenario].map(|s| values(s, "market.bev.price_sensitivity"));
    let [c, d] = [&without, &scenario].map(|s| values(s, "market.bev.required_share"));
    for i in 0..LANES {
        let factor = if holds[i] > 0.0 { 0.5 } else { 1.0 };
        // What is drawn once is changed altogether, what moves from its date on.
        assert!(a.iter().zip(&b).all(|(a, b)| b.2[i].to_bits() == (factor * a.2[i]).to_bits()));
        for ((start, _, before), (_, _, after)) in c.iter().zip(&d) {
            let factor = if holds[i] > 0.0 && *start >= 2028.0 { 1.1 } else { 1.0 };
            assert_eq!(after[i].to_bits(), (factor * before[i]).to_bits(), "{start}");
        }
    }
}

/// The number behind the regime is correlated like any other draw: a strong link moves the other draw apart.
#[test]
fn a_regime_takes_part_in_correlations() {
    let scenario = with(&format!("{LAW}[correlation.drawn]\n\"regime.law ~ money.tax_rate\" = 0.8\n"));
    let place = scenario.inputs.iter().rposition(|input| input.key == "money.tax_rate").expect("an input");
    let (mut low, mut high) = (Vec::new(), Vec::new());
    for b in 0..8 {
        let held = block(&scenario, b * LANES as u64).happened[0];
        let mut rates = [0.0; LANES];
        each_period(&scenario, b * LANES as u64, |_, inputs, _| rates = inputs[Slot(place)]);
        for (rate, strict) in rates.iter().zip(held) {
            if strict > 0.0 { low.push(*rate) } else { high.push(*rate) }
        }
    }
    let mean = |x: &[f64]| x.iter().sum::<f64>() / x.len() as f64;
    let sd = |x: &[f64]| (x.iter().map(|v| (v - mean(x)).powi(2)).sum::<f64>() / x.len() as f64).sqrt();
    let error = (sd(&low).powi(2) / low.len() as f64 + sd(&high).powi(2) / high.len() as f64).sqrt();
    // Ranks below 25 % go with low rates: far beyond what chance gives.
    assert!(mean(&high) - mean(&low) > 8.0 * error, "{} {} {error}", mean(&low), mean(&high));
}

#[test]
fn the_deterministic_projection_has_the_likeliest_option_and_no_event() {
    let certain = "[event.known]\nlabel = \"Known\"\nprobability = 1\ndate = 2028\n\
                   effect.\"market.registrations\" = { multiply = 0.9 }\n";
    let scenario = with(&format!("{LAW}{STRIKE}{certain}")).deterministic();
    let outcome = first_block(&scenario);
    // Events as declared, then options: the strike does not happen, what is known does; the soft law holds.
    let happened: Vec<f64> = outcome.happened.iter().map(|lane| lane[0]).collect();
    assert_eq!(happened, [0.0, 1.0, 0.0, 1.0]);
}

/// An event without a date may change what is drawn once, in its futures.
#[test]
fn an_event_without_a_date_acts_on_what_is_drawn_once() {
    let scenario = with(
        "[event.breakthrough]\nlabel = \"Breakthrough\"\nprobability = 0.5\n\
         effect.\"battery.learning_rate\" = { multiply = 1.2 }\n",
    );
    let [a, b] = [&with(""), &scenario].map(|s| values(s, "battery.learning_rate"));
    let held = first_block(&scenario).happened[0];
    for (i, held) in held.iter().enumerate() {
        let factor = if *held > 0.0 { 1.2 } else { 1.0 };
        assert_eq!(b[0].2[i].to_bits(), (factor * a[0].2[i]).to_bits());
    }
    assert!(held.contains(&1.0) && held.contains(&0.0));
}

/// Regimes come before events and both after `[change]`: (x + 10) · 2 + 1, not another order.
#[test]
fn changes_come_first_then_regimes_then_events() {
    let key = "line.renault-fixed.cost_eur_m";
    let scenario = with(&format!(
        "[event.e]\nlabel = \"E\"\nprobability = 1\neffect.\"{key}\" = {{ add = 1 }}\n\
         [regime.r]\nlabel = \"R\"\n[regime.r.only]\nlabel = \"Only\"\nprobability = 1\n\
         effect.\"{key}\" = {{ multiply = 2 }}\n\
         [line.renault-fixed]\ncost_eur_m = 100\n[change]\n\"{key}\" = {{ add = 10 }}\n"
    ));
    let last = values(&scenario, key).last().map(|(.., lane)| lane[0]);
    assert_eq!(last, Some(221e6));
}
