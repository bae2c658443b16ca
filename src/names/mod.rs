//! People, places and organizations: a sequence tagger over tokens.

mod atoms;
pub(crate) mod beside;
mod chain;
pub mod clusters;
mod complete;
mod echoes;
pub mod habits;
mod hash;
mod labels;
pub(crate) mod model;
mod own;
pub(crate) mod rows;
mod tagger;
pub(crate) mod template;
mod view;
mod vocabulary;
mod word_sums;

pub use chain::{Chain, Lattice};
pub use labels::{Labels, OUTSIDE, Position};
pub use model::Model;
pub use own::{OwnMention, OwnNames};
#[cfg(feature = "train")]
pub(crate) use tagger::FirstPass;
pub use tagger::{Scratch, Tagger, TypedSpan};

#[cfg(feature = "train")]
pub(crate) use hash::AsIs;
#[cfg(feature = "train")]
pub(crate) mod training;
#[cfg(feature = "train")]
pub(crate) use training::{features_of_sentences, with_echoes};

/// Hash of the compiled-in tables that features are made with: a model fits one state of them only.
#[must_use]
pub fn table_hash() -> u64 {
    hash::mix(crate::lexicon::WordTable::embedded_hash(), clusters::Clusters::embedded_hash())
}

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

impl NameType {
    /// The type that annotated corpora call `name` (in any case): `PERS`, `PER`, `person`, `LOC`, `ORG`, …
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "person" | "pers" | "per" => Some(Self::Person),
            "place" | "loc" | "location" | "gpe" => Some(Self::Place),
            "organization" | "org" => Some(Self::Organization),
            _ => None,
        }
    }
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
