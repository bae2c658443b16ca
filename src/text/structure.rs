//! Paragraphs, headline, dateline.

use super::document::Sentence;
use super::fold::Folded;
use super::tokens::Token;
use crate::Span;

/// Place, agency and date that an article opens with: «القاهرة (رويترز) – ».
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dateline {
    /// The whole dateline with its dash or colon; bytes of the original.
    pub span: Span,
    /// The place's span.
    pub place: Option<Span>,
    /// The agency's or the writer's span.
    pub agency: Option<Span>,
    /// A calendar date's span.
    pub date: Option<Span>,
}

#[derive(Debug, Default)]
pub(super) struct Structure {
    pub(super) paragraphs: Vec<Span>,
    pub(super) title: Option<Span>,
    pub(super) dateline: Option<Dateline>,
}

impl Structure {
    pub(super) fn of_lines(text: &str) -> Self {
        let mut paragraphs = Vec::new();
        let mut at = 0;
        for line in text.split(['\n', '\r']) {
            let start = at + (line.len() - line.trim_start().len());
            if !line.trim().is_empty() {
                paragraphs.push(Span::new(start, start + line.trim().len()));
            }
            at += line.len() + 1;
        }
        Self { paragraphs, title: None, dateline: None }
    }

    pub(super) fn with_dateline(self, _: &str, _: &Folded, _: &[Token], _: &[Sentence]) -> Self {
        self
    }
}
