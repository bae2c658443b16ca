//! Which year, decade, century or feast is meant.

use super::Calendar;
use super::calendar::{self, Ymd};
use super::lexicon::Era;
use super::meaning::{Century, Year};
use super::resolve::Named;
use super::resolve_weekday::weekday_of;
use super::value::Value;
use jiff::civil::Date;

/// A month, or a day of one, whose year is to be chosen.
#[derive(Debug, Clone, Copy)]
pub(super) struct Choice {
    pub(super) calendar: Calendar,
    pub(super) month: u8,
    /// `None` for the whole month, 32 for its last day.
    pub(super) day: Option<u8>,
    pub(super) weekday: Option<u8>,
}

/// The Gregorian day; 32 is a month's last.
pub(super) fn day_of(calendar: Calendar, year: i32, month: u8, day: u8) -> Option<Date> {
    let day = if day == 32 { calendar::month_length(calendar, year, month)? } else { day };
    calendar::to_date(calendar, Ymd { year, month, day })
}

/// Whether the year is said by pointing.
pub(super) fn is_relative(year: Year) -> bool {
    !matches!(year, Year::Open | Year::Number { .. } | Year::Divided(false))
}

/// A year of the choice's calendar; `None` when it cannot be known.
pub(super) fn choose(reference: Option<Date>, named: Named, choice: Choice, year: Year) -> Option<i32> {
    let Choice { calendar, month, .. } = choice;
    if let Year::Number { value, digits, era } = year {
        let value = full(reference, value, digits, era);
        return match (calendar, era) {
            (Calendar::Gregorian, Some(Era::BeforeCommon)) => Some(1 - value),
            (Calendar::Gregorian | Calendar::Amazigh, _) => Some(value),
            (_, Some(Era::Common)) => in_gregorian_year(choice, value),
            (_, None) if value >= foreign_from(calendar) => in_gregorian_year(choice, value),
            _ => Some(value),
        };
    }
    if let Year::Same(by) = year {
        let value = named.year? + by;
        return if calendar == Calendar::Gregorian { Some(value) } else { in_gregorian_year(choice, value) };
    }
    let today = reference?;
    let now = calendar::of_date(calendar, today);
    match year {
        Year::Hijri(_) | Year::NewHijri => {
            counted(reference, named, year).filter(|&(of, _)| of == calendar).map(|(_, year)| year)
        }
        Year::Shift(by) => Some(now.year + by),
        Year::Before | Year::After if choice.day.is_some() => beyond(choice, today, now.year, year),
        Year::Before => Some(if month < now.month { now.year } else { now.year - 1 }),
        Year::After => Some(if month > now.month { now.year } else { now.year + 1 }),
        _ => nearest(choice, today, now.year),
    }
}

/// From this year on a number beside the calendar's month is a Gregorian year.
fn foreign_from(calendar: Calendar) -> i32 {
    match calendar {
        Calendar::Coptic => 1800,
        _ => 1700,
    }
}

/// The year of the choice's calendar in which it falls into a Gregorian year.
fn in_gregorian_year(choice: Choice, gregorian: i32) -> Option<i32> {
    let start = Date::new(i16::try_from(gregorian).ok()?, 1, 1).ok()?;
    let first = calendar::of_date(choice.calendar, start).year;
    (first..first + 3).find(|&year| {
        let day = day_of(choice.calendar, year, choice.month, choice.day.unwrap_or(15));
        day.is_some_and(|d| i32::from(d.year()) == gregorian)
    })
}

/// The year that brings the choice nearest to today, past first; one with the right weekday before all others.
fn nearest(choice: Choice, today: Date, now: i32) -> Option<i32> {
    let candidates = |reach: i32| {
        let days = (now - reach..=now + reach).filter_map(|year| {
            let day = day_of(choice.calendar, year, choice.month, choice.day.unwrap_or(15))?;
            let away = distance(choice, today, day);
            let wrong = choice.weekday.is_some_and(|w| w != weekday_of(day));
            Some(((wrong, away.abs(), away > 0), year))
        });
        days.min().map(|(_, year)| year)
    };
    // The 29th of February, the 30th of a Hijri month: not in every year.
    candidates(1).or_else(|| candidates(8))
}

/// «15 نيسان الماضي», «5 مارس المقبل»: the year of the last such day before today, or of the first one after it.
fn beyond(choice: Choice, today: Date, now: i32, year: Year) -> Option<i32> {
    let day = |year: &i32| day_of(choice.calendar, *year, choice.month, choice.day.unwrap_or(1));
    // The 29th of February comes every fourth year, once in a century every eighth.
    if year == Year::Before {
        (now - 8..=now).rev().find(|y| day(y).is_some_and(|d| d < today))
    } else {
        (now..=now + 8).find(|y| day(y).is_some_and(|d| d > today))
    }
}

/// Days from today; for a whole month of our calendar, months.
fn distance(choice: Choice, today: Date, day: Date) -> i64 {
    if choice.day.is_none() && choice.calendar == Calendar::Gregorian {
        let months = |d: Date| i64::from(d.year()) * 12 + i64::from(d.month());
        return months(day) - months(today);
    }
    today.until(day).map_or(0, |span| i64::from(span.get_days()))
}

