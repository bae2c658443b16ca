//! The entities step on its own, from marked mentions: scores on the fixture articles, and one sentence a rule.
//! `cargo test --release --test entities -- --nocapture` prints the table.

mod baselines;
#[path = "../common/mod.rs"]
mod common;
mod scores;
mod sentences;

use khabar::names::{NameMention, NameType};
use khabar::text::Document;
use khabar::{Span, entities::Entities};
use std::collections::BTreeMap;

/// The marked mentions of names, with their entities' ids, as the tagger would give them. `mentions`: id and bytes.
fn marked_names(mentions: &[(String, usize, usize)], document: &Document) -> Vec<(String, NameMention)> {
    let names = mentions.iter().filter(|(id, _, _)| !id.starts_with('d'));
    names
        .map(|(id, start, end)| {
            let kind = match id.as_bytes()[0] {
                b'p' => NameType::Person,
                b'l' => NameType::Place,
                _ => NameType::Organization,
            };
            let tokens = document.token_at(*start)..document.token_at(end - 1) + 1;
            (id.clone(), NameMention { span: Span::new(*start, *end), tokens, kind, confidence: 1.0 })
        })
        .collect()
}

/// The report's id of the mention that starts at each byte.
fn ids_by_start(entities: &Entities) -> BTreeMap<usize, String> {
    let mut ids = BTreeMap::new();
    let people = entities.people.iter().map(|e| (&e.id, &e.mentions));
    let places = entities.places.iter().map(|e| (&e.id, &e.mentions));
    let organizations = entities.organizations.iter().map(|e| (&e.id, &e.mentions));
    for (id, mentions) in people.chain(places).chain(organizations) {
        ids.extend(mentions.iter().map(|m| (m.start, id.clone())));
    }
    ids
}
