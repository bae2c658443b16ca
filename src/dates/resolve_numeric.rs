//! Dates in numbers alone: which number is the day, the month, the year, and in which calendar.

use super::Calendar;
use super::lexicon::Era;
use super::meaning::{Found, Meaning};
use super::resolve_year as years;
use jiff::civil::Date;

/// Whether the article writes months before days («11/19/2024»): its unambiguous dates vote.
pub(super) fn month_first(all: &[(usize, Found)]) -> bool {
    let (mut day_first, mut month_first) = (0, 0);
    for (_, found) in all {
        if let Meaning::Numeric { parts: [(a, 1 | 2), (b, _), _], .. } = found.meaning {
            day_first += usize::from(a > 12);
            month_first += usize::from(b > 12);
        }
    }
    month_first > day_first
}

/// The calendar and the day of three numbers with their digits.
pub(super) fn numeric(
    reference: Option<Date>,
    month_first: bool,
    parts: [(u16, u8); 3],
    era: Option<Era>,
) -> (Calendar, Option<Date>) {
    let [(a, digits_a), (b, _), (c, digits_c)] = parts;
    let (year, digits, first, second) = if digits_a == 4 { (a, 4, c, b) } else { (c, digits_c, a, b) };
    // `first` is the day and `second` the month, unless that is impossible or the article counts otherwise.
    let swap = second > 12 || (month_first && digits_a != 4 && first <= 12);
    let (day, month) = if swap { (second, first) } else { (first, second) };
    let hijri = era == Some(Era::Hijri) || (era.is_none() && (1300..=1500).contains(&year));
    let calendar = match era {
        Some(Era::Persian) => Calendar::Persian,
        _ if hijri => Calendar::Hijri,
        _ => Calendar::Gregorian,
    };
    let year = years::full(reference, year, digits, era);
    (calendar, years::day_of(calendar, year, month as u8, day as u8).filter(|_| day <= 31))
}

/// Whether three numbers could be a date in some order.
pub(super) fn numeric_is_possible(parts: [(u16, u8); 3]) -> bool {
    let [first, (middle, _), last] = parts;
    let ((year, digits), other) = if first.1 == 4 { (first, last.0) } else { (last, first.0) };
    let days = (1..=31).contains(&middle) && (1..=31).contains(&other) && (middle <= 12 || other <= 12);
    days && (digits == 2 || (1300..=1500).contains(&year) || (1700..=2200).contains(&year))
}
