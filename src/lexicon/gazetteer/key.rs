//! The form under which a name stands in the gazetteer.

use crate::text::fold_char;

/// The key of `name`: folded as [`crate::text::fold`] does, its words joined by one space, hyphens read as spaces,
/// quotation marks, brackets and stops around words left out.
///
/// ```
/// assert_eq!(khabar::lexicon::key("سانت-إتيان"), "سانت اتيان");
/// ```
#[must_use]
pub fn key(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for c in name.chars() {
        fold_char(c, &mut |piece| folded.push(piece));
    }
    let mut key = String::with_capacity(folded.len());
    for word in folded.split(|c: char| c.is_whitespace() || is_hyphen(c)) {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        if word.is_empty() {
            continue;
        }
        if !key.is_empty() {
            key.push(' ');
        }
        key.push_str(word);
    }
    key
}

/// Marks that join the parts of a name.
pub(crate) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2014}' | '\u{2212}')
}
