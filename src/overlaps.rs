//! A name and a date that share words: which of them is meant.

use crate::Span;
use crate::dates::DateMention;
use crate::names::{NameMention, OwnMention};

/// Leaves no name that overlaps a date. A date that is more than the names inside it is one («فاتح ماي 2024», though the
/// month alone could be a man); else the name stands («ميدان 25 يناير», «شعبان»), and always a name of the user's own.
/// All three are in order of text.
pub(crate) fn settle(names: &mut Vec<NameMention>, dates: &mut Vec<DateMention>, own: &[OwnMention]) {
    let is_own = |span: Span| own.binary_search_by_key(&span.start, |own| own.span.start).is_ok();
    let mut dropped = Vec::new();
    dates.retain(|date| {
        let first = names.partition_point(|name| name.span.end <= date.span.start);
        let rivals = names[first..].iter().take_while(|name| name.span.start < date.span.end);
        let length = rivals.clone().count();
        let covered = |name: &NameMention| {
            date.span.contains(name.span) && name.span != date.span && !is_own(name.span)
        };
        let wins = rivals.clone().all(covered);
        if wins {
            dropped.extend(first..first + length);
        }
        wins
    });
    let mut at = 0;
    names.retain(|_| {
        at += 1;
        dropped.binary_search(&(at - 1)).is_err()
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dates;
    use crate::names::NameType;
    use crate::text::Document;

    /// What stays of a name over the first `words` words and of the dates.
    fn settled(text: &str, words: std::ops::Range<usize>, own: bool) -> (usize, Vec<String>) {
        let document = Document::new(text);
        let span = document.mention_span(words.clone());
        let mut names = vec![NameMention { span, tokens: words, kind: NameType::Person, confidence: 0.8 }];
        let mut found = dates::find(&document, None);
        let own = if own { vec![OwnMention { span, id: None }] } else { Vec::new() };
        settle(&mut names, &mut found, &own);
        (names.len(), found.iter().map(|date| date.span.of(text).to_owned()).collect())
    }

    #[test]
    fn what_is_longer_is_meant() {
        // «1 May 2024» around a name that is its first two words.
        let text = "\u{641}\u{627}\u{62A}\u{62D} \u{645}\u{627}\u{64A} 2024";
        assert_eq!(settled(text, 0..2, false), (0, vec![text.to_owned()]));
        assert_eq!(settled(text, 0..3, false), (1, Vec::new()), "the whole of it is a name");
        assert_eq!(settled(text, 0..2, true), (1, Vec::new()), "the user says so");
        // A square that is named after a day.
        let square = "\u{645}\u{64A}\u{62F}\u{627}\u{646} 25 \u{64A}\u{646}\u{627}\u{64A}\u{631}";
        assert_eq!(settled(square, 0..3, false), (1, Vec::new()));
    }
}
