//! Blocks over all cores, handed on in block order.
//!
//! A run proceeds in waves: a number of blocks is simulated in parallel, then the whole wave is handed to
//! the caller, who looks at it in block order. So memory does not grow with the number of trials, and
//! results are the same bytes for any number of threads.

use std::ops::ControlFlow;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;
use thiserror::Error;

use super::block::{Block, BlockOutcome, NotFinite};
use super::scenario::Scenario;
use crate::lanes::{InstructionSet, LANES};
use crate::sampling::{Plan, Sampler};

/// Why a run stopped.
#[derive(Debug, Error)]
pub enum RunError {
    /// A trial gave a result that is not a number.
    #[error("{scenario}: in trial {trial} {what}")]
    NotFinite { scenario: String, trial: u64, what: String },
    /// Whoever looked at the trials wants no more of them.
    #[error("stopped before all trials were simulated")]
    Stopped,
    /// The worker threads could not be started.
    #[error("could not start the worker threads: {0}")]
    Threads(#[from] rayon::ThreadPoolBuildError),
}

/// One or more scenarios on the same draws.
pub struct Run<'a> {
    /// Scenarios; all see the same trials.
    pub scenarios: &'a [&'a Scenario],
    /// Number of trials, at least 1.
    pub n_trials: u64,
    /// How they are placed.
    pub plan: Plan,
    /// Worker threads; `None` takes one per core.
    pub n_threads: Option<usize>,
    /// Vector instructions; the results are the same bytes with all of them.
    pub instruction_set: InstructionSet,
    /// Called with the number of trials done, from any worker.
    pub progress: &'a (dyn Fn(u64) + Sync),
}

/// A simulated block within a wave.
pub struct WaveBlock {
    /// First trial of the block.
    pub first_trial: u64,
    /// Trials of the block that belong to the run.
    pub n_trials: usize,
    /// One outcome per scenario.
    pub outcomes: Vec<BlockOutcome>,
}

/// Blocks per thread and wave: enough to even out the threads, few enough to stay small.
const BLOCKS_PER_THREAD: usize = 2;

impl Run<'_> {
    /// Simulates all trials; `absorb` sees the waves in order, each in block order, inside the thread pool
    /// (so it may use all threads itself).
    ///
    /// # Errors
    /// [`RunError::NotFinite`] for the lowest trial of the first wave with such a result.
    pub fn for_each_wave(&self, mut absorb: impl FnMut(&[WaveBlock]) + Send) -> Result<(), RunError> {
        self.for_each_wave_until(|wave| {
            absorb(wave);
            ControlFlow::Continue(())
        })
    }

    /// The same, until `absorb` has seen enough.
    ///
    /// # Errors
    /// [`RunError::NotFinite`] for the lowest trial of the first wave with such a result, [`RunError::Stopped`] if
    /// `absorb` breaks off.
    pub fn for_each_wave_until(
        &self,
        mut absorb: impl FnMut(&[WaveBlock]) -> ControlFlow<()> + Send,
    ) -> Result<(), RunError> {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(self.n_threads.unwrap_or(0)).build()?;
        let n_blocks = self.n_trials.div_ceil(LANES as u64);
        let wave_size = (pool.current_num_threads() * BLOCKS_PER_THREAD).min(n_blocks.max(1) as usize);
        let mut wave: Vec<WaveBlock> = (0..wave_size)
            .map(|_| WaveBlock {
                first_trial: 0,
                n_trials: 0,
                outcomes: self.scenarios.iter().map(|s| Block::outcome(s)).collect(),
            })
            .collect();
        let workspaces: Mutex<Vec<Vec<Block>>> = Mutex::new(Vec::new());
        let done = AtomicU64::new(0);
        let sampler = |s: &&Scenario| s.sampler(self.plan, self.n_trials);
        let samplers: Vec<Sampler> = self.scenarios.iter().map(sampler).collect();
        pool.install(|| {
            let mut next_block = 0;
            while next_block < n_blocks {
                let in_wave = (n_blocks - next_block).min(wave_size as u64) as usize;
                for (slot, block) in wave[..in_wave].iter_mut().zip(next_block..) {
                    slot.first_trial = block * LANES as u64;
                    slot.n_trials = (self.n_trials - slot.first_trial).min(LANES as u64) as usize;
                }
                let results: Vec<Result<(), RunError>> = wave[..in_wave]
                    .par_iter_mut()
                    .map(|slot| self.simulate(slot, &samplers, &workspaces, &done))
                    .collect();
                results.into_iter().collect::<Result<(), RunError>>()?;
                if absorb(&wave[..in_wave]).is_break() {
                    return Err(RunError::Stopped);
                }
                next_block += in_wave as u64;
            }
            Ok(())
        })
    }

    fn workspaces(&self, samplers: &[Sampler]) -> Vec<Block> {
        let pairs = self.scenarios.iter().zip(samplers);
        let blocks = pairs.map(|(scenario, sampler)| Block::with_sampler(scenario, sampler.clone()));
        blocks.map(|block| block.with_instruction_set(self.instruction_set)).collect()
    }

    fn simulate(
        &self,
        slot: &mut WaveBlock,
        samplers: &[Sampler],
        workspaces: &Mutex<Vec<Vec<Block>>>,
        done: &AtomicU64,
    ) -> Result<(), RunError> {
        // A poisoned lock only says that another worker panicked; the list itself is whole.
        let spare = workspaces.lock().unwrap_or_else(|e| e.into_inner()).pop();
        let mut blocks = spare.unwrap_or_else(|| self.workspaces(samplers));
        for ((scenario, block), outcome) in self.scenarios.iter().zip(&mut blocks).zip(&mut slot.outcomes) {
            block.simulate(scenario, slot.first_trial, slot.n_trials, outcome).map_err(
                |NotFinite { trial, what }| RunError::NotFinite {
                    scenario: scenario.name.clone(),
                    trial,
                    what,
                },
            )?;
        }
        workspaces.lock().unwrap_or_else(|e| e.into_inner()).push(blocks);
        let done = done.fetch_add(slot.n_trials as u64, Ordering::Relaxed) + slot.n_trials as u64;
        (self.progress)(done);
        Ok(())
    }
}
