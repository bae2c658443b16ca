//! What a word can be inside a role.

use super::{Reader, UNKNOWN};
use crate::lexicon::gazetteer::{Title, TitleKind};
use crate::names::NameType;
use crate::text::{Token, TokenKind};

/// What a token can be inside a role.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// A title word; whether it has the article, or an owner in a pronoun («مدربه»).
    Title { definite: bool },
    /// A word of a title of several words that is complete («ولي العهد»), with the title's first token.
    Whole { first: usize },
    /// Something that belongs to the title before it.
    Material,
    /// A word without an article: it belongs only where few of them follow a title.
    Indefinite,
    /// A noun with an owner in a pronoun («كتلته»).
    Owned,
    /// A token of a mention; the mention.
    Mention(usize),
    /// Not part of a role.
    Stop,
}

/// Titles of several words have no more of them than this.
const LONGEST_TITLE: usize = 4;

impl Reader<'_, '_> {
    pub(super) fn part(&self, at: usize) -> Part {
        if let Some(mention) = self.mention_at(at) {
            return if self.names[mention].kind == NameType::Person {
                Part::Stop
            } else {
                Part::Mention(mention)
            };
        }
        let Some(token) = self.tokens().get(at).filter(|t| t.kind == TokenKind::Arabic) else {
            return Part::Stop;
        };
        let (stem, word) = (self.document.stem(token), self.document.word(token));
        if let Some(first) = self.whole_title(at) {
            return Part::Whole { first };
        }
        let has_article = stem.starts_with("ال") || token.dropped_alef;
        let owned = self.is_owned(token);
        if self.is_title_at(at) {
            return Part::Title { definite: has_article || owned };
        }
        if matches!(word, "عن" | "الي") && self.is_seat(at) {
            return Part::Material;
        }
        if is_stop_word(word) || self.is_speech_verb(at) {
            return Part::Stop;
        }
        let of = token.proclitic.preposition;
        // «برئاسة المستشار فلان»: what follows is no longer of the title before.
        if of == Some('\u{628}') && (is_leadership(stem) || !self.is_behind_ba(at)) {
            return Part::Stop;
        }
        let governed = of.is_some_and(|c| c == '\u{644}' || c == '\u{628}');
        if has_article
            || governed
            || LINKS.contains(&word)
            || ATTRIBUTES.contains(&word)
            || self.knowledge.nationality(stem).is_some()
        {
            return Part::Material;
        }
        if owned && !is_stop_word(stem) { Part::Owned } else { Part::Indefinite }
    }

