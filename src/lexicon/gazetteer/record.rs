//! Records of the compiled lists, as typed views.

use super::format::{RECORD, at, u32_at};
use super::kinds::{Inflection, OrganizationKind, PersonField, PlaceKind, Polarity, RecordType, TitleKind};

/// One record, read in place.
#[derive(Debug, Clone, Copy)]
pub struct Record<'b> {
    bytes: &'b [u8; RECORD],
    strings: &'b [u8],
    kind: RecordType,
    number: u32,
}

/// The string at `offset` of the string section; `None` for offset 0 and for one that does not fit.
pub(super) fn string(strings: &[u8], offset: usize) -> Option<&str> {
    let length = usize::from(*strings.get(offset)?);
    std::str::from_utf8(strings.get(offset + 1..offset + 1 + length)?).ok().filter(|text| !text.is_empty())
}

impl<'b> Record<'b> {
    pub(super) fn at(records: &'b [u8], strings: &'b [u8], number: u32) -> Option<Self> {
        let start = (number as usize).checked_mul(RECORD)?;
        let bytes = records.get(start..)?.first_chunk::<RECORD>()?;
        Some(Self { bytes, strings, kind: RecordType::from_code(bytes[at::TYPE])?, number })
    }

    /// What the record is about.
    #[must_use]
    pub fn kind(self) -> RecordType {
        self.kind
    }

    /// The record's number: the same thing has the same number under each of its names.
    #[must_use]
    pub fn number(self) -> u32 {
        self.number
    }

    fn text(self, field: usize) -> Option<&'b str> {
        string(self.strings, u32_at(self.bytes, field) as usize)
    }

    fn nonzero(self, field: usize) -> Option<u32> {
        Some(u32_at(self.bytes, field)).filter(|&value| value != 0)
    }

    pub(super) fn latin(self) -> Option<&'b str> {
        self.text(at::LATIN)
    }

    fn country(self) -> Option<&'b str> {
        let code = self.bytes.get(at::COUNTRY..at::COUNTRY + 2)?;
        std::str::from_utf8(code).ok().filter(|code| !code.starts_with('\0'))
    }

    /// The record as a place.
    #[must_use]
    pub fn place(self) -> Option<Place<'b>> {
        let kind = PlaceKind::from_code(self.bytes[at::KIND]).filter(|_| self.kind == RecordType::Place)?;
        let degrees = |field| f64::from(u32_at(self.bytes, field).cast_signed()) / 1e5;
        let located = u32_at(self.bytes, at::LATITUDE).cast_signed() != i32::MIN;
        Some(Place {
            number: self.number,
            name: self.text(at::NAME).unwrap_or_default(),
            latin: self.latin(),
            kind,
            country: self.country(),
            code: self.text(at::EXTRA),
            wikidata: self.nonzero(at::WIKIDATA),
            geonames: self.nonzero(at::GEONAMES),
            coordinates: located.then(|| (degrees(at::LATITUDE), degrees(at::LONGITUDE))),
            population: u32_at(self.bytes, at::POPULATION),
        })
    }

    /// The record as a person.
    #[must_use]
    pub fn person(self) -> Option<Person<'b>> {
        let field =
            PersonField::from_code(self.bytes[at::KIND]).filter(|_| self.kind == RecordType::Person)?;
        Some(Person {
            number: self.number,
            name: self.text(at::NAME).unwrap_or_default(),
            latin: self.latin(),
            field,
            country: self.country(),
            role: self.text(at::EXTRA),
            feminine: u32_at(self.bytes, at::GEONAMES) == 1,
            wikidata: self.nonzero(at::WIKIDATA),
        })
    }

    /// The record as an organization.
    #[must_use]
    pub fn organization(self) -> Option<Organization<'b>> {
        let kind = OrganizationKind::from_code(self.bytes[at::KIND])
            .filter(|_| self.kind == RecordType::Organization)?;
        Some(Organization {
            number: self.number,
            name: self.text(at::NAME).unwrap_or_default(),
            latin: self.latin(),
            kind,
            country: self.country(),
            ror: self.text(at::EXTRA),
            wikidata: self.nonzero(at::WIKIDATA),
        })
    }

    /// The record as a title.
    #[must_use]
    pub fn title(self) -> Option<Title<'b>> {
        let kind = TitleKind::from_code(self.bytes[at::KIND]).filter(|_| self.kind == RecordType::Title)?;
        let flags = u32_at(self.bytes, at::GEONAMES);
        Some(Title {
            name: self.text(at::NAME).unwrap_or_default(),
            kind,
            feminine: flags & 1 != 0,
            takes: Takes(flags >> 1),
            english: self.latin(),
        })
    }

    /// The record as a nationality adjective.
    #[must_use]
    pub fn nationality(self) -> Option<Nationality<'b>> {
        let inflection =
            Inflection::from_code(self.bytes[at::KIND]).filter(|_| self.kind == RecordType::Nationality)?;
        Some(Nationality { country: self.country()?, inflection })
    }

    /// The record as a verb of speech.
    #[must_use]
    pub fn speech_verb(self) -> Option<SpeechVerb<'b>> {
        let polarity =
            Polarity::from_code(self.bytes[at::KIND]).filter(|_| self.kind == RecordType::SpeechVerb)?;
        let flags = u32_at(self.bytes, at::GEONAMES);
        Some(SpeechVerb {
            lemma: self.text(at::NAME).unwrap_or_default(),
            complements: self.text(at::EXTRA).unwrap_or_default(),
            continues: flags & 1 != 0,
            participle: flags & 2 != 0,
            polarity,
        })
    }

    /// The record as a type word.
    #[must_use]
    pub fn type_word(self) -> Option<TypeWord<'b>> {
        let kind = match self.kind {
            RecordType::OrganizationType => OrganizationKind::from_code(self.bytes[at::KIND])?.as_str(),
            RecordType::PlaceType => PlaceKind::from_code(self.bytes[at::KIND])?.as_str(),
            _ => return None,
        };
        Some(TypeWord {
            word: self.text(at::NAME).unwrap_or_default(),
            of_place: self.kind == RecordType::PlaceType,
            kind,
            inside: u32_at(self.bytes, at::GEONAMES) & 1 != 0,
        })
    }
}

