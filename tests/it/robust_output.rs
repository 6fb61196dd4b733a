//! Results are whole or not there: killed, interrupted and failing runs leave what was there before, and say so.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

use super::program::{ampere, files, text};

const PROGRAM: &str = env!("CARGO_BIN_EXE_ampere");

/// Numbers from 0 to 1 that look random, the same in each run of the test.
///
/// Source: Steele, Lea, Flood (2014), OOPSLA (SplitMix64).
struct Moments(u64);

impl Moments {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) as f64 / u64::MAX as f64
    }
}

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

fn start(scenario: &str, root: &Path) -> Child {
    let mut command = Command::new(PROGRAM);
    command.arg("run").arg(scenario).args(SMALL).current_dir(root);
    command.stdout(Stdio::null()).stderr(Stdio::piped()).spawn().expect("the program starts")
}

fn run(scenario: &str, root: &Path) -> BTreeMap<String, Vec<u8>> {
    let output = start(scenario, root).wait_with_output().expect("the program ends");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    files(&root.join("output/x-deterministic"))
}

/// Whether a program is making something beside the place of its results.
fn is_writing(root: &Path) -> bool {
    fs::read_dir(root.join("output"))
        .is_ok_and(|entries| entries.flatten().any(|entry| entry.path().join("new/tables").is_dir()))
}

/// How many of the programs that were to be killed were, and how many had put their results in place.
fn killed_and_replaced(seed: u64, n_kills: usize) -> (usize, usize) {
    let root = tempfile::tempdir().expect("a folder");
    two_scenarios(root.path());
    let results = ["a/x.toml", "b/x.toml"].map(|scenario| {
        let started = Instant::now();
        (run(scenario, root.path()), started.elapsed())
    });
    assert_ne!(results[0].0, results[1].0);
    let length = results[1].1.as_secs_f64();
    let mut random = Moments(seed);
    let (mut n_killed, mut n_replaced, mut now) = (0, 0, 1);
    for kill in 0..n_kills {
        let next = 1 - now;
        let mut child = start(["a/x.toml", "b/x.toml"][next], root.path());
        if kill % 2 == 0 {
            std::thread::sleep(Duration::from_secs_f64(length * random.next()));
        } else {
            while !is_writing(root.path()) && child.try_wait().expect("a status").is_none() {
                std::thread::sleep(Duration::from_micros(100));
            }
            std::thread::sleep(Duration::from_secs_f64(0.006 * random.next()));
        }
        let _ = child.kill();
        let status = child.wait().expect("a status");
        n_killed += usize::from(status.signal().is_some());
        let found = files(&root.path().join("output/x-deterministic"));
        let is = |place: usize| found == results[place].0;
        assert!(is(now) || is(next), "after kill {kill} neither the old nor the new results are whole");
        if is(next) {
            (now, n_replaced) = (next, n_replaced + 1);
        }
    }
    // The next run clears away what they left.
    run("a/x.toml", root.path());
    assert_eq!(fs::read_dir(root.path().join("output")).expect("results").count(), 1);
    (n_killed, n_replaced)
}

/// Half of the kills come at any moment of a run, the other half while results are written and put in place.
#[test]
fn two_hundred_kills_at_random_moments_leave_old_or_new_results_whole() {
    let found = std::thread::scope(|scope| {
        let halves = [20_261_123, 20_261_124].map(|seed| scope.spawn(move || killed_and_replaced(seed, 100)));
        halves.map(|half| half.join().expect("every kill leaves whole results"))
    });
    let (n_killed, n_replaced) = (found[0].0 + found[1].0, found[0].1 + found[1].1);
    assert!(n_killed >= 100 && n_replaced >= 1, "{n_killed} killed, {n_replaced} times replaced");
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
