//! `ampere check` on files that are as bad as they can be: two seconds of processor time and 256 MB of address
//! space are all it gets. The system enforces both (`ulimit`), so that nothing is left out of the count; the
//! address space is never less than the memory in use.

use std::path::Path;
use std::process::{Command, Output};

const CHILD: &str = "extends = \"builtin:base\"\n";

/// Runs `ampere check` inside of the limits.
fn check(file: &Path) -> Output {
    let limits = "ulimit -v 262144 && ulimit -t 2 && exec \"$0\" check \"$1\"";
    let mut command = Command::new("sh");
    command.args(["-c", limits, env!("CARGO_BIN_EXE_ampere")]).arg(file);
    command.output().expect("a shell")
}

/// Repeats a line with its number for as long as a file may be.
fn lines(head: &str, line: impl Fn(usize) -> String) -> String {
    let mut text = head.to_string();
    let mut n = 0;
    while text.len() < 1_000_000 {
        text.push_str(&line(n));
        n += 1;
    }
    text
}

fn worst() -> Vec<(&'static str, String)> {
    let anchors: String = (0..60_000).map(|i| format!("{}: 1, ", 1990.0 + i as f64 / 1000.0)).collect();
    let shared = format!("{CHILD}[shared]\nlong = \"{}2100: 1\"\n", &anchors[..19_000 - 19_000 % 9]);
    let pairs = |names: usize| -> String {
        let pair = |i: usize| format!("\"shared.s{} ~ shared.s{}\" = -0.9\n", i % names, (i * 7 + 1) % names);
        let shared: String = (0..names).map(|i| format!("s{i} = \"uniform(0, 1)\"\n")).collect();
        format!("{CHILD}[shared]\n{shared}[correlation.drawn]\n{}", (0..190).map(pair).collect::<String>())
    };
    vec![
        ("brackets", format!("a = {}", "[".repeat(1_000_000))),
        ("braces", format!("a = {}", "{ a = ".repeat(160_000))),
        ("points", format!("{} = 1", vec!["a"; 500_000].join("."))),
        ("quotes", "\"".repeat(1_000_000)),
        ("one line", format!("a = \"{}\"", "x".repeat(1_000_000))),
        ("no equals signs", lines("", |i| format!("a{i}\n"))),
        ("unknown names", lines(CHILD, |i| format!("batery{i} = 1\n"))),
        ("unknown names in a table", lines("[market]\n", |i| format!("registratons{i} = 1\n"))),
        ("many products", lines(CHILD, |i| format!("[product.p{i}]\n"))),
        ("many products with values", lines(CHILD, |i| format!("[product.p{i}]\nelasticity=\"pert(1,2,3)\"\n"))),
        (
            "1900 products",
            (0..1900).fold(CHILD.to_string(), |text, i| {
                format!(
                    "{text}[product.p{i}]\nlabel=\"p{i}\"\nbrand=\"renault\"\nentity=\"ampere\"\n\
                     programme=\"bev\"\npowertrain=\"bev\"\nsegment=\"B\"\nelasticity=\"pert(1,2,3)\"\n\
                     share={{path=\"2025: 0.1%\",level=\"p10 0.8, p50 1, p90 1.3\",noise={{sd=0.1,persistence=1}}}}\n\
                     net_price_eur=1\nunit_cost_eur=1\n"
                )
            }),
        ),
        ("unknown references", lines(CHILD, |i| format!("[product.p{}]\nbrand=\"b{i}\"\n", i % 1900))),
        ("changes of nothing", lines(&format!("{CHILD}[change]\n"), |i| format!("\"product.p{i}.share\"={{add=1}}\n"))),
        ("nothing to leave out", lines(&format!("{CHILD}[change]\n"), |i| format!("\"product.p{i}\"={{enabled=false}}\n"))),
        ("sources", lines(CHILD, |i| format!("[line.l{i}.cost_eur_m]\nvalue=1\nsource=\"NO-{i}\"\n"))),
        ("a long path", format!("{CHILD}market.registrations = \"{anchors}2100: 1\"\n")),
        ("a long choice", format!("{CHILD}money.tax_rate = \"choice({})\"\n", "0.1: 1%, ".repeat(100_000))),
        ("many percentiles", format!("{CHILD}money.tax_rate = \"{}\"\n", "p10 0.1, ".repeat(100_000))),
        ("a long order", format!("{CHILD}money.tax_rate = {{ value = \"choice(0.1: 50%, 0.2: 50%)\", order = [{}] }}\n", "1,".repeat(300_000))),
        ("users of a long path", lines(&shared, |i| format!("market.segment.s{i}.share=\"@long\"\n"))),
        ("users of a long path in products", lines(&shared, |i| format!("product.p{}.k{i}=\"@long\"\n", i % 1900))),
        ("pairs", lines(&format!("{CHILD}[correlation.drawn]\n"), |i| format!("\"a{i} ~ b\"=0.1\n"))),
        ("contradictions of 15", pairs(15)),
        ("contradictions of 30", pairs(30)),
        ("contradictions of 90", pairs(90)),
        ("parts", lines("include = [", |i| format!("\"part{i}.toml\", ")) + "]"),
    ]
}

#[test]
fn the_worst_files_are_checked_in_two_seconds_and_256_mb() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("worst.toml");
    let mut failed = String::new();
    for (name, text) in worst() {
        std::fs::write(&file, text).expect("written");
        let output = check(&file);
        let said = String::from_utf8_lossy(&output.stdout);
        // A process that the system stops has no exit code.
        let is_told = matches!(output.status.code(), Some(0 | 3)) && said.contains("problem");
        let is_narrow = said.lines().all(|line| line.chars().count() <= 120);
        if !is_told || !is_narrow {
            let end: String = said.chars().rev().take(300).collect::<Vec<_>>().into_iter().rev().collect();
            let error = String::from_utf8_lossy(&output.stderr);
            failed += &format!("{name}: {:?} {end}{error:.300}\n", output.status);
        }
    }
    assert!(failed.is_empty(), "\n{failed}");
}

/// The limits are real: a tenth of the memory is not enough.
#[test]
fn the_limit_of_memory_is_enforced() {
    let limits = "ulimit -v 12000 && exec \"$0\" check";
    let output =
        Command::new("sh").args(["-c", limits, env!("CARGO_BIN_EXE_ampere")]).output().expect("a shell");
    assert!(!output.status.success());
}
