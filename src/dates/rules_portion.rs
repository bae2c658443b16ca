//! Parts of a year or a month: «الربع الثالث من 2023», «النصف الأول من العام», «الأشهر التسعة الأولى من السنة المالية»,
//! «الأيام العشرة الأخيرة من رمضان».

use super::lexicon::{Form, Modifier, Role, Unit, Word};
use super::meaning::{Found, Meaning, Parse, Portion, Whole, Year};
use super::numbers::{Read, count, ordinal};
use super::phrases::{Reading, modifier, month_of_day, month_year, unit, year_number, year_phrase};
use super::rules_year::range_end;
use super::scan::{Kind, Scan};
use super::value::Part;
use crate::Span;

/// The named parts, and how many of them make a whole.
const PARTS: [(Unit, u16); 4] = [(Unit::Quarter, 4), (Unit::Half, 2), (Unit::Third, 3), (Unit::Week, 5)];

/// «الربع الثالث من 2023», «النصف الأول من العام الجاري», «الثلث الأخير من رمضان», «الأسبوع الأول من مايو», «الربع الأخير».
pub(super) fn part(tokens: &Scan, at: usize) -> Option<Parse> {
    let head_of = |&(kind, parts): &(Unit, u16)| {
        unit(tokens, at, kind, &[Form::Definite]).map(|head| (kind, parts, head))
    };
    let (kind, parts, head) = PARTS.iter().find_map(head_of)?;
    let (number, is_last, next) = match modifier(tokens, head.next) {
        Some((Modifier::Last, atom)) => (parts, true, atom.next),
        _ => ordinal(tokens, head.next).filter(|&(n, _)| n <= parts).map(|(n, next)| (n, false, next))?,
    };
    let number = u8::try_from(number).ok()?;
    let start = head.span.start;
    let one = |meaning, next: usize| {
        Parse::one(at, Span::new(start, tokens.token(next - 1)?.span.end), meaning, next)
    };
    if let Some((year, next)) = year_after(tokens, next).filter(|_| kind != Unit::Week) {
        return one(part_of_year(kind, number, year), next);
    }
    if let Some((first, last)) = days_of_part(kind, number)
        && let Some((of, next)) = month_after(tokens, next)
    {
        let from_end = kind == Unit::Week && is_last;
        let (first, last) = if from_end { (1, 7) } else { (first, last) };
        return one(Meaning::Portion(Portion { unit: Unit::Day, first, last, from_end, of }), next);
    }
    // «الربع الأول من المباراة», «الفصل الأول»: without a year only a quarter by its own name is one.
    let alone = tokens.word_form(at).ends_with("ربع") && tokens.role(next, Role::From).is_none();
    alone.then(|| one(part_of_year(kind, number, Year::Open), next))?
}

fn part_of_year(kind: Unit, number: u8, year: Year) -> Meaning {
    match kind {
        Unit::Quarter => Meaning::Part { part: Part::Quarter(number), year },
        Unit::Half => Meaning::Part { part: Part::Half(number), year },
        // A third has no form in ISO 8601: four months.
        _ => Meaning::Portion(Portion {
            unit: Unit::Month,
            first: number * 4 - 3,
            last: number * 4,
            from_end: false,
            of: Whole::Year(year),
        }),
    }
}

/// First and last day of a half, third or week of a month; 32 is the month's last.
fn days_of_part(kind: Unit, number: u8) -> Option<(u8, u8)> {
    match (kind, number) {
        (Unit::Half, 1) => Some((1, 15)),
        (Unit::Half, _) => Some((16, 32)),
        (Unit::Third, 3) => Some((21, 32)),
        (Unit::Third, n) => Some((n * 10 - 9, n * 10)),
        (Unit::Week, n) => Some((n * 7 - 6, n * 7)),
        _ => None,
    }
}

/// «الربعين الأول والثاني من 2024»: two, with the year of the second.
pub(super) fn two_quarters(tokens: &Scan, at: usize) -> Option<Parse> {
    let head = unit(tokens, at, Unit::Quarter, &[Form::DefiniteDual])?;
    let ordinal_at = |at| match tokens.word(at)? {
        (Word::Ordinal(n @ 1..=4), atom) => Some((n, atom)),
        _ => None,
    };
    let (first, first_atom) = ordinal_at(head.next)?;
    let (second, second_atom) = ordinal_at(first_atom.next).filter(|(_, atom)| atom.joined)?;
    // «الربعين الأول والثاني من المباراة».
    let open = (Year::Open, second_atom.next);
    let alone = tokens.role(second_atom.next, Role::From).is_none().then_some(open);
    let (year, next) = year_after(tokens, second_atom.next).or(alone)?;
    let end = tokens.token(next - 1)?.span.end;
    let found = |token, start, end, number| Found {
        token,
        span: Span::new(start, end),
        meaning: Meaning::Part { part: Part::Quarter(number), year },
    };
    let pair = vec![
        found(at, head.span.start, first_atom.span.end, first),
        found(first_atom.next, second_atom.span.start, end, second),
    ];
    Some(Parse { found: pair, next })
}

