//! What an expression says, before the article's date is known.

use super::Calendar;
use super::lexicon::{Era, Feast, Unit};
use super::value::{Part, Season};
use crate::Span;

/// Which year a month, part or feast is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Year {
    /// Not said: the nearest.
    Open,
    Number {
        value: u16,
        digits: u8,
        era: Option<Era>,
    },
    /// Years from the article's.
    Shift(i32),
    /// Years from the one last named.
    Same(i32),
    /// «مارس الماضي»: the last such month before the article's, or the next after it.
    Before,
    After,
    /// «مارس الجاري».
    Current,
    /// A Hijri year, so many from the one that holds the article's day.
    Hijri(i32),
    /// «العام الهجري الجديد»: the one that has begun or is near.
    NewHijri,
    /// A school year, or a fiscal year of two numbers: its parts are in no calendar. Whether it is said by pointing.
    Divided(bool),
}

/// Which month a day is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Month {
    Name(u8),
    /// Months from the article's.
    Shift(i32),
    /// Months from the one last named.
    Same(i32),
}

/// Where a bare weekday lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// The nearest one on or before the article's day, unless a verb points forward.
    Bare,
    /// Strictly before, and how many weeks more.
    Past(i32),
    /// Strictly after, and how many weeks more.
    Future(i32),
    /// In the week so many weeks from the article's.
    Week(i32),
    /// In the week last named.
    Same,
}

/// The meaning of one expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Meaning {
    /// `day` 32 is the month's last.
    Day {
        calendar: Calendar,
        year: Year,
        month: Month,
        day: u8,
        weekday: Option<u8>,
    },
    /// Three numbers with their digits, in an order that is not known yet.
    Numeric {
        parts: [(u16, u8); 3],
        era: Option<Era>,
    },
    /// Two numbers, day and month.
    NumericDay {
        parts: [u8; 2],
    },
    Month {
        calendar: Calendar,
        year: Year,
        month: Month,
    },
    Year(Year),
    /// From the start of one year to the end of another.
    Years(Year, Year),
    /// The same, of sport or school.
    Season(Year, Year),
    /// Days from the article's; a weekday beside it decides when the two differ.
    Near {
        days: i32,
        weekday: Option<u8>,
    },
    Weekday {
        weekday: u8,
        direction: Direction,
    },
    /// One of the two days around a night («ليل السبت/الأحد»).
    Night {
        first: u8,
        second: u8,
        /// The second of them.
        is_second: bool,
    },
    /// A whole unit, so many from the article's.
    Shift {
        unit: Unit,
        by: i32,
    },
    /// «العام الجديد», «الموسم الجديد»: the one that has begun or is near.
    New(Unit),
    /// A whole unit, so many from the one last named.
    Same {
        unit: Unit,
        by: i32,
    },
    /// «السنوات الخمس الماضية»: negative for the past.
    Period {
        unit: Unit,
        count: i32,
    },
    Part {
        part: Part,
        year: Year,
    },
    /// «الأشهر الستة الأولى من 2023».
    Portion(Portion),
    /// A season with a modifier («الصيف الماضي»): -1, 0, 1.
    Climate {
        season: Season,
        by: i32,
    },
    Decade {
        decade: u8,
        century: Century,
    },
    Century(Century),
    Millennium(u16),
    Feast {
        feast: Feast,
        year: Year,
    },
}

/// Units from the start of a longer one, or from its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Portion {
    /// Days of a month; months or quarters of a year.
    pub(super) unit: Unit,
    /// The first and the last of them, counted from 1; what goes beyond the whole is its last.
    pub(super) first: u8,
    pub(super) last: u8,
    pub(super) from_end: bool,
    pub(super) of: Whole,
}

/// What a [`Portion`] is a part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Whole {
    Year(Year),
    Month { calendar: Calendar, month: Month, year: Year },
}

/// Which century.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Century {
    /// Not said.
    Open,
    Number(u16, Option<Era>),
    /// Centuries from the article's.
    Shift(i32),
}

/// One expression found in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) span: Span,
    /// Index of its first token, to look around it.
    pub(super) token: usize,
    pub(super) meaning: Meaning,
}

/// What a rule read: one expression or several that belong together, and the token after them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Parse {
    pub(super) found: Vec<Found>,
    pub(super) next: usize,
}

impl Parse {
    /// One expression. Always some: rules end with it.
    #[allow(clippy::unnecessary_wraps, reason = "every rule gives an option, and ends with this")]
    pub(super) fn one(token: usize, span: Span, meaning: Meaning, next: usize) -> Option<Self> {
        Some(Self { found: vec![Found { span, token, meaning }], next })
    }
}
