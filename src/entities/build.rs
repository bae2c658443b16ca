//! Puts the parts of the step together.

use super::forms::{Form, display, mention_at};
use super::knowledge::Knowledge;
use super::link::{self, Context, Cue, Linked};
use super::roles::{self, Role};
use super::salience::{Evidence, in_title, salience};
use super::summary::{Weights, best_sentences, keyphrases};
use super::{organizations, people, places, quotes, relations};
use crate::lexicon::gazetteer::Place as ListedPlace;
use crate::names::{NameMention, NameType};
use crate::report::contract::{
    Keyphrase, Mention, Organization, Person, Place, Quote, Reason, Relation, RelationKind, RoleMention,
    SummarySentence,
};
use crate::text::{Document, TokenKind};
use std::collections::{BTreeMap, HashMap};

/// What is asked of this step.
#[derive(Debug, Clone, Copy)]
pub struct Settings {
    /// How many sentences the summary has.
    pub summary: usize,
    /// How many phrases `keyphrases` has.
    pub keyphrases: usize,
    /// Whether entities say why they were decided so.
    pub explain: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self { summary: 3, keyphrases: 8, explain: false }
    }
}

/// Everything that this step knows of an article. Offsets are bytes of the decoded original.
#[derive(Debug, Clone, Default)]
pub struct Entities {
    /// People, in order of their first mention.
    pub people: Vec<Person>,
    /// Places, in order of their first mention.
    pub places: Vec<Place>,
    /// Organizations, in order of their first mention.
    pub organizations: Vec<Organization>,
    /// Quotes and reported speech, in order of text.
    pub quotes: Vec<Quote>,
    /// Stated relations, in order of text.
    pub relations: Vec<Relation>,
    /// Key phrases, best first.
    pub keyphrases: Vec<Keyphrase>,
    /// The summary's sentences, in order of text.
    pub summary: Vec<SummarySentence>,
}

/// Merges the mentions `names` of `document` (in order of text, without overlaps) and describes what they name.
#[must_use]
pub fn build(document: &Document, names: &[NameMention], settings: &Settings) -> Entities {
    let knowledge = Knowledge::embedded();
    let forms: Vec<Form> = names.iter().map(|n| Form::new(document, n)).collect();
    let roles = roles::find(document, names, &knowledge);
    let context = Context::new(&forms, adjectives(document, &knowledge), &knowledge);
    let step = Step {
        document,
        names,
        forms: &forms,
        roles: &roles,
        context: &context,
        knowledge: &knowledge,
        settings,
    };
    step.run()
}

/// Countries of the article's nationality adjectives.
fn adjectives(document: &Document, knowledge: &Knowledge) -> impl Iterator<Item = &'static str> {
    let arabic = document.tokens().iter().filter(|t| t.kind == TokenKind::Arabic && t.stem.len() >= 8);
    arabic.filter_map(|token| {
        let stem = document.stem(token);
        // Every such adjective ends in yeh, yeh heh, or a plural's ون/ين/ات behind a yeh.
        let ends = stem.ends_with(['\u{64A}', '\u{647}', '\u{646}', '\u{62A}']);
        if ends { knowledge.nationality(stem) } else { None }
    })
}

struct Step<'a, 'd> {
    document: &'a Document<'d>,
    names: &'a [NameMention],
    forms: &'a [Form],
    roles: &'a [Role],
    context: &'a Context,
    knowledge: &'a Knowledge,
    settings: &'a Settings,
}

/// The mentions of one entity with its report id.
struct Group {
    id: String,
    members: Vec<usize>,
}

/// Gives each group of mentions its id: the type's letter and a number from 1.
fn named_groups(letter: &str, groups: Vec<Vec<usize>>) -> Vec<Group> {
    groups.into_iter().zip(1..).map(|(members, n)| Group { id: format!("{letter}{n}"), members }).collect()
}

