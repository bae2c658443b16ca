//! Easter Sunday of the western and of the eastern churches.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};

/// Easter by the Gregorian reckoning (Meeus, Jones and Butcher).
#[allow(clippy::many_single_char_names, reason = "the letters of the published method")]
pub(crate) fn western_easter(year: i32) -> Option<Date> {
    let a = year.rem_euclid(19);
    let (b, c) = (year.div_euclid(100), year.rem_euclid(100));
    let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15).rem_euclid(30);
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4).rem_euclid(7);
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(i16::try_from(year).ok()?, (n / 31) as i8, (n % 31 + 1) as i8).ok()
}

/// Easter by the Julian reckoning, as a Gregorian day; right from 1900 to 2099, where the calendars are 13 days apart.
pub(crate) fn eastern_easter(year: i32) -> Option<Date> {
    if !(1900..=2099).contains(&year) {
        return None;
    }
    let d = (19 * (year % 19) + 15) % 30;
    let e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
    let n = d + e + 114;
    let julian = date(year as i16, (n / 31) as i8, 1);
    julian.checked_add((i64::from(n % 31) + 13).days()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_easters() {
        for (year, west, east) in [
            (2024, date(2024, 3, 31), date(2024, 5, 5)),
            (2025, date(2025, 4, 20), date(2025, 4, 20)),
            (2023, date(2023, 4, 9), date(2023, 4, 16)),
            (2011, date(2011, 4, 24), date(2011, 4, 24)),
        ] {
            assert_eq!(western_easter(year), Some(west));
            assert_eq!(eastern_easter(year), Some(east));
        }
    }
}
