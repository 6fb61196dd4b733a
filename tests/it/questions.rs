//! Each of the seven questions is answered by a command of the guide: it runs, and its tables hold the rows that
//! `questions.csv` names.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::program::{ampere, text};

const GUIDE: &str = include_str!("../../scenarios/README.md");

/// Where an answer stands: number of the question, command, file below `output/`, cells of its row in any order.
fn answers() -> Vec<[&'static str; 4]> {
    let rows = include_str!("questions.csv").lines().skip(1);
    rows.map(|row| {
        let cells: Vec<&str> = row.split(',').collect();
        cells.try_into().unwrap_or_else(|_| panic!("four cells: {row}"))
    })
    .collect()
}

#[test]
fn each_question_has_a_command_in_the_guide_that_names_its_rows() {
    let numbers: BTreeSet<&str> = answers().iter().map(|[number, ..]| *number).collect();
    assert_eq!(numbers, ["1", "2", "3", "4", "5", "6", "7"].into());
    for [number, command, file, cells] in answers() {
        let after = GUIDE.split_once(&format!("**{number}. ")).expect("a question").1;
        let section = after.split("\n**").next().unwrap_or(after);
        assert!(section.contains(&format!("\nampere {command}\n")), "{number}: ampere {command}");
        let name = file.rsplit('/').next().unwrap_or(file);
        assert!(section.contains(name), "{number}: {name}");
        // The guide names the metric, the last word of several parts.
        let metric = cells.rsplit(';').find(|cell| cell.contains('_') || *cell == "start");
        assert!(metric.is_none_or(|metric| number == "6" || section.contains(metric)), "{number}: {cells}");
    }
}

/// Some futures are enough to see that the rows are there and hold a number.
#[test]
fn each_command_runs_and_its_tables_hold_the_answer() {
    let mut commands: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for [_, command, file, cells] in answers() {
        commands.entry(command).or_default().push((file, cells));
    }
    for (command, wanted) in commands {
        let root = tempfile::tempdir().expect("a folder");
        let mut arguments: Vec<&str> = command.split(' ').collect();
        arguments.extend(["--trials", "128"]);
        let output = ampere(&arguments, root.path());
        assert_eq!(output.status.code(), Some(0), "{command}: {}", text(&output.stderr));
        for (file, cells) in wanted {
            let path = root.path().join("output").join(file);
            let table =
                fs::read_to_string(&path).unwrap_or_else(|error| panic!("{command}: {file}: {error}"));
            let cells: Vec<&str> = cells.split(';').collect();
            let mut reader = csv::Reader::from_reader(table.as_bytes());
            let row = reader
                .records()
                .map(|row| row.expect("a row"))
                .find(|row| cells.iter().all(|cell| row.iter().any(|other| other == *cell)));
            let row = row.unwrap_or_else(|| panic!("{command}: {file} has no row with {cells:?}"));
            let n_numbers = row.iter().filter(|cell| cell.parse::<f64>().is_ok_and(f64::is_finite)).count();
            assert!(n_numbers >= 2, "{command}: {file}: {row:?}");
        }
    }
}
