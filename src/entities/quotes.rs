//! Quotes and reported speech, each with who says it.
//!
//! A verb of speech opens a statement. Its subject is the first person named behind it, or an organization that stands
//! directly behind it, before the words that are said; without any the last speaker goes on. What is said is what stands
//! in quotation marks, or the clause behind إن/أن.

use super::forms::mention_at;
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
    /// «قائلا», «مؤكدا»: whoever spoke last goes on.
    participle: bool,
    /// Where its clause's subject may stand: up to the words that are said.
    subject: Range<usize>,
    /// One past the particle that opens the reported clause.
    clause: Option<usize>,
    /// Whether a quotation stands behind it.
    quote: bool,
}

impl Finder<'_, '_> {
    fn tokens(&self) -> &[Token] {
        self.document.tokens()
    }

    fn sentence(&mut self, range: Range<usize>) {
        let mut verbs = Vec::new();
        for at in range.clone() {
            if self.tokens()[at].kind == TokenKind::Arabic && !self.is_quoted(at) {
                verbs.extend(self.verb(at, range.end));
            }
        }
        let mut reported_until = range.start;
        for (index, verb) in verbs.iter().enumerate() {
            if verb.at < reported_until {
                continue;
            }
            let next =
                verbs[index + 1..].iter().find(|v| self.starts_statement(v)).map_or(range.end, |v| v.at);
            reported_until = self.statement(verb, range.end, next).unwrap_or(reported_until);
        }
        self.quotes_before_their_verb(&range, &verbs);
    }

    /// Whether a verb inside a reported clause opens a statement of its own: it has something said behind it, and a
    /// conjunction or a comma before it («، مؤكدا أن», «وأعلن أن»).
    fn starts_statement(&self, verb: &Verb) -> bool {
        let says = verb.clause.is_some() || verb.quote;
        let conjunction = self.tokens()[verb.at].proclitic.conjunction.is_some();
        let before = verb.at.checked_sub(1).map_or("", |i| self.document.word(&self.tokens()[i]));
        says && (conjunction || matches!(before, "\u{60C}" | "," | "فيما" | "بينما" | "كما" | "قد"))
    }

    /// The verb of speech at a token: whether it is a participle.
    fn speech(&self, at: usize) -> Option<bool> {
        let token = &self.tokens()[at];
        // A name spelled like a verb is none.
        if mention_at(self.names, at).is_some() {
            return None;
        }
        let verb = |form: &str| self.knowledge.speech_verb(form);
        verb(self.document.word(token)).or_else(|| verb(self.document.stem(token))).map(|v| v.participle)
    }

    fn is_quoted(&self, at: usize) -> bool {
        self.quoted.get(self.quoted.partition_point(|q| q.end <= at)).is_some_and(|q| q.contains(&at))
    }

    fn verb(&self, at: usize, end: usize) -> Option<Verb> {
        let participle = self.speech(at)?;
        let reach = end.min(at + 1 + SUBJECT_REACH);
        let word = |i: usize| self.document.word(&self.tokens()[i]);
        let quote = self.quoted.iter().find(|q| q.start > at && q.start < reach).map(|q| q.start - 1);
        let particle = (at + 1..reach).find(|&i| !self.is_quoted(i) && is_particle(word(i)));
        let colon = (at + 1..reach).find(|&i| word(i) == ":");
        let until = [quote, particle, colon].into_iter().flatten().min().unwrap_or(reach);
        let clause = particle.filter(|&p| p == until && !self.is_wish(p, end)).map(|p| p + 1);
        Some(Verb { at, participle, subject: at + 1..until, clause, quote: quote.is_some() })
    }

    /// «أن» with a verb in the present behind it says what shall be, not what is so.
    fn is_wish(&self, particle: usize, end: usize) -> bool {
        let token = &self.tokens()[particle];
        let an = matches!(token.span.of(self.document.text()).chars().last(), Some('\u{646}'))
            && token.span.of(self.document.text()).contains('\u{623}');
        an && particle + 1 < end && self.document.word(&self.tokens()[particle + 1]).starts_with('\u{64A}')
    }

    /// Writes what the verb's subject says before `next`; returns one past its last token.
    fn statement(&mut self, verb: &Verb, end: usize, next: usize) -> Option<usize> {
        let until = if next > verb.at { next } else { end };
        let direct: Vec<Range<usize>> = self
            .quoted
            .iter()
            .filter(|q| q.start > verb.at && q.start < until && self.is_statement(q))
            .cloned()
            .collect();
        if verb.clause.is_none() && direct.is_empty() {
            return None;
        }
        let speaker = self.speaker(verb);
        let stem = Some(self.document.mention_span(verb.at..verb.at + 1));
        let mut last = None;
        if let Some(clause) = verb.clause.filter(|&c| c < until) {
            let to = self.clause_end(clause, until);
            // A clause that is one quotation is listed as that.
            let is_quote = self.quoted.iter().any(|q| q.start == clause + 1 && q.end + 1 == to);
            if to > clause && !is_quote {
                self.said.push(Said {
                    span: self.plain_span(clause..to),
                    speaker,
                    verb: stem,
                    direct: false,
                });
            }
            last = Some(to);
        }
        for quote in direct {
            // Few words in quotation marks that nobody says are a name.
            if speaker.is_some() || quote.len() >= 4 {
                self.said.push(Said {
                    span: self.plain_span(quote.clone()),
                    speaker,
                    verb: stem,
                    direct: true,
                });
                last = last.max(Some(quote.end));
            }
        }
        self.last = speaker.or(self.last);
        last
    }

    /// Whether words between quotation marks can be a statement: not too few, and no name.
    fn is_statement(&self, quote: &Range<usize>) -> bool {
        let is_name = self.names.iter().any(|n| n.tokens.start <= quote.start && quote.end <= n.tokens.end);
        quote.len() >= SHORTEST_QUOTE && !is_name
    }

    /// The subject of a verb of speech.
    fn speaker(&self, verb: &Verb) -> Option<usize> {
        if verb.participle {
            return self.last;
        }
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
        // «كيم أضاف»: the subject before the verb; else the verb's pronoun, or «الوزير», is the last speaker.
        let tokens = &self.tokens()[verb.subject.clone()];
        let definite =
            |t: &Token| t.kind == TokenKind::Punctuation || self.document.stem(t).starts_with("ال");
        let bare = tokens.len() <= 1 || (tokens.len() <= 3 && tokens.iter().all(definite));
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
            if !self.is_statement(quote) || self.said.iter().any(|s| s.span == told) {
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
