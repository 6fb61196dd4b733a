//! Scenarios with many mistakes at once: nothing panics, and nothing takes two seconds.
//!
//! One case in four is about the built-in base case with all its parts and a child of it, the others about a small
//! scenario. A short run is part of the tests; `AMPERE_FUZZ_SECONDS=600 cargo test --release fuzz -- --nocapture` is a
//! long one and says how many cases it tried. Cases are numbered, so that one of them can be tried again:
//! `AMPERE_FUZZ_CASE=12345`.

use std::path::Path;
use std::sync::LazyLock;

use super::*;
use crate::scenario::account::account;
use crate::scenario::load::check_with;
use crate::scenario::resolve::resolve;

const CHILD: &str = include_str!("fuzz-child.toml");
const PART: &str = "source = \"judgement\"\n[line.other]\nlabel = \"Other\"\nentity = \"ampere\"\n\
                    programme = \"bev\"\ncost_eur_m = { path = \"2023: 1, 2030: 2\", level = \"@level\" }\n";
const SOURCES: &str = "id,title,publisher,date,address\nOWN-1,\"A, study\",Us,2026,\n";

/// A child of the built-in base case.
const WHOLE: &str = include_str!("fuzz-whole.toml");

/// The names and texts of the two scenarios that are mutated, the child first.
static SMALL: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let base = format!(
        "{GOOD}{EVERY_TABLE}\n[correlation.drawn]\n\"battery.learning_rate ~ money.tax_rate\" = 0.3\n"
    );
    [("child.toml", CHILD), ("base.toml", base.as_str()), ("part.toml", PART), ("sources.csv", SOURCES)]
        .map(|(name, text)| (name.to_string(), text.to_string()))
        .into()
});
static BUILT_IN: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let mut texts = vec![("child.toml".to_string(), WHOLE.to_string())];
    let library = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
    collect(&library, "builtin:", &mut texts);
    texts
});

/// The scenarios of a folder and of those in it.
fn collect(folder: &Path, below: &str, texts: &mut Vec<(String, String)>) {
    let mut entries: Vec<_> = std::fs::read_dir(folder).unwrap().flatten().collect();
    entries.sort_by_key(std::fs::DirEntry::file_name);
    for entry in entries {
        let name = format!("{below}{}", entry.file_name().to_string_lossy());
        if entry.path().is_dir() {
            collect(&entry.path(), &format!("{name}/"), texts);
        } else if let Some(name) = name.strip_suffix(".toml") {
            texts.push((name.to_string(), std::fs::read_to_string(entry.path()).unwrap()));
        }
    }
}

/// Values of every kind, for places where others are expected.
const VALUES: [&str; 40] = [
    "1",
    "-1",
    "0",
    "0.0",
    "1e308",
    "-1e308",
    "5e-324",
    "inf",
    "nan",
    "9223372036854775807",
    "true",
    "2025-12-31",
    "[]",
    "[1, 2]",
    "[[]]",
    "{}",
    "{ value = 1 }",
    "{ path = \"2025: 1\" }",
    "\"\"",
    "\"@\"",
    "\"@level\"",
    "\"@storm\"",
    "\"pert(0, 0, 0)\"",
    "\"pert(1e300, 2e300, 3e300)\"",
    "\"normal(0, 1e-300)\"",
    "\"2025: 1, 2025.5: 2\"",
    "\"1900: 1, 2200: 2\"",
    "\"12,5 %\"",
    "\"=1+1\"",
    "\"../../x\"",
    "\"\\u0000\"",
    "\"\\U0001F697\"",
    "{ multiply = 1e308 }",
    "{ value = \"choice(1: 50%, 2: 50%)\", order = [2, 1] }",
    "{ value = \"choice(1: 50%, 2: 50%)\", order = [2, 2] }",
    "\"choice(1: 50%, 2: 50%)\"",
    "[\"part.toml\"]",
    "0.999",
    "\"p10 1, p50 2, p90 3\"",
    "{ noise = { sd = 1e308, persistence = 1 }, value = 1 }",
];

/// Pieces that are likely to confuse.
const PIECES: [&str; 30] = [
    "\u{2212}",
    "\u{a0}",
    "\u{feff}",
    "é",
    "e\u{301}",
    "🚗",
    "\u{202e}",
    "\0",
    "\r",
    "\n",
    "\r\n",
    "\"",
    "'",
    "\"\"\"",
    "'''",
    "=",
    "[",
    "]",
    "[[",
    "{",
    "}",
    ",",
    ".",
    "%",
    ":",
    "\\",
    "\\u12",
    "#",
    "@",
    "enabled = false\n",
];

