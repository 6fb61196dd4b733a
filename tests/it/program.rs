//! The program as a process: files, exit codes, what is printed where.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Output;

use ampere::lanes::InstructionSet;
use assert_cmd::Command;

pub fn ampere(arguments: &[&str], folder: &Path) -> Output {
    let mut command = Command::cargo_bin("ampere").expect("the program is built");
    command.current_dir(folder).args(arguments).output().expect("the program starts")
}

pub fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("printed text is UTF-8")
}

/// Every file below a folder, by its path.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else {
                let name = entry.strip_prefix(folder).expect("below").to_string_lossy().to_string();
                found.insert(name, fs::read(&entry).expect("a file"));
            }
        }
    }
    found
}

#[test]
fn a_run_writes_tables_plots_and_manifest_and_prints_a_summary_of_80_columns() {
    let root = tempfile::tempdir().expect("a folder");
    let output = ampere(&["run", "--trials", "256"], root.path());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let names: Vec<String> = files(&root.path().join("output/base")).into_keys().collect();
    assert_eq!(
        names,
        [
            "manifest.json",
            "plots/brand_volume_mix.png",
            "plots/brand_volume_mix.svg",
            "plots/break_even.png",
            "plots/break_even.svg",
            "plots/cash_fan.png",
            "plots/cash_fan.svg",
            "plots/co2_fleet.png",
            "plots/co2_fleet.svg",
            "plots/contact_sheet.png",
            "plots/contact_sheet.svg",
            "plots/contribution_by_brand.png",
            "plots/contribution_by_brand.svg",
            "plots/contribution_by_powertrain.png",
            "plots/contribution_by_powertrain.svg",
            "plots/cow_and_bridge.png",
            "plots/cow_and_bridge.svg",
            "plots/operating_margin_fan.png",
            "plots/operating_margin_fan.svg",
            "plots/unit_cost_by_generation.png",
            "plots/unit_cost_by_generation.svg",
            "plots/unit_cost_path.png",
            "plots/unit_cost_path.svg",
            "tables/annual.csv",
            "tables/annual_wide.csv",
            "tables/assumptions.csv",
            "tables/break_even.csv",
            "tables/dictionary.csv",
            "tables/metrics.csv",
        ]
    );
    let summary = text(&output.stdout);
    assert!(summary.contains("BREAK-EVEN") && summary.contains("not by 2035"), "{summary}");
    assert!(summary.lines().all(|line| line.chars().count() <= 80), "{summary}");
    assert!(!summary.contains('\u{1b}'), "no colours in a pipe");
}

#[test]
fn french_plots_have_french_words_and_the_same_figures() {
    let root = tempfile::tempdir().expect("a folder");
    let run = |language: &str| {
        let arguments = ["run", "--trials", "128", "--lang", language, "--out", language];
        let output = ampere(&arguments, root.path());
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        files(&root.path().join(language).join("base"))
    };
    let (english, french) = (run("en"), run("fr"));
    assert!(english.keys().eq(french.keys()));
    let svg = |files: &BTreeMap<String, Vec<u8>>, name: &str| text(&files[&format!("plots/{name}.svg")]);
    for (name, words) in [
        ("break_even", ["point mort", "Programme VE", "Cas de base", "hypercube latin"]),
        ("operating_margin_fan", ["MOP", "Md€", "médiane", "historique"]),
        ("contribution_by_brand", ["MCV", "moyenne du total", "Renault", "graine"]),
        ("unit_cost_by_generation", ["Génération 2, fin 2028", "mi-2023", "objectif", "Leviers propres"]),
        ("co2_fleet", ["cible tenue", "moyenne", "flotte", "permis"]),
        ("cow_and_bridge", ["MCV, Dacia", "hors Dacia", "VE", "Free cash-flow"]),
    ] {
        for word in words {
            assert!(svg(&french, name).contains(word), "{name} has no {word:?}");
        }
        assert!(!svg(&french, name).contains(" trials"), "{name} has English words");
    }
    // The language changes words and decimal marks, not results.
    let manifest = |files: &BTreeMap<String, Vec<u8>>| {
        let whole = text(&files["manifest.json"]);
        whole.split("\"resolved_sha256\"").nth(1).map(|rest| rest[..70].to_string())
    };
    assert_eq!(manifest(&english), manifest(&french));
}

#[test]
fn the_files_are_the_same_bytes_on_1_2_and_7_threads() {
    let root = tempfile::tempdir().expect("a folder");
    let run = |threads: &str| {
        let out = format!("on-{threads}");
        let output = ampere(&["run", "--trials", "400", "--threads", threads, "--out", &out], root.path());
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        files(&root.path().join(out).join("base"))
    };
    let one = run("1");
    assert_eq!(one, run("2"));
    assert_eq!(one, run("7"));
}

