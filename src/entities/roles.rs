//! Roles: the titles and jobs beside a person's name.
//!
//! Before a name the words are read from right to left: a role is a title word with what belongs to it between it and the
//! name («وزير الموارد الطبيعية والبيئة الروسي»). A definite title closes a role («رئيس الجامعة» + «الدكتور»), unless it is
//! itself owned by the title before it («نائب الرئيس»). Behind a name a role stands in apposition, after a comma or
//! directly («…، وزير الخارجية الأمريكي،»).

use super::forms::mention_at;
use super::knowledge::Knowledge;
use crate::Span;
use crate::lexicon::gazetteer::TitleKind;
use crate::names::{NameMention, NameType};
use crate::text::{Document, Token, TokenKind};
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
    /// ISO code of the country that a nationality or a place in the role names.
    pub(super) country: Option<String>,
    /// The mention of the organization or place that the role is at.
    pub(super) at: Option<usize>,
}

/// How many tokens a role has at the most.
const LONGEST: usize = 16;
/// How many words without article and preposition may follow each other after a title («رئيس مجلس إدارة شركة …»).
const INDEFINITE: usize = 3;

/// Finds the roles of all people.
pub(super) fn find(document: &Document, names: &[NameMention], knowledge: &Knowledge) -> Vec<Role> {
    let reader = Reader { document, names, knowledge };
    let mut roles = Vec::new();
    for (mention, name) in names.iter().enumerate().filter(|(_, n)| n.kind == NameType::Person) {
        reader.before(mention, name.tokens.start, &mut roles);
        reader.after(mention, name.tokens.end, &mut roles);
    }
    roles
}

struct Reader<'a, 'd> {
    document: &'a Document<'d>,
    names: &'a [NameMention],
    knowledge: &'a Knowledge,
}

/// What a token can be inside a role.
#[derive(Debug, PartialEq, Eq)]
enum Part {
    /// A title word; whether it has the article.
    Title { definite: bool },
    /// Something that belongs to the title before it.
    Material,
    /// A word without an article: it belongs only where few of them follow a title.
    Indefinite,
    /// A token of a mention; the mention.
    Mention(usize),
    /// Not part of a role.
    Stop,
}

