//! Days: «يوم الثلاثاء 19 تشرين الثاني/نوفمبر 2024», «أمس», «غدا (الاثنين)», «بين 3 و7 آذار/مارس», «31/12/2010».

use super::Calendar;
use super::lexicon::{Demonstrative, Form, Modifier, Role, Unit, Word};
use super::meaning::{Direction, Found, Meaning, Month, Parse, Year};
use super::numbers::{DayNumber, Read, day_number};
use super::phrases::{anaphor_of, era, modifier, month_of_day, month_year, shift_of, skip_comma, unit};
use super::scan::{Atom, Kind, Scan};
use crate::Span;

/// A day with every part that the text gives: head word, today, weekday, date.
pub(super) fn day(scan: &Scan, at: usize) -> Option<Parse> {
    if scan.after_role(at, Role::Every) {
        return None;
    }
    let first = scan.at(at)?;
    let start = first.span.start;
    let head = unit(scan, at, Unit::Day, &[Form::Indefinite, Form::ConstructDual, Form::Plural]);
    let mut next = head.map_or(at, |a| a.next);
    let near = near_day(scan, next);
    if let Some((_, after)) = near {
        next = after;
    }
    let weekday = weekday_gloss(scan, next, near.is_some());
    if let Some((_, after)) = weekday {
        next = after;
    }
    let weekday_number = weekday.map(|(w, _)| w);
    if let Some(mut parse) = dates(scan, skip_weekday_comma(scan, next, weekday_number), head.is_some()) {
        if is_title(scan, at, head, &parse) {
            return title(scan, at);
        }
        let found = parse.found.first_mut()?;
        found.span = Span::new(start, found.span.end);
        found.token = at;
        if let Meaning::Day { weekday, .. } = &mut found.meaning {
            *weekday = weekday.or(weekday_number);
        }
        return Some(parse);
    }
    let end = scan.token(next.checked_sub(1)?)?.span.end;
    match (near, weekday_number) {
        (Some((days, _)), weekday) => {
            let meaning = Meaning::Near { days: i32::from(days), weekday };
            Parse::one(at, Span::new(start, end), meaning, next)
        }
        (None, Some(weekday)) => weekdays(scan, at, head.is_some(), start, weekday, next),
        (None, None) => None,
    }
}

/// «أمس», «غدا», «اليوم»: not where «اليوم» is a name, «اليوم الأول» or «في اليوم التالي».
fn near_day(scan: &Scan, at: usize) -> Read<i8> {
    let (Word::Near(days), atom) = scan.word(at)? else { return None };
    let is_today = days == 0 && scan.word_form(at).ends_with("يوم");
    // «في أمس الحاجة»: the superlative of «ماسّ».
    if days == -1 && scan.word_form(atom.next) == "الحاجه" {
        return None;
    }
    if is_today && (scan.after_role(at, Role::Daily) || scan.after_role(at, Role::In)) {
        return None;
    }
    if is_today && !is_today_before(scan, atom.next) {
        return None;
    }
    match near_gloss(scan, atom.next) {
        Some((gloss, next)) => Some((gloss, next)),
        None => Some((days, atom.next)),
    }
}

/// «اليوم (أمس)»: what the editor puts beside the writer's word counts from the article's day.
fn near_gloss(scan: &Scan, at: usize) -> Read<i8> {
    let (Word::Near(days), atom) = scan.word(scan.mark(at, &['('])?)? else { return None };
    Some((days, scan.mark(atom.next, &[')'])?))
}

/// Whether «اليوم» before `at` is today: no ordinal, no adjective («الوطني», «الواحد», «نفسه») qualifies it.
fn is_today_before(scan: &Scan, at: usize) -> bool {
    let Some(atom) = scan.at(at) else { return true };
    if atom.joined || atom.preposition.is_some() {
        return true;
    }
    match atom.kind {
        Kind::Word(Word::Ordinal(_) | Word::Modifier(_) | Word::Number(_)) => false,
        Kind::Word(_) => true,
        _ => !OBSERVANCES.contains(&scan.word_form(at)),
    }
}

/// Folded adjectives that make «اليوم» the name of an observance or a measure.
const OBSERVANCES: [&str; 12] = [
    "العالمي",
    "الدولي",
    "الوطني",
    "الواحد",
    "الدراسي",
    "السابع",
    "العربي",
    "الافتتاحي",
    "الختامي",
    "المفتوح",
    "الاممي",
    "القومي",
];

