//! The words of calendar expressions, read from the table `lexicon.tsv` beside this file.

use super::Calendar;
use super::lexicon_table::{role_of, word_of};
use super::value::Season;
use crate::text::fold_char;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// A stretch of the calendar, as a noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Hour,
    Day,
    Week,
    Month,
    Quarter,
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
    Corresponding,
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
pub(super) struct Roles(u32);

impl Roles {
    /// Whether `role` is in the set.
    pub(super) fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u8) != 0
    }
}

/// The longest phrase, in words.
pub(super) const MAX_WORDS: usize = 4;

/// Words and phrases by their folded form; the words of a phrase are parted by one space.
pub(super) struct Lexicon {
    entries: HashMap<Box<str>, Entry, BuildHasherDefault<Fnv>>,
}

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
        self.entries.get(form)
    }

    fn parse(table: &str) -> Self {
        let mut lexicon =
            Self { entries: HashMap::with_capacity_and_hasher(2048, BuildHasherDefault::default()) };
        for line in table.lines().filter(|l| !l.starts_with('#')) {
            let mut fields = line.split('\t');
            let (Some(class), Some(value), Some(spellings)) = (fields.next(), fields.next(), fields.next())
            else {
                continue;
            };
            let (word, role) = (word_of(class, value), role_of(class));
            spellings.split('|').for_each(|spelling| lexicon.add(spelling, word, role));
        }
        lexicon
    }

    fn add(&mut self, spelling: &str, word: Option<Word>, role: Option<Role>) {
        let mut form = String::with_capacity(spelling.len());
        spelling.chars().for_each(|c| fold_char(c, &mut |piece| form.push(piece)));
        let length = form.split(' ').count();
        if length > 1 {
            let first = form.split(' ').next().unwrap_or_default();
            let entry = self.entries.entry(first.into()).or_default();
            entry.reach = entry.reach.max(length as u8);
        }
        let entry = self.entries.entry(form.into_boxed_str()).or_default();
        entry.word = entry.word.or(word);
        if let Some(role) = role {
            entry.roles.0 |= 1 << role as u8;
        }
    }
}

/// Eight bytes at a time: the words are short and trusted, so speed is all that counts.
#[derive(Default)]
struct Fnv(u64);

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 29)
    }

    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.0 = (self.0 ^ u64::from_le_bytes(word)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23);
        }
    }
}
