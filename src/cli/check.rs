//! `ampere check`: everything that can be known without running.

use std::collections::HashSet;

use super::args::{CheckArguments, Format};
use super::failure::Failure;
use super::print;
use crate::report::language::Language;
use crate::report::problem_list::{
    self, Entry, Findings, Happening, IdlePair, InWords, Parts, Stated, Understood,
};
use crate::report::{resolved, understood};
use crate::scenario::account::{Account, account, happening, question};
use crate::scenario::french::in_french;
use crate::scenario::load::{self, Checked, Source};
use crate::scenario::problem::{Problems, Severity};

/// Checks scenarios, or the built-in base case.
pub fn check(arguments: &CheckArguments) -> Result<(), Failure> {
    let base = ["builtin:base".to_string()];
    let names = if arguments.scenarios.is_empty() { &base[..] } else { &arguments.scenarios };
    let checked: Vec<Checked> =
        names.iter().map(|name| load::check(&Source::from_argument(name), &arguments.sets)).collect();
    match arguments.format {
        Format::Json => {
            let accounts = named_accounts(names, &checked);
            let problems = checked.iter().flat_map(|checked| entries(&checked.problems)).collect();
            let scenarios = accounts.iter().map(|(name, account)| understood(name, account)).collect();
            print(&problem_list::json(&Findings { problems, scenarios }))?;
        }
        Format::Text => {
            for (name, checked) in names.iter().zip(&checked) {
                if let (true, Some(document)) = (arguments.resolved, &checked.document) {
                    if names.len() > 1 {
                        print(&format!("{name}\n\n"))?;
                    }
                    print(&resolved::text(document))?;
                    print("\n")?;
                }
            }
            print(&text(names, &checked, arguments.lang.language()))?;
        }
    }
    // All has been said.
    if checked.iter().all(|c| c.document.is_some()) { Ok(()) } else { Err(Failure::Scenario(String::new())) }
}

/// The problems of all files, each once although several scenarios may share a parent, then what was understood
/// of each scenario, and at last a line for each.
fn text(names: &[String], checked: &[Checked], language: Language) -> String {
    let mut told = HashSet::new();
    let mut text = String::new();
    for part in checked.iter().flat_map(|checked| checked.problems.render_each(true)) {
        if told.insert(part.clone()) {
            text.push_str(&part);
            text.push_str("\n\n");
        }
    }
    let french: Vec<_> = checked.iter().map(|checked| checked.document.as_ref().map(in_french)).collect();
    for ((name, account), french) in named_accounts(names, checked).into_iter().zip(french.iter().flatten()) {
        let mut told = understood(name, &account);
        if language == Language::French {
            told.name = &french.name;
            told.question = question(french);
        }
        text.push_str(&understood::text(&told, language));
        text.push('\n');
    }
    for (name, checked) in names.iter().zip(checked) {
        text.push_str(&summary(name, checked, language));
    }
    text
}

/// The accounts of the scenarios without errors.
fn named_accounts<'a>(names: &'a [String], checked: &'a [Checked]) -> Vec<(&'a str, Account<'a>)> {
    let named = names.iter().map(String::as_str).zip(checked);
    named.filter_map(|(name, checked)| Some((name, account(checked.document.as_ref()?)))).collect()
}

fn understood<'a>(file: &'a str, account: &'a Account) -> Understood<'a> {
    Understood {
        file,
        name: account.name,
        question: account.question,
        assumptions: account.n_assumptions,
        own_assumptions: account.n_own,
        drawn_once: account.n_drawn_once,
        drawn_every_period: account.n_drawn_every_period,
        correlations: account.n_correlations,
        idle_correlations: account
            .idle
            .iter()
            .map(|idle| IdlePair {
                pair: &idle.pair,
                place: &idle.place,
                reason: &idle.reason,
                because_of: &idle.because_of,
            })
            .collect(),
        happenings: account
            .happenings
            .iter()
            .map(|e| Happening { key: &e.key, words: &e.words, parts: e.parts.iter().map(parts).collect() })
            .collect(),
        uncertain: account.echoes.iter().map(|echo| InWords { key: echo.key, words: &echo.words }).collect(),
        certain: account
            .certain
            .iter()
            .map(|certain| Stated { key: certain.key, old: certain.old, new: &certain.new })
            .collect(),
    }
}

fn parts(parts: &happening::Parts) -> Parts<'_> {
    Parts { option: parts.option.as_deref(), likely: &parts.likely, effects: &parts.effects }
}

fn summary(name: &str, checked: &Checked, language: Language) -> String {
    let document = checked.document.as_ref();
    let assumptions = document.map(|document| (document.assumptions.len(), document.n_uncertain()));
    format!("{}\n", language.verdict(name, assumptions, checked.problems.counts()))
}

/// What concerns a file as a whole stands at line 1, column 1.
fn entries(problems: &Problems) -> impl Iterator<Item = Entry<'_>> {
    problems.iter().map(|problem| {
        let (line, _) = problems.position(problem).unwrap_or((1, 1));
        let (column, end_column) = problems.columns(problem).unwrap_or((1, 1));
        Entry {
            severity: match problem.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            file: problems.file_name(problem),
            line,
            column,
            end_column,
            message: &problem.message,
            allowed: problem.allowed.as_deref(),
            hint: problem.hint.as_deref(),
        }
    })
}
