//! Seasons of the year and bundles of years: decades, centuries, millennia; feasts.

use super::lexicon::{Demonstrative, Form, Modifier, Role, Unit, Word};
use super::meaning::{Century, Meaning, Parse, Year};
use super::numbers::{Read, ordinal};
use super::phrases::{Reading, modifier, month_year, shift_of, unit, year_number, year_phrase};
use super::scan::{Atom, Kind, Scan};
use super::value::Part;
use crate::Span;

/// «صيف 2023», «صيف 82», «فصل الصيف», «الصيف المقبل», «شتاء هذا العام».
pub(super) fn climate(tokens: &Scan, at: usize) -> Option<Parse> {
    let chapter = tokens.role(at, Role::Chapter);
    let demonstrative = match tokens.word(at) {
        Some((Word::Demonstrative(Demonstrative::This), atom)) => Some(atom),
        _ => None,
    };
    let lead = chapter.or(demonstrative);
    let from = lead.map_or(at, |a| a.next);
    let (Word::Climate(season), atom) = tokens.word(from)? else { return None };
    let start = lead.unwrap_or(atom).span.start;
    let definite = tokens.word_form(from).contains("ال");
    let one = |meaning, next: usize| {
        let end = tokens.token(next - 1)?.span.end;
        Parse::one(at, Span::new(start, end), meaning, next)
    };
    if let Some((modifier, after)) = modifier(tokens, atom.next) {
        let by = shift_of(modifier).filter(|_| definite || lead.is_some())?;
        return one(Meaning::Climate { season, by }, after.next);
    }
    if demonstrative.is_some() {
        return one(Meaning::Climate { season, by: 0 }, atom.next);
    }
    let part = Part::Season(season);
    if let Some((year, next)) = climate_year(tokens, atom.next) {
        return one(Meaning::Part { part, year }, next);
    }
    let placed = chapter.is_some() || [Role::Edge, Role::In].iter().any(|&r| tokens.after_role(at, r));
    let qualified =
        tokens.token(atom.next).is_some_and(|t| t.spaced) && tokens.word_form(atom.next).starts_with("ال");
    (definite && placed && !qualified).then(|| one(Meaning::Part { part, year: Year::Open }, atom.next))?
}

fn climate_year(tokens: &Scan, at: usize) -> Read<Year> {
    let from = tokens.role(at, Role::From).map_or(at, |a| a.next);
    year_phrase(tokens, from).or_else(|| year_number(tokens, at, Reading::Free))
}

/// «التسعينيات», «ثمانينيات القرن الماضي», «سبعينيات القرن التاسع عشر».
pub(super) fn decade(tokens: &Scan, at: usize) -> Option<Parse> {
    let head = [Unit::Decade, Unit::Year]
        .iter()
        .find_map(|&u| unit(tokens, at, u, &[Form::Indefinite, Form::ConstructDual, Form::Plural]));
    let from = head.map_or(at, |a| a.next);
    let (Word::Decade(decade), atom) = tokens.word(from)? else { return None };
    let after = tokens.role(atom.next, Role::From).map_or(atom.next, |a| a.next);
    // «في الثلاثينيات من عمره»: an age.
    if tokens.at(after)?.roles.has(Role::Age) {
        return None;
    }
    let start = head.unwrap_or(atom).span.start;
    // «التسعينيات والقرن الماضي» are two.
    let parted = tokens.at(after).is_some_and(|head| head.joined);
    let century = if parted { None } else { century_phrase(tokens, after) };
    let (century, next) = century.unwrap_or((Century::Open, atom.next));
    let end = tokens.token(next - 1)?.span.end;
    Parse::one(at, Span::new(start, end), Meaning::Decade { decade, century }, next)
}

/// «القرن التاسع عشر», «القرن الخامس قبل الميلاد», «القرن الماضي».
fn century_phrase(tokens: &Scan, at: usize) -> Read<Century> {
    let demonstrative = match tokens.word(at) {
        Some((Word::Demonstrative(Demonstrative::This), atom)) => Some(atom),
        _ => None,
    };
    let head = unit(tokens, demonstrative.map_or(at, |a| a.next), Unit::Century, &[Form::Definite])?;
    if demonstrative.is_some() {
        return Some((Century::Shift(0), head.next));
    }
    if let Some((modifier, atom)) = modifier(tokens, head.next) {
        return Some((Century::Shift(shift_of(modifier)?), atom.next));
    }
    let (n, next) = in_digits(tokens, head.next).or_else(|| ordinal(tokens, head.next))?;
    let era = super::phrases::era(tokens, next, 2);
    (1..=30)
        .contains(&n)
        .then_some((Century::Number(n, era.map(|(e, _)| e)), era.map_or(next, |(_, after)| after)))
}

/// «19», «الـ19».
fn in_digits(tokens: &Scan, at: usize) -> Read<u16> {
    let atom = tokens.at(at)?;
    let atom = if atom.roles.has(Role::Article) { tokens.at(atom.next)? } else { atom };
    match atom.kind {
        Kind::Digits(n, 1 | 2) => Some((n as u16, atom.next)),
        _ => None,
    }
}

