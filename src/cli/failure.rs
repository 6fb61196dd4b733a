//! What went wrong, and with which exit code.

use crate::engine::RunError;
use crate::report::plot::PlotError;
use crate::report::write::WriteError;
use crate::scenario::resolve::ResolveError;

/// A command that did not do its work, with what to print, ending with a new line.
#[derive(Debug)]
pub enum Failure {
    /// The program or the machine failed: exit code 1.
    Machine(String),
    /// Asked for in a wrong way: exit code 2.
    Usage(String),
    /// A scenario is wrong: exit code 3.
    Scenario(String),
}

impl Failure {
    /// A failure of the program or the machine.
    pub fn machine(error: impl std::fmt::Display) -> Failure {
        Failure::Machine(format!("error: {error}\n"))
    }

    /// Wrong usage that the parser of the command line does not see.
    pub fn usage(error: impl std::fmt::Display) -> Failure {
        Failure::Usage(format!("error: {error}\n"))
    }

    /// A scenario that cannot run.
    pub fn scenario(error: impl std::fmt::Display) -> Failure {
        Failure::Scenario(format!("error: {error}\n"))
    }

    /// What to print.
    pub fn text(&self) -> &str {
        match self {
            Failure::Machine(text) | Failure::Usage(text) | Failure::Scenario(text) => text,
        }
    }

    /// 1, 2 or 3; most wrong usage (2) is found when the command line is parsed.
    pub fn exit_code(&self) -> u8 {
        match self {
            Failure::Machine(_) => 1,
            Failure::Usage(_) => 2,
            Failure::Scenario(_) => 3,
        }
    }
}

impl From<ResolveError> for Failure {
    fn from(error: ResolveError) -> Failure {
        Failure::scenario(error)
    }
}

impl From<RunError> for Failure {
    fn from(error: RunError) -> Failure {
        match error {
            RunError::NotFinite { .. } => Failure::scenario(error),
            RunError::Threads(_) | RunError::Stopped => Failure::machine(error),
        }
    }
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Failure {
        Failure::machine(error)
    }
}

impl From<PlotError> for Failure {
    fn from(error: PlotError) -> Failure {
        Failure::machine(format_args!("cannot draw a plot: {error}"))
    }
}
