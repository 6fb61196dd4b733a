//! What is wrong with a scenario: where, what was found, what is allowed, what to write instead.

use std::fmt;
use std::ops::Range;

use super::render;

/// A text that was read, under the name that messages give it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Path as the user would write it, `builtin:base`, or `--set`.
    pub name: String,
    /// The text, without byte-order mark.
    pub text: String,
}

/// How bad a problem is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Severity {
    /// The scenario cannot run.
    Error,
    /// The scenario runs, but probably does not mean what was intended.
    Warning,
}

/// One problem.
#[derive(Clone, Debug, PartialEq)]
pub struct Problem {
    /// How bad it is.
    pub severity: Severity,
    /// Index into the source files.
    pub file: usize,
    /// Bytes of the text that the caret points at; `None` when the file as a whole is meant.
    pub span: Option<Range<usize>>,
    /// What was found, in one sentence without a full stop.
    pub message: String,
    /// A few words under the caret.
    pub label: String,
    /// What may be written there.
    pub allowed: Option<String>,
    /// What to do.
    pub hint: Option<String>,
}

impl Problem {
    /// An error at a place of a file.
    pub fn at(file: usize, span: Range<usize>, message: impl Into<String>) -> Problem {
        Problem { span: Some(span), ..Problem::in_file(file, message) }
    }

    /// An error of a file as a whole.
    pub fn in_file(file: usize, message: impl Into<String>) -> Problem {
        Problem {
            severity: Severity::Error,
            file,
            span: None,
            message: message.into(),
            label: String::new(),
            allowed: None,
            hint: None,
        }
    }

    /// Adds the words under the caret.
    pub fn label(mut self, label: impl Into<String>) -> Problem {
        self.label = label.into();
        self
    }

    /// Adds what is allowed.
    pub fn allowed(mut self, allowed: impl Into<String>) -> Problem {
        self.allowed = Some(allowed.into());
        self
    }

    /// Adds what to do.
    pub fn hint(mut self, hint: impl Into<String>) -> Problem {
        self.hint = Some(hint.into());
        self
    }
}

/// Beyond this many problems they have a common cause, and more of them help nobody.
const MOST: usize = 1000;

/// All problems of one scenario with the texts they point into.
#[derive(Clone, Debug, PartialEq)]
pub struct Problems {
    files: Vec<SourceFile>,
    list: Vec<Problem>,
}

impl Problems {
    /// Sorts the problems by file and position; equal ones are kept once.
    pub fn new(files: Vec<SourceFile>, mut list: Vec<Problem>) -> Problems {
        list.sort_by_key(|p| (p.file, p.span.as_ref().map_or(0, |span| span.start)));
        list.dedup();
        list.truncate(MOST);
        Problems { files, list }
    }

    /// The problems, sorted by file and position.
    pub fn iter(&self) -> impl Iterator<Item = &Problem> {
        self.list.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The texts that the problems point into.
    pub fn files(&self) -> &[SourceFile] {
        &self.files
    }

    /// Name of the file of a problem.
    pub fn file_name(&self, problem: &Problem) -> &str {
        self.files.get(problem.file).map_or("", |file| &file.name)
    }

    /// Numbers of errors and of warnings.
    pub fn counts(&self) -> (usize, usize) {
        let errors = self.list.iter().filter(|problem| problem.severity == Severity::Error).count();
        (errors, self.list.len() - errors)
    }

    /// The first characters of a problem's place and the first one behind it, on the line where it starts.
    pub fn columns(&self, problem: &Problem) -> Option<(usize, usize)> {
        let text = &self.files.get(problem.file)?.text;
        let span = problem.span.as_ref()?;
        let (_, column) = self.position(problem)?;
        let line = text.get(span.clone())?.split(['\n', '\r']).next()?;
        Some((column, column + line.chars().count()))
    }

    /// Line and column of a problem, counted from 1, columns in characters.
    pub fn position(&self, problem: &Problem) -> Option<(usize, usize)> {
        let text = &self.files.get(problem.file)?.text;
        let before = text.get(..problem.span.as_ref()?.start)?;
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        Some((before.matches('\n').count() + 1, before[line_start..].chars().count() + 1))
    }

    /// All problems as text for a terminal of 80 columns, with a closing line that counts them.
    pub fn render(&self, colour: bool) -> String {
        render::all(self, colour)
    }

    /// Each problem as text, without the closing line; many of them end with a count of the others.
    pub fn render_each(&self, colour: bool) -> Vec<String> {
        render::each(self, colour)
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.render(false).trim_end())
    }
}

impl std::error::Error for Problems {}

/// A piece of someone's text for a message: in backticks, cut at 60 characters, nothing invisible.
pub fn quoted(text: &str) -> String {
    let mut shown: String = text.chars().take(60).flat_map(visible).collect();
    if text.chars().count() > 60 {
        shown.push('…');
    }
    format!("`{shown}`")
}

fn visible(c: char) -> Vec<char> {
    let invisible = c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}');
    if invisible { c.escape_unicode().collect() } else { vec![c] }
}
