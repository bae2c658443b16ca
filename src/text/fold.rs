//! Folding: one spelling for words that newspapers spell in many ways, with an alignment back to the original.
//!
//! Hamza carriers become their letter, alef maqsura becomes yeh, ta marbuta becomes heh, Farsi and Urdu letter forms
//! become Arabic ones, presentation forms and ligatures are taken apart, short vowels, tatweel and invisible controls
//! go away, digits of every script become ASCII, Latin becomes lower case.

use crate::Span;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;

/// Folded text and, for each of its bytes, where in the original its character starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// One entry a folded byte, plus one for the end: byte offset in the original.
    starts: Vec<u32>,
}

impl Folded {
    /// The folded text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// A part of the folded text; empty when `range` does not fit.
    #[must_use]
    pub fn slice(&self, range: Range<usize>) -> &str {
        self.text.get(range).unwrap_or_default()
    }

    /// Where in the original the character behind the folded byte `at` starts; the original's length past the end.
    #[must_use]
    pub fn original(&self, at: usize) -> usize {
        self.starts[at.min(self.starts.len() - 1)] as usize
    }

    /// The folded range of the characters whose original lies in `span`.
    #[must_use]
    pub fn range_of(&self, span: Span) -> Range<usize> {
        let last = self.starts.len() - 1;
        let start = self.starts[..last].partition_point(|&s| (s as usize) < span.start);
        let end = self.starts[..last].partition_point(|&s| (s as usize) < span.end);
        start..end.max(start)
    }
}

/// Folds a whole text; linear in its length.
#[must_use]
pub fn fold(original: &str) -> Folded {
    let mut folded = Folded {
        text: String::with_capacity(original.len()),
        starts: Vec::with_capacity(original.len() + 1),
    };
    for (at, c) in original.char_indices() {
        fold_char(c, &mut |piece| {
            folded.text.push(piece);
            folded.starts.extend(std::iter::repeat_n(at as u32, piece.len_utf8()));
        });
    }
    folded.starts.push(original.len() as u32);
    folded
}

/// Gives `push` the folded form of one character: none for what is dropped, more than one for a ligature.
pub fn fold_char(c: char, push: &mut impl FnMut(char)) {
    match c {
        ' '..='@' | '['..='~' | '\n' => push(c),
        'A'..='Z' => push(c.to_ascii_lowercase()),
        '\u{622}' | '\u{623}' | '\u{625}' | '\u{671}'..='\u{673}' | '\u{675}' => push('\u{627}'),
        '\u{624}' => push('\u{648}'),
        '\u{626}' | '\u{649}' | '\u{6CC}' | '\u{6D2}' => push('\u{64A}'),
        '\u{629}' | '\u{6C0}' | '\u{6C1}' | '\u{6C3}' | '\u{6D5}' | '\u{6BE}' => push('\u{647}'),
        '\u{6A9}' | '\u{6AA}' => push('\u{643}'),
        '\u{621}' | '\u{627}' | '\u{628}' | '\u{62A}'..='\u{63A}' | '\u{641}'..='\u{648}' | '\u{64A}' => {
            push(c)
        }
        '\u{660}'..='\u{669}' => push(char::from(b'0' + (c as u32 - 0x660) as u8)),
        '\u{6F0}'..='\u{6F9}' => push(char::from(b'0' + (c as u32 - 0x6F0) as u8)),
        _ if is_dropped(c) => {}
        '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{FF01}'..='\u{FF5E}' => {
            for piece in std::iter::once(c).nfkc() {
                if piece == c { push(c) } else { fold_char(piece, push) }
            }
        }
        _ => c.to_lowercase().for_each(push),
    }
}

/// Marks, tatweel and invisible controls: they change nothing about which word it is.
#[must_use]
fn is_dropped(c: char) -> bool {
    matches!(c,
        '\u{640}'                                             // tatweel
        | '\u{610}'..='\u{61A}' | '\u{64B}'..='\u{65F}' | '\u{670}' // vowels, shadda, sukun, dagger alef
        | '\u{6D6}'..='\u{6DC}' | '\u{6DF}'..='\u{6E8}' | '\u{6EA}'..='\u{6ED}' // Qur'anic marks
        | '\u{8D3}'..='\u{8FF}'
        | '\u{61C}' | '\u{AD}' | '\u{FEFF}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206F}')
}
