//! Old and new results change places.

use std::fs;
use std::io;
use std::path::Path;

/// Puts the folder `new` at `place`. What stood there is at `new` or at `old` afterwards.
///
/// Where the system can exchange two names in one step (Linux, macOS), there is no moment without results. Elsewhere
/// it takes two; who is killed between them leaves the old results at `old`, and the next run brings them back.
///
/// # Errors
/// Of the system; then `place` is as it was.
pub(super) fn swap(new: &Path, place: &Path, old: &Path) -> io::Result<()> {
    if place.symlink_metadata().is_err() {
        return fs::rename(new, place);
    }
    exchange(new, place).or_else(|_| in_two_steps(new, place, old))
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn exchange(new: &Path, place: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, new, CWD, place, RenameFlags::EXCHANGE)?)
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(io::ErrorKind::Unsupported.into())
}

fn in_two_steps(new: &Path, place: &Path, old: &Path) -> io::Result<()> {
    fs::rename(place, old)?;
    fs::rename(new, place).inspect_err(|_| {
        // What just went one way goes the other.
        let _ = fs::rename(old, place);
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(path: &Path, text: &str) {
        fs::create_dir(path).unwrap();
        fs::write(path.join("a"), text).unwrap();
    }

    #[test]
    fn both_ways_put_the_new_in_the_place_of_the_old() {
        for step in [swap, in_two_steps] {
            let root = tempfile::tempdir().unwrap();
            let [new, place, old] = ["new", "place", "old"].map(|name| root.path().join(name));
            folder(&new, "new");
            folder(&place, "old");
            step(&new, &place, &old).unwrap();
            assert_eq!(fs::read_to_string(place.join("a")).unwrap(), "new");
        }
    }

    #[test]
    fn a_step_that_fails_leaves_the_place_as_it_was() {
        for step in [swap, in_two_steps] {
            let root = tempfile::tempdir().unwrap();
            let [new, place, old] = ["new", "place", "old"].map(|name| root.path().join(name));
            folder(&place, "old");
            assert!(step(&new, &place, &old).is_err(), "there is nothing new");
            assert_eq!(fs::read_to_string(place.join("a")).unwrap(), "old");
        }
    }
}
