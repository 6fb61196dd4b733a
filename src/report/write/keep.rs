//! Files of other names in a folder of results stay: somebody's notes, a spreadsheet.

use std::fs;
use std::io;
use std::path::Path;

/// Gives the files of `old` that `new` has no file for a second name in `new`, folder by folder; `is_obsolete` says by
/// its path with `/` which results of an earlier run have no successor.
///
/// # Errors
/// Of the system; [`io::ErrorKind::NotADirectory`] if somebody's file stands where results need a folder.
pub(super) fn keep(
    old: &Path,
    new: &Path,
    path: &str,
    is_obsolete: &impl Fn(&str) -> bool,
) -> io::Result<()> {
    for entry in old.read_dir()? {
        let entry = entry?;
        let (name, from) = (entry.file_name(), entry.path());
        let place = new.join(&name);
        let path = format!("{path}{}", name.to_string_lossy());
        let is_folder = entry.file_type()?.is_dir();
        let mut made = false;
        match place.symlink_metadata().map(|there| there.is_dir()) {
            Ok(true) if !is_folder => return Err(io::ErrorKind::NotADirectory.into()),
            Ok(false) if is_folder => return Err(io::ErrorKind::IsADirectory.into()),
            // A new file in the place of the old one.
            Ok(false) => continue,
            Ok(true) => {}
            Err(_) if is_folder => {
                fs::create_dir(&place)?;
                made = true;
            }
            Err(_) => {}
        }
        if is_folder {
            keep(&from, &place, &format!("{path}/"), is_obsolete)?;
            if made && from.read_dir()?.next().is_some() {
                // What held nothing but obsolete results goes with them; somebody's empty folder stays.
                let _ = fs::remove_dir(&place);
            }
        } else if !is_obsolete(&path) && fs::hard_link(&from, &place).is_err() {
            // Not every file system has second names.
            fs::copy(&from, &place)?;
        }
    }
    Ok(())
}
