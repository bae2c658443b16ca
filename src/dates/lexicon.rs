//! The words of calendar expressions, read from the table `lexicon.tsv` beside this file.

use super::Calendar;
use super::lexicon_table::{role_of, word_of};
use super::value::Season;
use crate::text::fold_char;
use std::sync::LazyLock;

/// A stretch of the calendar, as a noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Third,
    Half,
    /// A season of sport or school: from one summer to the next.
    Season,
    Year,
    Decade,
    Century,
    Millennium,
}

/// Number and definiteness of a unit's noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Indefinite,
    Definite,
    ConstructDual,
    Dual,
    DefiniteDual,
    Plural,
    DefinitePlural,
}

/// Where a modifier points.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Modifier {
    Past,
    /// «الأخير»: the past one, or the last of its kind («الربع الأخير»).
    Last,
    BeforePast,
    Next,
    AfterNext,
    This,
    New,
    Same,
    Following,
    Preceding,
}

/// An era that a year counts in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Era {
    Common,
    BeforeCommon,
    Hijri,
    Persian,
    Coptic,
    Amazigh,
}

/// A feast's place in its calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Feast {
    Fixed(Calendar, u8, u8),
    /// Days from Easter of the western churches.
    WesternEaster(i8),
    /// Days from Easter of the eastern churches.
    EasternEaster(i8),
    /// «العيد»: the nearer of the two Islamic feasts.
    Eid,
}

/// What a word or phrase is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    /// Calendar, number, and whether the name is also another word.
    Month(Calendar, u8, bool),
    /// 1 is Monday.
    Weekday(u8),
    /// Days from today.
    Near(i8),
    Unit(Unit, Form),
    Climate(Season),
    Modifier(Modifier),
    /// «هذا», «نفس», «ذلك» before a unit.
    Demonstrative(Demonstrative),
    Number(u16),
    Ordinal(u8),
    /// «فاتح», «غرة» (1), «سلخ», «متم» (32: the last day).
    DayName(u8),
    Decade(u8),
    /// Era, and whether the abbreviation is also another word.
    Era(Era, bool),
    Feast(Feast),
}

/// What stands before a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Demonstrative {
    This,
    Same,
    That,
}

/// What a word does to its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Role {
    /// «فصل» before a season.
    Chapter,
    /// Adjective of a school year.
    School,
    /// Adjective of a fiscal year.
    Fiscal,
    /// Adjective of a season that changes nothing.
    Sport,
    Approx,
    From,
    To,
    Or,
    In,
    And,
    Article,
    /// A bare unit or month after it is a date («خلال العام»).
    Edge,
    /// A bare Ramadan or feast after it is one.
    Festive,
    /// «العام» after it is an adjective («الأمين العام»).
    General,
    /// «منذ عامين» after it is a point in time.
    Once,
    /// A day and month after it belong to a title, unless a year follows.
    Attack,
    Before,
    After,
    Since,
    Between,
    Every,
    /// Makes a decade word an age.
    Age,
    /// A number after it is no date.
    Numbered,
    /// The date after it is that of the weekday before it.
    Corresponding,
    /// «العقد» near it is a contract.
    Contract,
    /// «الأولين» after units that are counted («الربعين الأولين»).
    First,
    /// A day and month after it belong to a title.
    Block,
    /// A weekday after it is no day.
    Prayer,
    /// «اليوم» after it is a name or no today.
    Daily,
    /// Makes a bare weekday look forward.
    Future,
    /// Makes a bare weekday look back.
    Past,
    /// A number before it counts something.
    Counted,
    /// A bare year after it dates it.
    Event,
}

/// A set of [`Role`]s.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Roles(u64);

impl Roles {
    /// Whether `role` is in the set.
    pub(super) fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u64) != 0
    }
}

/// The longest phrase, in words.
pub(super) const MAX_WORDS: usize = 4;

/// Words and phrases by their folded form; the words of a phrase are parted by one space. An open hash table over one
/// string: it is built on first use, so that building has to cost as little as reading.
pub(super) struct Lexicon {
    /// All forms, one after another.
    forms: String,
    entries: Vec<(u32, u32, Entry)>,
    /// Index into `entries` plus one; 0 is free. A form's place is the first free or equal one from its hash on.
    slots: Box<[u16; SLOTS]>,
}

/// A power of two, some four times the number of forms: most words that are not in the table meet a free slot at once.
const SLOTS: usize = 1 << 12;

