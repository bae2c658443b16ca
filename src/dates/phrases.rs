//! Pieces that several rules share: month names, modifiers, years.

use super::Calendar;
use super::lexicon::{Demonstrative, Era, Form, Modifier, Role, Unit, Word};
use super::meaning::{Month, Year};
use super::numbers::{Read, cardinal};
use super::scan::{Atom, Kind, Scan};
use crate::text::{Token, TokenKind};

/// A month's name with its pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct MonthName {
    pub(super) calendar: Calendar,
    pub(super) number: u8,
    /// The name is also another word, and no second name stands beside it.
    pub(super) weak: bool,
    /// First byte of the name.
    pub(super) start: usize,
}

const SLASHES: [char; 5] = ['/', '-', '\u{2013}', '\\', '\u{2014}'];

/// «آذار», «آذار/مارس», «مارس (آذار)», «(آذار)مارس».
pub(super) fn month_name(tokens: &Scan, at: usize) -> Read<MonthName> {
    if let Some(inner) = tokens.mark(at, &['(']) {
        let (first, next) = one_month(tokens, inner)?;
        let close = tokens.mark(next, &[')'])?;
        let (second, next) = one_month(tokens, close).filter(|(m, _)| is_pair(first, *m))?;
        let start = tokens.token(at)?.span.start;
        return Some((MonthName { weak: false, start, ..second }, next));
    }
    let (first, next) = one_month(tokens, at)?;
    if let Some(inside) = tokens.mark(next, &['('])
        && let Some((_, end)) = one_month(tokens, inside).filter(|(m, _)| is_pair(first, *m))
        && let Some(close) = tokens.mark(end, &[')'])
    {
        return Some((MonthName { weak: false, ..first }, close));
    }
    // Some agencies write the two names without a mark: «أكتوبر تشرين الأول».
    let second = tokens
        .mark(next, &SLASHES)
        .and_then(|after| one_month(tokens, after))
        .or_else(|| one_month(tokens, next).filter(|_| tokens.at(next).is_some_and(is_bare)));
    match second.filter(|(m, _)| is_pair(first, *m)) {
        Some((_, end)) => Some((MonthName { weak: false, ..first }, end)),
        None => Some((first, next)),
    }
}

/// Without clitics.
pub(super) fn is_bare(atom: Atom) -> bool {
    !atom.joined && atom.preposition.is_none()
}

fn one_month(tokens: &Scan, at: usize) -> Read<MonthName> {
    let (Word::Month(calendar, number, weak), atom) = tokens.word(at)? else { return None };
    Some((MonthName { calendar, number, weak, start: atom.span.start }, atom.next))
}

/// Two names of one month. Only the Gregorian months have two: «صفر - صفر» is a score.
fn is_pair(a: MonthName, b: MonthName) -> bool {
    a.calendar == Calendar::Gregorian && b.calendar == a.calendar && a.number == b.number
}

/// A modifier without clitics.
pub(super) fn modifier(tokens: &Scan, at: usize) -> Option<(Modifier, Atom)> {
    match tokens.word(at)? {
        (Word::Modifier(m), atom) if atom.preposition.is_none() && !atom.joined => Some((m, atom)),
        _ => None,
    }
}

/// How many units from the article's a modifier points; `None` for the anaphoric ones.
pub(super) fn shift_of(modifier: Modifier) -> Option<i32> {
    Some(match modifier {
        Modifier::Past | Modifier::Last => -1,
        Modifier::BeforePast => -2,
        Modifier::This | Modifier::New => 0,
        Modifier::Next => 1,
        Modifier::AfterNext => 2,
        Modifier::Same | Modifier::Following | Modifier::Preceding => return None,
    })
}

/// How many units from the one last named; `None` for the others.
pub(super) fn anaphor_of(modifier: Modifier) -> Option<i32> {
    Some(match modifier {
        Modifier::Same => 0,
        Modifier::Following => 1,
        Modifier::Preceding => -1,
        _ => return None,
    })
}

