//! Integration tests: one binary, one idea a file.

mod architecture;
mod closed_form;
mod given;
mod identities;
mod reproducibility;
mod steps;
mod worked_example;
