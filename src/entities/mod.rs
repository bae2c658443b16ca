//! Mentions of one thing merged; names, roles, identifiers, salience.

use crate::dates::DateMention;
use crate::names::NameMention;
use crate::report::contract::{
    Keyphrase, Mention, Organization, Person, Place, Quote, Relation, SummarySentence,
};
use crate::text::Document;

mod plain;

/// What an article says about whom. Offsets are bytes of the decoded original; the report converts them.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Entities {
    /// In order of the first mention.
    pub people: Vec<Person>,
    /// In order of the first mention.
    pub places: Vec<Place>,
    /// In order of the first mention.
    pub organizations: Vec<Organization>,
    /// In order of text.
    pub quotes: Vec<Quote>,
    /// In order of text.
    pub relations: Vec<Relation>,
    /// Best first.
    pub keyphrases: Vec<Keyphrase>,
    /// In order of text.
    pub summary: Vec<SummarySentence>,
}

/// What is asked of this step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Request {
    /// The most sentences that the summary may have.
    pub summary: usize,
    /// Whether every decision gives its reasons.
    pub explain: bool,
}

/// Merges `names` (in order of text, without overlaps) into entities and reads what the text says about them.
#[must_use]
pub fn resolve(
    document: &Document,
    names: &[NameMention],
    _dates: &[DateMention],
    _request: Request,
) -> Entities {
    plain::merge_equal(document, names)
}

/// The mention as the contract has it, offsets in bytes.
fn mention(document: &Document, name: &NameMention) -> Mention {
    Mention {
        text: name.span.of(document.text()).to_owned(),
        start: name.span.start,
        end: name.span.end,
        sentence: document.sentence_at(name.span.start),
        confidence: name.confidence,
    }
}
