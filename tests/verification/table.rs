//! Reference tables: comma-separated, the first lines are comments that state the source.

use std::path::Path;

/// A table with named columns.
pub struct Table {
    header: Vec<String>,
    rows: Vec<Vec<String>>,
}

/// One row of a table.
#[derive(Clone, Copy)]
pub struct Entry<'a> {
    header: &'a [String],
    cells: &'a [String],
}

impl Table {
    /// Reads `tests/reference/data/<name>`.
    pub fn read(name: &str) -> Table {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reference/data").join(name);
        let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        assert!(text.starts_with("# "), "{name} states no source");
        let mut lines = text.lines().filter(|line| !line.starts_with('#'));
        let split = |line: &str| line.split(',').map(str::to_string).collect::<Vec<_>>();
        let header = lines.next().map(split).expect("a header");
        let rows: Vec<Vec<String>> = lines.map(split).collect();
        assert!(rows.iter().all(|row| row.len() == header.len()), "{name} has a crooked row");
        assert!(!rows.is_empty(), "{name} is empty");
        Table { header, rows }
    }

    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> + Clone {
        self.rows.iter().map(|cells| Entry { header: &self.header, cells })
    }

    /// Rows whose column has a value, in order; there must be one.
    pub fn with(&self, column: &str, value: &str) -> Vec<Entry<'_>> {
        let found: Vec<_> = self.entries().filter(|entry| entry.text(column) == value).collect();
        assert!(!found.is_empty(), "no row with {column} = {value}");
        found
    }
}

impl<'a> Entry<'a> {
    pub fn text(&self, column: &str) -> &'a str {
        let place = self.header.iter().position(|name| name == column);
        &self.cells[place.unwrap_or_else(|| panic!("no column {column}"))]
    }

    pub fn number(&self, column: &str) -> f64 {
        let text = self.text(column);
        text.parse().unwrap_or_else(|_| panic!("{column}: {text} is not a number"))
    }

    /// Numbers separated by semicolons or blanks.
    pub fn numbers(&self, column: &str) -> Vec<f64> {
        let cells = self.text(column).split([';', ' ']);
        cells.map(|text| text.parse().unwrap_or_else(|_| panic!("{text} is not a number"))).collect()
    }
}
