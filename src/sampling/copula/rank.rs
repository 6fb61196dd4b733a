//! Rank correlation ↔ parameter of the copula.

use std::f64::consts::PI;
use std::sync::{Arc, OnceLock};

use super::Copula;
use super::student::Student;
use super::student_rank::StudentRank;
use crate::lanes::{asin, sin};

/// Converts between the rank correlation ρ_s (Spearman) of two inputs and the parameter ρ of their copula:
/// the linear correlation of the joint variables x.
///
/// Gaussian, in closed form: ρ_s = (6/π)·asin(ρ/2), ρ = 2·sin(π·ρ_s/6). For the t copula there is none:
/// ρ_s by quadrature, ρ by Newton's method within a bracket. Both are odd and rise from −1 to 1.
///
/// # Source
/// Kruskal (1958), JASA 53, 814–861, for the Gaussian; `StudentRank` for t.
#[derive(Clone, Debug)]
pub struct Conversion(Kind);

#[derive(Clone, Debug)]
enum Kind {
    Gaussian,
    StudentT { degrees_of_freedom: f64, rank: StudentRank, tables: OnceLock<Arc<Student>> },
}

/// Largest error of a converted parameter and of a converted rank correlation.
pub const TOLERANCE: f64 = 1e-12;

impl Conversion {
    /// Prepares the conversion for a copula.
    pub fn new(copula: Copula) -> Conversion {
        Conversion(match copula {
            Copula::Gaussian => Kind::Gaussian,
            Copula::StudentT { degrees_of_freedom } => Kind::StudentT {
                degrees_of_freedom,
                rank: StudentRank::new(degrees_of_freedom),
                tables: OnceLock::new(),
            },
        })
    }

    /// Rank correlation of a copula with parameter ρ, −1 ≤ ρ ≤ 1.
    pub fn rank(&self, parameter: f64) -> f64 {
        match &self.0 {
            Kind::Gaussian => 6.0 / PI * asin(0.5 * parameter),
            Kind::StudentT { rank, .. } => rank.rank(parameter).0,
        }
    }

    /// Parameter of a copula with rank correlation ρ_s, −1 ≤ ρ_s ≤ 1.
    pub fn parameter(&self, rank: f64) -> f64 {
        match &self.0 {
            Kind::Gaussian => 2.0 * sin(PI / 6.0 * rank),
            Kind::StudentT { rank: student, .. } => inverse(student, rank),
        }
    }
}

impl Conversion {
    /// What draws of a t copula need, made once for all its components.
    pub(super) fn student(&self) -> Option<Arc<Student>> {
        match &self.0 {
            Kind::Gaussian => None,
            Kind::StudentT { degrees_of_freedom, tables, .. } => {
                Some(tables.get_or_init(|| Arc::new(Student::new(*degrees_of_freedom))).clone())
            }
        }
    }
}

