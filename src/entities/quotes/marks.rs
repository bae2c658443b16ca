//! Quotation marks.

use crate::text::{Document, TokenKind};
use std::ops::Range;

/// The token ranges between quotation marks, within a paragraph, the outermost ones.
pub(super) fn quoted_ranges(document: &Document) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut open: Option<(usize, &str)> = None;
    // Straight marks that opened inside a quotation in straight marks.
    let mut inner = 0_usize;
    let mut paragraph = 0;
    for sentence in document.sentences() {
        if sentence.paragraph != paragraph {
            (open, inner, paragraph) = (None, 0, sentence.paragraph);
        }
        let mut at = sentence.tokens.start;
        while at < sentence.tokens.end {
            let (mark, width) = mark_at(document, at);
            match open {
                Some((_, "\"")) if mark == "\"" && only_opens(document, at) => inner += 1,
                Some((_, "\"")) if mark == "\"" && inner > 0 => inner -= 1,
                Some((start, opener)) if closes(opener, mark) => {
                    if at > start {
                        ranges.push(start..at);
                    }
                    open = None;
                }
                None if is_opening(mark) => open = Some((at + width, mark)),
                _ => {}
            }
            at += width;
        }
    }
    ranges
}

/// A straight mark behind a space and right before a word can only open.
fn only_opens(document: &Document, at: usize) -> bool {
    let tokens = document.tokens();
    let gap = |left: usize, right: usize| match (tokens.get(left), tokens.get(right)) {
        (Some(left), Some(right)) => left.span.end < right.span.start,
        _ => false,
    };
    at > 0 && gap(at - 1, at) && !gap(at, at + 1)
}

/// The mark at a token, empty for anything else, and its tokens: two single ones side by side are one mark.
fn mark_at<'t>(document: &Document<'t>, at: usize) -> (&'t str, usize) {
    let tokens = document.tokens();
    let Some(token) = tokens.get(at).filter(|t| t.kind == TokenKind::Punctuation) else { return ("", 1) };
    let mark = token.span.of(document.text());
    let doubled = matches!(mark, "'" | "\u{2018}" | "\u{2019}")
        && tokens
            .get(at + 1)
            .is_some_and(|next| next.span.start == token.span.end && next.span.of(document.text()) == mark);
    if doubled { ("''", 2) } else { (mark, 1) }
}

/// A mark that closes a quotation or a bracket: it stays with the words before it.
pub(super) fn is_closing(mark: &str) -> bool {
    matches!(
        mark,
        "\"" | "'" | "\u{BB}" | "\u{2019}" | "\u{201C}" | "\u{201D}" | "\u{203A}" | ")" | "]" | "%"
    )
}

/// A mark that opens or closes a quotation.
pub(super) fn is_quotation_mark(mark: &str) -> bool {
    mark == "'" || is_opening(mark) || is_closing(mark) && !matches!(mark, ")" | "]" | "%")
}

/// Newspapers write the pair “ ” in either order.
fn is_opening(mark: &str) -> bool {
    matches!(mark, "\"" | "''" | "\u{AB}" | "\u{2018}" | "\u{201C}" | "\u{201D}" | "\u{201E}" | "\u{2039}")
}

fn closes(opener: &str, mark: &str) -> bool {
    match opener {
        "\u{AB}" => mark == "\u{BB}",
        "\u{2039}" => mark == "\u{203A}",
        "\u{2018}" => mark == "\u{2019}",
        "\"" | "''" => mark == opener,
        _ => matches!(mark, "\u{201C}" | "\u{201D}" | "\""),
    }
}
