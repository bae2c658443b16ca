//! The tokens of a sentence as the grammar reads them: words of the lexicon, numbers and marks, clitics cut off.

use super::lexicon::{Entry, MAX_WORDS, Role, Roles, Word};
use super::lexicon_file::entry;
use crate::Span;
use crate::text::{Document, Token, TokenKind};
use std::cell::Cell;
use std::ops::Range;

/// One word, phrase, number or mark at a place of the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Atom {
    pub(super) kind: Kind,
    pub(super) roles: Roles,
    /// Index of the token after it.
    pub(super) next: usize,
    /// Bytes of the original, without clitics.
    pub(super) span: Span,
    /// A conjunction (و or ف) was cut off.
    pub(super) joined: bool,
    /// The preposition that was cut off.
    pub(super) preposition: Option<char>,
}

/// What an [`Atom`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Word(Word),
    /// Value and number of digits.
    Digits(u32, u8),
    /// Numbers joined by full stops («31.12.2010»): their values and digits.
    Dotted([(u32, u8); 3]),
    Mark(char),
    /// A word that is in the lexicon for its role only, or in no list.
    Other,
}

/// A sentence's tokens, `range` of the document's.
pub(super) struct Scan<'d> {
    pub(super) document: &'d Document<'d>,
    pub(super) range: Range<usize>,
    /// The atoms looked at last, each at its token's index modulo the size: rules ask for the same few again and again.
    recent: [Cell<Option<(usize, Atom)>>; RECENT],
}

const RECENT: usize = 8;

impl<'d> Scan<'d> {
    pub(super) fn new(document: &'d Document<'d>, range: Range<usize>) -> Self {
        Self { document, range, recent: Default::default() }
    }

    pub(super) fn token(&self, at: usize) -> Option<&'d Token> {
        if self.range.contains(&at) { self.document.tokens().get(at) } else { None }
    }

    /// The folded word at `at`, clitics included; empty outside the sentence.
    pub(super) fn word_form(&self, at: usize) -> &'d str {
        self.token(at).map_or("", |t| self.document.word(t))
    }

    /// The atom at a token; `None` at the sentence's end.
    pub(super) fn at(&self, at: usize) -> Option<Atom> {
        let token = self.token(at)?;
        let recent = &self.recent[at % RECENT];
        if let Some((_, atom)) = recent.get().filter(|&(index, _)| index == at) {
            return Some(atom);
        }
        let form = self.document.word(token);
        let atom = match token.kind {
            TokenKind::Arabic => self.arabic(at, token, form),
            TokenKind::Number => Atom { kind: number_kind(form), ..plain(token, at) },
            TokenKind::Punctuation => {
                let mark = form.chars().next().unwrap_or(' ');
                Atom { kind: Kind::Mark(mark), ..plain(token, at) }
            }
            TokenKind::Latin => plain(token, at),
        };
        recent.set(Some((at, atom)));
        Some(atom)
    }

    /// The word of the lexicon at a token.
    pub(super) fn word(&self, at: usize) -> Option<(Word, Atom)> {
        let atom = self.at(at)?;
        match atom.kind {
            Kind::Word(word) => Some((word, atom)),
            _ => None,
        }
    }

    /// The token after `at`, when the atom there has `role` and no preposition before it.
    pub(super) fn role(&self, at: usize, role: Role) -> Option<Atom> {
        self.at(at).filter(|a| a.roles.has(role) && a.preposition.is_none())
    }

    /// Whether the token before `at` has `role`, whatever its clitics.
    pub(super) fn after_role(&self, at: usize, role: Role) -> bool {
        at > self.range.start && self.at(at - 1).is_some_and(|a| a.roles.has(role))
    }

    /// The token index after `at`, when one of `marks` stands there.
    pub(super) fn mark(&self, at: usize, marks: &[char]) -> Option<usize> {
        match self.at(at)?.kind {
            Kind::Mark(mark) if marks.contains(&mark) => Some(at + 1),
            _ => None,
        }
    }

    fn arabic(&self, at: usize, token: &Token, form: &str) -> Atom {
        for (cut, joined, preposition) in cuts(form) {
            let rest = rest_of(form, cut);
            if let Some(atom) = self.lookup(at, token, rest) {
                let start = if cut == 0 { token.span.start } else { self.original_start(token, cut) };
                return Atom { span: Span::new(start, atom.span.end), joined, preposition, ..atom };
            }
        }
        // «للعام»: the article's alef is dropped after ل.
        let joined = form.starts_with(['و', 'ف']);
        let lam = if joined { form.get(2..).unwrap_or_default() } else { form };
        if lam.starts_with("\u{644}\u{644}") {
            let cut = if joined { 4 } else { 2 };
            let restored = format!("ا{}", rest_of(form, cut));
            if let Some(atom) = self.lookup(at, token, &restored) {
                let start = self.original_start(token, cut);
                return Atom {
                    span: Span::new(start, atom.span.end),
                    joined,
                    preposition: Some('ل'),
                    ..atom
                };
            }
        }
        plain(token, at)
    }

    /// The longest phrase that starts with `first`, the token's form without clitics.
    fn lookup(&self, at: usize, token: &Token, first: &str) -> Option<Atom> {
        let alone = entry(first)?;
        if alone.word.is_some_and(|w| !self.is_spelled(w, token)) {
            return None;
        }
        let says = |entry: &&Entry| entry.word.is_some() || entry.roles != Roles::default();
        let mut found = Some(alone).filter(says).map(|entry| (entry, at + 1));
        let mut phrase = String::new();
        for length in 2..=usize::from(alone.reach).min(MAX_WORDS) {
            let next = at + length - 1;
            if !self.token(next).is_some_and(|t| t.kind == TokenKind::Arabic) {
                break;
            }
            if phrase.is_empty() {
                phrase.push_str(first);
            }
            phrase.push(' ');
            phrase.push_str(self.word_form(next));
            if let Some(entry) = entry(&phrase).filter(says) {
                found = Some((entry, next + 1));
            }
        }
        let (entry, next) = found?;
        let end = self.token(next - 1).map_or(token.span.end, |t| t.span.end);
        Some(Atom {
            kind: entry.word.map_or(Kind::Other, Kind::Word),
            roles: entry.roles,
            next,
            span: Span::new(token.span.start, end),
            joined: false,
            preposition: None,
        })
    }

    /// Folding makes «آب» (August) and «أب» (father) one form: the original decides.
    fn is_spelled(&self, word: Word, token: &Token) -> bool {
        match word {
            Word::Month(super::Calendar::Gregorian, 8, true) if self.document.word(token).ends_with("اب") => {
                token.span.of(self.document.text()).contains('\u{622}')
            }
            _ => true,
        }
    }

    fn original_start(&self, token: &Token, cut: usize) -> usize {
        self.document.folded().original(token.word.start + cut)
    }
}

