//! Numbers in digits and in words: days of the month, counts, years.

use super::lexicon::{Role, Word};
use super::scan::{Atom, Kind, Scan};

/// A number and the index of the token after it.
pub(super) type Read<T> = Option<(T, usize)>;

/// A day of the month: `32` is the last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct DayNumber {
    pub(super) day: u8,
    /// Written as a definite word («الخامس»), with the article («الـ25») or by name («فاتح»).
    pub(super) named: bool,
}

/// «25», «الـ25», «الخامس والعشرين», «أول», «فاتح».
pub(super) fn day_number(tokens: &Scan, at: usize) -> Read<DayNumber> {
    let atom = tokens.at(at)?;
    match atom.kind {
        Kind::Digits(n @ 1..=31, 1 | 2) => Some((DayNumber { day: n as u8, named: false }, atom.next)),
        Kind::Word(Word::DayName(day)) => Some((DayNumber { day, named: true }, atom.next)),
        // «الثانية من يناير»: days of a month are masculine.
        Kind::Word(Word::Ordinal(_)) if is_feminine(tokens.word_form(at)) => None,
        Kind::Word(Word::Ordinal(_) | Word::Number(10..=30)) => {
            let (n, next) = ordinal(tokens, at)?;
            (1..=31).contains(&n).then_some((DayNumber { day: n as u8, named: true }, next))
        }
        _ if atom.roles.has(Role::Article) => match tokens.at(atom.next)?.kind {
            Kind::Digits(n @ 1..=31, 1 | 2) => Some((DayNumber { day: n as u8, named: true }, atom.next + 1)),
            _ => None,
        },
        _ => None,
    }
}

/// «الثانية», «الأولى» and not «الثاني», «الحادي», by the folded form.
fn is_feminine(ordinal: &str) -> bool {
    ordinal.ends_with('ه') || ordinal.ends_with("ولي")
}

/// «الثالث», «الخامس عشر», «الحادي والعشرين», «العشرين».
pub(super) fn ordinal(tokens: &Scan, at: usize) -> Read<u16> {
    let (word, atom) = tokens.word(at)?;
    match word {
        Word::Ordinal(n) => {
            let n = u16::from(n);
            match tokens.word(atom.next) {
                Some((Word::Number(10), ten)) if bare(ten) && n < 10 => Some((n + 10, ten.next)),
                Some((Word::Number(tens @ 20..=90), next)) if next.joined && n < 10 && tens % 10 == 0 => {
                    Some((n + tens, next.next))
                }
                _ => Some((n, atom.next)),
            }
        }
        Word::Number(n @ 20..=90) if n % 10 == 0 => Some((n, atom.next)),
        _ => None,
    }
}

/// A cardinal up to 9999 in words: «ثلاثة», «أحد عشر», «خمسة وعشرين», «ألفين وأحد عشر», «ألف وتسعمئة وسبعة وستين».
pub(super) fn cardinal(tokens: &Scan, at: usize) -> Read<u16> {
    let (Word::Number(first), atom) = tokens.word(at)? else { return None };
    let (mut total, mut next, mut last) = (first, atom.next, first);
    while let Some((Word::Number(n), atom)) = tokens.word(next) {
        let teen = n == 10 && bare(atom) && (1..10).contains(&last);
        // After «و» the parts go down, except units before tens: «خمسة وعشرين».
        let tens_after_unit = (20..100).contains(&n) && (1..10).contains(&last);
        let thousands = n == 1000 && (3..10).contains(&total) && bare(atom);
        // «ألفين وأحد عشر»: folded, «وأحد» is «واحد».
        let joined = atom.joined || tokens.word_form(next) == "واحد";
        let falling = joined && (magnitude(n) < magnitude(last) || tens_after_unit);
        if thousands {
            total *= 1000;
        } else if teen || falling {
            total += n;
        } else {
            break;
        }
        last = n;
        next = atom.next;
    }
    (total < 10_000).then_some((total, next))
}

/// A count of things: digits up to three, or a cardinal.
pub(super) fn count(tokens: &Scan, at: usize) -> Read<u16> {
    let atom = tokens.at(at)?;
    match atom.kind {
        Kind::Digits(n, 1..=3) if n > 0 => Some((n as u16, atom.next)),
        _ if atom.roles.has(Role::Article) => match tokens.at(atom.next)?.kind {
            Kind::Digits(n, 1..=3) if n > 0 => Some((n as u16, atom.next + 1)),
            _ => None,
        },
        _ => cardinal(tokens, at),
    }
}

fn bare(atom: Atom) -> bool {
    !atom.joined && atom.preposition.is_none()
}

/// Units 0, tens 1, hundreds 2, thousands 3.
fn magnitude(n: u16) -> u32 {
    n.max(1).ilog10()
}
