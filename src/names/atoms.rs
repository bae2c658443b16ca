//! What the tagger asks of one word, whatever stands around it: computed once for every distinct word.

use super::clusters::{Clusters, GRAINS};
use super::habits::{Habits, KINDS};
use super::hash;
use crate::lexicon::WordTable;

/// The longest affix, in letters.
pub(crate) const AFFIX: usize = 4;

/// The values of one distinct word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Word {
    /// Hash of the folded word without proclitics.
    pub(crate) stem: u64,
    /// The same without the article.
    pub(crate) bare: u64,
    /// Hashes of the first 1 to [`AFFIX`] letters of the word without its article.
    pub(crate) prefixes: [u64; AFFIX],
    /// Hashes of the last 1 to [`AFFIX`] letters.
    pub(crate) suffixes: [u64; AFFIX],
    /// Script, case, length: see [`shape`].
    pub(crate) shape: u8,
    /// Whether it has the article.
    pub(crate) article: bool,
    /// Logarithmic bucket of how often the word stands in the text collection; 0 for never.
    pub(crate) frequency: u8,
    /// Its number in the word table plus one; 0 when it is not there.
    pub(crate) entry: u32,
    /// Its clusters, coarse to fine.
    pub(crate) clusters: [u16; GRAINS],
    /// What it usually is, and what is usually beside it.
    pub(crate) habits: [u8; KINDS],
    /// The most frequent word of the table that it is an inflected form of, when it is not there itself.
    pub(crate) kin: Option<Kin>,
}

/// What is known of a word's kin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kin {
    /// Logarithmic bucket of how often it stands in the text collection.
    pub(crate) frequency: u8,
    /// Its clusters, coarse to fine.
    pub(crate) clusters: [u16; GRAINS],
    /// Whether it was found by taking away a prefix of verbs.
    pub(crate) verb: bool,
}

/// What stands before a sentence's first and after its last token.
pub(crate) const EDGE: Word = Word {
    stem: 1,
    bare: 1,
    prefixes: [0; AFFIX],
    suffixes: [0; AFFIX],
    shape: 255,
    article: false,
    frequency: 0,
    entry: 0,
    clusters: [u16::MAX; GRAINS],
    habits: [0; KINDS],
    kin: None,
};

impl Word {
    /// The values of the folded `stem`, whose article lost its alef when `dropped_alef`.
    pub(crate) fn new(stem: &str, dropped_alef: bool, shape: u8) -> Self {
        let bare =
            if dropped_alef { stem.strip_prefix('\u{644}') } else { stem.strip_prefix("\u{627}\u{644}") };
        let bare = bare.filter(|rest| rest.chars().nth(1).is_some());
        let article = bare.is_some();
        let bare = bare.unwrap_or(stem);
        let bare_hash = hash::text(bare);
        Self {
            stem: hash::mix(bare_hash, u64::from(article)),
            bare: bare_hash,
            prefixes: affixes(bare.char_indices().skip(1).map(|(at, _)| &bare[..at]), bare),
            suffixes: affixes(bare.char_indices().rev().map(|(at, _)| &bare[at..]), bare),
            shape,
            article,
            frequency: 0,
            entry: 0,
            clusters: [0; GRAINS],
            habits: [0; KINDS],
            kin: None,
        }
    }

    /// Adds what the tables know of it.
    pub(crate) fn counted(mut self, habits: Habits, stem: &str, lemma_prefix: &str) -> Self {
        let table = WordTable::embedded();
        let entry =
            if lemma_prefix.is_empty() { table.get(stem) } else { table.get(&[lemma_prefix, stem].concat()) };
        if let Some(entry) = entry {
            self.frequency = 1 + entry.count / 15;
            self.entry = entry.index + 1;
            self.clusters = Clusters::embedded().get(entry.index);
            self.habits = habits.get(entry.index);
        } else {
            self.kin = kin(&table, stem);
        }
        self
    }
}

