//! Every command that cannot write says so in one line, ends with exit code 1, and leaves what was there.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::Read;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use super::program::{files, text};
use super::worked_example;

const PROGRAM: &str = env!("CARGO_BIN_EXE_ampere");

/// Commands that print, on a scenario that takes next to no time.
const PRINTING: [&str; 11] = [
    "run small.toml --trials 16 --no-plots",
    "run small.toml --deterministic --format json --quiet",
    "compare small.toml other.toml --trials 16 --no-plots",
    "explain small.toml --year 2027",
    "explain small.toml --year 2027 --format csv --csv excel-fr",
    "check small.toml",
    "check small.toml --format json",
    "schema",
    "reference",
    "man run",
    "completions zsh",
];

/// Commands that write a folder, and its name.
const WRITING: [(&str, &str); 4] = [
    ("run small.toml --trials 64 --no-plots", "small"),
    ("run small.toml --trials 64 --no-plots --trials-out csv", "small"),
    ("run small.toml --trials 64 --no-plots --trials-out parquet", "small"),
    ("compare small.toml other.toml --trials 64 --no-plots --trials-out csv", "small-vs-other"),
];

fn folder() -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a folder");
    for name in ["small.toml", "other.toml"] {
        fs::write(root.path().join(name), worked_example::SCENARIO).expect("written");
    }
    root
}

/// A line of the shell, in which `ampere` is the program.
fn shell(line: &str, root: &Path) -> Output {
    let line = format!("ampere() {{ '{PROGRAM}' \"$@\"; }}\n{line}");
    Command::new("sh").arg("-c").arg(line).current_dir(root).output().expect("a shell")
}

