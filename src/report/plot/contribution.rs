//! Contribution figure: contribution margin by brand, stacked year by year.
//!
//! The stack shows means, because means add up to the mean of the total and percentiles do not; the
//! spread of the total stands beside it as a whisker.

use super::axis::{Area, Scale, Ticks, labels_width, tick_labels, ticks, value_axis, year_axis, zero_line};
use super::canvas::{Align, Canvas, Type};
use super::error::PlotError;
use super::labels::{DirectLabel, EN_SPACE, draw_labels};
use super::look::{Heading, INK, LABEL, STRONG, Sheet, WHITE, amount, count, history_band, plot_area};
use super::number::{MoneyUnit, decimals_for, fixed};
use super::paint::Paint;
use super::{Figure, look};

/// Part of a year that its bar fills.
const BAR: f64 = 0.62;
/// Distance of the direct labels from the plot, and their greatest width, pixels.
const LABELS_AT: f64 = 12.0;
const LABEL_ROOM: f64 = 150.0;

/// Contribution margin by brand and year.
#[derive(Debug, Clone)]
pub struct ContributionChart {
    /// Title, subtitle, footer, language.
    pub heading: Heading,
    /// Consecutive calendar years.
    pub years: Vec<i32>,
    /// One to eight brands; the first stands next to the zero line.
    pub brands: Vec<ContributionBrand>,
    /// Spread of the sum over brands, parallel to `years`.
    pub totals: Vec<ContributionTotal>,
    /// Instant in years up to which figures are published (2026.0: 2025 is known); shaded.
    pub known_until: Option<f64>,
}

/// One brand through the years.
#[derive(Debug, Clone)]
pub struct ContributionBrand {
    /// Name beside the bars.
    pub label: String,
    /// Colour, usually from [`brand_paints`](super::brand_paints).
    pub paint: Paint,
    /// Mean contribution margin over trials, EUR, parallel to the chart's `years`.
    pub means: Vec<f64>,
}

/// Spread of one year's total over trials, EUR.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ContributionTotal {
    /// 10 % of trials lie below.
    pub p10: f64,
    /// 90 % of trials lie below.
    pub p90: f64,
}

impl ContributionChart {
    /// Draws the figure; the unit (EUR m or EUR bn) follows from the largest value.
    ///
    /// # Errors
    /// `Empty` and `TooMany` for lists of the wrong size, `Length` for lists that are not parallel to
    /// `years`, `Value` for an amount that is not finite, a `p90` below `p10` and years with a gap.
    pub fn figure(&self) -> Result<Figure, PlotError> {
        self.check()?;
        let language = self.heading.language;
        let (low, high) = self.range();
        let unit = MoneyUnit::for_largest(high.max(-low));
        let convention = format!(
            "{}. {}",
            unit.name(language),
            language.pick(
                "Bars: mean of each brand; means add up, percentiles do not. \
                 Dot: mean of the total. Whisker: p10 to p90 of the total.",
                "Barres : moyenne de chaque marque ; les moyennes s’additionnent, pas les percentiles. \
                 Point : moyenne du total. Moustache : p10 à p90 du total.",
            )
        );
        let mut sheet = Sheet::open(&self.heading, &convention)?;
        let ticks = ticks(low * unit.per_eur(), high * unit.per_eur(), 6);
        for area in sheet.panels(&[""]) {
            self.draw(&mut sheet.canvas, &area, &ticks, unit);
        }
        sheet.finish()
    }

    fn check(&self) -> Result<(), PlotError> {
        count("years", self.years.len(), 100)?;
        count("brands", self.brands.len(), 8)?;
        let n_years = self.years.len();
        let parallel = |what: String, found: usize| {
            if found == n_years { Ok(()) } else { Err(PlotError::Length { what, found, expected: n_years }) }
        };
        parallel("totals".into(), self.totals.len())?;
        for (i, &year) in self.years.iter().enumerate() {
            look::year(|| "year".into(), self.years[0], i, year)?;
        }
        for brand in &self.brands {
            parallel(format!("means of {:?}", brand.label), brand.means.len())?;
            for &mean in &brand.means {
                amount(|| format!("mean of {:?}", brand.label), mean)?;
            }
        }
        for total in &self.totals {
            amount(|| "p10 of the total".into(), total.p10)?;
            amount(|| "p90 of the total".into(), total.p90)?;
            if total.p90 < total.p10 {
                let what = "p90 of the total".into();
                return Err(PlotError::Value { what, value: total.p90, allowed: "at least p10" });
            }
        }
        Ok(())
    }

    /// Lowest and highest amount on the figure, EUR.
    fn range(&self) -> (f64, f64) {
        let stacks = (0..self.years.len()).map(|i| {
            let means = self.brands.iter().map(|brand| brand.means[i]);
            let (down, up) =
                means.fold((0.0, 0.0), |(d, u), mean: f64| (d + mean.min(0.0), u + mean.max(0.0)));
            (self.totals[i].p10.min(down), self.totals[i].p90.max(up))
        });
        stacks.fold((0.0, 0.0), |all: (f64, f64), one| (all.0.min(one.0), all.1.max(one.1)))
    }

