//! Nanoseconds to draw one input in one trial: generator, inversion and shape, by family and instruction set.
//!
//! `cargo bench --bench draws`; `benches/README.md` keeps figures.

use std::hint::black_box;
use std::time::Instant;

use ampere::engine::Values;
use ampere::engine::scenario::{Base, Level};
use ampere::lanes::{InstructionSet, LANES, Lane, Pass, ZERO, exp, ln};
use ampere::sampling::distribution::Choice;
use ampere::sampling::{Distribution, InputId, ParameterError, Shape, normal, philox};
use ampere::scenario::load::{Source, load};
use ampere::scenario::resolve::resolve;

const ROUNDS: usize = 11;
/// Lanes drawn in one round of one case.
const LANES_PER_ROUND: usize = 2048;

/// What is done to each lane.
enum Work {
    Uniforms,
    NormalQuantiles,
    Exp,
    Ln,
    Draws(Vec<Shape>),
}

struct Round<'a> {
    work: &'a Work,
    lane: &'a mut Lane,
}

impl Pass for Round<'_> {
    type Output = ();

    #[inline(always)]
    fn run(self) {
        let Round { work, lane } = self;
        let id = InputId::of("bench");
        match work {
            Work::Uniforms => {
                for i in 0..LANES_PER_ROUND {
                    philox::uniforms(1, id, 0, (i * LANES) as u64, lane);
                    black_box(&mut *lane);
                }
            }
            Work::NormalQuantiles => {
                philox::uniforms(1, id, 0, 0, lane);
                let uniforms = *lane;
                for _ in 0..LANES_PER_ROUND {
                    *lane = uniforms;
                    black_box(&mut *lane);
                    normal::quantiles(lane);
                    black_box(&mut *lane);
                }
            }
            Work::Exp => {
                for _ in 0..LANES_PER_ROUND {
                    for x in lane.iter_mut() {
                        *x = exp(*x) - 1.0;
                    }
                    black_box(&mut *lane);
                }
            }
            Work::Ln => {
                for _ in 0..LANES_PER_ROUND {
                    for x in lane.iter_mut() {
                        *x = ln(*x) + 2.0;
                    }
                    black_box(&mut *lane);
                }
            }
            Work::Draws(shapes) => {
                for (i, shape) in shapes.iter().cycle().take(LANES_PER_ROUND).enumerate() {
                    philox::uniforms(1, id, 0, (i * LANES) as u64, lane);
                    shape.apply(lane);
                    black_box(&mut *lane);
                }
            }
        }
    }
}

fn families() -> Result<Vec<(&'static str, Distribution)>, ParameterError> {
    let normal = Distribution::normal(0.7, 0.2)?;
    let triangular = Distribution::triangular(48.0, 55.0, 64.0)?;
    Ok(vec![
        ("uniform", Distribution::uniform(0.18, 0.26)?),
        ("triangular", triangular.clone()),
        ("PERT", Distribution::pert(0.08, 0.17, 0.25)?),
        ("normal", normal.clone()),
        ("lognormal", Distribution::lognormal(1.0, 0.11)?),
        ("logit-normal", Distribution::logit_normal_through([(0.05, 0.25), (0.95, 0.42)], 0.0, 1.0)?),
        ("metalog", Distribution::metalog(&[(0.1, 0.11), (0.5, 0.17), (0.9, 0.23)], 0.0, 1.0)?),
        ("truncated normal", Distribution::truncated(normal, 0.3, 1.0)?),
        ("truncated triangular", Distribution::truncated(triangular, 50.0, 60.0)?),
        ("choice", Distribution::Choice(Choice::new(&[(0.6, 0.25), (0.8, 0.5), (1.0, 0.25)])?)),
    ])
}

/// All shapes that the built-in base case draws from, once each.
fn base_case() -> Vec<Shape> {
    let document = load(&Source::Builtin("base".to_string()), &[]).expect("the built-in base case is right");
    let scenario = resolve(&document).expect("the built-in base case resolves");
    let mut shapes = Vec::new();
    for input in &scenario.inputs {
        match &input.values {
            Values::Drawn(shape) => shapes.push(shape.clone()),
            Values::Moving(moving) => {
                if let Base::Drawn(shape) = &moving.base {
                    shapes.push(shape.clone());
                }
                if let Some(Level::Drawn(shape)) = &moving.level {
                    shapes.push(shape.clone());
                }
            }
            Values::Constant(_) | Values::Innovation => {}
        }
    }
    shapes
}

fn main() {
    let mut cases: Vec<(String, Work)> = vec![
        ("Philox uniforms alone".to_string(), Work::Uniforms),
        ("normal quantile alone".to_string(), Work::NormalQuantiles),
        ("exp alone".to_string(), Work::Exp),
        ("ln alone".to_string(), Work::Ln),
    ];
    let unbounded = (f64::NEG_INFINITY, f64::INFINITY);
    for (name, distribution) in families().expect("possible parameters") {
        let shape = Shape::new(&distribution, unbounded.0, unbounded.1);
        cases.push((name.to_string(), Work::Draws(vec![shape])));
    }
    let base = base_case();
    cases.push((format!("the base case's {} draws", base.len()), Work::Draws(base)));

    let sets: Vec<InstructionSet> = InstructionSet::available().collect();
    let mut times = vec![vec![Vec::with_capacity(ROUNDS); sets.len()]; cases.len()];
    // One round that is not counted; all cases and sets take turns.
    for round in 0..=ROUNDS {
        for ((_, work), times) in cases.iter().zip(&mut times) {
            for (set, times) in sets.iter().zip(times) {
                let mut lane = [1.5; LANES];
                if matches!(work, Work::Uniforms | Work::Draws(_)) {
                    lane = ZERO;
                }
                let started = Instant::now();
                set.run(Round { work, lane: &mut lane });
                black_box(&lane);
                let nanoseconds = started.elapsed().as_nanos() as f64 / (LANES_PER_ROUND * LANES) as f64;
                if round > 0 {
                    times.push(nanoseconds);
                }
            }
        }
    }
    print!("{:<32}", "ns per input, median (minimum)");
    sets.iter().for_each(|set| print!("{:>16}", set.id()));
    println!();
    for ((name, _), times) in cases.iter().zip(&mut times) {
        print!("{name:<32}");
        for times in times {
            times.sort_by(f64::total_cmp);
            print!("{:>8.2} ({:>5.2})", times[ROUNDS / 2], times[0]);
        }
        println!();
    }
}
