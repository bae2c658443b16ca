//! Sentence boundaries.

use super::document::Sentence;
use super::tokens::Token;
use crate::Span;

/// Splits every paragraph at its terminators.
pub(super) fn split_sentences(_text: &str, tokens: &[Token], paragraphs: &[Span]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut at = 0;
    for (paragraph, span) in paragraphs.iter().enumerate() {
        let end = at + tokens[at..].partition_point(|t| t.span.start < span.end);
        if at < end {
            sentences.push(Sentence { span: *span, tokens: at..end, paragraph });
        }
        at = end;
    }
    sentences
}
