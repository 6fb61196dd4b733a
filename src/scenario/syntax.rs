//! Text that is not TOML: what the parser says, in words for people who write scenarios.

use std::collections::BTreeSet;
use std::ops::Range;

use super::problem::{Problem, quoted};
use super::value::{is_odd_minus, is_odd_space};

/// Errors beyond this many are consequences of the first ones.
const MOST: usize = 100;

/// Beginnings of messages of the parser, what they mean, and what to do.
const KNOWN: [(&str, &str, &str); 5] = [
    ("unexpected key or value", "only one assumption fits on a line", "write the rest on a line of its own"),
    ("key with no value", "an equals sign is missing", "write name = value"),
    ("unclosed table", "the closing bracket `]` is missing", "write the name of a table as [name]"),
    ("unclosed inline table", "the closing brace `}` is missing", "write { name = value, name = value }"),
    (
        "invalid basic string",
        "the closing quotes are missing, or there is a backslash in the text",
        "write text between two quotes on one line; a backslash is written \\\\",
    ),
];

/// One problem for each line with errors: what follows on the same line is a consequence of the first.
pub(super) fn syntax_problems(file: usize, text: &str, errors: &[toml::de::Error]) -> Vec<Problem> {
    let mut seen = BTreeSet::new();
    let mut problems = Vec::new();
    for error in errors.iter().take(MOST) {
        let span = error.span().unwrap_or(0..0);
        let start = span.start.min(text.len());
        let line = line_around(text, start);
        if seen.insert(line.start) {
            problems.push(problem(
                file,
                text,
                error.message(),
                start..span.end.clamp(start, text.len()),
                line,
            ));
        }
    }
    problems
}

fn line_around(text: &str, at: usize) -> Range<usize> {
    let bytes = text.as_bytes();
    let start = bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |found| found + 1);
    let end = bytes[at..].iter().position(|byte| *byte == b'\n').map_or(text.len(), |found| at + found);
    start..end
}

fn problem(file: usize, text: &str, message: &str, span: Range<usize>, line: Range<usize>) -> Problem {
    let written = text.get(line.clone()).unwrap_or("").trim_end();
    if message == "duplicate key" {
        let name = text.get(span.clone()).unwrap_or("");
        return Problem::at(file, span, format!("{} is given twice", quoted(name)))
            .label("second time")
            .hint("keep one of the two; a table is opened by one header only");
    }
    if message.contains("recurs") {
        return Problem::at(file, span, "too many tables or lists stand inside each other")
            .hint("the deepest key has six parts; write one assumption on a line");
    }
    if let Some((found, hint)) = misspelled_value(written) {
        let at = line.start + found.start..line.start + found.end;
        return Problem::at(file, at, "this value is not written as TOML asks").hint(hint);
    }
    if let Some((at, c)) = written.char_indices().find(|(_, c)| is_typographic(*c) || is_odd_space(*c)) {
        let at = line.start + at;
        let problem = Problem::at(file, at..at + c.len_utf8(), "a character that TOML does not know");
        return problem.hint(if is_odd_space(c) {
            "delete this special space; such spaces come with text that is copied from a document"
        } else {
            "write the plain character of the keyboard: \" for quotes and - for minus"
        });
    }
    if let Some((_, said, hint)) = KNOWN.iter().find(|(start, _, _)| message.starts_with(start)) {
        return Problem::at(file, span, *said).hint(*hint);
    }
    let said = message
        .strip_prefix("invalid ")
        .map_or(message.to_string(), |rest| format!("this is not a valid {rest}"));
    Problem::at(file, span, said).hint(if written.contains('=') {
        "a line is written as name = value, with text in quotes"
    } else {
        "a line is an assumption (name = value), a table ([name]) or a comment (# …)"
    })
}

fn is_typographic(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '«' | '»' | '‘' | '’') || is_odd_minus(c)
}

/// A value that would be right in quotes or with a decimal point: where it stands in the line, and how to
/// write it.
fn misspelled_value(line: &str) -> Option<(Range<usize>, String)> {
    let equals = line.find('=')?;
    let value = line.get(equals + 1..)?;
    let value = value.split('#').next().unwrap_or(value);
    let start = equals + 1 + (value.len() - value.trim_start().len());
    let value = value.trim();
    let at = start..start + value.len();
    if value.is_empty() {
        return Some((equals..equals + 1, "write a value after the equals sign".to_string()));
    }
    let plain = |c: char| {
        c.is_ascii_alphanumeric() || matches!(c, '.' | ',' | '-' | '%' | ' ' | '(' | ')' | ':' | '_')
    };
    if value.contains(['"', '\'', '{', '[']) || !value.chars().all(plain) {
        return None;
    }
    let comma = value.strip_suffix('%').unwrap_or(value).trim();
    let is_decimal_comma = comma.split_once(',').is_some_and(|(whole, decimals)| {
        let digits = |s: &str| !s.is_empty() && s.bytes().all(|byte| byte.is_ascii_digit());
        digits(whole.trim_start_matches('-')) && digits(decimals)
    });
    if is_decimal_comma {
        let right = comma.replace(',', ".");
        let percent = value.ends_with('%');
        return Some((at, if percent { format!("write \"{right}%\"") } else { format!("write {right}") }));
    }
    Some((at, format!("put it in quotes: \"{value}\"")))
}
