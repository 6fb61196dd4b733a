//! A table of trials as a file that grows with them: CSV row by row, Parquet by groups of rows.

use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

use parquet::basic::{Repetition, Type as PhysicalType};
use parquet::data_type::{DoubleType, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::properties::{EnabledStatistics, WriterProperties};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;

use super::columns::Columns;
use crate::analysis::study::Seen;
use crate::engine::Scenario;
use crate::lanes::InstructionSet;
use crate::report::table::dialect::Dialect;
use crate::report::table::number;
use crate::report::write::{Streamed, StreamedFile, WriteError};
use crate::sampling::Plan;

/// How trials are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Csv(Dialect),
    /// Columns of doubles, null where there is no value; for Python, R and databases.
    Parquet,
}

impl Format {
    /// Ending of the file.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Csv(_) => "csv",
            Format::Parquet => "parquet",
        }
    }
}

/// Trials that are kept until they are a group of rows of Parquet: the memory that writing takes.
const GROUP: usize = 2048;
const TRIAL: &str = "trial";

/// The trials of one scenario.
pub struct TrialsFile<'a> {
    /// Place of the scenario among those that are simulated together.
    scenario: usize,
    columns: Columns<'a>,
    /// First trial of the rows that wait.
    first_trial: u64,
    waiting: Vec<Vec<f64>>,
    writer: Writer,
    place: PathBuf,
}

enum Writer {
    Csv(Dialect, Box<csv::Writer<StreamedFile>>),
    Parquet(Box<SerializedFileWriter<StreamedFile>>),
}

impl<'a> TrialsFile<'a> {
    /// Begins the file with the names of the columns.
    ///
    /// # Errors
    /// [`WriteError`] of the file.
    pub fn new(
        (place, scenario): (usize, &'a Scenario),
        (plan, n_trials): (Plan, u64),
        instruction_set: InstructionSet,
        format: Format,
        file: StreamedFile,
    ) -> Result<TrialsFile<'a>, WriteError> {
        let columns = Columns::new(scenario, plan, n_trials, instruction_set);
        let path = file.place().to_path_buf();
        let writer = match format {
            Format::Csv(dialect) => begin_csv(dialect, columns.names(), file),
            Format::Parquet => begin_parquet(columns.names(), file),
        };
        let writer = writer.map_err(|error| WriteError::new(&path, error))?;
        let waiting = vec![Vec::new(); columns.names().len()];
        Ok(TrialsFile { scenario: place, columns, first_trial: 0, waiting, writer, place: path })
    }

    /// Writes a block of trials, which comes after those before it.
    ///
    /// # Errors
    /// [`WriteError`] of the file.
    pub fn add(&mut self, seen: &Seen) -> Result<(), WriteError> {
        let Seen { block, observations } = seen;
        let trials = (block.first_trial, block.n_trials);
        self.columns.append(
            trials,
            &block.outcomes[self.scenario],
            &observations[self.scenario],
            &mut self.waiting,
        );
        match self.writer {
            Writer::Parquet(_) if self.n_waiting() < GROUP => Ok(()),
            _ => self.write_waiting(),
        }
    }

    /// Ends the file.
    ///
    /// # Errors
    /// [`WriteError`] of the file.
    pub fn finish(mut self) -> Result<Streamed, WriteError> {
        if self.n_waiting() > 0 {
            self.write_waiting()?;
        }
        let place = self.place;
        let file = match self.writer {
            Writer::Csv(_, writer) => writer.into_inner().map_err(|error| of_the_system(error.error())),
            Writer::Parquet(writer) => writer.into_inner().map_err(of_parquet),
        };
        file.map_err(|error| WriteError::new(&place, error))?.finish()
    }

    fn n_waiting(&self) -> usize {
        self.waiting.first().map_or(0, Vec::len)
    }

