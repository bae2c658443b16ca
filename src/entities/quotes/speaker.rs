//! Who says it.

use super::finder::Finder;
use super::verbs::{How, Verb};
use super::words::is_function_word;
use crate::lexicon::gazetteer::TitleKind;
use crate::names::NameType;
use crate::text::TokenKind;
use std::ops::Range;

impl Finder<'_, '_> {
    /// The subject of a verb of speech in `sentence`.
    pub(super) fn speaker(&self, verb: &Verb, sentence: &Range<usize>) -> Option<usize> {
        if verb.how == How::Participle {
            return self.last_here(sentence).or_else(|| self.topic(sentence, verb.at)).or(self.last);
        }
        if verb.how == How::PassesOn {
            return self.passed_on(verb);
        }
        // «…، وقال في كلمة ألقاها فلان»: further on in a sentence, a verb without a subject right behind it goes on with the
        // sentence's own subject.
        let pronoun = self.opens_with_adverb(verb) && !self.is_described(verb);
        if verb.at > sentence.start && pronoun && self.subject_before(verb).is_none() {
            let goes_on = self.last_here(sentence).or_else(|| self.topic(sentence, verb.at));
            if goes_on.is_some() && !self.opens_clause(verb, sentence) {
                return goes_on;
            }
        }
        self.subject_behind(verb)
            .or_else(|| self.subject_before(verb))
            .or_else(|| self.institution(verb))
            .or_else(|| if self.is_bare(verb) { self.understood(verb, sentence) } else { None })
    }

    /// «وأوضحت الوزارة»: the last organization that this type word belongs to.
    fn institution(&self, verb: &Verb) -> Option<usize> {
        let word = self.stem(verb.subject.start);
        let bare = word.strip_prefix("ال").filter(|_| !verb.subject.is_empty())?;
        if !self.knowledge.is_organization_type(bare) {
            return None;
        }
        let before = self.names.partition_point(|n| n.tokens.start < verb.at);
        let is_one = |m: &usize| {
            let name = &self.names[*m];
            name.kind == NameType::Organization && self.stem(name.tokens.start) == bare
        };
        (0..before).rev().take(40).find(is_one)
    }

    /// The speaker behind «عن».
    fn passed_on(&self, verb: &Verb) -> Option<usize> {
        let from = verb.subject.clone().find(|&i| self.word(i) == "عن")?;
        let mentions = self.mentions_in(&(from + 1..verb.subject.end));
        mentions.into_iter().find(|&m| {
            let start = self.roles.phrase_start(m, &self.names[m]);
            self.names[m].kind != NameType::Place && start <= from + 2
        })
    }

    /// Whether the verb's subject is a pronoun, or a title that says somebody known («الوزير»).
    fn is_bare(&self, verb: &Verb) -> bool {
        let Some(first) = verb.subject.clone().next() else { return true };
        let adverb = self.opens_with_adverb(verb);
        let titled = self.stem(first).starts_with("ال")
            && self.knowledge.title(self.stem(first)).is_some_and(|t| t.kind != TitleKind::Kinship);
        (adverb || titled || (verb.how == How::Continues) && self.stem(first).starts_with("ال"))
            && !self.is_described(verb)
    }

    /// «تقارير تشير إلى أن»: a noun before the verb is its subject, and no mention. «بيانا أعلنت فيه» is not.
    fn is_described(&self, verb: &Verb) -> bool {
        let Some(before) = verb.at.checked_sub(1) else { return false };
        let token = &self.document.tokens()[before];
        let noun = token.kind == TokenKind::Arabic
            && !is_function_word(self.word(before))
            && !ADVERBS.contains(&self.word(before))
            && !self.word(before).starts_with("ال")
            && self.mention_at(before).is_none();
        let joined = self.document.tokens()[verb.at].proclitic.conjunction.is_some();
        let back = matches!(self.word(verb.subject.start), "فيه" | "فيها");
        noun && !joined && !back && self.sentence_start(verb.at) < before
    }

    fn sentence_start(&self, at: usize) -> usize {
        let sentence = self.document.sentence_at(self.document.tokens()[at].span.start);
        self.document.sentences().get(sentence).map_or(0, |s| s.tokens.start)
    }

