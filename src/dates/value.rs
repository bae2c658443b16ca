//! A date's value and its ISO 8601 form.

use super::Grain;
use jiff::civil::Date;
use std::fmt;

/// A resolved calendar expression. Years are astronomical: 0 is 1 BC.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    Day(Date),
    /// Month and day of an unknown year.
    DayOfSomeYear(u8, u8),
    /// ISO week: the year that it belongs to, and its number.
    Week(i32, u8),
    Month(i32, u8),
    MonthOfSomeYear(u8),
    /// Quarter, half or season of a year that may be unknown.
    Part(Option<i32>, Part),
    Year(i32),
    /// The year divided by ten, rounded down.
    Decade(i32),
    /// The year divided by a hundred, rounded down.
    Century(i32),
    /// The year divided by a thousand, rounded down.
    Millennium(i32),
    /// From the start of the first to the end of the second.
    Interval(Box<Value>, Box<Value>),
}

/// A named part of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Quarter(u8),
    Half(u8),
    Season(Season),
}

/// The four seasons, in order of the calendar year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Season {
    Winter,
    Spring,
    Summer,
    Autumn,
}

impl Season {
    fn code(self) -> &'static str {
        match self {
            Self::Winter => "WI",
            Self::Spring => "SP",
            Self::Summer => "SU",
            Self::Autumn => "AU",
        }
    }
}

impl Part {
    /// What it is a part of, as a grain.
    pub(super) fn grain(self) -> Grain {
        match self {
            Self::Quarter(_) => Grain::Quarter,
            Self::Half(_) => Grain::Half,
            Self::Season(_) => Grain::Season,
        }
    }
}

impl Value {
    /// An interval of two values; of two intervals, from the first one's start to the second one's end.
    pub(super) fn interval(start: Self, end: Self) -> Self {
        match (start, end) {
            (Self::Interval(start, _), Self::Interval(_, end)) => Self::Interval(start, end),
            (start, end) => Self::Interval(Box::new(start), Box::new(end)),
        }
    }

    /// The ISO week that holds `day`.
    pub(super) fn week_of(day: Date) -> Self {
        let week = day.iso_week_date();
        Self::Week(i32::from(week.year()), week.week().unsigned_abs())
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(d) => write!(f, "{}-{:02}-{:02}", Years(i32::from(d.year())), d.month(), d.day()),
            Self::DayOfSomeYear(month, day) => write!(f, "XXXX-{month:02}-{day:02}"),
            Self::Week(year, week) => write!(f, "{}-W{week:02}", Years(*year)),
            Self::Month(year, month) => write!(f, "{}-{month:02}", Years(*year)),
            Self::MonthOfSomeYear(month) => write!(f, "XXXX-{month:02}"),
            Self::Part(year, part) => {
                match year {
                    Some(year) => write!(f, "{}-", Years(*year))?,
                    None => f.write_str("XXXX-")?,
                }
                match part {
                    Part::Quarter(n) => write!(f, "Q{n}"),
                    Part::Half(n) => write!(f, "H{n}"),
                    Part::Season(season) => f.write_str(season.code()),
                }
            }
            Self::Year(year) => write!(f, "{}", Years(*year)),
            Self::Decade(n) => coarse(f, *n, 3, "X"),
            Self::Century(n) => coarse(f, *n, 2, "XX"),
            Self::Millennium(n) => coarse(f, *n, 1, "XXX"),
            Self::Interval(start, end) => write!(f, "{start}/{end}"),
        }
    }
}

/// Four digits, and a sign before the year 1 BC.
struct Years(i32);

impl fmt::Display for Years {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        write!(f, "{sign}{:04}", self.0.unsigned_abs())
    }
}

/// The leading digits of the years in a decade, century or millennium. Before year 0 the digits count away from zero:
/// the century -5 (years -500 to -401) is written by its last year's hundreds, `-04XX`.
fn coarse(f: &mut fmt::Formatter<'_>, n: i32, width: usize, rest: &str) -> fmt::Result {
    if n < 0 { write!(f, "-{:0width$}{rest}", -n - 1) } else { write!(f, "{n:0width$}{rest}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms() {
        for (value, form) in [
            (Value::Year(476), "0476"),
            (Value::Year(-499), "-0499"),
            (Value::Decade(202), "202X"),
            (Value::Century(19), "19XX"),
            (Value::Century(-5), "-04XX"),
            (Value::Millennium(2), "2XXX"),
            (Value::Part(None, Part::Quarter(3)), "XXXX-Q3"),
            (Value::Part(Some(2023), Part::Season(Season::Autumn)), "2023-AU"),
            (Value::interval(Value::Year(2023), Value::Year(2024)), "2023/2024"),
            (Value::week_of(jiff::civil::date(2021, 1, 2)), "2020-W53"),
        ] {
            assert_eq!(value.to_string(), form);
        }
    }
}
