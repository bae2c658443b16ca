//! Goes through the sentences and writes down what is said.

use super::super::forms::{mention_at, mentions_in};
use super::super::knowledge::Knowledge;
use super::super::roles;
use super::Said;
use super::marks::{is_quotation_mark, quoted_ranges};
use super::verbs::Verb;
use crate::Span;
use crate::names::NameMention;
use crate::text::{Document, TokenKind};
use std::ops::Range;

/// A quotation of fewer words is a name or a word kept at a distance.
const SHORTEST_QUOTE: usize = 2;
/// A quotation of so many words is a statement even when nobody is known to say it.
const LONG_QUOTE: usize = 4;

/// The state while the sentences are read in order.
pub(super) struct Finder<'a, 'd> {
    pub(super) document: &'a Document<'d>,
    pub(super) names: &'a [NameMention],
    pub(super) roles: &'a roles::Found,
    pub(super) knowledge: &'a Knowledge,
    /// Token ranges between quotation marks, in order.
    quoted: Vec<Range<usize>>,
    /// Those of them that can be statements.
    statements: Vec<Range<usize>>,
    /// The last speaker.
    pub(super) last: Option<usize>,
    /// The token of the verb with which that was said.
    pub(super) last_at: usize,
    /// Who the sentences since the last statement of this paragraph have been about.
    pub(super) paragraph_topic: Option<usize>,
    said: Vec<Said>,
}

impl<'a, 'd> Finder<'a, 'd> {
    pub(super) fn new(
        document: &'a Document<'d>,
        names: &'a [NameMention],
        roles: &'a roles::Found,
        knowledge: &'a Knowledge,
    ) -> Self {
        let quoted = quoted_ranges(document);
        let is_name = |q: &Range<usize>| {
            let first = mention_at(names, q.start);
            first.is_some_and(|m| names[m].tokens.start <= q.start && q.end <= names[m].tokens.end)
        };
        let is_title = |q: &Range<usize>| {
            let words = document.tokens()[..q.start].iter().rev();
            let mut words = words.skip_while(|t| is_quotation_mark(document.word(t)));
            words.next().is_some_and(|t| is_work(document.stem(t)))
        };
        let statements = quoted
            .iter()
            .filter(|q| q.len() >= SHORTEST_QUOTE && !is_name(q) && !is_title(q))
            .cloned()
            .collect();
        Self {
            document,
            names,
            roles,
            knowledge,
            quoted,
            statements,
            last: None,
            last_at: 0,
            paragraph_topic: None,
            said: Vec::new(),
        }
    }

    pub(super) fn run(mut self) -> Vec<Said> {
        let mut paragraph = 0;
        for sentence in self.document.sentences() {
            if sentence.paragraph != paragraph {
                (self.paragraph_topic, paragraph) = (None, sentence.paragraph);
            }
            self.sentence(&sentence.tokens);
        }
        self.said
    }

