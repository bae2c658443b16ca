//! From decoded text to a [`Document`]: folding with alignment, tokens with their clitics, sentences, structure.

mod clitic_weights;
pub(crate) mod clitics;
mod document;
mod fold;
mod sentences;
mod structure;
mod tokens;

pub use clitics::Proclitic;
pub(crate) use clitics::clitic_cuts;
pub use document::{Document, Sentence};
pub use fold::{Folded, fold, fold_char};
pub use structure::Dateline;
pub use tokens::{Token, TokenKind};

/// The longest text that a [`Document`] holds, in bytes: offsets inside it are stored as `u32`.
pub const MAX_BYTES: usize = 1 << 30;