fn plain(token: &Token, at: usize) -> Atom {
    Atom {
        kind: Kind::Other,
        roles: Roles::default(),
        next: at + 1,
        span: token.span,
        joined: false,
        preposition: None,
    }
}

fn rest_of(form: &str, cut: usize) -> &str {
    form.get(cut..).unwrap_or_default()
}

/// Ways to cut clitics off a form: bytes cut, whether a conjunction, which preposition. The whole word comes first.
fn cuts(form: &str) -> impl Iterator<Item = (usize, bool, Option<char>)> {
    let mut letters = form.chars();
    let (first, second) = (letters.next().unwrap_or(' '), letters.next().unwrap_or(' '));
    let long = form.len() > 4;
    let conjunction = (long && matches!(first, 'و' | 'ف')).then_some((2, true, None));
    let preposition = |c: char| matches!(c, 'ب' | 'ل' | 'ك').then_some(c);
    let single = preposition(first).filter(|_| long).map(|p| (2, false, Some(p)));
    let double = conjunction.and(preposition(second)).map(|p| (4, true, Some(p)));
    [Some((0, false, None)), conjunction, single, double].into_iter().flatten()
}

/// The value of a folded number token.
fn number_kind(form: &str) -> Kind {
    if let Some(n) = digits(form) {
        return Kind::Digits(n.0, n.1);
    }
    let mut parts = form.split('.').map(digits);
    match (parts.next().flatten(), parts.next().flatten(), parts.next().flatten(), parts.next()) {
        (Some(a), Some(b), Some(c), None) => Kind::Dotted([a, b, c]),
        _ => Kind::Other,
    }
}

fn digits(form: &str) -> Option<(u32, u8)> {
    let all = !form.is_empty() && form.len() <= 4 && form.bytes().all(|b| b.is_ascii_digit());
    if all { Some((form.parse().ok()?, form.len() as u8)) } else { None }
}
