//! LibreOffice Calc without a window, and what it read from a CSV file.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::cell::{Cell, cells};

/// Where a computer says that it stands, and the dialect of CSV that is opened there.
#[derive(Clone, Copy, Debug)]
pub struct Locale {
    /// As LibreOffice writes it.
    pub name: &'static str,
    pub delimiter: u8,
    pub decimal: char,
}

pub const FRENCH: Locale = Locale { name: "fr-FR", delimiter: b';', decimal: ',' };
pub const ENGLISH: Locale = Locale { name: "en-US", delimiter: b',', decimal: '.' };

/// A user of LibreOffice who has changed nothing but the locale.
///
/// Source: LibreOffice help, "Filter options for CSV" and "Starting LibreOffice with parameters".
fn user(folder: &Path, locale: Locale) {
    let settings = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <oor:items xmlns:oor=\"http://openoffice.org/2001/registry\">\n\
         <item oor:path=\"/org.openoffice.Setup/L10N\"><prop oor:name=\"ooSetupSystemLocale\" oor:op=\"fuse\">\
         <value>{}</value></prop></item>\n</oor:items>\n",
        locale.name
    );
    fs::create_dir_all(folder.join("user")).expect("a folder");
    fs::write(folder.join("user/registrymodifications.xcu"), settings).expect("written");
}

/// Opens CSV files as a user of the locale does who chooses its delimiter, and gives the cells that the spreadsheet
/// holds then, file by file. Text that could be computed is: nothing may look like a formula.
pub fn read(files: &[PathBuf], locale: Locale) -> Vec<Vec<Vec<Cell>>> {
    let root = tempfile::tempdir().expect("a folder");
    let profile = root.path().join("profile");
    user(&profile, locale);
    // Delimiter, quote, UTF-8, from line 1, no formats of columns, language of the locale, quoted cells are like
    // others, dates only as ISO 8601 writes them, not as shown, no formulas, spaces stay, first sheet, formulas are
    // evaluated.
    let import = format!("CSV:{},34,76,1,,0,false,false,false,false,false,0,true", locale.delimiter);
    // The same, but text in quotes and numbers without, with all digits rather than as shown.
    let export = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,true,true,false";
    let mut command = Command::new("soffice");
    command.arg(format!("-env:UserInstallation=file://{}", profile.display()));
    command.args(["--headless", "--norestore"]).arg(format!("--infilter={import}"));
    command.args(["--convert-to", export, "--outdir"]).arg(root.path().join("read")).args(files);
    let output = command.output().expect("LibreOffice Calc: install `libreoffice-calc`");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    let read = files.iter().map(|file| {
        let copy = root.path().join("read").join(file.file_name().expect("a file"));
        cells(&fs::read_to_string(&copy).unwrap_or_else(|_| panic!("not opened: {file:?}\n{said}")), b';')
    });
    read.collect()
}
