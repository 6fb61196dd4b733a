//! Every typing mistake of one letter in a fixed name: of the key table, of its keys in `[change]` and in pairs, and
//! of the words of files, changes and values.

use std::collections::BTreeSet;

use super::*;
use crate::scenario::change;
use crate::scenario::keys::{ABOUT, Kind, all, root};
use crate::scenario::problem::Problem;
use crate::scenario::read::read_file;
use crate::scenario::walk::TOP;

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

/// Mistakes that were tried, and those for which the right name was proposed.
#[derive(Default)]
struct Score {
    n_mistakes: usize,
    n_found: usize,
}

impl Score {
    /// Tries all mistakes of a word; `text` is what is then written.
    fn word(&mut self, word: &str, allowed: &[&str], text: impl Fn(&str) -> String) {
        for mistaken in mistakes(word).iter().filter(|mistaken| !allowed.contains(&mistaken.as_str())) {
            let text = text(mistaken);
            let mut problems = Vec::new();
            read_file(0, &text, &mut problems);
            self.count(&text, word, &problems);
        }
    }

    fn count(&mut self, text: &str, word: &str, problems: &[Problem]) {
        assert!(!problems.is_empty(), "accepted: {text}");
        self.n_mistakes += 1;
        let wanted = format!("did you mean `{word}`?");
        self.n_found += usize::from(problems[0].hint.as_deref() == Some(&wanted));
    }

    fn is_good(&self, least: usize) {
        assert!(self.n_mistakes > least, "{}", self.n_mistakes);
        assert!(self.n_found * 10 >= self.n_mistakes * 9, "{} of {}", self.n_found, self.n_mistakes);
    }
}

/// Each fixed segment of the key table once: the segments above it, and itself.
fn fixed_segments() -> Vec<(Vec<String>, &'static str)> {
    let mut seen = BTreeSet::new();
    let mut fixed = Vec::new();
    for key in all() {
        let segments: Vec<String> =
            key.pattern.split('.').map(|segment| segment.replace(['<', '>'], "")).collect();
        for (index, segment) in key.pattern.split('.').enumerate() {
            let above = segments[..index].to_vec();
            if !segment.starts_with('<') && seen.insert((above.clone(), segment)) {
                fixed.push((above, segment));
            }
        }
    }
    fixed
}

/// The names that may stand beside a segment.
fn beside(above: &[String]) -> Vec<&'static str> {
    let node = above.iter().fold(root(), |node, segment| node.child(segment).unwrap());
    let further: &[&str] = if above.is_empty() { &TOP } else { &["enabled"] };
    node.names().chain(ABOUT).chain(further.iter().copied()).collect()
}

#[test]
fn typing_mistakes_of_one_letter_are_refused_and_find_their_name() {
    let mut score = Score::default();
    for (above, segment) in fixed_segments() {
        let allowed = beside(&above);
        let above = above.iter().map(|segment| format!("{segment}.")).collect::<String>();
        score.word(segment, &allowed, |word| format!("{above}{word} = 1\n"));
    }
    score.is_good(20_000);
}

#[test]
fn so_are_those_in_the_keys_of_changes() {
    let mut score = Score::default();
    // One letter in four, so that it does not take twice as long as the others together.
    for (above, segment) in fixed_segments().into_iter().step_by(4) {
        let allowed = beside(&above);
        let above = above.iter().map(|segment| format!("{segment}.")).collect::<String>();
        score.word(segment, &allowed, |word| format!("[change]\n\"{above}{word}\" = {{ multiply = 2 }}\n"));
    }
    score.is_good(5000);
}

#[test]
fn so_are_those_in_words_of_files_changes_and_values() {
    let mut score = Score::default();
    let top: Vec<&str> = beside(&[]);
    for word in TOP.iter().chain(&ABOUT) {
        score.word(word, &top, |word| format!("{word} = 1\n"));
    }
    let of_change: Vec<&str> = change::WORDS.into_iter().chain(ABOUT).collect();
    for word in &of_change {
        score.word(word, &of_change, |word| {
            format!("[change]\n\"battery.learning_rate\" = {{ {word} = 2 }}\n")
        });
    }
    let of_path: Vec<&str> =
        ["value", "path", "interpolate", "level", "noise", "order"].into_iter().chain(ABOUT).collect();
    let of_noise = ["sd", "persistence", "kind"];
    for place in ["[market.registrations]", "[shared.trend]"] {
        for word in &of_path {
            score.word(word, &of_path, |word| format!("{place}\n{word} = \"2025: 1\"\n"));
        }
        for word in of_noise {
            score.word(word, &of_noise, |word| {
                format!("{place}\nvalue = 1\nnoise = {{ sd = 0.1, persistence = 0.5, {word} = 1 }}\n")
            });
        }
    }
    for word in ["source", "note", "as_of", "role"] {
        let allowed: Vec<&str> = ABOUT.into_iter().chain(["value"]).collect();
        score.word(word, &allowed, |word| {
            format!("[correlation.drawn]\n\"a ~ b\" = {{ value = 0.1, {word} = \"x\" }}\n")
        });
    }
    score.word("enabled", &beside(&["product".to_string(), "x".to_string()]), |word| {
        format!("[product.x]\n{word} = false\n")
    });
    score.is_good(5000);
}

/// Both keys of pairs, in the last segment of each.
#[test]
fn so_are_those_in_the_keys_of_pairs() {
    let mut score = Score::default();
    for (table, key) in [
        ("drawn", "battery.learning_rate"),
        ("drawn", "market.price.pressure_per_year.level"),
        ("noise", "market.registrations"),
        ("noise", "market.bev.shock"),
    ] {
        let other = if table == "drawn" { "money.tax_rate" } else { "battery.lithium.shock" };
        for mistaken in mistakes(key).into_iter().filter(|word| !word.contains("..")).step_by(40) {
            let text = format!("{GOOD}\n[correlation.{table}]\n\"{other} ~ {mistaken}\" = 0.1\n");
            let problems = load_texts(&[("base.toml", &text)], &[]).map(|_| mistaken).unwrap_err();
            let problems: Vec<Problem> = problems.iter().cloned().collect();
            score.count(&text, key, &problems);
        }
    }
    score.is_good(80);
}

/// Words of choices, and names of shared assumptions.
#[test]
fn so_are_those_in_words_that_are_values() {
    let (mut n_mistakes, mut n_found) = (0, 0);
    for key in all() {
        let Kind::Choice(words) = key.kind else { continue };
        let pattern = key.pattern.replace(['<', '>'], "");
        for word in words.iter().filter(|word| word.len() > 2) {
            for mistaken in mistakes(word).iter().filter(|mistaken| !words.contains(&mistaken.as_str())) {
                let mut problems = Vec::new();
                read_file(0, &format!("{pattern} = \"{mistaken}\"\n"), &mut problems);
                assert_eq!(problems.len(), 1, "{pattern} = {mistaken}");
                n_mistakes += 1;
                let wanted = format!("did you mean \"{word}\"?");
                n_found += usize::from(problems[0].hint.as_deref() == Some(&wanted));
            }
        }
    }
    assert!(n_mistakes > 1000 && n_found * 10 >= n_mistakes * 9, "{n_found} of {n_mistakes}");
}
