//! Results are whole or not there: interrupted and failing runs leave what was there before, and say so.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use super::program::{ampere, files, text};

const PROGRAM: &str = env!("CARGO_BIN_EXE_ampere");

/// A small scenario folder: `a/x.toml` and `b/x.toml` write to the same place and say different things.
fn two_scenarios(root: &Path) {
    for (folder, rate) in [("a", "10%"), ("b", "20%")] {
        fs::create_dir_all(root.join(folder)).expect("a folder");
        let scenario = format!(
            "extends = \"builtin:base\"\nname = \"X\"\nsource = \"judgement\"\n[battery]\nlearning_rate = \"{rate}\"\n"
        );
        fs::write(root.join(folder).join("x.toml"), scenario).expect("written");
    }
}

const SMALL: [&str; 4] = ["--deterministic", "--quiet", "--threads", "1"];

fn run(scenario: &str, root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut command = Command::new(PROGRAM);
    command.arg("run").arg(scenario).args(SMALL).current_dir(root);
    let output = command.output().expect("the program starts");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    files(&root.join("output/x-deterministic"))
}

fn wait_for_an_hour_of_trials(root: &Path) -> Child {
    let mut command = Command::new(PROGRAM);
    command.args(["run", "--trials", "50000000", "--threads", "1"]).current_dir(root);
    command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program starts")
}

#[test]
fn ctrl_c_is_one_line_exit_code_130_and_no_empty_folder() {
    let root = tempfile::tempdir().expect("a folder");
    let child = wait_for_an_hour_of_trials(root.path());
    std::thread::sleep(Duration::from_millis(1_500));
    let sent =
        Command::new("sh").arg("-c").arg(format!("kill -INT {}", child.id())).status().expect("a shell");
    assert!(sent.success());
    let output = child.wait_with_output().expect("the program ends");
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(130), "{said}");
    assert!(said.starts_with("interrupted: ") && said.lines().count() == 1, "{said:?}");
    assert_eq!(fs::read_dir(root.path()).expect("a folder").count(), 0, "nothing is left");
}

/// A shell that sets up what a run meets, and the run in it.
fn under(limit: &str, root: &Path) -> Output {
    let line = format!("{limit}; exec '{PROGRAM}' run a/x.toml {}", SMALL.join(" "));
    Command::new("sh").arg("-c").arg(line).current_dir(root).output().expect("a shell")
}

/// One line that names what could not be written, exit code 1, the old results whole and nothing beside them.
fn fails_clearly(output: &Output, words: &str, root: &Path, before: &BTreeMap<String, Vec<u8>>) {
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.starts_with("error: cannot write output/x-deterministic"), "{said}");
    assert!(said.contains(words) && said.lines().count() == 1, "{said}");
    assert_eq!(files(&root.join("output/x-deterministic")), *before);
    assert_eq!(fs::read_dir(root.join("output")).expect("results").count(), 1, "nothing is left beside");
}

#[test]
fn a_limit_on_the_size_of_files_is_a_clear_message() {
    let root = tempfile::tempdir().expect("a folder");
    two_scenarios(root.path());
    let before = run("b/x.toml", root.path());
    // 32 blocks of 512 or 1024 bytes: less than the table of years.
    fails_clearly(
        &under("ulimit -f 32", root.path()),
        "files may not be that large here",
        root.path(),
        &before,
    );
}

#[test]
fn a_read_only_folder_is_a_clear_message() {
    let root = tempfile::tempdir().expect("a folder");
    two_scenarios(root.path());
    let before = run("b/x.toml", root.path());
    let folder = root.path().join("output/x-deterministic");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).expect("permissions");
    let output = under("true", root.path());
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).expect("permissions");
    fails_clearly(&output, "is the folder read-only?", root.path(), &before);
}

#[test]
fn a_full_disk_is_a_clear_message() {
    let root = tempfile::tempdir().expect("a folder");
    two_scenarios(root.path());
    let small = root.path().join("output");
    fs::create_dir(&small).expect("a folder");
    let mount = format!("mount -t tmpfs -o size=600k none '{}'", small.display());
    if !Command::new("sh").arg("-c").arg(&mount).output().is_ok_and(|output| output.status.success()) {
        // Only root may mount; the limit on file sizes is tested for everybody.
        return;
    }
    fs::create_dir(small.join("x-deterministic")).expect("a folder");
    fs::write(small.join("x-deterministic/old.csv"), "old").expect("written");
    let output = under("true", root.path());
    let before = BTreeMap::from([("old.csv".to_string(), b"old".to_vec())]);
    let checked =
        std::panic::catch_unwind(|| fails_clearly(&output, "the disk is full", root.path(), &before));
    let unmounted = Command::new("umount").arg(&small).status().expect("umount");
    assert!(unmounted.success());
    checked.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
}

#[test]
fn a_file_where_a_folder_is_needed_is_a_clear_message() {
    let root = tempfile::tempdir().expect("a folder");
    fs::write(root.path().join("output"), "mine").expect("written");
    let output = ampere(&["run", "--deterministic"], root.path());
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("a file stands where a folder is needed") && said.lines().count() == 1, "{said}");
    assert_eq!(fs::read_to_string(root.path().join("output")).expect("still there"), "mine");
}

#[test]
fn a_reader_that_closes_the_pipe_is_no_error() {
    let root = tempfile::tempdir().expect("a folder");
    let mut command = Command::new("sh");
    let line = format!("('{PROGRAM}' explain --year 2027 --deterministic; echo $? > code) | head -n 1");
    let output = command.arg("-c").arg(line).current_dir(root.path()).output().expect("a shell");
    assert_eq!(text(&output.stderr), "");
    assert_eq!(fs::read_to_string(root.path().join("code")).expect("a code").trim(), "0");
    assert_eq!(text(&output.stdout).lines().count(), 1);
}

#[test]
fn names_of_scenarios_never_leave_the_output_folder() {
    let root = tempfile::tempdir().expect("a folder");
    let scenario = "extends = \"builtin:base\"\nname = \"../../../evil\"\nsource = \"judgement\"\n";
    let long = format!("{}.toml", "é".repeat(120));
    let names = ["...toml", "CON.toml", ".hidden.toml", "a\\..\\b.toml", "tab\there.toml", &long];
    for name in names {
        fs::write(root.path().join(name), scenario).expect("written");
    }
    let mut arguments = vec!["run"];
    arguments.extend(names);
    arguments.extend(SMALL);
    let output = ampere(&arguments, root.path());
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(fs::read_dir(root.path()).expect("a folder").count(), names.len() + 1, "only output/ is new");
    let folders = fs::read_dir(root.path().join("output")).expect("results");
    let found: Vec<String> =
        folders.map(|f| f.expect("one").file_name().to_string_lossy().to_string()).collect();
    assert_eq!(found.len(), names.len(), "{found:?}");
    for name in found {
        assert!(name.len() < 100 && !name.starts_with(['.', '-']) && !name.contains(['\\', '\t']), "{name}");
        assert!(!name.eq_ignore_ascii_case("con-deterministic"), "{name}");
    }
}
