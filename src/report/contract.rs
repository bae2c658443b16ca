//! The JSON contract: one [`Report`] an article.
//!
//! These are plain values. The step that knows a part builds it (entities builds people, places, organizations, quotes,
//! keyphrases, summary and relations), with `start` and `end` in **bytes** of the decoded original; the report's
//! last step, [`super::build`], converts every offset to the unit that was asked for.
//!
//! Key order is the order of the fields here. What is unknown is absent: an `Option` that is `None` and an inner list
//! that is empty are left out; the lists of the top level are always there.

use crate::dates::{Calendar, Grain};
use crate::span::OffsetUnit;
use serde::{Deserialize, Serialize, Serializer};

#[cfg(test)]
use schemars::JsonSchema;

/// The contract's version: the first number changes when a reader of the former one could break.
pub const SCHEMA_VERSION: &str = "1.0";

/// Everything that is known about one article.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// [`SCHEMA_VERSION`].
    pub schema_version: String,
    /// Where the text came from.
    pub source: Source,
    /// The article as a whole.
    pub article: Article,
    /// People, in order of their first mention.
    pub people: Vec<Person>,
    /// Places, in order of their first mention.
    pub places: Vec<Place>,
    /// Organizations, in order of their first mention.
    pub organizations: Vec<Organization>,
    /// Calendar expressions, in order of text.
    pub dates: Vec<DateEntry>,
    /// Quotes and reported speech, in order of text.
    pub quotes: Vec<Quote>,
    /// What the text states about two entities, in order of text.
    pub relations: Vec<Relation>,
    /// Phrases that the article is about, best first.
    pub keyphrases: Vec<Keyphrase>,
    /// The sentences that say most, in order of text.
    pub summary: Vec<SummarySentence>,
}

/// Where the text came from, and what offsets count.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// The file, `-` for standard input.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// The line of a JSON Lines input, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// The record's own id, as it was given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<serde_json::Value>,
    /// The encoding that the bytes were in, by its name in the WHATWG standard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// How many bytes it had, before decoding and after decompression.
    pub bytes: u64,
    /// What `start` and `end` count, when it is not code points.
    #[serde(default, skip_serializing_if = "is_default")]
    pub offsets: OffsetUnit,
    /// The record's other fields, when they are kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fields: Option<serde_json::Map<String, serde_json::Value>>,
}

/// The article as a whole.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// The headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Place, agency and date that the article opens with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dateline: Option<DatelineEntry>,
    /// The article's own day (`2024-11-19`); relative dates are resolved against it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// Where [`Article::date`] comes from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_source: Option<DateSource>,
    /// `ar`, when most of the words are Arabic.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Lines with something in them.
    pub paragraphs: usize,
    /// Sentences; the index of the first one is 0.
    pub sentences: usize,
    /// Words and numbers, without punctuation.
    pub words: usize,
    /// Code points of the decoded text.
    pub characters: usize,
}

/// What an article opens with: «القاهرة (رويترز) – ».
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DatelineEntry {
    /// As written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// As written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub agency: Option<String>,
    /// Its value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
}

/// Where the article's date comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum DateSource {
    /// The option `--date`.
    Option,
    /// The record's date field.
    Record,
    /// The text: a dateline or a line that holds nothing but the date.
    Text,
    /// The file's name.
    FileName,
}

/// One person with all mentions.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Person {
    /// `p1`, `p2`, … in order of the first mention; unique in the report.
    pub id: String,
    /// The fullest name that the article uses, clitics removed.
    pub name: String,
    /// The name in Latin letters, from an attested source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_latin: Option<String>,
    /// Other names in the article, without repetition.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// Titles and jobs, without repetition.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<String>,
    /// Where the roles stand.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub role_mentions: Vec<RoleMention>,
    /// ISO 3166-1 alpha-2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// `Q56226`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wikidata: Option<String>,
    /// The id that the user's own list of names gives (`--gazetteer`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_id: Option<String>,
    /// How many mentions there are.
    pub count: usize,
    /// How much the article is about it, 0 to 1; the sum over all entities is at most 1.
    #[serde(serialize_with = "rounded")]
    pub salience: f32,
    /// Probability that it is what it is said to be, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub confidence: f32,
    /// Why it was decided so; only with `--explain`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub why: Vec<Reason>,
    /// Every mention, in order of text.
    pub mentions: Vec<Mention>,
}

/// One place with all mentions.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Place {
    /// `l1`, `l2`, … in order of the first mention; unique in the report.
    pub id: String,
    /// The usual name, clitics removed.
    pub name: String,
    /// The name in Latin letters, from an attested source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_latin: Option<String>,
    /// Other names in the article, without repetition.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// `country`, `capital`, `city`, `region`, `river`, …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// ISO 3166-1 alpha-2 of the country that it is or lies in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// ISO 3166-2 of the region that it is or lies in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub region: Option<String>,
    /// `Q423`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wikidata: Option<String>,
    /// The id that the user's own list of names gives (`--gazetteer`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_id: Option<String>,
    /// `GeoNames` id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub geonames: Option<u32>,
    /// Degrees north.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latitude: Option<f64>,
    /// Degrees east.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub longitude: Option<f64>,
    /// How many mentions there are.
    pub count: usize,
    /// How much the article is about it, 0 to 1; the sum over all entities is at most 1.
    #[serde(serialize_with = "rounded")]
    pub salience: f32,
    /// Probability that it is what it is said to be, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub confidence: f32,
    /// Why it was decided so; only with `--explain`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub why: Vec<Reason>,
    /// Every mention, in order of text.
    pub mentions: Vec<Mention>,
}

