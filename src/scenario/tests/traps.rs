//! Files that are traps: each is refused with a message, in time and in little memory.

use super::*;
use crate::scenario::load::{check, check_with};

/// Checks a text, and gives what is said in one line.
fn told(text: &str) -> String {
    let open = |source: &Source| match source {
        Source::File(path) if path.to_string_lossy() == "trap.toml" => {
            Ok(Opened { text: decode(text.as_bytes().to_vec())?, identity: "trap".into() })
        }
        Source::File(_) => Err(Refusal { message: "lost".into(), hint: "look".into(), is_missing: true }),
        builtin => super::super::open::open(builtin),
    };
    let watch = Stopwatch::start();
    let checked = check_with(&open, &Source::File("trap.toml".into()), &[]);
    let shown = checked.problems.render(false);
    assert!(watch.time() < Duration::from_secs(2), "{:?}: {:.100}", watch.time(), text);
    shown.split_whitespace().collect::<Vec<_>>().join(" ")
}

const CHILD: &str = "extends = \"builtin:base\"\n";

#[test]
fn texts_without_end_are_refused_in_time() {
    let n = 1_000_000;
    let deep = "too many tables or lists stand inside each other";
    assert!(told(&format!("{}=1", vec!["a"; n / 2].join("."))).contains(deep));
    assert!(told(&format!("[{}]\n", vec!["a"; n / 2].join("."))).contains(deep));
    assert!(told(&format!("a={}", "[".repeat(n))).contains(deep));
    assert!(told(&format!("a={}", "{a=".repeat(n / 3))).contains(deep));
    assert!(told(&"\"".repeat(n)).contains("problem"));
    assert!(told(&(0..100_000).map(|i| format!("{i:x}=1\n")).collect::<String>()).contains("more"));
    assert!(told(&"[[a]]\n".repeat(n / 6)).contains("problem"));
    assert!(told(&format!("include=[{}]", "1,".repeat(n / 2))).contains("name of a file in quotes"));
    assert!(told(&format!("{CHILD}source=[{}]", "\"x\",".repeat(n / 4))).contains("there is no source `x`"));
    let heads = (0..20_000).map(|i| format!("[product.p{i}]\nshare=\"bad\"\n")).collect::<String>();
    assert!(told(&heads).contains("problem"));
    let changes = (0..20_000).map(|i| format!("\"product.p{i}.share\"={{multiply=0.9}}\n"));
    assert!(told(&format!("{CHILD}[change]\n{}", changes.collect::<String>())).contains("nothing to change"));
    let shared = (0..20_000).map(|i| format!("[shared.p{i}]\nvalue=1\n"));
    assert!(told(&format!("{CHILD}{}", shared.collect::<String>())).contains("problem"));
}

#[test]
fn ten_thousand_products_are_too_many() {
    let products = |n: usize| {
        let one = |i: usize| {
            format!(
                "[product.p{i}]\nlabel=\"x\"\nbrand=\"renault\"\nentity=\"ampere\"\nprogramme=\"bev\"\n\
                 powertrain=\"bev\"\nvolume=1\nnet_price_eur=1\nunit_cost_eur=1\n"
            )
        };
        format!("{CHILD}{}", (0..n).map(one).collect::<String>())
    };
    let short = (0..10_000).map(|i| format!("[product.p{i}]\nlabel=\"x\"\n")).collect::<String>();
    assert!(told(&format!("{CHILD}{short}")).contains("more than 2000 things"));
    assert!(!told(&products(1500)).contains("error"));
}

#[test]
fn names_that_are_traps_are_refused() {
    for name in ["a\\\"b", "a\\nb", "../x", "=1+1", "a\\u0000", "a\\u202Eb", "", "é", "a b"] {
        let text = told(&format!("{CHILD}[product.\"{name}\"]\nlabel = \"x\"\n"));
        assert!(text.contains("cannot be the name of a product"), "{name}: {text}");
    }
    for label in ["a\\nb", "a\\u0007b", "=1+1", "@SUM(A1)", "", " "] {
        let text = told(&format!("{CHILD}[product.renault-5]\nlabel = \"{label}\"\n"));
        assert!(text.contains("error:"), "{label}: {text}");
        let text = told(&format!("{CHILD}name = \"{label}\"\n"));
        assert!(text.contains("error:"), "{label}: {text}");
    }
    assert!(!told(&format!("{CHILD}name = \"The \\\"-40 %\\\" car\"\n")).contains("error:"));
}

#[test]
fn things_that_are_not_there_are_told() {
    for (line, what) in [
        ("[product.renault-5]\nbrand = \"x\"", "no such brand"),
        ("[product.renault-5]\nentity = \"x\"", "no such entity"),
        ("[product.renault-5]\nprogramme = \"x\"", "no such programme"),
        ("[product.renault-5]\nplatform = \"x\"", "no such platform"),
        ("[product.renault-5]\nroute = [\"x\"]", "no such plant"),
        ("[product.renault-5]\nlast_generation = \"x\"", "no such generation"),
        ("[platform.ampr-small]\nreference_product = \"x\"", "no such product"),
        ("[platform.ampr-small.generation.gen-2]\ncompared_with = \"x\"", "no such generation"),
    ] {
        assert!(told(&format!("{CHILD}{line}\n")).contains(what), "{line}");
    }
}

#[test]
fn inline_tables_may_run_over_lines() {
    let text = GOOD.replace(
        "discount_rate = \"pert(7.8%, 9.2%, 10.9%)\"",
        "discount_rate = {\n  value = \"pert(7.8%, 9.2%, 10.9%)\", # as of now\n  note = \"12,5\",\n}",
    );
    assert!(load_texts(&[("base.toml", &text)], &[]).is_ok());
    for line_break in ["\n", "\r\n"] {
        let text = text.replacen("9.2%,", "9,2%,", 1).replace('\n', line_break);
        let problems = load_texts(&[("base.toml", &format!("\u{feff}{text}"))], &[]).unwrap_err();
        let first = problems.iter().next().unwrap();
        assert_eq!(problems.position(first), Some((19, 23)), "{problems}");
    }
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_refused_without_waiting() {
    let folder = tempfile::tempdir().unwrap();
    let refused = |source: Source| {
        let started = Instant::now();
        let checked = check(&source, &[]);
        assert!(started.elapsed() < Duration::from_secs(2) && checked.document.is_none());
        checked.problems.to_string()
    };
    let pipe = folder.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    assert!(refused(Source::File(pipe.clone())).contains("device or a pipe"));
    assert!(refused(Source::File("/dev/zero".into())).contains("device or a pipe"));
    assert!(refused(Source::File(folder.path().into())).contains("folder"));
    let large = folder.path().join("large.toml");
    std::fs::File::create(&large).unwrap().set_len(100_000_000).unwrap();
    assert!(refused(Source::File(large)).contains("100.0 MB"));
    // Nor as a parent, a part or a list of sources.
    for line in ["extends = \"pipe\"", "include = [\"pipe\"]"] {
        let child = folder.path().join("child.toml");
        std::fs::write(&child, format!("{line}\n")).unwrap();
        assert!(refused(Source::File(child)).contains("device or a pipe"));
    }
    std::fs::rename(&pipe, folder.path().join("sources.csv")).unwrap();
    std::fs::write(folder.path().join("child.toml"), CHILD).unwrap();
    assert!(refused(Source::File(folder.path().join("child.toml"))).contains("device or a pipe"));
}
