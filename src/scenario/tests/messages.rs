//! Messages as a whole: positions, order, number, and the names that are proposed.

use super::*;

#[test]
fn lines_and_columns_count_characters() {
    let problems = load_edited(&[("label = \"Ampere\"\nentity", "label = \"Énergie\"\nentity")]).map(|_| ());
    assert!(problems.is_ok());
    let text =
        GOOD.replace("exit_share = 0.208", "exit_share = { note = \"né à l\u{2019}été\", value = \"12,5\" }");
    for (mark, line_break) in [("", "\n"), ("\u{feff}", "\n"), ("", "\r\n"), ("\u{feff}", "\r\n")] {
        let text = format!("{mark}{}", text.replace('\n', line_break));
        let problems = load_texts(&[("base.toml", &text)], &[]).unwrap_err();
        let first = problems.iter().next().unwrap();
        assert_eq!((problems.len(), problems.position(first)), (1, Some((41, 46))), "{problems}");
        assert!(problems.render(false).contains("base.toml:41:46"), "{problems}");
    }
}

#[test]
fn problems_are_told_together_and_in_order() {
    let problems = load_edited(&[
        ("exit_share = 0.208", "exit_shrae = 0.208"),
        ("known_until = 2026.0", "known_until = \"soon\""),
        ("brand = \"renault\"", "brand = \"renalt\""),
    ])
    .unwrap_err();
    let lines: Vec<_> =
        problems.iter().filter_map(|problem| problems.position(problem)).map(|p| p.0).collect();
    assert_eq!(lines, [11, 41, 122]);
    let text = problems.render(false);
    assert!(text.starts_with("error: "), "{text}");
    assert!(text.ends_with("\n\n3 problems in base.toml\n"), "{text}");
    assert!(problems.render(true).contains("\u{1b}["));
}

#[test]
fn an_empty_scenario_is_pointed_to_the_base_case() {
    let problems = load_texts(&[("base.toml", "")], &[]).unwrap_err();
    assert_eq!(problems.len(), 1);
    assert!(problems.to_string().contains("extends = \"builtin:base\""), "{problems}");
}

#[test]
fn thousands_of_mistakes_are_told_in_time() {
    let text: String = (0..60_000).map(|i| format!("x{i} = 1\n")).collect();
    let problems = load_texts(&[("base.toml", &text)], &[]).unwrap_err();
    assert!(problems.render(false).lines().count() < 2000);
    let text: String = (0..60_000).map(|i| format!("x{i} 1\n")).collect();
    assert!(load_texts(&[("base.toml", &text)], &[]).unwrap_err().len() < 1000);
    let text: String = (0..10_000).map(|i| format!("[product.p{i}]\n")).collect();
    assert!(
        load_texts(&[("base.toml", &text)], &[]).unwrap_err().to_string().contains("more than 2000 things")
    );
}

/// Every typing mistake of one letter in a fixed name is refused; nine of ten find the right name.
#[test]
fn typing_mistakes_of_one_letter_find_their_name() {
    use crate::scenario::keys::{all, root};
    let (mut mistakes, mut found) = (0, 0);
    for key in all() {
        let segments: Vec<&str> = key.pattern.split('.').collect();
        for (index, segment) in segments.iter().enumerate().filter(|(_, segment)| !segment.starts_with('<')) {
            let above = segments[..index].iter().map(|s| s.trim_matches(['<', '>']));
            let node = above.fold(root(), |node, s| node.child(s).unwrap());
            for at in 0..segment.len() {
                let mut dropped = segment.to_string();
                dropped.remove(at);
                let mut changed = dropped.clone();
                changed.insert(at, 'x');
                let mut doubled = segment.to_string();
                doubled.insert(at, 'q');
                for word in [dropped, changed, doubled] {
                    if word.is_empty() || node.names().any(|name| name == word) {
                        continue;
                    }
                    mistakes += 1;
                    let known = node.names().chain(crate::scenario::keys::ABOUT);
                    found += usize::from(crate::scenario::suggest::nearest(&word, known) == Some(segment));
                }
            }
        }
    }
    assert!(found * 10 >= mistakes * 9, "{found} of {mistakes}");
}
