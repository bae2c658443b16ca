//! Years: «عام 2011», «عامي 2006 و2007», «بين 2011 و2014», «1990-1991», «موسم 2023/2024», «سنة تسع وتسعين».

use super::lexicon::{Form, Role, Unit, Word};
use super::meaning::{Found, Meaning, Parse, Year};
use super::phrases::{Reading, is_counted, skip_comma, unit, year_number, year_of_era};
use super::scan::{Kind, Scan};
use crate::Span;

const DASHES: [char; 4] = ['-', '/', '\u{2013}', '\u{2014}'];

/// A year after its head word.
pub(super) fn headed_year(tokens: &Scan, at: usize) -> Option<Parse> {
    const HEADS: [Form; 6] = [
        Form::Indefinite,
        Form::Definite,
        Form::ConstructDual,
        Form::DefiniteDual,
        Form::Plural,
        Form::DefinitePlural,
    ];
    let season = unit(tokens, at, Unit::Season, &HEADS);
    let head = season.or_else(|| unit(tokens, at, Unit::Year, &HEADS))?;
    let adjective = [Role::School, Role::Fiscal, Role::Sport].iter().find_map(|&r| tokens.role(head.next, r));
    let is_season = season.is_some() || tokens.role(head.next, Role::School).is_some();
    let after_head = adjective.map_or(head.next, |a| a.next);
    let plural = matches!(head.kind, Kind::Word(Word::Unit(_, Form::Plural | Form::DefinitePlural)));
    let from = tokens.role(after_head, Role::From).filter(|_| plural).map_or(after_head, |a| a.next);
    let (first, next) =
        year_of_era(tokens, from).or_else(|| year_number(tokens, skip_comma(tokens, from), Reading::Free))?;
    let start = if from > after_head { tokens.token(from)?.span.start } else { head.span.start };
    let span = Span::new(start, tokens.token(next - 1)?.span.end);
    if let Some((first, last, end)) = range_end(tokens, next, first).filter(|_| from == after_head) {
        let span = Span::new(span.start, tokens.token(end - 1)?.span.end);
        let whole = |a, b| if is_season { Meaning::Season(a, b) } else { Meaning::Years(a, b) };
        let mut found = vec![Found { span, token: at, meaning: whole(first, last) }];
        let mut next = end;
        // «موسمي 2018/2019 و2019/2020».
        while let Some((token, start, a, b, end)) = next_pair(tokens, next) {
            let span = Span::new(start, tokens.token(end - 1)?.span.end);
            found.push(Found { span, token, meaning: whole(a, b) });
            next = end;
        }
        return Some(Parse { found, next });
    }
    let meaning = if is_season { Meaning::Season(first, first) } else { Meaning::Year(first) };
    let found = vec![Found { span, token: at, meaning }];
    Some(list(tokens, found, next))
}

fn with_era_of(first: Year, last: Year) -> Year {
    match (first, last) {
        (Year::Number { value, digits, .. }, Year::Number { era, .. }) => Year::Number { value, digits, era },
        _ => first,
    }
}

/// Both years of «2023/2024», «2023-24», «1990-1991», in order of time, and the token after them. «2024/2023» is what
/// many newspapers write for lack of a sign that keeps the order from right to left.
pub(super) fn range_end(tokens: &Scan, at: usize, first: Year) -> Option<(Year, Year, usize)> {
    let Year::Number { value, digits, era: None } = first else { return None };
    let next = skip_comma(tokens, tokens.mark(at, &DASHES)?);
    match (digits, tokens.at(next)?.kind) {
        (4, Kind::Digits(n, 4)) if n > u32::from(value) && (1000..=2999).contains(&n) => {
            let (last, end) = year_number(tokens, next, Reading::Strict)?;
            // «1445/1446هـ»: the era is both years'.
            Some((with_era_of(first, last), last, end))
        }
        (4, Kind::Digits(n, 4)) if n + 1 == u32::from(value) => {
            let (last, end) = year_number(tokens, next, Reading::Strict)?;
            Some((last, with_era_of(first, last), end))
        }
        (2 | 4, Kind::Digits(n, 2)) if n == u32::from(value + 1) % 100 => {
            Some((first, Year::Number { value: value + 1, digits, era: None }, next + 1))
        }
        _ => None,
    }
}

/// A further pair of years after «و»: its token, first byte, years, and the token after it.
fn next_pair(tokens: &Scan, at: usize) -> Option<(usize, usize, Year, Year, usize)> {
    let token = tokens.at(at).filter(|atom| atom.roles.has(Role::And))?.next;
    let Kind::Digits(1000..=2999, 4) = tokens.at(token)?.kind else { return None };
    let (year, after) = year_number(tokens, token, Reading::Strict)?;
    let (first, last, end) = range_end(tokens, after, year)?;
    Some((token, tokens.token(token)?.span.start, first, last, end))
}

