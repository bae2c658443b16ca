//! What the entities are to the article and to each other: salience, relations, summary.

use super::build::{Entities, Group, Step};
use super::forms::mention_at;
use super::quotes::Said;
use super::salience::{Evidence, in_title, salience};
use super::summary::{Weights, best_sentences, keyphrases};
use super::{organizations, relations};
use crate::names::NameType;
use crate::report::contract::{Keyphrase, Place, Relation, RelationKind, SummarySentence};
use std::collections::{BTreeMap, HashSet};

impl Step<'_, '_> {
    /// Salience of people, places and organizations, in the order of the groups.
    pub(super) fn salience(&self, groups: &[Vec<Group>; 3], said: &[Said]) -> [Vec<f32>; 3] {
        let mut statements = vec![0_usize; self.names.len()];
        for mention in said.iter().filter_map(|s| s.speaker) {
            statements[mention] += 1;
        }
        let evidence: Vec<Evidence> = groups
            .iter()
            .flatten()
            .map(|group| {
                let spans = group.members.iter().map(|&m| self.names[m].span);
                Evidence {
                    mentions: group.members.len(),
                    in_title: in_title(self.document.title(), spans),
                    first_sentence: group.members.first().map_or(0, |&m| self.forms[m].sentence),
                    statements: group.members.iter().map(|&m| statements[m]).sum(),
                }
            })
            .collect();
        let mut all = salience(&evidence, self.document.sentences().len()).into_iter();
        groups.each_ref().map(|g| all.by_ref().take(g.len()).collect())
    }

    pub(super) fn relations(&self, entities: &Entities, ids: &[String]) -> Vec<Relation> {
        let organizations = self.of_kind(NameType::Organization);
        let acronyms: Vec<(usize, usize)> = organizations
            .iter()
            .filter_map(|&m| Some((m, organizations::bracketed_after(self.document, self.names, m)?)))
            .filter(|&(a, b)| ids[a] != ids[b])
            .collect();
        let stated = relations::find(self.document, self.names, &self.roles.roles, &acronyms, self.knowledge);
        let mut found: Vec<Relation> = stated
            .into_iter()
            .filter(|r| ids[r.from] != ids[r.to])
            .map(|r| Relation {
                kind: r.kind,
                from: ids[r.from].clone(),
                to: ids[r.to].clone(),
                sentence: self.document.sentence_at(r.span.start),
                start: r.span.start,
                end: r.span.end,
            })
            .collect();
        found.extend(self.in_country(entities));
        found.sort_by(|a, b| (a.start, a.end, &a.from, &a.to).cmp(&(b.start, b.end, &b.from, &b.to)));
        found
    }

    /// Organizations whose own name says the country, where the article names that country too.
    fn in_country(&self, entities: &Entities) -> Vec<Relation> {
        let mut found = Vec::new();
        for organization in &entities.organizations {
            let Some(mention) = organization.mentions.iter().max_by_key(|m| m.end - m.start) else {
                continue;
            };
            let at = self.names.partition_point(|n| n.span.start < mention.start);
            let named = if at < self.names.len() { self.country_in_name(at) } else { None };
            let is_it = |p: &&Place| p.kind.as_deref() == Some("country") && p.country.as_deref() == named;
            if let Some(country) = entities.places.iter().filter(|_| named.is_some()).find(is_it) {
                found.push(Relation {
                    kind: RelationKind::InCountry,
                    from: organization.id.clone(),
                    to: country.id.clone(),
                    sentence: mention.sentence,
                    start: mention.start,
                    end: mention.end,
                });
            }
        }
        found
    }

    pub(super) fn summarize(&self, entities: &mut Entities, ids: &[String]) {
        let weights = Weights::new(self.document, self.knowledge);
        let mut of_id: BTreeMap<&str, f32> = BTreeMap::new();
        of_id.extend(entities.people.iter().map(|e| (e.id.as_str(), e.salience)));
        of_id.extend(entities.places.iter().map(|e| (e.id.as_str(), e.salience)));
        of_id.extend(entities.organizations.iter().map(|e| (e.id.as_str(), e.salience)));
        let mut of_sentence = vec![0.0_f32; self.document.sentences().len()];
        let mut counted: HashSet<(usize, &str)> = HashSet::new();
        for (mention, form) in self.forms.iter().enumerate() {
            let id = ids[mention].as_str();
            if counted.insert((form.sentence, id))
                && let Some(sum) = of_sentence.get_mut(form.sentence)
            {
                *sum += of_id.get(id).copied().unwrap_or(0.0);
            }
        }
        let entity = |index: usize| of_sentence.get(index).copied().unwrap_or(0.0);
        let chosen = best_sentences(&weights, self.settings.summary, &entity);
        let is_name = |token: usize| mention_at(self.names, token).is_some();
        let phrases = keyphrases(&weights, self.settings.keyphrases, &is_name);
        let text = self.document.text();
        entities.summary = chosen
            .into_iter()
            .map(|index| {
                let span = self.document.sentences()[index].span;
                SummarySentence {
                    sentence: index,
                    text: span.of(text).to_owned(),
                    start: span.start,
                    end: span.end,
                }
            })
            .collect();
        entities.keyphrases = phrases
            .into_iter()
            .map(|p| Keyphrase { text: p.span.of(text).to_owned(), score: p.score })
            .collect();
    }
}
