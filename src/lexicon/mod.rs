//! Tables that are compiled ahead and read in place: name lists, counted words, titles, countries.

pub mod gazetteer;
pub mod hash;
pub mod words;

pub use gazetteer::{Gazetteer, key};
pub use words::{Word, WordTable};
