//! Required assumptions that are not stated.

use std::collections::BTreeMap;

use super::super::document::Thing;
use super::super::keys::{Key, Presence, all};
use super::super::problem::Problem;
use super::super::suggest::nearest;
use super::{Whole, concrete_keys};

/// With this many missing outside of any thing, the scenario was probably meant to have a parent.
const MANY: usize = 12;

pub(super) fn check(whole: &Whole, problems: &mut Vec<Problem>) {
    let mut of_things: BTreeMap<String, Vec<&Key>> = BTreeMap::new();
    let mut of_tables: BTreeMap<String, Vec<&Key>> = BTreeMap::new();
    for key in all().filter(|key| key.presence == Presence::Required) {
        let missing = if key.pattern.contains('<') { &mut of_things } else { &mut of_tables };
        for concrete in concrete_keys(key.pattern, &whole.merged.things) {
            if !whole.is_in_doubt(&concrete) {
                let table = concrete.rsplit_once('.').map_or("", |(table, _)| table);
                missing.entry(table.to_string()).or_default().push(key);
            }
        }
    }
    let n_missing: usize = of_tables.values().map(Vec::len).sum();
    if n_missing > MANY {
        problems.push(
            Problem::in_file(0, format!("this scenario lacks {n_missing} required assumptions"))
                .hint("let it start from the built-in base case: extends = \"builtin:base\""),
        );
    } else {
        problems.extend(
            of_tables.iter().map(|(table, keys)| lacking(Problem::in_file(0, title(table, keys)), keys)),
        );
    }
    for thing in &whole.merged.things {
        if let Some(keys) = of_things.get(&thing.key) {
            problems.push(of_thing(whole, thing, keys));
        }
    }
}

fn title(table: &str, keys: &[&Key]) -> String {
    let names: Vec<String> = keys.iter().map(|key| format!("`{}`", key.last_segment())).collect();
    let names = match names.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        names => names.join(""),
    };
    if table.is_empty() {
        format!("this scenario has no {names}")
    } else {
        format!("[{table}] has no {names}")
    }
}

fn lacking(problem: Problem, keys: &[&Key]) -> Problem {
    match keys {
        [key] => problem.hint(format!("add `{}`: {}", key.last_segment(), key.doc)),
        _ => problem.hint("add them to the table"),
    }
}

fn of_thing(whole: &Whole, thing: &Thing, keys: &[&Key]) -> Problem {
    let (namespace, name) = thing.key.rsplit_once('.').unwrap_or(("", &thing.key));
    let others = whole.names(namespace).into_iter().filter(|other| *other != name);
    let near = nearest(name, others);
    if whole.is_set(thing.origin.file) {
        let kind = namespace.rsplit('.').next().unwrap_or(namespace);
        let problem = whole.at_thing(thing, format!("there is no {kind} `{name}`")).label("unknown name");
        return match near {
            Some(near) => problem.hint(format!("did you mean `{near}`?")),
            None => problem
                .hint(format!("{} are declared in the scenario file", super::super::unknown::plural(kind))),
        };
    }
    let problem = lacking(whole.at_thing(thing, title(&thing.key, keys)), keys);
    match near {
        Some(near) if keys.len() > 1 => problem.hint(format!("add them, or did you mean `{near}`?")),
        _ => problem,
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::keys::find;
    use super::title;

    #[test]
    fn titles_name_what_is_missing() {
        let key = |name| find(name).unwrap();
        assert_eq!(
            title("run", &[key("run.start"), key("run.horizon")]),
            "[run] has no `start` and `horizon`"
        );
        assert_eq!(title("", &[key("name")]), "this scenario has no `name`");
    }
}