/// SplitMix64: a case is its number.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let x = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    }

    fn below(&mut self, n: usize) -> usize {
        (self.next() % n.max(1) as u64) as usize
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

fn lines(text: &[u8]) -> Vec<Vec<u8>> {
    text.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect()
}

fn mutated(text: &str, dice: &mut Dice) -> Vec<u8> {
    let mut text = text.as_bytes().to_vec();
    for _ in 0..1 + dice.below(5) {
        let at = dice.below(text.len());
        let mut rows = lines(&text);
        let (row, other) = (dice.below(rows.len()), dice.below(rows.len()));
        match dice.below(11) {
            // Mostly late: a text of which much is lost shows little.
            0 if dice.below(4) == 0 => text.truncate(at),
            1 => {
                for _ in 0..1 + dice.below(3) {
                    let at = dice.below(text.len());
                    if let Some(byte) = text.get_mut(at) {
                        *byte ^= 1 << dice.below(8);
                    }
                }
            }
            2 => drop(text.splice(at..at, dice.of(&PIECES).bytes())),
            3 => drop(text.drain(at..(at + dice.below(30)).min(text.len()))),
            4 => {
                let piece = text[at..(at + dice.below(60)).min(text.len())].to_vec();
                let to = dice.below(text.len());
                text.splice(to..to, piece);
            }
            5 if !rows.is_empty() => {
                let copy = rows[row].clone();
                rows.insert(other, copy);
                text = rows.concat();
            }
            6 if !rows.is_empty() => {
                rows.swap(row, other);
                text = rows.concat();
            }
            7 if !rows.is_empty() => {
                rows.remove(row);
                text = rows.concat();
            }
            _ if !rows.is_empty() => {
                if let Some(equals) = rows[row].iter().position(|byte| *byte == b'=') {
                    rows[row].truncate(equals + 1);
                    rows[row].extend(format!(" {}\n", dice.of(&VALUES)).bytes());
                    text = rows.concat();
                }
            }
            _ => {}
        }
    }
    text
}

/// Tries one case and gives the time it took.
fn attempt(case: u64) -> Duration {
    let mut dice = Dice(case);
    let is_whole = dice.below(4) == 0;
    let mut texts: Vec<(&str, Vec<u8>)> = if is_whole { &BUILT_IN } else { &SMALL }
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_bytes().to_vec()))
        .collect();
    let which = if is_whole {
        if dice.below(2) == 0 { 0 } else { dice.below(texts.len()) }
    } else {
        [0, 0, 0, 1, 1, 1, 2, 3][dice.below(8)]
    };
    let text = String::from_utf8(texts[which].1.clone()).unwrap();
    texts[which].1 = mutated(&text, &mut dice);
    let mut sets = Vec::new();
    if dice.below(4) == 0 {
        let key = dice.of(&[
            "market.bev.exit_share",
            "line.sga.enabled",
            "product.renault-5.share",
            "run.trials",
            "change",
            "include",
            "shared.level",
            "regime.law.soft.probability",
            "event.strike.date",
            "event.strike.effect.\"product.renault-5.share\"",
            "service.rental.asset.life_years",
            "co2.window.first.last_year",
            "spillover.image.to",
            "line.coordination.driver",
            "correlation.drawn.\"battery.learning_rate ~ money.tax_rate\"",
        ]);
        let set = mutated(&format!("{key}={}", dice.of(&VALUES)), &mut dice);
        sets.push(String::from_utf8_lossy(&set).into_owned());
    }
    let open = |source: &Source| {
        let name = source.to_string();
        match texts.iter().find(|(known, _)| *known == name) {
            Some((_, bytes)) => Ok(Opened { text: decode(bytes.clone())?, identity: name }),
            None => Err(Refusal { message: "lost".into(), hint: "look".into(), is_missing: true }),
        }
    };
    let watch = Stopwatch::start();
    let checked = check_with(&open, &Source::File("child.toml".into()), &sets);
    for problem in checked.problems.iter() {
        assert!(!problem.message.is_empty(), "case {case}");
        let _ = (checked.problems.position(problem), checked.problems.columns(problem));
    }
    let shown = checked.problems.render(case.is_multiple_of(2));
    match &checked.document {
        Some(document) => {
            // What the reader accepts can be resolved.
            resolve(document).map(|_| ()).unwrap_or_else(|error| panic!("case {case}: {error}"));
            let account = account(document);
            assert!(account.n_own <= account.n_assumptions, "case {case}: {account:?}");
        }
        None => assert!(shown.contains("problem"), "case {case}"),
    }
    watch.time()
}

#[test]
fn fuzz() {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    if let Some(case) = number("AMPERE_FUZZ_CASE") {
        attempt(case);
        return;
    }
    let seconds = number("AMPERE_FUZZ_SECONDS");
    let (started, mut case, mut slowest) = (Instant::now(), 0, Duration::ZERO);
    // Without a time, the same cases on every machine.
    while seconds.map_or(case < 400, |seconds| started.elapsed() < Duration::from_secs(seconds)) {
        let result = std::panic::catch_unwind(|| attempt(case));
        let Ok(took) = result else { panic!("case {case} panicked: AMPERE_FUZZ_CASE={case}") };
        assert!(took < Duration::from_secs(2), "case {case} took {took:?}");
        slowest = slowest.max(took);
        case += 1;
    }
    println!("{case} cases in {:?}, the slowest in {slowest:?}", started.elapsed());
    // Alone in its process, as the long run is, its memory is that of the cases.
    if let (Some(_), Some(peak)) = (seconds, peak_memory()) {
        println!("peak memory {} MB", peak / 1_000_000);
        assert!(peak < 256_000_000, "{peak} bytes");
    }
}

/// The most memory that this process has used so far, in bytes, where the system tells it.
fn peak_memory() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix(" kB")?.parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}

#[test]
fn what_is_mutated_is_right() {
    for texts in [&*SMALL, &*BUILT_IN] {
        let open = |source: &Source| match texts.iter().find(|(name, _)| *name == source.to_string()) {
            Some((name, text)) => Ok(Opened { text: text.clone(), identity: name.clone() }),
            None => Err(Refusal { message: "lost".into(), hint: "look".into(), is_missing: true }),
        };
        let checked = check_with(&open, &Source::File("child.toml".into()), &[]);
        let document = checked.document.unwrap_or_else(|| panic!("{}", checked.problems));
        assert!(!document.correlations.is_empty());
        resolve(&document).unwrap();
    }
}