/// What a form is, alone and as a phrase's start.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Entry {
    pub(super) word: Option<Word>,
    pub(super) roles: Roles,
    /// Words in the longest phrase that starts with this word; 0 or 1 when none does.
    pub(super) reach: u8,
}

/// The lexicon, built on first use.
pub(super) fn lexicon() -> &'static Lexicon {
    static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| Lexicon::parse(include_str!("lexicon.tsv")));
    &LEXICON
}

impl Lexicon {
    /// The entry of a folded word or phrase.
    pub(super) fn get(&self, form: &str) -> Option<&Entry> {
        self.place(form).ok().map(|index| &self.entries[index].2)
    }

    /// The form's index in `entries`, or the free slot that it would take.
    fn place(&self, form: &str) -> Result<usize, usize> {
        let mut slot = hash(form.as_bytes());
        loop {
            slot %= SLOTS;
            let Some(index) = usize::from(self.slots[slot]).checked_sub(1) else { return Err(slot) };
            let (start, end, _) = self.entries[index];
            if self.forms.as_bytes()[start as usize..end as usize] == *form.as_bytes() {
                return Ok(index);
            }
            slot += 1;
        }
    }

    fn parse(table: &str) -> Self {
        let mut lexicon = Self {
            forms: String::with_capacity(table.len()),
            entries: Vec::with_capacity(SLOTS / 2),
            slots: Box::new([0; SLOTS]),
        };
        let mut form = String::new();
        for line in table.lines().filter(|l| !l.starts_with('#')) {
            let mut fields = line.split('\t');
            let (Some(class), Some(value), Some(spellings)) = (fields.next(), fields.next(), fields.next())
            else {
                continue;
            };
            let (word, role) = (word_of(class, value), role_of(class));
            for spelling in spellings.split('|') {
                form.clear();
                spelling.chars().for_each(|c| fold_char(c, &mut |piece| form.push(piece)));
                lexicon.add(&form, word, role);
            }
        }
        lexicon
    }

    fn add(&mut self, form: &str, word: Option<Word>, role: Option<Role>) {
        if let Some((first, rest)) = form.split_once(' ') {
            let length = rest.split(' ').count() + 1;
            let entry = self.entry(first);
            entry.reach = entry.reach.max(length as u8);
        }
        let entry = self.entry(form);
        entry.word = entry.word.or(word);
        if let Some(role) = role {
            entry.roles.0 |= 1 << role as u64;
        }
    }

    /// The entry of a form, made when there is none.
    fn entry(&mut self, form: &str) -> &mut Entry {
        let index = match self.place(form) {
            Ok(index) => index,
            Err(slot) => {
                let start = self.forms.len() as u32;
                self.forms.push_str(form);
                self.entries.push((start, self.forms.len() as u32, Entry::default()));
                self.slots[slot] = self.entries.len() as u16;
                self.entries.len() - 1
            }
        };
        &mut self.entries[index].2
    }
}

/// A slot for a form: eight bytes at a time, multiplied by the golden ratio.
fn hash(form: &[u8]) -> usize {
    let mut hash = form.len() as u64;
    let (words, rest) = form.as_chunks::<8>();
    let mut mix = |word: u64| hash = (hash.rotate_left(5) ^ word).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    words.iter().for_each(|word| mix(u64::from_le_bytes(*word)));
    mix(rest.iter().fold(0, |word, &byte| word << 8 | u64::from(byte)));
    (hash >> 40) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_sparse_and_whole() {
        let lexicon = lexicon();
        assert!(lexicon.entries.len() * 3 < SLOTS, "{} forms", lexicon.entries.len());
        for &(start, end, entry) in &lexicon.entries {
            let form = &lexicon.forms[start as usize..end as usize];
            let found = lexicon.get(form).map(|e| (e.word, e.roles, e.reach));
            assert_eq!(found, Some((entry.word, entry.roles, entry.reach)), "{form}");
            assert!(form.split(' ').count() <= MAX_WORDS, "{form}");
        }
    }

    #[test]
    fn every_row_says_something() {
        for line in include_str!("lexicon.tsv").lines().filter(|l| !l.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            assert_eq!(fields.len(), 3, "{line}");
            assert!(word_of(fields[0], fields[1]).is_some() || role_of(fields[0]).is_some(), "{line}");
        }
    }
}
