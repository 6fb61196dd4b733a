//! Integration tests: one binary, one idea a file.

mod closed_form;
mod given;
mod identities;
mod steps;
mod worked_example;
