//! The JSON contract and the other output formats.

pub mod contract;
