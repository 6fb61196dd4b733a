//! Keys → draws. Knows no business term, no file and no clock.
//!
//! A draw is a function of (seed, key of the assumption, trial) and, for noise, of the calendar period;
//! never of the order of calls.
//!
//! - [`input_id`]: stable identity of an assumption from its key
//! - [`philox`]: counter-based generator, and the uniforms of a block
//! - [`normal`]: quantile and distribution function of the standard normal
//! - [`distribution`]: checked constructors, quantiles and moments
//! - [`quantile_table`], [`octave_table`]: tabulated quantile functions with a stated error, by normal value and
//!   by uniform number, both with the cubic of `hermite`; `tabulated`: a distribution that has both
//! - [`shape`]: a distribution made ready to turn a lane of uniforms into draws
//! - [`copula`]: joint draws of inputs whose ranks move together
//! - [`noise`]: AR(1), random walk and logit noise by calendar period
//! - [`plan`]: how the trials of a run are placed

pub mod copula;
pub mod distribution;
mod hermite;
pub mod input_id;
pub mod noise;
pub mod normal;
pub mod octave_table;
pub mod philox;
pub mod plan;
pub mod quantile_table;
pub mod shape;
mod tabulated;

pub use copula::{Component, Copula};
pub use distribution::{Distribution, ParameterError};
pub use input_id::InputId;
pub use noise::{Noise, NoiseKind, NoiseState};
pub use plan::{Plan, Sampler};
pub use shape::Shape;
