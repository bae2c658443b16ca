//! Points in time counted from the article's day: «قبل ثلاثة أيام», «بعد أسبوعين».

use super::lexicon::{Form, Role, Unit, Word};
use super::meaning::{Meaning, Parse};
use super::numbers::count;
use super::scan::{Atom, Kind, Scan};
use super::tense::tense_before;
use crate::Span;

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
    // «يوما بعد يوم».
    if at > tokens.range.start && matches!(tokens.word(at - 1), Some((Word::Unit(u, _), _)) if u == unit) {
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

pub(super) fn countable(unit: Unit) -> Option<Unit> {
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
