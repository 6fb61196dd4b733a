//! Integration tests: one binary, one idea a file.

mod architecture;
mod bad_scenarios;
mod base_case;
mod closed_form;
mod correlation;
mod deterministic;
mod explain;
mod given;
mod identities;
mod identities_over_years;
#[cfg(target_os = "linux")]
mod limits;
mod market_limits;
mod mechanisms;
mod model_page;
mod program;
mod reproducibility;
mod sampling_plan;
mod services;
mod steps;
mod summary;
mod worked_example;
mod yardsticks;
