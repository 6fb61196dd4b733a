//! The layers and the places of side effects, read off the source.
//!
//! - A layer uses those below it: lanes, quantity < sampling | model < engine < analysis < report | scenario
//!   < cli; two on one level do not know each other. Two exceptions: `report` reads `scenario::document` for
//!   the manifest and `scenario::keys` for labels; a geometric path of `quantity` takes `exp` and `ln` from
//!   `lanes`, where they have the same bits on every processor.
//! - `use crate::…` only: a chain of `super` does not climb out of its layer.
//! - Only `report::write` writes files, only `scenario::open` reads them, only `cli` prints, asks the clock
//!   or the environment. Randomness lives in `sampling`, serde in `report`, threads above the model.
//! - No elementary function of the platform: those of `lanes::elementary` have the same bits everywhere.
//!   Drawing alone may use it; `sqrt` is exact by the standard of floating-point numbers.
//! - Functions of the model over lanes are inlined into the passes that each instruction set has its own copy of.
//! - No `unsafe`, no file named after a heap of things, no file over 400 lines.
//!
//! Unit tests may touch files; layers hold for them too.

mod reading;

use std::path::Path;

use reading::{code_of, contains_word, ends_a_word, heads, is_part_of_word, source_files};

/// A layer and those that it may use.
const LAYERS: [(&str, &[&str]); 9] = [
    ("lanes", &[]),
    ("quantity", &[]),
    ("sampling", &["lanes", "quantity"]),
    ("model", &["lanes", "quantity"]),
    ("engine", &["lanes", "quantity", "sampling", "model"]),
    ("analysis", &["lanes", "quantity", "sampling", "model", "engine"]),
    ("report", &["lanes", "quantity", "sampling", "model", "engine", "analysis"]),
    ("scenario", &["lanes", "quantity", "sampling", "model", "engine", "analysis"]),
    ("cli", &["lanes", "quantity", "sampling", "model", "engine", "analysis", "report", "scenario"]),
];

const EXCEPTIONS: [(&str, [&str; 2]); 4] = [
    ("report", ["scenario", "document"]),
    ("report", ["scenario", "keys"]),
    ("quantity", ["lanes", "exp"]),
    ("quantity", ["lanes", "ln"]),
];

/// Words and the places where they may stand: a layer (`cli/`) or one file.
const WORDS: [(&[&str], &[&str], &str); 9] = [
    (
        &[
            "fs::write",
            "File::create",
            "fs::rename",
            "fs::create_dir",
            "fs::remove",
            "fs::copy",
            "OpenOptions",
        ],
        &["report/write/"],
        "writes files",
    ),
    (
        &["fs::read", "File::open", "read_to_string", "canonicalize", "fs::metadata"],
        &["scenario/open.rs"],
        "reads files",
    ),
    // Whose files stand where results go is a question of the writer.
    (&["read_dir"], &["report/write/", "scenario/open.rs"], "lists folders"),
    (&["std::fs", "tokio", "tempfile::"], &["report/write/", "scenario/open.rs"], "touches files"),
    (&["println!", "eprintln!", "print!", "eprint!", "dbg!", "stdout()", "stderr()"], &["cli/"], "prints"),
    (&["std::time", "Instant::", "SystemTime", "std::env"], &["cli/"], "asks the clock or the environment"),
    (&["rand::", "rand_distr", "philox::uniforms"], &["sampling/"], "is random"),
    (&["serde"], &["report/"], "uses serde"),
    (
        &["rayon", "std::thread", "std::sync::Mutex", "std::sync::atomic"],
        &[
            "engine/",
            "analysis/",
            "report/figures/folder.rs",
            "report/write/staging.rs",
            "sampling/tabulated.rs",
        ],
        "uses threads",
    ),
];

/// Functions of the platform whose last bits differ between systems, or between debug and release builds
/// (`powi`), and the fused multiply-add, which not every processor has.
const PLATFORM: [&str; 30] = [
    "exp", "exp2", "exp_m1", "ln", "ln_1p", "log", "log2", "log10", "powf", "powi", "sin", "cos", "tan",
    "sin_cos", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "cbrt",
    "hypot", "mul_add", "gamma", "ln_gamma", "erf",
];
const DRAWING: &str = "report/plot/";

