//! People, places and organizations: a sequence tagger over tokens.

use crate::Span;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// What a name names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NameType {
    /// A human being.
    Person,
    /// A country, city, river, building with a name, …
    Place,
    /// A named body of people.
    Organization,
}

/// One mention of a name.
#[derive(Debug, Clone, PartialEq)]
pub struct NameMention {
    /// Bytes of the original, clitics outside.
    pub span: Span,
    /// The tokens it covers; the first one's proclitics are outside the span.
    pub tokens: Range<usize>,
    /// What it names.
    pub kind: NameType,
    /// Probability that the span and the type are right, 0 to 1.
    pub confidence: f32,
}
