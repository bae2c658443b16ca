//! Tokens: Unicode word boundaries (UAX 29) with the corrections that Arabic newspapers need.
//!
//! The standard joins what is not one word here: letters around a full stop or colon without a space («الماضي.وقال»),
//! and letters with the digits that a preposition is written to («ل315»). Such pieces are cut at the change of class.

use super::clitics::{self, Proclitic};
use super::fold::{Folded, is_mark_or_tatweel};
use crate::Span;
use crate::lexicon::WordTable;
use std::ops::Range;
use unicode_segmentation::UnicodeSegmentation;

/// What a token is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// Arabic letters.
    Arabic,
    /// Letters of another script.
    Latin,
    /// Digits, with separators inside («3.5», «1,000»).
    Number,
    /// One punctuation mark or symbol.
    Punctuation,
}

/// One orthographic word, number or mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the original; never white space, never empty.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
    /// Folded bytes of the whole token.
    pub word: Range<usize>,
    /// Folded bytes without the proclitics.
    pub stem: Range<usize>,
    /// Byte of the original where the stem starts: `span.start` when there is no proclitic.
    pub stem_start: usize,
    /// The conjunctions and prepositions split off.
    pub proclitic: Proclitic,
    /// The stem lost the alef of its article after the preposition ل («للأمم» → stem «لأمم» of «الأمم»).
    pub dropped_alef: bool,
    /// White space (or the text's start) stands before it.
    pub spaced: bool,
}

/// Splits `text` into tokens; `folded` is its folded form.
pub(super) fn tokenize(text: &str, folded: &Folded) -> Vec<Token> {
    let tokens = Vec::with_capacity(text.len() / 8);
    let mut builder = Builder { text, folded, tokens, at: 0, spaced: true, table: WordTable::embedded() };
    for (start, piece) in text.split_word_bound_indices() {
        builder.add_piece(Span::new(start, start + piece.len()));
    }
    builder.tokens
}

struct Builder<'a> {
    text: &'a str,
    folded: &'a Folded,
    tokens: Vec<Token>,
    /// Folded bytes that are used up.
    at: usize,
    spaced: bool,
    table: WordTable<'static>,
}

impl Builder<'_> {
    /// Adds the tokens of one piece between word boundaries.
    fn add_piece(&mut self, piece: Span) {
        let from = self.at;
        while self.at < self.folded.text().len() && self.folded.original(self.at) < piece.end {
            self.at += 1;
        }
        let form = self.folded.slice(from..self.at);
        if form.trim().is_empty() {
            // A piece that folds to nothing (an invisible control on its own) neither is a token nor parts two.
            self.spaced |= !form.is_empty();
            return;
        }
        let mut start = from;
        while start < self.at {
            let rest = self.folded.slice(start..self.at);
            let Some(length) = run_length(rest) else { break };
            self.push(start..start + length);
            start += length;
        }
    }

    /// Adds one token with the folded bytes `word`.
    fn push(&mut self, word: Range<usize>) {
        let form = self.folded.slice(word.clone());
        if form.trim().is_empty() {
            self.spaced = true;
            return;
        }
        let span = self.span_of(&word);
        if let Some(last) = self.tokens.last_mut().filter(|last| span.start < last.span.end) {
            // One character of the original that folds to several words (a phrase ligature) or to a letter and a mark.
            last.word.end = word.end;
            last.stem.end = word.end;
            return;
        }
        let kind = kind_of(form);
        let mut token = Token {
            span,
            kind,
            stem: word.clone(),
            word,
            stem_start: span.start,
            proclitic: Proclitic::default(),
            dropped_alef: false,
            spaced: self.spaced,
        };
        if kind == TokenKind::Arabic {
            clitics::split(&mut token, self.folded, &self.table);
        }
        self.spaced = false;
        self.tokens.push(token);
    }

    /// The original bytes behind the folded bytes `word`, with the marks on its last letter, without invisible
    /// controls around it.
    fn span_of(&self, word: &Range<usize>) -> Span {
        let start = self.folded.original(word.start);
        let last = self.folded.original(word.end - 1);
        let rest = self.text.get(last..).unwrap_or_default();
        let mut end = last + rest.chars().next().map_or(0, char::len_utf8);
        for c in self.text.get(end..).unwrap_or_default().chars() {
            if !is_mark_or_tatweel(c) {
                break;
            }
            end += c.len_utf8();
        }
        Span::new(start, end)
    }
}

