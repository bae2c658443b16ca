//! Key phrases and the sentences that say most, by what is rare in news and frequent here.

use crate::Span;
use crate::lexicon::WordTable;
use crate::text::{Document, TokenKind};
use std::collections::HashMap;
use std::ops::Range;

/// Words more frequent than this (binary logarithm of the count) carry no content: particles, pronouns, «قال».
const COMMON: f32 = 13.6;
/// A word that the table lacks counts as one that was seen a few times.
const UNSEEN: f32 = 1.5;

/// How much each word of the article tells.
pub(super) struct Weights<'a, 'd> {
    document: &'a Document<'d>,
    table: WordTable<'static>,
    frequency: HashMap<&'a str, usize>,
}

impl<'a, 'd> Weights<'a, 'd> {
    pub(super) fn new(document: &'a Document<'d>) -> Self {
        let mut weights = Self { document, table: WordTable::embedded(), frequency: HashMap::new() };
        for at in 0..document.tokens().len() {
            if let Some(word) = weights.content(at) {
                *weights.frequency.entry(word).or_default() += 1;
            }
        }
        weights
    }

    /// The content word at a token: its stem, without article; `None` for a function word, a number or a mark.
    fn content(&self, at: usize) -> Option<&'a str> {
        let token = &self.document.tokens()[at];
        if !matches!(token.kind, TokenKind::Arabic | TokenKind::Latin) {
            return None;
        }
        let stem = self.document.stem(token);
        if stem.chars().count() < 3 || self.count(stem) > COMMON {
            return None;
        }
        Some(stem.strip_prefix("ال").filter(|bare| bare.chars().count() >= 3).unwrap_or(stem))
    }

    fn count(&self, word: &str) -> f32 {
        self.table.get(word).map_or(UNSEEN, crate::lexicon::Word::log2_count)
    }

    /// Term frequency, damped, times rarity.
    fn weight(&self, at: usize) -> f32 {
        let Some(word) = self.content(at) else { return 0.0 };
        let frequency = self.frequency.get(word).copied().unwrap_or(0) as f32;
        let rarity = (COMMON + 2.0 - self.count(word)) / COMMON;
        (1.0 + frequency.log2()) * rarity.max(0.0)
    }
}

/// Indices of the `wanted` best sentences, in order of text. A sentence is worth what its words tell for its length, more
/// in the lead, less when it repeats what a chosen one says; `entity` gives the salience that a sentence's names add.
pub(super) fn best_sentences(weights: &Weights, wanted: usize, entity: &dyn Fn(usize) -> f32) -> Vec<usize> {
    let document = weights.document;
    let mut worth: Vec<(usize, f32)> = Vec::new();
    for (index, sentence) in document.sentences().iter().enumerate() {
        let is_title = document.title().is_some_and(|t| t.contains(sentence.span));
        let words = sentence.tokens.clone().filter(|&t| weights.content(t).is_some()).count();
        if is_title || words < 4 {
            continue;
        }
        let told: f32 =
            sentence.tokens.clone().map(|t| weights.weight(t)).sum::<f32>() / (words as f32 + 8.0);
        let position = 1.0 / (1.0 + 0.35 * index as f32);
        worth.push((index, told * (0.6 + 0.9 * position) * (1.0 + entity(index))));
    }
    let mut chosen: Vec<usize> = Vec::new();
    while chosen.len() < wanted {
        let score = |&(index, w): &(usize, f32)| w * (1.0 - overlap(weights, index, &chosen));
        let best = worth
            .iter()
            .filter(|(i, _)| !chosen.contains(i))
            .max_by(|a, b| score(a).total_cmp(&score(b)).then(b.0.cmp(&a.0)));
        let Some(&(index, _)) = best else { break };
        chosen.push(index);
    }
    chosen.sort_unstable();
    chosen
}

/// The part of a sentence's content words that the chosen sentences have too.
fn overlap(weights: &Weights, sentence: usize, chosen: &[usize]) -> f32 {
    let words = |index: usize| {
        let tokens = weights.document.sentences().get(index).map_or(0..0, |s| s.tokens.clone());
        tokens.filter_map(|t| weights.content(t))
    };
    let known: Vec<&str> = chosen.iter().flat_map(|&c| words(c)).collect();
    let (mut all, mut repeated) = (0.0_f32, 0.0_f32);
    for word in words(sentence) {
        all += 1.0;
        repeated += f32::from(u8::from(known.contains(&word)));
    }
    if all > 0.0 { repeated / all } else { 0.0 }
}

/// A phrase with its first place in the text.
#[derive(Debug, Clone)]
pub(super) struct Phrase {
    pub(super) span: Span,
    pub(super) score: f32,
}

/// A phrase has no more words than this.
const PHRASE: usize = 4;

/// The `wanted` best phrases of two to four content words that follow each other, best first. `is_name` tells the tokens of
/// names: a phrase that is nothing but a name is an entity already.
pub(super) fn keyphrases(weights: &Weights, wanted: usize, is_name: &dyn Fn(usize) -> bool) -> Vec<Phrase> {
    let document = weights.document;
    let mut found: HashMap<Vec<&str>, (Range<usize>, usize)> = HashMap::new();
    for sentence in document.sentences() {
        for start in sentence.tokens.clone() {
            let mut words = Vec::new();
            for at in start..sentence.tokens.end.min(start + PHRASE) {
                // A clitic inside parts what is said of one thing from what is said of the next.
                let token = &document.tokens()[at];
                let Some(word) = weights.content(at) else { break };
                if at > start && !token.proclitic.is_empty() {
                    break;
                }
                words.push(word);
                if words.len() >= 2 && !(start..=at).all(is_name) {
                    found.entry(words.clone()).or_insert((start..at + 1, 0)).1 += 1;
                }
            }
        }
    }
    let mut phrases: Vec<(Range<usize>, f32)> = found
        .into_values()
        .map(|(range, count)| (range.clone(), phrase_score(weights, range, count)))
        .collect();
    phrases.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.start.cmp(&b.0.start)).then(b.0.end.cmp(&a.0.end)));
    let top = phrases.first().map_or(1.0, |p| p.1.max(f32::MIN_POSITIVE));
    let mut kept: Vec<(Range<usize>, f32)> = Vec::new();
    for (range, score) in phrases {
        let repeats = kept.iter().any(|(k, _)| shares_words(weights, k, &range));
        if !repeats && kept.len() < wanted {
            kept.push((range, score / top));
        }
    }
    kept.into_iter().map(|(range, score)| Phrase { span: document.mention_span(range), score }).collect()
}

/// A phrase that occurs more often is worth more, and a longer one for what its words tell together.
fn phrase_score(weights: &Weights, range: Range<usize>, count: usize) -> f32 {
    let length = range.len() as f32;
    let told: f32 = range.map(|t| weights.weight(t)).sum();
    told / length.sqrt() * (count as f32).powf(0.8)
}

fn shares_words(weights: &Weights, a: &Range<usize>, b: &Range<usize>) -> bool {
    let words: Vec<_> = a.clone().filter_map(|t| weights.content(t)).collect();
    b.clone().filter_map(|t| weights.content(t)).filter(|w| words.contains(w)).count() * 2
        > b.len().min(a.len())
}
