//! On which day a feast is.

use super::Calendar;
use super::calendar::{self, eastern_easter, western_easter};
use super::lexicon::{Era, Feast};
use super::meaning::Year;
use super::resolve::Named;
use super::resolve_year::{AMAZIGH, day_of, full, is_relative};
use super::value::Value;
use jiff::ToSpan as _;
use jiff::civil::Date;

/// A feast's day, its calendar, and whether its year is said by pointing.
pub(super) fn feast(
    reference: Option<Date>,
    named: Named,
    feast: Feast,
    year: Year,
) -> (Option<Value>, Calendar, bool) {
    let calendar = match feast {
        Feast::Fixed(calendar, ..) => calendar,
        Feast::Eid => Calendar::Hijri,
        Feast::WesternEaster(_) | Feast::EasternEaster(_) => Calendar::Gregorian,
    };
    let day = feast_day(reference, named, feast, year).map(Value::Day);
    let some_year = match (feast, year) {
        (Feast::Fixed(calendar, month, day), Year::Open) if is_solar(calendar) => {
            Some(Value::DayOfSomeYear(month, day))
        }
        _ => None,
    };
    (day.or(some_year), calendar, is_relative(year))
}

/// Whether a calendar's days are those of the Gregorian one.
fn is_solar(calendar: Calendar) -> bool {
    matches!(calendar, Calendar::Gregorian | Calendar::Amazigh)
}

fn feast_day(reference: Option<Date>, named: Named, feast: Feast, year: Year) -> Option<Date> {
    if let Year::Number { value, digits, era } = year {
        let value = full(reference, value, digits, era);
        let amazigh = matches!(feast, Feast::Fixed(Calendar::Amazigh, ..)) && value > 2500;
        let value = if amazigh { value - AMAZIGH } else { value };
        let native = era == Some(Era::Hijri) || (era.is_none() && value < 1700);
        return match feast {
            Feast::Fixed(calendar, month, day) if native || is_solar(calendar) => {
                day_of(calendar, value, month, day)
            }
            _ => feast_days(feast, value).into_iter().next(),
        };
    }
    if let Year::Same(by) = year {
        return feast_days(feast, named.year? + by).into_iter().next();
    }
    let today = reference?;
    let now = i32::from(today.year());
    if let Year::Shift(by) = year {
        return feast_days(feast, now + by).into_iter().next();
    }
    let away = |d: &Date| today.until(*d).map_or(i64::MAX, |s| i64::from(s.get_days()));
    let days = (now - 1..=now + 1).flat_map(|y| feast_days(feast, y));
    match year {
        Year::Before => days.filter(|d| *d < today).max(),
        Year::After => days.filter(|d| *d > today).min(),
        _ => days.min_by_key(|d| (away(d).abs(), away(d) > 0)),
    }
}

/// The days of a feast in a Gregorian year: a Hijri one can fall into it twice.
fn feast_days(feast: Feast, gregorian: i32) -> Vec<Date> {
    let shifted = |easter: Option<Date>, by: i8| easter.and_then(|d| d.checked_add(by.days()).ok());
    match feast {
        Feast::WesternEaster(by) => shifted(western_easter(gregorian), by).into_iter().collect(),
        Feast::EasternEaster(by) => shifted(eastern_easter(gregorian), by).into_iter().collect(),
        Feast::Eid => {
            let both = [(10, 1), (12, 10)].into_iter();
            both.flat_map(|(m, d)| feast_days(Feast::Fixed(Calendar::Hijri, m, d), gregorian)).collect()
        }
        Feast::Fixed(calendar, month, day) if is_solar(calendar) => {
            day_of(calendar, gregorian, month, day).into_iter().collect()
        }
        Feast::Fixed(calendar, month, day) => {
            let Some(start) = day_of(Calendar::Gregorian, gregorian, 1, 1) else { return Vec::new() };
            let first = calendar::of_date(calendar, start).year;
            let days = (first..first + 3).filter_map(|year| day_of(calendar, year, month, day));
            days.filter(|d| i32::from(d.year()) == gregorian).collect()
        }
    }
}
