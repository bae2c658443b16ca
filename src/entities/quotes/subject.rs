//! The subject that stands beside a verb of speech.

use super::finder::Finder;
use super::marks::is_quotation_mark;
use super::verbs::Verb;
use super::words::is_preposition;
use crate::names::NameType;
use crate::text::Token;

impl Finder<'_, '_> {
    /// The first person behind the verb, or the organization directly behind it, before the words that are said.
    pub(super) fn subject_behind(&self, verb: &Verb) -> Option<usize> {
        let inside = self.mentions_in(&verb.subject);
        // «قالت حركة «حماس»»: only what sort of organization it is may stand between.
        let close = |o: usize| {
            (verb.subject.start..self.names[o].tokens.start).take(4).all(|i| {
                is_quotation_mark(self.word(i)) || i < verb.subject.start + 2 && self.says_the_sort(i)
            }) && self.names[o].tokens.start <= verb.subject.start + 4
        };
        let is_subject = |m: &usize| match self.names[*m].kind {
            NameType::Person => !self.is_governed(*m),
            NameType::Organization => close(*m) && !self.is_governed(*m),
            NameType::Place => false,
        };
        inside.into_iter().find(is_subject)
    }

    /// «فلان الذي قال», «فلان أكد», «كان فلان قد أعلن», «فلان، المتحدث باسم كذا، قال».
    pub(super) fn subject_before(&self, verb: &Verb) -> Option<usize> {
        // A verb with «و» goes on after another verb, whose subject it shares.
        if self.document.tokens()[verb.at].proclitic.conjunction.is_some() {
            return None;
        }
        let mut at = verb.at;
        let mut steps = 0;
        let mut relative = false;
        while at > 0 && steps < 4 {
            let word = self.word(at - 1);
            // The end of an apposition: its person is the subject.
            if let Some(person) = self.apposed_until(at) {
                return (relative || !self.is_governed(person)).then_some(person);
            }
            if let Some(mention) = self.mention_at(at - 1) {
                let is_speaker = self.names[mention].kind != NameType::Place;
                return (is_speaker && (relative || !self.is_governed(mention))).then_some(mention);
            }
            if !matches!(
                word,
                "قد" | "الذي" | "التي" | "\u{60C}" | ")" | "\"" | "\u{BB}" | "ايضا" | "بدوره" | "بدورها"
            ) {
                return None;
            }
            relative = relative || matches!(word, "الذي" | "التي");
            at -= 1;
            steps += 1;
        }
        None
    }

    /// The person whose roles behind the name end at a token.
    fn apposed_until(&self, end: usize) -> Option<usize> {
        let before = self.names.partition_point(|n| n.tokens.end <= end);
        let person = (0..before).rev().take(3).find(|&m| self.names[m].kind == NameType::Person)?;
        let apposed = self.roles.phrase_end(person, &self.names[person]) > self.names[person].tokens.end;
        (apposed && self.roles.phrase_end(person, &self.names[person]) == end).then_some(person)
    }

    /// Whether a preposition stands before the phrase: then it is no subject.
    pub(super) fn is_governed(&self, mention: usize) -> bool {
        let start = self.roles.phrase_start(mention, &self.names[mention]);
        let inside = |token: &Token| {
            let name = &self.names[mention];
            start == name.tokens.start && name.span.start == token.span.start
        };
        let own = self.document.tokens().get(start);
        if own.is_some_and(|t| t.proclitic.preposition.is_some() && !inside(t)) {
            return true;
        }
        let Some(before) = start.checked_sub(1) else { return false };
        let mark = matches!(self.word(before), "\"" | "\u{AB}" | "\u{201C}");
        let before = if mark { before.saturating_sub(1) } else { before };
        // «لشبكة كذا», «في مجلس كذا»: the preposition stands before the word that says what it is.
        if self.knowledge.is_organization_type(self.stem(before)) {
            let proclitic = self.document.tokens()[before].proclitic.preposition.is_some();
            return proclitic || before.checked_sub(1).is_some_and(|i| governs(self.word(i)));
        }
        governs(self.word(before)) || governs(self.stem(before))
    }

    /// Whether a word before an organization says what sort it is, or is none of its own.
    fn says_the_sort(&self, at: usize) -> bool {
        self.knowledge.is_organization_type(self.stem(at)) || self.knowledge.title(self.stem(at)).is_none()
    }
}

/// Whether the word governs the name behind it.
fn governs(word: &str) -> bool {
    is_preposition(word) || matches!(word, "بشان" | "برفقه" | "بحضور" | "بمشاركه" | "يد")
}
