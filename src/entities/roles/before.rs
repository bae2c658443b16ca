//! Roles before a name.

use super::parts::LINKS;
use super::{INDEFINITE, LONGEST, Nationality, Part, Reader};
use crate::lexicon::gazetteer::TitleKind;
use std::ops::Range;

/// Adjectives that the list has among the forms of address: they describe the title before them.
fn is_adjective(stem: &str) -> bool {
    matches!(stem, "الراحل" | "الراحله" | "الشهيد" | "الشهيده")
}

/// The title that a role starts with or is built on.
#[derive(Debug, Clone, Copy)]
struct Head {
    first: usize,
    definite: bool,
}

impl Reader<'_, '_> {
    /// Reads the roles that end where the name starts, the nearest first.
    pub(super) fn before(&mut self, person: usize, name: usize) {
        let first = self.sentence(name).start.max(name.saturating_sub(LONGEST));
        let mut end = name;
        while let Some(head) = self.head_before(first, end) {
            if end < name && (self.is_owned_title(head) || LINKS.contains(&self.word(end - 1))) {
                break;
            }
            // «القائم بأعمال رئيس البعثة»: the noun behind ب owns the role that was read before.
            if end < name && self.owns_next(end - 1) {
                let last = self.found.roles.pop_if(|r| r.person == person && r.tokens.start == end);
                let whole = last.map_or(end, |r| r.tokens.end);
                self.push(person, head..whole);
            } else if !self.is_idafa(head..end) {
                // A conjunction before the second role belongs to neither; before the first word it is part of the
                // sentence.
                self.push(person, head..end);
            }
            let joined = self.tokens()[head].proclitic.conjunction.is_some();
            end = head;
            // «رئيس اللجنة، المخرج فلان»: one more role before the comma.
            let apposed = head > first && !joined && self.is_comma(head - 1);
            if apposed && matches!(self.part(head), Part::Title { definite: true }) {
                end = head - 1;
                if !self.is_apposition_before(first, end) {
                    break;
                }
            }
        }
        if end == name {
            self.nationality_before(person, first, name);
        }
    }

    /// Whether a bare noun behind ب stands at a token.
    fn owns_next(&self, at: usize) -> bool {
        let governed = self.tokens()[at].proclitic.preposition == Some('\u{628}');
        governed && self.mention_at(at).is_none() && !self.stem(at).starts_with("ال")
    }

    /// «على غرار بطله مؤسس …»: before another role an owned title is of the sentence.
    fn is_owned_title(&self, head: usize) -> bool {
        self.part(head) == (Part::Title { definite: true }) && !self.stem(head).starts_with("ال")
    }

    /// «محامي فلان»: a bare title is what the name or title behind it owns, somebody else's role. Forms of address are not.
    fn is_idafa(&self, role: Range<usize>) -> bool {
        let bare = role.len() == 1;
        let indefinite = self.part(role.start) == (Part::Title { definite: false });
        let rank = self.title_at(role.start).is_some_and(|t| t.kind == TitleKind::Rank);
        bare && indefinite && !rank && !self.is_address(role.start)
    }

    /// «الشيخ», «الدكتور», «الأمير»: with these a person is addressed.
    fn is_address(&self, at: usize) -> bool {
        let is_one = |kind| matches!(kind, TitleKind::Honorific | TitleKind::Academic | TitleKind::Royal);
        self.title_at(at).is_some_and(|t| is_one(t.kind)) && !is_adjective(self.stem(at))
    }

    /// Whether what ends before a comma is a role with an institution, as in an apposition.
    fn is_apposition_before(&self, first: usize, end: usize) -> bool {
        let head = self.head_before(first, end);
        head.is_some_and(|h| {
            self.part(h) == (Part::Title { definite: false })
                && h + 1 < end
                && self.tokens()[h].proclitic.conjunction.is_none()
        })
    }

    /// The first title word of the role that ends at `end`.
    fn head_before(&self, first: usize, end: usize) -> Option<usize> {
        let Head { first: mut head, definite } = self.nearest_title(first, end)?;
        if definite {
            // «الكاتب الراحل», «الرئيس المدير العام»: one title. A form of address is one of its own.
            while head > first
                && self.part(head) == (Part::Title { definite: true })
                && !self.is_address(head)
                && self.part(head - 1) == (Part::Title { definite: true })
            {
                head -= 1;
            }
        }
        // «نائب رئيس»: titles in idafa, also with a word between them before one of several people («رئيس مجلس
        // الوزراء»). «رئيس مكتب الرئيس» is not the president's role.
        let several = definite && self.is_plural(head);
        let mut reach = if several { INDEFINITE } else { 1 };
        let mut at = head;
        // «ممثلة بالشيخ»: behind a preposition a new phrase begins.
        let governed = self.tokens()[head].proclitic.preposition.is_some();
        while at > first && reach > 0 && !governed {
            at -= 1;
            match self.part(at) {
                Part::Title { definite: false } => {
                    head = at;
                    reach = 1;
                }
                Part::Indefinite if several => reach -= 1,
                _ => break,
            }
        }
        Some(head)
    }

    /// The title nearest to the role's end at `end`.
    fn nearest_title(&self, first: usize, end: usize) -> Option<Head> {
        let mut indefinite = 0;
        let mut at = end;
        while at > first {
            at -= 1;
            match self.part(at) {
                Part::Title { definite } => {
                    // Only a title in idafa goes on with a bare noun.
                    let fits = !definite || indefinite == 0;
                    return fits.then_some(Head { first: at, definite });
                }
                Part::Whole { first: start } => {
                    return (start >= first).then_some(Head { first: start, definite: true });
                }
                Part::Stop => return None,
                Part::Mention(mention) => {
                    at = self.names[mention].tokens.start.max(first);
                    indefinite = 0;
                }
                Part::Material => indefinite = 0,
                part @ (Part::Indefinite | Part::Owned) => {
                    indefinite += 1;
                    if indefinite > INDEFINITE || (at + 1 == end && part == Part::Indefinite) {
                        return None;
                    }
                }
            }
        }
        None
    }

    /// «الروسي أندريه …», «نظيره العراقي فؤاد …»: the adjective says the person's country. Two different ones before one
    /// another say two people's.
    fn nationality_before(&mut self, person: usize, first: usize, name: usize) {
        let Some(at) = name.checked_sub(1).filter(|&at| at >= first && self.mention_at(at).is_none()) else {
            return;
        };
        let is_adjective = |at: usize| self.stem(at).starts_with("ال");
        if !is_adjective(at) {
            return;
        }
        let two = at.checked_sub(1).filter(|&b| b >= first && is_adjective(b));
        let of_two =
            two.and_then(|b| Some((self.knowledge.nationality_of_two(self.stem(b), self.stem(at))?, b)));
        let found = of_two.or_else(|| Some((self.knowledge.nationality(self.stem(at))?, at)));
        let Some((country, start)) = found else { return };
        let several = start > first && self.knowledge.nationality(self.stem(start - 1)).is_some();
        if !several {
            self.found.nationalities.push(Nationality { person, country, start });
        }
    }
}