/// «الأشهر الستة الأولى من 2023», «أول شهرين من العام», «الربعين الأولين من 2024», «الأيام الخمسة الأولى من الشهر الجاري».
pub(super) fn counted(tokens: &Scan, at: usize) -> Option<Parse> {
    let (unit, count, from_end, next) = counted_head(tokens, at)?;
    let most = match unit {
        Unit::Month => 12,
        Unit::Quarter => 4,
        Unit::Day => 30,
        _ => return None,
    };
    let last = u8::try_from(count).ok().filter(|n| (1..=most).contains(n))?;
    let (of, next) = if unit == Unit::Day {
        month_after(tokens, next)?
    } else {
        let (year, next) = year_after(tokens, next)?;
        (Whole::Year(year), next)
    };
    let span = Span::new(tokens.at(at)?.span.start, tokens.token(next - 1)?.span.end);
    let portion = Portion { unit, first: 1, last, from_end, of };
    Parse::one(at, span, Meaning::Portion(portion), next)
}

/// The unit, how many, whether the last ones, and the token after them.
fn counted_head(tokens: &Scan, at: usize) -> Option<(Unit, u16, bool, usize)> {
    let first = tokens.at(at)?;
    match first.kind {
        Kind::Word(Word::Unit(unit, Form::DefinitePlural)) => {
            let (count, next) = count(tokens, first.next)?;
            let (from_end, next) = which(tokens, next)?;
            return Some((unit, count, from_end, next));
        }
        Kind::Word(Word::Unit(unit, Form::DefiniteDual)) => {
            let (from_end, next) = which(tokens, first.next)?;
            return Some((unit, 2, from_end, next));
        }
        _ => {}
    }
    let from_end = tokens.word_form(at).ends_with("اخر");
    let leads = from_end || matches!(first.kind, Kind::Word(Word::Ordinal(1)));
    if leads && let Some((Word::Unit(unit, Form::Dual), atom)) = tokens.word(first.next) {
        return Some((unit, 2, from_end, atom.next));
    }
    let (count, next) = count(tokens, if leads { first.next } else { at })?;
    // «العشر الأواخر من رمضان»: its nights.
    if let Some((from_end, next)) = which(tokens, next).filter(|_| count == 10) {
        return Some((Unit::Day, count, from_end, next));
    }
    let (Word::Unit(unit, Form::Indefinite | Form::Plural), atom) = tokens.word(next)? else { return None };
    if leads {
        return Some((unit, count, from_end, atom.next));
    }
    let (from_end, next) = which(tokens, atom.next)?;
    Some((unit, count, from_end, next))
}

/// «الأواخر», folded.
const LAST_ONES: &str = "\u{627}\u{644}\u{627}\u{648}\u{627}\u{62E}\u{631}";

/// «الأولى», «الأولين» (false) or «الأخيرة» (true).
fn which(tokens: &Scan, at: usize) -> Read<bool> {
    if let Some((Modifier::Last, atom)) = modifier(tokens, at) {
        return Some((true, atom.next));
    }
    match tokens.word(at) {
        Some((Word::Ordinal(1), atom)) => Some((false, atom.next)),
        _ if tokens.word_form(at) == LAST_ONES => Some((true, at + 1)),
        _ => tokens.role(at, Role::First).map(|atom| (false, atom.next)),
    }
}

/// The year that a part belongs to: «من عام 2009», «2023», «من هذا العام», «من العام», «لسنة 2022».
fn year_after(tokens: &Scan, at: usize) -> Read<Year> {
    let from = [Role::From, Role::In].iter().find_map(|&r| tokens.role(at, r)).map(|a| a.next);
    let at = from.unwrap_or(at);
    let read = year_phrase(tokens, at).or_else(|| year_number(tokens, at, Reading::Strict));
    if let Some((year, next)) = read {
        let school = tokens.at(at).is_some_and(|head| tokens.role(head.next, Role::School).is_some());
        return Some(match range_end(tokens, next, year) {
            Some((.., end)) => (Year::Divided(false), end),
            None if school => (Year::Divided(!matches!(year, Year::Number { .. })), next),
            None => (year, next),
        });
    }
    let head = unit(tokens, from?, Unit::Year, &[Form::Definite])?;
    let school = tokens.role(head.next, Role::School);
    let adjective = school.or_else(|| tokens.role(head.next, Role::Fiscal));
    let next = adjective.map_or(head.next, |a| a.next);
    let qualified = tokens.token(next).is_some_and(|t| t.spaced) && tokens.word_form(next).starts_with("ال");
    let year = if school.is_some() { Year::Divided(true) } else { Year::Shift(0) };
    (!qualified).then_some((year, next))
}

/// The month that days belong to: «من الشهر الجاري», «من رمضان 1445», «من هذا الشهر».
fn month_after(tokens: &Scan, at: usize) -> Read<Whole> {
    let from = tokens.role(at, Role::From)?;
    if let Some(((calendar, month, _), next)) = month_of_day(tokens, from.next) {
        let named = matches!(month, super::meaning::Month::Name(_));
        let (year, next) = month_year(tokens, next).filter(|_| named).unwrap_or((Year::Open, next));
        return Some((Whole::Month { calendar, month, year }, next));
    }
    None
}
