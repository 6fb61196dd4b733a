//! What is printed: 80 columns in both languages, French without English words, JSON with documented keys and the
//! same content as the text.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;

use crate::program::{ampere, text};

const COMPARE: [&str; 3] = ["compare", "builtin:base", "builtin:price-war"];

fn printed(arguments: &[&str], folder: &Path) -> String {
    let output = ampere(arguments, folder);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    text(&output.stdout)
}

/// Lines longer than 80 columns; a path is not broken.
fn too_long(text: &str) -> Vec<&str> {
    text.lines().filter(|line| line.chars().count() > 80 && !line.contains("output/")).collect()
}

/// English words that no French text has, other than in names and keys.
const ENGLISH: [&str; 15] = [
    "futures",
    "trials",
    "margin",
    "break-even",
    "interval ",
    " of ",
    " the ",
    "mean",
    "vehicles",
    "Changed",
    "seed",
    "cost",
    "Rounding",
    "In this future",
    " until ",
];

fn english_words(text: &str) -> Vec<&str> {
    // Keys and ids stand in backquotes, before ` = ` or in brackets, as in scenario files.
    let is_key = |line: &&str| line.contains('`') || line.contains('[') || line.contains(" = ");
    text.lines()
        .filter(|line| !is_key(line))
        .filter(|line| ENGLISH.iter().any(|w| line.contains(w)))
        .collect()
}

#[test]
fn summaries_have_80_columns_and_french_ones_no_english_words() {
    let root = tempfile::tempdir().expect("a folder");
    let run = ["run", "--trials", "128", "--quiet"];
    assert!(printed(&run, root.path()).is_empty(), "--quiet prints no text");
    for command in [&["run"][..], &COMPARE] {
        for how in
            [&["--trials", "256"][..], &["--trials", "40", "--sampling", "sobol"], &["--deterministic"]]
        {
            let english = printed(&[command, how].concat(), root.path());
            let french = printed(&[command, how, &["--lang", "fr"]].concat(), root.path());
            for text in [&english, &french] {
                assert_eq!(too_long(text), Vec::<&str>::new());
                assert!(!text.contains("NaN") && !text.contains('\u{1b}'), "{text}");
            }
            assert!(!english_words(&english).is_empty(), "the words are those of the English text");
            assert_eq!(english_words(&french), Vec::<&str>::new());
            assert!(
                french.contains("MOP") && french.contains("M€") && french.contains("durable"),
                "{french}"
            );
            assert!(!french.contains(" %") && !french.contains(" ;"), "spaces that break: {french}");
        }
    }
}

#[test]
fn the_answer_calls_overlapping_intervals_a_tie() {
    let root = tempfile::tempdir().expect("a folder");
    // Few futures tell nothing apart.
    let few = printed(&["run", "--trials", "100"], root.path());
    assert!(few.replace('\n', " ").contains("are tied by the end of 2030"), "{few}");
    // A scenario with itself: no side is claimed.
    let same = printed(&["compare", "builtin:base", "builtin:base", "--trials", "100"], root.path());
    assert!(same.replace('\n', " ").contains("is tied in A and B"), "{same}");
    assert!(!same.contains("likel"), "{same}");
    let apart = printed(&[&COMPARE[..], &["--trials", "500"]].concat(), root.path());
    assert!(apart.replace('\n', " ").contains("is less likely in B than in A"), "{apart}");
}

fn keys(value: &Value, found: &mut BTreeSet<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(key, value)| {
            found.insert(key.clone());
            keys(value, found);
        }),
        Value::Array(items) => items.iter().for_each(|item| keys(item, found)),
        _ => {}
    }
}

/// Words in backquotes of the page of fields.
fn documented() -> BTreeSet<String> {
    let page = include_str!("../../docs/json.md");
    let tables = page.lines().filter(|line| line.starts_with('|')).collect::<Vec<_>>().join("\n");
    let quoted = tables.split('`').skip(1).step_by(2);
    // A path such as `comparisons[].break_even` names its keys.
    quoted.flat_map(|name| name.split(['.', '[', ']'])).map(str::to_string).collect()
}

