//! Conjunctions and prepositions written together with the next word: what is one, and what is a letter of the name.
//!
//! Every way to cut a word is a candidate, the whole word one of them. A log-linear model chooses by what is counted in
//! the [`WordTable`]: how often the rest occurs on its own, with the article, with other clitics, and how often the word
//! occurs as it is («واشنطن» occurs, «اشنطن» does not; «وموسكو» is rare, «موسكو», «بموسكو», «لموسكو» are not).

use super::clitic_weights::WEIGHTS;
use super::fold::Folded;
use super::tokens::Token;
use crate::lexicon::WordTable;

/// Which clitics stand before a stem: a conjunction, then a preposition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Proclitic {
    /// و or ف.
    pub conjunction: Option<char>,
    /// ب, ل or ك.
    pub preposition: Option<char>,
}

impl Proclitic {
    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.conjunction.is_none() && self.preposition.is_none()
    }

    /// Position among all twelve combinations, the empty one first.
    #[must_use]
    pub fn index(self) -> usize {
        let conjunction = self.conjunction.map_or(0, |c| if c == WAW { 1 } else { 2 });
        let preposition = match self.preposition {
            None => 0,
            Some(BEH) => 1,
            Some(LAM) => 2,
            Some(_) => 3,
        };
        conjunction * 4 + preposition
    }
}

const WAW: char = '\u{648}';
const FEH: char = '\u{641}';
const BEH: char = '\u{628}';
const LAM: char = '\u{644}';
const KAF: char = '\u{643}';
const ARTICLE: &str = "\u{627}\u{644}";
/// What is put before a stem to ask the table for it: nothing, the article, the clitics [`WAW`], [`BEH`], [`LAM`], [`KAF`].
const WRITTEN: [&[u8]; 6] = [
    b"",
    ARTICLE.as_bytes(),
    "\u{648}".as_bytes(),
    "\u{628}".as_bytes(),
    "\u{644}".as_bytes(),
    "\u{643}".as_bytes(),
];
/// The same where the stem's article lost its alef.
const RESTORED: [&[u8]; 6] = [
    "\u{627}".as_bytes(),
    "\u{627}\u{644}\u{627}".as_bytes(),
    "\u{648}\u{627}".as_bytes(),
    "\u{628}\u{627}".as_bytes(),
    "\u{644}\u{627}".as_bytes(),
    "\u{643}\u{627}".as_bytes(),
];
/// Bytes of one Arabic letter.
const LETTER: usize = 2;

/// One way to cut a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Candidate {
    pub(crate) proclitic: Proclitic,
    /// Bytes of the folded word before the stem.
    pub(crate) cut: usize,
    pub(crate) dropped_alef: bool,
}

/// Calls `each` with every way to cut the folded `word`, the whole word first.
pub(crate) fn candidates(word: &str, mut each: impl FnMut(Candidate)) {
    each(Candidate::default());
    let first = word.chars().next();
    if !matches!(first, Some(WAW | FEH | BEH | LAM | KAF)) {
        return;
    }
    let conjunction = first.filter(|c| matches!(c, &WAW | &FEH));
    let after = conjunction.map_or(0, char::len_utf8);
    if conjunction.is_some() && long_enough(word, after) {
        each(Candidate {
            proclitic: Proclitic { conjunction, preposition: None },
            cut: after,
            dropped_alef: false,
        });
    }
    let rest = word.get(after..).unwrap_or_default();
    let Some(preposition) = rest.chars().next().filter(|c| matches!(c, &BEH | &LAM | &KAF)) else { return };
    let cut = after + LETTER;
    if !long_enough(word, cut) {
        return;
    }
    let proclitic = Proclitic { conjunction, preposition: Some(preposition) };
    each(Candidate { proclitic, cut, dropped_alef: false });
    if preposition == LAM && rest[LETTER..].starts_with(LAM) && long_enough(word, cut + LETTER) {
        each(Candidate { proclitic, cut, dropped_alef: true });
    }
}

