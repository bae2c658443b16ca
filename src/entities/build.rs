//! Puts the parts of the step together.

use super::forms::Form;
use super::knowledge::Knowledge;
use super::link::Context;
use super::{organizations, people, places, quotes, roles};
use crate::names::{NameMention, NameType};
use crate::report::contract::{Keyphrase, Organization, Person, Place, Quote, Relation, SummarySentence};
use crate::text::{Document, TokenKind};

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

/// Working memory of one thread: what was looked up for one article is often asked in the next. It changes no result.
#[derive(Debug)]
pub struct Memory(Knowledge);

impl Default for Memory {
    fn default() -> Self {
        Self(Knowledge::embedded())
    }
}

/// Merges the mentions `names` of `document` (in order of text, without overlaps) and describes what they name.
#[must_use]
pub fn build(
    document: &Document,
    names: &[NameMention],
    settings: &Settings,
    Memory(knowledge): &mut Memory,
) -> Entities {
    let knowledge = &*knowledge;
    let forms: Vec<Form> = names.iter().map(|n| Form::new(document, n)).collect();
    let roles = roles::find(document, names, knowledge);
    let context = Context::new(&forms, adjectives(document, knowledge), knowledge);
    let step = Step { document, names, forms: &forms, roles: &roles, context: &context, knowledge, settings };
    step.run()
}

/// Countries of the article's nationality adjectives.
fn adjectives(document: &Document, knowledge: &Knowledge) -> impl Iterator<Item = &'static str> {
    let arabic = document.tokens().iter().filter(|t| t.kind == TokenKind::Arabic && t.stem.len() >= 8);
    arabic.filter_map(|token| {
        let stem = document.stem(token);
        // Every such adjective ends in yeh, in yeh heh, or in a plural's or dual's ending behind a yeh.
        let ends = ["ي", "يه", "يون", "يين", "يان", "يات"].iter().any(|ending| stem.ends_with(ending));
        if ends { knowledge.nationality(stem) } else { None }
    })
}

/// An article on its way through this step.
pub(super) struct Step<'a, 'd> {
    pub(super) document: &'a Document<'d>,
    pub(super) names: &'a [NameMention],
    pub(super) forms: &'a [Form],
    pub(super) roles: &'a roles::Found,
    pub(super) context: &'a Context,
    pub(super) knowledge: &'a Knowledge,
    pub(super) settings: &'a Settings,
}

/// The mentions of one entity with its report id.
pub(super) struct Group {
    pub(super) id: String,
    pub(super) members: Vec<usize>,
}

/// Gives each group of mentions its id: the type's letter and a number from 1.
fn named_groups(letter: &str, groups: Vec<Vec<usize>>) -> Vec<Group> {
    groups.into_iter().zip(1..).map(|(members, n)| Group { id: format!("{letter}{n}"), members }).collect()
}

impl Step<'_, '_> {
    fn run(&self) -> Entities {
        let linked = self.link_places();
        let number = |m: usize| linked.get(&m).and_then(|d| d.found()).map(|l| l.record.number);
        let groups = [
            named_groups("p", people::merge(self.forms, &self.of_kind(NameType::Person))),
            named_groups("l", places::merge(self.forms, &self.of_kind(NameType::Place), &number)),
            named_groups("o", self.merge_organizations()),
        ];
        let ids = self.ids(&groups);
        let said = quotes::find(self.document, self.names, self.roles, self.knowledge);
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

    pub(super) fn of_kind(&self, kind: NameType) -> Vec<usize> {
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

    fn merge_organizations(&self) -> Vec<Vec<usize>> {
        let entry = |key: &str| self.knowledge.organization_number(key);
        let is_type_word = |word: &str| self.knowledge.is_organization_type(word);
        let lists = organizations::Lists { entry: &entry, is_type_word: &is_type_word };
        let mentions = self.of_kind(NameType::Organization);
        organizations::merge(self.document, self.names, self.forms, &mentions, &lists)
    }
}
