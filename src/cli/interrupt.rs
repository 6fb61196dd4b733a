//! Ctrl-C, and a limit on the size of files: the program says in one line what happened.

use std::io::{IsTerminal, Write};

use crate::report::write::abandon;

/// Exit code of a program that was interrupted, as shells give it.
const INTERRUPTED: i32 = 130;

/// From now on an interruption clears away what is unfinished, says so, and ends the program; and a write beyond the
/// allowed size of a file is an error of that file.
pub fn listen() {
    // Without a handler the system ends the program by itself: results stay whole, only the words are missing.
    let _ = ctrlc::set_handler(|| {
        abandon();
        let mut stderr = std::io::stderr();
        // Behind the progress bar.
        let start = if stderr.is_terminal() { "\n" } else { "" };
        let _ = writeln!(
            stderr,
            "{start}interrupted: nothing unfinished is left, earlier results are as they were"
        );
        std::process::exit(INTERRUPTED);
    });
    #[cfg(unix)]
    {
        let heard = std::sync::Arc::default();
        let _ = signal_hook::flag::register(signal_hook::consts::SIGXFSZ, heard);
    }
}
