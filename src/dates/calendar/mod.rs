//! Calendars: from a year, month and day of each to the Gregorian day, and back.

mod coptic;
mod easter;
mod hijri;
mod persian;
mod umm_al_qura;

pub(super) use easter::{eastern_easter, western_easter};

use super::Calendar;
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

/// Julian day number of 1970-01-01.
const UNIX_JDN: i64 = 2_440_588;

/// A day in some calendar: year, month from 1, day from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Ymd {
    pub(super) year: i32,
    pub(super) month: u8,
    pub(super) day: u8,
}

/// The Gregorian day of a day in `calendar`; `None` when there is no such day.
pub(super) fn to_date(calendar: Calendar, ymd: Ymd) -> Option<Date> {
    if ymd.day == 0 || ymd.day > month_length(calendar, ymd.year, ymd.month)? {
        return None;
    }
    let offset = i64::from(ymd.day) - 1;
    match calendar {
        Calendar::Gregorian | Calendar::Amazigh => {
            let (month, day) = (ymd.month.cast_signed(), ymd.day.cast_signed());
            Date::new(i16::try_from(ymd.year).ok()?, month, day).ok()
        }
        Calendar::Hijri => of_jdn(hijri::month_start(ymd.year, ymd.month)? + offset),
        Calendar::Persian => of_jdn(persian::month_start(ymd.year, ymd.month)? + offset),
        Calendar::Coptic => of_jdn(coptic::month_start(ymd.year, ymd.month)? + offset),
    }
}

/// The day of `calendar` on a Gregorian day.
pub(super) fn of_date(calendar: Calendar, day: Date) -> Ymd {
    match calendar {
        Calendar::Gregorian | Calendar::Amazigh => Ymd {
            year: i32::from(day.year()),
            month: day.month().unsigned_abs(),
            day: day.day().unsigned_abs(),
        },
        Calendar::Hijri => hijri::of_jdn(jdn(day)),
        Calendar::Persian => search(jdn(day), 12, persian::estimate(jdn(day)), persian::month_start),
        Calendar::Coptic => search(jdn(day), 13, coptic::estimate(jdn(day)), coptic::month_start),
    }
}

/// How many days a month has; `None` when there is no such month.
pub(super) fn month_length(calendar: Calendar, year: i32, month: u8) -> Option<u8> {
    let (start, next): (i64, i64) = match calendar {
        Calendar::Gregorian | Calendar::Amazigh => {
            let first = Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, 1).ok()?;
            return Some(first.days_in_month().unsigned_abs());
        }
        Calendar::Hijri => {
            (hijri::month_start(year, month)?, next_start(hijri::month_start, year, month, 12)?)
        }
        Calendar::Persian => {
            (persian::month_start(year, month)?, next_start(persian::month_start, year, month, 12)?)
        }
        Calendar::Coptic => {
            (coptic::month_start(year, month)?, next_start(coptic::month_start, year, month, 13)?)
        }
    };
    u8::try_from(next - start).ok()
}

/// How many months a year has.
pub(super) fn months_in_year(calendar: Calendar) -> u8 {
    if calendar == Calendar::Coptic { 13 } else { 12 }
}

fn next_start(start: fn(i32, u8) -> Option<i64>, year: i32, month: u8, months: u8) -> Option<i64> {
    if month == months { start(year + 1, 1) } else { start(year, month + 1) }
}

/// The day of a calendar with the Julian day number `jdn`, by its months' starts, looking from the year `near`.
fn search(jdn: i64, months: u8, near: i32, start: fn(i32, u8) -> Option<i64>) -> Ymd {
    let mut year = near + 1;
    while start(year, 1).is_some_and(|s| s > jdn) {
        year -= 1;
    }
    let month = (1..=months).rev().find(|&m| start(year, m).is_some_and(|s| s <= jdn)).unwrap_or(1);
    let day = start(year, month).map_or(1, |s| jdn - s + 1);
    Ymd { year, month, day: u8::try_from(day).unwrap_or(1) }
}

fn jdn(day: Date) -> i64 {
    let span = date(1970, 1, 1).until(day).map_or(0, |s| i64::from(s.get_days()));
    UNIX_JDN + span
}

fn of_jdn(jdn: i64) -> Option<Date> {
    date(1970, 1, 1).checked_add((jdn - UNIX_JDN).days()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn round_trip(calendar: Calendar, from: Date, days: i64) {
        for n in 0..days {
            let day = from.checked_add(n.days()).expect("in range");
            assert_eq!(to_date(calendar, of_date(calendar, day)), Some(day), "{calendar:?} {day}");
        }
    }

    #[test]
    fn every_day_comes_back() {
        round_trip(Calendar::Hijri, date(1924, 8, 1), 56_000);
        round_trip(Calendar::Hijri, date(1700, 1, 1), 81_000);
        round_trip(Calendar::Persian, date(1900, 1, 1), 73_000);
        round_trip(Calendar::Coptic, date(1900, 1, 1), 73_000);
    }

    #[test]
    fn known_days() {
        for (calendar, year, month, day, gregorian) in [
            // Hijri and Gregorian dates printed side by side by newspapers of Saudi Arabia.
            (Calendar::Hijri, 1445, 9, 1, date(2024, 3, 11)),
            (Calendar::Hijri, 1446, 1, 1, date(2024, 7, 7)),
            (Calendar::Hijri, 1400, 1, 1, date(1979, 11, 20)),
            // Civil tabular calendar, outside the table: the epoch, and Badr as historians reckon it.
            (Calendar::Hijri, 1, 1, 1, date(622, 7, 19)),
            (Calendar::Hijri, 2, 9, 17, date(624, 3, 16)),
            // Nowruz, the revolution's day 22 Bahman 1357, and the leap day of 1403.
            (Calendar::Persian, 1403, 1, 1, date(2024, 3, 20)),
            (Calendar::Persian, 1357, 11, 22, date(1979, 2, 11)),
            (Calendar::Persian, 1403, 12, 30, date(2025, 3, 20)),
            (Calendar::Persian, 1404, 1, 1, date(2025, 3, 21)),
            // Nayrouz and Christmas (29 Koiak).
            (Calendar::Coptic, 1741, 1, 1, date(2024, 9, 11)),
            (Calendar::Coptic, 1740, 1, 1, date(2023, 9, 12)),
            (Calendar::Coptic, 1741, 4, 29, date(2025, 1, 7)),
        ] {
            assert_eq!(
                to_date(calendar, Ymd { year, month, day }),
                Some(gregorian),
                "{calendar:?} {year}-{month}-{day}"
            );
        }
    }

    #[test]
    fn no_such_day() {
        for (calendar, year, month, day) in [
            (Calendar::Gregorian, 2023, 2, 29),
            (Calendar::Hijri, 1445, 13, 1),
            (Calendar::Hijri, 1445, 9, 31),
            (Calendar::Persian, 1402, 12, 30),
            (Calendar::Coptic, 1741, 13, 6),
            (Calendar::Hijri, 0, 1, 1),
        ] {
            assert_eq!(
                to_date(calendar, Ymd { year, month, day }),
                None,
                "{calendar:?} {year}-{month}-{day}"
            );
        }
    }
}
