//! From arguments to scenarios that are ready to run, before the long part starts.

use super::args::Options;
use super::failure::Failure;
use super::folder_name::{folder_name, free_name, stem};
use crate::engine::Scenario;
use crate::report::headline::Subject;
use crate::report::language::Language;
use crate::sampling::Plan;
use crate::scenario::document::{Document, Value};
use crate::scenario::french::in_french;
use crate::scenario::load::{Source, load};
use crate::scenario::problem::Problems;
use crate::scenario::resolve::{plan, resolve};

/// A scenario that is ready to run.
pub struct Prepared {
    /// Name of its folder and of its rows in tables.
    pub id: String,
    /// Name for people: that of the file, told apart from its parent's and from the same with changes.
    pub name: String,
    /// The question that it asks.
    pub question: Option<String>,
    /// What the command line changed: key, old and new value.
    pub changes: Vec<String>,
    pub document: Document,
    pub scenario: Scenario,
    pub n_trials: u64,
    pub plan: Plan,
    /// Language of texts and figures.
    pub language: Language,
}

impl Prepared {
    /// How reports name it.
    pub fn subject(&self) -> Subject<'_> {
        let question = self.question.as_deref();
        Subject {
            id: &self.id,
            name: &self.name,
            question,
            changes: &self.changes,
            scenario: &self.scenario,
            document: &self.document,
            plan: self.plan,
            language: self.language,
        }
    }
}

/// Reads and resolves all scenarios; the problems of all of them come together.
pub fn prepare(names: &[String], options: &Options) -> Result<Vec<Prepared>, Failure> {
    let loaded: Vec<Result<Document, Problems>> =
        names.iter().map(|name| load(&Source::from_argument(name), &options.sets)).collect();
    let problems: Vec<&Problems> = loaded.iter().filter_map(|result| result.as_ref().err()).collect();
    if !problems.is_empty() {
        // Colours are taken out again by the stream that prints, if nobody would see them.
        let texts: Vec<String> = problems.iter().map(|p| p.render(true).trim_end().to_string()).collect();
        return Err(Failure::Scenario(format!("{}\n", texts.join("\n\n"))));
    }
    let documents = loaded.into_iter().flatten();
    let mut prepared: Vec<Prepared> = Vec::new();
    for (document, name) in documents.zip(names) {
        let mut next = one(document, name, options)?;
        // The same file twice, or two of the same name: results do not overwrite each other.
        let taken: Vec<&str> = prepared.iter().map(|p| p.id.as_str()).collect();
        next.id = free_name(&next.id, &taken);
        if prepared.iter().any(|p| p.name == next.name) {
            next.name = format!("{} ({})", next.name, next.id);
        }
        prepared.push(next);
    }
    Ok(prepared)
}

/// The built-in base case.
pub fn base() -> Result<Document, Failure> {
    let source = Source::Builtin("base".to_string());
    load(&source, &[]).map_err(|problems| Failure::Scenario(problems.render(true)))
}

fn one(document: Document, name: &str, options: &Options) -> Result<Prepared, Failure> {
    let language = options.lang.language();
    let spoken = if language == Language::French { in_french(&document) } else { document.clone() };
    let mut scenario = resolve(&spoken)?;
    scenario.seed = options.seed.unwrap_or(scenario.seed);
    let stated = match document.value("run.trials") {
        Some(Value::Whole(trials)) => u64::try_from(*trials).unwrap_or(1),
        _ => 1,
    };
    let changed: String = document.changes.iter().map(|c| format!("{}={}\n", c.key, c.new)).collect();
    let (mut id, mut shown) = (folder_name(name, &changed), shown_name(name, &spoken, language));
    if options.deterministic {
        scenario = scenario.deterministic();
        id.push_str("-deterministic");
        shown = language.as_projection(&shown);
    }
    let n_trials = if options.deterministic { 1 } else { options.trials.unwrap_or(stated).max(1) };
    let changes = document.changes.iter().map(|change| match &change.old {
        Some(old) => format!("{}: {old} → {}", change.key, change.new),
        None => format!("{}: {}", change.key, change.new),
    });
    let changes = changes.collect();
    let plan = match options.sampling {
        // One trial, with nothing drawn.
        _ if options.deterministic => Plan::Random,
        Some(sampling) => sampling.plan(),
        None => plan(&document),
    };
    Ok(Prepared {
        name: shown,
        question: match spoken.value("question") {
            Some(Value::Text(text)) => Some(text.clone()),
            _ => None,
        },
        changes,
        id,
        document,
        scenario,
        n_trials,
        plan,
        language,
    })
}

/// The scenario's name. A child that gives none of its own is named by its file, and changes on the command line
/// are said: a slide must not show them under the name of the scenario as it stands.
fn shown_name(argument: &str, document: &Document, language: Language) -> String {
    let own = document.assumptions.get("name").is_some_and(|name| name.origin.file == 0);
    let name = if own { document.name.clone() } else { format!("{} ({})", document.name, stem(argument)) };
    match document.changes.as_slice() {
        [] => name,
        [one] if one.key.len() + one.new.len() < 60 => language.with_change(&name, &one.key, &one.new),
        many => language.with_changes(&name, many.len()),
    }
}
