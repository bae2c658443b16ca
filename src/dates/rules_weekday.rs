//! Weekdays without a date: «الثلاثاء», «يومي الأحد والاثنين المقبلين», «السبت/الأحد», «الأحد من الأسبوع المقبل».

use super::lexicon::{Demonstrative, Form, Modifier, Role, Unit, Word};
use super::meaning::{Direction, Found, Meaning, Parse};
use super::numbers::Read;
use super::phrases::{modifier, shift_of, unit};
use super::rules_date::dates;
use super::scan::Scan;
use crate::Span;

/// Weekdays without a date, one or several, with the modifier that they share.
pub(super) fn weekdays(
    tokens: &Scan,
    at: usize,
    headed: bool,
    start: usize,
    weekday: u8,
    next: usize,
) -> Option<Parse> {
    if !headed && tokens.after_role(at, Role::Prayer) {
        return None;
    }
    if headed && unit(tokens, at, Unit::Day, &[Form::Plural]).is_some() {
        return None;
    }
    let end = tokens.token(next.checked_sub(1)?)?.span.end;
    let span = Span::new(start, end);
    if let Some(parse) =
        night(tokens, at, span, weekday, next).or_else(|| corresponding(tokens, at, span, weekday, next))
    {
        return Some(parse);
    }
    let mut days = vec![(at, span, weekday)];
    let mut next = next;
    while let Some((Word::Weekday(other), atom)) = tokens.word(next).filter(|(_, a)| a.joined) {
        days.push((next, atom.span, other));
        next = atom.next;
    }
    let (direction, after) = direction(tokens, next);
    if after > next {
        let last = days.last_mut()?;
        last.1 = Span::new(last.1.start, tokens.token(after - 1)?.span.end);
        next = after;
    }
    let found = days.into_iter().map(|(token, span, weekday)| Found {
        token,
        span,
        meaning: Meaning::Weekday { weekday, direction },
    });
    Some(Parse { found: found.collect(), next })
}

/// «السبت/الأحد»: the night between two days.
fn night(tokens: &Scan, at: usize, span: Span, first: u8, next: usize) -> Option<Parse> {
    let token = tokens.mark(next, &['/', '-', '\u{2013}'])?;
    let (Word::Weekday(second), atom) = tokens.word(token)? else { return None };
    let meaning = |is_second| Meaning::Night { first, second, is_second };
    let found = vec![
        Found { token: at, span, meaning: meaning(false) },
        Found { token, span: atom.span, meaning: meaning(true) },
    ];
    (second == first % 7 + 1).then_some(Parse { found, next: atom.next })
}

/// «الأحد الموافق 9 مارس»: the weekday is the date's.
fn corresponding(tokens: &Scan, at: usize, span: Span, weekday: u8, next: usize) -> Option<Parse> {
    let after = tokens.role(next, Role::Corresponding)?.next;
    let is_lam = tokens.word_form(after) == "\u{644}";
    let mut parse = dates(tokens, if is_lam { after + 1 } else { after }, true)?;
    let date = parse.found.first_mut()?;
    if let Meaning::Day { weekday: of_date, .. } = &mut date.meaning {
        *of_date = Some(weekday);
    }
    let meaning = date.meaning;
    parse.found.insert(0, Found { token: at, span, meaning });
    Some(parse)
}

/// Where weekdays lie, and the token after the words that say so.
fn direction(tokens: &Scan, at: usize) -> (Direction, usize) {
    if let Some((modifier, atom)) = modifier(tokens, at) {
        let direction = match modifier {
            Modifier::Past | Modifier::Last => Direction::Past(0),
            Modifier::BeforePast => Direction::Past(1),
            Modifier::Next => Direction::Future(0),
            Modifier::AfterNext => Direction::Future(1),
            Modifier::This => Direction::Week(0),
            Modifier::Same => Direction::Same,
            Modifier::New | Modifier::Following | Modifier::Preceding => return (Direction::Bare, at),
        };
        return (direction, atom.next);
    }
    week_of(tokens, at).unwrap_or((Direction::Bare, at))
}

/// «من الأسبوع المقبل», «من هذا الأسبوع».
fn week_of(tokens: &Scan, at: usize) -> Read<Direction> {
    let from = tokens.role(at, Role::From)?;
    if let Some((Word::Demonstrative(Demonstrative::This), dem)) = tokens.word(from.next) {
        let week = unit(tokens, dem.next, Unit::Week, &[Form::Definite])?;
        return Some((Direction::Week(0), week.next));
    }
    let week = unit(tokens, from.next, Unit::Week, &[Form::Definite])?;
    let (modifier, atom) = modifier(tokens, week.next)?;
    Some((Direction::Week(shift_of(modifier)?), atom.next))
}
