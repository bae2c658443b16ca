//! Key phrases and the sentences that say most, by what is rare in news and frequent here.

use super::knowledge::Knowledge;
use crate::Span;
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
    /// The number of the content word at each token; `None` for a function word, a number or a mark.
    words: Vec<Option<u32>>,
    /// How much it tells.
    told: Vec<f32>,
    /// How many different content words there are.
    different: usize,
}

impl<'a, 'd> Weights<'a, 'd> {
    pub(super) fn new(document: &'a Document<'d>, knowledge: &Knowledge) -> Self {
        let count = |word: &str| knowledge.log2_count(word).unwrap_or(UNSEEN);
        let mut numbers: HashMap<&str, u32> = HashMap::new();
        let mut seen: Vec<(f32, f32)> = Vec::new();
        let mut words = Vec::with_capacity(document.tokens().len());
        for token in document.tokens() {
            let word = match token.kind {
                TokenKind::Arabic | TokenKind::Latin => content(document.stem(token), &count),
                _ => None,
            };
            words.push(word.map(|word| {
                let next = seen.len() as u32;
                let number = *numbers.entry(word).or_insert(next);
                if number == next {
                    let rarity = (COMMON + 2.0 - count(word)) / COMMON;
                    seen.push((0.0, rarity.max(0.0)));
                }
                seen[number as usize].0 += 1.0;
                number
            }));
        }
        // Term frequency, damped, times rarity.
        let weight = |number: u32| {
            let (frequency, rarity) = seen[number as usize];
            (1.0 + frequency.log2()) * rarity
        };
        let told = words.iter().map(|word| word.map_or(0.0, weight)).collect();
        Self { document, words, told, different: seen.len() }
    }

    fn words_in(&self, tokens: Range<usize>) -> impl Iterator<Item = u32> {
        self.words.get(tokens).unwrap_or_default().iter().copied().flatten()
    }

    fn told_by(&self, tokens: Range<usize>) -> f32 {
        self.told.get(tokens).unwrap_or_default().iter().sum()
    }
}

/// The content word of a stem: without article, and none of a word that is too common.
fn content<'a>(stem: &'a str, count: &impl Fn(&str) -> f32) -> Option<&'a str> {
    if stem.chars().count() < 3 || count(stem) > COMMON {
        return None;
    }
    Some(stem.strip_prefix("ال").filter(|bare| bare.chars().count() >= 3).unwrap_or(stem))
}

/// Indices of the `wanted` best sentences, in order of text. A sentence is worth what its words tell for its length, more
/// in the lead, less when it repeats what a chosen one says; `entity` gives the salience that a sentence's names add.
pub(super) fn best_sentences(weights: &Weights, wanted: usize, entity: &dyn Fn(usize) -> f32) -> Vec<usize> {
    let document = weights.document;
    let mut worth: Vec<(usize, f32)> = Vec::new();
    for (index, sentence) in document.sentences().iter().enumerate() {
        let is_title = document.title().is_some_and(|t| t.contains(sentence.span));
        let words = weights.words_in(sentence.tokens.clone()).count();
        if is_title || words < 4 {
            continue;
        }
        let told = weights.told_by(sentence.tokens.clone()) / (words as f32 + 8.0);
        let position = 1.0 / (1.0 + 0.35 * index as f32);
        worth.push((index, told * (0.6 + 0.9 * position) * (1.0 + entity(index))));
    }
    let mut chosen: Vec<usize> = Vec::new();
    let mut known = vec![false; weights.different];
    while chosen.len() < wanted {
        let left = worth.iter().filter(|(index, _)| !chosen.contains(index));
        let scored = left.map(|&(index, w)| (index, w * (1.0 - overlap(weights, index, &known))));
        let Some((index, _)) = scored.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))) else { break };
        chosen.push(index);
        for word in weights.words_in(document.sentences()[index].tokens.clone()) {
            known[word as usize] = true;
        }
    }
    chosen.sort_unstable();
    chosen
}

/// The part of a sentence's content words that are known already.
fn overlap(weights: &Weights, sentence: usize, known: &[bool]) -> f32 {
    let tokens = weights.document.sentences().get(sentence).map_or(0..0, |s| s.tokens.clone());
    let (mut all, mut repeated) = (0.0_f32, 0.0_f32);
    for word in weights.words_in(tokens) {
        all += 1.0;
        repeated += f32::from(u8::from(known[word as usize]));
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
    let mut found: HashMap<[u32; PHRASE], (Range<usize>, usize)> = HashMap::new();
    for sentence in document.sentences() {
        for start in sentence.tokens.clone() {
            let mut words = [u32::MAX; PHRASE];
            let mut all_names = true;
            for at in start..sentence.tokens.end.min(start + PHRASE) {
                // A clitic inside parts what is said of one thing from what is said of the next.
                let Some(word) = weights.words[at] else { break };
                if at > start && !document.tokens()[at].proclitic.is_empty() {
                    break;
                }
                words[at - start] = word;
                all_names = all_names && is_name(at);
                if at > start && !all_names {
                    found.entry(words).or_insert((start..at + 1, 0)).1 += 1;
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
        if kept.len() >= wanted {
            break;
        }
        let repeats = kept.iter().any(|(k, _)| shares_words(weights, k, &range));
        if !repeats {
            kept.push((range, score / top));
        }
    }
    kept.into_iter().map(|(range, score)| Phrase { span: document.mention_span(range), score }).collect()
}

/// A phrase that occurs more often is worth more, and a longer one for what its words tell together.
fn phrase_score(weights: &Weights, range: Range<usize>, count: usize) -> f32 {
    let length = range.len() as f32;
    weights.told_by(range) / length.sqrt() * (count as f32).powf(0.8)
}

fn shares_words(weights: &Weights, a: &Range<usize>, b: &Range<usize>) -> bool {
    let words: Vec<u32> = weights.words_in(a.clone()).collect();
    weights.words_in(b.clone()).filter(|w| words.contains(w)).count() * 2 > b.len().min(a.len())
}
