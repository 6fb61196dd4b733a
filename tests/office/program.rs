//! What the program writes.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;

/// Runs the program in a folder; its standard output.
pub fn ampere(arguments: &[&str], folder: &Path) -> Vec<u8> {
    let mut command = Command::cargo_bin("ampere").expect("the program is built");
    let output = command.current_dir(folder).args(arguments).output().expect("the program starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output.stdout
}

/// The CSV files of a folder of results, in alphabetical order.
pub fn tables(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder.join("tables")).expect("a folder of tables");
    let mut tables: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    tables.sort();
    tables
}
