//! Which of two texts of a scenario replaces the other.

/// The level of each file, by its index: the oldest ancestor is the lowest, a scenario and its parts are one
/// level, and each `--set` stands above all files and the earlier ones.
#[derive(Clone, Debug, Default)]
pub(super) struct Ages {
    levels: Vec<usize>,
}

impl Ages {
    /// From the number of generations between each file and the scenario itself, and the number of `--set`,
    /// whose texts come after the files.
    pub(super) fn new(generations: &[usize], n_sets: usize) -> Ages {
        let oldest = generations.iter().copied().max().unwrap_or(0);
        let files = generations.iter().map(|generation| oldest - generation);
        Ages { levels: files.chain((1..=n_sets).map(|set| oldest + set)).collect() }
    }

    /// Whether what one text states replaces what the other states: `--set` the files, a child its parent. A
    /// scenario and its parts are of one age.
    pub(super) fn is_younger(&self, file: usize, other: usize) -> bool {
        match (self.levels.get(file), self.levels.get(other)) {
            (Some(level), Some(other)) => level > other,
            _ => false,
        }
    }
}