fn fails_with(output: &Output, what: &str, why: &str) {
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{what}: {said}");
    assert!(said.starts_with("error: cannot write ") && said.contains(why), "{what}: {said}");
    assert_eq!(said.lines().count(), 1, "{what}: {said}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_the_standard_output_is_a_clear_message() {
    let root = folder();
    for command in PRINTING {
        let output = shell(&format!("ampere {command} > /dev/full"), root.path());
        fails_with(
            &output,
            command,
            "standard output: No space left on device (os error 28); the disk is full",
        );
    }
}

#[test]
fn a_reader_that_has_seen_enough_is_no_error() {
    let root = folder();
    for command in PRINTING {
        let line = format!("(ampere {command}; echo $? > code) | head -n 1");
        let output = shell(&line, root.path());
        let said = text(&output.stderr);
        assert!(said.is_empty() || said.starts_with("simulated in "), "{command}: {said}");
        let code = fs::read_to_string(root.path().join("code")).expect("a code");
        assert_eq!((code.trim(), text(&output.stdout).lines().count()), ("0", 1), "{command}");
    }
}

/// The results of a command before something goes wrong.
fn before(command: &str, name: &str, root: &Path) -> BTreeMap<String, Vec<u8>> {
    // Others than the next ones.
    let output = shell(&format!("ampere {command} --quiet --seed 20261123"), root);
    assert!(output.status.success(), "{}", text(&output.stderr));
    files(&root.join("output").join(name))
}

#[test]
fn a_limit_on_the_size_of_files_leaves_old_results_of_every_command() {
    for (command, name) in WRITING {
        let root = folder();
        let old = before(command, name, root.path());
        // 8 blocks of 512 or 1024 bytes: less than any table of years.
        let output = shell(&format!("ulimit -f 8; ampere {command} --quiet"), root.path());
        fails_with(&output, command, "files may not be that large here");
        assert_eq!(files(&root.path().join("output").join(name)), old, "{command}");
        assert_eq!(fs::read_dir(root.path().join("output")).expect("results").count(), 1, "{command}");
    }
    let root = folder();
    let output = shell("ulimit -f 0; ampere new mine.toml", root.path());
    fails_with(&output, "new", "files may not be that large here");
    assert_eq!(fs::read_dir(root.path()).expect("a folder").count(), 2, "nothing is left");
}

#[test]
fn a_full_disk_leaves_old_results_of_every_command() {
    for (command, name) in WRITING {
        let root = folder();
        let small = root.path().join("output");
        fs::create_dir(&small).expect("a folder");
        let mount = format!("mount -t tmpfs -o size=64k none '{}'", small.display());
        if !shell(&mount, root.path()).status.success() {
            // Only root may mount; the limit on file sizes is tested for everybody.
            return;
        }
        let checked = std::panic::catch_unwind(|| {
            fs::create_dir(small.join(name)).expect("a folder");
            fs::write(small.join(name).join("old.csv"), "old").expect("written");
            let output = shell(&format!("ampere {command} --quiet"), root.path());
            fails_with(&output, command, "the disk is full");
            let old = BTreeMap::from([("old.csv".to_string(), b"old".to_vec())]);
            assert_eq!(files(&small.join(name)), old, "{command}");
            assert_eq!(fs::read_dir(&small).expect("results").count(), 1, "{command}");
        });
        let unmounted = Command::new("umount").arg(&small).status().expect("umount");
        assert!(unmounted.success());
        checked.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    }
}

#[test]
fn a_file_in_the_place_of_the_results_stays() {
    for (command, name) in WRITING {
        let root = folder();
        fs::create_dir(root.path().join("output")).expect("a folder");
        fs::write(root.path().join("output").join(name), "mine").expect("written");
        let output = shell(&format!("ampere {command}"), root.path());
        fails_with(&output, command, "a file stands where a folder is needed");
        let found = fs::read_to_string(root.path().join("output").join(name)).expect("still there");
        assert_eq!(found, "mine", "{command}");
    }
}

#[test]
fn a_table_that_another_program_holds_open_is_replaced_and_the_other_reads_on() {
    let root = folder();
    let (command, name) = WRITING[0];
    let old = before(command, name, root.path());
    let mut open =
        File::open(root.path().join("output").join(name).join("tables/annual.csv")).expect("a table");
    let output = shell(&format!("ampere {command} --quiet"), root.path());
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(files(&root.path().join("output").join(name))["manifest.json"] != old["manifest.json"]);
    let mut read = Vec::new();
    open.read_to_end(&mut read).expect("readable");
    assert_eq!(read, old["tables/annual.csv"], "the old table, whole");
}

/// Ctrl-C while something is computed: one line, exit code 130, old results and nothing else.
#[test]
fn an_interruption_leaves_the_old_results_of_every_command() {
    let long = ["--trials 50000000 --no-plots", "--trials 50000000 --trials-out csv", "--trials 50000000"];
    let commands = ["run small.toml", "compare small.toml other.toml", "explain small.toml --year 2027"];
    for (command, long) in commands.into_iter().zip(long) {
        let root = folder();
        fs::create_dir(root.path().join("output")).expect("a folder");
        let mut arguments: Vec<&str> = command.split(' ').chain(long.split(' ')).collect();
        arguments.extend(["--threads", "1"]);
        let mut started = Command::new(PROGRAM);
        started.args(&arguments).current_dir(root.path()).stdout(Stdio::null()).stderr(Stdio::piped());
        let child = started.spawn().expect("the program starts");
        // Handlers are in place once files are being made; without files, after a while.
        let since = Instant::now();
        let makes_files =
            || fs::read_dir(root.path().join("output")).is_ok_and(|mut made| made.next().is_some());
        while since.elapsed() < Duration::from_millis(1_500) && !(long.contains("csv") && makes_files()) {
            std::thread::sleep(Duration::from_millis(10));
        }
        let sent = shell(&format!("kill -INT {}", child.id()), root.path());
        assert!(sent.status.success());
        let output = child.wait_with_output().expect("the program ends");
        let said = text(&output.stderr);
        assert_eq!(output.status.code(), Some(130), "{command}: {said}");
        assert!(said.starts_with("interrupted: ") && said.lines().count() == 1, "{command}: {said:?}");
        assert_eq!(fs::read_dir(root.path().join("output")).expect("a folder").count(), 0, "{command}");
    }
}

#[test]
fn nothing_but_text_goes_into_a_pipe() {
    let root = folder();
    fs::write(root.path().join("bad.toml"), "name = \"Bad\"\nlerning_rate = 0.1\n").expect("written");
    let wrong =
        ["check bad.toml", "run bad.toml", "run --trials 0", "--help", "run --help", "new small.toml"];
    for command in PRINTING.iter().chain(&wrong) {
        let output = shell(&format!("ampere {command}"), root.path());
        assert!(!(output.stdout.is_empty() && output.stderr.is_empty()), "{command}");
        for said in [output.stdout, output.stderr] {
            assert!(!said.contains(&0x1b), "{command}: {}", text(&said));
            // A progress bar would go back to the start of its line.
            assert!(command.contains("csv") || !said.contains(&b'\r'), "{command}: {}", text(&said));
        }
    }
}
