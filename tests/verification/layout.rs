//! Sections as Markdown tables: one column a figure where rows have the same ones.

use crate::check::{Figure, Row, Section};

/// Lines of text, at most this long.
const WIDTH: usize = 112;

/// A paragraph in lines.
pub fn wrapped(text: &str) -> String {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let line = lines.last_mut().expect("never empty");
        if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > WIDTH {
            lines.push(word.to_string());
        } else {
            *line += if line.is_empty() { "" } else { " " };
            *line += word;
        }
    }
    lines.join("\n")
}

/// A section: title, method, and a table for each run of rows with the same figures.
pub fn shown(section: &Section) -> String {
    let mut text = format!("## {}\n\n{}\n\n", section.title, wrapped(&section.method));
    let mut rest = section.rows.as_slice();
    while let Some(first) = rest.first() {
        let alike = rest.iter().take_while(|row| names(row) == names(first)).count();
        let (rows, others) = rest.split_at(alike);
        text += &table(rows);
        text += "\n";
        rest = others;
    }
    text
}

fn names(row: &Row) -> Vec<&str> {
    row.figures.iter().map(|figure| figure.name.as_str()).collect()
}

fn line(cells: &[String]) -> String {
    format!("| {} |\n", cells.join(" | "))
}

/// Whether all of some things are equal.
fn equal<T: PartialEq>(mut all: impl Iterator<Item = T>) -> bool {
    let first = all.next();
    all.all(|one| Some(&one) == first.as_ref())
}

fn table(rows: &[Row]) -> String {
    let n_figures = rows[0].figures.len();
    let tolerances = |column: usize| rows.iter().map(move |row| &row.figures[column].tolerance);
    // Told once for each row where it holds for the whole row, once for each column where it holds for that.
    let by_row = rows.iter().all(|row| equal(row.figures.iter().map(|figure| &figure.tolerance)));
    let by_column = |column: usize| !by_row && rows.len() > 1 && equal(tolerances(column));
    let cell = |row: &Row, column: usize| {
        let Figure { result, tolerance, .. } = &row.figures[column];
        if by_row || by_column(column) { result.clone() } else { format!("{result} ({tolerance})") }
    };
    let heading = |column: usize| match rows[0].figures[column].name.as_str() {
        "" => "result".to_string(),
        name => name.to_string(),
    };
    let mut head = vec!["check".to_string(), "reference".to_string()];
    head.extend(by_row.then(|| "tolerance".to_string()));
    head.extend((0..n_figures).map(heading));
    head.push("verdict".into());
    let mut text = line(&head) + &line(&vec!["---".to_string(); head.len()]);
    if (0..n_figures).any(by_column) {
        let mut cells = vec!["*tolerance*".to_string(), String::new()];
        cells.extend((0..n_figures).map(|column| {
            if by_column(column) { format!("*{}*", rows[0].figures[column].tolerance) } else { String::new() }
        }));
        cells.push(String::new());
        text += &line(&cells);
    }
    for row in rows {
        let mut cells = vec![row.check.clone(), row.reference.clone()];
        cells.extend(by_row.then(|| row.figures[0].tolerance.clone()));
        cells.extend((0..n_figures).map(|column| cell(row, column)));
        cells.push(if row.passed { "pass" } else { "**fail**" }.to_string());
        text += &line(&cells);
    }
    text
}
