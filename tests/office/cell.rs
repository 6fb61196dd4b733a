//! CSV in which text stands in quotes and numbers do not. The usual readers forget which was which.

use std::iter::Peekable;
use std::str::Chars;

/// A cell of a spreadsheet.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    Text(String),
    /// A number or a date, as written.
    Number(String),
    Empty,
}

/// Rows of cells.
///
/// Source: RFC 4180, but for lines that may end in a line feed alone.
pub fn cells(csv: &str, delimiter: u8) -> Vec<Vec<Cell>> {
    let delimiter = char::from(delimiter);
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut rest = csv.trim_start_matches('\u{feff}').chars().peekable();
    loop {
        row.push(cell(&mut rest, delimiter));
        if rest.next_if_eq(&delimiter).is_some() {
            continue;
        }
        rows.push(std::mem::take(&mut row));
        let _ = rest.next_if_eq(&'\r');
        if rest.next().is_none() || rest.peek().is_none() {
            return rows;
        }
    }
}

fn cell(rest: &mut Peekable<Chars>, delimiter: char) -> Cell {
    let is_text = rest.next_if_eq(&'"').is_some();
    let mut text = String::new();
    while let Some(c) = rest.next_if(|c| is_text || !['\r', '\n', delimiter].contains(c)) {
        // A quote ends the text unless it is doubled.
        if is_text && c == '"' && rest.next_if_eq(&'"').is_none() {
            break;
        }
        text.push(c);
    }
    match (is_text, text.is_empty()) {
        (true, _) => Cell::Text(text),
        (false, true) => Cell::Empty,
        (false, false) => Cell::Number(text),
    }
}

#[test]
fn text_numbers_and_nothing_are_told_apart() {
    let text = |text: &str| Cell::Text(text.to_string());
    let number = |text: &str| Cell::Number(text.to_string());
    assert_eq!(
        cells("\u{feff}\"a\";1,5;\r\n\"x\"\"y\";;\"\"\n\"two\nlines\";-2", b';'),
        [
            vec![text("a"), number("1,5"), Cell::Empty],
            vec![text("x\"y"), Cell::Empty, text("")],
            vec![text("two\nlines"), number("-2")],
        ]
    );
    assert_eq!(cells("a;", b';'), [[number("a"), Cell::Empty]]);
}
