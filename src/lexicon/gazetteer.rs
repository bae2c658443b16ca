//! Names of places, people and organizations, titles, nationalities and verbs of speech: one file, read in place.
//!
//! A name is looked up by its [`key`]. What is found is an [`Entry`]: the classes that the name has, and the records of
//! the things that bear it, the likeliest first. The tables under `src/lexicon` are the source; `khabar-train lists`
//! compiles them; a test proves that the compiled file is fresh.

mod classes;
pub(crate) mod filter;
pub(crate) mod format;
mod key;
mod kinds;
pub(crate) mod matching;
mod record;
#[cfg(test)]
mod tests;

pub use classes::Classes;
pub use key::key;
pub use kinds::{Inflection, OrganizationKind, PersonField, PlaceKind, Polarity, RecordType, TitleKind};
pub use matching::{Form, Match};
pub use record::{Nationality, Organization, Person, Place, Record, SpeechVerb, Takes, Title, TypeWord};

use crate::Error;
use filter::Filter;
use format::{COUNTRY_ROW, INDEX_BITS, LATIN, RECORD, u32_at};
use fst::raw::Fst;
use std::fmt;

static EMBEDDED: &[u8] = include_bytes!("gazetteer.bin");

/// The compiled name lists over bytes that stay where they are.
#[derive(Clone)]
pub struct Gazetteer<'b> {
    names: Option<(Fst<&'b [u8]>, Filter<'b>)>,
    records: &'b [u8],
    lists: &'b [u8],
    strings: &'b [u8],
    countries: &'b [u8],
}

impl fmt::Debug for Gazetteer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gazetteer").field("names", &self.len()).finish_non_exhaustive()
    }
}

/// What the gazetteer knows of one name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Entry {
    /// What the name can be.
    pub classes: Classes,
    index: u32,
}

impl Entry {
    fn of_value(value: u64) -> Self {
        let index = (value & ((1 << INDEX_BITS) - 1)) as u32;
        Self { classes: Classes::from_bits((value >> INDEX_BITS) as u32), index }
    }

    /// Whether the name is also an ordinary word or names several things: demand context before it counts.
    #[must_use]
    pub fn is_ambiguous(self) -> bool {
        self.classes.contains(Classes::AMBIGUOUS)
    }
}

impl Gazetteer<'static> {
    /// The lists that are compiled in. Reads a header of a few bytes and nothing else.
    #[must_use]
    pub fn embedded() -> Self {
        // A unit test reads the embedded file, so the fallback, empty lists, is never what a release has.
        Self::new(EMBEDDED).unwrap_or(Self {
            names: None,
            records: &[],
            lists: &[],
            strings: &[],
            countries: &[],
        })
    }
}

impl<'b> Gazetteer<'b> {
    /// Reads compiled lists in place.
    ///
    /// # Errors
    /// [`Error::Table`] when magic, version or lengths do not fit.
    pub fn new(bytes: &'b [u8]) -> Result<Self, Error> {
        let [names, records, lists, strings, countries, firsts] = format::sections(bytes)?;
        if records.len() % RECORD != 0 || countries.len() % COUNTRY_ROW != 0 {
            return Err(format::error("a section's length is no multiple of its rows"));
        }
        let names = Fst::new(names).map_err(|e| format::error(format!("the automaton of names: {e}")))?;
        let firsts = Filter::new(firsts).ok_or_else(|| format::error("a filter of an odd length"))?;
        Ok(Self { names: Some((names, firsts)), records, lists, strings, countries })
    }

