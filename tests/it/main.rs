//! Integration tests.
mod pools;
