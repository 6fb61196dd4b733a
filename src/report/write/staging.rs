//! What is being made beside its place, under a hidden name: cleared away whatever happens.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

/// What is being made right now. Putting results in place holds the lock, so that an interruption comes before or
/// after it, never in the middle.
static UNFINISHED: Mutex<Vec<Traces>> = Mutex::new(Vec::new());

/// What has to go if a run ends early: the staging folder, and the folders that were made to hold it.
#[derive(Clone, Debug, PartialEq)]
struct Traces {
    staging: PathBuf,
    made: Vec<PathBuf>,
}

impl Traces {
    fn clear(&self) {
        let _ = fs::remove_dir_all(&self.staging);
        // Only empty ones go.
        self.made.iter().for_each(|folder| drop(fs::remove_dir(folder)));
    }
}

/// No other thread puts results in place while this is held. A poisoned lock only says that a thread panicked.
pub(super) fn unfinished() -> MutexGuard<'static, impl Sized> {
    list()
}

fn list() -> MutexGuard<'static, Vec<Traces>> {
    UNFINISHED.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

/// For an interruption, right before the end of the program: clears away what is unfinished, and lets nothing be put
/// in place any more. A thread that wants to write waits for an end that comes.
pub fn abandon() {
    let list = list();
    list.iter().for_each(Traces::clear);
    std::mem::forget(list);
}

/// A hidden folder beside a place, held by a lock as long as the program lives.
#[derive(Debug)]
pub(super) struct Staging {
    traces: Traces,
    /// Closing it gives the lock back.
    lock: Option<File>,
}

/// Name of the file in a staging folder that a living program holds locked.
const LOCK: &str = "lock";
/// Name of the old results in a staging folder while new ones are put in their place in two steps.
const OLD: &str = "old";
const NEW: &str = "new";
/// Programs of the same number that may write at one place, each in a container of its own.
const MOST_OF_ONE_NUMBER: u32 = 100;

/// `.base.part-`: what the names of all staging folders of a place begin with.
fn prefix(place: &Path) -> String {
    let name = place.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    format!(".{name}.part-")
}

/// The folder around a place; that of a bare name is the current one.
fn around(place: &Path) -> &Path {
    match place.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

impl Staging {
    /// Makes the folder beside `place`, with the folders around it.
    pub(super) fn new(place: &Path) -> io::Result<Staging> {
        let around = around(place);
        let made: Vec<PathBuf> = around
            .ancestors()
            .take_while(|folder| !folder.as_os_str().is_empty() && folder.symlink_metadata().is_err())
            .map(PathBuf::from)
            .collect();
        let mut traces = Traces { staging: PathBuf::new(), made };
        let created = fs::create_dir_all(around).and_then(|()| free_folder(around, &prefix(place)));
        match created {
            Ok(staging) => traces.staging = staging,
            Err(error) => {
                traces.made.iter().for_each(|folder| drop(fs::remove_dir(folder)));
                return Err(error);
            }
        }
        list().push(traces.clone());
        let mut staging = Staging { traces, lock: None };
        let lock = File::create(staging.traces.staging.join(LOCK))?;
        // Not every file system has locks.
        let _ = lock.try_lock();
        staging.lock = Some(lock);
        fs::create_dir(staging.new_folder())?;
        Ok(staging)
    }

    /// Where new results are made.
    pub(super) fn new_folder(&self) -> PathBuf {
        self.traces.staging.join(NEW)
    }

    /// Where old results may wait.
    pub(super) fn old_folder(&self) -> PathBuf {
        self.traces.staging.join(OLD)
    }
}

impl Drop for Staging {
    /// Leaves neither a staging folder behind nor an empty one around it.
    fn drop(&mut self) {
        let mut list = list();
        self.lock = None;
        self.traces.clear();
        list.retain(|other| *other != self.traces);
    }
}

/// A new folder with a name that is free.
fn free_folder(around: &Path, prefix: &str) -> io::Result<PathBuf> {
    let number = std::process::id();
    for more in 0..MOST_OF_ONE_NUMBER {
        let folder = around.join(format!("{prefix}{number}-{more}"));
        match fs::create_dir(&folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            made => return made.map(|()| folder),
        }
    }
    Err(io::Error::other("too many programs write here at the same time"))
}

/// Clears away what killed programs left beside a place. Results that were taken from their place and never replaced
/// go back.
pub(super) fn clear_leftovers(place: &Path) {
    let Ok(entries) = around(place).read_dir() else { return };
    let prefix = prefix(place);
    let is_leftover = |path: &PathBuf| {
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&prefix)) && !is_held(path)
    };
    for leftover in entries.flatten().map(|entry| entry.path()).filter(is_leftover) {
        let old = leftover.join(OLD);
        if place.symlink_metadata().is_err() && old.is_dir() && fs::rename(&old, place).is_err() {
            // The only copy of these results: it stays where it is.
            continue;
        }
        let _ = fs::remove_dir_all(&leftover);
    }
}

/// Whether a living program holds the lock of a staging folder.
fn is_held(staging: &Path) -> bool {
    let lock = OpenOptions::new().write(true).open(staging.join(LOCK));
    lock.is_ok_and(|lock| matches!(lock.try_lock(), Err(TryLockError::WouldBlock)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leftovers_of_killed_programs_go_and_those_of_living_ones_stay() {
        let root = tempfile::tempdir().unwrap();
        let place = root.path().join("base");
        let living = Staging::new(&place).unwrap();
        let dead = root.path().join(".base.part-1-0");
        fs::create_dir_all(dead.join(NEW)).unwrap();
        fs::write(dead.join(LOCK), "").unwrap();
        let other = root.path().join(".base-2.part-1-0");
        fs::create_dir(&other).unwrap();
        clear_leftovers(&place);
        assert!(living.new_folder().is_dir() && !dead.exists() && other.exists());
        let staging = living.traces.staging.clone();
        drop(living);
        assert!(!staging.exists());
    }

    #[test]
    fn results_whose_place_was_left_empty_go_back() {
        let root = tempfile::tempdir().unwrap();
        let place = root.path().join("base");
        let dead = root.path().join(".base.part-1-0");
        fs::create_dir_all(dead.join(OLD)).unwrap();
        fs::write(dead.join(OLD).join("a.csv"), "old").unwrap();
        clear_leftovers(&place);
        assert_eq!(fs::read_to_string(place.join("a.csv")).unwrap(), "old");
        assert!(!dead.exists());
    }

    #[test]
    fn folders_made_for_it_go_with_it() {
        let root = tempfile::tempdir().unwrap();
        drop(Staging::new(&root.path().join("a/b/base")).unwrap());
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 0);
    }
}
