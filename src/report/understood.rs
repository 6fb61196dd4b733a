//! What `check` understood of a scenario, as text of 80 columns.

use textwrap::{Options, WordSplitter};

use super::language::Language;
use super::layout::{WIDTH, shortened};
use super::problem_list::Understood;

/// Most uncertain assumptions of the scenario itself that are echoed; of more, only the first ones are.
const ECHOED: usize = 20;
/// Most certain ones, and the longest value of them that is told whole.
const STATED: usize = 12;
const LONGEST: usize = 60;

/// The account under the name of the file.
pub fn text(understood: &Understood, language: Language) -> String {
    let Understood { assumptions, own_assumptions, drawn_once, drawn_every_period, .. } = *understood;
    let mut lines = Lines::default();
    lines.add(0, &language.spaced(&format!("{}{} {}", understood.file, language.colon(), understood.name)));
    if let Some(question) = understood.question {
        lines.add(2, &language.spaced(question));
    }
    lines.add(2, &language.counted_assumptions(assumptions, own_assumptions));
    lines.add(2, &language.counted_draws(drawn_once, drawn_every_period));
    lines.add(2, &language.counted_correlations(understood.correlations));
    for idle in &understood.idle_correlations {
        lines.add(2, &language.without_effect(idle.pair, idle.place));
        lines.add(6, &language.because(idle.reason, idle.because_of));
    }
    if !understood.happenings.is_empty() {
        lines.add(2, &language.happenings_understood());
    }
    for happening in &understood.happenings {
        lines.add(4, happening.key);
        happening.parts.iter().for_each(|parts| lines.add(8, &language.happening(parts)));
    }
    if !understood.uncertain.is_empty() {
        lines.add(2, &language.uncertain_here());
    }
    for echo in understood.uncertain.iter().take(ECHOED) {
        lines.add(4, echo.key);
        echo.words.iter().for_each(|words| lines.add(8, &language.understood_words(words)));
    }
    if understood.uncertain.len() > ECHOED {
        lines.add(4, &language.and_more(understood.uncertain.len() - ECHOED));
    }
    if !understood.certain.is_empty() {
        lines.add(2, &language.certain_here());
    }
    for stated in understood.certain.iter().take(STATED) {
        let old = stated.old.map_or_else(String::new, |old| format!("{} -> ", shortened(old, LONGEST)));
        lines.add(4, &format!("{}: {old}{}", stated.key, shortened(stated.new, LONGEST)));
    }
    if understood.certain.len() > STATED {
        lines.add(4, &language.and_more(understood.certain.len() - STATED));
    }
    lines.text
}

#[derive(Default)]
struct Lines {
    text: String,
}

impl Lines {
    fn add(&mut self, indent: usize, sentence: &str) {
        let indent = " ".repeat(indent);
        // Keys are not broken at their hyphens.
        let options = Options::new(WIDTH).word_splitter(WordSplitter::NoHyphenation);
        let options = options.initial_indent(&indent).subsequent_indent(&indent);
        // Control characters become spaces.
        let clean = shortened(sentence, usize::MAX);
        self.text.push_str(&textwrap::fill(&clean, options));
        self.text.push('\n');
    }
}
