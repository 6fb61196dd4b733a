//! The command line: prints, and sets exit codes.
//!
//! - [`args`]: commands and options as written
//! - [`run`]: `ampere run` · [`compare`]: `ampere compare`
//! - [`explain`]: `ampere explain`
//! - [`check`]: `ampere check` · [`new`]: `ampere new` · [`manual`]: completions and manual pages
//! - [`prepare`]: scenarios from arguments · [`simulate`]: the long part, with its progress bar
//! - [`folder_name`]: where results go · [`interrupt`]: Ctrl-C
//! - [`failure`]: what went wrong, and with which exit code

pub mod args;
pub mod check;
pub mod compare;
pub mod explain;
pub mod failure;
pub mod folder_name;
pub mod form;
pub mod interrupt;
pub mod manual;
pub mod new;
pub mod prepare;
pub mod run;
pub mod simulate;

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;

use args::{Arguments, Command};
use failure::Failure;

use crate::report::schema;
use crate::report::write::WriteError;
use crate::scenario::reference;

/// Parses the command line, runs the command, prints an error once.
///
/// Exit codes: 0 done, 1 failure of program or machine, 2 wrong usage, 3 a bad scenario; the shell's 130 when
/// interrupted.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    interrupt::listen();
    let result = match arguments.command {
        Command::Run(arguments) => run::run(&arguments),
        Command::Compare(arguments) => compare::compare(&arguments),
        Command::Explain(arguments) => explain::explain(&arguments),
        Command::Schema => print(&schema::json_schema()),
        Command::Reference => prepare::base().and_then(|base| print(&reference::reference(&base))),
        Command::Check(arguments) => check::check(&arguments),
        Command::Completions { shell } => manual::completions(shell),
        Command::Man { command } => manual::man(command.as_deref()),
        Command::New(arguments) => new::new(&arguments),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            // Nobody is left to tell if standard error is closed.
            let _ = write!(anstream::stderr(), "{}", failure.text());
            ExitCode::from(failure.exit_code())
        }
    }
}

/// Prints data to standard output. A reader who has seen enough and closed the pipe is no error.
fn print(text: &str) -> Result<(), Failure> {
    // Colours are taken out again where nobody would see them.
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(WriteError::new(Path::new("standard output"), error).into())
        }
        _ => Ok(()),
    }
}

/// Prints a remark to standard error.
fn remark(text: &str) {
    let _ = writeln!(std::io::stderr(), "{text}");
}
