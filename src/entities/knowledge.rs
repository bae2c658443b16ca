//! What the entities step asks of the lists.

use crate::lexicon::gazetteer::{Gazetteer, Organization, Person, Place, SpeechVerb, Title};
use crate::lexicon::key;

/// The lists, with the questions of this step. All forms are folded.
pub(super) struct Knowledge {
    gazetteer: Gazetteer<'static>,
}

impl Knowledge {
    pub(super) fn embedded() -> Self {
        Self { gazetteer: Gazetteer::embedded() }
    }

    /// Whether a name or title of the lists may start with the word.
    pub(super) fn may_start_name(&self, word: &str) -> bool {
        self.gazetteer.may_start(word)
    }

    pub(super) fn title(&self, word: &str) -> Option<Title<'static>> {
        self.gazetteer.title(word)
    }

    pub(super) fn speech_verb(&self, word: &str) -> Option<SpeechVerb<'static>> {
        self.gazetteer.speech_verb(word)
    }

    /// The country of a nationality adjective, with or without its article.
    pub(super) fn nationality(&self, word: &str) -> Option<&'static str> {
        let bare = word.strip_prefix("ال").unwrap_or(word);
        self.gazetteer.nationalities(bare).next().map(|n| n.country)
    }

    /// The country of an adjective of two words («الكوري الشمالي»).
    pub(super) fn nationality_of_two(&self, first: &str, second: &str) -> Option<&'static str> {
        let bare = |word: &'_ str| word.strip_prefix("ال").unwrap_or(word).to_owned();
        self.gazetteer.nationalities(&format!("{} {}", bare(first), bare(second))).next().map(|n| n.country)
    }

    /// The code of a country by any of its names, as written.
    pub(super) fn country_of(&self, name: &str) -> Option<String> {
        let mut countries = self.places(&key(name)).filter(|p| p.kind.as_str() == "country");
        countries.next().and_then(|p| p.country).map(str::to_owned)
    }

    pub(super) fn places(&self, key: &str) -> impl Iterator<Item = Place<'static>> + use<> {
        self.gazetteer.places(key)
    }

    pub(super) fn people(&self, key: &str) -> impl Iterator<Item = Person<'static>> + use<> {
        self.gazetteer.people(key)
    }

    pub(super) fn organizations(&self, key: &str) -> impl Iterator<Item = Organization<'static>> + use<> {
        self.gazetteer.organizations(key)
    }

    /// The number of the one organization that has this name, variant or acronym.
    pub(super) fn organization_number(&self, key: &str) -> Option<u32> {
        let mut numbers = self.organizations(key).map(|o| o.number);
        let first = numbers.next()?;
        numbers.all(|n| n == first).then_some(first)
    }

    pub(super) fn is_organization_type(&self, word: &str) -> bool {
        self.gazetteer.type_word(word).is_some_and(|t| !t.of_place)
    }

    /// What kind of place a type word says («محافظة» → `region`).
    pub(super) fn place_type(&self, word: &str) -> Option<&'static str> {
        self.gazetteer.type_word(word).filter(|t| t.of_place).map(|t| t.kind)
    }

    /// What kind of organization a type word says («وزارة» → `ministry`).
    pub(super) fn organization_kind(&self, word: &str) -> Option<&'static str> {
        self.gazetteer.type_word(word).filter(|t| !t.of_place).map(|t| t.kind)
    }

    pub(super) fn romanized(&self, key: &str) -> Option<&'static str> {
        self.gazetteer.romanized(key)
    }
}