const HEAPS: [&str; 7] = ["utils", "util", "common", "helpers", "helper", "misc", "shared"];
const MOST_LINES: usize = 400;

/// Depth of a module below the crate: `model/demand.rs` is 2, `model/mod.rs` 1.
fn depth(path: &str) -> usize {
    path.trim_end_matches(".rs").trim_end_matches("/mod").split('/').count()
}

fn is_test_file(path: &str) -> bool {
    path.ends_with("/tests.rs") || path.contains("/tests/")
}

/// What is wrong with a source file; `path` is relative to `src`.
fn violations(path: &str, text: &str) -> Vec<String> {
    let code = code_of(text);
    let layer = path.split(['/', '.']).next().unwrap_or("");
    let mut found = Vec::new();
    if let Some((_, below)) = LAYERS.iter().find(|(name, _)| *name == layer) {
        for (at, _) in code.match_indices("crate::").filter(|(at, _)| !is_part_of_word(&code, *at)) {
            for head in heads(&code[at + "crate::".len()..]) {
                let used = head[0].as_str();
                let is_layer = LAYERS.iter().any(|(name, _)| *name == used);
                let excepted = EXCEPTIONS.iter().any(|(who, what)| *who == layer && head[..] == what[..]);
                if used != layer && !below.contains(&used) && is_layer && !excepted {
                    found.push(format!("{path}: `{layer}` uses `{}`", head.join("::")));
                }
            }
        }
        // A test module inside of a file stands one deeper.
        for line in code.lines() {
            let climbs = line.matches("super::").count();
            let deeper = usize::from(line.starts_with(' '));
            if climbs >= depth(path) + deeper {
                found.push(format!("{path}: `super` climbs out of `{layer}`: {}", line.trim()));
            }
        }
    }
    // Unit tests stand at the end of a file, or in files of their own.
    let shipped = code.split("#[cfg(test)]\nmod tests {").next().unwrap_or("");
    let shipped = if is_test_file(path) { "" } else { shipped };
    for (words, places, what) in WORDS {
        for word in words.iter().filter(|word| contains_word(shipped, word)) {
            if !places.iter().any(|place| path.starts_with(place)) {
                found.push(format!("{path}: `{word}` {what}, which belongs to {}", places.join(", ")));
            }
        }
    }
    if layer == "model" {
        found.extend(not_inlined(shipped).map(|function| {
            format!("{path}: `{function}` takes lanes and is not `#[inline(always)]`: it would keep the baseline's instructions")
        }));
    }
    if !path.starts_with(DRAWING) {
        for name in PLATFORM {
            // As a method, and as a function of the type.
            let called = format!(".{name}(");
            let named = ["f64::", "f32::"].map(|of| format!("{of}{name}"));
            if shipped.contains(&called) || named.iter().any(|named| ends_a_word(shipped, named)) {
                found.push(format!("{path}: `{name}` of the platform; take that of `lanes::elementary`"));
            }
        }
        if contains_word(shipped, "statrs") || contains_word(shipped, "libm") {
            found.push(format!("{path}: a library that calls the platform's functions"));
        }
    }
    if contains_word(&code.replace("unsafe_code", ""), "unsafe") {
        found.push(format!("{path}: `unsafe`"));
    }
    if let Some(heap) = path.split(['/', '.']).find(|part| HEAPS.contains(part)) {
        found.push(format!("{path}: files are named after ideas, not `{heap}`"));
    }
    if text.lines().count() > MOST_LINES {
        found.push(format!("{path}: {} lines", text.lines().count()));
    }
    found
}

/// Functions over lanes that a pass would call instead of taking them in (`lanes::Pass`).
fn not_inlined(code: &str) -> impl Iterator<Item = &str> {
    let functions = code.match_indices("fn ").filter(|(at, _)| !is_part_of_word(code, *at));
    functions.filter_map(|(at, _)| {
        let signature = code[at + "fn ".len()..].split('{').next()?;
        let line = code[..at].rfind('\n').map_or(0, |end| end + 1);
        let inlined = code[..line].trim_end().ends_with("#[inline(always)]");
        (contains_word(signature, "Lane") && !inlined).then(|| signature.split('(').next().unwrap_or(""))
    })
}