    fn write_waiting(&mut self) -> Result<(), WriteError> {
        let n = self.n_waiting();
        let written = match &mut self.writer {
            Writer::Csv(dialect, writer) => write_rows(writer, *dialect, self.first_trial, n, &self.waiting),
            Writer::Parquet(writer) => {
                write_group(writer, self.first_trial, n, &self.waiting).map_err(of_parquet)
            }
        };
        written.map_err(|error| WriteError::new(&self.place, error))?;
        self.first_trial += n as u64;
        self.waiting.iter_mut().for_each(Vec::clear);
        Ok(())
    }
}

fn begin_csv(dialect: Dialect, names: &[String], mut file: StreamedFile) -> io::Result<Writer> {
    file.write_all(dialect.byte_order_mark().as_bytes())?;
    let mut writer = dialect.writer(file);
    let names = std::iter::once(TRIAL).chain(names.iter().map(String::as_str));
    writer.write_record(names).map_err(of_csv)?;
    Ok(Writer::Csv(dialect, Box::new(writer)))
}

fn write_rows(
    writer: &mut csv::Writer<StreamedFile>,
    dialect: Dialect,
    first_trial: u64,
    n: usize,
    columns: &[Vec<f64>],
) -> io::Result<()> {
    for (trial, row) in (first_trial..).zip(0..n) {
        writer.write_field(trial.to_string()).map_err(of_csv)?;
        for column in columns {
            writer.write_field(dialect.number(&number(column[row]))).map_err(of_csv)?;
        }
        writer.write_record(None::<&[u8]>).map_err(of_csv)?;
    }
    Ok(())
}

fn begin_parquet(names: &[String], file: StreamedFile) -> io::Result<Writer> {
    let column = |name: &str, kind: PhysicalType, repetition: Repetition| {
        Type::primitive_type_builder(name, kind).with_repetition(repetition).build().map(Arc::new)
    };
    let trial = column(TRIAL, PhysicalType::INT64, Repetition::REQUIRED);
    let figures = names.iter().map(|name| column(name, PhysicalType::DOUBLE, Repetition::OPTIONAL));
    let fields: Vec<_> =
        std::iter::once(trial).chain(figures).collect::<Result<_, _>>().map_err(of_parquet)?;
    let schema = Type::group_type_builder("trials").with_fields(fields).build().map_err(of_parquet)?;
    let properties = WriterProperties::builder()
        .set_dictionary_enabled(false)
        .set_statistics_enabled(EnabledStatistics::None)
        .set_created_by("ampere".to_string())
        .build();
    let writer =
        SerializedFileWriter::new(file, Arc::new(schema), Arc::new(properties)).map_err(of_parquet)?;
    Ok(Writer::Parquet(Box::new(writer)))
}

fn write_group(
    writer: &mut SerializedFileWriter<StreamedFile>,
    first_trial: u64,
    n: usize,
    columns: &[Vec<f64>],
) -> Result<(), ParquetError> {
    let mut group = writer.next_row_group()?;
    let trials: Vec<i64> = (first_trial as i64..).take(n).collect();
    if let Some(mut column) = group.next_column()? {
        column.typed::<Int64Type>().write_batch(&trials, None, None)?;
        column.close()?;
    }
    for values in columns {
        let Some(mut column) = group.next_column()? else { break };
        let known: Vec<f64> = values.iter().copied().filter(|x| !x.is_nan()).collect();
        let is_known: Vec<i16> = values.iter().map(|x| i16::from(!x.is_nan())).collect();
        column.typed::<DoubleType>().write_batch(&known, Some(&is_known), None)?;
        column.close()?;
    }
    group.close()?;
    Ok(())
}

/// The error of the disk inside of one of the format: it knows that the disk is full.
fn of_csv(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

/// The same error once more.
fn of_the_system(error: &io::Error) -> io::Error {
    let again = || io::Error::new(error.kind(), error.to_string());
    error.raw_os_error().map_or_else(again, io::Error::from_raw_os_error)
}

/// The error of the disk inside of one of the format.
fn of_parquet(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(inner) => match inner.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(inner) => io::Error::other(inner.to_string()),
        },
        other => io::Error::other(other.to_string()),
    }
}
