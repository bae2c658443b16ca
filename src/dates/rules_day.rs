//! Days: «يوم الثلاثاء 19 تشرين الثاني/نوفمبر 2024», «أمس», «غدا (الاثنين)», «اليوم التالي».

use super::lexicon::{Demonstrative, Form, Modifier, Role, Unit, Word};
use super::meaning::{Meaning, Parse, Year};
use super::numbers::{Read, day_number};
use super::phrases::{anaphor_of, modifier, month_of_day, shift_of, unit};
use super::rules_date::dates;
use super::rules_weekday::weekdays;
use super::scan::{Atom, Kind, Scan};
use crate::Span;

/// A day with every part that the text gives: head word, today, weekday, date.
pub(super) fn day(tokens: &Scan, at: usize) -> Option<Parse> {
    if tokens.after_role(at, Role::Every) {
        return None;
    }
    let first = tokens.at(at)?;
    let start = first.span.start;
    let head = unit(tokens, at, Unit::Day, &[Form::Indefinite, Form::ConstructDual, Form::Plural]);
    let mut next = head.map_or(at, |a| a.next);
    let this = this_day(tokens, at);
    let near = this.or_else(|| near_day(tokens, next));
    if let Some((_, after)) = near {
        next = after;
    }
    let weekday = weekday_gloss(tokens, next, near.is_some());
    if let Some((_, after)) = weekday {
        next = after;
    }
    let weekday_number = weekday.map(|(w, _)| w);
    // «يوم الأربعاء القادم 21 جوان»: the date says which.
    let pointed = weekday_number.and_then(|_| modifier(tokens, next)).map(|(_, atom)| atom.next);
    if let Some(after) = pointed
        && dates(tokens, after, false).is_some_and(|parse| parse.found.len() == 1)
    {
        next = after;
    }
    if let Some(mut parse) = dates(tokens, skip_weekday_comma(tokens, next, weekday_number), head.is_some()) {
        if is_title(tokens, at, head, &parse) {
            return title(tokens, at);
        }
        let found = parse.found.first_mut()?;
        found.span = Span::new(start, found.span.end);
        found.token = at;
        if let Meaning::Day { weekday, .. } = &mut found.meaning {
            *weekday = weekday.or(weekday_number);
        }
        return Some(parse);
    }
    if this.is_some() && weekday_number.is_none() {
        return None;
    }
    let end = tokens.token(next.checked_sub(1)?)?.span.end;
    match (near, weekday_number) {
        (Some((days, _)), weekday) => {
            let meaning = Meaning::Near { days: i32::from(days), weekday };
            Parse::one(at, Span::new(start, end), meaning, next)
        }
        (None, Some(weekday)) => weekdays(tokens, at, head.is_some(), start, weekday, next),
        (None, None) => None,
    }
}

/// «هذا اليوم» before a weekday or a date.
fn this_day(tokens: &Scan, at: usize) -> Read<i8> {
    let (Word::Demonstrative(Demonstrative::This), atom) = tokens.word(at)? else { return None };
    let (Word::Near(0), noun) = tokens.word(atom.next)? else { return None };
    Some((0, noun.next))
}

/// «أمس», «غدا», «اليوم»: not where «اليوم» is a name, «اليوم الأول» or «في اليوم التالي».
fn near_day(tokens: &Scan, at: usize) -> Read<i8> {
    let (Word::Near(days), atom) = tokens.word(at)? else { return None };
    let is_today = days == 0 && tokens.word_form(at).ends_with("يوم");
    // «في أمس الحاجة»: the superlative of «ماسّ».
    if days == -1 && tokens.word_form(atom.next) == "الحاجه" {
        return None;
    }
    if is_today && (tokens.after_role(at, Role::Daily) || tokens.after_role(at, Role::In)) {
        return None;
    }
    if is_today && !is_today_before(tokens, atom.next) {
        return None;
    }
    match near_gloss(tokens, atom.next) {
        Some((gloss, next)) => Some((gloss, next)),
        None => Some((days, atom.next)),
    }
}

