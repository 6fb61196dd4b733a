//! Where the characters of a TOML string stand in the file.

use std::ops::Range;

/// The place in the file of a piece of a decoded string.
///
/// `raw` is the string as it stands in the file with its quotes (a text without quotes stands for itself)
/// and `start` its first byte in the file; `piece` counts bytes of the decoded string.
pub(in crate::scenario) fn in_file(raw: &str, start: usize, piece: Range<usize>) -> Range<usize> {
    let (quotes, escapes) = ["\"\"\"", "'''", "\"", "'"]
        .into_iter()
        .find(|quotes| raw.len() >= 2 * quotes.len() && raw.starts_with(quotes) && raw.ends_with(quotes))
        .map_or(("", false), |quotes| (quotes, quotes.starts_with('"')));
    let mut content = quotes.len();
    let end = raw.len() - quotes.len();
    if quotes.len() == 3 {
        // The line break directly after the opening quotes does not count.
        let body = raw.get(content..end).unwrap_or("");
        content += if body.starts_with("\r\n") { 2 } else { usize::from(body.starts_with('\n')) };
    }
    let body = raw.get(content..end).unwrap_or("");
    let place = |wanted: usize| start + content + encoded_offset(body, wanted, escapes);
    let from = place(piece.start);
    from..place(piece.end).max(from)
}

/// Bytes of the encoded text that stand before `wanted` bytes of the decoded text.
fn encoded_offset(body: &str, wanted: usize, escapes: bool) -> usize {
    let mut decoded = 0;
    let mut at = 0;
    while let Some(c) = body.get(at..).and_then(|rest| rest.chars().next()) {
        let (read, meant) =
            if escapes && c == '\\' { escape(&body[at..]) } else { (c.len_utf8(), c.len_utf8()) };
        if decoded + meant > wanted {
            break;
        }
        decoded += meant;
        at += read;
    }
    at.min(body.len())
}

/// Length of an escape as written, and of what it stands for.
fn escape(text: &str) -> (usize, usize) {
    let hexadecimal = |digits: usize| {
        let code = text.get(2..2 + digits).and_then(|code| u32::from_str_radix(code, 16).ok());
        (2 + digits, code.and_then(char::from_u32).map_or(1, char::len_utf8))
    };
    match text.chars().nth(1) {
        Some('x') => hexadecimal(2),
        Some('u') => hexadecimal(4),
        Some('U') => hexadecimal(8),
        Some(c) if c.is_whitespace() => {
            let rest = &text[1..];
            (1 + rest.len() - rest.trim_start().len(), 0)
        }
        Some(c) => (1 + c.len_utf8(), 1),
        None => (1, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Finds where a piece of the decoded string is said to stand, and gives what the file has there.
    fn said(raw: &str, decoded: &str, piece: &str) -> String {
        let at = decoded.find(piece).unwrap();
        let place = in_file(raw, 0, at..at + piece.len());
        raw[place].to_string()
    }

    #[test]
    fn pieces_are_found_in_every_kind_of_string() {
        assert_eq!(said("\"12,5 %\"", "12,5 %", ",5"), ",5");
        assert_eq!(said("'12,5 %'", "12,5 %", ",5"), ",5");
        assert_eq!(said("\"a\\t\\u00e9bc\"", "a\tébc", "bc"), "bc");
        assert_eq!(said("\"a\\\"bc\"", "a\"bc", "bc"), "bc");
        assert_eq!(said("\"\"\"\nab \\\n   cd\"\"\"", "ab cd", "cd"), "cd");
        assert_eq!(said("'''\r\nab'''", "ab", "ab"), "ab");
        assert_eq!(said("12,5 %", "12,5 %", "%"), "%");
    }
}
