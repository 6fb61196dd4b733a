//! Text that fits: cleaned of what XML cannot hold, measured in the embedded typeface, wrapped, shortened.

use std::sync::OnceLock;

use plotters::style::{FontDesc, FontFamily, FontStyle, register_font};

use super::error::PlotError;

/// Viewers that lack the embedded typeface fall back along this list.
pub(super) const FONT_STACK: &str = "Inter, Segoe UI, Helvetica, Arial, sans-serif";
pub(super) const REGULAR: &[u8] =
    include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/fonts/Inter-Regular.otf"));
pub(super) const SEMI_BOLD: &[u8] =
    include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/assets/fonts/Inter-SemiBold.otf"));

/// The measuring font counts height from ascender to descender: (2728 + 680) / 2816 of an em in Inter.
const LINE_PER_EM: f64 = 3408.0 / 2816.0;
/// Measured at this size, because widths come back as whole pixels.
const MEASURED_AT: f64 = 1000.0;

/// Weight of the typeface.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Weight {
    Regular,
    SemiBold,
}

/// Makes the typeface known to the drawing library; must precede any measuring or drawing.
pub(super) fn prepare() -> Result<(), PlotError> {
    static REGISTERED: OnceLock<bool> = OnceLock::new();
    let done = *REGISTERED.get_or_init(|| {
        register_font(FONT_STACK, FontStyle::Normal, REGULAR).is_ok()
            && register_font(FONT_STACK, FontStyle::Bold, SEMI_BOLD).is_ok()
    });
    if done { Ok(()) } else { Err(PlotError::Font("its file is damaged".into())) }
}

/// Text on one line without control characters, with single spaces.
///
/// XML 1.0 has no way to write most control characters, and marks that reverse the writing direction
/// would let a label disguise the number beside it. `<`, `&` and quotes are escaped when drawn.
pub(super) fn clean(text: &str) -> String {
    let is_foreign = |c: char| {
        c.is_control()
            || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2028}' | '\u{2029}' | '\u{2066}'..='\u{2069}' | '\u{fffe}' | '\u{ffff}')
    };
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let c = if is_foreign(c) { ' ' } else { c };
        // A percent sign, or French punctuation, never starts a line of its own.
        if matches!(c, '%' | '€' | '?' | '!' | ':' | ';' | '»') && out.ends_with(' ') {
            out.pop();
            out.push('\u{202f}');
        }
        if c != ' ' || !(out.is_empty() || out.ends_with(' ')) {
            out.push(c);
        }
    }
    out.truncate(out.trim_end_matches(' ').len());
    out
}

/// Width of one line in pixels at `size` pixels per em.
pub(super) fn width(text: &str, size: f64, weight: Weight) -> f64 {
    let style = match weight {
        Weight::Regular => FontStyle::Normal,
        Weight::SemiBold => FontStyle::Bold,
    };
    let font = FontDesc::new(FontFamily::Name(FONT_STACK), MEASURED_AT, style);
    // Only an unregistered font cannot be measured; a wide guess then keeps the layout safe.
    let measured =
        font.box_size(text).map_or(700.0 * text.chars().count() as f64, |(width, _)| f64::from(width));
    measured / MEASURED_AT * LINE_PER_EM * size
}

/// The text, shortened with an ellipsis until it fits `room` pixels.
pub(super) fn fit(text: &str, room: f64, size: f64, weight: Weight) -> String {
    let text = clean(text);
    if width(&text, size, weight) <= room {
        return text;
    }
    let chars: Vec<char> = text.chars().collect();
    // Widths grow with length, so the longest prefix that fits is found by halving.
    let (mut fits, mut too_long) = (0, chars.len());
    while too_long - fits > 1 {
        let middle = usize::midpoint(fits, too_long);
        if width(&shortened(&chars[..middle]), size, weight) <= room {
            fits = middle;
        } else {
            too_long = middle;
        }
    }
    shortened(&chars[..fits])
}

