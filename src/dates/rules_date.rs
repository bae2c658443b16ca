//! Dates with a day's number: one («الحادي والعشرين من آذار»), or several that share a month and a year («بين 3 و7 آذار»).

use super::Calendar;
use super::lexicon::{Modifier, Role, Word};
use super::meaning::{Found, Meaning, Month, Parse, Year};
use super::numbers::{DayNumber, Read, day_number};
use super::phrases::{modifier, month_of_day, month_year, shift_of};
use super::rules_numeric::numeric;
use super::scan::{Kind, Scan};
use crate::Span;

/// One day of a list before its month is known.
struct Listed {
    token: usize,
    span: Span,
    number: DayNumber,
    weekday: Option<u8>,
}

/// A date or a list of days that share a month and a year.
pub(super) fn dates(tokens: &Scan, at: usize, headed: bool) -> Option<Parse> {
    if let Some(parse) = numeric(tokens, at, headed) {
        return Some(parse);
    }
    let mut listed = Vec::new();
    let mut next = at;
    loop {
        let (day, after) = listed_day(tokens, next)?;
        let number = day.number;
        listed.push(day);
        if let Some(((calendar, month, year), end)) = month_and_year(tokens, after, number) {
            return Some(with_month(tokens, listed, calendar, month, year, end));
        }
        next = separator(tokens, after)?;
        if listed.len() > 6 {
            return None;
        }
    }
}

fn listed_day(tokens: &Scan, at: usize) -> Option<(Listed, usize)> {
    let weekday = match tokens.word(at) {
        Some((Word::Weekday(weekday), atom)) => Some((weekday, atom)),
        _ => None,
    };
    let from = weekday.map_or(at, |(_, a)| a.next);
    let (number, next) = day_number(tokens, from)?;
    let start = tokens.at(at)?.span.start;
    let end = tokens.token(next.checked_sub(1)?)?.span.end;
    Some((Listed { token: at, span: Span::new(start, end), number, weekday: weekday.map(|(w, _)| w) }, next))
}

fn with_month(
    tokens: &Scan,
    listed: Vec<Listed>,
    calendar: Calendar,
    month: Month,
    year: Year,
    next: usize,
) -> Parse {
    let mut found: Vec<Found> = listed
        .into_iter()
        .map(|day| Found {
            token: day.token,
            span: day.span,
            meaning: Meaning::Day { calendar, year, month, day: day.number.day, weekday: day.weekday },
        })
        .collect();
    if let (Some(last), Some(token)) = (found.last_mut(), tokens.token(next - 1)) {
        last.span = Span::new(last.span.start, token.span.end);
    }
    Parse { found, next }
}

/// The token after «و», «إلى», «حتى», «أو», a dash or a comma between two days. A word's own «و» needs no token.
fn separator(tokens: &Scan, at: usize) -> Option<usize> {
    if let Some(next) = tokens.mark(at, &['-', '\u{2013}', '\u{2014}', '\u{60C}']) {
        return Some(next);
    }
    let atom = tokens.at(at)?;
    if [Role::And, Role::To, Role::Or].iter().any(|&r| atom.roles.has(r)) {
        return Some(atom.next);
    }
    (atom.joined && matches!(atom.kind, Kind::Word(Word::Ordinal(_) | Word::Number(_) | Word::Weekday(_))))
        .then_some(at)
}

/// The month and year after a day's number.
fn month_and_year(tokens: &Scan, at: usize, number: DayNumber) -> Read<(Calendar, Month, Year)> {
    let from = tokens.role(at, Role::From);
    let at_month = from.map_or(at, |a| a.next);
    if let Some(((calendar, month, weak), next)) = month_of_day(tokens, at_month) {
        let word_day = number.named && number.day != 32 && number.day != 1;
        // «أول الشهر المقبل» is its beginning, as «مطلع» would be.
        if from.is_none() && !matches!(month, Month::Name(_)) && tokens.word_form(at - 1) == "اول" {
            return None;
        }
        let year = if matches!(month, Month::Name(_)) { month_year(tokens, next) } else { None };
        let supported = year.is_some() || from.is_some() || calendar == Calendar::Gregorian;
        let doubtful = weak && (!supported || (is_zero_or_persian(calendar, month) && year.is_none()));
        let loose = word_day && from.is_none() && weak;
        if doubtful || loose {
            return None;
        }
        return Some(match year {
            Some((year, next)) => ((calendar, month, year), next),
            None => ((calendar, month, Year::Open), next),
        });
    }
    // «20 الجاري»: the month is understood.
    let (modifier, atom) = modifier(tokens, at_month)?;
    let masculine = !tokens.word_form(atom.next - 1).ends_with('ه');
    let fits = masculine
        && (!number.named || from.is_some())
        && matches!(modifier, Modifier::Past | Modifier::This | Modifier::Next);
    fits.then_some(((Calendar::Gregorian, Month::Shift(shift_of(modifier)?), Year::Open), atom.next))
}

/// «صفر» is also zero, and the weak Persian names are everyday words: a number before them proves nothing.
fn is_zero_or_persian(calendar: Calendar, month: Month) -> bool {
    matches!(calendar, Calendar::Persian | Calendar::Coptic)
        || (calendar == Calendar::Hijri && month == Month::Name(2))
}
