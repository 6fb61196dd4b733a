//! Why results could not be written, in one line.

use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

/// Why results could not be written.
#[derive(Debug, Error)]
#[error("cannot write {}: {source}{}", path.display(), advice(source))]
pub struct WriteError {
    path: PathBuf,
    #[source]
    source: io::Error,
}

impl WriteError {
    /// An error at the place that the user knows, rather than beside it.
    pub fn new(path: &Path, source: io::Error) -> WriteError {
        WriteError { path: path.to_path_buf(), source }
    }
}

fn advice(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ResourceBusy => {
            "; is one of its files open in another program, or is the folder read-only?"
        }
        io::ErrorKind::StorageFull => "; the disk is full",
        io::ErrorKind::QuotaExceeded => "; your share of the disk is used up",
        io::ErrorKind::FileTooLarge => "; files may not be that large here",
        io::ErrorKind::NotADirectory => "; a file stands where a folder is needed",
        io::ErrorKind::IsADirectory => "; a folder stands where a file is needed",
        // With its own words it is about a file.
        io::ErrorKind::AlreadyExists if error.get_ref().is_none() => {
            "; a file stands where a folder is needed"
        }
        _ => "",
    }
}

/// A result with the place that it is about.
pub(super) fn at<T>(path: &Path, result: io::Result<T>) -> Result<T, WriteError> {
    result.map_err(|source| WriteError::new(path, source))
}
