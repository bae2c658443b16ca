//! The Persian solar calendar by the 33-year cycle, which agrees with the official one from 1178 to 1633.

/// Julian day number of the day before 1 Farvardin 1, less the leap days that the formula below adds at the start.
const EPOCH: i64 = 1_948_319;

/// Julian day number of the first day of a month; `None` for what is no month or before the year 1.
pub(super) fn month_start(year: i32, month: u8) -> Option<i64> {
    if !(1..=12).contains(&month) || !(1..=3000).contains(&year) {
        return None;
    }
    let (year, month) = (i64::from(year), i64::from(month) - 1);
    let days = if month <= 6 { month * 31 } else { month * 30 + 6 };
    Some(EPOCH + 1 + 365 * (year - 1) + (8 * year + 21) / 33 + days)
}

/// A year near the one with this Julian day number.
pub(super) fn estimate(jdn: i64) -> i32 {
    ((jdn - EPOCH) * 10_000 / 3_652_422) as i32 + 1
}
