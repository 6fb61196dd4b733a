//! `docs/model.md` names every key of a scenario file and every metric and column of the tables, and no other key.

use std::collections::BTreeSet;

use ampere::analysis::{Comparison, Summary};
use ampere::report::headline::Subject;
use ampere::report::language::Language;
use ampere::report::table;
use ampere::sampling::Plan;
use ampere::scenario::keys;
use ampere::scenario::resolve::resolve;

use crate::given;
use crate::mechanisms::EVERYTHING;

fn page() -> String {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/model.md");
    std::fs::read_to_string(path).expect("the page of the model is there")
}

/// Words between backticks; a list of columns stands between one pair.
fn words(text: &str) -> BTreeSet<String> {
    let quoted = text.split('`').skip(1).step_by(2);
    quoted.flat_map(|quoted| quoted.split([',', '\n'])).map(|word| plain(word.trim())).collect()
}

/// A name without its numbers: `realised_cost_cut_by_2029.00` stands for every date.
fn plain(word: &str) -> String {
    let mut name = String::new();
    for c in word.chars() {
        let number = c.is_ascii_digit() || (c == '.' && name.ends_with('#'));
        match number {
            true if name.ends_with('#') => {}
            true => name.push('#'),
            false => name.push(c),
        }
    }
    name
}

/// Keys of the table of keys: `| namespace | keys | section |`, `-` for keys that stand by themselves.
fn listed_keys(page: &str) -> BTreeSet<String> {
    let section = page.split("\n## Keys\n").nth(1).expect("the page has a section of keys");
    let section = section.split("\n## ").next().unwrap_or(section);
    let rows = section.lines().filter(|line| line.starts_with("| `") || line.starts_with("| - "));
    let mut listed = BTreeSet::new();
    for row in rows {
        let cells: Vec<&str> = row.split('|').map(str::trim).collect();
        let namespace = cells[1].trim_matches('`');
        for key in cells[2].split('`').skip(1).step_by(2) {
            let pattern = if namespace == "-" { key.to_string() } else { format!("{namespace}.{key}") };
            assert!(listed.insert(pattern.clone()), "{pattern} stands twice");
        }
    }
    listed
}

#[test]
fn every_key_stands_on_the_page_of_the_model_and_no_other() {
    let listed = listed_keys(&page());
    // A French name stands for its English one.
    let patterns = keys::all().map(|key| key.pattern).filter(|pattern| !pattern.ends_with("_fr"));
    let patterns: BTreeSet<String> = patterns.map(str::to_string).collect();
    let missing: Vec<_> = patterns.difference(&listed).collect();
    let unknown: Vec<_> = listed.difference(&patterns).collect();
    assert!(missing.is_empty(), "docs/model.md, section Keys, misses {missing:#?}");
    assert!(unknown.is_empty(), "docs/model.md, section Keys, has what is no key: {unknown:#?}");
}

/// What a table names: its columns, and what stands in those columns that hold names.
fn names_in(table: &[u8], found: &mut BTreeSet<String>) {
    let mut reader = csv::Reader::from_reader(table);
    let head = reader.headers().expect("a table has a head").clone();
    let percentile =
        |name: &str| name.starts_with('p') && name[1..].starts_with(|c: char| c.is_ascii_digit());
    found.extend(head.iter().filter(|name| !percentile(name)).map(plain));
    for row in reader.records() {
        let row = row.expect("a row of a table");
        let named =
            head.iter().zip(&row).filter(|(name, _)| ["metric", "measure", "grouping"].contains(name));
        found.extend(named.map(|(_, cell)| plain(cell.strip_suffix("_restricted_mean").unwrap_or(cell))));
    }
}

#[test]
fn every_metric_and_column_of_the_tables_stands_on_the_page_of_the_model() {
    let document = given::document_of_text(EVERYTHING, &[]);
    let scenario = resolve(&document).expect("a checked document resolves");
    let study = given::run(&[&scenario, &scenario], 2);
    let summary: &Summary = &study.summaries[0];
    let named = [("a", summary)];
    let pairs: [(&str, &str, &Comparison); 1] = [("a", "b", &study.comparisons[0])];
    let subject = Subject {
        id: "a",
        name: "A",
        question: None,
        changes: &[],
        scenario: &scenario,
        document: &document,
        plan: Plan::Random,
        language: Language::English,
    };
    let mut found = BTreeSet::new();
    for table in [
        table::break_even::table(&named),
        table::annual::table(&[(subject, summary)]),
        table::metrics::table(&named),
        table::shift::table(&pairs),
        table::annual_difference::table(&pairs),
        table::metrics_difference::table(&pairs),
    ] {
        names_in(&table.csv(ampere::report::table::dialect::Dialect::Standard), &mut found);
    }
    assert!(found.len() > 100, "only {} names: the tables are not read", found.len());
    let words = words(&page());
    let missing: Vec<_> = found.difference(&words).collect();
    assert!(missing.is_empty(), "docs/model.md misses {missing:#?}");
}

#[test]
fn a_key_or_metric_that_is_left_out_is_found() {
    let page = page();
    for (removed, of) in [("`learning_rate` ", "battery"), ("`guidance_margin` ", "group")] {
        let row = page.lines().find(|line| line.starts_with(&format!("| `{of}` |"))).expect("a row");
        let shorter = page.replace(row, &row.replace(removed.trim(), ""));
        assert_eq!(listed_keys(&page).len(), listed_keys(&shorter).len() + 1, "{removed}");
    }
    assert!(words(&page).contains("peak_funding") && !words("peak_funding `other`").contains("peak_funding"));
    assert_eq!(plain("probability_of_40_percent_by_2029.00"), "probability_of_#_percent_by_#");
}
