//! `CoNLL`: `token TAB tag` a line (IOB2), an empty line after a sentence.

use super::contract::Report;
use super::marks::{Kind, Mark};
use crate::span::Span;
use crate::text::Document;

/// Writes the article's tokens with their tags. The report's offsets have to be bytes of `text`. Clitics that stand
/// outside a mention are tokens of their own there, so that a span is never widened.
#[must_use]
pub fn conll(report: &Report, text: &str) -> String {
    let document = Document::new(text);
    let marks = report.marks();
    let mut next = 0;
    let mut lines = String::with_capacity(text.len() * 2);
    for sentence in document.sentences() {
        for token in document.tokens().get(sentence.tokens.clone()).unwrap_or_default() {
            while marks.get(next).is_some_and(|mark| mark.end <= token.span.start) {
                next += 1;
            }
            write_token(&mut lines, text, token.span, marks.get(next..).unwrap_or_default());
        }
        lines.push('\n');
    }
    lines
}

/// One token, in pieces where a mention starts or ends inside it.
fn write_token(lines: &mut String, text: &str, token: Span, marks: &[Mark]) {
    let mut at = token.start;
    for mark in marks.iter().take_while(|mark| mark.start < token.end) {
        let (start, end) = (mark.start.max(at), mark.end.min(token.end));
        write_line(lines, text, Span::new(at, start), None);
        if start < end {
            write_line(lines, text, Span::new(start, end), Some((mark.kind, mark.start == start)));
            at = end;
        }
    }
    write_line(lines, text, Span::new(at, token.end), None);
}

fn write_line(lines: &mut String, text: &str, piece: Span, tag: Option<(Kind, bool)>) {
    let piece = piece.of(text);
    if piece.is_empty() {
        return;
    }
    lines.extend(piece.chars().map(|c| if c.is_whitespace() { '_' } else { c }));
    match tag {
        None => lines.push_str("\tO\n"),
        Some((kind, begins)) => {
            lines.push_str(if begins { "\tB-" } else { "\tI-" });
            lines.push_str(kind.tag());
            lines.push('\n');
        }
    }
}
