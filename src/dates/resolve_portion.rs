//! The first or last so many months, quarters or days of a year or month.

use super::lexicon::Unit;
use super::meaning::{Month, Portion, Whole, Year};
use super::resolve::Named;
use super::resolve_unit as units;
use super::resolve_year::{self as years, Choice};
use super::value::{Part, Value};
use super::{Calendar, Grain};
use jiff::civil::Date;

/// The portion's value, what it counts in, and whether the words point.
pub(super) fn portion(
    reference: Option<Date>,
    named: Named,
    portion: Portion,
) -> (Option<Value>, Grain, Calendar, bool) {
    let grain = units::grain(portion.unit);
    match portion.of {
        Whole::Year(year) => {
            let whole = years::counted(reference, named, year);
            let calendar = whole.map_or(Calendar::Gregorian, |(calendar, _)| calendar);
            let value = whole.and_then(|(calendar, number)| of_year(portion, calendar, number));
            (value, grain, calendar, years::is_relative(year))
        }
        Whole::Month { calendar, month, year } => {
            let relative = years::is_relative(year) || !matches!(month, Month::Name(_));
            let whole = month_of(reference, named, calendar, month, year);
            let value = whole.and_then(|(year, month)| days(portion, calendar, year, month));
            (value, grain, calendar, relative)
        }
    }
}

fn of_year(portion: Portion, calendar: Calendar, year: i32) -> Option<Value> {
    if portion.unit == Unit::Quarter {
        let (first, last) = ends(portion, 4)?;
        let quarter = |n| Value::Part(Some(year), Part::Quarter(n));
        return (calendar == Calendar::Gregorian).then(|| Value::interval(quarter(first), quarter(last)));
    }
    let (first, last) = ends(portion, super::calendar::months_in_year(calendar))?;
    let month = |n| years::month_value(calendar, year, n);
    Some(Value::interval(month(first)?, month(last)?))
}

/// First and last place, counted from the start; `None` when the whole has fewer parts.
fn ends(portion: Portion, parts: u8) -> Option<(u8, u8)> {
    let Portion { first, last, from_end, .. } = portion;
    if first > parts {
        return None;
    }
    let last = last.min(parts);
    Some(if from_end { (parts + 1 - last, parts + 1 - first) } else { (first, last) })
}

fn month_of(
    reference: Option<Date>,
    named: Named,
    calendar: Calendar,
    month: Month,
    year: Year,
) -> Option<(i32, u8)> {
    let Month::Name(number) = month else { return units::month(reference, named, month) };
    let choice = Choice { calendar, month: number, day: None, weekday: None };
    Some((years::choose(reference, named, choice, year)?, number))
}

fn days(portion: Portion, calendar: Calendar, year: i32, month: u8) -> Option<Value> {
    let (first, last) = ends(portion, super::calendar::month_length(calendar, year, month)?)?;
    let day = |n| years::day_of(calendar, year, month, n).map(Value::Day);
    Some(Value::interval(day(first)?, day(last)?))
}
