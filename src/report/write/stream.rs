//! A file that is written while trials come in, so that memory does not grow with their number.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::error::{WriteError, at};

/// A file that is being made beside its place. It is part of the results once the folder is put in place.
#[derive(Debug)]
pub struct StreamedFile {
    path: String,
    place: PathBuf,
    writer: BufWriter<Hashed>,
}

/// A streamed file that is complete.
#[derive(Clone, Debug, PartialEq)]
pub struct Streamed {
    /// Relative path with `/`.
    pub path: String,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
}

#[derive(Debug)]
struct Hashed {
    file: File,
    hash: Sha256,
}

impl Write for Hashed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hash.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl StreamedFile {
    pub(super) fn new(path: &str, beside: &Path, place: &Path) -> Result<StreamedFile, WriteError> {
        let hashed = Hashed { file: at(place, File::create(beside))?, hash: Sha256::new() };
        let writer = BufWriter::with_capacity(1 << 20, hashed);
        Ok(StreamedFile { path: path.to_string(), place: place.to_path_buf(), writer })
    }

    /// Where it will be.
    pub fn place(&self) -> &Path {
        &self.place
    }

    /// Ends the file.
    ///
    /// # Errors
    /// [`WriteError`] if the last bytes do not reach the disk.
    pub fn finish(self) -> Result<Streamed, WriteError> {
        let StreamedFile { path, place, writer } = self;
        let Hashed { file, hash } = at(&place, writer.into_inner().map_err(|error| error.into_error()))?;
        at(&place, file.sync_all())?;
        let sha256 = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Streamed { path, sha256 })
    }
}

impl Write for StreamedFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}
