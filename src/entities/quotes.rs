//! Quotes and reported speech, each with who says it.
//!
//! A verb of speech opens a statement. Its subject is the first person named behind it, or an organization that stands
//! directly behind it, before the words that are said; without any the last speaker goes on. What is said is what stands
//! in quotation marks, or the clause behind إن/أن.

use super::knowledge::Knowledge;
use crate::Span;
use crate::names::{NameMention, NameType};
use crate::text::{Document, Token, TokenKind};
use std::ops::Range;

/// Something said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    /// The words, without quotation marks; bytes of the original.
    pub(super) span: Span,
    /// The mention of who says it.
    pub(super) speaker: Option<usize>,
    /// The verb as written, without proclitics.
    pub(super) verb: Option<Span>,
    /// In quotation marks.
    pub(super) direct: bool,
}

/// A quotation of fewer words is a name or a word kept at a distance.
const SHORTEST_QUOTE: usize = 2;
/// A subject stands within so many tokens behind its verb.
const SUBJECT_REACH: usize = 22;

/// Finds what is said, in order of text.
pub(super) fn find(document: &Document, names: &[NameMention], knowledge: &Knowledge) -> Vec<Said> {
    let quoted = quoted_ranges(document);
    let mut finder = Finder { document, names, knowledge, quoted: &quoted, last: None, said: Vec::new() };
    for sentence in document.sentences() {
        finder.sentence(sentence.tokens.clone());
    }
    let mut said = finder.said;
    said.sort_by_key(|s| (s.span, !s.direct));
    said.dedup_by_key(|s| s.span);
    said
}

struct Finder<'a, 'd> {
    document: &'a Document<'d>,
    names: &'a [NameMention],
    knowledge: &'a Knowledge,
    /// Token ranges between quotation marks.
    quoted: &'a [Range<usize>],
    /// The last speaker.
    last: Option<usize>,
    said: Vec<Said>,
}

/// A verb of speech in its sentence.
struct Verb {
    at: usize,
    /// Where its clause's subject may stand: up to the words that are said.
    subject: Range<usize>,
    /// One past the particle that opens the reported clause.
    clause: Option<usize>,
}

impl Finder<'_, '_> {
    fn tokens(&self) -> &[Token] {
        self.document.tokens()
    }

    fn sentence(&mut self, range: Range<usize>) {
        let mut verbs = Vec::new();
        for at in range.clone() {
            if self.tokens()[at].kind == TokenKind::Arabic && !self.is_quoted(at) && self.is_verb(at) {
                verbs.push(self.verb(at, range.end));
            }
        }
        let mut reported_until = range.start;
        for (index, verb) in verbs.iter().enumerate() {
            if verb.at < reported_until {
                continue;
            }
            let next = verbs.get(index + 1).map_or(range.end, |v| v.at);
            reported_until = self.statement(verb, range.end, next).unwrap_or(reported_until);
        }
        self.quotes_before_their_verb(&range, &verbs);
    }

    fn is_verb(&self, at: usize) -> bool {
        let token = &self.tokens()[at];
        let plain = |form: &str| self.knowledge.speech_verb(form).is_some_and(|v| !v.participle);
        // A name or a title spelled like a verb is none.
        !self.names.iter().any(|n| n.tokens.contains(&at))
            && (plain(self.document.word(token)) || plain(self.document.stem(token)))
    }

    fn is_quoted(&self, at: usize) -> bool {
        self.quoted.iter().any(|q| q.contains(&at))
    }

    fn verb(&self, at: usize, end: usize) -> Verb {
        let reach = end.min(at + 1 + SUBJECT_REACH);
        let quote = self.quoted.iter().find(|q| q.start > at && q.start < reach).map(|q| q.start - 1);
        let particle = (at + 1..reach)
            .find(|&i| !self.is_quoted(i) && is_particle(self.document.word(&self.tokens()[i])));
        let colon = (at + 1..reach).find(|&i| self.document.word(&self.tokens()[i]) == ":");
        let until = [quote, particle, colon].into_iter().flatten().min().unwrap_or(reach);
        let clause = particle.filter(|&p| p == until).map(|p| p + 1);
        Verb { at, subject: at + 1..until, clause }
    }

    /// Writes what the verb's subject says; returns one past its last token.
    fn statement(&mut self, verb: &Verb, end: usize, next: usize) -> Option<usize> {
        let direct: Vec<Range<usize>> = self
            .quoted
            .iter()
            .filter(|q| q.start > verb.at && q.end <= end && q.len() >= SHORTEST_QUOTE)
            .cloned()
            .collect();
        if verb.clause.is_none() && direct.is_empty() {
            return None;
        }
        let speaker = self.speaker(verb);
        let stem = self.document.mention_span(verb.at..verb.at + 1);
        let mut last = None;
        if let Some(clause) = verb.clause.filter(|&c| c < end) {
            let to = self.clause_end(clause, end);
            if to > clause {
                let span = self.plain_span(clause..to);
                self.said.push(Said { span, speaker, verb: Some(stem), direct: false });
                last = Some(to);
            }
        }
        for quote in direct.iter().filter(|q| verb.clause.is_some() || q.start < next) {
            self.said.push(Said {
                span: self.plain_span(quote.clone()),
                speaker,
                verb: Some(stem),
                direct: true,
            });
            last = last.max(Some(quote.end));
        }
        self.last = speaker.or(self.last);
        last
    }