/// Newton's method from the Gaussian's parameter, halving the bracket where it would leave it.
fn inverse(student: &StudentRank, rank: f64) -> f64 {
    let target = rank.abs();
    let (mut low, mut high) = (0.0, 1.0);
    let mut parameter = 2.0 * sin(PI / 6.0 * target);
    for _ in 0..60 {
        let (value, slope) = student.rank(parameter);
        if value < target {
            low = parameter;
        } else {
            high = parameter;
        }
        let step = (target - value) / slope;
        if step.abs() < 1e-15 || high - low < 1e-15 {
            break;
        }
        let next = parameter + step;
        parameter = if next > low && next < high { next } else { 0.5 * (low + high) };
    }
    if rank == 0.0 {
        0.0
    } else if rank < 0.0 {
        -parameter
    } else {
        parameter
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaussian_values_of_the_literature() {
        // Kruskal (1958): ρ = 1/2 has ρ_s = (6/π)·asin(1/4) = 0.4826; 0.9 has 0.8915.
        let gaussian = Conversion::new(Copula::Gaussian);
        assert!((gaussian.rank(0.5) - 0.482_583_739_530_997_4).abs() < 1e-15);
        assert!((gaussian.rank(0.9) - 0.891_456_131_680_100_3).abs() < 1e-15);
        assert_eq!(gaussian.parameter(0.0), 0.0);
        assert!((gaussian.parameter(1.0) - 1.0).abs() < 1e-15);
        assert!((gaussian.parameter(0.6) - 2.0 * (0.1 * PI).sin()).abs() < 1e-15);
    }

    /// Rank correlations of the bivariate t by an independent way: 12·E[T(X)·T(Y)] − 3 in polar
    /// coordinates with scipy 1.17.1 (400 × 720 points; agreement of two grids in brackets).
    const SCIPY: [(f64, f64, f64, f64); 17] = [
        (2.0, 0.1, 0.089_332_98, 2e-8),
        (2.0, 0.6, 0.551_528_78, 5e-8),
        (2.0, 0.99, 0.985_104_82, 5e-8),
        (2.0, -0.5, -0.455_207_745_7, 1e-10),
        (3.5, 0.3, 0.277_220_075_27, 4e-11),
        (3.5, 0.9, 0.880_358_193_55, 5e-11),
        (3.5, -0.5, -0.467_001_189_859, 1e-12),
        (5.0, 0.1, 0.093_030_917_105_65, 1e-12),
        (5.0, 0.6, 0.570_203_208_881, 1e-12),
        (5.0, 0.9, 0.884_231_615_467_7, 1e-12),
        (5.0, 0.99, 0.987_989_689_231_7, 1e-12),
        (10.0, 0.3, 0.284_054_148_000_3, 1e-12),
        (10.0, 0.9, 0.888_207_764_544, 1e-12),
        (10.0, -0.5, -0.477_386_891_545, 1e-12),
        (100.0, 0.1, 0.095_413_666_054_1, 1e-12),
        (100.0, 0.6, 0.581_388_237_598_8, 1e-12),
        (100.0, 0.99, 0.988_955_240_359_1, 1e-12),
    ];

    #[test]
    fn t_values_of_an_independent_quadrature() {
        for (nu, parameter, rank, error) in SCIPY {
            let student = Conversion::new(Copula::StudentT { degrees_of_freedom: nu });
            assert!((student.rank(parameter) - rank).abs() < 2.0 * error, "{nu} {parameter}");
            assert!(
                (student.parameter(rank) - parameter).abs() < 4.0 * error + TOLERANCE,
                "{nu} {parameter}"
            );
        }
    }

    #[test]
    fn conversion_undoes_itself_and_keeps_its_ends() {
        let student = |nu| Copula::StudentT { degrees_of_freedom: nu };
        for copula in [Copula::Gaussian, student(2.0), student(4.5), student(30.0), student(100.0)] {
            let conversion = Conversion::new(copula);
            assert!((conversion.rank(1.0) - 1.0).abs() < TOLERANCE, "{copula:?}: {}", conversion.rank(1.0));
            for i in -99..=99 {
                let rank = f64::from(i) / 100.0;
                let parameter = conversion.parameter(rank);
                assert!((conversion.rank(parameter) - rank).abs() < TOLERANCE, "{copula:?} {rank}");
                assert_eq!(conversion.parameter(-rank), -parameter);
                assert!(parameter.abs() >= rank.abs() && parameter.abs() < 1.0, "{copula:?} {rank}");
            }
        }
    }

    #[test]
    fn many_degrees_of_freedom_come_near_the_gaussian() {
        let (gaussian, student) = (
            Conversion::new(Copula::Gaussian),
            Conversion::new(Copula::StudentT { degrees_of_freedom: 100.0 }),
        );
        assert!((gaussian.parameter(0.5) - student.parameter(0.5)).abs() < 0.002);
    }
}