/// Calls `each` with every way to cut the folded `word`, the whole word first: the bytes before the stem, and what the stem
/// lost before its first letter.
pub(crate) fn clitic_cuts(word: &str, mut each: impl FnMut(usize, &'static str)) {
    candidates(word, |candidate| each(candidate.cut, if candidate.dropped_alef { "\u{627}" } else { "" }));
}

/// A stem has two letters at least.
fn long_enough(word: &str, cut: usize) -> bool {
    word.len() >= cut + 2 * LETTER
}

/// Features of the word as a stem; the second half of the weights is for stems that were cut.
const SHARED: usize = 9;
/// One bias for each combination of clitics, one for the dropped alef, one for the count of the uncut word.
const BIASES: usize = 14;
/// Number of features of a candidate.
pub(crate) const FEATURES: usize = 2 * SHARED + BIASES;

/// What is known of a candidate: `word` is the folded whole word.
pub(crate) fn features(
    word: &str,
    candidate: Candidate,
    table: &WordTable,
    whole_count: f32,
) -> [f32; FEATURES] {
    let rest = word.get(candidate.cut..).unwrap_or_default();
    // Of a form that lost its alef it is the whole article that is asked for.
    let prefixes = if candidate.dropped_alef { &RESTORED } else { &WRITTEN };
    let [count, article, clitics @ ..] = table.log2_counts(prefixes, rest);
    let bare = if candidate.dropped_alef { rest.strip_prefix(LAM) } else { rest.strip_prefix(ARTICLE) };
    let length = rest.len() + if candidate.dropped_alef { LETTER } else { 0 };
    let own = candidate.proclitic.preposition.or(candidate.proclitic.conjunction);
    let others = [WAW, BEH, LAM, KAF].into_iter().zip(clitics).filter(|(c, _)| Some(*c) != own);
    let shared = [
        count,
        f32::from(u8::from(count == 0.0)),
        if bare.is_some() { 0.0 } else { article },
        // The mean over the stem with each clitic but the one that was cut.
        others.map(|(_, count)| count).sum::<f32>() / 4.0,
        f32::from(u8::from(bare.is_some())),
        f32::from(u8::from(length == 2 * LETTER)),
        f32::from(u8::from(length == 3 * LETTER)),
        f32::from(u8::from(length >= 6 * LETTER)),
        bare.map_or(0.0, |bare| table.log2_count(bare)),
    ];
    let mut values = [0.0; FEATURES];
    let cut = candidate.cut > 0;
    values[if cut { SHARED } else { 0 }..][..SHARED].copy_from_slice(&shared);
    values[2 * SHARED + candidate.proclitic.index()] = 1.0;
    values[2 * SHARED + 12] = f32::from(u8::from(candidate.dropped_alef));
    values[2 * SHARED + 13] = if cut { whole_count } else { 0.0 };
    values
}

/// The likeliest way to cut the folded `word`.
pub(crate) fn best(word: &str, table: &WordTable) -> Candidate {
    let mut best = (Candidate::default(), f32::NEG_INFINITY);
    let whole_count = table.log2_count(word);
    candidates(word, |candidate| {
        let score = dot(&features(word, candidate, table, whole_count), &WEIGHTS);
        if score > best.1 {
            best = (candidate, score);
        }
    });
    best.0
}

fn dot(a: &[f32; FEATURES], b: &[f32; FEATURES]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}

/// Decides the token's proclitics and sets its stem.
pub(super) fn split(token: &mut Token, folded: &Folded, table: &WordTable) {
    let word = folded.slice(token.word.clone());
    // A word that starts with none of these letters has one candidate; two letters leave no stem.
    if word.len() < 3 * LETTER || !word.starts_with([WAW, FEH, BEH, LAM, KAF]) {
        return;
    }
    let candidate = best(word, table);
    if candidate.cut > 0 {
        token.proclitic = candidate.proclitic;
        token.dropped_alef = candidate.dropped_alef;
        token.stem.start += candidate.cut;
        token.stem_start = folded.original(token.stem.start);
    }
}

#[cfg(test)]
mod tests {
    use super::super::Document;

    /// The stem as written and the clitics before it.
    fn analysis(word: &str) -> (String, String) {
        let document = Document::new(word);
        let token = &document.tokens()[0];
        let clitics = token.proclitic.conjunction.iter().chain(&token.proclitic.preposition).collect();
        (clitics, word[token.stem_start..].to_owned())
    }

    #[test]
    fn letters_of_a_name_stay() {
        for word in [
            "واشنطن",
            "بوتين",
            "فرنسا",
            "لبنان",
            "وكالة",
            "كوزلوف",
            "وليد",
            "بيروت",
            "ليبيا",
            "كندا",
            "فلسطين",
        ] {
            assert_eq!(analysis(word), (String::new(), word.to_owned()));
        }
    }

    #[test]
    fn clitics_are_cut() {
        for (word, clitics, stem) in [
            ("وموسكو", "و", "موسكو"),
            ("وبموسكو", "وب", "موسكو"),
            ("للأمم", "ل", "لأمم"),
            ("ولليبيا", "ول", "ليبيا"),
            ("بالقاهرة", "ب", "القاهرة"),
            ("والسعودية", "و", "السعودية"),
            ("لفرنسا", "ل", "فرنسا"),
            ("وواشنطن", "و", "واشنطن"),
            ("كالسعودية", "ك", "السعودية"),
        ] {
            assert_eq!(analysis(word), (clitics.to_owned(), stem.to_owned()));
        }
    }

    #[test]
    fn the_dropped_alef_is_noted() {
        let document = Document::new("للأمم ليبيا");
        assert!(document.tokens()[0].dropped_alef);
        assert!(!document.tokens()[1].dropped_alef);
        assert_eq!(document.lemma_prefix(&document.tokens()[0]), "ا");
    }
}
