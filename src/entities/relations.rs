//! What the text states of two entities, in fixed patterns: never a guess from two names in one sentence.

use super::forms::mentions_in;
use super::knowledge::Knowledge;
use super::roles::Role;
use crate::Span;
use crate::names::{NameMention, NameType};
use crate::report::contract::RelationKind;
use crate::text::Document;

/// A stated relation between two mentions, and the words that state it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stated {
    pub(super) kind: RelationKind,
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) span: Span,
}

/// Finds relations, in order of text. `acronyms` are pairs of an acronym's mention and its organization's.
pub(super) fn find(
    document: &Document,
    names: &[NameMention],
    roles: &[Role],
    acronyms: &[(usize, usize)],
    knowledge: &Knowledge,
) -> Vec<Stated> {
    let mut found = Vec::new();
    for role in roles {
        if let Some(at) = role.at {
            let span = cover(role.span, names[role.person].span);
            found.push(Stated { kind: RelationKind::RoleAt, from: role.person, to: at, span });
        }
    }
    for &(from, to) in acronyms {
        let span = cover(names[from].span, names[to].span);
        found.push(Stated { kind: RelationKind::AcronymOf, from, to, span });
    }
    based_in(document, names, &mut found);
    events(document, names, knowledge, &mut found);
    found.sort_by_key(|r| (r.span, r.from, r.to));
    found.dedup_by(|a, b| (a.kind, a.from, a.to) == (b.kind, b.from, b.to));
    found
}

fn cover(a: Span, b: Span) -> Span {
    Span::new(a.start.min(b.start), a.end.max(b.end))
}

/// «… ومقرها جنيف», «… مقره في الرياض»: an organization, its seat.
fn based_in(document: &Document, names: &[NameMention], found: &mut Vec<Stated>) {
    for (to, place) in names.iter().enumerate().filter(|(_, n)| n.kind == NameType::Place) {
        let before = |back: usize| {
            let token = place.tokens.start.checked_sub(back)?;
            Some((token, document.stem(document.tokens().get(token)?)))
        };
        let seat = [1, 2]
            .into_iter()
            .filter_map(before)
            .find(|(_, word)| matches!(*word, "مقره" | "مقرها" | "مقرهما"));
        let Some((word, _)) = seat else { continue };
        let before = names.partition_point(|n| n.tokens.end <= word).checked_sub(1);
        let near = |&o: &usize| names[o].kind == NameType::Organization && word - names[o].tokens.end <= 2;
        if let Some(from) = before.filter(near) {
            let span = cover(names[from].span, place.span);
            found.push(Stated { kind: RelationKind::BasedIn, from, to, span });
        }
    }
}

/// Verbs and nouns of two who meet, folded stems.
const MEET: [&str; 12] = [
    "التقي",
    "التقت",
    "يلتقي",
    "تلتقي",
    "استقبل",
    "استقبلت",
    "يستقبل",
    "اجتمع",
    "اجتمعت",
    "يجتمع",
    "لقاء",
    "لقايه",
];
/// Verbs of two who sign.
const SIGN: [&str; 6] = ["وقع", "وقعت", "يوقع", "توقع", "ابرم", "ابرمت"];

/// «التقى أ … ب», «وقعت أ … مع ب»: the first two people (who met), or the first two people or organizations (who signed),
/// behind the verb in its sentence, without another verb of speech between them.
fn events(document: &Document, names: &[NameMention], knowledge: &Knowledge, found: &mut Vec<Stated>) {
    for sentence in document.sentences() {
        for at in sentence.tokens.clone() {
            let stem = document.stem(&document.tokens()[at]);
            let kind = match stem {
                _ if MEET.contains(&stem) => RelationKind::Met,
                _ if SIGN.contains(&stem) => RelationKind::Signed,
                _ => continue,
            };
            let end = (at + 1..sentence.tokens.end)
                .find(|&i| knowledge.speech_verb(document.stem(&document.tokens()[i])).is_some())
                .unwrap_or(sentence.tokens.end);
            let fits = |n: &NameMention| match n.kind {
                NameType::Person => true,
                NameType::Organization => kind == RelationKind::Signed,
                NameType::Place => false,
            };
            let mut parties = mentions_in(names, &(at + 1..end)).filter(|&m| fits(&names[m]));
            if let (Some(from), Some(to)) = (parties.next(), parties.next()) {
                let span = Span::new(document.mention_span(at..at + 1).start, names[to].span.end);
                found.push(Stated { kind, from, to, span });
            }
        }
    }
}
