//! Roles: the titles and jobs beside a person's name.
//!
//! Before a name the words are read from right to left: a role is a title word with what belongs to it between it and the
//! name («وزير الموارد الطبيعية والبيئة الروسي»). A definite title closes a role («رئيس الجامعة» + «الدكتور»), unless it is
//! itself owned by the title before it («نائب الرئيس»). Behind a name a role stands in apposition, after a comma, after
//! «وهو» or directly («…، وزير الخارجية الأمريكي،»). A nationality alone («الروسي أندريه …») is no role but says a country.

mod after;
mod before;
mod parts;
mod phrase;

use super::forms::mention_at;
use super::knowledge::Knowledge;
use crate::Span;
use crate::lexicon::gazetteer::TitleKind;
use crate::names::{NameMention, NameType};
use crate::text::{Document, Token};
use parts::Part;
use std::cell::Cell;
use std::ops::Range;

/// A role of one mention of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Role {
    /// The person's mention.
    pub(super) person: usize,
    /// The role's words, without a nationality that only says which country.
    pub(super) text: String,
    /// The whole phrase in the original, the nationality included.
    pub(super) span: Span,
    /// The phrase's tokens.
    pub(super) tokens: Range<usize>,
    /// What sort of title its first word is.
    pub(super) kind: Option<TitleKind>,
    /// ISO code of the country that a nationality or a place in the role names.
    pub(super) country: Option<String>,
    /// The mention of the organization or place that the role is at.
    pub(super) at: Option<usize>,
}

/// A nationality beside a name, without a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Nationality {
    person: usize,
    country: &'static str,
    /// Its first token.
    start: usize,
}

/// The roles and nationalities of all people, in order of their mentions.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) roles: Vec<Role>,
    nationalities: Vec<Nationality>,
}

impl Found {
    /// The roles beside a mention.
    pub(super) fn of(&self, mention: usize) -> &[Role] {
        let start = self.roles.partition_point(|r| r.person < mention);
        let end = self.roles.partition_point(|r| r.person <= mention);
        &self.roles[start..end.max(start)]
    }

    /// The country that a nationality alone beside a mention says.
    pub(super) fn nationality_of(&self, mention: usize) -> Option<&'static str> {
        self.nationality(mention).map(|n| n.country)
    }

    fn nationality(&self, mention: usize) -> Option<&Nationality> {
        let at = self.nationalities.partition_point(|n| n.person < mention);
        self.nationalities.get(at).filter(|n| n.person == mention)
    }

    /// The first token of the phrase that a mention closes: of the first role before it, or of the name.
    pub(super) fn phrase_start(&self, mention: usize, name: &NameMention) -> usize {
        let roles = self.of(mention).iter().map(|r| r.tokens.start);
        let nationality = self.nationality(mention).map(|n| n.start);
        roles.chain(nationality).fold(name.tokens.start, usize::min)
    }

    /// One past the last token of the phrase that a mention opens: of the last role in apposition, or of the name.
    pub(super) fn phrase_end(&self, mention: usize, name: &NameMention) -> usize {
        self.of(mention).iter().map(|r| r.tokens.end).fold(name.tokens.end, usize::max)
    }
}

/// A token at which it is not known yet whether a title of several words starts.
const UNKNOWN: u8 = u8::MAX;
/// How many tokens a role has at the most.
const LONGEST: usize = 16;
/// How many words without article and preposition may follow each other after a title («رئيس مجلس إدارة شركة …»).
const INDEFINITE: usize = 3;

/// Finds the roles of all people.
pub(super) fn find(document: &Document, names: &[NameMention], knowledge: &Knowledge) -> Found {
    let whole = vec![Cell::new(UNKNOWN); document.tokens().len()];
    let mut reader = Reader { document, names, knowledge, whole, found: Found::default() };
    for (mention, name) in names.iter().enumerate().filter(|(_, n)| n.kind == NameType::Person) {
        reader.before(mention, name.tokens.start);
        reader.after(mention, name.tokens.clone());
    }
    reader.found
}

struct Reader<'a, 'd> {
    document: &'a Document<'d>,
    names: &'a [NameMention],
    knowledge: &'a Knowledge,
    /// How many words the complete title of several words has that starts at each token; 0 for none.
    whole: Vec<Cell<u8>>,
    found: Found,
}

impl<'a> Reader<'a, '_> {
    fn tokens(&self) -> &'a [Token] {
        self.document.tokens()
    }

    fn stem(&self, token: usize) -> &'a str {
        self.tokens().get(token).map_or("", |t| self.document.stem(t))
    }

    fn word(&self, token: usize) -> &'a str {
        self.tokens().get(token).map_or("", |t| self.document.word(t))
    }

    fn is_comma(&self, token: usize) -> bool {
        matches!(self.word(token), "\u{60C}" | ",")
    }

    fn sentence(&self, token: usize) -> Range<usize> {
        let Some(token) = self.tokens().get(token) else { return 0..0 };
        let index = self.document.sentence_at(token.span.start);
        self.document.sentences().get(index).map_or(0..0, |s| s.tokens.clone())
    }

    fn mention_at(&self, token: usize) -> Option<usize> {
        mention_at(self.names, token)
    }

    fn is_person_at(&self, token: usize) -> bool {
        self.mention_at(token).is_some_and(|m| self.names[m].kind == NameType::Person)
    }
}
