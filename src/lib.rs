//! Arabic news, read: people, places, organizations and dates of an article, with exact offsets.
//!
//! An article goes one way, each step a module that takes the former step's value and never looks back:
//!
//! ```text
//! bytes → read → text → dates, names → entities → report
//! ```

pub mod dates;
pub mod entities;
mod error;
pub mod lexicon;
pub mod names;
pub mod read;
pub mod report;
mod span;
pub mod text;
#[cfg(feature = "train")]
pub mod train;

pub use error::Error;
pub use span::{OffsetMap, OffsetUnit, Span};
