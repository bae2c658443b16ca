//! Whether the words around a bare weekday look forward or back.

use super::lexicon::Role;
use super::scan::{Kind, Scan};

/// How far a verb may stand before a weekday that it governs, in tokens.
const REACH: usize = 14;

/// Whether the nearest verb before the token `at` (or the one right after it) looks forward.
pub(super) fn looks_forward(tokens: &Scan, at: usize) -> bool {
    // «البيان الصادر مساء الأحد، ستغلق الجسور»: what a comma parts from the day has its own time, unless the day opens
    // the sentence («ويوم الأحد، تنطلق البطولة»).
    let opens = at <= tokens.range.start + 1;
    let belongs = |i: &usize| opens || tokens.mark(*i, &['\u{60C}', ',']).is_none();
    let after = || (at + 1..at + 4).take_while(belongs).find_map(|i| tense(tokens, i));
    tense_before(tokens, at).or_else(after).unwrap_or(false)
}

/// Whether the nearest verb before the token `at` looks forward; `None` when there is none.
pub(super) fn tense_before(tokens: &Scan, at: usize) -> Option<bool> {
    let from = at.saturating_sub(REACH).max(tokens.range.start);
    (from..at).rev().find_map(|i| tense(tokens, i))
}

/// The direction that one token gives.
fn tense(tokens: &Scan, at: usize) -> Option<bool> {
    let atom = tokens.at(at)?;
    if atom.roles.has(Role::Past) {
        return Some(false);
    }
    if atom.roles.has(Role::Future) || (atom.kind == Kind::Other && is_future_verb(tokens.word_form(at))) {
        return Some(true);
    }
    None
}

/// Folded beginnings of nouns that look like a future verb.
const NOUNS: [&str; 26] = [
    "سيار",
    "سياس",
    "سياد",
    "سياح",
    "سياق",
    "سياج",
    "سيطر",
    "سينا",
    "سينم",
    "سيول",
    "سيناري",
    "سيده",
    "سيدي",
    "سيرا",
    "سيره",
    "سيلا",
    "سيلف",
    "سيمن",
    "سيبير",
    "سيات",
    "ستاد",
    "ستار",
    "ستيف",
    "ستوك",
    "ستراس",
    "ستانفورد",
];

/// «سيزور», «ستبدأ», «وسيلتقي»: س before an imperfect verb.
fn is_future_verb(form: &str) -> bool {
    let form = form.strip_prefix(['و', 'ف']).unwrap_or(form);
    let imperfect = form.starts_with("سي") || form.starts_with("ست");
    imperfect && form.chars().count() >= 5 && !NOUNS.iter().any(|n| form.starts_with(n))
}
