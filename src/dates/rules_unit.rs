//! Units that count from the article's day or from another date: «الشهر الماضي», «هذا العام», «قبل ثلاثة أيام»,
//! «السنوات الخمس الماضية».

use super::Calendar;
use super::contract::is_decade;
use super::lexicon::{Demonstrative, Form, Modifier, Role, Unit, Word};
use super::meaning::{Century, Meaning, Month, Parse};
use super::numbers::count;
use super::phrases::{anaphor_of, modifier, shift_of, unit, year_phrase};
use super::scan::{Atom, Kind, Scan};
use super::tense::tense_before;
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
        let (noun, atom) = definite_unit(tokens, first.next)?;
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
        return finish(tokens, at, first.span.start, meaning, next);
    }
    if first.roles.has(Role::Edge)
        && tokens.word_form(at).ends_with("نهايه")
        && let Some(parse) = weekend(tokens, at, first)
    {
        return Some(parse);
    }
    let (noun, atom) = definite_unit(tokens, at)?;
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
        return finish(tokens, at, atom.span.start, meaning, mod_atom.next);
    }
    let school = noun == Unit::Season && adjective.is_some();
    let bare = (school || matches!(noun, Unit::Week | Unit::Month | Unit::Year)) && is_edge(tokens, at, noun);
    let qualified = is_definite_word(tokens, next);
    (bare && !qualified).then(|| finish(tokens, at, atom.span.start, shifted(noun, 0), next))?
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

/// «قبل ثلاثة أيام», «بعد أسبوعين», «منذ عامين» after a verb of what happens once.
pub(super) fn ago(tokens: &Scan, at: usize) -> Option<Parse> {
    let first = tokens.at(at)?;
    let (before, after) = (first.roles.has(Role::Before), first.roles.has(Role::After));
    let since = first.roles.has(Role::Since) && follows_once(tokens, at);
    if !(before || after || since) || first.preposition.is_some() || first.next != at + 1 {
        return None;
    }
    let from = tokens.role(first.next, Role::Approx).map_or(first.next, |a| a.next);
    let (unit, count, next) = counted_unit(tokens, from)?;
    let end = tokens.token(next - 1)?.span.end;
    // «انتهت الحرب بعد ثماني سنوات»: after a verb of the past the count starts with the event.
    if is_measured_from(tokens, next, after) || (after && tense_before(tokens, at) == Some(false)) {
        return None;
    }
    let by = if after { i32::from(count) } else { -i32::from(count) };
    Parse::one(at, Span::new(first.span.start, end), Meaning::Shift { unit, by }, next)
}

/// A number of units: «ثلاثة أيام», «15 شهرا», «عامين», «أسبوع», «يوم واحد».
fn counted_unit(tokens: &Scan, at: usize) -> Option<(Unit, u16, usize)> {
    if let Some((Word::Unit(unit, form), atom)) = tokens.word(at) {
        return match form {
            Form::Dual => Some((countable(unit)?, 2, atom.next)),
            Form::Indefinite => one_unit(tokens, unit, atom),
            _ => None,
        };
    }
    let (count, next) = count(tokens, at)?;
    let (Word::Unit(unit, form), atom) = tokens.word(next)? else { return None };
    let fits = matches!(form, Form::Plural | Form::Indefinite) && atom.preposition.is_none() && !atom.joined;
    fits.then_some((countable(unit)?, count, atom.next))
}

fn one_unit(tokens: &Scan, unit: Unit, atom: Atom) -> Option<(Unit, u16, usize)> {
    let unit = countable(unit)?;
    let Some(after) = tokens.at(atom.next) else { return Some((unit, 1, atom.next)) };
    let form = tokens.word_form(atom.next);
    let clitic = tokens.token(atom.next).is_some_and(|t| !t.proclitic.is_empty());
    match after.kind {
        Kind::Word(Word::Number(1)) => Some((unit, 1, after.next)),
        Kind::Mark(_) => Some((unit, 1, atom.next)),
        // «بعد عام رائع», «قبل شهر مارس»: an adjective or a name shows that one unit is not counted.
        _ if after.joined || clitic || PARTICLES.contains(&form) => Some((unit, 1, atom.next)),
        _ => None,
    }
}

/// Folded words that start another phrase after «قبل شهر».
const PARTICLES: [&str; 20] = [
    "في",
    "من",
    "الي",
    "عن",
    "مع",
    "علي",
    "امام",
    "ضد",
    "خلال",
    "حيث",
    "حين",
    "عندما",
    "لكن",
    "او",
    "ان",
    "كان",
    "كانت",
    "قد",
    "لم",
    "عند",
];

fn countable(unit: Unit) -> Option<Unit> {
    matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Year | Unit::Decade | Unit::Century)
        .then_some(unit)
}

/// «بعد ثلاثة أيام من الحادث», «بعد عام على الانفجار»: the count starts elsewhere. «من الآن» is the article's day.
fn is_measured_from(tokens: &Scan, at: usize, after: bool) -> bool {
    let Some(atom) = tokens.at(at) else { return false };
    let from = atom.roles.has(Role::From)
        && !["الان", "اليوم", "الزمن", "الزمان"].contains(&tokens.word_form(atom.next));
    from || (after && tokens.word_form(at) == "علي")
}

fn follows_once(tokens: &Scan, at: usize) -> bool {
    let from = at.saturating_sub(5).max(tokens.range.start);
    (from..at).any(|i| tokens.at(i).is_some_and(|a| a.roles.has(Role::Once)))
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
