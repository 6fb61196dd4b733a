//! The only writer of files. Everything is written beside its place and renamed, so that a run that fails or
//! is interrupted leaves earlier results as they were.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use thiserror::Error;

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

/// Why results could not be written.
#[derive(Debug, Error)]
#[error("cannot write {}: {source}{}", path.display(), advice(source))]
pub struct WriteError {
    path: PathBuf,
    #[source]
    source: io::Error,
}

fn advice(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "; is it open in another program, or is the folder read-only?",
        io::ErrorKind::StorageFull => "; the disk is full",
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            "; a file stands where a folder is needed"
        }
        _ => "",
    }
}

fn at<T>(path: &Path, result: io::Result<T>) -> Result<T, WriteError> {
    result.map_err(|source| WriteError { path: path.to_path_buf(), source })
}

/// Name of the staging folder.
const STAGING: &str = ".staging";

/// A folder that is known to be writable, opened before the long part of a run.
#[derive(Debug)]
pub struct OutputFolder {
    folder: PathBuf,
    staging: PathBuf,
}

impl OutputFolder {
    /// Creates the folder if needed, sees that it can be written to, and clears away what an interrupted run
    /// may have left. The staging folder itself exists only while files are written.
    ///
    /// # Errors
    /// [`WriteError`] names what could not be created, and why.
    pub fn open(folder: &Path) -> Result<OutputFolder, WriteError> {
        let staging = folder.join(STAGING);
        at(folder, fs::create_dir_all(folder))?;
        let _ = fs::remove_dir_all(&staging);
        at(&staging, fs::create_dir(&staging))?;
        at(&staging, fs::remove_dir(&staging))?;
        Ok(OutputFolder { folder: folder.to_path_buf(), staging })
    }

    /// Where the files will be.
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// Writes all files beside their places, then renames them, the last one last; files of other names in
    /// the folder stay.
    ///
    /// # Errors
    /// [`WriteError`]; if a file could not be written, nothing has been renamed.
    pub fn write(self, files: &[OutputFile]) -> Result<(), WriteError> {
        for file in files {
            let (beside, place) = (self.staging.join(&file.path), self.folder.join(&file.path));
            for parent in [beside.parent(), place.parent()].into_iter().flatten() {
                at(parent, fs::create_dir_all(parent))?;
            }
            at(&beside, fs::write(&beside, &file.bytes))?;
        }
        for file in files {
            let place = self.folder.join(&file.path);
            at(&place, fs::rename(self.staging.join(&file.path), &place))?;
        }
        Ok(())
    }
}

impl Drop for OutputFolder {
    /// Leaves no staging folder behind when writing fails, nor an empty folder.
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.staging);
        // Only succeeds if nothing was ever written here.
        let _ = fs::remove_dir(&self.folder);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_results_replace_old_ones_and_leave_other_files_alone() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("base");
        for text in ["old", "new"] {
            OutputFolder::open(&folder).unwrap().write(&[OutputFile::new("tables/a.csv", text)]).unwrap();
            fs::write(folder.join("notes.txt"), "mine").unwrap();
        }
        assert_eq!(fs::read_to_string(folder.join("tables/a.csv")).unwrap(), "new");
        assert_eq!(fs::read_to_string(folder.join("notes.txt")).unwrap(), "mine");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 2);
    }

    #[test]
    fn a_failed_write_leaves_the_old_results() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("base");
        OutputFolder::open(&folder).unwrap().write(&[OutputFile::new("a.csv", "old")]).unwrap();
        // The second file wants a folder where the first is a file: the staging fails before any rename.
        let files = [OutputFile::new("a.csv", "new"), OutputFile::new("a.csv/b.csv", "new")];
        assert!(OutputFolder::open(&folder).unwrap().write(&files).is_err());
        assert_eq!(fs::read_to_string(folder.join("a.csv")).unwrap(), "old");
    }

    #[test]
    fn a_run_that_writes_nothing_leaves_no_folder() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("base");
        drop(OutputFolder::open(&folder).unwrap());
        assert!(!folder.exists());
    }

    #[test]
    fn a_file_in_the_way_is_named() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("file"), "x").unwrap();
        let error = OutputFolder::open(&root.path().join("file/base")).unwrap_err().to_string();
        assert!(
            error.contains("file/base") && error.contains("a file stands where a folder is needed"),
            "{error}"
        );
    }
}
