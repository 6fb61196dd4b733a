//! From SVG to PNG, with the embedded typeface only.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use super::error::PlotError;
use super::text::{REGULAR, SEMI_BOLD};

/// Built once: loading the fonts costs more than drawing a figure.
static OPTIONS: LazyLock<Options<'static>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    fonts.load_font_data(REGULAR.to_vec());
    fonts.load_font_data(SEMI_BOLD.to_vec());
    fonts.set_sans_serif_family("Inter");
    Options { font_family: "Inter".into(), fontdb: Arc::new(fonts), ..Options::default() }
});

/// The picture as PNG bytes, `scale` pixels for each pixel of the figure's own size.
///
/// # Errors
/// `Value` for a scale outside of 0.1 to 10; `Raster` when the SVG is damaged.
pub(super) fn png(svg: &str, scale: f32) -> Result<Vec<u8>, PlotError> {
    if !(0.1..=10.0).contains(&scale) {
        return Err(PlotError::Value {
            what: "scale".into(),
            value: f64::from(scale),
            allowed: "a scale from 0.1 to 10",
        });
    }
    let failed = |message: &dyn std::fmt::Display| PlotError::Raster(message.to_string());
    let tree = Tree::from_str(svg, &OPTIONS).map_err(|error| failed(&error))?;
    let size = tree.size();
    let (width, height) = (size.width() * scale, size.height() * scale);
    let mut pixels = Pixmap::new(width.round() as u32, height.round() as u32)
        .ok_or_else(|| failed(&"the picture has no area"))?;
    let transform = Transform::from_scale(scale, scale);
    resvg::render(&tree, transform, &mut pixels.as_mut());
    pixels.encode_png().map_err(|error| failed(&error))
}
