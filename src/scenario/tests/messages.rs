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

#[test]
fn the_parent_below_a_table_is_told_to_move_up() {
    let told =
        load_edited(&[("[battery]", "[battery]\nextends = \"builtin:base\"")]).map(|_| ()).unwrap_err();
    let told = told.to_string().split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(told.contains("there is no `extends` in [battery]"), "{told}");
    assert!(told.contains("move it above the first [table]"), "{told}");
}