    /// «النائب عن», «عضو مجلس الشيوخ عن», «مبعوث الأمم المتحدة إلى»: whom a member sits for, where an envoy is sent.
    fn is_seat(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return false };
        let start = self.mention_at(before).map_or(before, |m| self.names[m].tokens.start.saturating_sub(1));
        let stem = self.stem(start);
        match self.word(at) {
            "عن" => matches!(stem, "النايب" | "النايبه" | "نايب" | "عضو" | "عضوه" | "العضو" | "السيناتور"),
            _ => matches!(stem, "مبعوث" | "المبعوث" | "مبعوثه" | "موفد" | "سفير" | "السفير" | "سفيره"),
        }
    }

    /// Whether what stands behind ب at a token can still be of the role: an institution («بكلية الطب»), or what a title
    /// is about («المتهم بالتجسس»).
    fn is_behind_ba(&self, at: usize) -> bool {
        let stem = self.stem(at);
        let bare = stem.strip_prefix("ال").unwrap_or(stem);
        self.knowledge.is_organization_type(bare)
            || at.checked_sub(1).is_some_and(|i| self.title_at(i).is_some())
    }

    /// The title word at a token.
    pub(super) fn title_at(&self, at: usize) -> Option<Title<'static>> {
        let token = self.tokens().get(at)?;
        let of_word = |word: &str| {
            if is_stop_word(word) { None } else { self.knowledge.title(word) }
        };
        let whole = of_word(self.document.word(token));
        whole.or_else(|| {
            // «برئيس», «لرئيس» are titles; «للأمين العام» is what another title is for, «كرئيس» what somebody is as.
            let is_title = match token.proclitic.preposition {
                None | Some('\u{628}') => true,
                Some('\u{644}') => !token.dropped_alef,
                Some(_) => false,
            };
            if is_title { of_word(self.document.stem(token)) } else { None }
        })
    }

    pub(super) fn is_speech_verb(&self, at: usize) -> bool {
        let joined = self.tokens().get(at).is_some_and(|t| t.proclitic.conjunction.is_some());
        let stem = if joined { self.knowledge.speech_verb(self.stem(at)) } else { None };
        stem.or_else(|| self.knowledge.speech_verb(self.word(at))).is_some()
    }

    fn is_title_at(&self, at: usize) -> bool {
        self.title_at(at).is_some_and(|t| t.kind != TitleKind::Kinship) && !self.is_predicate(at)
    }

    /// «رئيسا», «عضوا»: in the accusative it says what somebody becomes, not who he is.
    fn is_predicate(&self, at: usize) -> bool {
        let bare = self.stem(at).strip_suffix('\u{627}');
        bare.is_some_and(|bare| bare.chars().count() >= 3 && self.knowledge.title(bare).is_some())
    }

    /// The first token of the complete title of several words that covers a token. Titles whose first word is a title
    /// itself («وزير الخارجية») are read word by word.
    fn whole_title(&self, at: usize) -> Option<usize> {
        let first = (at.saturating_sub(LONGEST_TITLE - 1)..=at).rev();
        first.into_iter().find(|&first| first + usize::from(self.whole_length(first)) > at)
    }

    /// How many words the title of several words has that starts at a token; looked up once.
    fn whole_length(&self, first: usize) -> u8 {
        let Some(kept) = self.whole.get(first) else { return 0 };
        if kept.get() == UNKNOWN {
            kept.set(self.whole_title_from(first).map_or(0, |end| (end - first) as u8));
        }
        kept.get()
    }

    /// One past the last token of the title of several words that starts at a token.
    fn whole_title_from(&self, first: usize) -> Option<usize> {
        let opens = self.knowledge.may_start_name(self.stem(first));
        if !opens || self.mention_at(first).is_some() || self.is_title_at(first) {
            return None;
        }
        let mut key = self.stem(first).to_owned();
        let mut end = None;
        for at in first + 1..(first + LONGEST_TITLE).min(self.tokens().len()) {
            if self.mention_at(at).is_some() || self.tokens()[at].kind != TokenKind::Arabic {
                break;
            }
            key.push(' ');
            key.push_str(self.word(at));
            if self.knowledge.title(&key).is_some_and(|t| t.kind != TitleKind::Kinship) {
                end = Some(at + 1);
            }
        }
        end
    }

    /// Whether a pronoun is written with the noun: «مدربه», «كتلته», «زعيمها». The folded form does not tell ه from ة.
    fn is_owned(&self, token: &Token) -> bool {
        let written = token.span.of(self.document.text()).trim_end_matches(is_mark);
        token.word.len() >= 8
            && (written.ends_with('\u{647}')
                || ["ها", "هم", "هما", "نا"].iter().any(|p| written.ends_with(p)))
    }
}

/// What a body or a delegation is under, when the person follows: «برئاسة», «بقيادة», «بحضور».
fn is_leadership(stem: &str) -> bool {
    matches!(
        stem,
        "رياسه"
            | "قياده"
            | "حضور"
            | "مشاركه"
            | "عضويه"
            | "رفقه"
            | "اشراف"
            | "اداره"
            | "رعايه"
            | "تدريب"
    )
}

/// A vowel mark.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{64B}'..='\u{652}')
}

/// Prepositions that join a title to what it is at.
pub(super) const LINKS: [&str; 4] = ["في", "لدي", "باسم", "لشوون"];
/// Words without an article that belong to the title before them («أمين عام», «فريق أول ركن»).
const ATTRIBUTES: [&str; 4] = ["عام", "اول", "ركن", "متقاعد"];

/// Words that end every role: relative pronouns, conjunctions, prepositions, particles.
pub(super) fn is_stop_word(word: &str) -> bool {
    matches!(
        word,
        "ان" | "انه"
            | "انها"
            | "الذي"
            | "التي"
            | "الذين"
            | "من"
            | "الي"
            | "علي"
            | "عن"
            | "مع"
            | "بين"
            | "بعد"
            | "قبل"
            | "خلال"
            | "حول"
            | "ضد"
            | "عند"
            | "حيث"
            | "ثم"
            | "او"
            | "ام"
            | "بل"
            | "لكن"
            | "كما"
            | "كل"
            | "هذا"
            | "هذه"
            | "ذلك"
            | "تلك"
            | "قد"
            | "لم"
            | "لن"
            | "لا"
            | "ما"
            | "هو"
            | "هي"
            | "هم"
            | "كان"
            | "كانت"
            | "يكون"
            | "امس"
            | "اليوم"
            | "الاحد"
            | "امام"
            | "عليه"
            | "عليها"
            | "اليه"
            | "اليها"
            | "فيه"
            | "فيها"
            | "منه"
            | "منها"
            | "عنه"
            | "عنها"
            | "الدولي"
            | "الدوليه"
            | "مواطنه"
            | "مواطنها"
            | "مواطنته"
            | "زميله"
            | "زميلها"
            | "زميلته"
            | "نظيره"
            | "نظيرها"
            | "نظيرته"
            | "نظيرتها"
    )
}
