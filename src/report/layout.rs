//! Text of 80 columns: wrapped sentences and aligned rows.

/// Width of terminal texts.
pub const WIDTH: usize = 80;

/// Wraps a paragraph; a percent sign stays with its number.
pub fn paragraph(text: &str) -> String {
    // A figure space holds them together while lines are made; no-break spaces of French stay as they are.
    const TIED: &str = "\u{2007}%";
    let mut wrapped = textwrap::fill(&text.replace(" %", TIED), WIDTH).replace(TIED, " %");
    wrapped.push('\n');
    wrapped
}

/// A row: a left-aligned label, then right-aligned cells in the rest of the width.
pub fn row(label: &str, label_width: usize, cells: &[String], cell_width: usize) -> String {
    let mut line = format!("{:<label_width$}", shortened(label, label_width.saturating_sub(1)));
    for cell in cells {
        line.push_str(&format!("{cell:>cell_width$}"));
    }
    let mut line = line.trim_end().to_string();
    line.push('\n');
    line
}

/// Cuts a text to a width, with an ellipsis; control characters become spaces.
pub fn shortened(text: &str, width: usize) -> String {
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if clean.chars().count() <= width {
        return clean;
    }
    let kept: String = clean.chars().take(width.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_labels_are_shortened_and_rows_aligned() {
        let line = row("A very long label of a product", 12, &["1".to_string(), "23".to_string()], 5);
        assert_eq!(line, "A very lon…     1   23\n");
        assert_eq!(shortened("a\u{1b}[31mb", 10), "a [31mb");
    }

    #[test]
    fn paragraphs_stay_within_the_width() {
        let text = paragraph(&"word ".repeat(60));
        assert!(text.lines().all(|line| line.chars().count() <= WIDTH));
        let percents = paragraph(&"12.5 % ".repeat(40));
        assert!(percents.lines().all(|line| !line.starts_with('%') && line.chars().count() <= WIDTH));
    }
}
