//! The Persian solar calendar by the 2820-year cycle, which agrees with the official one from 1244 to 1502 and
//! differs by a day in a few years outside.

/// Julian day number of the day before 1 Farvardin 1 (19 March 622, Julian).
const EPOCH: i64 = 1_948_320;

/// Julian day number of the first day of a month; `None` for what is no month or before the year 1.
pub(super) fn month_start(year: i32, month: u8) -> Option<i64> {
    if !(1..=12).contains(&month) || !(1..=3000).contains(&year) {
        return None;
    }
    let year = i64::from(year) - 474;
    let (cycle, of_cycle) = (year.div_euclid(2820), year.rem_euclid(2820) + 474);
    let month = i64::from(month) - 1;
    let days = if month <= 6 { month * 31 } else { month * 30 + 6 };
    let leaps = (of_cycle * 682 - 110) / 2816;
    Some(EPOCH + 1 + cycle * 1_029_983 + (of_cycle - 1) * 365 + leaps + days)
}

/// A year near the one with this Julian day number.
pub(super) fn estimate(jdn: i64) -> i32 {
    ((jdn - EPOCH) * 10_000 / 3_652_422) as i32 + 1
}
