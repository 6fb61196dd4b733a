//! The text behind a name: a file on disk or a built-in scenario.

use std::fmt;
use std::fs::{File, canonicalize, metadata};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::builtin;
use super::suggest::{listed, nearest};

/// Largest scenario file, in bytes.
const SIZE_LIMIT: u64 = 1024 * 1024;
const PREFIX: &str = "builtin:";

/// Where a scenario comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file.
    File(PathBuf),
    /// A built-in scenario, by name.
    Builtin(String),
}

impl Source {
    /// From a command-line argument: `builtin:NAME`, or else the path of a file.
    pub fn from_argument(argument: &str) -> Source {
        match argument.strip_prefix(PREFIX) {
            Some(name) => Source::Builtin(name.trim().to_string()),
            None => Source::File(PathBuf::from(argument)),
        }
    }

    /// The parent or the part that a scenario names: relative to the file, or `builtin:NAME`. A built-in
    /// scenario has built-in parents and parts.
    pub(super) fn parent(&self, named: &str) -> Source {
        match (Source::from_argument(named), self) {
            (Source::File(path), Source::File(child)) => {
                Source::File(child.parent().unwrap_or(Path::new("")).join(path))
            }
            (Source::File(path), Source::Builtin(child)) => {
                let folder = child.rsplit_once('/').map_or("", |(folder, _)| folder);
                Source::Builtin(below(folder, &path.to_string_lossy()))
            }
            (builtin, _) => builtin,
        }
    }

    /// The list of sources that stands beside a file.
    pub(super) fn beside(&self, name: &str) -> Option<Source> {
        match self {
            Source::File(path) => Some(Source::File(path.parent().unwrap_or(Path::new("")).join(name))),
            Source::Builtin(_) => None,
        }
    }
}

/// A path below `scenarios/`, without `.toml`.
fn below(folder: &str, path: &str) -> String {
    let mut segments: Vec<&str> = folder.split('/').filter(|segment| !segment.is_empty()).collect();
    for segment in path.strip_suffix(".toml").unwrap_or(path).split(['/', '\\']) {
        match segment {
            "" | "." => {}
            ".." => {
                segments.pop();
            }
            segment => segments.push(segment),
        }
    }
    segments.join("/")
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Source::File(path) => write!(f, "{}", path.display()),
            Source::Builtin(name) => write!(f, "{PREFIX}{name}"),
        }
    }
}

/// A text that was read, and what tells it from other texts.
pub(super) struct Opened {
    pub(super) text: String,
    pub(super) identity: String,
}

/// Why a text cannot be read: what is wrong, and what to do.
#[derive(Debug)]
pub(super) struct Refusal {
    pub(super) message: String,
    pub(super) hint: String,
    /// Whether there is no such text at all.
    pub(super) is_missing: bool,
}

fn refuse<T>(message: impl Into<String>, hint: impl Into<String>) -> Result<T, Refusal> {
    Err(Refusal { message: message.into(), hint: hint.into(), is_missing: false })
}

/// Reads a scenario text from disk or from the program.
pub(super) fn open(source: &Source) -> Result<Opened, Refusal> {
    match source {
        Source::Builtin(name) => match builtin::text(name) {
            Some(text) => Ok(Opened { text: text.to_string(), identity: source.to_string() }),
            None => {
                let names: Vec<&str> = builtin::names().collect();
                let meant =
                    nearest(name, names.iter().copied()).map(|name| format!("; did you mean `{name}`?"));
                let hint = format!(
                    "there are {}{}",
                    listed(&names, 20).replace(" or ", " and "),
                    meant.unwrap_or_default()
                );
                refuse(format!("there is no built-in scenario `{name}`"), hint)
            }
        },
        Source::File(path) => {
            let bytes = read(path)?;
            let identity = canonicalize(path).unwrap_or_else(|_| path.clone()).display().to_string();
            Ok(Opened { text: decode(bytes)?, identity })
        }
    }
}

fn read(path: &Path) -> Result<Vec<u8>, Refusal> {
    let failed = |error: std::io::Error| {
        let message = match error.kind() {
            std::io::ErrorKind::NotFound => "this file does not exist".to_string(),
            std::io::ErrorKind::PermissionDenied => "this file may not be read".to_string(),
            _ => format!("this file cannot be read: {error}"),
        };
        let hint = "check the name and the folder; `builtin:base` is always there".to_string();
        Refusal { message, hint, is_missing: error.kind() == std::io::ErrorKind::NotFound }
    };
    let about = metadata(path).map_err(failed)?;
    if about.is_dir() {
        return refuse("this is a folder, not a scenario file", "name the file in it, for example base.toml");
    }
    if !about.is_file() {
        return refuse("this is a device or a pipe, not a file", "name a scenario file");
    }
    let too_large = "a scenario file has at most 1 MB; is this another kind of file?";
    if about.len() > SIZE_LIMIT {
        return refuse(format!("this file has {:.1} MB", about.len() as f64 / 1e6), too_large);
    }
    let mut bytes = Vec::new();
    // The file may have grown since its size was asked for.
    File::open(path).map_err(failed)?.take(SIZE_LIMIT + 1).read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > SIZE_LIMIT {
        return refuse("this file is larger than 1 MB", too_large);
    }
    Ok(bytes)
}

/// UTF-8 with or without byte-order mark; the mark is dropped, so that columns count from the first letter.
pub(super) fn decode(bytes: Vec<u8>) -> Result<String, Refusal> {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return refuse(
            "this file is UTF-16",
            "save it as UTF-8: in the editor's Save As, choose the encoding UTF-8",
        );
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').map(str::to_string).unwrap_or(text)),
        Err(error) => {
            let valid = error.utf8_error().valid_up_to();
            let line = error.as_bytes()[..valid].iter().filter(|byte| **byte == b'\n').count() + 1;
            refuse(
                format!("this file is not UTF-8: line {line} has a character in another encoding"),
                "save it as UTF-8: in the editor's Save As, choose the encoding UTF-8",
            )
        }
    }
}
