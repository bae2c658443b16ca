//! Tokens: Unicode word boundaries (UAX 29) with Arabic corrections.

use super::clitics::{self, Proclitic};
use super::fold::Folded;
use crate::Span;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Arabic letters.
    Arabic,
    /// Letters of another script.
    Latin,
    /// Digits, with separators inside («3.5», «1,000»).
    Number,
    /// One punctuation mark or symbol.
    Punctuation,
}

/// One orthographic word, number or mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the original; never white space, never empty.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// Folded bytes of the whole token.
    pub word: Range<usize>,
    /// Folded bytes without the proclitics.
    pub stem: Range<usize>,
    /// Byte of the original where the stem starts: `span.start` when there is no proclitic.
    pub stem_start: usize,
    /// The conjunctions and prepositions split off.
    pub proclitic: Proclitic,
    /// The stem lost the alef of its article after the preposition ل («للأمم» → stem «لأمم» of «الأمم»).
    pub dropped_alef: bool,
    /// White space (or the text's start) stands before it.
    pub spaced: bool,
}

/// Splits `text` into tokens; `folded` is its folded form.
pub(super) fn tokenize(text: &str, folded: &Folded) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 8);
    let mut spaced = true;
    let mut at = 0;
    for (start, piece) in text.split_word_bound_indices() {
        let span = Span::new(start, start + piece.len());
        let from = at;
        while at < folded.text().len() && folded.original(at) < span.end {
            at += 1;
        }
        let word = from..at;
        let form = folded.slice(word.clone());
        if form.is_empty() {
            continue;
        }
        if form.chars().all(char::is_whitespace) {
            spaced = true;
            continue;
        }
        let kind = kind_of(form);
        let mut token = Token {
            span,
            kind,
            stem: word.clone(),
            word,
            stem_start: span.start,
            proclitic: Proclitic::default(),
            dropped_alef: false,
            spaced,
        };
        if kind == TokenKind::Arabic {
            clitics::split(&mut token, folded);
        }
        spaced = false;
        tokens.push(token);
    }
    tokens
}

fn kind_of(form: &str) -> TokenKind {
    match form.chars().next() {
        Some('\u{620}'..='\u{64A}' | '\u{66E}'..='\u{6D3}' | '\u{6FA}'..='\u{77F}') => TokenKind::Arabic,
        Some(c) if c.is_numeric() => TokenKind::Number,
        Some(c) if c.is_alphabetic() => TokenKind::Latin,
        _ => TokenKind::Punctuation,
    }
}
