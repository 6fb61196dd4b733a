//! A folder of results, from opening to putting it in place.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::OutputFile;
use super::error::{WriteError, at};
use super::keep::keep;
use super::obsolete::is_result;
use super::staging::{Staging, clear_leftovers, unfinished};
use super::stream::StreamedFile;
use super::swap::swap;

/// A folder that can be written to, as far as is known, opened before the long part of a run.
#[derive(Debug)]
pub struct OutputFolder {
    folder: PathBuf,
    staging: Option<Staging>,
}

/// Links that a folder may be behind.
const MOST_LINKS: usize = 16;

impl OutputFolder {
    /// Sees that results can be written there, and clears away what killed runs may have left. Nothing of it stays
    /// until something is written.
    ///
    /// # Errors
    /// [`WriteError`] names what stands in the way.
    pub fn open(folder: &Path) -> Result<OutputFolder, WriteError> {
        let folder = behind_links(folder);
        if let Ok(there) = folder.metadata() {
            if !there.is_dir() {
                return at(&folder, Err(io::ErrorKind::NotADirectory.into()));
            }
            if there.permissions().readonly() {
                return at(&folder, Err(io::ErrorKind::PermissionDenied.into()));
            }
        }
        clear_leftovers(&folder);
        drop(at(&folder, Staging::new(&folder))?);
        Ok(OutputFolder { folder, staging: None })
    }

    /// Where the files will be.
    pub fn path(&self) -> &Path {
        &self.folder
    }

    /// A file that is written bit by bit, and put in place with the others.
    ///
    /// # Errors
    /// [`WriteError`] if it cannot be made.
    pub fn stream(&mut self, path: &str) -> Result<StreamedFile, WriteError> {
        let (beside, place) = (self.staged(path)?, self.folder.join(path));
        StreamedFile::new(path, &beside, &place)
    }

    /// Writes all files beside their places, then puts the folder in its place in one step. Files of other names
    /// in the folder stay, but for results of an earlier run that this one does not write.
    ///
    /// # Errors
    /// [`WriteError`]; if anything cannot be written, the folder is as it was.
    pub fn write(mut self, files: &[OutputFile]) -> Result<(), WriteError> {
        for file in files {
            let place = self.folder.join(&file.path);
            let beside = self.staged(&file.path)?;
            let written = File::create(&beside).and_then(|mut made| {
                made.write_all(&file.bytes)?;
                // Some disks only say here that they are full.
                made.sync_all()
            });
            at(&place, written)?;
        }
        let Some(staging) = &self.staging else { return Ok(()) };
        let (new, old) = (staging.new_folder(), staging.old_folder());
        if self.folder.is_file() {
            // Somebody has put it there in the meantime.
            return at(&self.folder, Err(io::ErrorKind::NotADirectory.into()));
        }
        if self.folder.is_dir() {
            at(&self.folder, keep(&self.folder, &new, "", &is_result))?;
        }
        let _no_interruption = unfinished();
        at(&self.folder, swap(&new, &self.folder, &old))
    }

    /// Where a file is made, with the folders around it.
    fn staged(&mut self, path: &str) -> Result<PathBuf, WriteError> {
        let staging = match self.staging.take() {
            Some(staging) => staging,
            None => at(&self.folder, Staging::new(&self.folder))?,
        };
        let beside = self.staging.insert(staging).new_folder().join(path);
        let parent = beside.parent().unwrap_or(&beside);
        at(&self.folder.join(path), fs::create_dir_all(parent))?;
        Ok(beside)
    }
}