fn shortened(prefix: &[char]) -> String {
    let prefix: String = prefix.iter().collect();
    format!("{}…", prefix.trim_end_matches([' ', ',', '.', ';', ':', '·', '-', '–']))
}

/// Wraps so that the lines are about equally long, without needing more of them.
pub(super) fn wrap_evenly(text: &str, room: f64, n_lines: usize, size: f64, weight: Weight) -> Vec<String> {
    let lines = wrap(text, room, n_lines, size, weight);
    let is_whole = |lines: &[String]| !lines.iter().any(|line| line.ends_with('…'));
    if lines.len() < 2 || !is_whole(&lines) {
        return lines;
    }
    let narrower = (50..100).map(|part| wrap(text, room * f64::from(part) / 100.0, n_lines, size, weight));
    let mut fitting = narrower.filter(|other| other.len() == lines.len() && is_whole(other));
    fitting.next().unwrap_or(lines)
}

/// The text in at most `n_lines` lines of `room` pixels, broken at spaces, the last one shortened if need be.
pub(super) fn wrap(text: &str, room: f64, n_lines: usize, size: f64, weight: Weight) -> Vec<String> {
    let text = clean(text);
    let mut lines: Vec<String> = Vec::new();
    let mut rest = text.as_str();
    while !rest.is_empty() {
        if lines.len() + 1 >= n_lines {
            lines.push(fit(rest, room, size, weight));
            break;
        }
        let breaks = rest.match_indices(' ').map(|(at, _)| at).chain([rest.len()]);
        let end = breaks.take_while(|&at| width(&rest[..at], size, weight) <= room).last();
        // A single word wider than the room cannot be broken at a space.
        let end = end.or_else(|| rest.find(' ')).unwrap_or(rest.len());
        lines.push(fit(&rest[..end], room, size, weight));
        rest = rest[end..].trim_start();
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hostile_text_becomes_one_clean_line() {
        assert_eq!(clean("  a\nb\t\u{0}\u{1b}c \u{202e}d\r\n"), "a b c d");
        assert_eq!(clean("\n\n"), "");
        assert_eq!(clean("38\u{202f}%"), "38\u{202f}%");
    }

    #[test]
    fn fitted_text_fits() {
        prepare().unwrap();
        let label = "Programme véhicules électriques à batterie";
        for room in [10.0, 40.0, 90.0, 150.0, 400.0] {
            let text = fit(label, room, 12.0, Weight::SemiBold);
            assert!(width(&text, 12.0, Weight::SemiBold) <= room || text == "…", "{text}");
        }
        assert!(fit(label, 120.0, 12.0, Weight::Regular).ends_with('…'));
        assert_eq!(fit(label, 900.0, 12.0, Weight::Regular), label);
    }

    #[test]
    fn percent_signs_stay_with_their_number() {
        assert_eq!(clean("delays the −40 % car ?"), "delays the −40\u{202f}% car\u{202f}?");
    }

    #[test]
    fn even_lines_leave_no_orphan() {
        prepare().unwrap();
        let title = "one two three four five six seven";
        let room = width("one two three four five six", 20.0, Weight::SemiBold) + 1.0;
        let lines = wrap_evenly(title, room, 2, 20.0, Weight::SemiBold);
        assert_eq!(lines, ["one two three", "four five six seven"]);
    }

    #[test]
    fn wrapped_text_loses_nothing_when_there_is_room() {
        prepare().unwrap();
        let label = "Programme véhicules électriques à batterie";
        let lines = wrap(label, 130.0, 3, 12.0, Weight::Regular);
        assert_eq!(lines.join(" "), label);
        assert_eq!(wrap(label, 130.0, 1, 12.0, Weight::Regular).len(), 1);
        assert!(wrap("", 130.0, 3, 12.0, Weight::Regular).is_empty());
        assert_eq!(wrap("Donaudampfschifffahrtsgesellschaft x", 40.0, 2, 12.0, Weight::Regular).len(), 2);
    }
}