impl Step<'_, '_> {
    fn run(&self) -> Entities {
        let linked = self.link_places();
        let groups = [
            named_groups("p", people::merge(self.forms, &self.of_kind(NameType::Person))),
            named_groups(
                "l",
                places::merge(self.forms, &self.of_kind(NameType::Place), &|m| {
                    linked.get(&m).map(|l| l.record.number)
                }),
            ),
            named_groups("o", self.merge_organizations()),
        ];
        let ids = self.ids(&groups);
        let said = quotes::find(self.document, self.names, self.knowledge);
        let scores = self.salience(&groups, &said);
        let [people, places, organizations] = groups;
        let [person_scores, place_scores, organization_scores] = scores;
        let mut entities = Entities {
            people: people.iter().zip(person_scores).map(|(g, s)| self.person(g, s, &ids)).collect(),
            places: places.iter().zip(place_scores).map(|(g, s)| self.place(g, s, &linked)).collect(),
            organizations: organizations
                .iter()
                .zip(organization_scores)
                .map(|(g, s)| self.organization(g, s))
                .collect(),
            quotes: said.iter().map(|s| self.quote(s, &ids)).collect(),
            ..Entities::default()
        };
        entities.relations = self.relations(&entities, &ids);
        self.summarize(&mut entities, &ids);
        entities
    }

    fn of_kind(&self, kind: NameType) -> Vec<usize> {
        (0..self.names.len()).filter(|&m| self.names[m].kind == kind).collect()
    }

    /// The report's id of every mention's entity.
    fn ids(&self, groups: &[Vec<Group>]) -> Vec<String> {
        let mut ids = vec![String::new(); self.names.len()];
        for group in groups.iter().flatten() {
            for &member in &group.members {
                ids[member].clone_from(&group.id);
            }
        }
        ids
    }