/// A weekday, in parentheses or after a comma where a day stands before it.
fn weekday_gloss(scan: &Scan, at: usize, after_day: bool) -> Read<u8> {
    let name = |at| match scan.word(at)? {
        (Word::Weekday(weekday), atom) => Some((weekday, atom)),
        _ => None,
    };
    if let Some((weekday, atom)) = name(at) {
        let separate = after_day && (atom.joined || atom.preposition.is_some());
        return (!separate).then_some((weekday, atom.next));
    }
    if !after_day {
        return None;
    }
    let inside = scan.mark(at, &['('])?;
    if let Some((weekday, atom)) = name(inside) {
        return Some((weekday, scan.mark(atom.next, &[')'])?));
    }
    None
}

fn skip_weekday_comma(scan: &Scan, at: usize, weekday: Option<u8>) -> usize {
    let comma = weekday.and_then(|_| scan.mark(at, &['\u{60C}', ',', ':']));
    comma.filter(|&next| matches!(scan.at(next).map(|a| a.kind), Some(Kind::Digits(..)))).unwrap_or(at)
}

/// «ثورة 25 يناير»: the date is a part of a title; «هجمات 11 سبتمبر» too, unless a year follows.
fn is_title(scan: &Scan, at: usize, head: Option<Atom>, parse: &Parse) -> bool {
    let dated = parse.found.iter().all(|f| match f.meaning {
        Meaning::Day { year, .. } => year != Year::Open,
        _ => true,
    });
    head.is_none() && (scan.after_role(at, Role::Block) || (!dated && scan.after_role(at, Role::Attack)))
}

/// The day and month of a title: read, so that no other rule reads a part of them, and not an expression. The year
/// after it is one («ثورة 25 يناير من العام الماضي»).
fn title(scan: &Scan, at: usize) -> Option<Parse> {
    let (_, after) = day_number(scan, at)?;
    let from = scan.role(after, Role::From).map_or(after, |a| a.next);
    let (_, next) = month_of_day(scan, from)?;
    Some(Parse { found: Vec::new(), next })
}

/// Weekdays without a date, one or several, with the modifier that they share.
fn weekdays(scan: &Scan, at: usize, headed: bool, start: usize, weekday: u8, next: usize) -> Option<Parse> {
    if !headed && scan.after_role(at, Role::Prayer) {
        return None;
    }
    if headed && unit(scan, at, Unit::Day, &[Form::Plural]).is_some() {
        return None;
    }
    let end = scan.token(next.checked_sub(1)?)?.span.end;
    let mut days = vec![(at, Span::new(start, end), weekday)];
    let mut next = next;
    if let Some(night) = night(scan, at, start, weekday, next) {
        return Some(night);
    }
    while let Some((Word::Weekday(other), atom)) = scan.word(next).filter(|(_, a)| a.joined) {
        days.push((next, atom.span, other));
        next = atom.next;
    }
    let (direction, after) = direction(scan, next);
    if after > next {
        let last = days.last_mut()?;
        last.1 = Span::new(last.1.start, scan.token(after - 1)?.span.end);
        next = after;
    }
    let found = days.into_iter().map(|(token, span, weekday)| Found {
        token,
        span,
        meaning: Meaning::Weekday { weekday, direction },
    });
    Some(Parse { found: found.collect(), next })
}

/// «السبت/الأحد»: the night between two days.
fn night(scan: &Scan, at: usize, start: usize, first: u8, next: usize) -> Option<Parse> {
    let after = scan.mark(next, &['/', '-', '\u{2013}'])?;
    let (Word::Weekday(second), atom) = scan.word(after)? else { return None };
    let span = Span::new(start, atom.span.end);
    (second == first % 7 + 1).then(|| Parse::one(at, span, Meaning::Night { first, second }, atom.next))?
}

/// Where weekdays lie, and the token after the words that say so.
fn direction(scan: &Scan, at: usize) -> (Direction, usize) {
    if let Some((modifier, atom)) = modifier(scan, at) {
        let direction = match modifier {
            Modifier::Past | Modifier::Last => Direction::Past(0),
            Modifier::BeforePast => Direction::Past(1),
            Modifier::Next => Direction::Future(0),
            Modifier::AfterNext => Direction::Future(1),
            Modifier::This => Direction::Week(0),
            Modifier::Same => Direction::Same,
            Modifier::New | Modifier::Following | Modifier::Preceding => return (Direction::Bare, at),
        };
        return (direction, atom.next);
    }
    week_of(scan, at).unwrap_or((Direction::Bare, at))
}

/// «من الأسبوع المقبل», «من هذا الأسبوع».
fn week_of(scan: &Scan, at: usize) -> Read<Direction> {
    let from = scan.role(at, Role::From)?;
    if let Some((Word::Demonstrative(Demonstrative::This), dem)) = scan.word(from.next) {
        let week = unit(scan, dem.next, Unit::Week, &[Form::Definite])?;
        return Some((Direction::Week(0), week.next));
    }
    let week = unit(scan, from.next, Unit::Week, &[Form::Definite])?;
    let (modifier, atom) = modifier(scan, week.next)?;
    Some((Direction::Week(shift_of(modifier)?), atom.next))
}

