//! Mentions of one thing merged; names, roles, identifiers, statements, salience, summary.
//!
//! ```text
//! mentions → forms → groups (people, places, organizations) → linked → described → the report's entities
//! ```

mod build;
mod forms;
mod knowledge;
mod link;
mod organizations;
mod people;
mod places;
mod quotes;
mod relations;
mod roles;
mod salience;
mod summary;

pub use build::{Entities, Settings, build};
