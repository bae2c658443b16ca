//! The Islamic calendar: Umm al-Qura (official in Saudi Arabia) where its table reaches, the civil tabular calendar
//! before and after.
//!
//! The tabular calendar and the table meet with one day of overlap at the table's start: the tabular year 1342 ends on
//! 1924-08-01, on which the official year 1343 begins. Read as a Gregorian day it is 1 Muharram 1343.

use super::Ymd;
use super::umm_al_qura::{FIRST_DAY, FIRST_YEAR, LENGTHS};

/// Julian day number of the day before 1 Muharram 1 (civil epoch: Friday, 16 July 622 Julian).
const EPOCH: i64 = 1_948_439;

/// Julian day number of the first day of a month; `None` for what is no month or before the year 1.
pub(super) fn month_start(year: i32, month: u8) -> Option<i64> {
    if !(1..=12).contains(&month) || !(1..=9999).contains(&year) {
        return None;
    }
    let row = usize::try_from(year - FIRST_YEAR).ok().filter(|&row| row < LENGTHS.len());
    let Some(row) = row else { return Some(tabular_start(year, month)) };
    let before: i64 = LENGTHS.iter().take(row).map(|&y| days_before(y, 13)).sum();
    Some(FIRST_DAY + before + days_before(LENGTHS[row], month))
}

/// The Hijri day with this Julian day number. Days before the epoch give the epoch.
pub(super) fn of_jdn(jdn: i64) -> Ymd {
    let estimate = ((jdn - EPOCH) * 30 / 10_631) as i32;
    super::search(jdn.max(EPOCH + 1), 12, estimate.max(0) + 1, month_start)
}

/// The days of a table row's months before `month`.
fn days_before(row: u32, month: u8) -> i64 {
    (1..month).map(|m| 28 + i64::from(row >> (2 * (m - 1)) & 3)).sum()
}

/// The civil tabular calendar: 11 leap years (2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29) in a cycle of 30.
fn tabular_start(year: i32, month: u8) -> i64 {
    let (year, month) = (i64::from(year), i64::from(month));
    EPOCH + 1 + (year - 1) * 354 + (3 + 11 * year) / 30 + 29 * (month - 1) + month / 2
}
