//! What to say about a name that the key table does not have.

use std::ops::Range;

use super::keys::{ABOUT, Node, all};
use super::problem::{Problem, quoted};
use super::suggest::{listed, nearest};
use super::table::Table;

/// The problem with an unknown name in a table, and the name that was probably meant.
pub(super) fn unknown_name(
    file: usize,
    table: &Table,
    span: Range<usize>,
    word: &str,
) -> (Problem, Option<&'static str>) {
    let place = if table.key.is_empty() {
        "at the top of a scenario".to_string()
    } else {
        format!("in [{}]", table.key)
    };
    let problem =
        Problem::at(file, span, format!("there is no {} {place}", quoted(word))).label("unknown name");
    if !table.key.is_empty() && matches!(word, "extends" | "include") {
        let hint = format!("`{word}` is of the whole file: move it above the first [table]");
        return (problem.hint(hint), None);
    }
    let top: &[&str] = if table.key.is_empty() {
        &super::walk::TOP
    } else if super::enabled::may_be_left_out(&table.pattern) {
        &["enabled"]
    } else {
        &[]
    };
    let meant = nearest(word, table.node.names().chain(ABOUT).chain(top.iter().copied()));
    if let Some(meant) = meant {
        let hint = format!("did you mean `{meant}`?");
        let meant = table.node.names().find(|name| *name == meant);
        return (problem.allowed(allowed_at(table.node)).hint(hint), meant);
    }
    let elsewhere = places_of(word);
    if elsewhere.is_empty() {
        return (problem.allowed(allowed_at(table.node)), None);
    }
    (problem.hint(format!("`{word}` belongs {}", elsewhere.join(" or "))), None)
}

/// The names that may stand below a node.
pub(super) fn allowed_at(node: &Node) -> String {
    let names: Vec<&str> = node.names().chain(ABOUT).collect();
    match node.thing() {
        Some(thing) => format!("names of {}, and {}", plural(thing), listed(&ABOUT, ABOUT.len())),
        None => listed(&names, 30),
    }
}

/// `product` → `products`, `entity` → `entities`.
pub(super) fn plural(thing: &str) -> String {
    thing.strip_suffix('y').map_or_else(|| format!("{thing}s"), |stem| format!("{stem}ies"))
}

/// Tables of the key table in which a name is known, at most three.
fn places_of(word: &str) -> Vec<String> {
    let mut places: Vec<String> = Vec::new();
    for key in all() {
        let segments: Vec<&str> = key.pattern.split('.').collect();
        if let Some(at) = segments.iter().position(|segment| *segment == word) {
            let place = match segments.get(..at).filter(|above| !above.is_empty()) {
                Some(above) => format!("under [{}]", above.join(".")),
                None => "at the top of the file".to_string(),
            };
            if !places.contains(&place) {
                places.push(place);
            }
        }
    }
    if places.len() > 3 { Vec::new() } else { places }
}
