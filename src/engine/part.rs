//! Parts of the work on a block, to say where its time goes.

use crate::model::period::Stage;

/// Part of the work on a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What is drawn once, and the states of the middle of the base year.
    Open,
    /// Inputs of a period.
    Draw,
    /// A stage of a period.
    Stage(Stage),
    /// Yearly figures.
    Record,
}

impl Part {
    /// In words.
    pub fn words(self) -> &'static str {
        match self {
            Part::Open => "draws once per trial, opening states",
            Part::Draw => "draws and paths of each period",
            Part::Stage(stage) => stage.words(),
            Part::Record => "yearly figures",
        }
    }
}
