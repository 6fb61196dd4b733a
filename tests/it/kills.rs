//! Two hundred kills: whatever the moment, either the old or the new results are there, whole.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::program::files;
use super::worked_example;

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

const PROGRAM: &str = env!("CARGO_BIN_EXE_ampere");
/// `a/x.toml` and `b/x.toml` write to the same place and say different things.
const SCENARIOS: [&str; 2] = ["a/x.toml", "b/x.toml"];
/// A run that writes for most of its time.
const OPTIONS: [&str; 7] = ["--trials", "512", "--no-plots", "--trials-out", "csv", "--quiet", "--threads=1"];
const RESULTS: &str = "output/x";

fn start(scenario: &str, root: &Path) -> Child {
    let mut command = Command::new(PROGRAM);
    command.arg("run").arg(scenario).args(OPTIONS).current_dir(root);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program starts")
}

/// The folders beside the results in which something is made.
fn staging(root: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(root.join("output"));
    let beside = |name: String| name.starts_with(".x.part-");
    let entries = entries.into_iter().flatten().flatten();
    entries.filter(|e| beside(e.file_name().to_string_lossy().into())).map(|e| e.path()).collect()
}

fn is_writing(root: &Path) -> bool {
    staging(root).iter().any(|folder| folder.join("new/tables").is_dir())
}

/// What tells one folder of results from the one that takes its place.
fn identity(root: &Path) -> Option<u64> {
    fs::metadata(root.join(RESULTS)).ok().map(|found| found.ino())
}

/// Waits until something is so, or the program has ended.
fn wait_until(child: &mut Child, is_so: impl Fn() -> bool) {
    while !is_so() && child.try_wait().expect("a status").is_none() {
        std::thread::yield_now();
    }
}

/// Where a kill is aimed at.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Aim {
    /// Any moment from the start to a little behind the end.
    Anywhere,
    /// Any moment from the first file beside the place to the end.
    Writing,
    /// As soon as the new results are in place: what is left of the old ones is being cleared away.
    Exchange,
}

/// What kills met.
#[derive(Clone, Copy, Debug, Default)]
struct Met {
    /// Programs that had not ended by themselves.
    killed: usize,
    /// Of these: with the old results in place, with the new ones, and with what the program was making beside them.
    old: usize,
    new: usize,
    unfinished: usize,
}

/// Seconds from the start, and from the first file beside the place, to the end of an undisturbed run.
fn lengths(scenario: &str, root: &Path) -> [f64; 2] {
    let started = Instant::now();
    let mut child = start(scenario, root);
    wait_until(&mut child, || is_writing(root));
    let writing = Instant::now();
    assert!(child.wait().expect("a status").success());
    [started, writing].map(|since| since.elapsed().as_secs_f64())
}

fn kill(seed: u64, aims: &[Aim]) -> Met {
    let root = tempfile::tempdir().expect("a folder");
    let root = root.path();
    let mut whole: Vec<BTreeMap<String, Vec<u8>>> = Vec::new();
    let mut measured = Vec::new();
    for (scenario, name) in SCENARIOS.iter().zip(["This", "That"]) {
        fs::create_dir_all(root.join(scenario).parent().expect("a folder")).expect("a folder");
        let text = worked_example::SCENARIO.replacen("Worked example", name, 1);
        fs::write(root.join(scenario), text).expect("written");
        measured.extend([0; 3].map(|_| lengths(scenario, root)));
        whole.push(files(&root.join(RESULTS)));
    }
    assert_ne!(whole[0], whole[1]);
    // The machine may be busy: the median of six.
    let median = |of: usize| {
        let mut lengths: Vec<f64> = measured.iter().map(|lengths| lengths[of]).collect();
        lengths.sort_by(f64::total_cmp);
        lengths[3]
    };
    let [length, writing] = [median(0), median(1)];
    let (mut random, mut met, mut now) = (Moments(seed), Met::default(), 1);
    for (number, aim) in aims.iter().enumerate() {
        let next = 1 - now;
        let before = identity(root);
        let mut child = start(SCENARIOS[next], root);
        match aim {
            Aim::Anywhere => std::thread::sleep(Duration::from_secs_f64(1.2 * length * random.next())),
            Aim::Writing => {
                // What an earlier kill left is cleared away first.
                wait_until(&mut child, || !is_writing(root));
                wait_until(&mut child, || is_writing(root));
                std::thread::sleep(Duration::from_secs_f64(writing * random.next()));
            }
            Aim::Exchange => wait_until(&mut child, || identity(root) != before),
        }
        let _ = child.kill();
        let its_own = format!(".part-{}-", child.id());
        let was_killed = child.wait().expect("a status").signal().is_some();
        let found = files(&root.join(RESULTS));
        let (is_old, is_new) = (found == whole[now], found == whole[next]);
        assert!(
            is_old || is_new,
            "after kill {number} ({aim:?}) neither the old nor the new results are whole"
        );
        met.killed += usize::from(was_killed);
        met.old += usize::from(was_killed && is_old);
        met.new += usize::from(was_killed && is_new);
        met.unfinished +=
            usize::from(was_killed && staging(root).iter().any(|f| f.to_string_lossy().contains(&its_own)));
        now = if is_new { next } else { now };
    }
    // The next run clears away what they left.
    assert!(start(SCENARIOS[0], root).wait().expect("a status").success());
    assert_eq!(fs::read_dir(root.join("output")).expect("results").count(), 1);
    met
}

#[test]
fn two_hundred_kills_at_random_moments_leave_old_or_new_results_whole() {
    let mut aims = [Aim::Anywhere; 100].to_vec();
    aims.extend([Aim::Writing; 100]);
    let met = kill(20_261_123, &aims);
    assert!(met.killed >= 100 && met.old >= 50 && met.unfinished >= 50, "{met:?}");
}

#[test]
fn kills_right_after_the_exchange_leave_the_new_results_whole() {
    let met = kill(20_261_124, &[Aim::Exchange; 50]);
    assert!(met.new >= 1, "{met:?}");
}