#[test]
fn the_source_keeps_its_layers_and_side_effects() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    source_files(&root, &mut files);
    assert!(files.len() > 100, "all of the source is read");
    for (layer, _) in LAYERS {
        assert!(root.join(layer).is_dir(), "the layer {layer} exists");
    }
    let found: Vec<String> = files
        .iter()
        .flat_map(|file| {
            let path = file.strip_prefix(&root).expect("below src").to_string_lossy().replace('\\', "/");
            violations(&path, &std::fs::read_to_string(file).expect("source is text"))
        })
        .collect();
    assert!(found.is_empty(), "\n{}", found.join("\n"));
}

/// Letters that French words have and English ones do not.
const FRENCH: &str = "éèêëàâçîïôœûùÉÈÀÇ";

fn french_lines(text: &str) -> Vec<&str> {
    let shipped = text.split("#[cfg(test)]").next().unwrap_or("");
    let code = shipped.lines().filter(|line| !line.trim_start().starts_with("//"));
    code.filter(|line| line.contains(|c| FRENCH.contains(c))).collect()
}

#[test]
fn a_french_word_of_a_report_comes_from_one_room() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    source_files(&root.join("report"), &mut files);
    source_files(&root.join("cli"), &mut files);
    assert!(files.len() > 30, "all of report and cli is read");
    for file in files {
        let path = file.strip_prefix(&root).expect("below src").to_string_lossy().replace('\\', "/");
        let is_room = path.starts_with("report/language/");
        let text = std::fs::read_to_string(&file).expect("source is text");
        let found = french_lines(&text);
        assert!(
            is_room || is_test_file(&path) || found.is_empty(),
            "{path}: French outside of report/language: {found:?}"
        );
    }
    assert_eq!(french_lines("let a = \"trésorerie\";\n// été\n").len(), 1);
}

#[test]
fn every_folder_of_the_source_is_a_layer() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for entry in std::fs::read_dir(root).expect("the source is there") {
        let name = entry.expect("a readable folder").file_name().to_string_lossy().replace(".rs", "");
        let known = LAYERS.iter().any(|(layer, _)| *layer == name) || name == "lib" || name == "main";
        assert!(known, "`{name}` has no place among the layers");
    }
}

