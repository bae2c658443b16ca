//! A group of mentions as an entity of the report.

use super::build::{Group, Step};
use super::explain;
use super::forms::display;
use super::link::{self, Decision};
use super::quotes::Said;
use super::roles::Role;
use crate::lexicon::gazetteer::{Person as ListedPerson, Place as ListedPlace, TitleKind};
use crate::report::contract::{Mention, Organization, Person, Place, Quote, RoleMention};
use std::collections::HashMap;

impl Step<'_, '_> {
    fn mention(&self, mention: usize) -> Mention {
        let name = &self.names[mention];
        Mention {
            text: name.span.of(self.document.text()).to_owned(),
            start: name.span.start,
            end: name.span.end,
            sentence: self.forms[mention].sentence,
            confidence: name.confidence,
        }
    }

    /// The fullest name among the mentions, and the other names in order of text.
    fn name_and_aliases(&self, group: &Group) -> (usize, String, Vec<String>) {
        // Of names of equal length the first: agencies introduce people by the usual name.
        let length = |m: usize| self.forms[m].units.len();
        let fullest = group.members.iter().copied().reduce(|a, b| if length(b) > length(a) { b } else { a });
        let fullest = fullest.unwrap_or_default();
        let name = display(self.document, &self.names[fullest]);
        let mut aliases: Vec<String> = Vec::new();
        for &member in &group.members {
            let alias = display(self.document, &self.names[member]);
            if self.forms[member].key != self.forms[fullest].key && !aliases.contains(&alias) {
                aliases.push(alias);
            }
        }
        (fullest, name, aliases)
    }

    /// An entity is as certain as its best mention.
    fn confidence(&self, group: &Group) -> f32 {
        group.members.iter().map(|&m| self.names[m].confidence).fold(0.0, f32::max)
    }

    pub(super) fn person(&self, group: &Group, salience: f32, ids: &[String]) -> Person {
        let (fullest, name, aliases) = self.name_and_aliases(group);
        let roles: Vec<&Role> = group.members.iter().flat_map(|&m| self.roles.of(m)).collect();
        let by_role = roles.iter().find_map(|r| r.country.clone());
        let by_adjective = || group.members.iter().find_map(|&m| self.roles.nationality_of(m));
        let stated = by_role.or_else(|| by_adjective().map(str::to_owned));
        let kinds: Vec<_> = roles.iter().filter_map(|r| r.kind).collect();
        let decision = self.link_person(group, fullest, stated.as_deref(), &kinds);
        let record = decision.found().map(|l| l.record);
        let key = &self.forms[fullest].key;
        let latin = record
            .and_then(|r| r.latin)
            .or_else(|| self.knowledge.romanized(key).filter(|_| key.contains(' ')));
        let mut texts: Vec<String> = Vec::new();
        for role in &roles {
            if !texts.contains(&role.text) {
                texts.push(role.text.clone());
            }
        }
        let mut why = self.merged(group);
        if self.settings.explain {
            why.extend(explain::person(&decision, &roles, stated.as_deref()));
        }
        Person {
            id: group.id.clone(),
            name,
            name_latin: latin.map(str::to_owned),
            aliases,
            roles: texts,
            role_mentions: roles.iter().map(|r| self.role_mention(r, ids)).collect(),
            country: stated.or_else(|| record.and_then(|r| r.country).map(str::to_owned)),
            wikidata: record.and_then(|r| r.wikidata).map(|q| format!("Q{q}")),
            own_id: None,
            count: group.members.len(),
            salience,
            confidence: self.confidence(group),
            why,
            mentions: group.members.iter().map(|&m| self.mention(m)).collect(),
        }
    }