impl<'d> Reader<'_, 'd> {
    fn tokens(&self) -> &[Token] {
        self.document.tokens()
    }

    fn sentence(&self, token: usize) -> Range<usize> {
        let Some(token) = self.tokens().get(token) else { return 0..0 };
        let index = self.document.sentence_at(token.span.start);
        self.document.sentences().get(index).map_or(0..0, |s| s.tokens.clone())
    }

    fn mention_at(&self, token: usize) -> Option<usize> {
        mention_at(self.names, token)
    }

    fn part(&self, at: usize) -> Part {
        if let Some(mention) = self.mention_at(at) {
            return if self.names[mention].kind == NameType::Person {
                Part::Stop
            } else {
                Part::Mention(mention)
            };
        }
        let token = &self.tokens()[at];
        if token.kind != TokenKind::Arabic {
            return Part::Stop;
        }
        let (stem, word) = (self.document.stem(token), self.document.word(token));
        let definite = stem.starts_with("ال") || token.dropped_alef;
        if self.is_title(word) || (token.proclitic.preposition.is_none() && self.is_title(stem)) {
            return Part::Title { definite };
        }
        if is_stop_word(word) || self.knowledge.speech_verb(word).is_some() {
            return Part::Stop;
        }
        let governed = matches!(token.proclitic.preposition, Some('\u{644}' | '\u{628}'));
        if definite || governed || LINKS.contains(&word) || self.knowledge.nationality(stem).is_some() {
            return Part::Material;
        }
        Part::Indefinite
    }

    fn is_title(&self, word: &str) -> bool {
        !is_stop_word(word) && self.knowledge.title(word).is_some_and(|t| t.kind != TitleKind::Kinship)
    }

    /// Reads the roles that end where the name starts.
    fn before(&self, person: usize, name: usize, roles: &mut Vec<Role>) {
        let first = self.sentence(name).start.max(name.saturating_sub(LONGEST));
        let mut end = name;
        while let Some(head) = self.head_before(first, end) {
            // A conjunction before the second role belongs to neither; before the first word it is part of the sentence.
            self.push(person, head..end, roles);
            end = head;
        }
    }

    /// The first title word of the role that ends at `end`.
    fn head_before(&self, first: usize, end: usize) -> Option<usize> {
        let (mut head, definite) = self.nearest_title(first, end)?;
        if definite {
            // «الكاتب الراحل»: adjectives that the table has as titles.
            while head > first && self.part(head - 1) == (Part::Title { definite: true }) {
                head -= 1;
            }
        }
        // «نائب رئيس»: titles in idafa, also with a word between them («رئيس مجلس الوزراء») before a definite one.
        let mut reach = if definite { INDEFINITE } else { 1 };
        let mut at = head;
        while at > first && reach > 0 {
            at -= 1;
            match self.part(at) {
                Part::Title { definite: false } => {
                    head = at;
                    reach = 1;
                }
                Part::Indefinite if definite => reach -= 1,
                _ => break,
            }
        }
        Some(head)
    }

    /// The title word nearest to the role's end at `end`, and whether it is definite.
    fn nearest_title(&self, first: usize, end: usize) -> Option<(usize, bool)> {
        let mut indefinite = 0;
        let mut at = end;
        while at > first {
            at -= 1;
            match self.part(at) {
                Part::Title { definite } => return Some((at, definite)),
                Part::Stop => return None,
                Part::Mention(mention) => {
                    at = self.names[mention].tokens.start.max(first);
                    indefinite = 0;
                }
                Part::Material => indefinite = 0,
                Part::Indefinite => {
                    indefinite += 1;
                    if indefinite > INDEFINITE || at + 1 == end {
                        return None;
                    }
                }
            }
        }
        None
    }

    /// Reads the role in apposition behind the name.
    fn after(&self, person: usize, name_end: usize, roles: &mut Vec<Role>) {
        let last = self.sentence(name_end.saturating_sub(1)).end.min(name_end + LONGEST);
        let comma = self
            .tokens()
            .get(name_end)
            .is_some_and(|t| matches!(t.span.of(self.document.text()), "\u{60C}" | ","));
        let head = name_end + usize::from(comma);
        if head >= last {
            return;
        }
        let Part::Title { definite } = self.part(head) else { return };
        let conjunction = self.tokens()[head].proclitic.conjunction.is_some();
        if conjunction || (definite && !comma) {
            return;
        }
        let end = self.end_of_role(head, last);
        // «استقبل فلان وزير الخارجية فلانا»: the title is the next person's.
        let next_is_person =
            end < last && self.mention_at(end).is_some_and(|m| self.names[m].kind == NameType::Person);
        if !next_is_person {
            self.push(person, head..end, roles);
        }
    }

    fn end_of_role(&self, head: usize, last: usize) -> usize {
        let mut indefinite = 0;
        let mut at = head + 1;
        let mut end = at;
        while at < last {
            match self.part(at) {
                Part::Stop => break,
                Part::Mention(mention) => {
                    at = self.names[mention].tokens.end.max(at + 1);
                    end = at;
                    indefinite = 0;
                    continue;
                }
                Part::Title { .. } => end = at + 1,
                Part::Material => {
                    indefinite = 0;
                    // A preposition on its own ends no role.
                    if !LINKS.contains(&self.document.word(&self.tokens()[at])) {
                        end = at + 1;
                    }
                }
                Part::Indefinite => {
                    indefinite += 1;
                    if indefinite > INDEFINITE || (indefinite == 1 && end > head + 1) {
                        break;
                    }
                }
            }
            at += 1;
        }
        end.min(last)
    }

    fn push(&self, person: usize, range: Range<usize>, roles: &mut Vec<Role>) {
        let span = self.document.mention_span(range.clone());
        let mut country = None;
        let mut at = None;
        let mut text = String::new();
        let mut token = range.start;
        while token < range.end {
            if let Some(mention) = self.mention_at(token) {
                let name = &self.names[mention];
                at = at.or(Some(mention));
                if name.kind == NameType::Place && country.is_none() {
                    country =
                        self.knowledge.country_of(&self.document.text()[name.span.start..name.span.end]);
                }
                let end = name.tokens.end.min(range.end);
                push_words(&mut text, self.written(token..end, range.start));
                token = end;
                continue;
            }
            let (code, length) = self.nationality_at(token, range.end).unwrap_or(("", 0));
            if length > 0 && token > range.start {
                country = Some(code.to_owned());
                token += length;
            } else {
                push_words(&mut text, self.written(token..token + 1, range.start));
                token += 1;
            }
        }
        // «الوزراء» alone is what is left of a longer title.
        let alone = range.len() == 1 && self.is_plural(range.start);
        if !text.is_empty() && !alone {
            roles.push(Role { person, text, span, country, at });
        }
    }

    /// The country of the nationality that starts at a token, and how many tokens it has.
    fn nationality_at(&self, token: usize, end: usize) -> Option<(&'static str, usize)> {
        let tokens = self.tokens();
        let stem = self.document.stem(&tokens[token]);
        // Behind an indefinite title a definite word is what the title is of («وزير المالية»), no adjective.
        let owner = token.checked_sub(1).map(|i| self.part(i));
        if owner == Some(Part::Title { definite: false }) && stem.starts_with("ال") {
            return None;
        }
        if token + 1 < end {
            let of_two = self.knowledge.nationality_of_two(stem, self.document.stem(&tokens[token + 1]));
            if let Some(code) = of_two {
                return Some((code, 2));
            }
        }
        self.knowledge.nationality(stem).map(|code| (code, 1))
    }

    /// A title of several people names no one of them.
    fn is_plural(&self, token: usize) -> bool {
        let stem = self.document.stem(&self.tokens()[token]);
        matches!(stem, "الوزراء" | "الروساء" | "الامراء" | "النواب" | "السفراء" | "القاده" | "المستشارين")
    }

    /// The original words; only the phrase's first word loses its proclitics.
    fn written(&self, range: Range<usize>, first: usize) -> &'d str {
        let tokens = self.tokens();
        let start =
            if range.start == first { tokens[first].stem_start } else { tokens[range.start].span.start };
        Span::new(start, tokens[range.end - 1].span.end).of(self.document.text())
    }
}

