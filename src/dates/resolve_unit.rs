//! Arithmetic with units from the article's day or from a date named before.

use super::Grain;
use super::lexicon::Unit;
use super::meaning::Month;
use super::resolve::Named;
use super::value::{Part, Season, Value};
use jiff::ToSpan as _;
use jiff::civil::Date;

/// The month (July) with which a season of sport and a school year start.
const SEASON_START: i8 = 7;

/// A unit's grain.
pub(super) fn grain(unit: Unit) -> Grain {
    match unit {
        Unit::Hour | Unit::Day => Grain::Day,
        Unit::Week => Grain::Week,
        // A third of a year is four months.
        Unit::Month | Unit::Third => Grain::Month,
        Unit::Quarter => Grain::Quarter,
        Unit::Half => Grain::Half,
        Unit::Season => Grain::Season,
        Unit::Year => Grain::Year,
        Unit::Decade => Grain::Decade,
        Unit::Century => Grain::Century,
        Unit::Millennium => Grain::Millennium,
    }
}

/// The unit that lies `by` units from the one of `day`.
pub(super) fn shifted(day: Date, unit: Unit, by: i32) -> Option<Value> {
    let (year, month) = (i32::from(day.year()), i32::from(day.month()));
    Some(match unit {
        Unit::Hour | Unit::Third => return None,
        Unit::Day => Value::Day(day.checked_add(by.days()).ok()?),
        Unit::Week => Value::week_of(day.checked_add(by.weeks()).ok()?),
        Unit::Month => {
            let (year, month) = add_months((year, day.month().unsigned_abs()), by);
            Value::Month(year, month)
        }
        Unit::Quarter => {
            let quarter = year * 4 + (month - 1) / 3 + by;
            Value::Part(Some(quarter.div_euclid(4)), Part::Quarter(quarter.rem_euclid(4) as u8 + 1))
        }
        Unit::Half => {
            let half = year * 2 + (month - 1) / 6 + by;
            Value::Part(Some(half.div_euclid(2)), Part::Half(half.rem_euclid(2) as u8 + 1))
        }
        Unit::Season => {
            let start = year - i32::from(day.month() < SEASON_START) + by;
            Value::interval(Value::Year(start), Value::Year(start + 1))
        }
        Unit::Year => Value::Year(year + by),
        Unit::Decade => Value::Decade(year.div_euclid(10) + by),
        Unit::Century => Value::Century(year.div_euclid(100) + by),
        Unit::Millennium => Value::Millennium(year.div_euclid(1000) + by),
    })
}

/// «العام الجديد» in its second half is the next; «الموسم الجديد» from May on is the coming one.
pub(super) fn new(day: Date, unit: Unit) -> Option<Value> {
    let by = match unit {
        Unit::Year => i32::from(day.month() >= 7),
        _ => i32::from((5..SEASON_START).contains(&day.month())),
    };
    shifted(day, unit, by)
}

/// The unit that lies `by` units from the one last named.
pub(super) fn same(named: Named, unit: Unit, by: i32) -> Option<Value> {
    let start = |year: i32, month: u8| Date::new(i16::try_from(year).ok()?, month.cast_signed(), 1).ok();
    let day = match unit {
        Unit::Hour | Unit::Day | Unit::Week => named.day?,
        Unit::Month | Unit::Quarter | Unit::Third | Unit::Half | Unit::Season => {
            let (year, month) = named.month?;
            start(year, month)?
        }
        Unit::Year | Unit::Decade | Unit::Century | Unit::Millennium => start(named.year?, 1)?,
    };
    shifted(day, unit, by)
}

/// Year and month of a month that is said by pointing.
pub(super) fn month(reference: Option<Date>, named: Named, month: Month) -> Option<(i32, u8)> {
    match month {
        Month::Name(_) => None,
        Month::Shift(by) => {
            let day = reference?;
            Some(add_months((i32::from(day.year()), day.month().unsigned_abs()), by))
        }
        Month::Same(by) => Some(add_months(named.month?, by)),
    }
}

fn add_months((year, month): (i32, u8), by: i32) -> (i32, u8) {
    let months = year * 12 + i32::from(month) - 1 + by;
    (months.div_euclid(12), months.rem_euclid(12) as u8 + 1)
}

/// The grain of a period's ends: weeks are counted in days, decades in years.
pub(super) fn period_grain(unit: Unit) -> Grain {
    match unit {
        Unit::Hour | Unit::Week => Grain::Day,
        Unit::Decade | Unit::Century => Grain::Year,
        other => grain(other),
    }
}

/// So many units up to (negative) or from the article's day, both ends in the unit's own grain.
pub(super) fn period(day: Date, unit: Unit, count: i32) -> Option<Value> {
    let (unit, count) = match unit {
        Unit::Hour => (Unit::Day, count.signum() * ((count.abs() + 23) / 24)),
        Unit::Week => (Unit::Day, count * 7),
        Unit::Decade => (Unit::Year, count * 10),
        Unit::Century => (Unit::Year, count * 100),
        other => (other, count),
    };
    // Seasons that are over, or that have not begun: the present one is neither.
    if unit == Unit::Season {
        let (near, far) = (shifted(day, unit, count.signum())?, shifted(day, unit, count)?);
        return Some(if count < 0 { Value::interval(far, near) } else { Value::interval(near, far) });
    }
    let (now, other) = (shifted(day, unit, 0)?, shifted(day, unit, count)?);
    Some(if count < 0 { Value::interval(other, now) } else { Value::interval(now, other) })
}

/// The year that brings a quarter, half or season nearest, past first.
pub(super) fn nearest_part(day: Date, part: Part) -> i32 {
    let middle = match part {
        Part::Quarter(n) => i32::from(n) * 3 - 1,
        Part::Half(n) => i32::from(n) * 6 - 3,
        Part::Season(season) => place(season) * 3 + 1,
    };
    let (year, month) = (i32::from(day.year()), i32::from(day.month()));
    let away = |y: i32| (y - year) * 12 + middle - month;
    (year - 1..=year + 1).min_by_key(|&y| (away(y).abs(), away(y) > 0)).unwrap_or(year)
}

/// This, the last or the next such season; a winter belongs to the year of its January.
pub(super) fn season_near(day: Date, season: Season, by: i32) -> Value {
    let now = i32::from(day.year()) * 4 + i32::from(day.month()) / 3;
    let year = match by {
        0 => {
            let this = now.div_euclid(4);
            (this - 1..=this + 1).min_by_key(|y| (y * 4 + place(season) - now).abs()).unwrap_or(this)
        }
        ..0 => (now - 1 - place(season)).div_euclid(4) + by + 1,
        _ => (now - place(season)).div_euclid(4) + by,
    };
    Value::Part(Some(year), Part::Season(season))
}

fn place(season: Season) -> i32 {
    match season {
        Season::Winter => 0,
        Season::Spring => 1,
        Season::Summer => 2,
        Season::Autumn => 3,
    }
}
