//! Dates in numbers alone: «31/12/2010», «2010-12-31», «31.12.2010», «19/4».

use super::lexicon::{Role, Word};
use super::meaning::{Meaning, Parse};
use super::phrases::{era, skip_comma};
use super::resolve_numeric::numeric_is_possible;
use super::scan::{Kind, Scan};
use crate::Span;

/// «31/12/2010», «2010-12-31», «31.12.2010»; «19/4» where a head word or a preposition says that it is a day.
pub(super) fn numeric(tokens: &Scan, at: usize, headed: bool) -> Option<Parse> {
    let first = tokens.at(at)?;
    let start = first.span.start;
    if let Kind::Dotted(parts) = first.kind {
        return numeric_day(tokens, at, Span::new(start, first.span.end), parts, first.next);
    }
    let Kind::Digits(a, digits_a) = first.kind else { return None };
    let separator =
        ['/', '-', '\\', '\u{2013}'].into_iter().find(|&m| tokens.mark(first.next, &[m]).is_some())?;
    let second = tokens.at(first.next + 1)?;
    let Kind::Digits(b, digits_b) = second.kind else { return None };
    let third = tokens
        .mark(second.next, &[separator])
        .map(|next| skip_comma(tokens, next))
        .and_then(|next| tokens.at(next))
        .and_then(
            |atom| if let Kind::Digits(c, digits) = atom.kind { Some((c, digits, atom)) } else { None },
        );
    if let Some((c, digits_c, atom)) = third {
        let span = Span::new(start, atom.span.end);
        return numeric_day(tokens, at, span, [(a, digits_a), (b, digits_b), (c, digits_c)], atom.next);
    }
    let placed = headed || (tokens.after_role(at, Role::In) && separator == '/') || after_weekday(tokens, at);
    let fits = digits_a <= 2 && digits_b <= 2 && (1..=31).contains(&a) && (1..=12).contains(&b);
    let meaning = Meaning::NumericDay { parts: [a as u8, b as u8] };
    (placed && fits && tokens.mark(second.next, &[separator, '%']).is_none())
        .then(|| Parse::one(at, Span::new(start, second.span.end), meaning, second.next))?
}

fn after_weekday(tokens: &Scan, at: usize) -> bool {
    at > tokens.range.start && matches!(tokens.word(at - 1), Some((Word::Weekday(_), _)))
}

fn numeric_day(tokens: &Scan, at: usize, span: Span, parts: [(u32, u8); 3], next: usize) -> Option<Parse> {
    let [a, _, c] = parts;
    let shaped = (a.1 == 4 && c.1 <= 2) || (a.1 <= 2 && (c.1 == 4 || (c.1 == 2 && a.1 == 2)));
    let mut read = [(0, 0); 3];
    for (slot, (value, digits)) in read.iter_mut().zip(parts) {
        *slot = (u16::try_from(value).ok()?, digits);
    }
    if !shaped || parts[1].1 > 2 || tokens.mark(next, &['-', '/']).is_some_and(|n| is_digits(tokens, n)) {
        return None;
    }
    let era = era(tokens, next, 4);
    let next_after = era.map_or(next, |(_, n)| n);
    let end = tokens.token(next_after - 1)?.span.end;
    let meaning = Meaning::Numeric { parts: read, era: era.map(|(e, _)| e) };
    numeric_is_possible(read).then(|| Parse::one(at, Span::new(span.start, end), meaning, next_after))?
}

fn is_digits(tokens: &Scan, at: usize) -> bool {
    matches!(tokens.at(at).map(|a| a.kind), Some(Kind::Digits(..)))
}