/// The program with `AMPERE_INSTRUCTION_SET` set.
fn with_instruction_set(set: &str, out: &str, folder: &Path) -> Output {
    let mut command = Command::cargo_bin("ampere").expect("the program is built");
    command.current_dir(folder).env("AMPERE_INSTRUCTION_SET", set);
    command.args(["run", "--trials", "200", "--quiet", "--out", out]).output().expect("the program starts")
}

#[test]
fn the_files_are_the_same_bytes_with_any_instruction_set_and_an_unknown_one_is_refused() {
    let root = tempfile::tempdir().expect("a folder");
    let run = |set: InstructionSet| {
        let output = with_instruction_set(set.id(), set.id(), root.path());
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        files(&root.path().join(set.id()).join("base"))
    };
    let baseline = run(InstructionSet::Baseline);
    for set in InstructionSet::available() {
        assert!(run(set) == baseline, "{}", set.id());
    }
    let missing = InstructionSet::ALL.into_iter().find(|set| !set.is_available());
    for set in ["avx1024", missing.map_or("SSE2", InstructionSet::id)] {
        let output = with_instruction_set(set, "refused", root.path());
        assert_eq!(output.status.code(), Some(2));
        let message = text(&output.stderr);
        assert!(message.contains(set) && message.contains("the results are the same"), "{message}");
        assert!(!root.path().join("refused").exists(), "nothing is written");
    }
}

#[test]
fn a_file_compared_with_itself_gives_exactly_zero() {
    let root = tempfile::tempdir().expect("a folder");
    let output = ampere(&["compare", "builtin:base", "builtin:base", "--trials", "256"], root.path());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let found = files(&root.path().join("output/base-vs-base-2"));
    let mut differences = csv::Reader::from_reader(&found["tables/annual_difference.csv"][..]);
    let rows: Vec<csv::StringRecord> = differences.records().map(|row| row.expect("a row")).collect();
    assert!(rows.len() > 1000);
    assert!(rows.iter().all(|row| &row[8] == "0" && &row[9] == "0"), "a difference is not zero");
    let mut shifts = csv::Reader::from_reader(&found["tables/break_even_shift.csv"][..]);
    for row in shifts.records().map(|row| row.expect("a row")) {
        let zero = ["earlier", "later", "only_a", "only_b", "change_of_p_by", "mean_shift_years"];
        assert!(!zero.contains(&&row[5]) || row[8].parse::<f64>() == Ok(0.0), "{row:?}");
    }
}

#[test]
fn changes_on_the_command_line_get_a_folder_of_their_own_and_stand_in_the_manifest() {
    let root = tempfile::tempdir().expect("a folder");
    let set = "battery.learning_rate=10%";
    let output = ampere(&["run", "--trials", "128", "--set", set, "--quiet"], root.path());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(output.stdout.is_empty() && output.stderr.is_empty(), "--quiet prints nothing");
    let folders: Vec<String> = fs::read_dir(root.path().join("output"))
        .expect("results")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().to_string())
        .collect();
    assert!(folders.len() == 1 && folders[0].starts_with("base-set-"), "{folders:?}");
    let found = files(&root.path().join("output").join(&folders[0]));
    let manifest: serde_json::Value = serde_json::from_slice(&found["manifest.json"]).expect("JSON");
    let change = &manifest["scenarios"][0]["changes"][0];
    assert_eq!(change["key"], "battery.learning_rate");
    assert_eq!((&change["old"], &change["new"]), (&"pert(8%, 17%, 25%)".into(), &"10%".into()));
}

#[test]
fn a_bad_scenario_is_exit_code_3_and_writes_nothing() {
    let root = tempfile::tempdir().expect("a folder");
    let bad =
        "extends = \"builtin:base\"\nname = \"Bad\"\n[battery]\nlerning_rate = 0.1\npack_fixed_eur = -1\n";
    fs::write(root.path().join("bad.toml"), bad).expect("written");
    let output = ampere(&["run", "bad.toml"], root.path());
    assert_eq!(output.status.code(), Some(3));
    let message = text(&output.stderr);
    for part in ["bad.toml:4:1", "learning_rate", "bad.toml:5:18", "2 problems"] {
        assert!(message.contains(part), "{part} is not in\n{message}");
    }
    assert!(!message.contains('\u{1b}'), "no colours in a pipe");
    assert!(!root.path().join("output").exists());
}

