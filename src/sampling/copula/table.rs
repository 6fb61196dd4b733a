//! A smooth function at equal steps, with its slopes: cubic Hermite interpolation with a stated error.

/// Values and slopes (per step) at the knots.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    knots: Vec<[f64; 2]>,
    lowest: f64,
    per_unit: f64,
    max_error: f64,
}

/// Largest accepted error.
pub const TOLERANCE: f64 = 1e-9;
const MOST_STEPS: usize = 1 << 13;

impl Table {
    /// Tabulates `f`, which gives value and slope, from `lowest` to `highest`, doubling the number of steps
    /// until the error, checked between all knots, is below 1e-9.
    pub fn of(lowest: f64, highest: f64, f: impl Fn(f64) -> (f64, f64)) -> Table {
        let mut steps = 256;
        loop {
            let table = Table::with_steps(lowest, highest, steps, &f);
            if table.max_error <= TOLERANCE || steps >= MOST_STEPS {
                return table;
            }
            steps *= 2;
        }
    }

    fn with_steps(lowest: f64, highest: f64, steps: usize, f: &impl Fn(f64) -> (f64, f64)) -> Table {
        let step = (highest - lowest) / steps as f64;
        let at = |i: f64| lowest + i * step;
        let knot = |i: usize| {
            let (value, slope) = f(at(i as f64));
            [value, step * slope]
        };
        let knots = (0..=steps).map(knot).collect();
        let mut table = Table { knots, lowest, per_unit: 1.0 / step, max_error: 0.0 };
        let between = (0..steps).map(|i| at(i as f64 + 0.5));
        table.max_error = between.map(|x| (table.at(x) - f(x).0).abs()).fold(0.0, f64::max);
        table
    }

    /// The value at x; beyond the ends that of the end.
    #[inline(always)]
    pub fn at(&self, x: f64) -> f64 {
        let last = self.knots.len() - 1;
        let position = ((x - self.lowest) * self.per_unit).max(0.0).min(last as f64);
        let left = (position as u32 as usize).min(last - 1);
        let t = position - left as f64;
        let [[x0, m0], [x1, m1]] = [self.knots[left], self.knots[left + 1]];
        let rise = x1 - x0;
        x0 + t * (m0 + t * (3.0 * rise - 2.0 * m0 - m1 + t * (m0 + m1 - 2.0 * rise)))
    }

    /// Largest error found between knots.
    #[cfg(test)]
    pub fn max_error(&self) -> f64 {
        self.max_error
    }
}
