//! Names of things that must be declared somewhere.

use super::super::document::{Assumption, Value};
use super::super::keys::Kind;
use super::super::place::place;
use super::super::problem::Problem;
use super::super::suggest::{listed, nearest};
use super::super::unknown::plural;
use super::Whole;

pub(super) fn check(whole: &Whole, problems: &mut Vec<Problem>) {
    for assumption in whole.merged.assumptions.values() {
        let (Kind::Ref(things) | Kind::Refs(things)) = assumption.definition.kind else { continue };
        // The options of a regime are checked with it.
        if things.starts_with("regime.") {
            continue;
        }
        let names: Vec<&str> = match &assumption.value {
            Value::Text(name) => vec![name],
            Value::Names(names) => names.iter().map(String::as_str).collect(),
            _ => continue,
        };
        match namespace(whole, assumption, things) {
            Ok(namespace) => {
                problems.extend(names.iter().filter_map(|name| unknown(whole, assumption, &namespace, name)))
            }
            Err(problem) => problems.extend(problem.map(|problem| *problem)),
        }
    }
    cuts(whole, problems);
}

/// Where the things of a reference are declared: `product`, or `platform.ampr-small.generation`.
///
/// Generations are those of the platform that the reference stands in, or of the product's platform.
fn namespace(whole: &Whole, assumption: &Assumption, things: &str) -> Result<String, Option<Box<Problem>>> {
    let (namespace, _) = things.rsplit_once(".<").unwrap_or((things, ""));
    let Some(rest) = namespace.strip_prefix("platform.<platform>") else { return Ok(namespace.to_string()) };
    let segments: Vec<&str> = assumption.key.split('.').collect();
    match segments.as_slice() {
        ["platform", platform, ..] => Ok(format!("platform.{platform}{rest}")),
        [kind @ ("product" | "contract"), name, ..] => {
            let key = format!("{kind}.{name}.platform");
            match whole.text(&key) {
                // A platform that is not declared, or left out, is said at the key `platform`.
                Some(platform) if !whole.names("platform").contains(&platform) => Err(None),
                Some(platform) => Ok(format!("platform.{platform}{rest}")),
                None if whole.has(&key) => Err(None),
                None => Err(Some(Box::new(
                    whole
                        .problem(
                            &assumption.key,
                            format!("`{}` names a generation, but the car has no platform", assumption.key),
                        )
                        .hint(format!("add `platform` to [{kind}.{name}]")),
                ))),
            }
        }
        _ => Err(None),
    }
}

fn unknown(whole: &Whole, assumption: &Assumption, namespace: &str, name: &str) -> Option<Problem> {
    let declared = whole.names(namespace);
    if declared.contains(&name) || whole.is_in_doubt(namespace) {
        return None;
    }
    if let Some(origin) = whole.merged.removed.get(&format!("{namespace}.{name}")) {
        // A service loses the cars that are left out; the others go on paying for it.
        if assumption.key.ends_with(".products") {
            return None;
        }
        let kind = namespace.rsplit('.').next().unwrap_or(namespace);
        let message = format!(
            "`{}` is `{name}`, but this {kind} is left out at {}",
            assumption.key,
            place(whole.files, origin)
        );
        let problem = whole.problem(&assumption.key, message);
        let hint = match assumption.key.rsplit_once('.') {
            Some((thing, _)) => {
                format!("name another {kind}, or leave [{thing}] out as well: enabled = false")
            }
            None => format!("name another {kind}"),
        };
        return Some(problem.hint(hint));
    }
    let (table, kind) = namespace.rsplit_once('.').unwrap_or(("", namespace));
    let where_ = if table.starts_with("platform") { format!(" in [{table}]") } else { String::new() };
    let message = format!("`{}` is `{name}`, but there is no such {kind}{where_}", assumption.key);
    let problem = whole.problem(&assumption.key, message);
    let problem = if declared.is_empty() {
        problem.allowed(format!("no {kind} is declared yet"))
    } else {
        problem.allowed(listed(&declared, 20))
    };
    Some(match nearest(name, declared) {
        Some(near) => problem.hint(format!("did you mean \"{near}\"?")),
        None => {
            problem.hint(format!("declare it as [{namespace}.{name}], or name one of the {}", plural(kind)))
        }
    })
}

/// `cut.<module>` names modules of its own platform.
fn cuts(whole: &Whole, problems: &mut Vec<Problem>) {
    for assumption in whole.merged.assumptions.values() {
        let Some((generation, module)) = assumption.key.split_once(".cut.") else { continue };
        let platform = generation.split(".generation.").next().unwrap_or("");
        let modules = whole.names(&format!("{platform}.module"));
        if modules.contains(&module) || whole.is_in_doubt(&format!("{platform}.module")) {
            continue;
        }
        let message = format!("[{platform}] has no module `{module}` that could be cut");
        let problem = Problem::at(assumption.origin.file, assumption.origin.name.clone(), message);
        let problem = problem.allowed(listed(&modules, 20));
        problems.push(match nearest(module, modules) {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None => problem,
        });
    }
}
