//! Joint draws: inputs whose ranks move together.
//!
//! What is stated is the rank correlation ρ_s (Spearman) of pairs; pairs that are not stated are zero. It
//! says how two inputs move together whatever their distributions are, and is therefore carried by the
//! copula alone: u = Φ(x) or u = T_ν(x) of joint variables x, then the distribution's own quantile of u.
//!
//! - [`rank`]: ρ_s ↔ the parameter ρ of the copula ([`Conversion`]); the Gaussian in closed form
//! - `student_rank`: the same for the t copula, by quadrature
//! - [`symmetric`]: small symmetric matrices: Cholesky factor, eigenvalues
//! - [`contradiction`]: stated pairs that cannot hold together, and values that can
//! - [`component`]: inputs that are linked by pairs, made ready for joint draws
//! - `student`, `line`, `table`: T_ν and χ as tables with a stated error
//!
//! # Source
//! Nelsen (2006), An Introduction to Copulas, 2nd ed., ch. 5; McNeil, Frey, Embrechts (2015), Quantitative
//! Risk Management, ch. 7; Kruskal (1958), "Ordinal measures of association", JASA 53.

pub mod component;
pub mod contradiction;
mod line;
pub mod rank;
mod student;
mod student_rank;
pub mod symmetric;
mod table;

#[cfg(test)]
mod tests;

pub use component::Component;
pub use contradiction::{Contradiction, Repair, contradictions};
pub use rank::Conversion;
pub use symmetric::Symmetric;

/// How inputs depend on each other beyond their rank correlations.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub enum Copula {
    /// Extremes come together no more often than correlation makes them.
    #[default]
    Gaussian,
    /// Extremes come together: tail dependence 2·T_{ν+1}(−√((ν + 1)(1 − ρ)/(1 + ρ))), for degrees of
    /// freedom ν from 2 (much) to 100 (hardly any). Two members with ρ = 0 are uncorrelated, but not
    /// independent.
    StudentT { degrees_of_freedom: f64 },
}