/// A place of the tables.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Place<'b> {
    /// The same under each of its names.
    pub number: u32,
    /// The usual Arabic name, as newspapers write it.
    pub name: &'b str,
    /// The name in Latin script.
    pub latin: Option<&'b str>,
    /// What sort of place.
    pub kind: PlaceKind,
    /// ISO 3166-1 alpha-2.
    pub country: Option<&'b str>,
    /// ISO 3166-2 of a subdivision, ISO 3166-1 alpha-3 of a country.
    pub code: Option<&'b str>,
    /// Number of the Wikidata item, without the Q.
    pub wikidata: Option<u32>,
    /// `GeoNames` id.
    pub geonames: Option<u32>,
    /// Latitude and longitude in degrees, WGS 84.
    pub coordinates: Option<(f64, f64)>,
    /// Inhabitants; 0 when unknown.
    pub population: u32,
}

/// A person of public life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Person<'b> {
    /// The same under each of the names.
    pub number: u32,
    /// The usual full name.
    pub name: &'b str,
    /// The name in Latin script.
    pub latin: Option<&'b str>,
    /// What the person is known for.
    pub field: PersonField,
    /// ISO 3166-1 alpha-2.
    pub country: Option<&'b str>,
    /// The role that the person is best known for, in Arabic.
    pub role: Option<&'b str>,
    /// Whether the person is a woman.
    pub feminine: bool,
    /// Number of the Wikidata item, without the Q.
    pub wikidata: Option<u32>,
}

/// An organization of the tables.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Organization<'b> {
    /// The same under each of its names.
    pub number: u32,
    /// The usual name.
    pub name: &'b str,
    /// The name or the acronym in Latin script.
    pub latin: Option<&'b str>,
    /// What sort of organization.
    pub kind: OrganizationKind,
    /// ISO 3166-1 alpha-2 of the seat.
    pub country: Option<&'b str>,
    /// Identifier in the Research Organization Registry.
    pub ror: Option<&'b str>,
    /// Number of the Wikidata item, without the Q.
    pub wikidata: Option<u32>,
}

/// What may follow a title: bits of [`Takes::ALL`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Takes(pub(super) u32);

impl Takes {
    /// The words of the table, in the order of their bits.
    pub const ALL: &'static [&'static str] = &["org", "place", "field", "person"];

    /// Whether an organization follows («رئيس الحزب»).
    #[must_use]
    pub fn organization(self) -> bool {
        self.0 & 1 != 0
    }

    /// Whether a place follows («أمير قطر»).
    #[must_use]
    pub fn place(self) -> bool {
        self.0 & 2 != 0
    }

    /// Whether a field of work follows («وزير الخارجية»).
    #[must_use]
    pub fn field(self) -> bool {
        self.0 & 4 != 0
    }

    /// Whether a person follows («مستشار الرئيس»).
    #[must_use]
    pub fn person(self) -> bool {
        self.0 & 8 != 0
    }
}

/// A title, office, rank or profession.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Title<'b> {
    /// As the table writes it.
    pub name: &'b str,
    /// What sort of title.
    pub kind: TitleKind,
    /// Whether the form is feminine.
    pub feminine: bool,
    /// What may follow it.
    pub takes: Takes,
    /// What it means; `(pl)` and `(dual)` mark forms of several people.
    pub english: Option<&'b str>,
}

/// A nationality adjective.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nationality<'b> {
    /// ISO 3166-1 alpha-2.
    pub country: &'b str,
    /// The form's gender and number.
    pub inflection: Inflection,
}

/// A form of a verb that introduces speech.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SpeechVerb<'b> {
    /// The verb's dictionary form.
    pub lemma: &'b str,
    /// What may follow, separated by `|`: «إن», «أن», «:», `none`, …
    pub complements: &'b str,
    /// Whether it goes on with the last speaker («وأضاف»).
    pub continues: bool,
    /// Whether this form is a participle («قائلا»).
    pub participle: bool,
    /// What the verb does with what it reports.
    pub polarity: Polarity,
}

/// A word that says what sort of thing follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TypeWord<'b> {
    /// As the table writes it.
    pub word: &'b str,
    /// Of a place; else of an organization.
    pub of_place: bool,
    /// The kind's word ([`PlaceKind`] or [`OrganizationKind`]).
    pub kind: &'static str,
    /// Whether the word belongs to the name («بنك مصر»), or only describes («مدينة حلب»).
    pub inside: bool,
}