/// A unit's noun of one of `forms`.
pub(super) fn unit(tokens: &Scan, at: usize, unit: Unit, forms: &[Form]) -> Option<Atom> {
    match tokens.word(at)? {
        (Word::Unit(u, form), atom) if u == unit && forms.contains(&form) => Some(atom),
        _ => None,
    }
}

/// The token after an optional «من» or «في».
pub(super) fn skip_from(tokens: &Scan, at: usize) -> usize {
    tokens.role(at, Role::From).or_else(|| tokens.role(at, Role::In)).map_or(at, |a| a.next)
}

/// The token after an optional comma or slash before a four-digit year («عام ،2010», «25 يوليو/ تموز/ 2013»).
pub(super) fn skip_comma(tokens: &Scan, at: usize) -> usize {
    match tokens.mark(at, &['\u{60C}', ',', '/']) {
        Some(next) if matches!(tokens.at(next).map(|a| a.kind), Some(Kind::Digits(1000..=2999, 4))) => next,
        _ => at,
    }
}

/// How freely a year's number is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reading {
    /// Four digits or more than a thousand in words; less only with an era.
    Strict,
    /// After «عام» or a season also two digits and two-part words («تسع وتسعين»).
    Free,
}

/// A year's number with its era.
pub(super) fn year_number(tokens: &Scan, at: usize, reading: Reading) -> Read<Year> {
    let atom = tokens.at(at)?;
    let free = reading == Reading::Free;
    let (value, digits, next) = match atom.kind {
        Kind::Digits(value, digits) => (value as u16, digits, atom.next),
        Kind::Word(Word::Number(_)) => {
            let (value, next) = cardinal(tokens, at)?;
            (value, 0, next)
        }
        _ => return None,
    };
    if let Some((era, next)) = era(tokens, next, digits) {
        return (value > 0).then_some((Year::Number { value, digits, era: Some(era) }, next));
    }
    let plausible = match digits {
        4 => (1000..=2999).contains(&value),
        0 => value >= 1000 || (free && (20..100).contains(&value)),
        2 => free && value >= 10 && !is_counted(tokens, next),
        _ => false,
    };
    plausible.then_some((Year::Number { value, digits, era: None }, next))
}

/// An era after a year's number; abbreviations that are also other words only after digits.
pub(super) fn era(tokens: &Scan, at: usize, digits: u8) -> Read<Era> {
    let (Word::Era(era, weak), atom) = tokens.word(at)? else { return None };
    (!weak || (digits > 0 && atom.preposition.is_none())).then_some((era, atom.next))
}

/// Whether the number before `at` counts something.
pub(super) fn is_counted(tokens: &Scan, at: usize) -> bool {
    let Some(atom) = tokens.at(at) else { return false };
    match atom.kind {
        Kind::Mark('%' | '\u{66A}') => true,
        Kind::Word(Word::Unit(..)) => !atom.joined && atom.preposition.is_none(),
        _ => atom.roles.has(Role::Counted) && !atom.joined && atom.preposition.is_none(),
    }
}

/// «عام 2011», «العام الماضي», «هذه السنة», «السنة المالية 2012»: a year said in full.
pub(super) fn year_phrase(tokens: &Scan, at: usize) -> Read<Year> {
    const HEADS: [Form; 2] = [Form::Indefinite, Form::Definite];
    if let Some((Word::Demonstrative(which), dem)) = tokens.word(at) {
        let noun = unit(tokens, dem.next, Unit::Year, &HEADS).filter(|&noun| is_bare(noun))?;
        let year = if which == Demonstrative::This { Year::Shift(0) } else { Year::Same(0) };
        return Some((year, noun.next));
    }
    let head = unit(tokens, at, Unit::Year, &HEADS)?;
    let after = [Role::Fiscal, Role::School].iter().find_map(|&r| tokens.role(head.next, r));
    let next = after.map_or(head.next, |a| a.next);
    if let Some(read) = year_of_era(tokens, next) {
        return Some(read);
    }
    if let Some((modifier, atom)) = modifier(tokens, next) {
        if let Some(read) = year_gloss(tokens, atom.next) {
            return Some(read);
        }
        let year = shift_of(modifier).map(Year::Shift).or(anaphor_of(modifier).map(Year::Same))?;
        return Some((year, atom.next));
    }
    year_number(tokens, skip_comma(tokens, next), Reading::Free)
}

