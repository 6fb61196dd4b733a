//! One new file.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use super::error::{WriteError, at};

/// Writes one new file: beside its place, and then into it. Never replaces a file, and makes no folder.
///
/// # Errors
/// [`WriteError`], in particular if there is such a file already.
pub fn write_new(path: &Path, bytes: &[u8]) -> Result<(), WriteError> {
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let beside = path.with_file_name(format!(".{name}.{}.new", std::process::id()));
    if path.symlink_metadata().is_ok() {
        return at(path, Err(io::Error::new(io::ErrorKind::AlreadyExists, "there is such a file already")));
    }
    let written = fs::File::create_new(&beside).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()?;
        // A second name fails if the place has been taken in the meantime, which renaming would not.
        fs::hard_link(&beside, path).or_else(|error| match error.kind() {
            io::ErrorKind::AlreadyExists => Err(error),
            _ if path.symlink_metadata().is_ok() => Err(io::ErrorKind::AlreadyExists.into()),
            // Not every file system has second names.
            _ => fs::rename(&beside, path),
        })
    });
    let _ = fs::remove_file(&beside);
    at(path, written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_file_replaces_nothing_and_leaves_nothing_else() {
        let root = tempfile::tempdir().unwrap();
        let path = root.path().join("mine.toml");
        write_new(&path, b"first").unwrap();
        assert!(write_new(&path, b"second").unwrap_err().to_string().contains("already"));
        assert_eq!(fs::read_to_string(&path).unwrap(), "first");
        assert!(write_new(&root.path().join("folder/mine.toml"), b"x").is_err());
        assert_eq!(fs::read_dir(root.path()).unwrap().count(), 1);
    }
}
