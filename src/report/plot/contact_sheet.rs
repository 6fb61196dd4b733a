//! All figures of a folder on one page, each drawn whole at a smaller size.

use super::Figure;
use super::error::PlotError;
use super::look::count;
use super::text::{self, FONT_STACK, Weight, clean};

/// Size of one figure on the page and the space around it, pixels.
const THUMB: (f64, f64) = (640.0, 360.0);
const GAP: f64 = 20.0;
const HEAD: f64 = 58.0;
/// Size of the title, pixels.
const TITLE: f64 = 26.0;

/// Puts up to thirty figures on a page of three columns (two for up to four figures).
///
/// # Errors
/// `Empty` and `TooMany` for lists of the wrong size, `Drawing` if a figure is no SVG document.
pub fn contact_sheet(title: &str, figures: &[&Figure]) -> Result<Figure, PlotError> {
    count("figures", figures.len(), 30)?;
    let columns = if figures.len() <= 4 { figures.len().min(2) } else { 3 };
    let rows = figures.len().div_ceil(columns);
    let width = columns as f64 * (THUMB.0 + GAP) + GAP;
    let height = rows as f64 * (THUMB.1 + GAP) + GAP + HEAD;
    text::prepare()?;
    // Names of several scenarios may be longer than the page is wide.
    let title = text::fit(title, width - 2.0 * GAP, TITLE, Weight::SemiBold);
    let title = escape(&title);
    let mut svg = format!(
        "<svg width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
         xmlns=\"http://www.w3.org/2000/svg\">\n<title>{title}</title>\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"#DDE2E7\"/>\n\
         <text x=\"{GAP}\" y=\"50\" font-family=\"{FONT_STACK}\" font-size=\"{TITLE}\" font-weight=\"600\" \
         fill=\"#17202B\">{title}</text>\n"
    );
    for (i, figure) in figures.iter().enumerate() {
        let (column, row) = (i % columns, i / columns);
        let (x, y) = (GAP + column as f64 * (THUMB.0 + GAP), HEAD + GAP + row as f64 * (THUMB.1 + GAP));
        svg.push_str(&placed(&figure.svg, x, y)?);
    }
    svg.push_str("</svg>\n");
    Ok(Figure { svg })
}

/// A whole SVG document as an element at a place of another.
fn placed(svg: &str, x: f64, y: f64) -> Result<String, PlotError> {
    let broken = || PlotError::Drawing("a figure is not an SVG document".into());
    let (head, rest) = svg.split_once('>').ok_or_else(broken)?;
    let (_, view) = head.split_once("viewBox=\"").ok_or_else(broken)?;
    let (view, _) = view.split_once('"').ok_or_else(broken)?;
    let (width, height) = THUMB;
    Ok(format!("<svg x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" viewBox=\"{view}\">{rest}"))
}

fn escape(text: &str) -> String {
    clean(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_holds_every_figure_and_any_title() {
        let inner = |name: &str| Figure {
            svg: format!(
                r#"<svg width="960" height="540" viewBox="0 0 3840 2160"><title>{name}</title></svg>"#
            ),
        };
        let figures = [inner("a"), inner("b"), inner("c"), inner("d"), inner("e")];
        let page = contact_sheet("A & <B>", &figures.iter().collect::<Vec<_>>()).unwrap();
        assert_eq!(page.svg.matches("<svg ").count(), 6);
        assert!(page.svg.contains("A &amp; &lt;B&gt;"));
        assert!(page.png(0.1).unwrap().starts_with(b"\x89PNG"));
        assert!(matches!(contact_sheet("", &[]), Err(PlotError::Empty { .. })));
        assert!(contact_sheet("", &[&Figure { svg: "no".into() }]).is_err());
    }
}
