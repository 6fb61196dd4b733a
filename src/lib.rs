//! draft
#![forbid(unsafe_code)]
pub mod engine;
pub mod lanes;
pub mod model;
pub mod quantity;
pub mod sampling;
pub mod scenario;
