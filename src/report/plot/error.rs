//! What can keep a figure from being drawn.

/// Why a figure could not be drawn or rasterised.
#[derive(Debug, thiserror::Error)]
pub enum PlotError {
    /// A list that the figure needs is empty.
    #[error("nothing to draw: {what} is empty")]
    Empty {
        /// The list, in the words of the chart's own fields.
        what: String,
    },
    /// More entries than can be told apart on one figure.
    #[error("too many {what}: {found}, but a figure shows at most {allowed}")]
    TooMany {
        /// The list, in the words of the chart's own fields.
        what: String,
        /// How many were given.
        found: usize,
        /// How many fit.
        allowed: usize,
    },
    /// Two lists that must run in parallel do not.
    #[error("{what} has {found} entries, but {expected} are needed")]
    Length {
        /// The list, in the words of the chart's own fields.
        what: String,
        /// How many were given.
        found: usize,
        /// How many the other list has.
        expected: usize,
    },
    /// A number that no axis can show: not finite, outside of its domain, or absurdly large.
    #[error("{what} is {value}, but {allowed} is needed")]
    Value {
        /// The number, in the words of the chart's own fields.
        what: String,
        /// What was found.
        value: f64,
        /// What would have been accepted.
        allowed: &'static str,
    },
    /// The embedded typeface could not be used.
    #[error("the embedded typeface cannot be used: {0}")]
    Font(String),
    /// The drawing backend refused a shape.
    #[error("the drawing failed: {0}")]
    Drawing(String),
    /// The SVG could not be turned into pixels.
    #[error("the picture could not be rasterised: {0}")]
    Raster(String),
}
