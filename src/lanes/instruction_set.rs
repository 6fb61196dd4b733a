//! The widest vector instructions that a processor has, chosen when the program runs.
//!
//! A [`Pass`] is compiled once for each instruction set from one text. All of them do the same operations in
//! the same order on each trial, only on more trials at a time, and none fuses a multiplication with an
//! addition: so they give the same bytes, and choosing one changes nothing but the speed.

use multiversion::multiversion;
use multiversion::target::match_target;

/// Vector instructions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum InstructionSet {
    /// What every processor of the architecture has: SSE2 on x86-64, two trials at a time.
    Baseline,
    /// AVX2, four trials at a time (2013 and later).
    Avx2,
    /// AVX-512 as of Ice Lake and Zen 4, eight trials at a time.
    Avx512,
}

/// Work over lanes that is compiled for each instruction set.
///
/// Whatever [`Pass::run`] calls and loops over lanes has to be `#[inline(always)]`, and so has `run` itself: a
/// function that is called and not inlined keeps the baseline's instructions. The compiler decides about
/// closures by their size, so a loop with exp or ln is written as a `for` loop.
pub trait Pass {
    type Output;

    fn run(self) -> Self::Output;
}

impl InstructionSet {
    /// All of them, the widest last.
    pub const ALL: [InstructionSet; 3] =
        [InstructionSet::Baseline, InstructionSet::Avx2, InstructionSet::Avx512];

    /// Those that this processor has.
    pub fn available() -> impl Iterator<Item = InstructionSet> {
        InstructionSet::ALL.into_iter().filter(|set| set.is_available())
    }

    /// The widest that this processor has.
    pub fn best() -> InstructionSet {
        InstructionSet::available().last().unwrap_or(InstructionSet::Baseline)
    }

    /// Name: `sse2` (on other architectures than x86-64 `baseline`), `avx2`, `avx512`.
    pub fn id(self) -> &'static str {
        match self {
            InstructionSet::Baseline if cfg!(target_arch = "x86_64") => "sse2",
            InstructionSet::Baseline => "baseline",
            InstructionSet::Avx2 => "avx2",
            InstructionSet::Avx512 => "avx512",
        }
    }

    /// Whether this processor has it.
    pub fn is_available(self) -> bool {
        match self {
            InstructionSet::Baseline => true,
            InstructionSet::Avx2 => has_avx2(),
            InstructionSet::Avx512 => has_avx512(),
        }
    }

    /// Runs a pass with these instructions; with the baseline's where this processor lacks them.
    pub fn run<P: Pass>(self, pass: P) -> P::Output {
        match self {
            InstructionSet::Baseline => baseline(pass),
            InstructionSet::Avx2 => avx2(pass),
            InstructionSet::Avx512 => avx512(pass),
        }
    }
}

impl Default for InstructionSet {
    fn default() -> Self {
        InstructionSet::best()
    }
}

// `multiversion` asks the processor, once, and falls back to the part of `match_target!` without instructions.

#[inline(never)]
fn baseline<P: Pass>(pass: P) -> P::Output {
    pass.run()
}

#[multiversion(targets("x86_64+avx2"), dispatcher = "direct")]
fn avx2<P: Pass>(pass: P) -> P::Output {
    match_target! {
        "x86_64+avx2" => pass.run(),
        _ => baseline(pass),
    }
}

#[multiversion(
    targets("x86_64+avx2+avx512f+avx512bw+avx512cd+avx512dq+avx512vl+avx512vbmi2"),
    dispatcher = "direct"
)]
fn avx512<P: Pass>(pass: P) -> P::Output {
    match_target! {
        "x86_64+avx2+avx512f+avx512bw+avx512cd+avx512dq+avx512vl+avx512vbmi2" => pass.run(),
        _ => baseline(pass),
    }
}

#[multiversion(targets("x86_64+avx2"), dispatcher = "direct")]
fn has_avx2() -> bool {
    match_target! {
        "x86_64+avx2" => true,
        _ => false,
    }
}

#[multiversion(
    targets("x86_64+avx2+avx512f+avx512bw+avx512cd+avx512dq+avx512vl+avx512vbmi2"),
    dispatcher = "direct"
)]
fn has_avx512() -> bool {
    match_target! {
        "x86_64+avx2+avx512f+avx512bw+avx512cd+avx512dq+avx512vl+avx512vbmi2" => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lanes::{LANES, Lane, exp, ln};

    struct Curve<'a>(&'a mut Lane);

    impl Pass for Curve<'_> {
        type Output = ();

        #[inline(always)]
        fn run(self) {
            for x in self.0.iter_mut() {
                *x = exp(0.3 * *x) * ln(1.0 + *x * *x) + *x / 3.0;
            }
        }
    }

    #[test]
    fn every_instruction_set_gives_the_same_bits() {
        let lane = |set: InstructionSet| {
            let mut lane = [0.0; LANES];
            crate::lanes::fill(&mut lane, |i| 0.37 * i as f64 - 20.0);
            set.run(Curve(&mut lane));
            lane.map(f64::to_bits)
        };
        assert!(InstructionSet::available().any(|set| set == InstructionSet::best()));
        for set in InstructionSet::ALL {
            assert!(lane(set) == lane(InstructionSet::Baseline), "{}", set.id());
        }
    }
}
