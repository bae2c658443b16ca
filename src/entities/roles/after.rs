//! Roles behind a name.

use super::parts::is_stop_word;
use super::{INDEFINITE, LONGEST, Nationality, Part, Reader};
use crate::names::NameType;
use crate::text::{Token, TokenKind};
use std::ops::Range;

impl Reader<'_, '_> {
    /// Reads the roles in apposition behind the name.
    pub(super) fn after(&mut self, person: usize, name: Range<usize>) {
        let last = self.sentence(name.end.saturating_sub(1)).end.min(name.end + LONGEST);
        let name_end = self.behind_brackets(name.end, last);
        let mut comma = self.is_comma(name_end);
        let mut head = name_end + usize::from(comma);
        if matches!(self.word(head), "وهو" | "وهي") {
            head += 1;
            comma = true;
            self.nationality_after(person, head, last);
        } else if head < last && self.tokens()[head].proclitic.conjunction.is_some() {
            return;
        }
        while head < last {
            let Some(end) = self.apposition(person, &name, head, last, comma) else { return };
            if end >= last || !matches!(self.part(end), Part::Title { .. }) {
                return;
            }
            head = end;
        }
    }

    /// Past what stands in brackets behind a name: an age, a spelling.
    fn behind_brackets(&self, at: usize, last: usize) -> usize {
        if self.word(at) != "(" {
            return at;
        }
        (at + 1..last.min(at + 6)).find(|&i| self.word(i) == ")").map_or(at, |close| close + 1)
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
        let complement = self.end_of_role(start, last, definite);
        // A title without a complement, or with one bare noun, is a role between commas: «، مهندس،», «، طبيبة أطفال،».
        let bare = || {
            let ends = |end: &usize| comma && *end <= last && self.closes_apposition(*end);
            [start, start + 1].into_iter().find(ends)
        };
        let end = if definite { complement.unwrap_or(start) } else { complement.or_else(bare)? };
        // «استقبل فلان وزير الخارجية فلانا»: the title is the next person's.
        if end < last && self.is_person_at(end) {
            return None;
        }
        self.push(person, head..end);
        Some(end)
    }

    /// Whether an apposition can end before a token.
    fn closes_apposition(&self, at: usize) -> bool {
        let closing =
            |t: &Token| matches!(t.span.of(self.document.text()), "\u{60C}" | "," | "." | ")" | "\u{61B}");
        is_stop_word(self.word(at)) || self.tokens().get(at).is_none_or(closing)
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

    /// One past the last token of what belongs to a title before `start`; `None` when nothing does.
    fn end_of_role(&self, start: usize, last: usize, definite: bool) -> Option<usize> {
        let mut indefinite = 0;
        let mut at = start;
        let mut end = None;
        // Whether the phrase could end here: what follows a bare noun, title or preposition still belongs to it.
        let mut complete = definite;
        while at < last {
            match self.part(at) {
                Part::Stop if self.opens_quoted_name(at) => {}
                Part::Stop => break,
                // The next title is another role, with or without «و».
                Part::Whole { .. } | Part::Title { definite: false } if complete => break,
                Part::Whole { .. } => {
                    at = self.end_of_whole(at, last);
                    (end, complete) = (Some(at), true);
                    continue;
                }
                Part::Mention(mention) => {
                    at = self.names[mention].tokens.end.max(at + 1);
                    if self.is_quotation_mark(at)
                        && self.opens_quoted_name(self.names[mention].tokens.start - 1)
                    {
                        at += 1;
                    }
                    (end, complete, indefinite) = (Some(at), true, 0);
                    continue;
                }
                Part::Title { .. } if end.is_some() && !self.is_joined(at) => break,
                Part::Title { definite } => {
                    complete = definite;
                    if definite {
                        end = Some(at + 1);
                    }
                }
                Part::Material => {
                    indefinite = 0;
                    if self.word(at) == "في" && is_occasion(self.stem(at + 1)) {
                        break;
                    }
                    // A preposition on its own ends no role, nor a bare noun behind one.
                    complete = self.stem(at).starts_with("ال")
                        || self.tokens()[at].dropped_alef
                        || self.knowledge.nationality(self.stem(at)).is_some();
                    if complete {
                        end = Some(at + 1);
                    }
                }
                Part::Owned => {
                    (end, complete) = (Some(at + 1), true);
                }
                Part::Indefinite => {
                    indefinite += 1;
                    if complete || indefinite > INDEFINITE {
                        break;
                    }
                }
            }
            at += 1;
        }
        end.map(|end| end.min(last))
    }

    fn is_joined(&self, at: usize) -> bool {
        self.tokens().get(at).is_some_and(|t| t.proclitic.conjunction.is_some())
    }

    /// Whether a quotation mark with an institution's name behind it stands at a token.
    fn opens_quoted_name(&self, at: usize) -> bool {
        self.is_quotation_mark(at) && matches!(self.part(at + 1), Part::Mention(_))
    }

    fn is_quotation_mark(&self, at: usize) -> bool {
        let is_mark = |t: &Token| {
            matches!(t.span.of(self.document.text()), "\"" | "\u{AB}" | "\u{BB}" | "\u{201C}" | "\u{201D}")
        };
        self.tokens().get(at).is_some_and(is_mark)
    }
}

/// Where something is said: what «في» opens here is of the verb, not of the role.
fn is_occasion(stem: &str) -> bool {
    matches!(
        stem.strip_prefix("ال").unwrap_or(stem),
        "موتمر"
            | "بيان"
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