/// «اليوم (أمس)»: what the editor puts beside the writer's word counts from the article's day.
fn near_gloss(tokens: &Scan, at: usize) -> Read<i8> {
    let (Word::Near(days), atom) = tokens.word(tokens.mark(at, &['('])?)? else { return None };
    Some((days, tokens.mark(atom.next, &[')'])?))
}

/// Whether «اليوم» before `at` is today: no ordinal, no adjective («الوطني», «الواحد», «نفسه») qualifies it.
fn is_today_before(tokens: &Scan, at: usize) -> bool {
    let Some(atom) = tokens.at(at) else { return true };
    if atom.joined || atom.preposition.is_some() {
        return true;
    }
    match atom.kind {
        Kind::Word(Word::Ordinal(_) | Word::Modifier(_) | Word::Number(_)) => false,
        Kind::Word(_) => true,
        _ => !OBSERVANCES.contains(&tokens.word_form(at)),
    }
}

/// Folded adjectives that make «اليوم» the name of an observance or a measure.
const OBSERVANCES: [&str; 13] = [
    "الاخر",
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
fn weekday_gloss(tokens: &Scan, at: usize, after_day: bool) -> Read<u8> {
    let name = |at| match tokens.word(at)? {
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
    let inside = tokens.mark(at, &['('])?;
    if let Some((weekday, atom)) = name(inside) {
        return Some((weekday, tokens.mark(atom.next, &[')'])?));
    }
    None
}

fn skip_weekday_comma(tokens: &Scan, at: usize, weekday: Option<u8>) -> usize {
    let comma = weekday.and_then(|_| tokens.mark(at, &['\u{60C}', ',', ':']));
    comma.filter(|&next| matches!(tokens.at(next).map(|a| a.kind), Some(Kind::Digits(..)))).unwrap_or(at)
}

/// «ثورة 25 يناير»: the date is a part of a title; «هجمات 11 سبتمبر» too, unless a year follows.
fn is_title(tokens: &Scan, at: usize, head: Option<Atom>, parse: &Parse) -> bool {
    let dated = parse.found.iter().all(|f| match f.meaning {
        Meaning::Day { year, .. } => year != Year::Open,
        _ => true,
    });
    head.is_none() && (tokens.after_role(at, Role::Block) || (!dated && tokens.after_role(at, Role::Attack)))
}

/// The day and month of a title: read, so that no other rule reads a part of them, and not an expression. The year
/// after it is one («ثورة 25 يناير من العام الماضي»).
fn title(tokens: &Scan, at: usize) -> Option<Parse> {
    let (_, after) = day_number(tokens, at)?;
    let from = tokens.role(after, Role::From).map_or(after, |a| a.next);
    let (_, next) = month_of_day(tokens, from)?;
    Some(Parse { found: Vec::new(), next })
}

/// «اليوم التالي», «اليوم نفسه», «نفس اليوم», «ذلك اليوم», «هذا اليوم».
pub(super) fn same_day(tokens: &Scan, at: usize) -> Option<Parse> {
    let first = tokens.at(at)?;
    if let Kind::Word(Word::Demonstrative(which)) = first.kind {
        let (Word::Near(0), noun) = tokens.word(first.next)? else { return None };
        let meaning = match which {
            Demonstrative::This => Meaning::Near { days: 0, weekday: None },
            Demonstrative::Same | Demonstrative::That => Meaning::Same { unit: Unit::Day, by: 0 },
        };
        return Parse::one(at, Span::new(first.span.start, noun.span.end), meaning, noun.next);
    }
    let is_day = matches!(first.kind, Kind::Word(Word::Near(0) | Word::Unit(Unit::Day, Form::Definite)));
    let (modifier, atom) = modifier(tokens, first.next).filter(|_| is_day)?;
    let meaning = match anaphor_of(modifier) {
        Some(by) => Meaning::Same { unit: Unit::Day, by },
        None if modifier == Modifier::This => Meaning::Near { days: 0, weekday: None },
        None => Meaning::Near { days: shift_of(modifier).filter(|&d| d != 0)?, weekday: None },
    };
    Parse::one(at, Span::new(first.span.start, atom.span.end), meaning, atom.next)
}