    fn draw(&self, canvas: &mut Canvas, area: &Area, ticks: &Ticks, unit: MoneyUnit) {
        let language = self.heading.language;
        let (Some(&first), Some(&last)) = (self.years.first(), self.years.last()) else { return };
        let shown = tick_labels(ticks, language);
        let brand_labels = self.brand_labels(unit);
        let mean: f64 = self.brands.iter().filter_map(|brand| brand.means.last()).sum();
        let total = format!("{last}{} total{EN_SPACE}{}", language.pick(":", " :"), self.shown(mean, unit));
        let texts = brand_labels.iter().flatten().map(|(text, style)| style.width(text));
        let right = texts.fold(STRONG.width(&total), f64::max) + LABELS_AT;
        let plot = plot_area(area, labels_width(&shown) + 8.0, right);
        let span = (f64::from(first), f64::from(last) + 1.0);
        let x = Scale { values: span, pixels: (plot.left, plot.right) };
        let y = Scale { values: ticks.range, pixels: (plot.bottom, plot.top) };

        history_band(canvas, &plot, &x, self.known_until, language);
        value_axis(canvas, &plot, &y, &ticks.values, &shown);
        year_axis(canvas, &plot, &x);
        let half = BAR / 2.0 * plot.width() / (span.1 - span.0);
        let mut spreads = Vec::with_capacity(self.years.len());
        let mut middles = vec![y.at(0.0); self.brands.len()];
        for (i, total) in self.totals.iter().enumerate() {
            let centre = x.at(f64::from(self.years[i]) + 0.5);
            let (mut up, mut down) = (0.0, 0.0);
            for (brand, middle) in self.brands.iter().zip(&mut middles) {
                let mean = brand.means[i] * unit.per_eur();
                let base = if mean >= 0.0 { &mut up } else { &mut down };
                let (from, to) = (y.at(*base), y.at(*base + mean));
                *base += mean;
                *middle = f64::midpoint(from, to);
                canvas.rect((centre - half, from), (centre + half, to), brand.paint);
                // A hairline of white keeps neighbours apart for readers who do not see the colours.
                if (from - to).abs() > 3.0 {
                    canvas.line(&[(centre - half, to), (centre + half, to)], 0.75, WHITE);
                }
            }
            spreads.push((
                centre,
                (y.at(total.p10 * unit.per_eur()), y.at(total.p90 * unit.per_eur())),
                y.at(up + down),
            ));
        }
        zero_line(canvas, &plot, &y);
        for (centre, ends, mean) in spreads {
            whisker(canvas, centre, half, ends, mean);
        }
        let from = x.at(f64::from(last) + 0.5) + half + 2.0;
        let labels: Vec<DirectLabel> = brand_labels
            .into_iter()
            .zip(&middles)
            .map(|(lines, &anchor)| DirectLabel { anchor, from, lines })
            .collect();
        canvas.text(&total, (plot.right + LABELS_AT, plot.top - 5.0), Align::Left, STRONG);
        draw_labels(canvas, &labels, plot.right + LABELS_AT, (plot.top + 2.0, plot.bottom + 7.0));
    }

    /// An amount (EUR) in the figure's unit, with the decimals that its size supports.
    fn shown(&self, eur: f64, unit: MoneyUnit) -> String {
        let (low, high) = self.range();
        let decimals = decimals_for(high.max(-low) * unit.per_eur());
        // A small brand beside a large one is some tenths of a billion, not zero.
        let decimals = if unit == MoneyUnit::Billions { decimals.max(1) } else { decimals };
        fixed(eur * unit.per_eur(), decimals, self.heading.language)
    }

    /// Name and last value of each brand; a brand that is zero in every year has none.
    fn brand_labels(&self, unit: MoneyUnit) -> Vec<Vec<(String, Type)>> {
        let is_zero = |brand: &ContributionBrand| brand.means.iter().all(|&mean| mean == 0.0);
        if self.brands.iter().all(is_zero) {
            // Without any bar, one line says that this is the result and not a fault.
            return vec![vec![(self.heading.language.all_zero().into(), LABEL)]];
        }
        let label = |brand: &ContributionBrand| {
            let style = STRONG.painted(brand.paint.ink());
            let last = brand.means.last().copied().unwrap_or_default();
            let value = format!("{EN_SPACE}{}", self.shown(last, unit));
            let name = style.fit(&brand.label, LABEL_ROOM - style.width(&value));
            vec![(format!("{name}{value}"), style)]
        };
        self.brands.iter().map(|brand| if is_zero(brand) { Vec::new() } else { label(brand) }).collect()
    }
}

/// The spread of the total: a dark line with caps on a white edge, and a dot at the mean.
fn whisker(canvas: &mut Canvas, x: f64, half_bar: f64, (low, high): (f64, f64), mean: f64) {
    let cap = (half_bar * 0.4).min(5.0);
    for (edge, paint) in [(2.2, WHITE), (0.0, INK)] {
        canvas.line(&[(x, low + edge / 2.0), (x, high - edge / 2.0)], 1.4 + edge, paint);
        for end in [low, high] {
            canvas.line(&[(x - cap - edge / 2.0, end), (x + cap + edge / 2.0, end)], 1.4 + edge, paint);
        }
    }
    let radius = (half_bar * 0.45).min(4.0);
    canvas.dot((x, mean), radius + 1.1, WHITE);
    canvas.dot((x, mean), radius, INK);
}

#[cfg(test)]
mod tests;
