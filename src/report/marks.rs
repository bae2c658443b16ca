//! All mentions of a report in one list: what the formats that write rows, tags or marks walk over.

use super::contract::{Mention, Report};

/// What a mark stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A person.
    Person,
    /// A place.
    Place,
    /// An organization.
    Organization,
    /// A calendar expression.
    Date,
}

impl Kind {
    /// As the contract calls it: `person`, `place`, `organization`, `date`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Place => "place",
            Self::Organization => "organization",
            Self::Date => "date",
        }
    }

    /// As annotated corpora tag it: `PERS`, `LOC`, `ORG`, `DATE`.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Person => "PERS",
            Self::Place => "LOC",
            Self::Organization => "ORG",
            Self::Date => "DATE",
        }
    }
}

/// One mention of an entity, or one date.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Mark<'r> {
    /// First offset, in the report's unit.
    pub start: usize,
    /// One past the last offset.
    pub end: usize,
    /// What it stands for.
    pub kind: Kind,
    /// The original text.
    pub text: &'r str,
    /// Index of the sentence.
    pub sentence: usize,
    /// The entity; `None` for a date.
    pub entity: Option<Entity<'r>>,
    /// Probability of the mention; `None` for a date.
    pub confidence: Option<f32>,
    /// A date's value.
    pub value: Option<&'r str>,
}

/// What people, places and organizations have in common.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Entity<'r> {
    /// What it is.
    pub kind: Kind,
    /// Its id in the report.
    pub id: &'r str,
    /// Its name.
    pub name: &'r str,
    /// What kind of place or organization.
    pub subtype: Option<&'r str>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<&'r str>,
    /// `Q423`.
    pub wikidata: Option<&'r str>,
    /// How many mentions there are.
    pub count: usize,
    /// 0 to 1.
    pub salience: f32,
    /// 0 to 1.
    pub confidence: f32,
    /// The other names.
    pub aliases: &'r [String],
    /// A person's roles.
    pub roles: &'r [String],
    /// Every mention.
    pub mentions: &'r [Mention],
}

impl Report {
    /// People, then places, then organizations.
    pub fn entities(&self) -> impl Iterator<Item = Entity<'_>> {
        let people = self.people.iter().map(|e| Entity {
            kind: Kind::Person,
            id: &e.id,
            name: &e.name,
            subtype: None,
            country: e.country.as_deref(),
            wikidata: e.wikidata.as_deref(),
            count: e.count,
            salience: e.salience,
            confidence: e.confidence,
            aliases: &e.aliases,
            roles: &e.roles,
            mentions: &e.mentions,
        });
        let places = self.places.iter().map(|e| Entity {
            kind: Kind::Place,
            id: &e.id,
            name: &e.name,
            subtype: e.kind.as_deref(),
            country: e.country.as_deref(),
            wikidata: e.wikidata.as_deref(),
            count: e.count,
            salience: e.salience,
            confidence: e.confidence,
            aliases: &e.aliases,
            roles: &[],
            mentions: &e.mentions,
        });
        let organizations = self.organizations.iter().map(|e| Entity {
            kind: Kind::Organization,
            id: &e.id,
            name: &e.name,
            subtype: e.kind.as_deref(),
            country: e.country.as_deref(),
            wikidata: e.wikidata.as_deref(),
            count: e.count,
            salience: e.salience,
            confidence: e.confidence,
            aliases: &e.aliases,
            roles: &[],
            mentions: &e.mentions,
        });
        people.chain(places).chain(organizations)
    }

    /// Every mention and every date, in order of text.
    #[must_use]
    pub fn marks(&self) -> Vec<Mark<'_>> {
        let named = self.entities().flat_map(|entity| {
            entity.mentions.iter().map(move |m| Mark {
                start: m.start,
                end: m.end,
                kind: entity.kind,
                text: &m.text,
                sentence: m.sentence,
                entity: Some(entity),
                confidence: Some(m.confidence),
                value: None,
            })
        });
        let dates = self.dates.iter().map(|d| Mark {
            start: d.start,
            end: d.end,
            kind: Kind::Date,
            text: &d.text,
            sentence: d.sentence,
            entity: None,
            confidence: None,
            value: d.value.as_deref(),
        });
        let mut marks: Vec<_> = named.chain(dates).collect();
        marks.sort_by_key(|mark| (mark.start, mark.end, mark.kind));
        marks
    }
}
