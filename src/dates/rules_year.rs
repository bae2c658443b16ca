//! Years: «عام 2011», «عامي 2006 و2007», «بين 2011 و2014», «1990-1991», «موسم 2023/2024», «سنة تسع وتسعين».

use super::lexicon::{Form, Role, Unit, Word};
use super::meaning::{Found, Meaning, Parse, Year};
use super::phrases::{Reading, is_counted, skip_comma, unit, year_number};
use super::scan::{Kind, Scan};
use crate::Span;

const DASHES: [char; 4] = ['-', '/', '\u{2013}', '\u{2014}'];

/// A year after its head word.
pub(super) fn headed_year(scan: &Scan, at: usize) -> Option<Parse> {
    const HEADS: [Form; 5] =
        [Form::Indefinite, Form::Definite, Form::ConstructDual, Form::Plural, Form::DefinitePlural];
    let season = unit(scan, at, Unit::Season, &HEADS);
    let head = season.or_else(|| unit(scan, at, Unit::Year, &HEADS))?;
    let adjective = [Role::School, Role::Fiscal, Role::Sport].iter().find_map(|&r| scan.role(head.next, r));
    let is_season = season.is_some() || scan.role(head.next, Role::School).is_some();
    let after_head = adjective.map_or(head.next, |a| a.next);
    let plural = matches!(head.kind, Kind::Word(Word::Unit(_, Form::Plural | Form::DefinitePlural)));
    let from = scan.role(after_head, Role::From).filter(|_| plural).map_or(after_head, |a| a.next);
    let (first, next) = year_number(scan, skip_comma(scan, from), Reading::Free)?;
    let start = if from > after_head { scan.token(from)?.span.start } else { head.span.start };
    let span = Span::new(start, scan.token(next - 1)?.span.end);
    if let Some((last, end)) = range_end(scan, next, first).filter(|_| from == after_head) {
        // «1445/1446هـ»: the era is both years'.
        let first = with_era_of(first, last);
        let span = Span::new(span.start, scan.token(end - 1)?.span.end);
        let whole = if is_season { Meaning::Season(first, last) } else { Meaning::Years(first, last) };
        return Parse::one(at, span, whole, end);
    }
    let meaning = if is_season { Meaning::Season(first, first) } else { Meaning::Year(first) };
    let found = vec![Found { span, token: at, meaning }];
    Some(list(scan, found, next))
}

fn with_era_of(first: Year, last: Year) -> Year {
    match (first, last) {
        (Year::Number { value, digits, .. }, Year::Number { era, .. }) => Year::Number { value, digits, era },
        _ => first,
    }
}

/// The second year of «2023/2024», «2023-24», «1990-1991».
fn range_end(scan: &Scan, at: usize, first: Year) -> Option<(Year, usize)> {
    let Year::Number { value, digits: 4, era: None } = first else { return None };
    let next = skip_comma(scan, scan.mark(at, &DASHES)?);
    match scan.at(next)?.kind {
        Kind::Digits(n, 4) if n > u32::from(value) && (1000..=2999).contains(&n) => {
            year_number(scan, next, Reading::Strict)
        }
        Kind::Digits(n, 2) if n == u32::from(value + 1) % 100 => {
            Some((Year::Number { value: value + 1, digits: 4, era: None }, next + 1))
        }
        _ => None,
    }
}

/// Further years after «و», «أو», «إلى», «حتى», a comma or a dash.
fn list(scan: &Scan, mut found: Vec<Found>, mut next: usize) -> Parse {
    while let Some((token, span, year, after)) = next_year(scan, next) {
        found.push(Found { span, token, meaning: Meaning::Year(year) });
        next = after;
    }
    Parse { found, next }
}

fn next_year(scan: &Scan, at: usize) -> Option<(usize, Span, Year, usize)> {
    let atom = scan.at(at)?;
    let listed = [Role::And, Role::To, Role::Or].iter().any(|&r| atom.roles.has(r));
    let marked = matches!(atom.kind, Kind::Mark('-' | '\u{2013}' | '\u{60C}'));
    let token = skip_comma(scan, if listed || marked { atom.next } else { return None });
    let Kind::Digits(1000..=2999, 4) = scan.at(token)?.kind else { return None };
    let (year, after) = year_number(scan, token, Reading::Strict)?;
    if is_counted(scan, after) || scan.mark(after, &['/']).is_some() {
        return None;
    }
    let span = Span::new(scan.token(token)?.span.start, scan.token(after - 1)?.span.end);
    Some((token, span, year, after))
}

/// A year without a head word, where its surroundings say that it is one.
pub(super) fn bare_year(scan: &Scan, at: usize) -> Option<Parse> {
    let atom = scan.at(at)?;
    let Kind::Digits(value, digits) = atom.kind else { return None };
    let (year, next) = year_number(scan, at, Reading::Strict)?;
    let Year::Number { era, .. } = year else { return None };
    let start = atom.span.start;
    let span = Span::new(start, scan.token(next - 1)?.span.end);
    let ranged = era.is_none() && (1800..=2100).contains(&value);
    if let Some((last, end)) =
        range_end(scan, next, year).filter(|&(last, end)| ranged && is_range(scan, at, year, last, end))
    {
        let whole = Span::new(start, scan.token(end - 1)?.span.end);
        return Parse::one(at, whole, Meaning::Years(year, last), end);
    }
    let strong_era = era.is_some() && scan.word_form(next - 1) != "م" && digits >= 1;
    if !strong_era && !(digits == 4 && (1800..=2100).contains(&value) && is_placed(scan, at, next)) {
        return None;
    }
    let found = vec![Found { span, token: at, meaning: Meaning::Year(year) }];
    Some(list(scan, found, next))
}

/// Two years joined by a dash or slash are one interval, except after «من» and «بين», and in a title («خطة 2020-2030»).
fn is_range(scan: &Scan, at: usize, first: Year, last: Year, end: usize) -> bool {
    let split = [Role::From, Role::Between, Role::Numbered].iter().any(|&r| scan.after_role(at, r));
    let consecutive = match (first, last) {
        (Year::Number { value: a, .. }, Year::Number { value: b, .. }) => b == a + 1,
        _ => false,
    };
    !split && (consecutive || is_placed(scan, at, end))
}

/// Whether a bare number between 1800 and 2100 is a year here.
fn is_placed(scan: &Scan, at: usize, next: usize) -> bool {
    if is_counted(scan, next) || scan.after_role(at, Role::Numbered) {
        return false;
    }
    let before = if at > scan.range.start { scan.at(at - 1) } else { None };
    let inside = matches!(before.map(|a| a.kind), Some(Kind::Mark('('))) && scan.mark(next, &[')']).is_some();
    // The comma of «في ،2008» belongs to neither side.
    let comma = matches!(before.map(|a| a.kind), Some(Kind::Mark('\u{60C}')))
        && scan.token(at).is_some_and(|t| !t.spaced);
    let anchor = if comma { at - 1 } else { at };
    let dated = scan.after_role(anchor, Role::Event);
    let round = matches!(scan.at(at).map(|a| a.kind), Some(Kind::Digits(n, _)) if n % 100 == 0);
    let closed = scan.at(next).is_none_or(|a| matches!(a.kind, Kind::Mark(_)) || a.roles.has(Role::To));
    inside || (dated && (!round || closed))
}
