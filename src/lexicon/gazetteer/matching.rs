//! Names of the gazetteer in a document: the automaton is walked from every token's start.

use super::key::is_hyphen;
use super::{Entry, Gazetteer, filter};
use crate::text::{Document, Token, TokenKind};
use fst::raw::{CompiledAddr, Fst, Node, Output};
use std::ops::Range;

/// ال.
pub(crate) const ARTICLE: &str = "\u{627}\u{644}";

/// Which form of the first token stands in the gazetteer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// The stem, without proclitics and with the alef that the article lost after ل.
    Stem,
    /// The whole word: what looks like a proclitic is a letter of the name.
    Word,
    /// The stem without its article («السيسي» where only «سيسي» is listed).
    WithoutArticle,
    /// The stem with an article that the text does not have.
    WithArticle,
}

/// One name of the gazetteer in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// The tokens it covers.
    pub tokens: Range<usize>,
    /// What is known of it.
    pub entry: Entry,
    /// How the first token was read.
    pub form: Form,
}

impl Gazetteer<'_> {
    /// The longest name that starts at `token`, within the token's sentence. Of two readings of the first token the
    /// longer match wins, then the stem; the article is added or taken away only when nothing else is found.
    #[must_use]
    pub fn longest(&self, document: &Document, token: usize) -> Option<Match> {
        let sentence =
            document.sentences().get(document.sentence_at(document.tokens().get(token)?.span.start))?;
        self.longest_until(document, token, sentence.tokens.end, &mut None)
    }

    /// Writes the longest match of every token's start into `matches`, in order of text. Matches may overlap. `kept` holds what
    /// was found out of stems, in this text or in others; `stem_of` tells a token's place there: one place for tokens of one
    /// stem that dropped an alef or did not.
    pub(crate) fn matches(
        &self,
        document: &Document,
        kept: &mut [Option<Starts>],
        stem_of: impl Fn(usize) -> usize,
        matches: &mut Vec<Match>,
    ) {
        matches.clear();
        for sentence in document.sentences() {
            for token in sentence.tokens.clone() {
                let found = match kept.get_mut(stem_of(token)) {
                    Some(kept) => self.longest_until(document, token, sentence.tokens.end, kept),
                    None => self.longest_until(document, token, sentence.tokens.end, &mut None),
                };
                matches.extend(found);
            }
        }
    }

    fn longest_until(
        &self,
        document: &Document,
        token: usize,
        end: usize,
        kept: &mut Option<Starts>,
    ) -> Option<Match> {
        let (names, firsts) = self.names.as_ref()?;
        let first = document.tokens().get(token)?;
        if first.kind == TokenKind::Punctuation {
            return None;
        }
        let starts =
            kept.get_or_insert_with(|| self.starts(document.lemma_prefix(first), document.stem(first)));
        let follow = |start: Option<Start>, form: Form| {
            let (end, value) = follow(names, document, token, end, start?)?;
            Some(Match { tokens: token..end, entry: Entry::of_value(value), form })
        };
        let mut best = follow(starts.stem, Form::Stem);
        if first.stem != first.word {
            let word = document.word(first);
            // A stem that lost its alef is looked up as it was, and the whole word only when that finds nothing.
            if !first.dropped_alef && firsts.passes(filter::of_word(word)) {
                best = longer(best, follow(start(names, "", word), Form::Word));
            } else if first.dropped_alef && best.is_none() {
                return follow(start(names, "", word), Form::Word);
            }
        }
        best.or_else(|| starts.other.and_then(|(start, form)| follow(Some(start), form)))
    }

    /// What a name can begin with when a text has `prefix` (the alef that an article lost) and `stem`.
    fn starts(&self, prefix: &str, stem: &str) -> Starts {
        let Some((names, firsts)) = &self.names else { return Starts::default() };
        if !prefix.is_empty() {
            return Starts { stem: start(names, prefix, stem), other: None };
        }
        let hash = filter::of_word(stem);
        let other = match stem.strip_prefix(ARTICLE) {
            Some(bare) if firsts.passes(filter::of_word(bare)) => Some(("", bare, Form::WithoutArticle)),
            None if firsts.passes(filter::with_article(hash)) => Some((ARTICLE, stem, Form::WithArticle)),
            _ => None,
        };
        let other = other.and_then(|(prefix, stem, form)| Some((start(names, prefix, stem)?, form)));
        Starts { stem: firsts.passes(hash).then(|| start(names, "", stem)).flatten(), other }
    }
}

/// Where in the automaton a walk stands, to go on from there later.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Start {
    node: CompiledAddr,
    output: u64,
}

/// What is kept of a stem: where the walk stands after it, and after its form with or without an article.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Starts {
    stem: Option<Start>,
    other: Option<(Start, Form)>,
}

/// The walk over `prefix` and `form`; `None` when no name begins so.
fn start(names: &Fst<&[u8]>, prefix: &str, form: &str) -> Option<Start> {
    let mut walker = Walker { names, node: names.root(), output: Output::zero() };
    (!form.is_empty() && walker.feed(prefix) && walker.feed(form))
        .then(|| Start { node: walker.node.addr(), output: walker.output.value() })
}

/// The longer of two matches; the first one when they are equally long.
fn longer(one: Option<Match>, other: Option<Match>) -> Option<Match> {
    match (&one, &other) {
        (Some(a), Some(b)) if b.tokens.end <= a.tokens.end => one,
        (_, Some(_)) => other,
        _ => one,
    }
}

/// Goes on from `start` over the words of the tokens that follow `token`; the last final state wins.
fn follow(
    names: &Fst<&[u8]>,
    document: &Document,
    token: usize,
    end: usize,
    start: Start,
) -> Option<(usize, u64)> {
    let mut walker = Walker { names, node: names.node(start.node), output: Output::new(start.output) };
    let tokens = document.tokens();
    let mut best = walker.value().map(|value| (token + 1, value));
    let mut at = token + 1;
    while at < end {
        at = skip_hyphen(document, tokens, at, end);
        if at >= end || !walker.feed(" ") || !walker.feed(document.word(&tokens[at])) {
            break;
        }
        at += 1;
        best = walker.value().map(|value| (at, value)).or(best);
    }
    best
}

/// The token after a hyphen that joins two words without spaces, else `at`.
pub(crate) fn skip_hyphen(document: &Document, tokens: &[Token], at: usize, end: usize) -> usize {
    let joins = at + 1 < end
        && tokens[at].kind == TokenKind::Punctuation
        && document.word(&tokens[at]).chars().all(is_hyphen);
    if joins && !tokens[at].spaced && !tokens[at + 1].spaced { at + 1 } else { at }
}

struct Walker<'f> {
    names: &'f Fst<&'f [u8]>,
    node: Node<'f>,
    output: Output,
}

impl Walker<'_> {
    /// Goes on by `text`; false when no name goes on so.
    fn feed(&mut self, text: &str) -> bool {
        for &byte in text.as_bytes() {
            let Some(index) = self.node.find_input(byte) else { return false };
            let transition = self.node.transition(index);
            self.output = self.output.cat(transition.out);
            self.node = self.names.node(transition.addr);
        }
        true
    }

    /// The value of the name that ends here.
    fn value(&self) -> Option<u64> {
        self.node.is_final().then(|| self.output.cat(self.node.final_output()).value())
    }
}
