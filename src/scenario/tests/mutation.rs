//! No text makes the reader panic, and what it refuses it can show.

use proptest::prelude::*;

use std::sync::LazyLock;

use super::*;

/// What is mutated: a table of every kind.
static TEXT: LazyLock<String> = LazyLock::new(|| format!("{GOOD}{EVERY_TABLE}"));

/// Pieces that are likely to confuse.
const PIECES: [&str; 28] = [
    "\u{2212}",
    "\u{a0}",
    "\u{feff}",
    "é",
    "🚗",
    "\0",
    "\r",
    "\n",
    "\"",
    "'",
    "\"\"\"",
    "=",
    "[",
    "]",
    "{",
    "}",
    ",",
    ".",
    "%",
    ":",
    "1e999",
    "nan",
    "-",
    "\\",
    "\\u12",
    "pert(",
    "@",
    "99999999999999999999",
];

#[derive(Clone, Debug)]
enum Edit {
    Remove(usize, usize),
    Insert(usize, usize),
    Repeat(usize, usize, usize),
    Truncate(usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    let place = 0..TEXT.len();
    prop_oneof![
        (place.clone(), 0..40usize).prop_map(|(at, n)| Edit::Remove(at, n)),
        (place.clone(), 0..PIECES.len()).prop_map(|(at, piece)| Edit::Insert(at, piece)),
        (place.clone(), 0..80usize, place.clone()).prop_map(|(from, n, to)| Edit::Repeat(from, n, to)),
        place.prop_map(Edit::Truncate),
    ]
}

fn apply(mut text: Vec<char>, edit: &Edit) -> Vec<char> {
    let place = |at: usize, text: &[char]| at.min(text.len());
    match *edit {
        Edit::Remove(at, n) => {
            let (from, to) = (place(at, &text), place(at + n, &text));
            text.drain(from..to);
        }
        Edit::Insert(at, piece) => {
            let at = place(at, &text);
            text.splice(at..at, PIECES[piece].chars());
        }
        Edit::Repeat(from, n, to) => {
            let piece = text[place(from, &text)..place(from + n, &text)].to_vec();
            let to = place(to, &text);
            text.splice(to..to, piece);
        }
        // Mostly short: a text of which much is lost shows little.
        Edit::Truncate(at) if at % 8 == 0 => text.truncate(at),
        Edit::Truncate(_) => {}
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn mutated_scenarios_never_panic(edits in prop::collection::vec(edit(), 1..6)) {
        let text: String = edits.iter().fold(TEXT.chars().collect::<Vec<_>>(), apply).into_iter().collect();
        if let Err(problems) = load_texts(&[("base.toml", &text)], &[]) {
            prop_assert!(!problems.is_empty());
            prop_assert!(problems.render(false).contains("problem"));
            prop_assert!(!problems.render(true).is_empty());
        }
    }

    #[test]
    fn values_of_any_text_never_panic(value in "[-0-9a-z%.,:;()@ \u{a0}−é\"'\\\\_=]{0,24}") {
        for key in ["market.bev.exit_share", "market.registrations", "product.renault-5.launch", "run.trials", "name"] {
            let set = format!("{key}={value}");
            if let Err(problems) = load_texts(&[("base.toml", GOOD)], &[&set]) {
                prop_assert!(!problems.render(false).is_empty());
            }
        }
    }
}
