//! From what an expression says to its value: the one place that knows the article's day and the dates before.

use super::lexicon::Era;
use super::meaning::{Century, Direction, Found, Meaning, Month, Year};
use super::resolve_feast as feasts;
use super::resolve_numeric as numbers;
use super::resolve_portion as portions;
use super::resolve_unit as units;
use super::resolve_weekday as weekdays;
use super::resolve_year::{self as years, Choice};
use super::scan::Scan;
use super::tense::looks_forward;
use super::value::Value;
use super::{Calendar, DateMention, Grain};
use crate::text::Document;
use jiff::civil::Date;
use std::ops::Range;

/// What the expressions before named, for «اليوم التالي» and «العام نفسه».
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Named {
    pub(super) day: Option<Date>,
    pub(super) month: Option<(i32, u8)>,
    pub(super) year: Option<i32>,
}

/// Resolves the expressions of one document in their order.
pub(super) struct Resolver {
    pub(super) reference: Option<Date>,
    pub(super) named: Named,
    /// The article writes months before days («11/19/2024»).
    month_first: bool,
}

/// A value with what it counts in.
struct Resolved {
    value: Option<Value>,
    grain: Grain,
    calendar: Calendar,
    relative: bool,
}

impl Resolved {
    fn new(value: Option<Value>, grain: Grain, relative: bool) -> Self {
        Self { value, grain, calendar: Calendar::Gregorian, relative }
    }
}

/// A day's parts as the text gives them.
#[derive(Clone, Copy)]
struct DayParts {
    calendar: Calendar,
    year: Year,
    month: Month,
    day: u8,
    weekday: Option<u8>,
}

impl Resolver {
    /// `all` are the document's expressions: their numeric dates vote on the order of day and month.
    pub(super) fn new(reference: Option<Date>, all: &[(usize, Found)]) -> Self {
        let month_first = numbers::month_first(all);
        Self { reference, named: Named::default(), month_first }
    }

    /// The mention of one expression in the sentence with these tokens.
    pub(super) fn mention(
        &mut self,
        document: &Document,
        sentence: Range<usize>,
        found: &Found,
    ) -> DateMention {
        // Only a bare weekday needs the words around it.
        let forward = matches!(found.meaning, Meaning::Weekday { direction: Direction::Bare, .. })
            && looks_forward(&Scan::new(document, sentence), found.token);
        let resolved = self.resolve(found, forward);
        if let Some(value) = &resolved.value {
            self.remember(value);
        }
        DateMention {
            span: found.span,
            value: resolved.value.map(|v| v.to_string()),
            grain: resolved.grain,
            calendar: resolved.calendar,
            relative: resolved.relative,
        }
    }

    fn remember(&mut self, value: &Value) {
        self.named = match value {
            Value::Day(d) => Named {
                day: Some(*d),
                month: Some((i32::from(d.year()), d.month().unsigned_abs())),
                year: Some(i32::from(d.year())),
            },
            Value::Month(year, month) => Named { day: None, month: Some((*year, *month)), year: Some(*year) },
            Value::Year(year) => Named { day: None, month: None, year: Some(*year) },
            Value::Part(Some(year), _) => Named { year: Some(*year), ..self.named },
            Value::Interval(_, end) => return self.remember(end),
            _ => return,
        };
    }

    fn resolve(&self, found: &Found, forward: bool) -> Resolved {
        match found.meaning {
            Meaning::Day { calendar, year, month, day, weekday } => {
                self.day(DayParts { calendar, year, month, day, weekday })
            }
            Meaning::Numeric { parts, era } => self.numeric(parts, era),
            Meaning::NumericDay { parts } => self.numeric_day(parts),
            Meaning::Month { calendar, year, month } => self.month(calendar, year, month),
            Meaning::Year(year) => self.year(year),
            Meaning::Years(first, last) => Resolved::new(self.years(first, last), Grain::Year, false),
            Meaning::Season(first, last) => Resolved::new(self.years(first, last), Grain::Season, false),
            Meaning::Near { days, weekday } => {
                let day = weekdays::near(self.reference, days, weekday);
                Resolved::new(day.map(Value::Day), Grain::Day, true)
            }
            Meaning::Weekday { weekday, direction } => {
                let day = weekdays::weekday(self.reference, self.named, weekday, (direction, forward));
                Resolved::new(day.map(Value::Day), Grain::Day, true)
            }
            Meaning::Night { first, second, is_second } => {
                let days = self.reference.and_then(|r| weekdays::night(r, first, second));
                let day = days.map(|(first, second)| if is_second { second } else { first });
                Resolved::new(day.map(Value::Day), Grain::Day, true)
            }
            Meaning::Shift { unit, by } => Resolved::new(
                self.reference.and_then(|r| units::shifted(r, unit, by)),
                units::grain(unit),
                true,
            ),
            Meaning::New(unit) => {
                Resolved::new(self.reference.and_then(|r| units::new(r, unit)), units::grain(unit), true)
            }
            Meaning::Same { unit, by } => {
                Resolved::new(units::same(self.named, unit, by), units::grain(unit), true)
            }
            Meaning::Period { unit, count } => {
                let value = self.reference.and_then(|r| units::period(r, unit, count));
                Resolved::new(value, units::period_grain(unit), true)
            }
            Meaning::Part { part, year } => {
                let (value, relative) = self.part(part, year);
                Resolved::new(value, part.grain(), relative)
            }
            Meaning::Portion(portion) => {
                let (value, grain, calendar, relative) =
                    portions::portion(self.reference, self.named, portion);
                Resolved { value, grain, calendar, relative }
            }
            Meaning::Climate { season, by } => {
                Resolved::new(self.reference.map(|r| units::season_near(r, season, by)), Grain::Season, true)
            }
            Meaning::Decade { decade, century } => {
                let relative = matches!(century, Century::Shift(_));
                Resolved::new(years::decade(self.reference, decade, century), Grain::Decade, relative)
            }
            Meaning::Century(century) => {
                let relative = matches!(century, Century::Shift(_));
                let mut resolved =
                    Resolved::new(years::century(self.reference, century), Grain::Century, relative);
                if matches!(century, Century::Number(_, Some(Era::Hijri))) {
                    resolved.calendar = Calendar::Hijri;
                }
                resolved
            }
            Meaning::Millennium(n) => {
                Resolved::new(Some(Value::Millennium(i32::from(n) - 1)), Grain::Millennium, false)
            }
            Meaning::Feast { feast, year } => {
                let (value, calendar, relative) = feasts::feast(self.reference, self.named, feast, year);
                Resolved { value, grain: Grain::Day, calendar, relative }
            }
        }
    }

