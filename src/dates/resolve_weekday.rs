//! Weekdays and near days from the article's day.

use super::meaning::Direction;
use super::resolve::Named;
use jiff::ToSpan as _;
use jiff::civil::Date;

/// «أمس», «غدا الخميس»: so many days from the article's; a weekday beside it decides when the two differ.
pub(super) fn near(reference: Option<Date>, days: i32, weekday: Option<u8>) -> Option<Date> {
    let day = reference?.checked_add(days.days()).ok()?;
    let Some(weekday) = weekday else { return Some(day) };
    // A report is often published on the day after it was written: the weekday is what the writer saw.
    (0..=3).find_map(|n| {
        let back = day.checked_sub(n.days()).ok()?;
        let ahead = day.checked_add(n.days()).ok()?;
        [back, ahead].into_iter().find(|d| weekday_of(*d) == weekday)
    })
}

/// A weekday; a bare one lies ahead when the words around it look `forward`.
pub(super) fn weekday(
    reference: Option<Date>,
    named: Named,
    weekday: u8,
    (direction, forward): (Direction, bool),
) -> Option<Date> {
    match direction {
        Direction::Bare if forward => on_or_after(reference?, weekday),
        Direction::Bare => on_or_before(reference?, weekday),
        Direction::Past(weeks) => {
            let day = on_or_before(reference?.yesterday().ok()?, weekday)?;
            day.checked_sub((7 * weeks).days()).ok()
        }
        Direction::Future(weeks) => {
            let day = on_or_after(reference?.tomorrow().ok()?, weekday)?;
            day.checked_add((7 * weeks).days()).ok()
        }
        Direction::Week(weeks) => {
            let day = reference?.checked_add((7 * weeks).days()).ok()?;
            on_or_after(on_or_before(day, SUNDAY)?, weekday)
        }
        Direction::Same => on_or_after(on_or_before(named.day?, SUNDAY)?, weekday),
    }
}

/// The first day of the week in Arab countries, as newspapers count «الأحد من الأسبوع المقبل».
const SUNDAY: u8 = 7;

/// The two days around the last such night.
pub(super) fn night(reference: Date, first: u8, second: u8) -> Option<(Date, Date)> {
    let last = on_or_before(reference, second)?;
    Some((on_or_before(last, first)?, last))
}

/// 1 is Monday.
pub(super) fn weekday_of(day: Date) -> u8 {
    day.weekday().to_monday_one_offset().unsigned_abs()
}

/// The last such weekday on or before a day.
fn on_or_before(day: Date, weekday: u8) -> Option<Date> {
    let back = (i64::from(weekday_of(day)) - i64::from(weekday)).rem_euclid(7);
    day.checked_sub(back.days()).ok()
}

fn on_or_after(day: Date, weekday: u8) -> Option<Date> {
    let ahead = (i64::from(weekday) - i64::from(weekday_of(day))).rem_euclid(7);
    day.checked_add(ahead.days()).ok()
}
