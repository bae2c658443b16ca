//! What the entities step asks of the lists.

use crate::lexicon::gazetteer::{
    Entry, Gazetteer, Organization, Person, Place, Record, SpeechVerb, Title, TypeWord,
};
use crate::lexicon::{hash::hash, key};
use std::cell::Cell;

/// How many answers are kept, a power of two.
const KEPT: usize = 256;

/// The lists, with the questions of this step. All forms are folded.
pub(super) struct Knowledge {
    gazetteer: Gazetteer<'static>,
    /// The last answer for each slot of the hash: an article asks for the same words again and again, and every rule for
    /// itself.
    kept: Box<[Cell<Answer>]>,
}

/// A word's hash, and what the lists know of the word.
type Answer = (u64, Option<Entry>);

impl Knowledge {
    pub(super) fn embedded() -> Self {
        Self { gazetteer: Gazetteer::embedded(), kept: vec![Cell::new((0, None)); KEPT].into_boxed_slice() }
    }

    /// What the lists know of a folded name.
    fn entry(&self, key: &str) -> Option<Entry> {
        let hash = hash(key.as_bytes());
        let slot = &self.kept[hash as usize % KEPT];
        let (kept, entry) = slot.get();
        if kept == hash {
            return entry;
        }
        let entry = self.gazetteer.lookup(key);
        slot.set((hash, entry));
        entry
    }

    fn records(&self, key: &str) -> impl Iterator<Item = Record<'static>> + use<> {
        self.entry(key).map(|entry| self.gazetteer.records(entry)).into_iter().flatten()
    }

    /// Whether a name or title of the lists may start with the word.
    pub(super) fn may_start_name(&self, word: &str) -> bool {
        self.gazetteer.may_start(word)
    }

    pub(super) fn title(&self, word: &str) -> Option<Title<'static>> {
        self.records(word).find_map(Record::title)
    }

    pub(super) fn speech_verb(&self, word: &str) -> Option<SpeechVerb<'static>> {
        self.records(word).find_map(Record::speech_verb)
    }

    /// The country of a nationality adjective, with or without its article.
    pub(super) fn nationality(&self, word: &str) -> Option<&'static str> {
        let bare = word.strip_prefix("ال").unwrap_or(word);
        self.records(bare).find_map(Record::nationality).map(|n| n.country)
    }

    /// The country of an adjective of two words («الكوري الشمالي»).
    pub(super) fn nationality_of_two(&self, first: &str, second: &str) -> Option<&'static str> {
        let bare = |word: &'_ str| word.strip_prefix("ال").unwrap_or(word).to_owned();
        let first = bare(first);
        if !self.may_start_name(&first) {
            return None;
        }
        self.records(&format!("{first} {}", bare(second))).find_map(Record::nationality).map(|n| n.country)
    }

    /// The code of a country by any of its names, as written.
    pub(super) fn country_of(&self, name: &str) -> Option<String> {
        let mut countries = self.places(&key(name)).filter(|p| p.kind.as_str() == "country");
        countries.next().and_then(|p| p.country).map(str::to_owned)
    }

    pub(super) fn places(&self, key: &str) -> impl Iterator<Item = Place<'static>> + use<> {
        self.records(key).filter_map(Record::place)
    }

    pub(super) fn people(&self, key: &str) -> impl Iterator<Item = Person<'static>> + use<> {
        self.records(key).filter_map(Record::person)
    }

    pub(super) fn organizations(&self, key: &str) -> impl Iterator<Item = Organization<'static>> + use<> {
        self.records(key).filter_map(Record::organization)
    }

    /// The number of the one organization that has this name, variant or acronym.
    pub(super) fn organization_number(&self, key: &str) -> Option<u32> {
        let mut numbers = self.organizations(key).map(|o| o.number);
        let first = numbers.next()?;
        numbers.all(|n| n == first).then_some(first)
    }

    pub(super) fn is_organization_type(&self, word: &str) -> bool {
        self.type_word(word).is_some_and(|t| !t.of_place)
    }

    /// What kind of place a type word says («محافظة» → `region`).
    pub(super) fn place_type(&self, word: &str) -> Option<&'static str> {
        self.type_word(word).filter(|t| t.of_place).map(|t| t.kind)
    }

    /// What kind of organization a type word says («وزارة» → `ministry`).
    pub(super) fn organization_kind(&self, word: &str) -> Option<&'static str> {
        self.type_word(word).filter(|t| !t.of_place).map(|t| t.kind)
    }

    pub(super) fn romanized(&self, key: &str) -> Option<&'static str> {
        self.gazetteer.romanized(key)
    }

    fn type_word(&self, word: &str) -> Option<TypeWord<'static>> {
        self.records(word).find_map(Record::type_word)
    }
}
