//! Small symmetric matrices with ones on the diagonal: is this a correlation matrix?

use ndarray::{Array1, Array2};

/// A symmetric matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct Symmetric {
    entries: Array2<f64>,
}

/// Correlations count as possible if the smallest eigenvalue of their matrix is above this. Below it, one
/// variable follows from the others, and rounding decides.
pub const LEAST_EIGENVALUE: f64 = 1e-8;

/// Most sweeps of the eigenvalue solver; six or seven are usual.
const MOST_SWEEPS: usize = 60;

impl Symmetric {
    /// Ones on the diagonal, zeros elsewhere.
    pub fn identity(n: usize) -> Symmetric {
        Symmetric { entries: Array2::eye(n) }
    }

    /// Number of rows.
    pub fn n(&self) -> usize {
        self.entries.nrows()
    }

    /// Entry in row i, column j.
    pub fn at(&self, i: usize, j: usize) -> f64 {
        self.entries[[i, j]]
    }

    /// Sets the entry and its mirror image.
    pub fn set(&mut self, i: usize, j: usize, value: f64) {
        self.entries[[i, j]] = value;
        self.entries[[j, i]] = value;
    }

    /// Pairs of different members with an entry that is not zero, row by row.
    pub fn pairs(&self) -> Vec<(usize, usize)> {
        let n = self.n();
        let all = (0..n).flat_map(|i| (i + 1..n).map(move |j| (i, j)));
        all.filter(|(i, j)| self.at(*i, *j) != 0.0).collect()
    }

    /// Each entry beside the diagonal through a function.
    pub fn map(&self, f: impl Fn(f64) -> f64) -> Symmetric {
        let mut result = self.clone();
        self.pairs().into_iter().for_each(|(i, j)| result.set(i, j, f(self.at(i, j))));
        result
    }

    /// Rows and columns of some members.
    pub fn of(&self, members: &[usize]) -> Symmetric {
        let mut part = Symmetric::identity(members.len());
        for (i, from) in members.iter().enumerate() {
            for (j, to) in members.iter().enumerate().skip(i) {
                part.set(i, j, self.at(*from, *to));
            }
        }
        part
    }

    /// The lower triangular L with L·Lᵀ = this matrix − `shift` on its diagonal, row by row, in a fixed order
    /// of operations; `None` if that is not positive definite.
    pub fn cholesky(&self, shift: f64) -> Option<Vec<Vec<f64>>> {
        let mut rows: Vec<Vec<f64>> = Vec::with_capacity(self.n());
        for i in 0..self.n() {
            let mut row: Vec<f64> = Vec::with_capacity(i + 1);
            for (j, other) in rows.iter().enumerate() {
                let known: f64 = row.iter().zip(other).map(|(a, b)| a * b).sum();
                row.push((self.at(i, j) - known) / other[j]);
            }
            let left = self.at(i, i) - shift - row.iter().map(|a| a * a).sum::<f64>();
            if left.is_nan() || left <= 0.0 {
                return None;
            }
            row.push(left.sqrt());
            rows.push(row);
        }
        Some(rows)
    }

    /// Whether these correlations can hold together: the smallest eigenvalue is above [`LEAST_EIGENVALUE`].
    pub fn is_possible(&self) -> bool {
        self.cholesky(LEAST_EIGENVALUE).is_some()
    }

    /// Eigenvalues, and the eigenvector of each as a row: cyclic Jacobi rotations.
    ///
    /// # Source
    /// Golub, Van Loan (2013), Matrix Computations, 4th ed., 8.5.
    pub fn eigen(&self) -> (Array1<f64>, Array2<f64>) {
        let n = self.n();
        let (mut a, mut vectors) = (self.entries.clone(), Array2::eye(n));
        for _ in 0..MOST_SWEEPS {
            let beside: f64 =
                (0..n).flat_map(|i| (0..i).map(move |j| (i, j))).map(|(i, j)| a[[i, j]].abs()).sum();
            if beside < 1e-14 * n as f64 {
                break;
            }
            for p in 0..n {
                for q in p + 1..n {
                    if a[[p, q]].abs() > 1e-300 {
                        rotate(&mut a, &mut vectors, p, q);
                    }
                }
            }
        }
        (a.diag().to_owned(), vectors)
    }