/// One day of a list before its month is known.
struct Listed {
    token: usize,
    span: Span,
    number: DayNumber,
    weekday: Option<u8>,
}

/// A date or a list of days that share a month and a year.
fn dates(scan: &Scan, at: usize, headed: bool) -> Option<Parse> {
    if let Some(parse) = numeric(scan, at, headed) {
        return Some(parse);
    }
    let mut listed = Vec::new();
    let mut next = at;
    loop {
        let (day, after) = listed_day(scan, next)?;
        let number = day.number;
        listed.push(day);
        if let Some(((calendar, month, year), end)) = month_and_year(scan, after, number) {
            return Some(with_month(scan, listed, calendar, month, year, end));
        }
        next = separator(scan, after)?;
        if listed.len() > 6 {
            return None;
        }
    }
}

fn listed_day(scan: &Scan, at: usize) -> Option<(Listed, usize)> {
    let weekday = match scan.word(at) {
        Some((Word::Weekday(weekday), atom)) => Some((weekday, atom)),
        _ => None,
    };
    let from = weekday.map_or(at, |(_, a)| a.next);
    let (number, next) = day_number(scan, from)?;
    let start = scan.at(at)?.span.start;
    let end = scan.token(next.checked_sub(1)?)?.span.end;
    Some((Listed { token: at, span: Span::new(start, end), number, weekday: weekday.map(|(w, _)| w) }, next))
}

fn with_month(
    scan: &Scan,
    listed: Vec<Listed>,
    calendar: Calendar,
    month: Month,
    year: Year,
    next: usize,
) -> Parse {
    let mut found: Vec<Found> = listed
        .into_iter()
        .map(|day| Found {
            token: day.token,
            span: day.span,
            meaning: Meaning::Day { calendar, year, month, day: day.number.day, weekday: day.weekday },
        })
        .collect();
    if let (Some(last), Some(token)) = (found.last_mut(), scan.token(next - 1)) {
        last.span = Span::new(last.span.start, token.span.end);
    }
    Parse { found, next }
}

/// The token after «و», «إلى», «حتى», «أو», a dash or a comma between two days. A word's own «و» needs no token.
fn separator(scan: &Scan, at: usize) -> Option<usize> {
    if let Some(next) = scan.mark(at, &['-', '\u{2013}', '\u{2014}', '\u{60C}']) {
        return Some(next);
    }
    let atom = scan.at(at)?;
    if [Role::And, Role::To, Role::Or].iter().any(|&r| atom.roles.has(r)) {
        return Some(atom.next);
    }
    (atom.joined && matches!(atom.kind, Kind::Word(Word::Ordinal(_) | Word::Number(_) | Word::Weekday(_))))
        .then_some(at)
}

/// The month and year after a day's number.
fn month_and_year(scan: &Scan, at: usize, number: DayNumber) -> Read<(Calendar, Month, Year)> {
    let from = scan.role(at, Role::From);
    let at_month = from.map_or(at, |a| a.next);
    if let Some(((calendar, month, weak), next)) = month_of_day(scan, at_month) {
        let word_day = number.named && number.day != 32 && number.day != 1;
        // «أول الشهر المقبل» is its beginning, as «مطلع» would be.
        if from.is_none() && !matches!(month, Month::Name(_)) && scan.word_form(at - 1) == "اول" {
            return None;
        }
        let year = if matches!(month, Month::Name(_)) { month_year(scan, next) } else { None };
        let supported = year.is_some() || from.is_some() || calendar == Calendar::Gregorian;
        let doubtful = weak && (!supported || (is_zero_or_persian(calendar, month) && year.is_none()));
        let loose = word_day && from.is_none() && weak;
        if doubtful || loose {
            return None;
        }
        return Some(match year {
            Some((year, next)) => ((calendar, month, year), next),
            None => ((calendar, month, Year::Open), next),
        });
    }
    // «20 الجاري»: the month is understood.
    let (modifier, atom) = modifier(scan, at_month)?;
    let masculine = !scan.word_form(atom.next - 1).ends_with('ه');
    let fits =
        masculine && !number.named && matches!(modifier, Modifier::Past | Modifier::This | Modifier::Next);
    fits.then_some(((Calendar::Gregorian, Month::Shift(shift_of(modifier)?), Year::Open), atom.next))
}

/// «صفر» is also zero, and the weak Persian names are everyday words: a number before them proves nothing.
fn is_zero_or_persian(calendar: Calendar, month: Month) -> bool {
    matches!(calendar, Calendar::Persian | Calendar::Coptic)
        || (calendar == Calendar::Hijri && month == Month::Name(2))
}