#[test]
fn json_has_documented_keys_and_the_content_of_the_text() {
    let root = tempfile::tempdir().expect("a folder");
    let json = |arguments: &[&str]| -> Value {
        let arguments = [arguments, &["--format", "json", "--quiet"]].concat();
        serde_json::from_str(&printed(&arguments, root.path())).expect("JSON")
    };
    let run = json(&["run", "--trials", "512"]);
    let comparison = json(&[&COMPARE[..], &["--trials", "512"]].concat());
    let (mut found, documented) = (BTreeSet::new(), documented());
    keys(&run, &mut found);
    keys(&comparison, &mut found);
    assert!(found.len() > 50, "{found:?}");
    let missing: Vec<&String> = found.difference(&documented).collect();
    assert!(missing.is_empty(), "docs/json.md does not say what these are: {missing:?}");
    let values = [
        "in_quarter",
        "before_start",
        "not_by_horizon",
        "run",
        "compare",
        "--lang",
        "csv",
        "break_even",
        "_eur_m",
        "",
    ];
    let unknown: Vec<&String> =
        documented.difference(&found).filter(|name| !values.contains(&name.as_str())).collect();
    assert!(unknown.is_empty(), "docs/json.md speaks of what is not there: {unknown:?}");

    // Keys stay English, and figures the same, in the other language.
    let french = json(&["run", "--trials", "512", "--lang", "fr"]);
    let mut french_keys = BTreeSet::new();
    keys(&french, &mut french_keys);
    let mut english_keys = BTreeSet::new();
    keys(&run, &mut english_keys);
    assert_eq!(english_keys, french_keys);
    assert_eq!(run["values"][0]["net_present_value_eur_m"], french["values"][0]["net_present_value_eur_m"]);
    assert_eq!(french["break_even"]["perimeters"][0]["perimeter"]["label"], "Programme VE");

    // The text rounds the same numbers.
    let summary = printed(&["run", "--trials", "512"], root.path());
    let sustained = &run["break_even"]["perimeters"][0]["dates"][1];
    assert_eq!(sustained["date"], "break_even_sustained");
    let by_2030 = &sustained["by_end_of"][2];
    assert_eq!(by_2030["year"], 2030);
    let share = by_2030["probability"].as_f64().expect("a number");
    let [low, high] = ["low", "high"].map(|limit| 100.0 * by_2030[limit].as_f64().expect("a number"));
    let told = format!("about {:.0} % of futures (95 % interval {low:.0} to {high:.0} %)", 100.0 * share);
    assert!(summary.replace('\n', " ").contains(&told), "{told}\n{summary}");
    let funding = run["values"][1]["peak_funding_eur_m"]["mean"]["value"].as_f64().expect("a number");
    assert!(funding > 100.0, "{funding}: EUR million");
    // A projection knows no probabilities.
    let projection = json(&["run", "--deterministic"]);
    assert_eq!(projection["scenario"]["deterministic"], true);
    assert!(projection["values"][0]["net_present_value_eur_m"]["mean"]["standard_error"].is_null());
    assert!(projection["break_even"]["perimeters"][0]["dates"][0]["not_by_horizon"].is_null());
}

/// Formulas and names of quantities of a statement.
fn words(statement: &str) -> (BTreeSet<String>, BTreeSet<String>) {
    let formulas = statement.lines().filter_map(|line| line.strip_prefix("      = ")).map(str::to_string);
    let quantities = statement
        .lines()
        .filter(|line| line.starts_with("        ") && !line.contains(" = ") && !line.contains('['))
        .filter_map(|line| {
            line.split(|c: char| c.is_ascii_digit()).next().map(|name| name.trim().to_string())
        })
        // The end of a list of sources, which goes on in a line of its own.
        .filter(|name| name.chars().any(char::is_lowercase));
    (formulas.collect(), quantities.collect())
}

#[test]
fn a_statement_in_french_has_french_words_and_the_same_figures_and_csv_stays_english() {
    let root = tempfile::tempdir().expect("a folder");
    let (mut n_formulas, mut n_quantities) = (0, 0);
    for (perimeter, year) in
        [("group", "2025"), ("group", "2030"), ("ampere", "2028"), ("bev-programme", "2033")]
    {
        let how = ["explain", "--year", year, "--perimeter", perimeter, "--deterministic"];
        let english = printed(&how, root.path());
        let french = printed(&[&how[..], &["--lang", "fr"]].concat(), root.path());
        assert_eq!(too_long(&french), Vec::<&str>::new());
        let ((formulas, quantities), (of_french, quantities_of_french)) = (words(&english), words(&french));
        n_formulas += formulas.len();
        n_quantities += quantities.len();
        assert_eq!(formulas.intersection(&of_french).collect::<Vec<_>>(), Vec::<&String>::new());
        let same: Vec<&String> =
            quantities.intersection(&quantities_of_french).filter(|name| *name != "modules").collect();
        assert_eq!(same, Vec::<&String>::new(), "no French word");
        assert_eq!(english_words(&french), Vec::<&str>::new());
        // The cents are the same.
        let cents = |text: &str, mark: char| text.matches(mark).count();
        assert!(cents(&french, ',') > 50 && cents(&english, '.') > 50);
    }
    // A future of many has regimes and events, which a projection has not.
    let future = ["explain", "--year", "2028", "--trials", "64", "--trial", "3", "--lang", "fr"];
    let french = printed(&future, root.path());
    assert!(french.contains("Dans ce futur\u{a0}: "), "{french}");
    assert_eq!(english_words(&french), Vec::<&str>::new());
    assert_eq!(too_long(&french), Vec::<&str>::new());
    assert!(n_formulas > 20 && n_quantities > 20, "{n_formulas} {n_quantities}");
    let csv = printed(
        &["explain", "--year", "2028", "--deterministic", "--lang", "fr", "--format", "csv"],
        root.path(),
    );
    assert!(
        csv.starts_with("scenario,perimeter,year") && csv.contains("vehicles x net price x index"),
        "{csv}"
    );
}

#[test]
fn check_echoes_in_french() {
    let root = tempfile::tempdir().expect("a folder");
    let child = "extends = \"builtin:base\"\nname = \"Fils\"\nsource = \"judgement\"\n\
                 battery.learning_rate = \"pert(5%, 12.5%, 15%)\"\n\
                 [event.recall]\nlabel = \"Recall\"\nprobability = \"12.5%\"\nduration_years = 2\n\
                 [event.recall.effect]\n\"line.ampere-sga.cost_eur_m\" = { add = 300 }\n";
    std::fs::write(root.path().join("fils.toml"), child).expect("written");
    let told = printed(&["check", "--lang", "fr", "fils.toml"], root.path());
    for part in [
        "fils.toml\u{a0}: Fils",
        "énoncées ou modifiées ici",
        "au plus bas 5%, le plus probable 12,5%, au plus haut 15%",
        "dans 12,5\u{a0}% des futurs",
        "line.ampere-sga.cost_eur_m augmenté de 300",
        "0 problème",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    assert_eq!(too_long(&told), Vec::<&str>::new());
}
