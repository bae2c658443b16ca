//! A role's words, its country and what it is at.

use super::{Part, Reader, Role};
use crate::Span;
use crate::names::NameType;
use std::ops::Range;

impl Reader<'_, '_> {
    pub(super) fn push(&mut self, person: usize, range: Range<usize>) {
        let mut span = self.document.mention_span(range.clone());
        // «والي الخرطوم»: the whole word is the title, whatever could be cut off.
        if self.is_whole_title_word(range.start) {
            span.start = self.tokens()[range.start].span.start;
        }
        let mut country = None;
        let mut at = None;
        let mut text = String::new();
        // Where the words that are not yet written begin.
        let mut from = range.start;
        let mut token = range.start;
        while token < range.end {
            if let Some(mention) = self.mention_at(token) {
                let name = &self.names[mention];
                let end = name.tokens.end.min(range.end);
                if name.kind != NameType::Person {
                    at = at.or(Some(mention));
                }
                // «في ليبيا», «إلى اليمن» is where somebody works.
                let works_there = token > range.start && matches!(self.word(token - 1), "في" | "لدي" | "الي");
                if name.kind == NameType::Place && country.is_none() && !works_there {
                    country = self.knowledge.country_of(name.span.of(self.document.text()));
                }
                // A nationality that closes the institution's name is the person's country too («رئيسة مجلس الوزراء
                // الإيطالي»).
                if name.kind == NameType::Organization && end == range.end && country.is_none() {
                    country = self.closing_nationality(token..end).map(str::to_owned);
                }
                token = end;
                continue;
            }
            let (code, length) = self.nationality_at(token, range.end).unwrap_or(("", 0));
            if length > 0 && token > range.start {
                country = Some(code.to_owned());
                // An adjective of the other gender is not the title's but the institution's («رئيسة الجانب الإيطالي»).
                if !self.is_institutions(range.start, token + length - 1) {
                    self.write(from..token, range.start, &mut text);
                    from = token + length;
                }
            }
            token += length.max(1);
        }
        self.write(from..range.end, range.start, &mut text);
        // A title of several people names no one of them.
        if !text.is_empty() && !self.is_plural(range.start) {
            let kind = self.title_at(range.start).map(|t| t.kind);
            self.found.roles.push(Role { person, text, span, tokens: range, kind, country, at });
        }
    }

    /// Whether the uncut word at a token is a title.
    fn is_whole_title_word(&self, at: usize) -> bool {
        self.knowledge.title(self.word(at)).is_some()
    }

    /// The nationality at the end of an institution's name.
    fn closing_nationality(&self, name: Range<usize>) -> Option<&'static str> {
        let last = name.end.checked_sub(1).filter(|&last| last > name.start)?;
        if !self.stem(last).starts_with("ال") {
            return None;
        }
        let two = self.knowledge.nationality_of_two(self.stem(last - 1), self.stem(last));
        two.or_else(|| self.knowledge.nationality(self.stem(last)))
    }

    /// Whether the adjective has another gender than the title.
    fn is_institutions(&self, title: usize, adjective: usize) -> bool {
        let feminine = self.stem(adjective).ends_with('\u{647}');
        adjective > title + 1 && self.title_at(title).is_some_and(|t| t.feminine != feminine)
    }

    /// The country of the nationality that starts at a token, and how many tokens it has.
    fn nationality_at(&self, token: usize, end: usize) -> Option<(&'static str, usize)> {
        let stem = self.stem(token);
        // Behind an indefinite title a definite word is what the title is of («وزير المالية»), no adjective.
        let owner = token.checked_sub(1).map(|i| self.part(i));
        if owner == Some(Part::Title { definite: false }) && stem.starts_with("ال") {
            return None;
        }
        if token + 1 < end {
            let of_two = self.knowledge.nationality_of_two(stem, self.stem(token + 1));
            if let Some(code) = of_two {
                return Some((code, 2));
            }
        }
        self.knowledge.nationality(stem).map(|code| (code, 1))
    }

    /// Whether a title is one of several people («الوزراء», «اللاعبين»).
    pub(super) fn is_plural(&self, token: usize) -> bool {
        let english = self.title_at(token).and_then(|t| t.english).unwrap_or_default();
        english.contains("(pl)") || english.contains("(dual)")
    }

    /// Adds the original words, white space made single; only the phrase's first word loses its proclitics.
    fn write(&self, range: Range<usize>, first: usize, text: &mut String) {
        let tokens = self.tokens();
        let (Some(from), Some(last)) = (tokens.get(range.start), tokens.get(range.end.wrapping_sub(1)))
        else {
            return;
        };
        if range.is_empty() {
            return;
        }
        let cut = range.start == first && !self.is_whole_title_word(first);
        let start = if cut { from.stem_start } else { from.span.start };
        for word in Span::new(start, last.span.end).of(self.document.text()).split_whitespace() {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(word);
        }
    }
}