/// The folder itself, if the path is a link: links stay, and what they lead to is replaced.
fn behind_links(folder: &Path) -> PathBuf {
    let mut folder = folder.to_path_buf();
    for _ in 0..MOST_LINKS {
        let Ok(target) = folder.read_link() else { break };
        folder = folder.parent().unwrap_or(Path::new("")).join(target);
    }
    folder
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<String> =
            entries.map(|entry| entry.unwrap().file_name().to_string_lossy().to_string()).collect();
        names.sort();
        names
    }

    #[test]
    fn new_results_replace_old_ones_and_leave_other_files_alone() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("base");
        for text in ["old", "new"] {
            OutputFolder::open(&folder).unwrap().write(&[OutputFile::new("tables/a.csv", text)]).unwrap();
            fs::write(folder.join("notes.txt"), "mine").unwrap();
            fs::create_dir_all(folder.join("mine")).unwrap();
            fs::write(folder.join("tables/trials.csv"), text).unwrap();
            fs::create_dir_all(folder.join("plots")).unwrap();
            fs::write(folder.join("plots/break_even.svg"), text).unwrap();
        }
        OutputFolder::open(&folder).unwrap().write(&[OutputFile::new("tables/a.csv", "newest")]).unwrap();
        assert_eq!(fs::read_to_string(folder.join("tables/a.csv")).unwrap(), "newest");
        assert_eq!(fs::read_to_string(folder.join("notes.txt")).unwrap(), "mine");
        assert_eq!(names(&folder), ["mine", "notes.txt", "tables"], "plots of another run are gone");
        assert_eq!(names(&folder.join("tables")), ["a.csv"], "trials of another run are gone");
        assert_eq!(names(root.path()), ["base"]);
    }

    #[test]
    fn a_streamed_file_is_put_in_place_with_the_others_and_has_the_hash_of_its_bytes() {
        let root = tempfile::tempdir().unwrap();
        let place = root.path().join("base");
        let mut folder = OutputFolder::open(&place).unwrap();
        let mut file = folder.stream("tables/trials.csv").unwrap();
        file.write_all(b"abc").unwrap();
        assert!(!place.exists());
        let streamed = file.finish().unwrap();
        // FIPS 180-2, appendix B.1.
        assert_eq!(streamed.sha256, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        folder.write(&[OutputFile::new("a.csv", "a")]).unwrap();
        assert_eq!(fs::read_to_string(place.join("tables/trials.csv")).unwrap(), "abc");
    }

    #[test]
    fn a_failed_write_leaves_the_old_results() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("base");
        OutputFolder::open(&folder).unwrap().write(&[OutputFile::new("a.csv", "old")]).unwrap();
        // The second file wants a folder where the first is a file.
        let files = [OutputFile::new("a.csv", "new"), OutputFile::new("a.csv/b.csv", "new")];
        assert!(OutputFolder::open(&folder).unwrap().write(&files).is_err());
        assert_eq!(fs::read_to_string(folder.join("a.csv")).unwrap(), "old");
        assert_eq!(names(root.path()), ["base"]);
    }

    #[test]
    fn what_somebody_put_where_results_go_is_named_and_stays() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("base");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("tables"), "mine").unwrap();
        let files = [OutputFile::new("tables/a.csv", "new")];
        let error = OutputFolder::open(&folder).unwrap().write(&files).unwrap_err().to_string();
        assert!(error.contains("a file stands where a folder is needed"), "{error}");
        assert_eq!(fs::read_to_string(folder.join("tables")).unwrap(), "mine");
        let error = OutputFolder::open(&folder.join("tables/base")).unwrap_err().to_string();
        assert!(error.contains("a file stands where a folder is needed"), "{error}");
    }

    #[test]
    fn a_file_that_came_in_the_meantime_is_named_and_stays() {
        let root = tempfile::tempdir().unwrap();
        let place = root.path().join("base");
        let folder = OutputFolder::open(&place).unwrap();
        fs::write(&place, "mine").unwrap();
        let error = folder.write(&[OutputFile::new("a.csv", "new")]).unwrap_err().to_string();
        assert!(error.contains("a file stands where a folder is needed"), "{error}");
        assert_eq!(fs::read_to_string(&place).unwrap(), "mine");
        assert_eq!(names(root.path()), ["base"]);
    }

    #[test]
    fn a_run_that_writes_nothing_leaves_no_folder() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("output/base");
        let mut opened = OutputFolder::open(&folder).unwrap();
        assert_eq!(names(root.path()), Vec::<String>::new());
        drop(opened.stream("tables/trials.csv").unwrap());
        drop(opened);
        assert_eq!(names(root.path()), Vec::<String>::new());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_to_a_folder_stays_a_link() {
        let root = tempfile::tempdir().unwrap();
        fs::create_dir(root.path().join("elsewhere")).unwrap();
        std::os::unix::fs::symlink("elsewhere", root.path().join("base")).unwrap();
        let folder = OutputFolder::open(&root.path().join("base")).unwrap();
        folder.write(&[OutputFile::new("a.csv", "new")]).unwrap();
        assert!(root.path().join("base").is_symlink());
        assert_eq!(fs::read_to_string(root.path().join("elsewhere/a.csv")).unwrap(), "new");
    }
}
