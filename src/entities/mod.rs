//! Mentions of one thing merged; names, roles, identifiers, statements, salience, summary.
//!
//! ```text
//! mentions → forms → groups (people, places, organizations) → linked → described → the report's entities
//! ```
//!
//! docs/entities.md says what each rule does and what it was measured to be worth.

mod build;
mod cues;
mod describe;
mod explain;
mod forms;
mod knowledge;
mod link;
mod link_place;
mod organizations;
mod outline;
mod people;
mod places;
mod quotes;
mod relations;
mod roles;
mod salience;
mod spellings;
mod summary;

pub use build::{Entities, Memory, Settings, build};
