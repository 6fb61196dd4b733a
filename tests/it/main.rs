//! Integration tests: one binary, one idea a file.

mod given;
mod worked_example;
