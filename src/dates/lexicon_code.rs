//! A word's meaning in four bytes, as `lexicon.bin` has it: what it is, then up to three numbers.

use super::Calendar;
use super::lexicon::{Demonstrative, Era, Feast, Form, Modifier, Unit, Word};
use super::value::Season;

// A value's number is its place here: new ones go to the end, or the file is made anew.

const CALENDARS: [Calendar; 5] =
    [Calendar::Gregorian, Calendar::Hijri, Calendar::Persian, Calendar::Coptic, Calendar::Amazigh];
const UNITS: [Unit; 12] = [
    Unit::Hour,
    Unit::Day,
    Unit::Week,
    Unit::Month,
    Unit::Quarter,
    Unit::Third,
    Unit::Half,
    Unit::Season,
    Unit::Year,
    Unit::Decade,
    Unit::Century,
    Unit::Millennium,
];
const FORMS: [Form; 7] = [
    Form::Indefinite,
    Form::Definite,
    Form::ConstructDual,
    Form::Dual,
    Form::DefiniteDual,
    Form::Plural,
    Form::DefinitePlural,
];
const SEASONS: [Season; 4] = [Season::Winter, Season::Spring, Season::Summer, Season::Autumn];
const MODIFIERS: [Modifier; 10] = [
    Modifier::Past,
    Modifier::Last,
    Modifier::BeforePast,
    Modifier::Next,
    Modifier::AfterNext,
    Modifier::This,
    Modifier::New,
    Modifier::Same,
    Modifier::Following,
    Modifier::Preceding,
];
const DEMONSTRATIVES: [Demonstrative; 3] = [Demonstrative::This, Demonstrative::Same, Demonstrative::That];
const ERAS: [Era; 6] = [Era::Common, Era::BeforeCommon, Era::Hijri, Era::Persian, Era::Coptic, Era::Amazigh];

/// The meaning; `None` for a form that has only roles.
pub(super) const fn decode([kind, a, b, c]: [u8; 4]) -> Option<Word> {
    let at = a as usize;
    Some(match kind {
        1 => Word::Month(CALENDARS[at], b, c != 0),
        2 => Word::Weekday(a),
        3 => Word::Near(a.cast_signed()),
        4 => Word::Unit(UNITS[at], FORMS[b as usize]),
        5 => Word::Climate(SEASONS[at]),
        6 => Word::Modifier(MODIFIERS[at]),
        7 => Word::Demonstrative(DEMONSTRATIVES[at]),
        8 => Word::Number(u16::from_le_bytes([a, b])),
        9 => Word::Ordinal(a),
        10 => Word::DayName(a),
        11 => Word::Decade(a),
        12 => Word::Era(ERAS[at], b != 0),
        13 => Word::Feast(Feast::Fixed(CALENDARS[at], b, c)),
        14 => Word::Feast(Feast::WesternEaster(a.cast_signed())),
        15 => Word::Feast(Feast::EasternEaster(a.cast_signed())),
        16 => Word::Feast(Feast::Eid),
        _ => return None,
    })
}

/// The four bytes of a meaning.
#[cfg(test)]
pub(super) fn encode(word: Option<Word>) -> [u8; 4] {
    fn place<T: PartialEq>(of: &T, all: &[T]) -> u8 {
        all.iter().position(|one| one == of).expect("every value is listed") as u8
    }
    match word {
        None => [0; 4],
        Some(Word::Month(calendar, number, weak)) => [1, place(&calendar, &CALENDARS), number, weak.into()],
        Some(Word::Weekday(n)) => [2, n, 0, 0],
        Some(Word::Near(days)) => [3, days.cast_unsigned(), 0, 0],
        Some(Word::Unit(unit, form)) => [4, place(&unit, &UNITS), place(&form, &FORMS), 0],
        Some(Word::Climate(season)) => [5, place(&season, &SEASONS), 0, 0],
        Some(Word::Modifier(modifier)) => [6, place(&modifier, &MODIFIERS), 0, 0],
        Some(Word::Demonstrative(which)) => [7, place(&which, &DEMONSTRATIVES), 0, 0],
        Some(Word::Number(n)) => {
            let [low, high] = n.to_le_bytes();
            [8, low, high, 0]
        }
        Some(Word::Ordinal(n)) => [9, n, 0, 0],
        Some(Word::DayName(day)) => [10, day, 0, 0],
        Some(Word::Decade(decade)) => [11, decade, 0, 0],
        Some(Word::Era(era, weak)) => [12, place(&era, &ERAS), weak.into(), 0],
        Some(Word::Feast(Feast::Fixed(calendar, month, day))) => {
            [13, place(&calendar, &CALENDARS), month, day]
        }
        Some(Word::Feast(Feast::WesternEaster(days))) => [14, days.cast_unsigned(), 0, 0],
        Some(Word::Feast(Feast::EasternEaster(days))) => [15, days.cast_unsigned(), 0, 0],
        Some(Word::Feast(Feast::Eid)) => [16, 0, 0, 0],
    }
}