    /// Smallest eigenvalue.
    pub fn smallest_eigenvalue(&self) -> f64 {
        self.eigen().0.into_iter().fold(f64::INFINITY, f64::min)
    }
}

/// One rotation that makes the entry (p, q) zero.
fn rotate(a: &mut Array2<f64>, vectors: &mut Array2<f64>, p: usize, q: usize) {
    let theta = (a[[q, q]] - a[[p, p]]) / (2.0 * a[[p, q]]);
    let t = theta.signum() / (theta.abs() + (theta * theta + 1.0).sqrt());
    let c = 1.0 / (t * t + 1.0).sqrt();
    let sine = t * c;
    let turn = |x: f64, y: f64| (c * x - sine * y, sine * x + c * y);
    let n = a.nrows();
    (0..n).for_each(|k| (a[[k, p]], a[[k, q]]) = turn(a[[k, p]], a[[k, q]]));
    (0..n).for_each(|k| (a[[p, k]], a[[q, k]]) = turn(a[[p, k]], a[[q, k]]));
    (0..n).for_each(|k| (vectors[[p, k]], vectors[[q, k]]) = turn(vectors[[p, k]], vectors[[q, k]]));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn triangle(a: f64, b: f64, c: f64) -> Symmetric {
        let mut matrix = Symmetric::identity(3);
        matrix.set(0, 1, a);
        matrix.set(0, 2, b);
        matrix.set(1, 2, c);
        matrix
    }

    #[test]
    fn eigenvalues_of_known_matrices() {
        // Equal correlations r of n members: 1 − r (n − 1 times) and 1 + (n − 1)·r.
        let mut equal = triangle(0.5, 0.5, 0.5).eigen().0.to_vec();
        equal.sort_by(f64::total_cmp);
        for (found, expected) in equal.iter().zip([0.5, 0.5, 2.0]) {
            assert!((found - expected).abs() < 1e-14);
        }
        // (0.9, 0.9, −0.9) has the signs of one member turned: 1 + 0.9 twice, and 1 − 1.8.
        assert!((triangle(0.9, 0.9, -0.9).smallest_eigenvalue() + 0.8).abs() < 1e-14);
        assert!(!triangle(0.9, 0.9, -0.9).is_possible());
    }

    #[test]
    fn eigenvectors_rebuild_the_matrix() {
        let matrix = triangle(0.3, -0.7, 0.2);
        let (values, vectors) = matrix.eigen();
        for i in 0..3 {
            for j in 0..3 {
                let sum: f64 = (0..3).map(|k| values[k] * vectors[[k, i]] * vectors[[k, j]]).sum();
                assert!((sum - matrix.at(i, j)).abs() < 1e-14);
            }
        }
    }

    #[test]
    fn the_factor_rebuilds_the_matrix() {
        let matrix = triangle(0.3, -0.7, 0.2);
        let rows = matrix.cholesky(0.0).unwrap();
        assert_eq!(rows[0], [1.0]);
        for i in 0..3 {
            for j in 0..=i {
                let sum: f64 = rows[i].iter().zip(&rows[j]).map(|(a, b)| a * b).sum();
                assert!((sum - matrix.at(i, j)).abs() < 1e-15);
            }
        }
        assert!(triangle(0.9, 0.9, -0.9).cholesky(0.0).is_none());
    }

    #[test]
    fn a_variable_that_follows_from_others_is_not_possible() {
        // cos 30°, cos 30°, cos 60°: three directions in one plane.
        let flat = triangle(0.75f64.sqrt(), 0.75f64.sqrt(), 0.5);
        assert!(flat.smallest_eigenvalue().abs() < 1e-14 && !flat.is_possible());
    }
}
