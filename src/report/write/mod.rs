//! The only writer of files. A folder of results is made whole beside its place and then put there in one step, so
//! that a run that fails, is interrupted or is killed leaves earlier results as they were.
//!
//! - `folder`: a folder of results, from opening to putting it in place
//! - `staging`: what is being made beside it, and what an interruption has to clear away
//! - `keep`: files of other names stay · `obsolete`: but for results of an earlier run · `swap`: old and new change places
//! - `single`: one new file · `stream`: a file that is written while trials come in

mod error;
mod folder;
mod keep;
mod obsolete;
mod single;
mod staging;
mod stream;
mod swap;

pub use error::WriteError;
pub use folder::OutputFolder;
pub use single::write_new;
pub use staging::abandon;
pub use stream::{Streamed, StreamedFile};

/// A file of an output folder: its path inside the folder, and its bytes.
#[derive(Clone, Debug, PartialEq)]
pub struct OutputFile {
    /// Relative path with `/`, for example `tables/annual.csv`.
    pub path: String,
    pub bytes: Vec<u8>,
}

impl OutputFile {
    /// A file by its path and bytes.
    pub fn new(path: &str, bytes: impl Into<Vec<u8>>) -> OutputFile {
        OutputFile { path: path.to_string(), bytes: bytes.into() }
    }
}
