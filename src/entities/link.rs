//! From a name to the person or organization in the lists. A wrong identifier is worse than none.

use super::forms::Form;
use super::knowledge::Knowledge;
use super::spellings::letter_variants;
use crate::lexicon::gazetteer::{Organization, Person, PersonField, PlaceKind, TitleKind};
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
                && !matches!(place.kind, PlaceKind::Village | PlaceKind::Neighbourhood)
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

    /// How often the article names the country.
    pub(super) fn weight(&self, country: Option<&str>) -> f32 {
        country.and_then(|c| self.countries.get(c)).copied().unwrap_or(0.0)
    }
}

/// A record with the reason for `--explain`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Linked<T> {
    pub(super) record: T,
    pub(super) rule: &'static str,
    pub(super) score: f32,
}

/// What was decided about a name.
#[derive(Debug, Clone, Copy)]
pub(super) enum Decision<T> {
    /// No list has it.
    Unlisted,
    /// The lists have several things of this name, and nothing decides between them; how many.
    Undecided(usize),
    /// The lists have it, but the article says that it is somebody or something else; why.
    Refused(&'static str),
    /// It is this one.
    Found(Linked<T>),
}

impl<T> Decision<T> {
    /// The record that was decided for.
    pub(super) fn found(&self) -> Option<&Linked<T>> {
        match self {
            Self::Found(linked) => Some(linked),
            _ => None,
        }
    }
}

/// What the article says of a person.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stated<'a> {
    /// ISO code of the country that it gives the person.
    pub(super) country: Option<&'a str>,
    /// What sorts of titles stand beside the name.
    pub(super) kinds: &'a [TitleKind],
}

/// How much more often the article must name the country of one than that of the next.
const NAMED_COUNTRY: f32 = 0.7;

/// The person of public life whose full name it is, unless the article says that it is somebody of another country or
/// another trade.
pub(super) fn person(
    key: &str,
    stated: &Stated,
    context: &Context,
    knowledge: &Knowledge,
) -> Decision<Person<'static>> {
    if !key.contains(' ') {
        return Decision::Unlisted;
    }
    let mut rule = "full_name_in_list";
    let mut found: Vec<Person> = knowledge.people(key).collect();
    if found.is_empty() {
        rule = "spelling_of_listed_name";
        found = letter_variants(key).iter().flat_map(|v| knowledge.people(v)).collect();
    }
    found.sort_by_key(|p| p.number);
    found.dedup_by_key(|p| p.number);
    if found.is_empty() {
        return Decision::Unlisted;
    }
    let country = stated.country;
    found.retain(|p| country.is_none() || p.country.is_none() || p.country == country);
    if found.is_empty() {
        return Decision::Refused("article_says_another_country");
    }
    found.retain(|p| !is_another_trade(p.field, stated.kinds));
    match found[..] {
        [] => Decision::Refused("article_says_another_trade"),
        [record] => Decision::Found(Linked { record, rule, score: 1.0 }),
        _ => most_named(found, |p| p.country, context, "full_name_in_a_named_country"),
    }
}

/// A player or coach is no politician, even of the same name, and the other way round.
fn is_another_trade(field: PersonField, kinds: &[TitleKind]) -> bool {
    let is = |kind| kinds.contains(&kind);
    match field {
        PersonField::Politics | PersonField::Military | PersonField::Religion => {
            is(TitleKind::Sport) && !is(TitleKind::Office)
        }
        PersonField::Sport => is(TitleKind::Royal) || is(TitleKind::Rank) || is(TitleKind::Religious),
        _ => false,
    }
}

/// The organization of the lists whose name it is; of several in different countries the one whose country is named.
pub(super) fn organization(
    key: &str,
    context: &Context,
    knowledge: &Knowledge,
) -> Decision<Organization<'static>> {
    let mut found: Vec<Organization> = knowledge.organizations(key).collect();
    found.sort_by_key(|o| o.number);
    found.dedup_by_key(|o| o.number);
    match found[..] {
        [] => Decision::Unlisted,
        [record] => Decision::Found(Linked {
            record,
            rule: "only_organization_of_this_name",
            score: context.weight(record.country),
        }),
        _ => most_named(found, |o| o.country, context, "organization_of_a_named_country"),
    }
}

/// The candidate whose country the article names clearly more often than any other's.
fn most_named<T: Copy>(
    found: Vec<T>,
    country: impl Fn(&T) -> Option<&'static str>,
    context: &Context,
    rule: &'static str,
) -> Decision<T> {
    let mut scored: Vec<(f32, T)> = found.into_iter().map(|c| (context.weight(country(&c)), c)).collect();
    // The sort is stable: of equal ones the first in the lists stays first.
    scored.sort_by(|a, b| b.0.total_cmp(&a.0));
    match scored[..] {
        [(first, record), (second, _), ..] if first - second >= NAMED_COUNTRY => {
            Decision::Found(Linked { record, rule, score: first - second })
        }
        _ => Decision::Undecided(scored.len()),
    }
}