fn push_words(text: &mut String, words: &str) {
    if !text.is_empty() {
        text.push(' ');
    }
    text.push_str(words);
}

/// Prepositions that join a title to what it is at.
const LINKS: [&str; 6] = ["في", "لدي", "باسم", "لشوون", "عام", "اول"];

/// Words that end every role: relative pronouns, conjunctions, prepositions, particles.
fn is_stop_word(word: &str) -> bool {
    const WORDS: [&str; 49] = [
        "ان",
        "انه",
        "انها",
        "الذي",
        "التي",
        "الذين",
        "من",
        "الي",
        "علي",
        "عن",
        "مع",
        "بين",
        "بعد",
        "قبل",
        "خلال",
        "حول",
        "ضد",
        "عند",
        "حيث",
        "ثم",
        "او",
        "ام",
        "بل",
        "لكن",
        "كما",
        "كل",
        "هذا",
        "هذه",
        "ذلك",
        "تلك",
        "قد",
        "لم",
        "لن",
        "لا",
        "ما",
        "هو",
        "هي",
        "هم",
        "كان",
        "كانت",
        "يكون",
        "امس",
        "اليوم",
        "الاحد",
        "امام",
        "نظيره",
        "نظيرها",
        "نظيرته",
        "نظيرتها",
    ];
    WORDS.contains(&word)
}
