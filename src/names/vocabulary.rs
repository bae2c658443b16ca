//! The words that a thread has met: their values are the same in every article, so they are computed once.

use super::atoms::{EDGE, Word, shape};
use super::habits::Habits;
use super::hash;
use crate::lexicon::gazetteer::matching::Starts;
use crate::text::{Document, Token, TokenKind};
use std::collections::HashMap;

/// When an article begins, a vocabulary with more words is forgotten: memory stays bounded, whatever the corpus.
const MOST_WORDS: usize = 16_384;

/// The words met, by number; number 0 stands for a sentence's edge.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    words: Vec<Word>,
    known: HashMap<u64, u32, hash::AsIs>,
    /// For every word its number in the document that saw it last, with that document.
    locals: Vec<(u32, u32)>,
    /// For every word what the name lists keep of its stem.
    starts: Vec<Option<Starts>>,
    document: u32,
    distinct: u32,
    generation: u64,
    of: u64,
}

impl Default for Vocabulary {
    fn default() -> Self {
        Self {
            words: vec![EDGE],
            known: HashMap::default(),
            locals: vec![(0, 0)],
            starts: vec![None],
            document: 0,
            distinct: 1,
            generation: 0,
            of: 0,
        }
    }
}

impl Vocabulary {
    /// Begins a document: its distinct words are counted from 1. Words met with another tagger than `of` are forgotten.
    pub(crate) fn start_document(&mut self, of: u64) {
        if self.of != of || self.words.len() > MOST_WORDS || self.document == u32::MAX {
            self.of = of;
            self.words.truncate(1);
            self.locals.truncate(1);
            self.starts.truncate(1);
            self.known.clear();
            self.document = 0;
            self.generation += 1;
        }
        self.document += 1;
        self.distinct = 1;
    }

    /// The number of `token`'s word, and its number among the document's distinct words.
    pub(crate) fn number_of(&mut self, habits: Habits, document: &Document, token: &Token) -> (u32, u32) {
        let stem = document.stem(token);
        let shape = match token.kind {
            TokenKind::Arabic => 0,
            kind => shape(token.span.of(document.text()), kind),
        };
        let key = hash::mix(hash::text(stem), u64::from(shape) * 2 + u64::from(token.dropped_alef));
        let next = self.words.len() as u32;
        let word = *self.known.entry(key).or_insert(next);
        if word == next {
            let new = Word::new(stem, token.dropped_alef, shape);
            self.words.push(new.counted(habits, stem, document.lemma_prefix(token)));
            self.locals.push((0, 0));
            self.starts.push(None);
        }
        let (local, seen) = &mut self.locals[word as usize];
        if *seen != self.document {
            (*local, *seen) = (self.distinct, self.document);
            self.distinct += 1;
        }
        (word, *local)
    }

    /// The word with this number; the edge for one that is not there.
    pub(crate) fn get(&self, number: usize) -> &Word {
        self.words.get(number).unwrap_or(&EDGE)
    }

    /// What the name lists keep of the stem of every word, by number.
    pub(crate) fn starts(&mut self) -> &mut [Option<Starts>] {
        &mut self.starts
    }

    /// How many words there are.
    pub(crate) fn len(&self) -> usize {
        self.words.len()
    }

    /// How many distinct words the document has, that of the edge with them.
    pub(crate) fn distinct(&self) -> usize {
        self.distinct as usize
    }

    /// Changes when the words are forgotten and their numbers given anew.
    pub(crate) fn generation(&self) -> u64 {
        self.generation
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_and_numbered_anew_in_every_document() {
        let mut vocabulary = Vocabulary::default();
        let mut numbers = |text: &str| {
            let document = Document::new(text);
            vocabulary.start_document(0);
            document
                .tokens()
                .iter()
                .map(|token| vocabulary.number_of(Habits::default(), &document, token))
                .collect::<Vec<_>>()
        };
        assert_eq!(numbers("a b a"), [(1, 1), (2, 2), (1, 1)]);
        assert_eq!(numbers("c b"), [(3, 1), (2, 2)]);
        assert_eq!(vocabulary.distinct(), 3);
        assert_eq!(vocabulary.get(99), &EDGE);
    }

    #[test]
    fn is_bounded() {
        let mut vocabulary = Vocabulary::default();
        let many = (0..MOST_WORDS).map(|n| n.to_string()).collect::<Vec<_>>().join(" ");
        let document = Document::new(&many);
        vocabulary.start_document(0);
        for token in document.tokens() {
            vocabulary.number_of(Habits::default(), &document, token);
        }
        assert_eq!(vocabulary.len(), MOST_WORDS + 1);
        vocabulary.start_document(0);
        assert_eq!((vocabulary.len(), vocabulary.generation()), (1, 1));
        assert_eq!(vocabulary.number_of(Habits::default(), &document, &document.tokens()[7]), (1, 1));
    }
}