    /// Whether no noun stands right behind the verb, but an adverb, a preposition, a mark or what is said.
    fn opens_with_adverb(&self, verb: &Verb) -> bool {
        let Some(first) = verb.subject.clone().next() else { return true };
        let token = &self.document.tokens()[first];
        let word = self.word(first);
        token.kind != TokenKind::Arabic
            || token.proclitic.preposition.is_some()
                && self.mention_at(first).is_none_or(|m| self.is_governed(m))
            || is_function_word(word)
            || ADVERBS.contains(&word)
            || word.chars().count() >= 4
                && word.ends_with('\u{627}')
                && !word.starts_with("ال")
                && self.mention_at(first).is_none()
    }

    /// Who a verb without a named subject speaks of.
    fn understood(&self, verb: &Verb, sentence: &Range<usize>) -> Option<usize> {
        if let Some(last) = self.last_here(sentence) {
            return Some(last);
        }
        if verb.at > sentence.start {
            // Further on in a sentence the subject is the sentence's own, known or not.
            let topic = self.topic(sentence, verb.at);
            let goes_on = self.opens_clause(verb, sentence) || !self.has_unnamed_subject(sentence);
            let own = topic.or_else(|| if goes_on { self.running() } else { None });
            return if verb.how == How::Continues { own.or(self.last) } else { own };
        }
        if verb.how == How::Continues { self.last.or(self.running()) } else { self.running() }
    }

    /// Whether the sentence opens with somebody or something that is no mention («وطالب البيان …», «المحتجون …»).
    fn has_unnamed_subject(&self, sentence: &Range<usize>) -> bool {
        let definite = |at: usize| {
            let token = self.document.tokens().get(at);
            // Not «إلينا», whose folded form begins like an article.
            let written = token.and_then(|t| self.document.text().get(t.stem_start..t.span.end));
            written.is_some_and(|w| w.starts_with("ال")) && self.mention_at(at).is_none()
        };
        definite(sentence.start) || definite(sentence.start + 1)
    }

    /// Whether only adverbs stand between the sentence's start and the verb («من جهة أخرى، قال»).
    fn opens_clause(&self, verb: &Verb, sentence: &Range<usize>) -> bool {
        if self.document.tokens()[verb.at].proclitic.conjunction.is_some() {
            return false;
        }
        let comma = (sentence.start..verb.at).rev().find(|&i| matches!(self.word(i), "\u{60C}" | ","));
        comma.is_none_or(|c| c - sentence.start <= 6) && verb.at - comma.unwrap_or(sentence.start) <= 3
    }

    /// The last speaker, or who this paragraph has been about since.
    fn running(&self) -> Option<usize> {
        self.paragraph_topic.or(self.last)
    }

    /// The last speaker, when that was in this sentence.
    fn last_here(&self, sentence: &Range<usize>) -> Option<usize> {
        self.last.filter(|_| self.last_at >= sentence.start)
    }

    /// Who the sentence is about before `end`: the first person or organization that nothing governs.
    pub(super) fn topic(&self, sentence: &Range<usize>, end: usize) -> Option<usize> {
        let mentions = self.mentions_in(&(sentence.start..end));
        let fits = |m: &usize| !self.is_quoted(self.names[*m].tokens.start) && !self.is_governed(*m);
        let of = |kind| mentions.clone().filter(move |&m| self.names[m].kind == kind);
        of(NameType::Person).find(fits).or_else(|| {
            of(NameType::Organization).find(|m| fits(m) && self.names[*m].tokens.start <= sentence.start + 3)
        })
    }

    /// The source that a sentence names: «بحسب فلان», «وفقا لوكالة كذا».
    pub(super) fn source(&self, sentence: &Range<usize>) -> Option<usize> {
        let at = sentence.clone().find(|&i| is_source(self.word(i)) && !self.is_quoted(i))?;
        let mentions = self.mentions_in(&(at + 1..sentence.end));
        mentions.into_iter().find(|&m| {
            let start = self.roles.phrase_start(m, &self.names[m]);
            self.names[m].kind != NameType::Place && start <= at + 2
        })
    }
}

/// Adverbs between a verb and what it says.
const ADVERBS: [&str; 14] = [
    "امس",
    "اليوم",
    "يومها",
    "حينها",
    "ايضا",
    "بدوره",
    "بدورها",
    "وهو",
    "قد",
    "سوف",
    "فيما",
    "بينما",
    "حين",
    "جهته",
];

/// Words that name the source of what stands before them.
pub(super) fn is_source(word: &str) -> bool {
    matches!(
        word,
        "وفقا"
            | "بحسب"
            | "حسب"
            | "حسبما"
            | "نقلا"
            | "وفق"
            | "طبقا"
            | "وبحسب"
            | "ووفقا"
            | "وحسب"
    )
}