    /// The subject of a verb of speech.
    fn speaker(&self, verb: &Verb) -> Option<usize> {
        let inside =
            |n: &&NameMention| n.tokens.start >= verb.subject.start && n.tokens.end <= verb.subject.end;
        let first_of = |kind| self.names.iter().position(|n| n.kind == kind && inside(&n));
        if let Some(person) = first_of(NameType::Person) {
            return Some(person);
        }
        let organization = first_of(NameType::Organization).filter(|&o| {
            self.names[o].tokens.start <= verb.subject.start + 1
                && !self.has_title(verb.subject.start..self.names[o].tokens.start)
        });
        if organization.is_some() {
            return organization;
        }
        // «كيم أضاف»: the subject before the verb, at the sentence's start; else the verb's pronoun is the last speaker.
        let bare = verb.subject.len() <= 1
            || verb.subject.clone().all(|i| self.tokens()[i].kind == TokenKind::Punctuation);
        let sentence = self.document.sentence_at(self.tokens()[verb.at].span.start);
        let start = self.document.sentences().get(sentence).map_or(0, |s| s.tokens.start);
        let before = self
            .names
            .iter()
            .rposition(|n| n.kind == NameType::Person && n.tokens.start >= start && n.tokens.end == verb.at);
        before.or(if bare { self.last } else { None })
    }

    fn has_title(&self, range: Range<usize>) -> bool {
        range.into_iter().any(|i| self.knowledge.title(self.document.stem(&self.tokens()[i])).is_some())
    }

    /// «…»، قال فلان: quotes that nothing before them introduces.
    fn quotes_before_their_verb(&mut self, sentence: &Range<usize>, verbs: &[Verb]) {
        for quote in self.quoted.iter().filter(|q| q.start >= sentence.start && q.end <= sentence.end) {
            let Some(verb) = verbs.iter().find(|v| v.at >= quote.end && v.at <= quote.end + 3) else {
                continue;
            };
            let told = self.plain_span(quote.clone());
            if quote.len() < SHORTEST_QUOTE || self.said.iter().any(|s| s.span == told) {
                continue;
            }
            let speaker = self.speaker(verb);
            let stem = self.document.mention_span(verb.at..verb.at + 1);
            self.said.push(Said { span: told, speaker, verb: Some(stem), direct: true });
            self.last = speaker.or(self.last);
        }
    }

    /// The reported clause ends with the sentence, or where its source is named («، وفقا لـ», «بحسب»).
    fn clause_end(&self, start: usize, end: usize) -> usize {
        let is_source = |i: usize| SOURCES.contains(&self.document.word(&self.tokens()[i]));
        let mut to = (start..end).find(|&i| i > start && is_source(i)).unwrap_or(end);
        while to > start
            && self.tokens()[to - 1].kind == TokenKind::Punctuation
            && !is_closing(self.document.word(&self.tokens()[to - 1]))
        {
            to -= 1;
        }
        to
    }

    fn plain_span(&self, range: Range<usize>) -> Span {
        let tokens = self.tokens();
        Span::new(tokens[range.start].span.start, tokens[range.end - 1].span.end)
    }
}

/// Words that name the source behind a reported clause.
const SOURCES: [&str; 8] = ["وفقا", "بحسب", "حسب", "حسبما", "نقلا", "وفق", "طبقا", "مضيفا"];

fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "ان" | "انه"
            | "انها"
            | "انهم"
            | "اننا"
            | "انني"
            | "بان"
            | "بانه"
            | "بانها"
            | "بانهم"
            | "انهما"
    )
}

fn is_closing(mark: &str) -> bool {
    matches!(mark, "\"" | "\u{BB}" | "\u{201C}" | "\u{201D}" | ")" | "]" | "%")
}

/// The token ranges between quotation marks, within a paragraph, the outermost ones.
fn quoted_ranges(document: &Document) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut open: Option<(usize, &str, usize)> = None;
    let tokens = document.tokens();
    let mut paragraph = 0;
    for sentence in document.sentences() {
        if sentence.paragraph != paragraph {
            (open, paragraph) = (None, sentence.paragraph);
        }
        for at in sentence.tokens.clone() {
            if tokens[at].kind != TokenKind::Punctuation {
                continue;
            }
            let mark = tokens[at].span.of(document.text());
            match open {
                Some((start, opener, _)) if closes(opener, mark) => {
                    if at > start + 1 {
                        ranges.push(start + 1..at);
                    }
                    open = None;
                }
                None if is_opening(mark) => open = Some((at, mark, paragraph)),
                _ => {}
            }
        }
    }
    ranges
}

fn is_opening(mark: &str) -> bool {
    matches!(mark, "\"" | "\u{AB}" | "\u{201C}" | "\u{201D}" | "\u{201E}" | "\u{2039}")
}

/// Newspapers write the pair “ ” in either order.
fn closes(opener: &str, mark: &str) -> bool {
    match opener {
        "\u{AB}" => mark == "\u{BB}",
        "\u{2039}" => mark == "\u{203A}",
        "\"" => mark == "\"",
        _ => matches!(mark, "\u{201C}" | "\u{201D}" | "\""),
    }
}
