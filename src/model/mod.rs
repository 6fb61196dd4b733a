//! One period of the business, in lanes: pure functions, no files, clock, randomness or threads.
//!
//! [`period`] is the table of contents: the order in which one period is computed. Each statement line has a
//! room of its own:
//!
//! - [`business`]: what exists: products, platforms, plants, entities, perimeters, by index
//! - [`inputs`]: the values of all assumptions in one period · [`state`]: what a period carries on
//! - [`inflation`]: base-year euros → nominal euros
//! - [`battery`]: pack prices from learning, metals, premium and exchange rate
//! - [`industry_price`]: the industry's cost and the BEV market price
//! - [`market`]: the BEV walk and the pools by segment and powertrain
//! - [`generation`]: when a generation's content reaches the cars
//! - [`funding`], [`bridge`]: what makes generations slip: want of money, and extra spending on hybrids
//! - [`unit_cost`]: **the unit cost of a car**: battery + modules + conversion
//! - [`cost_cut`]: the realised cut of a generation against the one it is compared with
//! - [`price`]: own net revenue per car · [`demand`]: volumes
//! - [`spillover`]: cars of one brand that make another's wanted
//! - [`cannibalisation`]: own cars that take buyers from own cars · [`contract`]: cars built for partners
//! - [`plant`]: scarce capacity, and fixed cost that follows volume slowly
//! - [`service`]: what cars sold and cars on the road bring besides · [`asset`]: cars and stations that a service lets
//!   others use, and what used ones lose
//! - [`cost_driver`]: lines that cost for each brand or platform, or save with shared cars
//! - [`statement`]: contribution and operating margin of each perimeter
//! - [`co2`]: fleet average against target, and what an excess costs whom
//! - [`yardstick`]: what results are held against; moves no flow
//! - [`capital`]: depreciation and amortisation · [`cash`]: tax, working capital, free cash flow

pub mod asset;
pub mod battery;
pub mod bridge;
pub mod business;
pub mod cannibalisation;
pub mod capital;
pub mod cash;
pub mod co2;
pub mod contract;
pub mod cost_cut;
pub mod cost_driver;
pub mod demand;
pub mod funding;
pub mod generation;
pub mod industry_price;
pub mod inflation;
pub mod inputs;
pub mod market;
pub mod period;
pub mod plant;
pub mod price;
pub mod service;
pub mod spillover;
pub mod state;
pub mod statement;
pub mod unit_cost;
pub mod yardstick;

pub use business::Business;
pub use inputs::{Inputs, Slot};
pub use state::State;
