//! Verbs of speech in a sentence, and where what they say begins.

use super::finder::Finder;
use super::words::{is_function_word, is_particle};
use crate::lexicon::gazetteer::{Polarity, SpeechVerb};
use crate::names::NameType;
use crate::text::TokenKind;
use std::ops::Range;

/// A subject stands within so many tokens behind its verb.
const SUBJECT_REACH: usize = 22;

/// How a verb finds its speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum How {
    /// By its subject.
    Subject,
    /// «أضاف», «تابع»: whoever spoke last goes on, unless a subject is named.
    Continues,
    /// «قائلا», «مؤكدا»: whoever spoke last goes on.
    Participle,
    /// «نقل عن»: the speaker stands behind عن.
    PassesOn,
}

impl How {
    fn of(verb: Option<SpeechVerb>) -> Self {
        match verb {
            Some(v) if v.participle => Self::Participle,
            Some(v) if v.lemma == "نقل" => Self::PassesOn,
            Some(v) if v.continues => Self::Continues,
            _ => Self::Subject,
        }
    }
}

/// A verb of speech in its sentence.
#[derive(Debug, Clone)]
pub(super) struct Verb {
    pub(super) at: usize,
    pub(super) how: How,
    /// Where its clause's subject may stand: up to the words that are said.
    pub(super) subject: Range<usize>,
    /// One past the particle that opens the reported clause.
    pub(super) clause: Option<usize>,
    /// Whether a quotation stands behind it.
    pub(super) quote: bool,
}

impl Finder<'_, '_> {
    /// The verb of speech at a token, when nothing else stands there.
    pub(super) fn verb(&self, at: usize, sentence: &Range<usize>) -> Option<Verb> {
        // A name spelled like a verb is none.
        if self.mention_at(at).is_some() {
            return None;
        }
        let listed = self.speech(at);
        if listed.is_none() && !self.is_unlisted_verb(at, sentence) {
            return None;
        }
        let reach = sentence.end.min(at + 1 + SUBJECT_REACH);
        let quote =
            self.statements_in(at + 1..sentence.end).first().map(|q| q.start - 1).filter(|&q| q < reach);
        let is_free = |i: &usize| !self.is_quoted(*i) && self.mention_at(*i).is_none();
        let particle =
            (at + 1..reach).find(|i| is_free(i) && is_particle(self.word(*i)) && !self.is_bound(*i));
        let colon = (at + 1..reach).find(|&i| self.word(i) == ":");
        let until = [quote, particle, colon].into_iter().flatten().min().unwrap_or(reach);
        let clause = particle.filter(|&p| p == until);
        if clause.is_some_and(|p| self.is_impersonal(at, p)) {
            return None;
        }
        let wishes = listed.is_some_and(|v| wishes(&v));
        let clause = clause.filter(|&p| !self.is_wish(p, sentence.end, wishes)).map(|p| p + 1);
        Some(Verb { at, how: How::of(listed), subject: at + 1..until, clause, quote: quote.is_some() })
    }

