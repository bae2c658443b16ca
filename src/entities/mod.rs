//! Mentions of one thing merged; names, roles, identifiers, salience.
