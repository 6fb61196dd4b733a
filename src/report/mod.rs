//! Results → bytes → `output/`.
//!
//! - [`number`]: digits that the standard error supports · [`layout`]: text of 80 columns
//! - [`headline`]: which years, dates and words the summaries and the figures speak of
//! - [`funding`]: the funding rule in words
//! - [`fact`]: numbers of summaries, from which both their texts and their JSON are made
//! - [`summary`]: facts and 80-column text of a run · [`comparison`]: those of a comparison
//! - [`projection`]: both texts for deterministic projections · [`explain`]: the statement of one trial, line by line
//! - [`language`]: English and French: the one place that a French word comes from
//! - [`table`]: one file per CSV · [`plot`]: one file per kind of figure · [`figures`]: results → figures
//! - [`understood`]: what a scenario was understood to say
//! - [`trials`]: inputs and outcomes of every trial, on request
//! - [`resolved`]: every assumption in force, and what it replaced · [`problem_list`]: problems for editors
//! - [`schema`]: JSON Schema of scenario files, for editors
//! - [`manifest`]: all that is needed to recompute the same bytes
//! - [`mod@write`]: the only writer of files: beside, then rename

pub mod comparison;
pub mod explain;
pub mod fact;
pub mod figures;
pub mod funding;
pub mod headline;
pub mod language;
pub mod layout;
pub mod manifest;
pub mod number;
pub mod plot;
pub mod problem_list;
pub mod projection;
pub mod resolved;
pub mod schema;
pub mod summary;
pub mod table;
pub mod trials;
pub mod understood;
pub mod write;
