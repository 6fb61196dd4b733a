//! draft
#![forbid(unsafe_code)]
pub mod lanes;
pub mod quantity;
pub mod sampling;