    /// Number of names.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.as_ref().map_or(0, |(names, _)| names.len())
    }

    /// Whether it holds no name.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// What is known of the name with this [`key`].
    #[must_use]
    pub fn lookup(&self, key: &str) -> Option<Entry> {
        // Most words start no name, and the filter is cheaper than the automaton.
        if !self.may_start(key.split(' ').next().unwrap_or_default()) {
            return None;
        }
        let value = self.names.as_ref()?.0.get(key.as_bytes())?;
        Some(Entry::of_value(value.value()))
    }

    /// Whether a name may start with this folded word; of the words that start none about one in forty passes.
    #[must_use]
    pub fn may_start(&self, word: &str) -> bool {
        self.names.as_ref().is_some_and(|(_, firsts)| firsts.passes(filter::of_word(word)))
    }

    /// The records behind an entry, the likeliest first: countries, then by population.
    pub fn records(&self, entry: Entry) -> impl Iterator<Item = Record<'b>> + use<'b> {
        let (first, rest) = self.record_numbers(entry.index);
        let (records, strings) = (self.records, self.strings);
        first
            .into_iter()
            .chain(rest.chunks_exact(4).map(|chunk| u32_at(chunk, 0)))
            .filter_map(move |number| Record::at(records, strings, number))
    }

    /// All places with this name; empty when there is none.
    pub fn places(&self, key: &str) -> impl Iterator<Item = Place<'b>> + use<'b> {
        self.records_of(key).filter_map(Record::place)
    }

    /// All known people with this name, full or short.
    pub fn people(&self, key: &str) -> impl Iterator<Item = Person<'b>> + use<'b> {
        self.records_of(key).filter_map(Record::person)
    }

    /// All organizations with this name.
    pub fn organizations(&self, key: &str) -> impl Iterator<Item = Organization<'b>> + use<'b> {
        self.records_of(key).filter_map(Record::organization)
    }

    /// The title, office, rank or profession that this is.
    #[must_use]
    pub fn title(&self, key: &str) -> Option<Title<'b>> {
        self.records_of(key).find_map(Record::title)
    }

    /// The nationality that this adjective says; several countries when they share it.
    pub fn nationalities(&self, key: &str) -> impl Iterator<Item = Nationality<'b>> + use<'b> {
        self.records_of(key).filter_map(Record::nationality)
    }

    /// The verb of speech that this is a form of.
    #[must_use]
    pub fn speech_verb(&self, key: &str) -> Option<SpeechVerb<'b>> {
        self.records_of(key).find_map(Record::speech_verb)
    }

    /// The word that says what sort of organization or place follows.
    #[must_use]
    pub fn type_word(&self, key: &str) -> Option<TypeWord<'b>> {
        self.records_of(key).find_map(Record::type_word)
    }

    /// The country with this ISO 3166-1 alpha-2 code (`XK` for Kosovo), in capitals.
    #[must_use]
    pub fn country(&self, code: &str) -> Option<Place<'b>> {
        let code: [u8; 2] = code.as_bytes().try_into().ok()?;
        let (rows, _) = self.countries.as_chunks::<COUNTRY_ROW>();
        let row = rows.binary_search_by(|row| row[..2].cmp(&code)).ok()?;
        Record::at(self.records, self.strings, u32_at(&rows[row], 4))?.place()
    }

    /// An attested spelling of the name in Latin script: of the person's full name, or of one name word.
    #[must_use]
    pub fn romanized(&self, key: &str) -> Option<&'b str> {
        let entry = self.lookup(key)?;
        let past = self.records.len() / RECORD + 1 + self.lists.len();
        if let Some(offset) = (entry.index as usize).checked_sub(past) {
            return record::string(self.strings, offset);
        }
        let (_, list) = self.record_numbers(entry.index);
        let latin = u32_at(list.last_chunk::<4>()?, 0);
        if latin & LATIN == 0 { None } else { record::string(self.strings, (latin & !LATIN) as usize) }
    }

    fn records_of(&self, key: &str) -> impl Iterator<Item = Record<'b>> + use<'b> {
        let entry = self.lookup(key).unwrap_or(Entry { classes: Classes::empty(), index: 0 });
        self.records(entry)
    }

    /// One record's number, and more of them as little-endian `u32`.
    fn record_numbers(&self, index: u32) -> (Option<u32>, &'b [u8]) {
        let count = (self.records.len() / RECORD) as u32;
        if index == 0 {
            return (None, &[]);
        }
        if index <= count {
            return (Some(index - 1), &[]);
        }
        let start = (index - count - 1) as usize;
        let Some(rest) = self.lists.get(start..).filter(|rest| !rest.is_empty()) else { return (None, &[]) };
        let length = u32_at(rest, 0) as usize;
        (None, rest.get(4..4 + 4 * length).unwrap_or_default())
    }
}
