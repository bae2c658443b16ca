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
            push(c);
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
fn is_dropped(c: char) -> bool {
    is_mark_or_tatweel(c) || is_invisible(c)
}

/// Short vowels, shadda, sukun, dagger alef, Qur'anic marks and the lengthening stroke: part of the word as written.
pub(super) fn is_mark_or_tatweel(c: char) -> bool {
    matches!(c,
        '\u{640}'
        | '\u{610}'..='\u{61A}'
        | '\u{64B}'..='\u{65F}'
        | '\u{670}'
        | '\u{6D6}'..='\u{6DC}'
        | '\u{6DF}'..='\u{6E8}'
        | '\u{6EA}'..='\u{6ED}'
        | '\u{8D3}'..='\u{8E1}'
        | '\u{8E3}'..='\u{8FF}')
}

/// Bidirectional and zero-width controls: no part of any word.
fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}'
        | '\u{61C}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{206F}'
        | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn folded(text: &str) -> String {
        fold(text).text().to_owned()
    }

    #[test]
    fn spellings_of_one_word_fold_alike() {
        for (a, b) in [
            ("أحمد", "احمد"),
            ("إلى", "الي"),
            ("مؤتمر", "موتمر"),
            ("رئيس", "رييس"),
            ("مدينة", "مدينه"),
            ("مُحَمَّدٌ", "محمد"),
            ("محـــمد", "محمد"),
            ("ایران", "ايران"),
            ("کرکوک", "كركوك"),
            ("\u{FEFB}", "لا"),
            ("\u{FEE3}\u{FEBC}\u{FEAE}", "مصر"),
            ("\u{FDFA}", "صلي الله عليه وسلم"),
            ("٢٠٢٤", "2024"),
            ("۱۴۰۳", "1403"),
            ("ＵＮ", "un"),
            ("م\u{200C}ص\u{200F}ر", "مصر"),
        ] {
            assert_eq!(folded(a), folded(b), "{}", a.escape_unicode());
        }
        assert_eq!(folded("هيئة"), "هييه");
    }

    #[test]
    fn folding_aligns_with_the_original() {
        let text = "قالَ \u{FEFB} كذا";
        let folded = fold(text);
        let at = folded.text().find("لا").unwrap_or_default();
        assert_eq!(folded.original(at), text.find('\u{FEFB}').unwrap_or_default());
        assert_eq!(folded.original(at + 2), folded.original(at), "both letters come from the ligature");
        assert_eq!(folded.original(folded.text().len()), text.len());
    }

    proptest! {
        #[test]
        fn any_text_folds_and_aligns(text in "\\PC{0,80}|[\u{600}-\u{6FF}\u{200B}-\u{200F}\u{FB50}-\u{FEFC} ]{0,80}") {
            let folded = fold(&text);
            prop_assert_eq!(folded.starts.len(), folded.text.len() + 1);
            prop_assert!(folded.starts.is_sorted());
            prop_assert!(folded.starts.iter().all(|&s| text.is_char_boundary(s as usize)));
        }

        #[test]
        fn folding_twice_changes_nothing(text in "[\u{600}-\u{6FF}A-Za-z0-9\u{FB50}-\u{FDFF}\u{FE70}-\u{FEFC} ]{0,80}") {
            let once = folded(&text);
            prop_assert_eq!(folded(&once), once);
        }
    }
}