/// «31/12/2010», «2010-12-31», «31.12.2010»; «19/4» where a head word or a preposition says that it is a day.
fn numeric(scan: &Scan, at: usize, headed: bool) -> Option<Parse> {
    let first = scan.at(at)?;
    let start = first.span.start;
    if let Kind::Dotted(parts) = first.kind {
        return numeric_day(scan, at, Span::new(start, first.span.end), parts, first.next);
    }
    let Kind::Digits(a, digits_a) = first.kind else { return None };
    let separator =
        ['/', '-', '\\', '\u{2013}'].into_iter().find(|&m| scan.mark(first.next, &[m]).is_some())?;
    let second = scan.at(first.next + 1)?;
    let Kind::Digits(b, digits_b) = second.kind else { return None };
    let third = scan
        .mark(second.next, &[separator])
        .map(|next| skip_comma(scan, next))
        .and_then(|next| scan.at(next))
        .and_then(
            |atom| if let Kind::Digits(c, digits) = atom.kind { Some((c, digits, atom)) } else { None },
        );
    if let Some((c, digits_c, atom)) = third {
        let span = Span::new(start, atom.span.end);
        return numeric_day(scan, at, span, [(a, digits_a), (b, digits_b), (c, digits_c)], atom.next);
    }
    let placed = headed || (scan.after_role(at, Role::In) && separator == '/') || after_weekday(scan, at);
    let fits = digits_a <= 2 && digits_b <= 2 && (1..=31).contains(&a) && (1..=12).contains(&b);
    let meaning = Meaning::NumericDay { parts: [a as u8, b as u8] };
    (placed && fits && scan.mark(second.next, &[separator, '%']).is_none())
        .then(|| Parse::one(at, Span::new(start, second.span.end), meaning, second.next))?
}

fn after_weekday(scan: &Scan, at: usize) -> bool {
    at > scan.range.start && matches!(scan.word(at - 1), Some((Word::Weekday(_), _)))
}

fn numeric_day(scan: &Scan, at: usize, span: Span, parts: [(u32, u8); 3], next: usize) -> Option<Parse> {
    let [a, _, c] = parts;
    let shaped = (a.1 == 4 && c.1 <= 2) || (a.1 <= 2 && (c.1 == 4 || (c.1 == 2 && a.1 == 2)));
    let mut read = [(0, 0); 3];
    for (slot, (value, digits)) in read.iter_mut().zip(parts) {
        *slot = (u16::try_from(value).ok()?, digits);
    }
    if !shaped || parts[1].1 > 2 || scan.mark(next, &['-', '/']).is_some_and(|n| is_digits(scan, n)) {
        return None;
    }
    let era = era(scan, next, 4);
    let next_after = era.map_or(next, |(_, n)| n);
    let end = scan.token(next_after - 1)?.span.end;
    let meaning = Meaning::Numeric { parts: read, era: era.map(|(e, _)| e) };
    super::resolve::numeric_is_possible(read)
        .then(|| Parse::one(at, Span::new(span.start, end), meaning, next_after))?
}

fn is_digits(scan: &Scan, at: usize) -> bool {
    matches!(scan.at(at).map(|a| a.kind), Some(Kind::Digits(..)))
}

/// «اليوم التالي», «اليوم نفسه», «نفس اليوم», «ذلك اليوم», «هذا اليوم».
pub(super) fn same_day(scan: &Scan, at: usize) -> Option<Parse> {
    let first = scan.at(at)?;
    if let Kind::Word(Word::Demonstrative(which)) = first.kind {
        let (Word::Near(0), noun) = scan.word(first.next)? else { return None };
        let meaning = match which {
            Demonstrative::This => Meaning::Near { days: 0, weekday: None },
            Demonstrative::Same | Demonstrative::That => Meaning::Same { unit: Unit::Day, by: 0 },
        };
        return Parse::one(at, Span::new(first.span.start, noun.span.end), meaning, noun.next);
    }
    let is_day = matches!(first.kind, Kind::Word(Word::Near(0) | Word::Unit(Unit::Day, Form::Definite)));
    let (modifier, atom) = modifier(scan, first.next).filter(|_| is_day)?;
    let meaning = match anaphor_of(modifier) {
        Some(by) => Meaning::Same { unit: Unit::Day, by },
        None if modifier == Modifier::This => Meaning::Near { days: 0, weekday: None },
        None => Meaning::Near { days: shift_of(modifier).filter(|&d| d != 0)?, weekday: None },
    };
    Parse::one(at, Span::new(first.span.start, atom.span.end), meaning, atom.next)
}
