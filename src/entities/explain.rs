//! Why an entity is what the report says: the rule, the entry of the lists, the table and its licence, the score.

use super::build::{Group, Step};
use super::link::{Decision, Linked};
use super::roles::Role;
use crate::lexicon::gazetteer::{Classes, Organization, Person, Place, PlaceKind};
use crate::report::contract::Reason;

impl Step<'_, '_> {
    /// The mentions that were merged, or that there is just one, with the best mention's confidence.
    pub(super) fn merged(&self, group: &Group) -> Vec<Reason> {
        if !self.settings.explain {
            return Vec::new();
        }
        let confidence = group.members.iter().map(|&m| self.names[m].confidence).fold(0.0, f32::max);
        let mut keys: Vec<&str> = Vec::new();
        for &member in &group.members {
            let key = self.forms[member].key.as_str();
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        let rule = match (group.members.len(), keys.len()) {
            (0 | 1, _) => "mentioned_once",
            (_, 1) => "merged_equal_names",
            _ => "merged",
        };
        vec![reason(rule, keys.join(" | "), Some(confidence))]
    }
}

fn reason(rule: &str, detail: String, score: Option<f32>) -> Reason {
    Reason { rule: rule.to_owned(), detail: Some(detail), score }
}

/// Why a person has this identifier and this country.
pub(super) fn person(
    decision: &Decision<Person<'static>>,
    roles: &[&Role],
    stated: Option<&str>,
) -> Vec<Reason> {
    let mut why = decided(decision, |p| p.name);
    if let Some(person) = decision.found().map(|l| l.record) {
        why.extend(person.wikidata.map(|q| reason("id", format!("Q{q}: {PEOPLE_IDS}"), None)));
    }
    for role in roles {
        let place = role.country.as_deref().map_or(String::new(), |c| format!(" ({c})"));
        why.push(reason("role_beside_name", format!("{}{place}", role.text), None));
    }
    match (stated, decision.found().and_then(|l| l.record.country)) {
        (Some(code), _) => why.push(reason("country_stated_beside_name", code.to_owned(), None)),
        (None, Some(code)) => why.push(reason("country_of_list_entry", code.to_owned(), None)),
        (None, None) => {}
    }
    why
}

/// Why a place has these identifiers.
pub(super) fn place(decision: &Decision<Place<'static>>) -> Vec<Reason> {
    let mut why = decided(decision, |p| p.name);
    if let Some(place) = decision.found().map(|l| l.record) {
        let wikidata = place.wikidata.map(|q| format!("Q{q}"));
        let geonames = place.geonames.map(|g| format!("GeoNames {g}"));
        let ids: Vec<String> = wikidata.into_iter().chain(geonames).collect();
        if !ids.is_empty() {
            why.push(reason("id", format!("{}: {}", ids.join(", "), table_of(&place)), None));
        }
    }
    why
}

/// Why an organization has this identifier and this country.
pub(super) fn organization(decision: &Decision<Organization<'static>>, stated: Option<&str>) -> Vec<Reason> {
    let mut why = decided(decision, |o| o.name);
    if let Some(organization) = decision.found().map(|l| l.record) {
        why.extend(organization.wikidata.map(|q| reason("id", format!("Q{q}: {ORGANIZATION_IDS}"), None)));
    }
    match (stated, decision.found().and_then(|l| l.record.country)) {
        (Some(code), _) => why.push(reason("country_in_name", code.to_owned(), None)),
        (None, Some(code)) => why.push(reason("country_of_list_entry", code.to_owned(), None)),
        (None, None) => {}
    }
    why
}

/// The decision itself, also where it was not to decide.
fn decided<T>(decision: &Decision<T>, name: impl Fn(&T) -> &'static str) -> Vec<Reason> {
    let one = match decision {
        Decision::Found(Linked { record, rule, score }) => {
            reason(rule, name(record).to_owned(), Some(*score))
        }
        Decision::Undecided(count) => reason("no_id_undecided", format!("{count} of this name"), None),
        Decision::Refused(why) => reason("no_id_refused", (*why).to_owned(), None),
        Decision::Unlisted => reason("no_id", "in no list".to_owned(), None),
    };
    vec![one]
}

/// Where people's identifiers are from (src/lexicon/README.md).
const PEOPLE_IDS: &str = "joined/people_ids.tsv (Wikidata, CC0)";
/// Where organizations' identifiers are from.
const ORGANIZATION_IDS: &str = "joined/organization_ids.tsv (ROR, CC0; name-suggestion-index, BSD-3-Clause)";

/// The table that a place's identifiers are from: each kind of place has one (src/lexicon/README.md).
fn table_of(place: &Place) -> &'static str {
    let is_in = |classes: Classes| place.kind.classes().intersects(classes);
    if place.kind == PlaceKind::Country || place.kind == PlaceKind::Territory && is_country_code(place) {
        "places/countries.tsv (country-codes, PDDL; rigour, MIT; GeoNames, CC BY 4.0)"
    } else if place.code.is_some_and(|c| c.contains('-')) {
        "places/subdivisions.tsv (Who's On First, CC0 and CC BY; rigour, MIT; GeoNames, CC BY 4.0)"
    } else if is_in(Classes::CITY.with(Classes::REGION)) {
        "places/cities.tsv (GeoNames, CC BY 4.0; Who's On First, CC0 and CC BY; Natural Earth, public domain)"
    } else {
        "places/waters_airports.tsv (Who's On First, CC0 and CC BY)"
    }
}

fn is_country_code(place: &Place) -> bool {
    place.code.is_some_and(|c| c.len() == 3)
}
