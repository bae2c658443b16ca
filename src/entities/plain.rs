//! The plainest merging: mentions of one type whose folded text is equal are one entity.

use super::{Entities, mention};
use crate::names::{NameMention, NameType};
use crate::report::contract::{Mention, Organization, Person, Place};
use crate::text::Document;
use std::collections::HashMap;

pub(super) fn merge_equal(document: &Document, names: &[NameMention]) -> Entities {
    let mut groups: Vec<(NameType, Vec<Mention>)> = Vec::new();
    let mut known = HashMap::new();
    for name in names {
        let folded = document.folded();
        let key = (name.kind, folded.slice(folded.range_of(name.span)));
        let group = *known.entry(key).or_insert_with(|| {
            groups.push((name.kind, Vec::new()));
            groups.len() - 1
        });
        groups[group].1.push(mention(document, name));
    }
    let total = names.len() as f32;
    let mut found = Entities::default();
    for (kind, mentions) in groups {
        let name = mentions.first().map(|m| m.text.clone()).unwrap_or_default();
        let count = mentions.len();
        let salience = count as f32 / total;
        let confidence = mentions.iter().map(|m| m.confidence).fold(0.0, f32::max);
        match kind {
            NameType::Person => {
                let id = format!("p{}", found.people.len() + 1);
                found.people.push(Person {
                    id,
                    name,
                    count,
                    salience,
                    confidence,
                    mentions,
                    ..Person::default()
                });
            }
            NameType::Place => {
                let id = format!("l{}", found.places.len() + 1);
                found.places.push(Place {
                    id,
                    name,
                    count,
                    salience,
                    confidence,
                    mentions,
                    ..Place::default()
                });
            }
            NameType::Organization => {
                let id = format!("o{}", found.organizations.len() + 1);
                let base = Organization::default();
                let whole = Organization { id, name, count, salience, confidence, mentions, ..base };
                found.organizations.push(whole);
            }
        }
    }
    found
}