    fn link_places(&self) -> HashMap<usize, Linked<ListedPlace<'static>>> {
        let places = self.of_kind(NameType::Place);
        let link = |m: &usize| {
            let found = link::place(&self.forms[*m].key, self.cue(*m), self.context, self.knowledge)?;
            Some((*m, found))
        };
        places.iter().filter_map(link).collect()
    }

    /// What the words around a place say about its kind.
    fn cue(&self, mention: usize) -> Cue {
        let range = &self.names[mention].tokens;
        let tokens = self.document.tokens();
        let word = |at: usize| tokens.get(at).map_or("", |t| self.document.stem(t));
        let before = range.start.checked_sub(1).map_or("", word);
        if before == "العاصمه" || word(range.end) == "العاصمه" {
            return Cue::Capital;
        }
        let in_dateline = self
            .document
            .dateline()
            .and_then(|d| d.place)
            .is_some_and(|p| p.contains(self.names[mention].span));
        match self.knowledge.place_type(before) {
            Some("region" | "district") => Cue::Region,
            Some("city" | "municipality" | "village" | "capital") => Cue::City,
            _ if in_dateline => Cue::City,
            _ => Cue::None,
        }
    }

    fn merge_organizations(&self) -> Vec<Vec<usize>> {
        let entry = |key: &str| self.knowledge.organization_number(key);
        let is_type_word = |word: &str| self.knowledge.is_organization_type(word);
        let lists = organizations::Lists { entry: &entry, is_type_word: &is_type_word };
        organizations::merge(
            self.document,
            self.names,
            self.forms,
            &self.of_kind(NameType::Organization),
            &lists,
        )
    }

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

    fn reasons(&self, group: &Group, linked: Option<(&str, &str, f32)>) -> Vec<Reason> {
        if !self.settings.explain {
            return Vec::new();
        }
        let mut why = Vec::new();
        if group.members.len() > 1 {
            let texts =
                group.members.iter().map(|&m| self.forms[m].key.as_str()).collect::<Vec<_>>().join(" | ");
            why.push(Reason { rule: "merged".into(), detail: Some(texts), score: None });
        }
        if let Some((rule, detail, score)) = linked {
            why.push(Reason { rule: rule.into(), detail: Some(detail.into()), score: Some(score) });
        }
        why
    }

    fn person(&self, group: &Group, salience: f32, ids: &[String]) -> Person {
        let (fullest, name, aliases) = self.name_and_aliases(group);
        let roles: Vec<&Role> = self.roles.iter().filter(|r| group.members.contains(&r.person)).collect();
        let stated = roles.iter().find_map(|r| r.country.clone());
        let key = &self.forms[fullest].key;
        let linked = link::person(key, stated.as_deref(), self.knowledge);
        let record = linked.as_ref().map(|l| l.record);
        let latin = record
            .and_then(|r| r.latin)
            .or_else(|| self.knowledge.romanized(key).filter(|_| key.contains(' ')));
        let mut texts: Vec<String> = Vec::new();
        for role in &roles {
            if !texts.contains(&role.text) {
                texts.push(role.text.clone());
            }
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
            why: self.reasons(group, linked.as_ref().map(|l| (l.rule, l.record.name, l.score))),
            mentions: group.members.iter().map(|&m| self.mention(m)).collect(),
        }
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

    fn place(
        &self,
        group: &Group,
        salience: f32,
        linked: &HashMap<usize, Linked<ListedPlace<'static>>>,
    ) -> Place {
        let (_, written, mut aliases) = self.name_and_aliases(group);
        let link = group.members.iter().find_map(|m| linked.get(m));
        let record = link.map(|l| l.record);
        // The usual name stands for all; what the article writes instead is an alias.
        let name = record.map_or(written.clone(), |r| r.name.to_owned());
        if crate::lexicon::key(&name) != crate::lexicon::key(&written) && !aliases.contains(&written) {
            aliases.insert(0, written);
        }
        aliases.retain(|alias| *alias != name);
        let code = record.and_then(|r| r.code).filter(|c| c.contains('-'));
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
            why: self.reasons(group, link.map(|l| (l.rule, l.record.name, l.score))),
            mentions: group.members.iter().map(|&m| self.mention(m)).collect(),
        }
    }

    fn organization(&self, group: &Group, salience: f32) -> Organization {
        let (fullest, name, aliases) = self.name_and_aliases(group);
        let link = group
            .members
            .iter()
            .find_map(|&m| link::organization(&self.forms[m].key, self.context, self.knowledge));
        let record = link.as_ref().map(|l| l.record);
        let words = &self.forms[fullest].units;
        let kind =
            record.map(|r| r.kind.as_str()).or_else(|| self.knowledge.organization_kind(words.first()?));
        let stated = self.country_in_name(fullest);
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
            why: self.reasons(group, link.as_ref().map(|l| (l.rule, l.record.name, l.score))),
            mentions: group.members.iter().map(|&m| self.mention(m)).collect(),
        }
    }

    /// The country that an organization's own name says, by an adjective («البرلمان الروسي») or as a whole word.
    fn country_in_name(&self, mention: usize) -> Option<&'static str> {
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

    fn quote(&self, said: &quotes::Said, ids: &[String]) -> Quote {
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

    /// Salience of people, places and organizations, in the order of the groups.
    fn salience(&self, groups: &[Vec<Group>; 3], said: &[quotes::Said]) -> [Vec<f32>; 3] {
        let evidence: Vec<Evidence> = groups
            .iter()
            .flatten()
            .map(|group| {
                let spans = group.members.iter().map(|&m| self.names[m].span);
                Evidence {
                    mentions: group.members.len(),
                    in_title: in_title(self.document.title(), spans),
                    first_sentence: group.members.first().map_or(0, |&m| self.forms[m].sentence),
                    statements: said
                        .iter()
                        .filter(|s| s.speaker.is_some_and(|m| group.members.contains(&m)))
                        .count(),
                }
            })
            .collect();
        let mut all = salience(&evidence, self.document.sentences().len()).into_iter();
        groups.each_ref().map(|g| all.by_ref().take(g.len()).collect())
    }

    fn relations(&self, entities: &Entities, ids: &[String]) -> Vec<Relation> {
        let organizations = self.of_kind(NameType::Organization);
        let acronyms: Vec<(usize, usize)> = organizations
            .iter()
            .filter_map(|&m| {
                Some((m, organizations::bracketed_after(self.document, self.names, &organizations, m)?))
            })
            .filter(|&(a, b)| ids[a] != ids[b])
            .collect();
        let stated = relations::find(self.document, self.names, self.roles, &acronyms, self.knowledge);
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
            let named = self
                .names
                .iter()
                .position(|n| n.span.start == mention.start)
                .and_then(|m| self.country_in_name(m));
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

    fn summarize(&self, entities: &mut Entities, ids: &[String]) {
        let weights = Weights::new(self.document);
        let mut of_id: BTreeMap<&str, f32> = BTreeMap::new();
        of_id.extend(entities.people.iter().map(|e| (e.id.as_str(), e.salience)));
        of_id.extend(entities.places.iter().map(|e| (e.id.as_str(), e.salience)));
        of_id.extend(entities.organizations.iter().map(|e| (e.id.as_str(), e.salience)));
        let mut of_sentence = vec![0.0_f32; self.document.sentences().len()];
        let mut counted: Vec<(usize, &str)> = Vec::new();
        for (mention, form) in self.forms.iter().enumerate() {
            let id = ids[mention].as_str();
            if !counted.contains(&(form.sentence, id)) {
                counted.push((form.sentence, id));
                if let Some(sum) = of_sentence.get_mut(form.sentence) {
                    *sum += of_id.get(id).copied().unwrap_or(0.0);
                }
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
