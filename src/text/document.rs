//! One article's text with everything that later steps ask of it.

use super::fold::{Folded, fold};
use super::sentences::split_sentences;
use super::structure::{Dateline, Structure};
use super::tokens::{Token, tokenize};
use crate::Span;
use std::ops::Range;

/// A sentence: its span without surrounding white space, and its tokens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes of the original.
    pub span: Span,
    /// Indices into [`Document::tokens`].
    pub tokens: Range<usize>,
    /// Index into [`Document::paragraphs`].
    pub paragraph: usize,
}

/// An article's text, its folded form, tokens, sentences and structure. Offsets are bytes of the decoded original.
#[derive(Debug)]
pub struct Document<'t> {
    text: &'t str,
    folded: Folded,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
    structure: Structure,
}

impl<'t> Document<'t> {
    /// Analyses `text`. Linear in its length; text past [`super::MAX_BYTES`] is not looked at.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let mut end = text.len().min(super::MAX_BYTES);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        let text = &text[..end];
        let folded = fold(text);
        let tokens = tokenize(text, &folded);
        let structure = Structure::of_lines(text);
        let sentences = split_sentences(text, &tokens, &structure.paragraphs);
        let structure = structure.complete(text, &tokens, &sentences);
        Self { text, folded, tokens, sentences, structure }
    }

    /// The decoded original.
    #[must_use]
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The tokens in order of text; they do not overlap.
    #[must_use]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The sentences in order of text. Every token is in exactly one.
    #[must_use]
    pub fn sentences(&self) -> &[Sentence] {
        &self.sentences
    }

    /// Spans of the paragraphs (lines with something in them), trimmed.
    #[must_use]
    pub fn paragraphs(&self) -> &[Span] {
        &self.structure.paragraphs
    }

    /// The headline: the first line, when it has no final stop and more lines follow.
    #[must_use]
    pub fn title(&self) -> Option<Span> {
        self.structure.title
    }

    /// Place, agency and date that the article's first sentence opens with.
    #[must_use]
    pub fn dateline(&self) -> Option<&Dateline> {
        self.structure.dateline.as_ref()
    }

    /// The whole folded text, with its alignment.
    #[must_use]
    pub fn folded(&self) -> &Folded {
        &self.folded
    }

    /// Folded form of the whole orthographic token, proclitics included.
    #[must_use]
    pub fn word(&self, token: &Token) -> &str {
        self.folded.slice(token.word.clone())
    }

    /// Folded form of the token without its proclitics. After the preposition ل the dropped alef of the article is
    /// not restored here: «للأمم» has the stem «لامم»; ask [`Document::lemma_prefix`] for what to put before it.
    #[must_use]
    pub fn stem(&self, token: &Token) -> &str {
        self.folded.slice(token.stem.clone())
    }

    /// What has to be put before [`Document::stem`] to get the word as it stands without clitics: "ا" after a dropped
    /// alef («لامم» → «الامم»), else empty.
    #[must_use]
    pub fn lemma_prefix(&self, token: &Token) -> &'static str {
        if token.dropped_alef { "\u{627}" } else { "" }
    }

    /// The original text under the tokens `range`, from the first one's stem to the last one's end: a mention's span.
    #[must_use]
    pub fn mention_span(&self, range: Range<usize>) -> Span {
        match self.tokens.get(range) {
            Some([first, .., last]) => Span::new(first.stem_start, last.span.end),
            Some([only]) => Span::new(only.stem_start, only.span.end),
            _ => Span::default(),
        }
    }

    /// Index of the sentence that holds the byte `at`, or the last one that starts before it.
    #[must_use]
    pub fn sentence_at(&self, at: usize) -> usize {
        self.sentences.partition_point(|s| s.span.start <= at).saturating_sub(1)
    }

    /// Index of the first token that ends after the byte `at`.
    #[must_use]
    pub fn token_at(&self, at: usize) -> usize {
        self.tokens.partition_point(|t| t.span.end <= at)
    }
}
