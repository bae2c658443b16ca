//! Units that count from the article's day or from another date: «الشهر الماضي», «هذا العام», «السنوات الخمس الماضية».

use super::Calendar;
use super::contract::is_decade;
use super::lexicon::{Demonstrative, Form, Modifier, Role, Unit, Word};
use super::meaning::{Century, Meaning, Month, Parse};
use super::numbers::count;
use super::phrases::{anaphor_of, is_bare, modifier, shift_of, unit, year_gloss, year_phrase};
use super::rules_ago::countable;
use super::rules_year::range_end;
use super::scan::{Atom, Kind, Scan};
use crate::Span;

const RELATIVE: [Unit; 9] = [
    Unit::Week,
    Unit::Month,
    Unit::Quarter,
    Unit::Half,
    Unit::Season,
    Unit::Year,
    Unit::Decade,
    Unit::Century,
    Unit::Millennium,
];

/// «هذا الشهر», «نفس الشهر من السنة الماضية», «العام الدراسي المقبل», «نهاية العام».
pub(super) fn relative(tokens: &Scan, at: usize) -> Option<Parse> {
    let first = tokens.at(at)?;
    if let Kind::Word(Word::Demonstrative(which)) = first.kind {
        // «وذلك للعام 2008»: the demonstrative is no determiner.
        let (noun, atom) = definite_unit(tokens, first.next).filter(|&(_, atom)| is_bare(atom))?;
        if is_chapter(tokens, first.next) {
            return None;
        }
        let next = adjective(tokens, atom.next).map_or(atom.next, |a| a.next);
        let noun = kind_of(tokens, noun, atom.next);
        if noun == Unit::Decade && !is_decade(tokens, at, next, None) {
            return None;
        }
        let counted = matches!(noun, Unit::Week | Unit::Month | Unit::Year);
        let meaning = match which {
            Demonstrative::This => shifted(noun, 0),
            _ if !counted => return None,
            Demonstrative::Same | Demonstrative::That => Meaning::Same { unit: noun, by: 0 },
        };
        if let Some(parse) = glossed(tokens, at, first.span.start, noun, next) {
            return Some(parse);
        }
        return finish(tokens, at, first.span.start, meaning, next);
    }
    if first.roles.has(Role::Edge)
        && tokens.word_form(at).ends_with("نهايه")
        && let Some(parse) = weekend(tokens, at, first)
    {
        return Some(parse);
    }
    let (noun, atom) = definite_unit(tokens, at)?;
    if is_chapter(tokens, at) {
        return None;
    }
    if noun == Unit::Year && is_general(tokens, at) {
        return None;
    }
    let adjective = adjective(tokens, atom.next);
    let next = adjective.map_or(atom.next, |a| a.next);
    let noun = kind_of(tokens, noun, atom.next);
    if let Some((modifier, mod_atom)) = modifier(tokens, next) {
        if noun == Unit::Decade && !is_decade(tokens, at, mod_atom.next, Some(modifier)) {
            return None;
        }
        let meaning = modified(noun, modifier)?;
        if let Some(parse) = glossed(tokens, at, atom.span.start, noun, mod_atom.next) {
            return Some(parse);
        }
        return finish(tokens, at, atom.span.start, meaning, mod_atom.next);
    }
    let school = noun == Unit::Season && adjective.is_some();
    let bare = (school || matches!(noun, Unit::Week | Unit::Month | Unit::Year)) && is_edge(tokens, at, noun);
    let qualified = is_definite_word(tokens, next);
    (bare && !qualified).then(|| finish(tokens, at, atom.span.start, shifted(noun, 0), next))?
}

/// «العام الماضي 2013», «الموسم الحالي 2023/2024»: with the number that says which.
fn glossed(tokens: &Scan, at: usize, start: usize, noun: Unit, next: usize) -> Option<Parse> {
    if !matches!(noun, Unit::Year | Unit::Season) {
        return None;
    }
    let (year, after) = year_gloss(tokens, next)?;
    let (first, last, end) = range_end(tokens, after, year).unwrap_or((year, year, after));
    let meaning = match noun {
        Unit::Season => Meaning::Season(first, last),
        _ if first == last => Meaning::Year(year),
        _ => Meaning::Years(first, last),
    };
    Parse::one(at, Span::new(start, tokens.token(end - 1)?.span.end), meaning, end)
}

/// «الفصل» and «الثلاثي» are parts of a year with a number only: «هذا الفصل» is a chapter or an article.
fn is_chapter(tokens: &Scan, at: usize) -> bool {
    ["فصل", "ثلاثي", "سداسي"].iter().any(|word| tokens.word_form(at).ends_with(word))
}

fn definite_unit(tokens: &Scan, at: usize) -> Option<(Unit, Atom)> {
    RELATIVE.iter().find_map(|&u| unit(tokens, at, u, &[Form::Definite]).map(|atom| (u, atom)))
}

fn adjective(tokens: &Scan, at: usize) -> Option<Atom> {
    [Role::School, Role::Fiscal, Role::Sport].iter().find_map(|&r| tokens.role(at, r))
}

/// A school year lasts from one summer to the next, like a season.
fn kind_of(tokens: &Scan, noun: Unit, at: usize) -> Unit {
    let school = noun == Unit::Year && tokens.role(at, Role::School).is_some();
    if school { Unit::Season } else { noun }
}

