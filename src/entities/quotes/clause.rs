//! Where a reported clause ends.

use super::finder::Finder;
use super::marks::is_closing;
use super::speaker::is_source;
use crate::text::TokenKind;

impl Finder<'_, '_> {
    /// The reported clause ends with the sentence, where its source is named («، وفقا لـ», «بحسب», «كما قال»), or where
    /// the speaker goes on to something else («، محذرا من», «، وطلب من»).
    pub(super) fn clause_end(&self, start: usize, end: usize) -> usize {
        let mut to = (start + 1..end).find(|&i| self.closes_clause(i, end)).unwrap_or(end);
        while to > start + 1 && self.is_left_over(to - 1) {
            to -= 1;
        }
        to
    }

    fn closes_clause(&self, at: usize, end: usize) -> bool {
        if self.is_quoted(at) || self.mention_at(at).is_some() {
            return false;
        }
        let word = self.word(at);
        if is_source(word) {
            return true;
        }
        let next = at + 1;
        let speech = |i: usize| if i < end && self.mention_at(i).is_none() { self.speech(i) } else { None };
        if word == "كما" {
            return speech(next).is_some_and(|v| !v.participle);
        }
        if !matches!(word, "\u{60C}" | ",") || next >= end {
            return false;
        }
        let follows = self.word(next);
        let joined = follows.starts_with('\u{648}');
        let bare = follows.strip_prefix('\u{648}').unwrap_or(follows);
        match speech(next) {
            Some(verb) => verb.participle || joined && is_past(bare),
            None => STATES.contains(&bare),
        }
    }

    /// A mark or a connective at the end of a clause: it belongs to what follows.
    fn is_left_over(&self, at: usize) -> bool {
        let word = self.word(at);
        match self.document.tokens()[at].kind {
            TokenKind::Punctuation => !is_closing(word),
            _ => {
                matches!(word, "فيما" | "بينما" | "كما" | "قد" | "وقد" | "لكنه" | "لكنها" | "حين")
                    || self.is_in_while(at)
            }
        }
    }

    /// The «في» of «في حين».
    fn is_in_while(&self, at: usize) -> bool {
        self.word(at) == "في" && self.word(at + 1) == "حين"
    }
}

/// A verb that is not in the present.
fn is_past(verb: &str) -> bool {
    !verb.starts_with(['\u{64A}', '\u{633}']) && !verb.starts_with("تو")
}

/// Participles of what a speaker does besides speaking.
const STATES: [&str; 10] =
    ["داعيا", "داعيه", "مطالبا", "مطالبه", "معربا", "معربه", "متوعدا", "مهددا", "مستشهدا", "متمنيا"];
