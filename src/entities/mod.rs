//! Mentions of one thing merged; names, roles, identifiers, salience.

mod forms;
mod organizations;
mod people;
