//! The values of all assumptions at one point in time, for a block of trials.

use std::ops::{Index, IndexMut};

use crate::lanes::{Lane, ZERO};

/// Place of one assumption in [`Inputs`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot(pub usize);

/// One lane for each assumption.
#[derive(Clone, Debug)]
pub struct Inputs {
    lanes: Vec<Lane>,
}

impl Inputs {
    /// `n_slots` lanes of zeros.
    pub fn new(n_slots: usize) -> Inputs {
        Inputs { lanes: vec![ZERO; n_slots] }
    }
}

impl Index<Slot> for Inputs {
    type Output = Lane;

    #[inline(always)]
    fn index(&self, slot: Slot) -> &Lane {
        &self.lanes[slot.0]
    }
}

impl IndexMut<Slot> for Inputs {
    #[inline(always)]
    fn index_mut(&mut self, slot: Slot) -> &mut Lane {
        &mut self.lanes[slot.0]
    }
}
