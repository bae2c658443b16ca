//! The article's own day, read from its text: in the dateline, or on one of the first lines.

use super::{DateMention, Grain};
use crate::Span;
use crate::text::{Document, Token, TokenKind};
use jiff::civil::Date;

/// How many of an article's first lines may hold its date.
const HEADER_LINES: usize = 4;
/// A place, its agency and a dash before an article's date have at most so many tokens.
const PLACE_TOKENS: usize = 6;
/// A line with more tokens than this is no header.
const HEADER_TOKENS: usize = 16;

/// The byte where the lines end that may hold an article's date.
pub(super) fn header_end(document: &Document) -> usize {
    let lines = document.paragraphs();
    lines.get(HEADER_LINES - 1).or(lines.last()).map_or(0, |line| line.end)
}

/// The article's day, when `date` is one and stands where articles give their own: in the dateline, or on a header line
/// alone, after a dash or a comma, or before one, with a clock time at most. A day inside a sentence is a day of the
/// story and never taken.
pub(super) fn own_date(document: &Document, date: &DateMention) -> Option<(Date, Span)> {
    let is_day = date.grain == Grain::Day && !date.relative;
    let value = date.value.as_deref().filter(|_| is_day && stands_for_the_article(document, date.span))?;
    Some((value.parse().ok()?, date.span))
}

fn stands_for_the_article(document: &Document, date: Span) -> bool {
    if document.dateline().is_some_and(|dateline| dateline.span.contains(date)) {
        return true;
    }
    let Some(line) = document.paragraphs().iter().find(|line| line.contains(date)) else {
        return false;
    };
    let tokens = |span: Span| {
        let all = document.tokens();
        let start = all.partition_point(|token| token.span.end <= span.start);
        let end = all.partition_point(|token| token.span.start < span.end);
        all.get(start..end).unwrap_or_default()
    };
    let before = tokens(Span::new(line.start, date.start));
    let after = tokens(Span::new(date.end, line.end));
    // «الجزائر – 17 جويلية 2023 – أعلنت الوزارة»: between dashes, after the place.
    let is_dash = |token: Option<&Token>| {
        token.is_some_and(|token| matches!(document.word(token), "-" | "\u{2013}" | "\u{2014}"))
    };
    if is_dash(before.last()) && is_dash(after.first()) && before.len() <= PLACE_TOKENS {
        return true;
    }
    // «22:41», «- 20:42», «11:07 ص» and closing marks may follow.
    let is_clock = after.iter().all(|token| token.kind != TokenKind::Latin)
        && after.iter().filter(|token| token.kind == TokenKind::Arabic).all(|token| token.span.len() <= 2)
        && after.len() <= 6;
    let is_parted = before.last().is_none_or(|token| token.kind == TokenKind::Punctuation);
    let is_short = before.len() + after.len() <= HEADER_TOKENS;
    is_short && is_parted && is_clock
}
