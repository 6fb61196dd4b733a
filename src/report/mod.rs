//! draft
pub mod number;
pub mod plot;
pub mod table;
pub mod write;
