//! Months: «مارس 2023», «شهر أكتوبر/تشرين الأول المقبل», «يناير وفبراير 2023», «رمضان».

use super::Calendar;
use super::lexicon::{Form, Role, Unit, Word};
use super::meaning::{Found, Meaning, Month, Parse, Year};
use super::phrases::{MonthName, month_name, month_year, unit};
use super::scan::{Kind, Scan};
use crate::Span;

/// A month or a list of months that share a year.
pub(super) fn month(tokens: &Scan, at: usize) -> Option<Parse> {
    const HEADS: [Form; 4] = [Form::Indefinite, Form::Definite, Form::ConstructDual, Form::Plural];
    let head = unit(tokens, at, Unit::Month, &HEADS);
    let first = head.map_or(at, |a| a.next);
    let (name, mut next) = month_name(tokens, first)?;
    let start = head.map_or(name.start, |a| a.span.start);
    let mut names = vec![(at, Span::new(start, tokens.token(next - 1)?.span.end), name)];
    while let Some((other, token, after)) = next_in_list(tokens, next, name) {
        names.push((token, Span::new(other.start, tokens.token(after - 1)?.span.end), other));
        next = after;
    }
    let year = month_year(tokens, next).filter(|(y, _)| fits(name, *y));
    if head.is_none() && !stands_alone(tokens, at, name, year.is_some()) {
        return None;
    }
    if let Some((_, after)) = year {
        names.last_mut()?.1.end = tokens.token(after - 1)?.span.end;
        next = after;
    }
    let year = year.map_or(Year::Open, |(y, _)| y);
    let found = names.into_iter().map(|(token, span, name)| Found {
        token,
        span,
        meaning: Meaning::Month { calendar: name.calendar, year, month: Month::Name(name.number) },
    });
    Some(Parse { found: found.collect(), next })
}

/// «وفبراير», «إلى مارس», «- مارس» after a month of the same calendar.
fn next_in_list(tokens: &Scan, at: usize, first: MonthName) -> Option<(MonthName, usize, usize)> {
    let atom = tokens.at(at)?;
    let token = match atom.kind {
        Kind::Word(Word::Month(..)) if atom.joined => at,
        Kind::Mark('-' | '\u{2013}') => atom.next,
        _ if atom.roles.has(Role::To) || atom.roles.has(Role::Or) => atom.next,
        _ => return None,
    };
    let (name, next) = month_name(tokens, token)?;
    (name.calendar == first.calendar && name.number != first.number).then_some((name, token, next))
}

/// A month whose name is also an everyday word takes a bare year of its own calendar only.
fn fits(name: MonthName, year: Year) -> bool {
    match (name.calendar, year) {
        (Calendar::Persian | Calendar::Coptic, Year::Number { value, .. }) if name.weak => value > 1000,
        (Calendar::Persian | Calendar::Coptic, _) if name.weak => false,
        _ => true,
    }
}

/// Folded epithets of Ramadan.
const HONOURS: [&str; 4] = ["المبارك", "الكريم", "المعظم", "الفضيل"];

/// Whether a month's name without «شهر» before it is a month here.
fn stands_alone(tokens: &Scan, at: usize, name: MonthName, dated: bool) -> bool {
    let everyday = name.weak || matches!(name.calendar, Calendar::Persian | Calendar::Coptic);
    if dated || !everyday {
        return !tokens.after_role(at, Role::Block) || dated;
    }
    let Some(atom) = tokens.at(at) else { return false };
    let placed = [Role::In, Role::Since, Role::To, Role::Edge, Role::Between]
        .iter()
        .any(|&r| tokens.after_role(at, r));
    match (name.calendar, name.number) {
        (Calendar::Gregorian, _) => placed || (tokens.after_role(at, Role::From) && name.number != 6),
        (Calendar::Hijri, 9) if HONOURS.contains(&tokens.word_form(atom.next)) => true,
        (Calendar::Hijri, 9) => {
            placed || tokens.after_role(at, Role::Festive) || atom.preposition == Some('ل')
        }
        (Calendar::Hijri, 2) => false,
        (Calendar::Hijri, _) => placed,
        _ => placed && !name.weak,
    }
}