    /// The listed person that the group's longest name names, or else one of its other full names.
    fn link_person(
        &self,
        group: &Group,
        fullest: usize,
        country: Option<&str>,
        kinds: &[TitleKind],
    ) -> Decision<ListedPerson<'static>> {
        let who = link::Stated { country, kinds };
        let first = link::person(&self.forms[fullest].key, &who, self.context, self.knowledge);
        if !matches!(first, Decision::Unlisted) {
            return first;
        }
        let others = group.members.iter().filter(|&&m| self.forms[m].key != self.forms[fullest].key);
        let decide = |&m: &usize| link::person(&self.forms[m].key, &who, self.context, self.knowledge);
        others.map(decide).find(|d| !matches!(d, Decision::Unlisted)).unwrap_or(first)
    }

    fn role_mention(&self, role: &Role, ids: &[String]) -> RoleMention {
        RoleMention {
            text: role.span.of(self.document.text()).to_owned(),
            start: role.span.start,
            end: role.span.end,
            sentence: self.document.sentence_at(role.span.start),
            at: role.at.and_then(|m| ids.get(m)).cloned(),
            country: role.country.clone(),
        }
    }

    pub(super) fn place(
        &self,
        group: &Group,
        salience: f32,
        linked: &HashMap<usize, Decision<ListedPlace<'static>>>,
    ) -> Place {
        let (_, written, mut aliases) = self.name_and_aliases(group);
        let decisions = || group.members.iter().filter_map(|m| linked.get(m));
        let decision = decisions().find(|d| d.found().is_some()).or_else(|| decisions().next());
        let link = decision.and_then(Decision::found);
        let record = link.map(|l| l.record);
        // The usual name stands for all; what the article writes instead is an alias.
        let name = record.map_or(written.clone(), |r| r.name.to_owned());
        if crate::lexicon::key(&name) != crate::lexicon::key(&written) && !aliases.contains(&written) {
            aliases.insert(0, written);
        }
        aliases.retain(|alias| *alias != name);
        let code = record.and_then(|r| r.code).filter(|c| c.contains('-'));
        let mut why = self.merged(group);
        if self.settings.explain {
            why.extend(decision.map(explain::place).unwrap_or_default());
        }
        Place {
            id: group.id.clone(),
            name,
            name_latin: record.and_then(|r| r.latin).map(str::to_owned),
            aliases,
            kind: record.map(|r| r.kind.as_str().to_owned()),
            country: record.and_then(|r| r.country).map(str::to_owned),
            region: code.map(str::to_owned),
            wikidata: record.and_then(|r| r.wikidata).map(|q| format!("Q{q}")),
            own_id: None,
            geonames: record.and_then(|r| r.geonames),
            latitude: record.and_then(|r| r.coordinates).map(|c| c.0),
            longitude: record.and_then(|r| r.coordinates).map(|c| c.1),
            count: group.members.len(),
            salience,
            confidence: self.confidence(group),
            why,
            mentions: group.members.iter().map(|&m| self.mention(m)).collect(),
        }
    }

    pub(super) fn organization(&self, group: &Group, salience: f32) -> Organization {
        let (fullest, name, aliases) = self.name_and_aliases(group);
        let decide = |&m: &usize| link::organization(&self.forms[m].key, self.context, self.knowledge);
        let mut decisions: Vec<_> = group.members.iter().map(decide).collect();
        let found = decisions.iter().position(|d| d.found().is_some()).unwrap_or(0);
        let decision = decisions.swap_remove(found);
        let record = decision.found().map(|l| l.record);
        let words = &self.forms[fullest].units;
        let kind =
            record.map(|r| r.kind.as_str()).or_else(|| self.knowledge.organization_kind(words.first()?));
        let stated = self.country_in_name(fullest);
        let mut why = self.merged(group);
        if self.settings.explain {
            why.extend(explain::organization(&decision, stated));
        }
        Organization {
            id: group.id.clone(),
            name,
            name_latin: record.and_then(|r| r.latin).map(str::to_owned),
            aliases,
            kind: kind.map(str::to_owned),
            country: stated.or_else(|| record.and_then(|r| r.country)).map(str::to_owned),
            wikidata: record.and_then(|r| r.wikidata).map(|q| format!("Q{q}")),
            own_id: None,
            count: group.members.len(),
            salience,
            confidence: self.confidence(group),
            why,
            mentions: group.members.iter().map(|&m| self.mention(m)).collect(),
        }
    }

    /// The country that an organization's own name says, by an adjective («البرلمان الروسي») or as a whole word.
    pub(super) fn country_in_name(&self, mention: usize) -> Option<&'static str> {
        let words = &self.forms[mention].units;
        let rest = words.get(1..).unwrap_or_default();
        let of_two = rest.windows(2).find_map(|w| self.knowledge.nationality_of_two(&w[0], &w[1]));
        let country = |word: &String| {
            self.knowledge.places(word).find(|p| p.kind.as_str() == "country").and_then(|p| p.country)
        };
        // Behind an indefinite first word a definite one is what the body is of («وزارة المالية»), no adjective.
        let owned = words.first().is_some_and(|w| !w.starts_with("ال"))
            && rest.first().is_some_and(|w| w.starts_with("ال"));
        let adjective = |(i, w): (usize, &String)| {
            self.knowledge.nationality(w).filter(|_| i > 0 || !owned).or_else(|| country(w))
        };
        of_two.or_else(|| rest.iter().enumerate().find_map(adjective))
    }

    pub(super) fn quote(&self, said: &Said, ids: &[String]) -> Quote {
        let text = self.document.text();
        Quote {
            text: said.span.of(text).to_owned(),
            speaker: said.speaker.and_then(|m| ids.get(m)).cloned(),
            verb: said.verb.map(|v| v.of(text).to_owned()),
            direct: said.direct,
            start: said.span.start,
            end: said.span.end,
            sentence: self.document.sentence_at(said.span.start),
        }
    }
}
