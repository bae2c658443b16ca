//! What the words around a place say of it, and which place of the lists it is.

use super::build::Step;
use super::link::Decision;
use super::link_place::{self, Cue, Hint};
use crate::lexicon::gazetteer::{Place, PlaceKind};
use crate::names::NameType;
use crate::text::TokenKind;
use std::collections::HashMap;

impl<'a> Step<'a, '_> {
    /// The decision about every mention of a place.
    pub(super) fn link_places(&self) -> HashMap<usize, Decision<Place<'static>>> {
        let places = self.of_kind(NameType::Place);
        let hints: Vec<Hint<'a>> = places.iter().map(|&m| self.hint(m)).collect();
        let shared = self.shared_hints(&places, &hints);
        let mut decided: HashMap<(&str, Hint), Decision<Place<'static>>> = HashMap::new();
        let mut linked = HashMap::with_capacity(places.len());
        for (&mention, hint) in places.iter().zip(&hints) {
            let key = self.forms[mention].key.as_str();
            let is_capital = || {
                let kinds = self.knowledge.places(key).map(|p| p.kind);
                kinds.into_iter().any(|k| matches!(k, PlaceKind::Capital | PlaceKind::Country))
            };
            let hint = completed(hint, shared.get(key), &is_capital);
            let decision = decided
                .entry((key, hint))
                .or_insert_with(|| link_place::place(key, &hint, self.context, self.knowledge));
            linked.insert(mention, *decision);
        }
        linked
    }

    /// What is said once of a name holds for its other mentions. A name of which two different things are said keeps
    /// each where it is said; a dateline says nothing of the others (a country and its capital may share a name).
    fn shared_hints(&self, places: &[usize], hints: &[Hint<'a>]) -> HashMap<&str, Vec<Said<'a>>> {
        let mut shared: HashMap<&str, Vec<Said>> = HashMap::new();
        for (&mention, &hint) in places.iter().zip(hints) {
            if hint != Hint::default() {
                let said = Said { hint, dateline: self.in_dateline(mention) };
                let known = shared.entry(self.forms[mention].key.as_str()).or_default();
                if !known.contains(&said) {
                    known.push(said);
                }
            }
        }
        shared
    }

    fn in_dateline(&self, mention: usize) -> bool {
        let place = self.document.dateline().and_then(|d| d.place);
        place.is_some_and(|p| p.contains(self.names[mention].span))
    }

    fn hint(&self, mention: usize) -> Hint<'a> {
        let range = &self.names[mention].tokens;
        let word = |at: usize| self.document.tokens().get(at).map_or("", |t| self.document.stem(t));
        let before = range.start.checked_sub(1).map_or("", word);
        let country = self.country_behind(mention);
        let (cue, type_word) = if before == "العاصمه" || word(range.end) == "العاصمه" {
            (Cue::Capital, "")
        } else {
            match self.knowledge.place_type(before) {
                Some("country") => (Cue::Country, before),
                Some("region" | "district") => (Cue::Region, before),
                Some("area") => (Cue::Area, before),
                Some("city" | "municipality" | "village" | "capital") => (Cue::City, before),
                _ if self.in_dateline(mention) => (Cue::City, ""),
                _ => (Cue::None, ""),
            }
        };
        Hint { cue, country, type_word }
    }

    /// The country that stands behind a place: «حمص السورية», «طرابلس (لبنان)», «طوكيو، اليابان».
    fn country_behind(&self, mention: usize) -> Option<&'static str> {
        let tokens = self.document.tokens();
        let end = self.names[mention].tokens.end;
        let next = tokens.get(end)?;
        let stem = self.document.stem(next);
        let is_adjective = |s: &str| s.starts_with("ال") && s.ends_with("ه");
        if is_adjective(stem) && next.proclitic.is_empty() {
            let two = tokens
                .get(end + 1)
                .and_then(|t| self.knowledge.nationality_of_two(stem, self.document.stem(t)));
            return two.or_else(|| self.knowledge.nationality(stem));
        }
        let opens = matches!(self.document.word(next), "(" | "\u{60C}" | ",");
        let other = self.names.get(mention + 1)?;
        let follows = opens && other.kind == NameType::Place && other.tokens.start == end + 1;
        let alone = tokens.get(other.tokens.end).is_none_or(|t| t.kind == TokenKind::Punctuation);
        if !(follows && alone) || self.is_in_list(mention) {
            return None;
        }
        let key = &self.forms[mention + 1].key;
        let country = |key: &str| {
            self.knowledge.places(key).find(|p| p.kind.as_str() == "country").and_then(|p| p.country)
        };
        // A country beside a country is a list of countries.
        if country(&self.forms[mention].key).is_some() { None } else { country(key) }
    }

    /// Whether a comma and a place stand before it too: then it is one of several, and the next is not its country.
    fn is_in_list(&self, mention: usize) -> bool {
        let Some(before) = mention.checked_sub(1).map(|m| &self.names[m]) else { return false };
        before.kind == NameType::Place && before.tokens.end + 1 == self.names[mention].tokens.start
    }
}

/// What is said of a name in one place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Said<'a> {
    hint: Hint<'a>,
    dateline: bool,
}

/// A hint with what is said elsewhere of the same name, where that is one thing.
fn completed<'a>(hint: &Hint<'a>, shared: Option<&Vec<Said<'a>>>, is_capital: &dyn Fn() -> bool) -> Hint<'a> {
    let mut own = *hint;
    let shared = shared.map_or(&[][..], Vec::as_slice);
    let cues = || shared.iter().filter(|s| s.hint.cue != Cue::None);
    if own.cue == Cue::None
        && let Some(first) = cues().find(|s| !s.dateline)
        && cues().all(|s| s.hint.cue == first.hint.cue)
        // A capital without a word is the capital, also where its governorate is named too.
        && !(matches!(first.hint.cue, Cue::Region | Cue::Area) && is_capital())
    {
        (own.cue, own.type_word) = (first.hint.cue, first.hint.type_word);
    }
    let mut countries = shared.iter().filter_map(|s| s.hint.country);
    if own.country.is_none()
        && let Some(first) = countries.next()
        && countries.all(|c| c == first)
    {
        own.country = Some(first);
    }
    own
}
