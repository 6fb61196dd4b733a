//! Problems as text: the line, a caret, what is allowed and a hint.

use std::collections::BTreeSet;
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::problem::{Problem, Problems, Severity};

pub(super) const WIDTH: usize = 80;
/// Most characters that are underlined.
const LONGEST_CARET: usize = 40;
/// A longer line is not shown: nobody reads it, and cutting it takes long.
const LONGEST_LINE: usize = 2000;
/// Beyond this many problems the rest is only counted: they have a common cause.
const SHOWN: usize = 50;

pub(super) fn all(problems: &Problems, colour: bool) -> String {
    let mut parts = each(problems, colour);
    parts.push(closing_line(problems));
    format!("{}\n", parts.join("\n\n"))
}

pub(super) fn each(problems: &Problems, colour: bool) -> Vec<String> {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(WIDTH).decor_style(DecorStyle::Ascii);
    let mut parts: Vec<String> =
        problems.iter().take(SHOWN).map(|problem| one(&renderer, problems, problem)).collect();
    if problems.len() > SHOWN {
        parts.push(format!("and {} more", problems.len() - SHOWN));
    }
    parts
}

fn one(renderer: &Renderer, problems: &Problems, problem: &Problem) -> String {
    let level = match problem.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let name = problems.file_name(problem).to_string();
    let text = problems.files().get(problem.file).map_or("", |file| &file.text);
    let group = Group::with_title(level.primary_title(wrapped(&problem.message, WIDTH - 7)));
    let mut group = match problem.span.as_ref().and_then(|span| excerpt(text, span)) {
        Some((line, lines, span)) => {
            let caret = AnnotationKind::Primary
                .span(span)
                .label((!problem.label.is_empty()).then_some(&*problem.label));
            group.element(Snippet::source(lines).path(name).line_start(line).annotation(caret))
        }
        None => match problems.position(problem) {
            Some((line, column)) => group.element(Origin::path(name).line(line).char_column(column)),
            None => group.element(Origin::path(name)),
        },
    };
    for (word, said) in [("allowed", &problem.allowed), ("hint", &problem.hint)] {
        if let Some(said) = said {
            group = group.element(Level::NOTE.with_name(word).message(wrapped(said, WIDTH - word.len() - 9)));
        }
    }
    renderer.render(&[group])
}

/// Number and text of the line on which a span starts, and the part of the span on that line.
fn excerpt<'a>(text: &'a str, span: &Range<usize>) -> Option<(usize, &'a str, Range<usize>)> {
    let before = text.get(..span.start)?;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = text.get(start..)?.split('\n').next()?;
    let line = line.strip_suffix('\r').unwrap_or(line);
    if line.len() > LONGEST_LINE {
        return None;
    }
    let from = (span.start - start).min(line.len());
    let to = span.end.saturating_sub(start).clamp(from, line.len());
    // A long stretch is shown by its beginning, so that the line fits.
    let to = line.get(from..to)?.char_indices().nth(LONGEST_CARET).map_or(to, |(at, _)| from + at);
    Some((before.matches('\n').count() + 1, line, from..to))
}

/// Breaks a sentence into lines of a width; text in backticks stays together.
pub(super) fn wrapped(sentence: &str, width: usize) -> String {
    let mut lines = String::new();
    let mut used = 0;
    for word in words(sentence) {
        let length = word.chars().count();
        if used > 0 && used + 1 + length > width {
            lines.push('\n');
            used = 0;
        } else if used > 0 {
            lines.push(' ');
            used += 1;
        }
        lines.push_str(word);
        used += length;
    }
    lines
}

fn words(sentence: &str) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    sentence.split(move |c: char| {
        quoted ^= c == '`';
        c == ' ' && !quoted
    })
}

fn closing_line(problems: &Problems) -> String {
    let names: BTreeSet<&str> = problems.iter().map(|problem| problems.file_name(problem)).collect();
    let names: Vec<&str> = names.into_iter().collect();
    let count = match problems.len() {
        1 => "1 problem".to_string(),
        n => format!("{n} problems"),
    };
    match names.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{count} in {} and {last}", first.join(", ")),
        _ => format!("{count} in {}", names.join("")),
    }
}