/// Endings of pronouns, number, gender and relation, in folded letters.
const ENDINGS: [&str; 16] = [
    "\u{647}\u{645}\u{627}",
    "\u{62A}\u{647}\u{627}",
    "\u{62A}\u{647}\u{645}",
    "\u{64A}\u{627}\u{62A}",
    "\u{647}\u{627}",
    "\u{647}\u{645}",
    "\u{646}\u{627}",
    "\u{64A}\u{646}",
    "\u{648}\u{646}",
    "\u{627}\u{646}",
    "\u{627}\u{62A}",
    "\u{64A}\u{647}",
    "\u{648}\u{627}",
    "\u{647}",
    "\u{64A}",
    "\u{627}",
];
/// The future, then the persons of a verb.
const VERB_PREFIXES: [char; 5] = ['\u{633}', '\u{64A}', '\u{62A}', '\u{646}', '\u{627}'];
/// Fewer letters than this are left of no word.
const SHORTEST_KIN: usize = 3;

/// The most frequent word that is left when an ending, a prefix of verbs or both are taken from `stem`.
fn kin(table: &WordTable, stem: &str) -> Option<Kin> {
    let mut best: Option<(crate::lexicon::words::Word, bool)> = None;
    let mut consider = |form: &str, verb: bool| {
        if form.chars().nth(SHORTEST_KIN - 1).is_some()
            && let Some(word) = table.get(form)
            && best.is_none_or(|(other, _)| other.count < word.count)
        {
            best = Some((word, verb));
        }
    };
    let mut without_ending = |form: &str, verb: bool| {
        if verb {
            consider(form, verb);
        }
        for ending in ENDINGS {
            if let Some(rest) = form.strip_suffix(ending) {
                consider(rest, verb);
            }
        }
    };
    without_ending(stem, false);
    if let Some(rest) = stem.strip_prefix(VERB_PREFIXES) {
        without_ending(rest, true);
    }
    let (word, verb) = best?;
    let clusters = Clusters::embedded().get(word.index);
    Some(Kin { frequency: 1 + word.count / 15, clusters, verb })
}

/// Hashes of the first [`AFFIX`] of `pieces`; the whole word where there are fewer.
fn affixes<'w>(pieces: impl Iterator<Item = &'w str>, whole: &str) -> [u64; AFFIX] {
    let mut hashes = [hash::text(whole); AFFIX];
    for (slot, piece) in hashes.iter_mut().zip(pieces) {
        *slot = hash::text(piece);
    }
    hashes
}

/// Script and case of a token in the original: 0 Arabic; 1 to 4 Latin in small letters, with a capital first, in
/// capitals, mixed; 8 and up a number by its length; 16 and up a mark.
pub(crate) fn shape(original: &str, kind: crate::text::TokenKind) -> u8 {
    use crate::text::TokenKind;
    match kind {
        TokenKind::Arabic => 0,
        TokenKind::Latin => {
            let capitals = original.chars().filter(|c| c.is_uppercase()).count();
            let first = original.chars().next().is_some_and(char::is_uppercase);
            match (capitals, first) {
                (0, _) => 1,
                (1, true) => 2,
                (n, true) if n == original.chars().count() => 3,
                _ => 4,
            }
        }
        TokenKind::Number => 8 + original.chars().count().min(7) as u8,
        TokenKind::Punctuation => 16,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_is_seen_with_and_without_its_alef() {
        let whole = Word::new("\u{627}\u{644}\u{627}\u{645}\u{645}", false, 0);
        let dropped = Word::new("\u{644}\u{627}\u{645}\u{645}", true, 0);
        assert_eq!(whole, dropped);
        assert!(whole.article);
        let other = Word::new("\u{644}\u{627}\u{645}\u{645}", false, 0);
        assert!(!other.article);
    }

    #[test]
    fn an_unknown_form_of_a_known_word_has_kin() {
        let table = WordTable::embedded();
        let unknown = "\u{648}\u{632}\u{64A}\u{631}\u{647}\u{645}\u{627}";
        let kin = kin(&table, unknown).expect("minister, of these two");
        assert!(kin.frequency > 3 && !kin.verb);
        assert_eq!(super::kin(&table, "\u{638}\u{638}\u{638}\u{638}\u{647}"), None);
    }

    #[test]
    fn short_words_have_all_affixes() {
        let word = Word::new("\u{641}", false, 0);
        assert_eq!(word.prefixes, word.suffixes);
        assert_eq!(Word::new("", false, 0).prefixes, [hash::text(""); AFFIX]);
    }
}
