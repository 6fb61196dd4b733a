//! Integration tests: one binary, one idea a file.

mod announced;
mod architecture;
mod assets;
mod bad_scenarios;
mod base_case;
mod check;
mod closed_form;
mod co2;
mod correlation;
mod deterministic;
mod events;
mod explain;
#[cfg(unix)]
mod failing_writes;
mod figures;
mod given;
mod heritage;
mod histograms;
mod identities;
mod identities_over_years;
mod image_and_coordination;
#[cfg(unix)]
mod kills;
#[cfg(target_os = "linux")]
mod library;
mod limits;
mod market_limits;
mod mechanisms;
mod model_page;
mod no_plots;
mod partners;
mod program;
mod questions;
mod readme;
mod reproducibility;
#[cfg(unix)]
mod robust_output;
mod sampling_plan;
mod services;
mod slips;
mod statement_figures;
mod steps;
mod summary;
mod summary_sections;
mod tables;
mod trials_out;
mod worked_example;
mod yardsticks;