/// «العام الهجري 1446», «السنة الهجرية الجديدة»: the era before the number, or before a modifier.
pub(super) fn year_of_era(tokens: &Scan, at: usize) -> Read<Year> {
    let (era, next) = era(tokens, at, 0)?;
    if let Some((Year::Number { value, digits, era: None }, next)) = year_number(tokens, next, Reading::Free)
    {
        return Some((Year::Number { value, digits, era: Some(era) }, next));
    }
    let (modifier, atom) = modifier(tokens, next).filter(|_| era == Era::Hijri)?;
    let year = if modifier == Modifier::New { Year::NewHijri } else { Year::Hijri(shift_of(modifier)?) };
    Some((year, atom.next))
}

/// The number that says which year «العام الماضي» is («العام الماضي 2013», «العام الحالي ،2015»).
pub(super) fn year_gloss(tokens: &Scan, at: usize) -> Read<Year> {
    let at = skip_comma(tokens, at);
    let (Year::Number { value, digits, era }, next) = year_number(tokens, at, Reading::Strict)? else {
        return None;
    };
    // «العام الماضي 2013 حادثا»: what is counted stands in the accusative, or is feminine.
    let is_bare = |t: &Token| t.kind == TokenKind::Arabic && t.spaced && t.proclitic.is_empty();
    let noun =
        tokens.token(next).is_some_and(is_bare) && tokens.word_form(next).ends_with(['\u{627}', '\u{647}']);
    let is_year = digits == 4 && (1900..=2100).contains(&value) && value % 100 != 0;
    (is_year && !noun && !is_counted(tokens, next)).then_some((Year::Number { value, digits, era }, next))
}

/// What a month's year is, from the words after it: a number, «من العام الماضي», «الماضي».
pub(super) fn month_year(tokens: &Scan, at: usize) -> Read<Year> {
    if let Some(read) = year_number(tokens, skip_comma(tokens, at), Reading::Strict) {
        return (!is_counted(tokens, read.1)).then_some(read);
    }
    if let Some(read) = year_phrase(tokens, at).or_else(|| year_phrase(tokens, skip_from(tokens, at))) {
        return Some(read);
    }
    let from = tokens.role(at, Role::From).map(|a| a.next);
    if let Some(read) = from.and_then(|next| year_number(tokens, next, Reading::Strict)) {
        return Some(read);
    }
    let (modifier, atom) = modifier(tokens, at)?;
    let year = match modifier {
        Modifier::Past | Modifier::Last | Modifier::BeforePast => Year::Before,
        Modifier::Next | Modifier::AfterNext => Year::After,
        Modifier::This | Modifier::New => Year::Current,
        Modifier::Same => Year::Same(0),
        Modifier::Following | Modifier::Preceding => return None,
    };
    Some((year, atom.next))
}

/// The month that a day's number belongs to: «مارس», «شهر مارس», «الشهر الجاري», «هذا الشهر», «نفس الشهر».
pub(super) fn month_of_day(tokens: &Scan, at: usize) -> Read<(Calendar, Month, bool)> {
    if let Some((Word::Demonstrative(which), dem)) = tokens.word(at) {
        let noun = unit(tokens, dem.next, Unit::Month, &[Form::Definite])?;
        let this = which == Demonstrative::This;
        let month = if this { Month::Shift(0) } else { Month::Same(0) };
        return Some(((Calendar::Gregorian, month, false), noun.next));
    }
    if let Some(noun) = unit(tokens, at, Unit::Month, &[Form::Definite])
        && let Some((modifier, atom)) = modifier(tokens, noun.next)
    {
        let month = shift_of(modifier).map(Month::Shift).or(anaphor_of(modifier).map(Month::Same))?;
        return Some(((Calendar::Gregorian, month, false), atom.next));
    }
    let noun = unit(tokens, at, Unit::Month, &[Form::Definite, Form::Indefinite]);
    let (name, next) = month_name(tokens, noun.map_or(at, |a| a.next))?;
    Some(((name.calendar, Month::Name(name.number), name.weak && noun.is_none()), next))
}
