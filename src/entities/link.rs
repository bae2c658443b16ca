//! From a name to the thing in the lists: identifiers, kinds, countries. A wrong identifier is worse than none.

use super::forms::Form;
use super::knowledge::Knowledge;
use crate::lexicon::gazetteer::{Classes, Organization, Person, Place, PlaceKind};
use crate::names::NameType;
use std::collections::HashMap;

/// How often the article names each country, by place or by adjective: what its homonyms are decided by.
#[derive(Debug, Default)]
pub(super) struct Context {
    countries: HashMap<&'static str, f32>,
}

impl Context {
    /// Counts countries and what lies in just one country.
    pub(super) fn new(
        forms: &[Form],
        adjectives: impl Iterator<Item = &'static str>,
        knowledge: &Knowledge,
    ) -> Self {
        let mut countries: HashMap<&'static str, f32> = HashMap::new();
        for form in forms.iter().filter(|f| f.kind == NameType::Place) {
            let mut places = knowledge.places(&form.key);
            if let (Some(place), None) = (places.next(), places.next())
                && let Some(code) = place.country
            {
                *countries.entry(code).or_default() +=
                    if place.kind == PlaceKind::Country { 1.0 } else { 0.5 };
            }
        }
        for code in adjectives {
            *countries.entry(code).or_default() += 0.7;
        }
        Self { countries }
    }

    fn weight(&self, country: Option<&str>) -> f32 {
        country.and_then(|c| self.countries.get(c)).copied().unwrap_or(0.0)
    }
}

/// A decision with the reason for `--explain`.
#[derive(Debug)]
pub(super) struct Linked<T> {
    pub(super) record: T,
    pub(super) rule: &'static str,
    pub(super) score: f32,
}

/// How much better the first candidate must be than the second.
const MARGIN: f32 = 1.0;
/// The same where the article names nothing else in the first one's country: only its fame speaks for it.
const MARGIN_OF_FAME: f32 = 3.0;

/// What the words around a place say about its kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Cue {
    /// Nothing.
    None,
    /// «محافظة حلب», «ولاية سنار».
    Region,
    /// «مدينة حلب»; a dateline.
    City,
    /// «العاصمة تونس», «الجزائر العاصمة».
    Capital,
}

impl Cue {
    fn allows(self, kind: PlaceKind) -> bool {
        match self {
            Self::None => true,
            Self::Region => matches!(kind, PlaceKind::Region | PlaceKind::District | PlaceKind::Territory),
            Self::City => kind.classes().intersects(Classes::CITY),
            Self::Capital => kind == PlaceKind::Capital,
        }
    }
}

/// The place that a folded name names in this article; `None` when no list has it or nothing decides.
pub(super) fn place(
    key: &str,
    cue: Cue,
    context: &Context,
    knowledge: &Knowledge,
) -> Option<Linked<Place<'static>>> {
    let mut scored: Vec<(f32, Place<'static>)> =
        knowledge.places(key).map(|place| (place_score(&place, context), place)).collect();
    if scored.iter().any(|(_, place)| cue.allows(place.kind)) {
        scored.retain(|(_, place)| cue.allows(place.kind));
    }
    prefer_city_to_its_region(&mut scored);
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.number.cmp(&b.1.number)));
    match scored[..] {
        [] => None,
        [(score, record)] => Some(Linked { record, rule: "only_place_of_this_name", score }),
        [(first, record), (second, _), ..] => {
            let margin = if context.weight(record.country) > 0.0 { MARGIN } else { MARGIN_OF_FAME };
            (first - second >= margin).then_some(Linked {
                record,
                rule: "likeliest_place_of_this_name",
                score: first - second,
            })
        }
    }
}

/// A region and the city that it is named after lie in one country: without a word for the region the city is meant.
fn prefer_city_to_its_region(scored: &mut Vec<(f32, Place<'static>)>) {
    let is_city =
        |p: &Place| matches!(p.kind, PlaceKind::City | PlaceKind::Capital) && p.population >= 20_000;
    let cities: Vec<Option<&str>> =
        scored.iter().filter(|(_, p)| is_city(p)).map(|(_, p)| p.country).collect();
    let below = |kind| !matches!(kind, PlaceKind::City | PlaceKind::Capital | PlaceKind::Country);
    scored.retain(|(_, p)| !(below(p.kind) && p.country.is_some() && cities.contains(&p.country)));
}

/// Countries before capitals before large cities; what lies in a country that the article names before what does not.
fn place_score(place: &Place, context: &Context) -> f32 {
    let kind = match place.kind {
        PlaceKind::Country => 9.0,
        PlaceKind::Capital => 7.0,
        PlaceKind::City => 3.0,
        PlaceKind::Region | PlaceKind::Territory => 3.5,
        PlaceKind::Municipality | PlaceKind::District => 2.0,
        PlaceKind::Village | PlaceKind::Neighbourhood => 0.0,
        _ => 4.0,
    };
    let people = ((place.population.max(1) as f32).log10() - 4.0).max(0.0);
    let named = context.weight(place.country);
    kind + people + 2.0 * named.min(3.0)
}

/// The person of public life whose full name it is, unless the article says that it is somebody of another country.
pub(super) fn person(
    key: &str,
    country: Option<&str>,
    knowledge: &Knowledge,
) -> Option<Linked<Person<'static>>> {
    if !key.contains(' ') {
        return None;
    }
    let agrees = |p: &Person| country.is_none() || p.country.is_none() || p.country == country;
    let mut found = knowledge.people(key);
    let record = found.next()?;
    (agrees(&record) && found.all(|p| p.number == record.number)).then_some(Linked {
        record,
        rule: "full_name_in_list",
        score: 1.0,
    })
}

/// The organization of the lists whose name it is; of several in different countries the one whose country is named.
pub(super) fn organization(
    key: &str,
    context: &Context,
    knowledge: &Knowledge,
) -> Option<Linked<Organization<'static>>> {
    let mut scored: Vec<(f32, Organization<'static>)> =
        knowledge.organizations(key).map(|o| (context.weight(o.country), o)).collect();
    scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.number.cmp(&b.1.number)));
    scored.dedup_by_key(|(_, o)| o.number);
    match scored[..] {
        [] => None,
        [(score, record)] => Some(Linked { record, rule: "only_organization_of_this_name", score }),
        [(first, record), (second, _), ..] => (first - second >= 0.7).then_some(Linked {
            record,
            rule: "organization_of_a_named_country",
            score: first - second,
        }),
    }
}
