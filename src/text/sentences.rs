//! Sentence boundaries: a paragraph is cut after its terminators, with what closes behind them.
//!
//! A full stop does not end a sentence inside a number («3.5», one token), after an initial or a one-letter abbreviation
//! («د. طه», «J. K.», «هـ.»), after a list marker («1. »), or when the next word is written to it («khabar.example»).
//! A question or exclamation mark inside quotation marks ends the quotation, not the sentence around it.

use super::document::Sentence;
use super::tokens::{Token, TokenKind};
use crate::Span;
use std::ops::Range;

/// Splits every paragraph at its terminators.
pub(super) fn split_sentences(text: &str, tokens: &[Token], paragraphs: &[Span]) -> Vec<Sentence> {
    let mut sentences = Vec::new();
    let mut at = 0;
    for (paragraph, span) in paragraphs.iter().enumerate() {
        let rest = tokens.get(at..).unwrap_or_default();
        let end = at + rest.partition_point(|t| t.span.start < span.end);
        let splitter = Splitter { text, tokens, end };
        while at < end {
            let next = splitter.sentence_end(at);
            sentences.push(sentence(tokens, at..next, paragraph));
            at = next;
        }
    }
    sentences
}

fn sentence(tokens: &[Token], range: Range<usize>, paragraph: usize) -> Sentence {
    let inside = &tokens[range.clone()];
    let start = inside.first().map_or(0, |t| t.span.start);
    Sentence { span: Span::new(start, inside.last().map_or(start, |t| t.span.end)), tokens: range, paragraph }
}

struct Splitter<'a> {
    text: &'a str,
    tokens: &'a [Token],
    /// One past the paragraph's last token.
    end: usize,
}

impl Splitter<'_> {
    fn mark(&self, at: usize) -> &str {
        if at < self.end { self.tokens[at].span.of(self.text) } else { "" }
    }

    /// One past the last token of the sentence that starts at `start`.
    fn sentence_end(&self, start: usize) -> usize {
        let mut at = start;
        while at < self.end {
            if self.tokens[at].kind != TokenKind::Punctuation || !is_terminator(self.mark(at)) {
                at += 1;
                continue;
            }
            let mut after = at + 1;
            while after < self.end && is_terminator(self.mark(after)) && !self.tokens[after].spaced {
                after += 1;
            }
            let closed = self.skip_closing(after);
            if self.ends_sentence(start, at, after, closed) {
                return closed;
            }
            at = after;
        }
        self.end
    }

    /// Passes closing quotation marks and brackets that are written to the terminator.
    fn skip_closing(&self, mut at: usize) -> usize {
        while at < self.end && !self.tokens[at].spaced && is_closing(self.mark(at)) {
            at += 1;
        }
        at
    }

    /// Whether the terminators `at..after`, closed at `closed`, end the sentence that starts at `start`.
    fn ends_sentence(&self, start: usize, at: usize, after: usize, closed: usize) -> bool {
        if closed >= self.end {
            return true;
        }
        let mark = self.mark(at);
        if mark != "." && mark != "\u{6D4}" {
            // «…؟» قال: the quotation's mark, unless nothing closes behind it.
            return closed == after && (self.tokens[closed].spaced || mark == "\u{2026}");
        }
        if after - at > 1 {
            return self.tokens[closed].spaced;
        }
        let follows_word = at > start && !self.tokens[at].spaced;
        if !self.tokens[closed].spaced && self.tokens[closed].kind != TokenKind::Arabic {
            return false;
        }
        // «2 .1 مليون»: a stop after a space, before digits, is a misplaced decimal point.
        if self.tokens[at].spaced
            && self.tokens[closed].kind == TokenKind::Number
            && !self.tokens[closed].spaced
        {
            return false;
        }
        !(follows_word && closed == after && self.is_abbreviated(start, at - 1))
    }

    /// Whether the token before a full stop is an initial, a one-letter abbreviation or a list marker.
    fn is_abbreviated(&self, start: usize, at: usize) -> bool {
        let token = &self.tokens[at];
        let letters =
            token.span.of(self.text).chars().filter(|c| c.is_alphanumeric() && *c != '\u{640}').count();
        match token.kind {
            TokenKind::Number => at == start && letters <= 2,
            TokenKind::Punctuation => false,
            TokenKind::Latin => letters == 1,
            TokenKind::Arabic => letters == 1 && token.span.of(self.text) != "\u{648}",
        }
    }
}

fn is_terminator(mark: &str) -> bool {
    matches!(
        mark,
        "." | "!" | "?" | "\u{61F}" | "\u{2026}" | "\u{6D4}" | "\u{203C}" | "\u{2047}" | "\u{2049}"
    )
}

fn is_closing(mark: &str) -> bool {
    matches!(
        mark,
        "\"" | "'" | ")" | "]" | "\u{BB}" | "\u{201C}" | "\u{201D}" | "\u{2019}" | "\u{203A}" | "\u{FD3E}"
    )
}

#[cfg(test)]
mod tests {
    use super::super::Document;

    fn sentences(text: &str) -> Vec<&str> {
        Document::new(text).sentences().iter().map(|s| s.span.of(text)).collect()
    }

    #[test]
    fn terminators_of_both_scripts_end_sentences() {
        assert_eq!(sentences("نعم. لا! كيف؟ هكذا… حسنا"), ["نعم.", "لا!", "كيف؟", "هكذا…", "حسنا"]);
        assert_eq!(sentences("انتهى.وبدأ غيره.. ثم"), ["انتهى.", "وبدأ غيره..", "ثم"]);
    }

    #[test]
    fn closing_marks_stay_with_the_sentence() {
        assert_eq!(sentences("قال «انتهى الأمر.» ثم خرج."), ["قال «انتهى الأمر.»", "ثم خرج."]);
        assert_eq!(sentences("سأل «متى؟» ثم خرج."), ["سأل «متى؟» ثم خرج."]);
    }

    #[test]
    fn a_stop_is_not_always_an_end() {
        for text in [
            "بلغ 3.5 في المئة",
            "قال د. طه حسين",
            "كتب J. K. كذا",
            "1. البند الأول",
            "زار example.com أمس",
            "بلغ 2 .1 مليون",
        ] {
            assert_eq!(sentences(text), [text]);
        }
    }

    #[test]
    fn every_token_is_in_one_sentence() {
        let text = "عنوان\n\nأول. ثان؟\r\n\r\n. . .\nثالث";
        let document = Document::new(text);
        let covered: Vec<usize> = document.sentences().iter().flat_map(|s| s.tokens.clone()).collect();
        assert_eq!(covered, (0..document.tokens().len()).collect::<Vec<_>>());
    }
}
