//! Roles behind a name.

use super::parts::LINKS;
use super::{INDEFINITE, LONGEST, Nationality, Part, Reader};
use crate::names::NameType;
use crate::text::TokenKind;
use std::ops::Range;

impl Reader<'_, '_> {
    /// Reads the roles in apposition behind the name.
    pub(super) fn after(&mut self, person: usize, name: Range<usize>) {
        let last = self.sentence(name.end.saturating_sub(1)).end.min(name.end + LONGEST);
        let comma = self.is_comma(name.end);
        let mut head = name.end + usize::from(comma);
        if comma && matches!(self.word(head), "وهو" | "وهي") {
            head += 1;
            self.nationality_after(person, head, last);
        } else if head < last && self.tokens()[head].proclitic.conjunction.is_some() {
            return;
        }
        while head < last {
            let Some(end) = self.apposition(person, &name, head, last, comma) else { return };
            let more = end < last && self.part(end) == (Part::Title { definite: false });
            if !more {
                return;
            }
            head = end;
        }
    }

    /// Writes the role that starts at `head`; where it ends.
    fn apposition(
        &mut self,
        person: usize,
        name: &Range<usize>,
        head: usize,
        last: usize,
        comma: bool,
    ) -> Option<usize> {
        let (definite, start) = match self.part(head) {
            Part::Title { definite } => (definite, head + 1),
            Part::Whole { .. } => (true, self.end_of_whole(head, last)),
            _ => return None,
        };
        if definite && !comma && !self.is_behind_speech(name.start) {
            return None;
        }
        // «محامي فلان» is the role's owner, where the role stands behind a comma.
        if comma
            && !definite
            && start < last
            && let Some(end) = self.owner(start)
        {
            self.push(person, head..end);
            return Some(end);
        }
        let end = self.end_of_role(start, last);
        // «استقبل فلان وزير الخارجية فلانا»: the title is the next person's.
        if end < last && self.is_person_at(end) {
            return None;
        }
        self.push(person, head..end);
        Some(end)
    }

    /// One past the person who is the title's owner, where the apposition ends with it.
    fn owner(&self, start: usize) -> Option<usize> {
        let person = self.mention_at(start).map(|m| &self.names[m]).filter(|n| n.kind == NameType::Person)?;
        let closes = self.tokens().get(person.tokens.end).is_none_or(|t| t.kind == TokenKind::Punctuation);
        closes.then_some(person.tokens.end)
    }

    fn end_of_whole(&self, head: usize, last: usize) -> usize {
        (head + 1..last).find(|&at| self.part(at) != Part::Whole { first: head }).unwrap_or(last)
    }

    /// «وقال فلان المدير الفني»: after a verb of speech the definite title can only be of who speaks.
    fn is_behind_speech(&self, name: usize) -> bool {
        name.checked_sub(1).is_some_and(|at| self.is_speech_verb(at))
    }

    /// «، وهو غامبي».
    fn nationality_after(&mut self, person: usize, at: usize, last: usize) {
        let stem = self.stem(at);
        let already = self.found.nationalities.last().is_some_and(|n| n.person == person);
        if at < last
            && !already
            && !stem.starts_with("ال")
            && let Some(country) = self.knowledge.nationality(stem)
        {
            let start = self.names[person].tokens.start;
            self.found.nationalities.push(Nationality { person, country, start });
        }
    }

    fn end_of_role(&self, start: usize, last: usize) -> usize {
        let mut indefinite = 0;
        let mut at = start;
        let mut end = at;
        // Whether the phrase could end here: what follows a bare noun or title still belongs to it.
        let mut complete = false;
        while at < last {
            match self.part(at) {
                Part::Stop | Part::Whole { .. } if complete => break,
                Part::Stop => break,
                Part::Whole { .. } => {
                    at = self.end_of_whole(at, last);
                    end = at;
                    complete = true;
                    continue;
                }
                Part::Mention(mention) => {
                    at = self.names[mention].tokens.end.max(at + 1);
                    end = at;
                    indefinite = 0;
                    complete = true;
                    continue;
                }
                // The next title is another role, with or without «و».
                Part::Title { definite: false } if complete => break,
                Part::Title { definite } => {
                    end = at + 1;
                    complete = definite;
                }
                Part::Material => {
                    indefinite = 0;
                    // A preposition on its own ends no role.
                    let is_link = LINKS.contains(&self.word(at));
                    if self.word(at) == "في" && is_occasion(self.stem(at + 1)) {
                        break;
                    }
                    complete = !is_link;
                    if !is_link {
                        end = at + 1;
                    }
                }
                Part::Indefinite | Part::Owned => {
                    indefinite += 1;
                    complete = false;
                    if indefinite > INDEFINITE || (indefinite == 1 && end > start) {
                        break;
                    }
                }
            }
            at += 1;
        }
        end.min(last)
    }
}

/// Where something is said: what «في» opens here is of the verb, not of the role.
fn is_occasion(stem: &str) -> bool {
    matches!(
        stem.strip_prefix("ال").unwrap_or(stem),
        "موتمر" | "بيان"
            | "تصريح"
            | "تصريحات"
            | "كلمه"
            | "كلمته"
            | "كلمتها"
            | "مقابله"
            | "حديث"
            | "حديثه"
            | "لقاء"
            | "خطاب"
            | "رساله"
            | "تغريده"
            | "منشور"
            | "تدوينه"
            | "اتصال"
            | "مداخله"
            | "حوار"
            | "تقرير"
            | "ختام"
            | "اجتماع"
            | "جلسه"
            | "وقت"
    )
}