/// «الأمين العام», «القنصل العام»: the adjective.
fn is_general(tokens: &Scan, at: usize) -> bool {
    tokens.after_role(at, Role::General) && tokens.word_form(at) == "العام"
}

fn is_edge(tokens: &Scan, at: usize, noun: Unit) -> bool {
    let opening = ["بدايه", "مستهل", "مطلع", "نهايه", "خلال", "منتصف", "اواخر", "اوايل", "ختام"];
    let before = if at > tokens.range.start { tokens.word_form(at - 1) } else { "" };
    tokens.after_role(at, Role::Edge) && (noun != Unit::Month || opening.iter().any(|o| before.ends_with(o)))
}

/// A word with the article that could qualify the unit («خلال السنة المنتهية»).
fn is_definite_word(tokens: &Scan, at: usize) -> bool {
    tokens.token(at).is_some_and(|t| t.spaced) && tokens.word_form(at).starts_with("ال")
}

/// «نهاية الأسبوع» is one expression, the days of rest, when nothing more is said.
fn weekend(tokens: &Scan, at: usize, first: Atom) -> Option<Parse> {
    let week = unit(tokens, first.next, Unit::Week, &[Form::Definite])?;
    let said = modifier(tokens, week.next).is_some();
    let meaning = Meaning::Shift { unit: Unit::Week, by: 0 };
    (!said).then(|| Parse::one(at, Span::new(first.span.start, week.span.end), meaning, week.next))?
}

fn shifted(unit: Unit, by: i32) -> Meaning {
    match unit {
        Unit::Century => Meaning::Century(Century::Shift(by)),
        _ => Meaning::Shift { unit, by },
    }
}

fn modified(noun: Unit, modifier: Modifier) -> Option<Meaning> {
    if modifier == Modifier::New {
        return matches!(noun, Unit::Year | Unit::Season).then_some(Meaning::New(noun));
    }
    // «الربع الأخير» is the fourth, not the past one: another rule reads it.
    if modifier == Modifier::Last && matches!(noun, Unit::Quarter | Unit::Half | Unit::Season) {
        return None;
    }
    if noun == Unit::Half && modifier != Modifier::This {
        return None;
    }
    match anaphor_of(modifier) {
        Some(by) => Some(Meaning::Same { unit: noun, by }),
        None => Some(shifted(noun, shift_of(modifier)?)),
    }
}

/// Adds «من العام الماضي» to a month.
fn finish(tokens: &Scan, at: usize, start: usize, meaning: Meaning, next: usize) -> Option<Parse> {
    let end = tokens.token(next - 1)?.span.end;
    let month = match meaning {
        Meaning::Shift { unit: Unit::Month, by } => Some(Month::Shift(by)),
        Meaning::Same { unit: Unit::Month, by } => Some(Month::Same(by)),
        _ => None,
    };
    let tail = tokens.role(next, Role::From).and_then(|from| year_phrase(tokens, from.next));
    if let (Some(month), Some((year, after))) = (month, tail) {
        let span = Span::new(start, tokens.token(after - 1)?.span.end);
        return Parse::one(at, span, Meaning::Month { calendar: Calendar::Gregorian, year, month }, after);
    }
    Parse::one(at, Span::new(start, end), meaning, next)
}

/// «السنوات الخمس الماضية», «اليومين الماضيين», «الـ48 ساعة المقبلة», «آخر ثلاث سنوات».
pub(super) fn period(tokens: &Scan, at: usize) -> Option<Parse> {
    let first = tokens.at(at)?;
    let start = first.span.start;
    if let Kind::Word(Word::Unit(unit, form)) = first.kind {
        let (count, next) = match form {
            Form::DefiniteDual => (2, first.next),
            Form::DefinitePlural => count(tokens, first.next)?,
            _ => return None,
        };
        return modified_period(tokens, at, start, unit, i32::from(count), next);
    }
    let latest = matches!(tokens.word_form(at), "اخر");
    let (count, next) = count(tokens, if latest { first.next } else { at })?;
    let (Word::Unit(unit, Form::Indefinite | Form::Plural), atom) = tokens.word(next)? else { return None };
    if latest {
        let end = atom.span.end;
        let meaning = Meaning::Period { unit, count: -i32::from(count) };
        let marked = modifier(tokens, atom.next).is_some() || atom.joined;
        return (!marked && countable(unit).is_some())
            .then(|| Parse::one(at, Span::new(start, end), meaning, atom.next))?;
    }
    let definite = first.roles.has(Role::Article) || tokens.word_form(at).contains("ال");
    definite.then(|| modified_period(tokens, at, start, unit, i32::from(count), atom.next))?
}

fn modified_period(
    tokens: &Scan,
    at: usize,
    start: usize,
    unit: Unit,
    count: i32,
    next: usize,
) -> Option<Parse> {
    let (modifier, atom) = modifier(tokens, next)?;
    let count = match modifier {
        Modifier::Past | Modifier::Last => -count,
        Modifier::Next => count,
        _ => return None,
    };
    let named = matches!(
        unit,
        Unit::Hour
            | Unit::Day
            | Unit::Week
            | Unit::Month
            | Unit::Season
            | Unit::Year
            | Unit::Decade
            | Unit::Century
    );
    named.then(|| {
        Parse::one(at, Span::new(start, atom.span.end), Meaning::Period { unit, count }, atom.next)
    })?
}