/// «العقد الأول من القرن الحادي والعشرين», «العقد الأخير من القرن الماضي».
pub(super) fn decade_of_century(tokens: &Scan, at: usize) -> Option<Parse> {
    let head = unit(tokens, at, Unit::Decade, &[Form::Definite])?;
    let (n, next) = match modifier(tokens, head.next) {
        Some((Modifier::Last, atom)) => (10, atom.next),
        _ => ordinal(tokens, head.next).filter(|&(n, _)| n <= 10)?,
    };
    let from = tokens.role(next, Role::From)?;
    let (century, next) = century_phrase(tokens, from.next)?;
    let end = tokens.token(next - 1)?.span.end;
    let decade = u8::try_from(n * 10 - 10).ok()?;
    Parse::one(at, Span::new(head.span.start, end), Meaning::Decade { decade, century }, next)
}

/// A century on its own; two that share one head («القرنين التاسع عشر والعشرين») are read as the first.
pub(super) fn century(tokens: &Scan, at: usize) -> Option<Parse> {
    let head = unit(tokens, at, Unit::Century, &[Form::Definite])?;
    let (century, next) = century_phrase(tokens, at)?;
    let end = tokens.token(next - 1)?.span.end;
    Parse::one(at, Span::new(head.span.start, end), Meaning::Century(century), next)
}

/// «القرنين التاسع عشر والعشرين»: two.
pub(super) fn two_centuries(tokens: &Scan, at: usize) -> Option<Parse> {
    let head = unit(tokens, at, Unit::Century, &[Form::DefiniteDual])?;
    let (first, middle) = in_digits(tokens, head.next).or_else(|| teen_or_ordinal(tokens, head.next))?;
    // «و» is a token of its own before digits.
    let and = tokens.at(middle).filter(|a| a.roles.has(Role::And));
    let (second_start, (second, next)) = if let Some(and) = and {
        (tokens.token(and.next)?.span.start, in_digits(tokens, and.next)?)
    } else {
        let atom = tokens.at(middle).filter(|a| a.joined)?;
        (atom.span.start, in_digits(tokens, middle).or_else(|| ordinal(tokens, middle))?)
    };
    let era = super::phrases::era(tokens, next, 2);
    let next = era.map_or(next, |(_, after)| after);
    let era = era.map(|(e, _)| e);
    let end_of = |n: usize| tokens.token(n - 1).map(|t| t.span.end);
    let mut parse = Parse::one(
        at,
        Span::new(head.span.start, end_of(middle)?),
        Meaning::Century(Century::Number(first, era)),
        next,
    )?;
    parse.found.push(super::meaning::Found {
        span: Span::new(second_start, end_of(next)?),
        token: middle,
        meaning: Meaning::Century(Century::Number(second, era)),
    });
    Some(parse)
}

/// An ordinal that leaves «والعشرين» alone: in a pair of centuries it is the second one.
fn teen_or_ordinal(tokens: &Scan, at: usize) -> Read<u16> {
    let (Word::Ordinal(n), atom) = tokens.word(at)? else { return None };
    match tokens.word(atom.next) {
        Some((Word::Number(10), ten)) if !ten.joined => Some((u16::from(n) + 10, ten.next)),
        _ => Some((u16::from(n), atom.next)),
    }
}

/// «الألفية الثالثة».
pub(super) fn millennium(tokens: &Scan, at: usize) -> Option<Parse> {
    let head = unit(tokens, at, Unit::Millennium, &[Form::Definite])?;
    let (n, next) = ordinal(tokens, head.next).filter(|&(n, _)| n <= 9)?;
    let end = tokens.token(next - 1)?.span.end;
    Parse::one(at, Span::new(head.span.start, end), Meaning::Millennium(n), next)
}

/// «عيد الفطر», «رأس السنة 2025», «عيد الأضحى الماضي».
pub(super) fn feast(tokens: &Scan, at: usize) -> Option<Parse> {
    let head = unit(tokens, at, Unit::Day, &[Form::Indefinite, Form::Plural]);
    let at_name = head.map_or(at, |a| a.next);
    let (Word::Feast(feast), atom) = tokens.word(at_name)? else { return None };
    if !is_feast(tokens, at_name, feast, atom) {
        return None;
    }
    let tail = month_year(tokens, atom.next);
    let (year, next) = tail.unwrap_or((Year::Open, atom.next));
    let end = tokens.token(next - 1)?.span.end;
    Parse::one(at, Span::new(head.unwrap_or(atom).span.start, end), Meaning::Feast { feast, year }, next)
}

/// «العيد» alone only after a word for a time; «عيد الميلاد الخمسين» is somebody's.
fn is_feast(tokens: &Scan, at: usize, feast: super::lexicon::Feast, atom: Atom) -> bool {
    use super::lexicon::Feast;
    let counted = match tokens.at(atom.next) {
        Some(after) => {
            matches!(after.kind, Kind::Word(Word::Ordinal(_) | Word::Number(_)) if !after.joined)
                || after.roles.has(Role::Article)
        }
        None => false,
    };
    match feast {
        Feast::Eid => {
            let places = [Role::Edge, Role::Festive, Role::Before, Role::After];
            places.iter().any(|&r| tokens.after_role(at, r)) && !is_adjective(tokens, atom.next)
        }
        // «سوق عيد الميلاد» names a place.
        _ => {
            !counted && !tokens.after_role(at, Role::Block) && tokens.role(atom.next, Role::Fiscal).is_none()
        }
    }
}

/// «العيد الوطني» names another feast.
fn is_adjective(tokens: &Scan, at: usize) -> bool {
    tokens.token(at).is_some_and(|t| t.spaced)
        && tokens.word_form(at).starts_with("ال")
        && tokens.word(at).is_none()
}