/// A month as a value: a Gregorian month, or the days of another calendar's.
pub(super) fn month_value(calendar: Calendar, year: i32, month: u8) -> Option<Value> {
    if calendar == Calendar::Gregorian {
        return (1..=12).contains(&month).then_some(Value::Month(year, month));
    }
    let (first, last) = (day_of(calendar, year, month, 1)?, day_of(calendar, year, month, 32)?);
    Some(Value::interval(Value::Day(first), Value::Day(last)))
}

/// A year's calendar and its number there; `None` when it cannot be known. An Amazigh year, whose first day differs by
/// country, is the Gregorian year that it shares most days with.
pub(super) fn counted(reference: Option<Date>, named: Named, year: Year) -> Option<(Calendar, i32)> {
    let today = reference.map(|d| i32::from(d.year()));
    let number = match year {
        Year::Number { value, digits, era } => {
            let value = full(reference, value, digits, era);
            return Some(numbered(reference, value, digits, era));
        }
        Year::Shift(by) => today? + by,
        Year::Same(by) => named.year? + by,
        Year::Before => today? - 1,
        Year::After => today? + 1,
        Year::Open | Year::Current => today?,
        Year::Hijri(by) => {
            return Some((Calendar::Hijri, calendar::of_date(Calendar::Hijri, reference?).year + by));
        }
        Year::NewHijri => {
            let now = calendar::of_date(Calendar::Hijri, reference?);
            return Some((Calendar::Hijri, now.year + i32::from(now.month >= 7)));
        }
        Year::Divided(_) => return None,
    };
    Some((Calendar::Gregorian, number))
}

fn numbered(reference: Option<Date>, value: i32, digits: u8, era: Option<Era>) -> (Calendar, i32) {
    match era {
        Some(Era::BeforeCommon) => (Calendar::Gregorian, 1 - value),
        Some(Era::Amazigh) => (Calendar::Amazigh, value - AMAZIGH),
        Some(Era::Hijri) => (Calendar::Hijri, value),
        Some(Era::Persian) => (Calendar::Persian, value),
        Some(Era::Coptic) => (Calendar::Coptic, value),
        None if digits == 4 && is_current_hijri(reference, value) => (Calendar::Hijri, value),
        None | Some(Era::Common) => (Calendar::Gregorian, value),
    }
}

/// How much the Amazigh count is ahead of the Gregorian one.
pub(super) const AMAZIGH: i32 = 950;

/// A year as a value, and its calendar: a Gregorian year, or the days of another calendar's.
pub(super) fn year_value(reference: Option<Date>, named: Named, year: Year) -> (Option<Value>, Calendar) {
    let Some((calendar, number)) = counted(reference, named, year) else {
        let is_hijri = matches!(year, Year::Hijri(_) | Year::NewHijri);
        return (None, if is_hijri { Calendar::Hijri } else { Calendar::Gregorian });
    };
    if matches!(calendar, Calendar::Gregorian | Calendar::Amazigh) {
        return (Some(Value::Year(number)), calendar);
    }
    let first = day_of(calendar, number, 1, 1);
    let last = day_of(calendar, number, calendar::months_in_year(calendar), 32);
    (first.zip(last).map(|(a, b)| Value::interval(Value::Day(a), Value::Day(b))), calendar)
}

/// A number without an era within three years of the article's Hijri year is a Hijri year.
fn is_current_hijri(reference: Option<Date>, value: i32) -> bool {
    reference.is_some_and(|d| (calendar::of_date(Calendar::Hijri, d).year - value).abs() <= 3)
}

/// A year in full: two digits are of this century up to the article's year (2030 without one), else of the last.
pub(super) fn full(reference: Option<Date>, value: u16, digits: u8, era: Option<Era>) -> i32 {
    let value = i32::from(value);
    let short = digits == 2 || (digits == 0 && (20..100).contains(&value));
    if era.is_some() || !short {
        return value;
    }
    let now = reference.map_or(2030, |d| i32::from(d.year()));
    let century = now - now.rem_euclid(100);
    if value <= now - century { century + value } else { century - 100 + value }
}

/// «التسعينيات»: the last such decade before the article's own.
pub(super) fn decade(reference: Option<Date>, decade: u8, century: Century) -> Option<Value> {
    let decade = i32::from(decade) / 10;
    let now = reference.map(|d| i32::from(d.year()));
    let tens = match century {
        Century::Open => {
            let limit = now.map_or(200, |y| y.div_euclid(10));
            let this = limit.div_euclid(10) * 10 + decade;
            if this < limit { this } else { this - 10 }
        }
        Century::Number(n, None | Some(Era::Common)) => (i32::from(n) - 1) * 10 + decade,
        Century::Number(..) => return None,
        Century::Shift(by) => (now?.div_euclid(100) + by) * 10 + decade,
    };
    Some(Value::Decade(tens))
}

pub(super) fn century(reference: Option<Date>, century: Century) -> Option<Value> {
    match century {
        Century::Open => None,
        Century::Shift(by) => Some(Value::Century(i32::from(reference?.year()).div_euclid(100) + by)),
        Century::Number(n, Some(Era::BeforeCommon)) => Some(Value::Century(-i32::from(n))),
        Century::Number(n, Some(Era::Hijri)) => {
            let last = i32::from(n) * 100;
            let (first, last) =
                (day_of(Calendar::Hijri, last - 99, 1, 1)?, day_of(Calendar::Hijri, last, 12, 32)?);
            Some(Value::interval(Value::Day(first), Value::Day(last)))
        }
        Century::Number(n, _) => Some(Value::Century(i32::from(n) - 1)),
    }
}
