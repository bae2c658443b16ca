//! The Coptic calendar (Era of the Martyrs): twelve months of 30 days and a short thirteenth, a leap day every fourth
//! year.

/// Julian day number of the day before 1 Thout 1 (29 August 284, Julian).
const EPOCH: i64 = 1_825_029;

/// Julian day number of the first day of a month; `None` for what is no month or before the year 1.
pub(super) fn month_start(year: i32, month: u8) -> Option<i64> {
    if !(1..=13).contains(&month) || !(1..=3000).contains(&year) {
        return None;
    }
    let year = i64::from(year);
    Some(EPOCH + 1 + 365 * (year - 1) + year / 4 + 30 * (i64::from(month) - 1))
}

/// A year near the one with this Julian day number.
pub(super) fn estimate(jdn: i64) -> i32 {
    ((jdn - EPOCH) * 4 / 1461) as i32
}
