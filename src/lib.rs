//! draft
#![forbid(unsafe_code)]
pub mod analysis;
pub mod engine;
pub mod lanes;
pub mod model;
pub mod quantity;
pub mod report;
pub mod sampling;
pub mod scenario;
