//! The numbers that make sense at a key.

use std::fmt;

/// An interval of numbers; each end is part of it or not, and may be infinite.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Domain {
    low: f64,
    low_included: bool,
    high: f64,
    high_included: bool,
}

impl Domain {
    /// Every finite number.
    pub const ANY: Domain = Domain::open(f64::NEG_INFINITY, f64::INFINITY);
    /// Above zero.
    pub const POSITIVE: Domain = Domain::open(0.0, f64::INFINITY);
    /// Zero or above.
    pub const NOT_NEGATIVE: Domain = Domain::from_below(0.0, f64::INFINITY);

    /// From `low` to `high`, both included.
    pub const fn closed(low: f64, high: f64) -> Domain {
        Domain { low, low_included: true, high, high_included: true }
    }

    /// Between `low` and `high`, neither included.
    pub const fn open(low: f64, high: f64) -> Domain {
        Domain { low, low_included: false, high, high_included: false }
    }

    /// From `low`, included, to below `high`.
    pub const fn from_below(low: f64, high: f64) -> Domain {
        Domain { low, low_included: true, high, high_included: false }
    }

    /// Whether a finite number lies inside.
    pub fn contains(&self, x: f64) -> bool {
        let above = if self.low_included { x >= self.low } else { x > self.low };
        let below = if self.high_included { x <= self.high } else { x < self.high };
        x.is_finite() && above && below
    }

    /// Lower end, −infinity if there is none.
    pub fn low(&self) -> f64 {
        self.low
    }

    /// Upper end, infinity if there is none.
    pub fn high(&self) -> f64 {
        self.high
    }

    /// Whether neither end is finite.
    pub fn is_any(&self) -> bool {
        self.low.is_infinite() && self.high.is_infinite()
    }

    /// The domain of what may be added: at most what carries a value from one end of this domain to the other.
    pub fn of_difference(&self) -> Domain {
        let width = self.high - self.low;
        if width.is_finite() { Domain::closed(-width, width) } else { Domain::ANY }
    }

    /// The domain of a factor that multiplies values of this domain: it must not turn a cost or a share
    /// negative, nor a price into zero.
    pub fn of_level(&self) -> Domain {
        if self.low < 0.0 {
            Domain::ANY
        } else if self.contains(0.0) {
            Domain::NOT_NEGATIVE
        } else {
            Domain::POSITIVE
        }
    }
}

impl fmt::Display for Domain {
    /// In words that complete "a value is …": `above 0`, `between 0 and 1`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (low, high) = (self.low, self.high);
        match (low.is_finite(), high.is_finite()) {
            (false, false) => write!(f, "any number"),
            (true, false) if self.low_included => write!(f, "{low} or more"),
            (true, false) => write!(f, "above {low}"),
            (false, true) if self.high_included => write!(f, "{high} or less"),
            (false, true) => write!(f, "below {high}"),
            (true, true) if low == high => write!(f, "exactly {low}"),
            (true, true) => match (self.low_included, self.high_included) {
                (true, true) => write!(f, "between {low} and {high}"),
                (true, false) => write!(f, "{low} or more and below {high}"),
                (false, true) => write!(f, "above {low} and at most {high}"),
                (false, false) => write!(f, "above {low} and below {high}"),
            },
        }
    }
}