    fn day(&self, parts: DayParts) -> Resolved {
        let DayParts { calendar, year, month, day, weekday } = parts;
        let resolved = |value, relative| Resolved { value, grain: Grain::Day, calendar, relative };
        let number = match month {
            Month::Name(number) => number,
            Month::Shift(_) | Month::Same(_) => {
                let value = units::month(self.reference, self.named, month)
                    .and_then(|(y, m)| years::day_of(Calendar::Gregorian, y, m, day));
                return resolved(value.map(Value::Day), true);
            }
        };
        let choice = Choice { calendar, month: number, day: Some(day), weekday };
        let relative = years::is_relative(year);
        match years::choose(self.reference, self.named, choice, year) {
            Some(y) => resolved(years::day_of(calendar, y, number, day).map(Value::Day), relative),
            None if calendar == Calendar::Gregorian && year == Year::Open => {
                let known = years::day_of(calendar, 2000, number, day);
                resolved(known.map(|d| Value::DayOfSomeYear(number, d.day().unsigned_abs())), false)
            }
            None => resolved(None, relative),
        }
    }

    fn month(&self, calendar: Calendar, year: Year, month: Month) -> Resolved {
        let resolved = |value, relative| Resolved { value, grain: Grain::Month, calendar, relative };
        let number = match month {
            Month::Name(number) => number,
            Month::Shift(_) | Month::Same(_) => {
                let near = units::month(self.reference, self.named, month);
                let choice = near.map(|(_, m)| Choice { calendar, month: m, day: None, weekday: None });
                let value = choice.and_then(|c| {
                    let y = years::choose(self.reference, self.named, c, year)?;
                    Some(Value::Month(y, c.month))
                });
                return resolved(value, true);
            }
        };
        let choice = Choice { calendar, month: number, day: None, weekday: None };
        let value = match years::choose(self.reference, self.named, choice, year) {
            Some(y) => years::month_value(calendar, y, number),
            None if calendar == Calendar::Gregorian && year == Year::Open => {
                Some(Value::MonthOfSomeYear(number))
            }
            None => None,
        };
        resolved(value, years::is_relative(year))
    }

    fn year(&self, year: Year) -> Resolved {
        let (value, calendar) = years::year_value(self.reference, self.named, year);
        Resolved { value, grain: Grain::Year, calendar, relative: years::is_relative(year) }
    }

    fn years(&self, first: Year, last: Year) -> Option<Value> {
        let one = |year| years::year_value(self.reference, self.named, year).0;
        if first == last {
            return one(first);
        }
        // Both ends count in one calendar, or the pair is no interval.
        match (one(first)?, one(last)?) {
            (start @ Value::Interval(..), end @ Value::Interval(..))
            | (start @ Value::Year(_), end @ Value::Year(_)) => Some(Value::interval(start, end)),
            _ => None,
        }
    }

    fn part(&self, part: super::value::Part, year: Year) -> (Option<Value>, bool) {
        let value = match year {
            Year::Open => Some(Value::Part(self.reference.map(|r| units::nearest_part(r, part)), part)),
            _ => match years::year_value(self.reference, self.named, year).0 {
                Some(Value::Year(y)) => Some(Value::Part(Some(y), part)),
                _ => None,
            },
        };
        (value, years::is_relative(year))
    }

    fn numeric(&self, parts: [(u16, u8); 3], era: Option<Era>) -> Resolved {
        let (calendar, day) = numbers::numeric(self.reference, self.month_first, parts, era);
        Resolved { value: day.map(Value::Day), grain: Grain::Day, calendar, relative: false }
    }

    fn numeric_day(&self, [a, b]: [u8; 2]) -> Resolved {
        let (day, month) = if self.month_first && a <= 12 { (b, a) } else { (a, b) };
        let (calendar, month) = (Calendar::Gregorian, Month::Name(month));
        self.day(DayParts { calendar, year: Year::Open, month, day, weekday: None })
    }
}
