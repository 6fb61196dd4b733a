//! What a t copula needs beside normals: the t distribution and its mixing variable, as tables.
//!
//! The t is tabulated on the scale y = asinh(x/√ν). There its density is ∝ cosh(y)^−ν, smooth and with
//! exponential tails, where in x it would have tails of a power.

use super::line::Line;
use super::table::Table;
use crate::lanes::{exp, ln};

const LN_2: f64 = std::f64::consts::LN_2;

/// Tables of one number of degrees of freedom; errors are absolute, in y, z and ln χ.
#[derive(Clone, Debug)]
pub struct Student {
    /// z ↦ y with T_ν(√ν·sinh y) = Φ(z).
    line: Table,
    /// y ↦ z, the same backwards.
    score: Table,
    /// z ↦ ln χ with χ² of ν + 1 degrees of freedom.
    ln_chi: Table,
}

impl Student {
    pub fn new(degrees_of_freedom: f64) -> Student {
        let nu = degrees_of_freedom;
        let t = Line::new(0.0, move |y: f64| {
            let size = y.abs();
            -nu * (size + ln(1.0 + exp(-2.0 * size)) - LN_2)
        });
        // The density of h = ln χ_k is ∝ exp(k·h − e^(2h)/2), with its peak at e^(2h) = k.
        let k = nu + 1.0;
        let mode = 0.5 * ln(k);
        let chi = Line::new(mode, move |h: f64| k * (h - mode) - 0.5 * (exp(2.0 * h) - k));
        Student { line: t.quantiles(), score: t.scores(), ln_chi: chi.quantiles() }
    }

    /// sinh y and cosh y of the t variable x = √ν·sinh y that lies as far out as the normal z.
    #[inline(always)]
    pub fn sinh_cosh(&self, z: f64) -> (f64, f64) {
        let up = exp(self.line.at(z));
        let down = 1.0 / up;
        (0.5 * (up - down), 0.5 * (up + down))
    }

    /// 1/χ of the mixing variable that lies as far out as the normal z.
    #[inline(always)]
    pub fn inverse_chi(&self, z: f64) -> f64 {
        exp(-self.ln_chi.at(z))
    }

    /// The normal z that lies as far out as the t variable x; `scaled` is x/√ν.
    #[inline(always)]
    pub fn score(&self, scaled: f64) -> f64 {
        let size = scaled.abs();
        let y = ln(size + (1.0 + size * size).sqrt());
        self.score.at(if scaled < 0.0 { -y } else { y })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sampling::copula::table::TOLERANCE;

    #[test]
    fn every_table_keeps_its_stated_error() {
        for nu in [2.0, 2.5, 5.0, 30.0, 100.0] {
            let student = Student::new(nu);
            for (name, table) in
                [("line", &student.line), ("score", &student.score), ("ln chi", &student.ln_chi)]
            {
                assert!(table.max_error() <= TOLERANCE, "{nu} {name}: {}", table.max_error());
            }
        }
    }

    #[test]
    fn there_and_back_is_the_same_normal() {
        for nu in [2.0, 7.0, 100.0] {
            let student = Student::new(nu);
            for i in -820..=820 {
                let z = f64::from(i) / 100.0;
                let back = student.score(student.sinh_cosh(z).0);
                // Two errors, the first magnified by dz/dy ≤ 12 or so.
                assert!((back - z).abs() < 20.0 * TOLERANCE, "{nu} {z}: {back}");
            }
        }
    }

    #[test]
    fn t_values_of_an_established_library() {
        // scipy 1.17.1: norm.ppf(t.cdf(x, nu)) from the nearer tail.
        for (nu, x, z) in [
            (2.0, -3000.0, -5.307545799715406),
            (2.0, -1.5, -1.0975681088974312),
            (2.0, 0.01, 0.008862163707426166),
            (2.0, 0.7, 0.5882074988660695),
            (2.0, 3.25, 1.733253062778711),
            (2.5, -3000.0, -5.936117469237608),
            (2.5, -1.5, -1.1556204168847852),
            (2.5, 0.01, 0.009069112487999683),
            (2.5, 0.7, 0.6076721417452994),
            (2.5, 3.25, 1.8708711259691604),
            (5.0, -20.0, -4.534444945359603),
            (5.0, -1.5, -1.2991172902331687),
            (5.0, 0.01, 0.009515281902065275),
            (5.0, 0.7, 0.6508412823857984),
            (5.0, 3.25, 2.278515437216033),
            (30.0, -7.0, -5.348472629327155),
            (30.0, -1.5, -1.4608160530856606),
            (30.0, 0.01, 0.0099170199692506),
            (30.0, 0.7, 0.6913900687199065),
            (30.0, 3.25, 2.983896225154835),
            (100.0, -7.0, -6.299630165621784),
            (100.0, -1.5, -1.4879462920148612),
            (100.0, 0.01, 0.00997502914788297),
            (100.0, 0.7, 0.6973998323259202),
            (100.0, 3.25, 3.160920650003386),
        ] {
            let found = Student::new(nu).score(x / f64::sqrt(nu));
            assert!((found - z).abs() < 2.0 * TOLERANCE, "{nu} {x}: {found}");
        }
    }

    #[test]
    fn chi_values_of_an_established_library() {
        // scipy 1.17.1: ln(chi2.ppf(norm.cdf(z), nu + 1))/2 from the nearer tail.
        for (nu, z, ln_chi) in [
            (2.0, -8.0, -11.229677839516285),
            (2.0, -3.0, -1.7581390692178336),
            (2.0, 0.0, 0.43059486380751555),
            (2.0, 2.5, 1.2577457025851082),
            (2.0, 8.0, 2.1513875333510963),
            (5.0, -8.0, -5.190370752486439),
            (5.0, -3.0, -0.4297693759039514),
            (5.0, 0.0, 0.8383726073018534),
            (5.0, 2.5, 1.4454366822825722),
            (5.0, 8.0, 2.2134470887793523),
            (100.0, -8.0, 1.6107744613815633),
            (100.0, -3.0, 2.076566508108501),
            (100.0, 0.0, 2.3042529147642528),
            (100.0, 2.5, 2.4708584801199933),
            (100.0, 8.0, 2.7797797662484616),
        ] {
            let found = -ln(Student::new(nu).inverse_chi(z));
            assert!((found - ln_chi).abs() < 2.0 * TOLERANCE, "{nu} {z}: {found}");
        }
    }
}
