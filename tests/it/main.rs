//! Integration tests: one binary, one idea a file.

mod architecture;
mod bad_scenarios;
mod base_case;
mod closed_form;
mod correlation;
mod deterministic;
mod events;
mod explain;
mod given;
mod identities;
#[cfg(target_os = "linux")]
mod library;
mod limits;
mod market_limits;
mod mechanisms;
mod program;
mod reproducibility;
mod sampling_plan;
mod services;
mod steps;
mod worked_example;