    pub(super) fn word(&self, at: usize) -> &'a str {
        self.document.tokens().get(at).map_or("", |t| self.document.word(t))
    }

    pub(super) fn stem(&self, at: usize) -> &'a str {
        self.document.tokens().get(at).map_or("", |t| self.document.stem(t))
    }

    pub(super) fn mention_at(&self, at: usize) -> Option<usize> {
        mention_at(self.names, at)
    }

    pub(super) fn mentions_in(&self, range: &Range<usize>) -> Range<usize> {
        mentions_in(self.names, range)
    }

    /// The mention whose phrase, with its roles, opens at a token.
    pub(super) fn phrase_opening_at(&self, at: usize) -> Option<usize> {
        let next = self.names.partition_point(|n| n.tokens.start < at);
        (next..self.names.len().min(next + 3)).find(|&m| self.roles.phrase_start(m, &self.names[m]) == at)
    }

    pub(super) fn is_quoted(&self, at: usize) -> bool {
        self.quoted.get(self.quoted.partition_point(|q| q.end <= at)).is_some_and(|q| q.contains(&at))
    }

    /// The quotations that start within a range of tokens and can be statements; they may go on in the next sentence.
    pub(super) fn statements_in(&self, range: Range<usize>) -> &[Range<usize>] {
        let start = self.statements.partition_point(|q| q.start <= range.start);
        let end = self.statements.partition_point(|q| q.start < range.end);
        &self.statements[start..end.max(start)]
    }

    fn sentence(&mut self, range: &Range<usize>) {
        let written = self.said.len();
        let verbs: Vec<Verb> =
            range.clone().filter(|&at| !self.is_quoted(at)).filter_map(|at| self.verb(at, range)).collect();
        let mut reported_until = range.start;
        for (index, verb) in verbs.iter().enumerate() {
            if verb.at < reported_until {
                continue;
            }
            let later = verbs[index + 1..].iter().find(|v| self.starts_statement(v));
            let next = later.map_or(range.end, |v| v.at);
            reported_until = self.statement(verb, range, next).unwrap_or(reported_until);
        }
        self.quotes_before_their_verb(range, &verbs, written);
        self.quotes_without_verb(range, written);
        if self.said.len() == written {
            self.paragraph_topic = self.topic(range, range.end).or(self.paragraph_topic);
        } else {
            self.paragraph_topic = None;
        }
    }

    /// Writes what the verb's subject says before `next`; returns one past its last token.
    fn statement(&mut self, verb: &Verb, sentence: &Range<usize>, next: usize) -> Option<usize> {
        let until = if next > verb.at { next } else { sentence.end };
        let direct: Vec<Range<usize>> = self.statements_in(verb.at..until).to_vec();
        let clause = verb.clause.filter(|&c| c < until);
        if clause.is_none() && direct.is_empty() {
            return None;
        }
        let speaker = self.speaker(verb, sentence);
        let stem = Some(self.document.mention_span(verb.at..verb.at + 1));
        let mut last = None;
        if let Some(clause) = clause {
            let to = self.clause_end(clause, until);
            // A clause that is one quotation is listed as that.
            let is_quote = self.is_one_quote(clause..to);
            if to > clause && !is_quote {
                self.push(clause..to, speaker, stem, false);
            }
            last = Some(to);
        }
        for quote in direct {
            // Few words in quotation marks that nobody says are a name.
            if speaker.is_some() || quote.len() >= LONG_QUOTE {
                last = last.max(Some(quote.end));
                self.push(quote, speaker, stem, true);
            }
        }
        if speaker.is_some() {
            (self.last, self.last_at) = (speaker, verb.at);
        }
        last
    }

    fn is_one_quote(&self, range: Range<usize>) -> bool {
        let marks_only = |range: Range<usize>| {
            range.into_iter().all(|i| self.document.tokens()[i].kind == TokenKind::Punctuation)
        };
        let at = self.quoted.partition_point(|q| q.start <= range.start);
        self.quoted.get(at).is_some_and(|q| {
            q.end < range.end && marks_only(range.start..q.start) && marks_only(q.end..range.end)
        })
    }

    fn push(&mut self, range: Range<usize>, speaker: Option<usize>, verb: Option<Span>, direct: bool) {
        let span = self.plain_span(range);
        self.said.push(Said { span, speaker, verb, direct });
    }

    /// «…»، قال فلان: quotes that nothing before them introduces.
    fn quotes_before_their_verb(&mut self, sentence: &Range<usize>, verbs: &[Verb], written: usize) {
        for quote in self.statements_in(sentence.start..sentence.end).to_vec() {
            let after = verbs.partition_point(|v| v.at < quote.end);
            let Some(verb) = verbs.get(after).filter(|v| v.at <= quote.end + 3) else { continue };
            if self.is_written(&quote, written) {
                continue;
            }
            let speaker = self.speaker(verb, sentence);
            let stem = self.document.mention_span(verb.at..verb.at + 1);
            self.push(quote, speaker, Some(stem), true);
            if speaker.is_some() {
                (self.last, self.last_at) = (speaker, verb.at);
            }
        }
    }

    /// Quotes that a colon introduces or whose source is named.
    fn quotes_without_verb(&mut self, sentence: &Range<usize>, written: usize) {
        for quote in self.statements_in(sentence.start..sentence.end).to_vec() {
            if self.is_written(&quote, written) {
                continue;
            }
            let before = (sentence.start..quote.start).rev().find(|&i| !is_quotation_mark(self.word(i)));
            let titled = |colon: usize| colon > sentence.start && is_caption(self.stem(colon - 1));
            if let Some(colon) = before.filter(|&i| self.word(i) == ":" && !titled(i)) {
                let speaker = self.topic(sentence, colon);
                if speaker.is_some() {
                    (self.last, self.last_at) = (speaker, quote.start);
                }
                self.push(quote, speaker, None, true);
            } else if quote.len() >= LONG_QUOTE
                && let Some(source) = self.source(sentence)
            {
                self.push(quote, Some(source), None, true);
            }
        }
    }

    /// Whether a quotation is among the statements from `written` on.
    fn is_written(&self, quote: &Range<usize>, written: usize) -> bool {
        let span = self.plain_span(quote.clone());
        self.said[written..].iter().any(|s| s.span == span)
    }

    fn plain_span(&self, range: Range<usize>) -> Span {
        let tokens = self.document.tokens();
        Span::new(tokens[range.start].span.start, tokens[range.end - 1].span.end)
    }
}

/// What has a title of its own: the words in quotation marks behind it are that.
fn is_work(stem: &str) -> bool {
    matches!(
        stem.strip_prefix("ال").unwrap_or(stem),
        "برنامج"
            | "فيلم"
            | "فيلمه"
            | "فيلمها"
            | "كتاب"
            | "كتابه"
            | "كتابها"
            | "روايه"
            | "روايته"
            | "روايتها"
            | "مسلسل"
            | "اغنيه"
            | "مسرحيه"
            | "مجله"
            | "حمله"
            | "مبادره"
            | "مهرجان"
            | "جايزه"
            | "معرض"
            | "مشروع"
            | "بعنوان"
            | "عنوان"
            | "شعار"
            | "تطبيق"
            | "لعبه"
            | "قصيده"
            | "ديوان"
            | "عمليه"
    )
}

/// Words before a colon whose quotation is a title or a slogan, not something that is said.
fn is_caption(stem: &str) -> bool {
    matches!(
        stem.strip_prefix("ال").unwrap_or(stem),
        "عنوان"
            | "عنوانه"
            | "عنوانها"
            | "شعار"
            | "شعارات"
            | "اسم"
            | "عباره"
            | "فيلم"
            | "كتاب"
            | "روايه"
    )
}
