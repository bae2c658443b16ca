//! The form under which two mentions are compared: folded units without clitics and particles.

use crate::names::{NameMention, NameType};
use crate::text::{Document, TokenKind};
use std::ops::Range;

/// A mention with what merging asks of it.
#[derive(Debug, Clone)]
pub(super) struct Form {
    /// Folded words; «عبد الله» and «أبو ظبي» are one unit, as they are where they are written together.
    pub(super) units: Vec<String>,
    /// The folded name with single spaces, as the lists have it.
    pub(super) key: String,
    /// Index of the sentence.
    pub(super) sentence: usize,
    /// What the mention names.
    pub(super) kind: NameType,
}

/// The mention that covers a token; `names` are in order of text and do not overlap.
pub(super) fn mention_at(names: &[NameMention], token: usize) -> Option<usize> {
    let index = names.partition_point(|n| n.tokens.end <= token);
    names.get(index).filter(|n| n.tokens.contains(&token)).map(|_| index)
}

/// The mentions whose tokens all lie in `range`.
pub(super) fn mentions_in(names: &[NameMention], range: &Range<usize>) -> Range<usize> {
    let start = names.partition_point(|n| n.tokens.start < range.start);
    let end = names.partition_point(|n| n.tokens.end <= range.end);
    start..end.max(start)
}

/// Words that make one unit with the next word.
const JOINING: [&str; 7] = ["عبد", "ابو", "ابي", "ابا", "ام", "ذو", "سيف"];
/// Particles between the parts of a person's name.
const PARTICLES: [&str; 4] = ["بن", "ابن", "بنت", "ال"];

impl Form {
    pub(super) fn new(document: &Document, mention: &NameMention) -> Self {
        let words = words(document, mention);
        let key = words.join(" ");
        let units = if mention.kind == NameType::Organization { words } else { join_units(words) };
        Self { units, key, sentence: document.sentence_at(mention.span.start), kind: mention.kind }
    }

    /// The last unit, which names a person where one unit does.
    pub(super) fn last(&self) -> &str {
        self.units.last().map_or("", String::as_str)
    }
}

/// The folded words of a mention: the first one without its proclitics, where they are outside the span, with a dropped
/// alef restored.
fn words(document: &Document, mention: &NameMention) -> Vec<String> {
    let tokens = document.tokens().get(mention.tokens.clone()).unwrap_or_default();
    let mut words = Vec::with_capacity(tokens.len());
    for (position, token) in tokens.iter().enumerate() {
        if token.kind == TokenKind::Punctuation {
            continue;
        }
        words.push(if position == 0 && mention.span.start > token.span.start {
            format!("{}{}", document.lemma_prefix(token), document.stem(token))
        } else {
            document.word(token).to_owned()
        });
    }
    words
}

fn join_units(words: Vec<String>) -> Vec<String> {
    let mut units: Vec<String> = Vec::with_capacity(words.len());
    let mut joining = false;
    let single = words.len() == 1;
    for word in words {
        if !single && !joining && PARTICLES.contains(&word.as_str()) {
            continue;
        }
        let joins = !joining && JOINING.contains(&word.as_str());
        match units.last_mut().filter(|_| joining) {
            Some(unit) => unit.push_str(&word),
            None => units.push(word),
        }
        joining = joins;
    }
    units
}

/// Whether two units are spellings of one name: equal, or equal but for vowel letters and the letters that
/// newspapers exchange in foreign names (غ/ج/ق/ك, ت/ط, س/ص, ف/ب are the usual ones; only the first group is safe).
pub(super) fn same_unit(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    // Short words differ by one letter too easily («علي»/«علا»); eight bytes are four letters.
    if short.len() < 8 || long.len() > short.len() + 4 || first_letter(a) != first_letter(b) {
        return false;
    }
    // A vowel letter more is a spelling («بوتين»/«بوتن»); another vowel letter is another name («سعيد»/«سعود»).
    let mut rest = long.chars().map(unified);
    let more_vowels = short.chars().map(unified).all(|c| rest.any(|d| c == d));
    let (x, y) = (skeleton(short), skeleton(long));
    more_vowels && x == y && x.chars().count() >= 3
}

/// What two spellings of one unit have in common, article aside: their consonants.
pub(super) fn sound(unit: &str) -> String {
    skeleton(unit.strip_prefix("ال").unwrap_or(unit))
}

fn first_letter(word: &str) -> Option<char> {
    word.chars().next().map(unified)
}

fn unified(c: char) -> char {
    match c {
        '\u{63A}' | '\u{62C}' | '\u{642}' => '\u{643}',
        other => other,
    }
}

/// Consonants only.
fn skeleton(word: &str) -> String {
    word.chars()
        .filter(|c| !matches!(c, '\u{627}' | '\u{648}' | '\u{64A}' | '\u{621}'))
        .map(unified)
        .collect()
}

/// Whether `part` is `whole` with units left out, in order.
pub(super) fn is_part(part: &[String], whole: &[String]) -> bool {
    let mut rest = whole.iter();
    part.iter().all(|p| rest.any(|w| same_unit(p, w)))
}

/// The name as a reader writes it: the original text, a dropped alef restored, white space made single, tatweel and
/// invisible controls gone.
pub(super) fn display(document: &Document, mention: &NameMention) -> String {
    let mut name = String::new();
    if let Some(first) =
        document.tokens().get(mention.tokens.start).filter(|t| mention.span.start > t.span.start)
    {
        name.push_str(document.lemma_prefix(first));
    }
    let mut space = false;
    for c in mention.span.of(document.text()).chars() {
        if c.is_whitespace() {
            space = !name.is_empty();
        } else if !matches!(c, '\u{640}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
        {
            if space {
                name.push(' ');
                space = false;
            }
            name.push(c);
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name() {
        for (a, b) in
            [("نتنياهو", "نتانياهو"), ("بلينكن", "بلينكين"), ("غوتيريش", "جوتيريش"), ("ترامب", "ترامب")]
        {
            assert!(same_unit(a, b), "{a} {b}");
        }
        for (a, b) in [("علي", "علا"), ("كوزلوف", "كارلوف"), ("حسن", "حسين"), ("سعيد", "سعود")]
        {
            assert!(!same_unit(a, b), "{a} {b}");
        }
    }

    #[test]
    fn parts_keep_their_order() {
        let whole: Vec<String> = ["عبدالفتاح", "سعيد", "السيسي"].map(String::from).into();
        assert!(is_part(&["عبدالفتاح".into(), "السيسي".into()], &whole));
        assert!(!is_part(&["السيسي".into(), "عبدالفتاح".into()], &whole));
    }

    #[test]
    fn joined_and_parted_spellings_are_one_unit() {
        let joined = |s: &str| join_units(s.split(' ').map(String::from).collect());
        assert_eq!(joined("عبد الله صالح"), joined("عبدالله صالح"));
        assert_eq!(joined("محمد بن سلمان"), ["محمد", "سلمان"]);
    }
}