/// One organization with all mentions.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Organization {
    /// `o1`, `o2`, … in order of the first mention; unique in the report.
    pub id: String,
    /// The fullest name that the article uses, clitics removed.
    pub name: String,
    /// The name in Latin letters, from an attested source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name_latin: Option<String>,
    /// Other names in the article (acronyms too), without repetition.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// `ministry`, `company`, `media`, `club`, `army`, …
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// ISO 3166-1 alpha-2.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
    /// `Q41550`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wikidata: Option<String>,
    /// The id that the user's own list of names gives (`--gazetteer`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own_id: Option<String>,
    /// How many mentions there are.
    pub count: usize,
    /// How much the article is about it, 0 to 1; the sum over all entities is at most 1.
    #[serde(serialize_with = "rounded")]
    pub salience: f32,
    /// Probability that it is what it is said to be, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub confidence: f32,
    /// Why it was decided so; only with `--explain`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub why: Vec<Reason>,
    /// Every mention, in order of text.
    pub mentions: Vec<Mention>,
}

/// One place in the text that names an entity.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Mention {
    /// The original text from `start` to `end`, clitics outside.
    pub text: String,
    /// First offset.
    pub start: usize,
    /// One past the last offset.
    pub end: usize,
    /// Index of the sentence.
    pub sentence: usize,
    /// Probability that span and type are right, 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub confidence: f32,
}

/// One place in the text that names a person's title or job.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct RoleMention {
    /// The original text from `start` to `end`.
    pub text: String,
    /// First offset.
    pub start: usize,
    /// One past the last offset.
    pub end: usize,
    /// Index of the sentence.
    pub sentence: usize,
    /// Id of the organization (or the place) that the role is at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<String>,
    /// ISO 3166-1 alpha-2, from a nationality adjective or a country in the role.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub country: Option<String>,
}

/// Why an entity, its merging or its identifier was decided so.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Reason {
    /// The rule's name.
    pub rule: String,
    /// The list entry, the mention or the other candidate that decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// The rule's score, when it has one.
    #[serde(default, skip_serializing_if = "Option::is_none", serialize_with = "rounded_option")]
    pub score: Option<f32>,
}

/// One calendar expression.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DateEntry {
    /// The original text from `start` to `end`.
    pub text: String,
    /// ISO 8601 as docs/contract.md says, always Gregorian; absent when it cannot be known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// How precise it is.
    pub grain: Grain,
    /// The calendar that the text counts in.
    pub calendar: Calendar,
    /// Whether `value` depends on the article's date.
    pub relative: bool,
    /// First offset.
    pub start: usize,
    /// One past the last offset.
    pub end: usize,
    /// Index of the sentence.
    pub sentence: usize,
}

/// What somebody said.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Quote {
    /// The words, without quotation marks.
    pub text: String,
    /// Id of the person or organization that said it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub speaker: Option<String>,
    /// The verb of speech, as written.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verb: Option<String>,
    /// In quotation marks, or reported.
    pub direct: bool,
    /// First offset.
    pub start: usize,
    /// One past the last offset.
    pub end: usize,
    /// Index of the sentence.
    pub sentence: usize,
}

/// How one entity stands to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum RelationKind {
    /// A person has a role at an organization or a place.
    RoleAt,
    /// An organization belongs to a country.
    InCountry,
    /// An organization has its seat in a place.
    BasedIn,
    /// Two met.
    Met,
    /// One signed something with the other.
    Signed,
    /// One is the other's acronym.
    AcronymOf,
}

/// What the text states about two entities.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// How the first stands to the second.
    pub kind: RelationKind,
    /// Id of the first.
    pub from: String,
    /// Id of the second.
    pub to: String,
    /// Index of the sentence that states it.
    pub sentence: usize,
    /// First offset of the words that state it.
    pub start: usize,
    /// One past their last offset.
    pub end: usize,
}

/// A phrase that the article is about.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct Keyphrase {
    /// As the article first writes it, clitics removed.
    pub text: String,
    /// 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub score: f32,
}

/// A sentence of the summary.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SummarySentence {
    /// Its index in the article.
    pub sentence: usize,
    /// The original text from `start` to `end`.
    pub text: String,
    /// First offset.
    pub start: usize,
    /// One past the last offset.
    pub end: usize,
}

/// Scores have at most four decimals, so that a report is the same on every machine and easy to read.
#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for this form")]
fn rounded<S: Serializer>(score: &f32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64((f64::from(*score) * 1e4).round() / 1e4)
}

#[allow(clippy::ref_option, clippy::trivially_copy_pass_by_ref, reason = "serde asks for this form")]
fn rounded_option<S: Serializer>(score: &Option<f32>, serializer: S) -> Result<S::Ok, S::Error> {
    match score {
        Some(score) => rounded(score, serializer),
        None => serializer.serialize_none(),
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
