//! Every typing mistake of one letter in a fixed name of the key table.

use std::collections::BTreeSet;

use crate::scenario::keys::{ABOUT, all, root};
use crate::scenario::read::read_file;

/// Deletions, replacements and insertions of any letter, and neighbours that change places.
fn mistakes(word: &str) -> BTreeSet<String> {
    let letters: Vec<char> = word.chars().collect();
    let with = |change: &dyn Fn(&mut Vec<char>)| {
        let mut changed = letters.clone();
        change(&mut changed);
        changed.into_iter().collect::<String>()
    };
    let mut all = BTreeSet::new();
    for at in 0..=letters.len() {
        if at < letters.len() {
            all.insert(with(&|w| {
                w.remove(at);
            }));
        }
        if at + 1 < letters.len() {
            all.insert(with(&|w| w.swap(at, at + 1)));
        }
        for letter in ('a'..='z').chain(['_']) {
            all.insert(with(&|w| w.insert(at, letter)));
            if at < letters.len() {
                all.insert(with(&|w| w[at] = letter));
            }
        }
    }
    all.remove(word);
    all.remove("");
    all
}

#[test]
fn typing_mistakes_of_one_letter_are_refused_and_find_their_name() {
    let mut seen = BTreeSet::new();
    let (mut n_mistakes, mut n_found) = (0, 0);
    for key in all() {
        let segments: Vec<String> =
            key.pattern.split('.').map(|segment| segment.replace(['<', '>'], "")).collect();
        let fixed = key.pattern.split('.').enumerate().filter(|(_, segment)| !segment.starts_with('<'));
        for (index, segment) in fixed {
            let above = segments[..index].join(".");
            if !seen.insert((above.clone(), segment)) {
                continue;
            }
            let node = segments[..index].iter().fold(root(), |node, s| node.child(s).unwrap());
            for word in mistakes(segment) {
                let top: &[&str] = if index == 0 { &crate::scenario::walk::TOP } else { &["enabled"] };
                let is_allowed =
                    node.names().chain(ABOUT).chain(top.iter().copied()).any(|name| name == word);
                if is_allowed {
                    continue;
                }
                let text =
                    format!("{}{word} = 1\n", if index == 0 { String::new() } else { format!("{above}.") });
                let mut problems = Vec::new();
                read_file(0, &text, &mut problems);
                assert!(!problems.is_empty(), "accepted: {text}");
                n_mistakes += 1;
                let wanted = format!("did you mean `{segment}`?");
                n_found += usize::from(problems[0].hint.as_deref() == Some(&wanted));
            }
        }
    }
    assert!(n_mistakes > 20_000);
    assert!(n_found * 10 >= n_mistakes * 9, "{n_found} of {n_mistakes}");
}
