//! Source text as the rules see it: code without comments and strings, paths of `use`, whole words, files.

use std::path::{Path, PathBuf};

/// Code without comments and without the contents of strings; line breaks stay.
pub fn code_of(text: &str) -> String {
    let mut code = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |end| end + 2)
        } else if rest.starts_with("r#\"") || rest.starts_with("r\"") {
            let end = if rest.starts_with("r#") { "\"#" } else { "\"" };
            rest[3..].find(end).map_or(rest.len(), |at| 3 + at + end.len())
        } else if c == '"' {
            string_end(rest)
        } else if c == '\'' && (rest[1..].starts_with("\\'") || rest[1..].starts_with("\"'")) {
            // The character of a quote would open a string.
            rest[2..].find('\'').map_or(rest.len(), |at| at + 3).max(if rest[1..].starts_with('\\') {
                4
            } else {
                3
            })
        } else {
            code.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        };
        code.extend(rest[..skipped].chars().filter(|c| *c == '\n'));
        rest = &rest[skipped..];
    }
    code
}

fn string_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 1;
    while at < bytes.len() && bytes[at] != b'"' {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    (at + 1).min(bytes.len())
}

/// The first two segments of each path in a use tree: `a::{b, c::d}` gives [a, b] and [a, c].
pub fn heads(tree: &str) -> Vec<Vec<String>> {
    let tree = tree.trim_start();
    if let Some(inside) = tree.strip_prefix('{') {
        return branches(inside).iter().flat_map(|branch| heads(branch)).collect();
    }
    let end = tree.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(tree.len());
    let first = tree[..end].to_string();
    match tree[end..].strip_prefix("::") {
        _ if first.is_empty() => Vec::new(),
        Some(rest) => {
            let seconds: Vec<_> =
                heads(rest).into_iter().filter_map(|path| path.into_iter().next()).collect();
            if seconds.is_empty() {
                vec![vec![first]]
            } else {
                seconds.into_iter().map(|second| vec![first.clone(), second]).collect()
            }
        }
        None => vec![vec![first]],
    }
}

/// The branches of a use tree, up to its closing brace.
fn branches(inside: &str) -> Vec<String> {
    let (mut depth, mut found) = (0, vec![String::new()]);
    for c in inside.chars() {
        match c {
            '}' if depth == 0 => break,
            ',' if depth == 0 => {
                found.push(String::new());
                continue;
            }
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        found.last_mut().expect("never empty").push(c);
    }
    found
}

pub fn is_part_of_word(code: &str, at: usize) -> bool {
    code[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | ':' | '$'))
}

pub fn ends_a_word(code: &str, word: &str) -> bool {
    code.match_indices(word)
        .any(|(at, _)| !code[at + word.len()..].starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}

pub fn contains_word(code: &str, word: &str) -> bool {
    code.match_indices(word).any(|(at, _)| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_'))
}

pub fn source_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the source is there") {
        let path = entry.expect("a readable folder").path();
        if path.is_dir() {
            source_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}
