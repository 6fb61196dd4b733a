//! The sheet that figures are drawn on: shapes in pixels of the shared size, played to plotters at the end.
//!
//! plotters knows whole pixels only, so the sheet is drawn four times as large and shown at its own size
//! through the `viewBox`; that keeps curves smooth and text where it belongs.

use plotters::backend::{DrawingBackend, SVGBackend};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, RGBColor, ShapeStyle, TextStyle};

use super::error::PlotError;
use super::paint::Paint;
use super::text::{self, FONT_STACK, Weight};

/// Width of every figure, pixels.
pub(super) const WIDTH: f64 = 960.0;
/// Height of every figure, pixels.
pub(super) const HEIGHT: f64 = 540.0;
const FINENESS: f64 = 4.0;
/// plotters divides font sizes by this before it writes them.
const FONT_SIZE_FACTOR: f64 = 1.24;
/// Height of capital letters, as a part of the font size (Inter: 2048 / 2816).
const CAPITALS_PER_EM: f64 = 0.727;

/// Where a text stands relative to its x coordinate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Align {
    Left,
    Centre,
    Right,
}

/// Size, weight and colour of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Type {
    pub(super) size: f64,
    pub(super) weight: Weight,
    pub(super) paint: Paint,
}

impl Type {
    pub(super) fn width(&self, text: &str) -> f64 {
        text::width(text, self.size, self.weight)
    }

    pub(super) fn fit(&self, text: &str, room: f64) -> String {
        text::fit(text, room, self.size, self.weight)
    }

    pub(super) fn wrap(&self, text: &str, room: f64, n_lines: usize) -> Vec<String> {
        text::wrap(text, room, n_lines, self.size, self.weight)
    }

    pub(super) fn wrap_evenly(&self, text: &str, room: f64, n_lines: usize) -> Vec<String> {
        text::wrap_evenly(text, room, n_lines, self.size, self.weight)
    }

    pub(super) fn painted(self, paint: Paint) -> Type {
        Type { paint, ..self }
    }
}

enum Shape {
    Line { points: Vec<(f64, f64)>, thickness: f64, paint: Paint },
    Area { points: Vec<(f64, f64)>, paint: Paint },
    Dot { centre: (f64, f64), radius: f64, paint: Paint },
    Text { text: String, at: (f64, f64), align: Align, style: Type },
}

/// Shapes in drawing order; later ones cover earlier ones. Coordinates are pixels from the top left.
#[derive(Default)]
pub(super) struct Canvas {
    shapes: Vec<Shape>,
}

impl Canvas {
    pub(super) fn line(&mut self, points: &[(f64, f64)], thickness: f64, paint: Paint) {
        if points.len() > 1 {
            self.shapes.push(Shape::Line { points: points.to_vec(), thickness, paint });
        }
    }

    pub(super) fn area(&mut self, points: Vec<(f64, f64)>, paint: Paint) {
        if points.len() > 2 {
            self.shapes.push(Shape::Area { points, paint });
        }
    }

    /// A filled rectangle between two opposite corners.
    pub(super) fn rect(&mut self, (x0, y0): (f64, f64), (x1, y1): (f64, f64), paint: Paint) {
        self.area(vec![(x0, y0), (x1, y0), (x1, y1), (x0, y1)], paint);
    }

    pub(super) fn dot(&mut self, centre: (f64, f64), radius: f64, paint: Paint) {
        self.shapes.push(Shape::Dot { centre, radius, paint });
    }

    /// A text whose baseline is at `at`.
    pub(super) fn text(&mut self, text: &str, at: (f64, f64), align: Align, style: Type) {
        let text = text::clean(text);
        if !text.is_empty() {
            self.shapes.push(Shape::Text { text, at, align, style });
        }
    }

    /// A text whose capital letters are centred on the height of `at`.
    pub(super) fn text_centred(&mut self, text: &str, (x, y): (f64, f64), align: Align, style: Type) {
        self.text(text, (x, y + style.size * CAPITALS_PER_EM / 2.0), align, style);
    }

    /// The sheet as SVG with `name` as its accessible title.
    pub(super) fn finish(&self, name: &str) -> Result<String, PlotError> {
        text::prepare()?;
        let size = ((WIDTH * FINENESS) as u32, (HEIGHT * FINENESS) as u32);
        let mut svg = String::new();
        {
            let mut backend = SVGBackend::with_string(&mut svg, size);
            for shape in &self.shapes {
                draw(&mut backend, shape)?;
            }
            backend.present().map_err(|error| PlotError::Drawing(error.to_string()))?;
        }
        let drawn = format!(r#"width="{}" height="{}""#, size.0, size.1);
        let shown = format!(r#"width="{WIDTH}" height="{HEIGHT}""#);
        let named = format!("xmlns=\"http://www.w3.org/2000/svg\">\n<title>{}</title>", escape(name));
        // Texts cannot be hit by these replacements: quotes in them are written as entities.
        Ok(svg
            .replacen(&drawn, &shown, 1)
            .replacen("xmlns=\"http://www.w3.org/2000/svg\">", &named, 1)
            .replace(r#"font-weight="bold""#, r#"font-weight="600""#)
            .replace(r#" opacity="1""#, ""))
    }
}

fn escape(text: &str) -> String {
    text::clean(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn fine((x, y): (f64, f64)) -> (i32, i32) {
    ((x * FINENESS).round() as i32, (y * FINENESS).round() as i32)
}

fn draw(backend: &mut SVGBackend<'_>, shape: &Shape) -> Result<(), PlotError> {
    let drawn = match shape {
        Shape::Line { points, thickness, paint } => {
            let stroke = (thickness * FINENESS).round().max(1.0) as u32;
            let style = ShapeStyle { color: colour(*paint).to_rgba(), filled: false, stroke_width: stroke };
            backend.draw_path(points.iter().map(|&point| fine(point)), &style)
        }
        Shape::Area { points, paint } => {
            let style = ShapeStyle { color: colour(*paint).to_rgba(), filled: true, stroke_width: 0 };
            backend.fill_polygon(points.iter().map(|&point| fine(point)), &style)
        }
        Shape::Dot { centre, radius, paint } => {
            let style = ShapeStyle { color: colour(*paint).to_rgba(), filled: true, stroke_width: 0 };
            backend.draw_circle(fine(*centre), (radius * FINENESS).round() as u32, &style, true)
        }
        Shape::Text { text, at, align, style } => {
            let weight = match style.weight {
                Weight::Regular => FontStyle::Normal,
                Weight::SemiBold => FontStyle::Bold,
            };
            let size = style.size * FINENESS * FONT_SIZE_FACTOR;
            let across = match align {
                Align::Left => HPos::Left,
                Align::Centre => HPos::Center,
                Align::Right => HPos::Right,
            };
            let font = FontDesc::new(FontFamily::Name(FONT_STACK), size, weight);
            let ink = colour(style.paint);
            let style_of_text = TextStyle::from(font).color(&ink).pos(Pos::new(across, VPos::Top));
            // The backend puts the baseline 0.76 em below what it is given.
            let position = fine((at.0, at.1 - 0.76 * style.size));
            backend.draw_text(text, &style_of_text, position)
        }
    };
    drawn.map_err(|error| PlotError::Drawing(error.to_string()))
}

fn colour(paint: Paint) -> RGBColor {
    let [red, green, blue] = paint.rgb;
    RGBColor(red, green, blue)
}