    /// The entry of the verb at a token. Its conjunction is taken off here too: «ولفت» can be cut in two ways.
    pub(super) fn speech(&self, at: usize) -> Option<SpeechVerb<'static>> {
        let (word, stem) = (self.word(at), self.stem(at));
        // No verb has the article; «ألقى» only looks so when it is folded.
        if stem.starts_with("ال") && !stem.starts_with("الق") || self.is_homograph(at) {
            return None;
        }
        let listed = |form: &str| self.knowledge.speech_verb(form);
        let bare = word.strip_prefix('\u{648}').or_else(|| word.strip_prefix('\u{641}'));
        listed(word)
            .or_else(|| if stem == word { None } else { listed(stem) })
            .or_else(|| bare.filter(|b| *b != stem).and_then(listed))
    }

    /// Words that are spelled like a verb of speech and mostly are none: «بين», «دون», «نقلا عن». With its shadda «بيّن»
    /// is the verb.
    fn is_homograph(&self, at: usize) -> bool {
        let is_one = |word: &str| matches!(word, "بين" | "دون" | "مجددا" | "نقلا" | "يسر");
        let written = self.document.tokens().get(at).map_or("", |t| t.span.of(self.document.text()));
        (is_one(self.word(at)) || is_one(self.stem(at))) && !written.contains('\u{651}')
    }

    /// Whether the particle at a token is bound to the word before it: «بعد أن», «يمكن أن», «غير أن».
    fn is_bound(&self, at: usize) -> bool {
        let before = at.checked_sub(1).map_or("", |i| self.stem(i));
        matches!(
            before,
            "بعد"
                | "قبل"
                | "منذ"
                | "دون"
                | "رغم"
                | "غير"
                | "بيد"
                | "سيما"
                | "لاسيما"
                | "حتي"
                | "لدرجه"
                | "يمكن"
                | "يمكنها"
                | "يمكنه"
                | "يجب"
                | "ينبغي"
                | "يبدو"
                | "يفترض"
                | "يكاد"
                | "سبق"
                | "يسبق"
                | "بد"
                | "المقرر"
                | "المتوقع"
                | "المرجح"
                | "المنتظر"
                | "المحتمل"
                | "الممكن"
                | "الضروري"
                | "شانه"
                | "شانها"
                | "كما"
                | "يذكر"
                | "الا"
        )
    }

    /// A verb that the list lacks, where only a verb of speech fits: at the start of a clause, a person right behind it,
    /// and then at once the particle of a reported clause («وأبرز فلان أن», «ويشتكي فلان من أن»).
    fn is_unlisted_verb(&self, at: usize, sentence: &Range<usize>) -> bool {
        let Some(token) = self.document.tokens().get(at).filter(|t| t.kind == TokenKind::Arabic) else {
            return false;
        };
        let opens = at == sentence.start
            || token.proclitic.conjunction.is_some()
            || matches!(self.word(at - 1), "\u{60C}" | "," | "كما" | "فيما" | "بينما" | "قد" | ":");
        let stem = self.stem(at);
        if !opens || token.proclitic.preposition.is_some() || stem.starts_with("ال") || is_function_word(stem)
        {
            return false;
        }
        let Some(person) = self.phrase_opening_at(at + 1) else { return false };
        if self.names[person].kind != NameType::Person || self.knowledge.title(stem).is_some() {
            return false;
        }
        let mut next = self.roles.phrase_end(person, &self.names[person]);
        if self.word(next) == "\u{60C}" && next > self.names[person].tokens.end {
            next += 1;
        }
        if matches!(self.word(next), "من" | "الي" | "علي" | "عن") {
            next += 1;
        }
        next < sentence.end && is_particle(self.word(next))
    }

    /// «يذكر أن», «يشار إلى أن»: nobody says it.
    fn is_impersonal(&self, at: usize, particle: usize) -> bool {
        let word = self.word(at);
        let bare = word.strip_prefix('\u{648}').unwrap_or(word);
        matches!(bare, "يذكر" | "يشار" | "يقال") && particle <= at + 2
    }

    /// «أن» with a verb in the present behind it says what shall be, not what is so; so does every «أن» of a verb of
    /// asking with anything but a definite noun or a name behind it.
    fn is_wish(&self, particle: usize, end: usize, wishes: bool) -> bool {
        let next = particle + 1;
        if next >= end || self.mention_at(next).is_some() || self.is_quoted(next) {
            return false;
        }
        let written = self.document.tokens()[particle].span.of(self.document.text());
        // إن states; a bare ان may be either.
        if written.contains('\u{625}') || !matches!(self.word(particle), "ان" | "بان") {
            return false;
        }
        let word = self.word(next);
        let present = word.starts_with('\u{64A}');
        present || wishes && !word.starts_with("ال")
    }

    /// Whether a verb inside a reported clause opens a statement of its own: it has something said behind it, and a
    /// conjunction or a comma before it («، مؤكدا أن», «وأعلن أن»).
    pub(super) fn starts_statement(&self, verb: &Verb) -> bool {
        let says = verb.clause.is_some() || verb.quote;
        let word = self.word(verb.at);
        let conjunction = self.document.tokens()[verb.at].proclitic.conjunction.is_some()
            || word.starts_with('\u{648}')
                && self.speech(verb.at).is_some_and(|_| self.stem(verb.at) != word);
        let before = verb.at.checked_sub(1).map_or("", |i| self.word(i));
        // «لكن الهيئة أكدت أن»: a new clause with its subject before the verb.
        let clause_before = self.subject_before(verb).is_some_and(|m| {
            let start = self.roles.phrase_start(m, &self.names[m]);
            let before = start.checked_sub(1).map_or("", |i| self.word(i));
            self.document.tokens()[start].proclitic.conjunction.is_some()
                || matches!(before, "\u{60C}" | "," | "لكن" | "ولكن" | "فيما" | "بينما")
        });
        says && (conjunction
            || clause_before
            || matches!(before, "\u{60C}" | "," | "فيما" | "بينما" | "حين" | "كما" | "قد" | "وقد"))
    }
}

/// Verbs that say what is wanted or feared.
fn wishes(verb: &SpeechVerb) -> bool {
    verb.polarity == Polarity::Ask || matches!(verb.lemma, "خشي" | "أمل" | "تمنى" | "رفض" | "قرر" | "وافق")
}
