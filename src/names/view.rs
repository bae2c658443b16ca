//! A document as the tagger sees it: for every token its word, its place and what the lists say of it.

use super::atoms::Word;
use super::habits::Habits;
use super::vocabulary::Vocabulary;
use crate::lexicon::gazetteer::{Classes, Gazetteer, Match};
use crate::text::Document;
use std::ops::Range;

/// What is asked of one token beside its word.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct TokenView {
    /// Its number in the vocabulary.
    pub(crate) word: u32,
    /// Its number among the distinct words of the document, from 1.
    pub(crate) local: u32,
    /// Which proclitics it has: [`crate::text::Proclitic::index`].
    pub(crate) proclitic: u8,
    /// White space stands before it.
    pub(crate) spaced: bool,
    /// How many tokens after an opening quotation mark, up to 6; 0 outside quotations.
    pub(crate) quoted: u8,
    /// The longest name of the lists that covers it.
    pub(crate) listed: Listed,
    /// What another model thinks of it; 0 where none is asked.
    pub(crate) opinion: u8,
    /// Nearest words to the left that say what follows, and to the right that say whose it is.
    pub(crate) cues: Cues,
}

/// What the name lists say of a token.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Listed {
    /// Bits of [`Classes`]; 0 when no name covers the token.
    pub(crate) classes: u32,
    /// Tokens of the name, and which of them this is, up to 6.
    pub(crate) length: u8,
    /// From 0.
    pub(crate) position: u8,
}

/// Distances in tokens, 0 for none near.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Cues {
    /// To the nearest type word of an organization to the left.
    pub(crate) organization: u8,
    /// To the nearest title to the left.
    pub(crate) title: u8,
    /// To the nearest nationality to the right.
    pub(crate) nationality: u8,
}

/// How far cues are looked for.
const CUE_REACH: u8 = 5;

/// The tokens of one document. Kept between documents for its memory, and for the words that they share.
#[derive(Debug, Default)]
pub(crate) struct View {
    vocabulary: Vocabulary,
    tokens: Vec<TokenView>,
    matches: Vec<Match>,
}

/// One sentence of a [`View`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sentence<'v> {
    words: &'v Vocabulary,
    tokens: &'v [TokenView],
    title: bool,
}

impl View {
    /// Looks at `document`; what was seen before is forgotten.
    /// `of` tells taggers apart: words are kept from document to document for the same one only.
    pub(crate) fn read(&mut self, document: &Document, habits: Habits, of: u64) {
        self.vocabulary.start_document(of);
        self.tokens.clear();
        let mut quotation = Quotation::default();
        for token in document.tokens() {
            let (word, local) = self.vocabulary.number_of(habits, document, token);
            let quoted = quotation.step(document.word(token));
            let proclitic = token.proclitic.index() as u8;
            let spaced = token.spaced;
            self.tokens.push(TokenView { word, local, proclitic, spaced, quoted, ..TokenView::default() });
        }
        self.look_up(document);
    }

    /// Fills in what the name lists know.
    fn look_up(&mut self, document: &Document) {
        let (kept, tokens) = (self.vocabulary.starts(), &self.tokens);
        Gazetteer::embedded().matches(document, kept, |at| tokens[at].word as usize, &mut self.matches);
        for found in &self.matches {
            let length = found.tokens.len().min(6) as u8;
            for (position, token) in self.tokens[found.tokens.clone()].iter_mut().enumerate() {
                if token.listed.length < length {
                    token.listed = Listed {
                        classes: found.entry.classes.bits(),
                        length,
                        position: position.min(6) as u8,
                    };
                }
            }
        }
        for sentence in document.sentences() {
            self.find_cues(sentence.tokens.clone());
        }
    }

    fn find_cues(&mut self, tokens: Range<usize>) {
        let step = |distance: u8, here: bool| match (here, distance) {
            (true, _) => 1,
            (false, 0 | CUE_REACH) => 0,
            (false, distance) => distance + 1,
        };
        let (mut organization, mut title, mut nationality) = (0, 0, 0);
        for token in &mut self.tokens[tokens.clone()] {
            token.cues = Cues { organization, title, nationality: 0 };
            organization = step(organization, token.listed.classes & Classes::ORGANIZATION_TYPE.bits() != 0);
            title = step(title, token.listed.classes & Classes::TITLE.bits() != 0);
        }
        for token in self.tokens[tokens].iter_mut().rev() {
            token.cues.nationality = nationality;
            nationality = step(nationality, token.listed.classes & Classes::NATIONALITY.bits() != 0);
        }
    }

    /// Takes over what another model thinks of the tokens.
    pub(crate) fn hear(&mut self, opinions: &[u8]) {
        self.tokens.iter_mut().zip(opinions).for_each(|(token, &opinion)| token.opinion = opinion);
    }

    /// All words that this view has seen.
    pub(crate) fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// How many distinct words the document has, that of the edge with them.
    pub(crate) fn distinct(&self) -> usize {
        self.vocabulary.distinct()
    }

    /// The number of the token's word in the word table.
    #[cfg(feature = "train")]
    pub(crate) fn entry_of(&self, at: usize) -> Option<u32> {
        let word = self.tokens.get(at)?.word as usize;
        self.vocabulary.get(word).entry.checked_sub(1)
    }

    /// Which of the document's distinct words the token `at` is; 0 outside the document.
    pub(crate) fn word_of(&self, at: usize) -> usize {
        self.tokens.get(at).map_or(0, |token| token.local as usize)
    }

    /// The tokens `range`, as a sentence of their own.
    pub(crate) fn sentence(&self, range: Range<usize>, title: bool) -> Sentence<'_> {
        Sentence { words: &self.vocabulary, tokens: &self.tokens[range], title }
    }
}

impl<'v> Sentence<'v> {
    /// How many tokens it has.
    pub(crate) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// The number in the vocabulary of the word that stands `offset` tokens to the right of `at`.
    pub(crate) fn word_index(&self, at: usize, offset: isize) -> usize {
        self.token(at, offset).word as usize
    }

    /// The word `offset` tokens to the right of `at`.
    pub(crate) fn word(&self, at: usize, offset: isize) -> &'v Word {
        self.words.get(self.word_index(at, offset))
    }

    /// The token `offset` tokens to the right of `at`; outside the sentence one of the word [`EDGE`].
    pub(crate) fn token(&self, at: usize, offset: isize) -> TokenView {
        at.checked_add_signed(offset).and_then(|at| self.tokens.get(at)).copied().unwrap_or_default()
    }

    /// How many tokens stand before `at`.
    #[allow(clippy::unused_self, reason = "asked of a sentence like all the rest")]
    pub(crate) fn distance_from_start(&self, at: usize) -> u64 {
        at as u64
    }

    /// Whether it is the article's headline.
    pub(crate) fn is_title(&self) -> bool {
        self.title
    }
}

/// Follows quotation marks through an article.
#[derive(Debug, Default)]
struct Quotation {
    since: u8,
}

/// A quotation that is longer than this many tokens is not counted any more: a mark is missing.
const LONGEST_QUOTATION: u8 = 60;

impl Quotation {
    /// The position of the token `mark` in a quotation.
    fn step(&mut self, mark: &str) -> u8 {
        match mark {
            "\u{AB}" | "\u{201C}" | "\u{201E}" => self.since = 1,
            "\u{BB}" | "\u{201D}" => self.since = 0,
            "\"" => self.since = u8::from(self.since == 0),
            _ if self.since > LONGEST_QUOTATION => self.since = 0,
            _ if self.since > 0 => {
                self.since += 1;
                return (self.since - 1).min(6);
            }
            _ => {}
        }
        0
    }
}