#[test]
fn wrong_usage_is_exit_code_2_and_a_closed_door_is_1() {
    let root = tempfile::tempdir().expect("a folder");
    assert_eq!(ampere(&["run", "--trials", "0"], root.path()).status.code(), Some(2));
    assert_eq!(ampere(&["compare", "builtin:base"], root.path()).status.code(), Some(2));
    fs::write(root.path().join("file"), "mine").expect("written");
    let output = ampere(&["run", "--trials", "128", "--out", "file"], root.path());
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("a file stands where a folder is needed"));
    assert_eq!(fs::read_to_string(root.path().join("file")).expect("still there"), "mine");
}

#[test]
fn a_failed_run_leaves_earlier_results_as_they_were() {
    let root = tempfile::tempdir().expect("a folder");
    assert_eq!(ampere(&["run", "--trials", "128", "--quiet"], root.path()).status.code(), Some(0));
    let before = files(&root.path().join("output"));
    let plots = root.path().join("output/base/plots");
    // The name of a table's folder becomes a file: the results cannot be put in place.
    fs::rename(root.path().join("output/base/tables"), root.path().join("tables")).expect("moved");
    fs::write(root.path().join("output/base/tables"), "in the way").expect("written");
    let output = ampere(&["run", "--trials", "256", "--quiet"], root.path());
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    for (name, bytes) in files(&plots) {
        assert_eq!(before[&format!("base/plots/{name}")], bytes, "{name} has changed");
    }
}

#[test]
fn several_scenarios_run_one_after_the_other() {
    let root = tempfile::tempdir().expect("a folder");
    let output = ampere(&["run", "builtin:base", "builtin:price-war", "--trials", "128"], root.path());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(root.path().join("output/base/manifest.json").exists());
    assert!(root.path().join("output/price-war/manifest.json").exists());
}

#[test]
fn help_teaches_by_example() {
    let folder = tempfile::tempdir().expect("a folder");
    for command in
        ["run", "compare", "explain", "check", "new", "completions", "man", "schema", "reference", ""]
    {
        let asked: Vec<&str> = [command, "--help"].into_iter().filter(|word| !word.is_empty()).collect();
        let help = text(&ampere(&asked, folder.path()).stdout);
        let long: Vec<&str> = help.lines().filter(|line| line.chars().count() > 80).collect();
        assert!(help.contains("Example") && long.is_empty(), "{command}: {long:#?}");
    }
    let root = tempfile::tempdir().expect("a folder");
    for (arguments, part) in [
        (&["--help"][..], "ampere compare builtin:base my-scenario.toml"),
        (&["run", "--help"], "--set 'battery.learning_rate=10%'"),
        (&["compare", "--help"], "on the same draws"),
        (&["explain", "--help"], "ampere explain --year 2027 --perimeter ampere"),
    ] {
        assert!(text(&ampere(arguments, root.path()).stdout).contains(part), "{arguments:?}");
    }
}

#[test]
fn a_new_scenario_checks_and_runs_and_replaces_nothing() {
    let root = tempfile::tempdir().expect("a folder");
    assert_eq!(ampere(&["new", "late-car.toml"], root.path()).status.code(), Some(0));
    assert_eq!(fs::read_dir(root.path()).expect("a folder").count(), 1);
    let written = fs::read_to_string(root.path().join("late-car.toml")).expect("a file");
    assert!(written.contains("name     = \"late car\""), "{written}");
    assert_eq!(ampere(&["check", "late-car.toml"], root.path()).status.code(), Some(0));
    let again = ampere(&["new", "late-car.toml"], root.path());
    assert_eq!(again.status.code(), Some(1));
    assert!(text(&again.stderr).contains("there is such a file already"), "{}", text(&again.stderr));
    assert_eq!(ampere(&["new", "no/late-car.toml"], root.path()).status.code(), Some(1));
    let run = ampere(&["run", "late-car.toml", "--trials", "128"], root.path());
    assert_eq!(run.status.code(), Some(0), "{}", text(&run.stderr));
}

#[test]
fn shells_and_man_get_what_they_read() {
    let root = tempfile::tempdir().expect("a folder");
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = ampere(&["completions", shell], root.path());
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        let script = text(&output.stdout);
        assert!(script.contains("trials-out") && script.contains("deterministic"), "{shell}");
    }
    let page = text(&ampere(&["man"], root.path()).stdout);
    assert!(page.contains(".TH ampere 1") && page.contains("builtin:base"), "{page}");
    let page = text(&ampere(&["man", "compare"], root.path()).stdout);
    assert!(page.contains("ampere\\-compare") && page.contains("same draws"), "{page}");
    let output = ampere(&["man", "compere"], root.path());
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("did you mean `compare`?"), "{}", text(&output.stderr));
}
