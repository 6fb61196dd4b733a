//! LibreOffice opens what the program writes, in French and in English, and reads every cell as it was meant.
//!
//! Needs LibreOffice Calc (`soffice`): `cargo test --features office --test office`; the gate installs it.
//!
//! - `program`: what `ampere` writes · `calc`: LibreOffice, and what it read · `cell`: CSV that tells text from numbers
//! - `tables`: every table · `names`: hostile names

mod calc;
mod cell;
mod names;
mod program;
mod tables;