#[test]
fn a_planted_violation_of_each_rule_is_found() {
    let long = "// line\n".repeat(MOST_LINES + 1);
    let planted = [
        ("lanes/mod.rs", "use crate::quantity::Path;", "`lanes` uses `quantity::Path`"),
        ("quantity/time.rs", "use crate::lanes::Lane;", "`quantity` uses"),
        ("sampling/noise.rs", "use crate::model::Slot;", "`sampling` uses `model::Slot`"),
        (
            "model/demand.rs",
            "fn f() { crate::sampling::normal::quantile(0.5); }",
            "`model` uses `sampling::normal`",
        ),
        ("model/demand.rs", "use crate::{lanes::Lane, engine::{Run, Block}};", "`model` uses `engine::Run`"),
        ("model/demand.rs", "use super::super::engine::Run;", "`super` climbs out of `model`"),
        ("model/mod.rs", "use super::engine::Run;", "`super` climbs out of `model`"),
        ("engine/run.rs", "use crate::analysis::Date;", "`engine` uses"),
        ("analysis/study.rs", "use crate::report::number;", "`analysis` uses"),
        ("scenario/load.rs", "use crate::report::number;", "`scenario` uses"),
        ("report/summary.rs", "use crate::scenario::load::load;", "`report` uses `scenario::load`"),
        ("report/summary.rs", "use crate::scenario::{keys, value};", "`report` uses `scenario::value`"),
        ("scenario/load.rs", "use crate::cli::run;", "`scenario` uses"),
        ("report/table.rs", "fn f() { std::fs::write(a, b); }", "writes files"),
        ("cli/run.rs", "fn f() { File::create(a); }", "writes files"),
        ("scenario/open.rs", "fn f() { fs::rename(a, b); }", "writes files"),
        ("scenario/load.rs", "fn f() { std::fs::read_to_string(a); }", "reads files"),
        ("report/write/folder.rs", "fn f() { fs::read(a); }", "reads files"),
        ("report/table.rs", "fn f(a: &Path) { a.read_dir(); }", "lists folders"),
        ("model/cash.rs", "use std::fs;", "touches files"),
        ("engine/run.rs", "fn f() { println!(\"x\"); }", "prints"),
        ("report/write/folder.rs", "fn f() { eprintln!(\"x\"); }", "prints"),
        ("model/cash.rs", "fn f() { print!(\"x\"); }", "prints"),
        ("analysis/study.rs", "fn f() { dbg!(x); }", "prints"),
        ("engine/run.rs", "use std::time::Instant;", "asks the clock"),
        ("engine/block.rs", "use rand::Rng;", "is random"),
        ("analysis/study.rs", "use rand_distr::Normal;", "is random"),
        ("model/cash.rs", "use serde::Serialize;", "uses serde"),
        ("model/cash.rs", "use rayon::prelude::*;", "uses threads"),
        ("sampling/noise.rs", "use std::thread;", "uses threads"),
        ("engine/run.rs", "fn f() { unsafe { g() } }", "`unsafe`"),
        ("model/cash.rs", "#[inline(always)]\nfn f() {}\npub fn g(x: &mut Lane) {}", "`g` takes lanes"),
        ("sampling/normal.rs", "fn f(x: f64) -> f64 { x.exp() }", "`exp` of the platform"),
        ("analysis/moments.rs", "fn f(x: f64) -> f64 { x.powi(2) }", "`powi` of the platform"),
        ("model/cash.rs", "fn f(x: &[f64]) { x.iter().copied().map(f64::ln); }", "`ln` of the platform"),
        ("lanes/mod.rs", "fn f(a: f64) -> f64 { a.mul_add(a, a) }", "`mul_add` of the platform"),
        ("sampling/quantile_table.rs", "use statrs::function::beta::inv_beta_reg;", "calls the platform's"),
        ("model/utils.rs", "", "named after ideas"),
        ("report/common/mod.rs", "", "named after ideas"),
        ("model/cash.rs", &long, "401 lines"),
    ];
    for (path, text, expected) in planted {
        let found = violations(path, text);
        assert!(found.iter().any(|violation| violation.contains(expected)), "{path}: {text}\n{found:?}");
    }
}

#[test]
fn what_is_allowed_is_not_reported() {
    let fine = [
        (
            "model/demand.rs",
            "use crate::lanes::{Lane, fill};\nuse crate::quantity::Period;\nuse super::Inputs;",
        ),
        (
            "model/demand.rs",
            "// use crate::engine::Run;\n//! println!(\"x\")\nconst A: &str = \"crate::cli::run\";",
        ),
        ("model/demand.rs", "const A: char = '\"'; const B: &str = \"unsafe \\\" println!\";"),
        ("engine/run.rs", "use crate::{lanes::Lane, model::{Inputs, State}, sampling::Shape};"),
        ("report/manifest.rs", "use crate::scenario::document::Document;\nuse crate::scenario::{keys::Key};"),
        ("report/write/folder.rs", "use std::fs;\nfn f() { fs::write(a, b); fs::rename(a, b); }"),
        ("scenario/open.rs", "use std::fs::{File, canonicalize};\nfn f() { File::open(a); }"),
        ("cli/run.rs", "fn f() { println!(\"x\"); }"),
        ("model/cash.rs", "impl A {\n    #[inline(always)]\n    pub fn g(x: &mut Lane) {}\n}\nfn h() {}"),
        ("report/plot/axis.rs", "fn f(x: f64) -> f64 { x.log10() }"),
        ("sampling/normal.rs", "fn f(x: f64) -> f64 { exp(x).sqrt() + f64::expm(x) }"),
        (
            "report/write/folder.rs",
            "fn f() {}\n#[cfg(test)]\nmod tests {\n    fn g() { std::fs::read(a); }\n}\n",
        ),
        ("report/plot/fan/tests.rs", "fn g() { std::fs::read(a); }"),
        ("model/demand.rs", "#[cfg(test)]\nmod tests {\n    use super::super::Inputs;\n}\n"),
    ];
    for (path, text) in fine {
        assert_eq!(violations(path, text), Vec::<String>::new(), "{path}: {text}");
    }
}