/// The class of a character inside a piece.
#[derive(PartialEq, Eq, Clone, Copy)]
enum Class {
    Arabic,
    Digit,
    Other,
    Mark,
}

fn class_of(c: char) -> Class {
    match c {
        '\u{620}'..='\u{64A}' | '\u{66E}'..='\u{6D3}' | '\u{6FA}'..='\u{6FF}' | '\u{750}'..='\u{77F}' => {
            Class::Arabic
        }
        _ if c.is_numeric() => Class::Digit,
        _ if c.is_alphabetic() || c == '_' => Class::Other,
        _ => Class::Mark,
    }
}

/// Length in bytes of the first token of the folded piece `rest`; `None` when nothing is left.
fn run_length(rest: &str) -> Option<usize> {
    let first = rest.chars().next()?;
    let class = class_of(first);
    let whole = match class {
        Class::Mark => return Some(first.len_utf8()),
        Class::Arabic if is_dotted_initials(rest) => rest.len(),
        Class::Arabic => rest.find(|c| class_of(c) != Class::Arabic).unwrap_or(rest.len()),
        // Digits keep their separators; UAX 29 joins those only between digits.
        Class::Digit => rest.find(|c| class_of(c) == Class::Arabic).unwrap_or(rest.len()),
        Class::Other => rest.find(|c| class_of(c) == Class::Arabic).unwrap_or(rest.len()),
    };
    let trailing = rest[..whole].trim_end_matches(|c| class_of(c) == Class::Mark).len();
    Some(if is_dotted_initials(&rest[..whole]) { whole } else { trailing.max(first.len_utf8()) })
}

/// «أ.ف.ب»: single letters with full stops between them are one word.
fn is_dotted_initials(piece: &str) -> bool {
    piece.len() > 3 && piece.contains('.') && piece.split('.').all(|p| p.chars().count() <= 1)
}

fn kind_of(form: &str) -> TokenKind {
    match form.chars().next().map(class_of) {
        Some(Class::Arabic) => TokenKind::Arabic,
        Some(Class::Digit) => TokenKind::Number,
        Some(Class::Other) => TokenKind::Latin,
        _ => TokenKind::Punctuation,
    }
}

#[cfg(test)]
mod tests {
    use super::super::Document;

    fn words(text: &str) -> Vec<&str> {
        let document = Document::new(text);
        document.tokens().iter().map(|t| t.span.of(text)).collect()
    }

    #[test]
    fn a_missing_space_after_a_stop_does_not_join_words() {
        assert_eq!(words("الماضي.وقال"), ["الماضي", ".", "وقال"]);
        assert_eq!(words("دبي:كشف"), ["دبي", ":", "كشف"]);
    }

    #[test]
    fn digits_part_from_letters_and_keep_their_separators() {
        assert_eq!(words("ل315 3.5% 1,000 2014وقال"), ["ل", "315", "3.5", "%", "1,000", "2014", "وقال"]);
    }

    #[test]
    fn initials_stay_together() {
        assert_eq!(words("(أ.ف.ب) U.S. G7"), ["(", "أ.ف.ب", ")", "U.S", ".", "G7"]);
    }

    #[test]
    fn marks_belong_to_the_word_and_controls_do_not() {
        assert_eq!(words("عدوانًا\u{200F} \u{202B}مِصْرُ\u{202C}"), ["عدوانًا", "مِصْرُ"]);
        assert_eq!(words("كتـــاب"), ["كتـــاب"]);
    }

    #[test]
    fn spaces_are_noted() {
        let document = Document::new("قال: \"نعم\"");
        let spaced: Vec<bool> = document.tokens().iter().map(|t| t.spaced).collect();
        assert_eq!(spaced, [true, false, true, false, false]);
    }
}
