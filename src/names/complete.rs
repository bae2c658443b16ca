//! What the tagger's labels leave open, decided by the lists: where a name that may begin with a clitic starts, and bodies
//! that are named by a kind of place.

use super::{NameMention, NameType};
use crate::Span;
use crate::lexicon::gazetteer::{Classes, Gazetteer, TypeWord};
use crate::text::{Document, Token};
use std::ops::Range;

/// Where a mention of `tokens` starts and ends in the text: after the first token's proclitics, unless the lists have the
/// mention as a name of type `kind` with the whole first token, and not without («وام» the agency, «وموسكو» and Moscow).
pub(super) fn span(document: &Document, tokens: Range<usize>, kind: Option<NameType>) -> Span {
    let span = document.mention_span(tokens.clone());
    let (Some(kind), Some([first, rest @ ..])) = (kind, document.tokens().get(tokens)) else { return span };
    if first.proclitic.is_empty() {
        return span;
    }
    let lists = Gazetteer::embedded();
    let listed = |start: &str| {
        let words = rest.iter().map(|token| document.word(token));
        let key = std::iter::once(start).chain(words).collect::<Vec<_>>().join(" ");
        lists.lookup(&key).is_some_and(|entry| entry.classes.intersects(classes(kind)))
    };
    let stem = [document.lemma_prefix(first), document.stem(first)].concat();
    let whole = listed(document.word(first)) && !listed(&stem);
    if whole { Span::new(first.span.start, span.end) } else { span }
}

fn classes(kind: NameType) -> Classes {
    match kind {
        NameType::Person => Classes::PEOPLE,
        NameType::Place => Classes::PLACES,
        NameType::Organization => Classes::ORGANIZATIONS,
    }
}

/// Kinds of organizations that govern a place: with such a word, a word for a kind of place and the place's name, all three
/// name the body («مجلس مدينة جنيف», «شرطة محافظة الأنبار»). In the annotated articles this held 19 times of 19.
const GOVERNING: [&str; 4] = ["parliament", "government", "police", "court"];

/// Widens places to the bodies that govern them.
pub(super) fn govern(document: &Document, mentions: &mut [NameMention]) {
    let lists = Gazetteer::embedded();
    let mut end = 0;
    for mention in mentions {
        if let Some(head) = body(document, &lists, mention).filter(|&head| head >= end) {
            mention.kind = NameType::Organization;
            mention.tokens.start = head;
            mention.span = document.mention_span(mention.tokens.clone());
        }
        end = mention.tokens.end;
    }
}

/// The token that the name of the governing body starts with.
fn body(document: &Document, lists: &Gazetteer, mention: &NameMention) -> Option<usize> {
    let head = mention.tokens.start.checked_sub(2)?;
    let [first, second, place, ..] = document.tokens().get(head..)? else { return None };
    let joined = [second, place].iter().all(|token| token.spaced && token.proclitic.is_empty());
    if mention.kind != NameType::Place || !joined {
        return None;
    }
    let word = |token: &Token| -> Option<TypeWord> {
        let stem = document.stem(token);
        // A word with an article is not the first of a chain: «المجلس مدينة …» are two things.
        if stem.starts_with("\u{627}\u{644}") || token.dropped_alef { None } else { lists.type_word(stem) }
    };
    let kind_of_place = word(second)?;
    let kind_of_body = word(first)?;
    (kind_of_place.of_place
        && !kind_of_place.inside
        && !kind_of_body.of_place
        && GOVERNING.contains(&kind_of_body.kind))
    .then_some(head)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Document;

    #[test]
    fn a_listed_name_keeps_its_first_letter() {
        // The agency WAM; a place after a conjunction.
        for (text, kind, start) in [
            ("\u{648}\u{627}\u{645}", NameType::Organization, 0),
            ("\u{648}\u{645}\u{648}\u{633}\u{643}\u{648}", NameType::Place, 2),
        ] {
            let document = Document::new(text);
            assert_eq!(span(&document, 0..1, Some(kind)).start, start, "{text}");
        }
    }

    #[test]
    fn a_body_that_governs_a_place_is_named_with_it() {
        let governed = |text: &str, at: usize| {
            let document = Document::new(text);
            let tokens = at..document.tokens().len();
            let span = document.mention_span(tokens.clone());
            let mut mentions = [NameMention { span, tokens, kind: NameType::Place, confidence: 0.9 }];
            govern(&document, &mut mentions);
            (mentions[0].kind, mentions[0].span.of(text).to_owned())
        };
        // The council of the city of Geneva, after a conjunction.
        let council = "\u{648}\u{645}\u{62C}\u{644}\u{633} \u{645}\u{62F}\u{64A}\u{646}\u{629} \u{62C}\u{646}\u{64A}\u{641}";
        assert_eq!(governed(council, 2), (NameType::Organization, council[2..].to_owned()));
        // The mayor's word is no body; nor is the council when the city has a clitic.
        let visit = "\u{632}\u{627}\u{631} \u{645}\u{62F}\u{64A}\u{646}\u{629} \u{62C}\u{646}\u{64A}\u{641}";
        assert_eq!(governed(visit, 2).0, NameType::Place);
        let apart = "\u{645}\u{62C}\u{644}\u{633} \u{628}\u{645}\u{62F}\u{64A}\u{646}\u{629} \u{62C}\u{646}\u{64A}\u{641}";
        assert_eq!(governed(apart, 2).0, NameType::Place);
    }
}
