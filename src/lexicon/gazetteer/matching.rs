//! Names of the gazetteer in a document: the automaton is walked from every token's start.

use super::key::is_hyphen;
use super::{Entry, Gazetteer, filter};
use crate::text::{Document, Token, TokenKind};
use fst::raw::{Fst, Node, Output};
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
        self.longest_until(document, token, sentence.tokens.end)
    }

    /// Writes the longest match of every token's start into `matches`, in order of text. Matches may overlap.
    pub fn matches(&self, document: &Document, matches: &mut Vec<Match>) {
        matches.clear();
        for sentence in document.sentences() {
            let found = sentence
                .tokens
                .clone()
                .filter_map(|token| self.longest_until(document, token, sentence.tokens.end));
            matches.extend(found);
        }
    }

    fn longest_until(&self, document: &Document, token: usize, end: usize) -> Option<Match> {
        let (names, firsts) = self.names.as_ref()?;
        let first = document.tokens().get(token)?;
        if first.kind == TokenKind::Punctuation {
            return None;
        }
        let walk = |prefix: &str, form: &str| walk(names, document, token, end, prefix, form);
        let (prefix, stem) = (document.lemma_prefix(first), document.stem(first));
        if !prefix.is_empty() {
            return found(token, walk(prefix, stem), Form::Stem)
                .or_else(|| found(token, walk("", document.word(first)), Form::Word));
        }
        let hash = filter::of_word(stem);
        let mut best = None;
        if firsts.passes(hash) {
            best = found(token, walk("", stem), Form::Stem);
        }
        if first.stem != first.word {
            let word = document.word(first);
            if firsts.passes(filter::of_word(word)) {
                best = longer(best, found(token, walk("", word), Form::Word));
            }
        }
        best.or_else(|| match stem.strip_prefix(ARTICLE) {
            Some(bare) if firsts.passes(filter::of_word(bare)) => {
                found(token, walk("", bare), Form::WithoutArticle)
            }
            None if firsts.passes(filter::with_article(hash)) => {
                found(token, walk(ARTICLE, stem), Form::WithArticle)
            }
            _ => None,
        })
    }
}

/// The match that a walk from `token` found.
fn found(token: usize, walked: Option<(usize, u64)>, form: Form) -> Option<Match> {
    walked.map(|(end, value)| Match { tokens: token..end, entry: Entry::of_value(value), form })
}

/// The longer of two matches; the first one when they are equally long.
fn longer(one: Option<Match>, other: Option<Match>) -> Option<Match> {
    match (&one, &other) {
        (Some(a), Some(b)) if b.tokens.end <= a.tokens.end => one,
        (_, Some(_)) => other,
        _ => one,
    }
}

/// Walks the automaton over `prefix`, `form` and the words of the tokens that follow; the last final state wins.
fn walk(
    names: &Fst<&[u8]>,
    document: &Document,
    token: usize,
    end: usize,
    prefix: &str,
    form: &str,
) -> Option<(usize, u64)> {
    let mut walker = Walker { names, node: names.root(), output: Output::zero() };
    if form.is_empty() || !walker.feed(prefix) || !walker.feed(form) {
        return None;
    }
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
