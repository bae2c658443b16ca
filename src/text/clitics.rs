//! Conjunctions and prepositions written together with the next word: what is one, and what is a letter of the name.

use super::fold::Folded;
use super::tokens::Token;

/// Which clitics stand before a stem, in their order: a conjunction (و or ف), then a preposition (ب, ل, ك), or س
/// before a verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Proclitic {
    /// و or ف.
    pub conjunction: Option<char>,
    /// ب, ل or ك.
    pub preposition: Option<char>,
}

impl Proclitic {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.conjunction.is_none() && self.preposition.is_none()
    }
}

/// Decides the token's proclitics and sets its stem.
pub(super) fn split(_token: &mut Token, _folded: &Folded) {
    // The analysis by counted words comes with the word table.
}