/// Further years after «و», «أو», «إلى», «حتى», a comma or a dash.
fn list(tokens: &Scan, mut found: Vec<Found>, mut next: usize) -> Parse {
    while let Some((token, span, year, after)) = next_year(tokens, next) {
        found.push(Found { span, token, meaning: Meaning::Year(year) });
        next = after;
    }
    Parse { found, next }
}

fn next_year(tokens: &Scan, at: usize) -> Option<(usize, Span, Year, usize)> {
    let atom = tokens.at(at)?;
    let listed = [Role::And, Role::To, Role::Or].iter().any(|&r| atom.roles.has(r));
    let marked = matches!(atom.kind, Kind::Mark('-' | '\u{2013}' | '\u{60C}'));
    let token = skip_comma(tokens, if listed || marked { atom.next } else { return None });
    let Kind::Digits(1000..=2999, 4) = tokens.at(token)?.kind else { return None };
    let (year, after) = year_number(tokens, token, Reading::Strict)?;
    if is_counted(tokens, after) || tokens.mark(after, &['/']).is_some() {
        return None;
    }
    let span = Span::new(tokens.token(token)?.span.start, tokens.token(after - 1)?.span.end);
    Some((token, span, year, after))
}

/// A year without a head word, where its surroundings say that it is one.
pub(super) fn bare_year(tokens: &Scan, at: usize) -> Option<Parse> {
    let atom = tokens.at(at)?;
    let Kind::Digits(value, digits) = atom.kind else { return None };
    let (year, next) = year_number(tokens, at, Reading::Strict)?;
    let Year::Number { era, .. } = year else { return None };
    let start = atom.span.start;
    let span = Span::new(start, tokens.token(next - 1)?.span.end);
    let ranged = era.is_none() && (1800..=2100).contains(&value);
    if let Some((first, last, end)) =
        range_end(tokens, next, year).filter(|&(a, b, end)| ranged && is_range(tokens, at, (a, b), end))
    {
        let whole = Span::new(start, tokens.token(end - 1)?.span.end);
        return Parse::one(at, whole, Meaning::Years(first, last), end);
    }
    let strong_era = era.is_some() && tokens.word_form(next - 1) != "م" && digits >= 1;
    let placed = digits == 4 && (1800..=2100).contains(&value) && is_placed(tokens, at, next);
    if !(strong_era || placed) {
        return None;
    }
    let found = vec![Found { span, token: at, meaning: Meaning::Year(year) }];
    Some(list(tokens, found, next))
}

/// Two years joined by a dash or slash are one interval, except after «من» and «بين», and in a title («خطة 2020-2030»).
fn is_range(tokens: &Scan, at: usize, (first, last): (Year, Year), end: usize) -> bool {
    let split = [Role::From, Role::Between, Role::Numbered].iter().any(|&r| tokens.after_role(at, r));
    let consecutive = match (first, last) {
        (Year::Number { value: a, .. }, Year::Number { value: b, .. }) => b == a + 1,
        _ => false,
    };
    !split && (consecutive || is_placed(tokens, at, end))
}

/// Whether a bare number between 1800 and 2100 is a year here.
fn is_placed(tokens: &Scan, at: usize, next: usize) -> bool {
    if is_counted(tokens, next) || tokens.after_role(at, Role::Numbered) {
        return false;
    }
    let before = if at > tokens.range.start { tokens.at(at - 1) } else { None };
    let inside = matches!(before.map(|a| a.kind), Some(Kind::Mark('('))) && closes(tokens, next);
    // The comma of «في ،2008» belongs to neither side.
    let comma = matches!(before.map(|a| a.kind), Some(Kind::Mark('\u{60C}')))
        && tokens.token(at).is_some_and(|t| !t.spaced);
    let anchor = if comma { at - 1 } else { at };
    let dated = tokens.after_role(anchor, Role::Event) || is_compared(tokens, anchor);
    let round = matches!(tokens.at(at).map(|a| a.kind), Some(Kind::Digits(n, _)) if n % 100 == 0);
    let closed = tokens.at(next).is_none_or(|a| matches!(a.kind, Kind::Mark(_)) || a.roles.has(Role::To));
    inside || (dated && (!round || closed))
}

/// Whether nothing but further years stands before the closing parenthesis: «(1961 و1963 و1964)».
fn closes(tokens: &Scan, at: usize) -> bool {
    let mut next = at;
    while let Some((.., after)) = next_year(tokens, next) {
        next = after;
    }
    tokens.mark(next, &[')']).is_some()
}

/// «مقارنة بـ2012», «قياسا مع 2009».
fn is_compared(tokens: &Scan, at: usize) -> bool {
    let word = |back: usize| at.checked_sub(back).map_or("", |i| tokens.word_form(i));
    matches!(word(1), "ب" | "مع" | "الي") && matches!(word(2), "مقارنه" | "بالمقارنه" | "قياسا")
}
