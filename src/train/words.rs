//! Counts the words of raw text into the table that [`crate::lexicon::words`] reads.

use crate::lexicon::hash::hash;
use crate::lexicon::words::{COUNT_SCALE, MAGIC, VERSION};
use crate::text::{Document, TokenKind};
use std::collections::HashMap;

/// Occurrences of every folded orthographic word.
#[derive(Debug, Default)]
pub struct Counts(HashMap<String, u64>);

impl Counts {
    /// Counts the words of one document: Arabic and Latin letters, no digits, no marks.
    pub fn add(&mut self, text: &str) {
        let document = Document::new(text);
        for token in document.tokens() {
            if matches!(token.kind, TokenKind::Arabic | TokenKind::Latin) {
                let word = document.word(token);
                if let Some(count) = self.0.get_mut(word) {
                    *count += 1;
                } else {
                    self.0.insert(word.to_owned(), 1);
                }
            }
        }
    }

    /// The words that occur at least `least` times, sorted, with their counts.
    #[must_use]
    pub fn at_least(self, least: u64) -> Vec<(String, u64)> {
        let mut words: Vec<_> = self.0.into_iter().filter(|(_, n)| *n >= least).collect();
        words.sort_unstable();
        words
    }
}

/// The table's bytes for words with their counts.
#[must_use]
pub fn compile(words: &[(String, u64)]) -> Vec<u8> {
    let mut entries: Vec<(u64, u8)> = words.iter().map(|(w, n)| (hash(w.as_bytes()), stored(*n))).collect();
    entries.sort_unstable();
    // Two words in one bucket with one fingerprint would be one to a reader: the more frequent one stays.
    let buckets = (entries.len() / 4).next_power_of_two().max(2) as u32;
    let shift = 64 - buckets.trailing_zeros();
    entries.sort_by_key(|&(h, count)| (h >> shift, h as u32, std::cmp::Reverse(count)));
    entries.dedup_by_key(|(h, _)| (*h >> shift, *h as u32));

    let mut bytes = MAGIC.to_vec();
    for n in [VERSION, entries.len() as u32, buckets] {
        bytes.extend(n.to_le_bytes());
    }
    for bucket in 0..=u64::from(buckets) {
        let start = entries.partition_point(|(h, _)| h >> shift < bucket) as u32;
        bytes.extend(start.to_le_bytes());
    }
    bytes.extend(entries.iter().flat_map(|(h, _)| (*h as u32).to_le_bytes()));
    bytes.extend(entries.iter().map(|(_, count)| count));
    bytes
}

/// A count as stored: tenths of its binary logarithm.
#[allow(clippy::cast_sign_loss)] // a count is at least 1, its logarithm at least 0
fn stored(count: u64) -> u8 {
    ((count.max(1) as f32).log2() * COUNT_SCALE).round().min(255.0) as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::WordTable;

    #[test]
    fn what_is_compiled_is_found_again() {
        let words: Vec<_> = (0..1000_u64).map(|i| (format!("w{i}"), i + 1)).collect();
        let bytes = compile(&words);
        let table = WordTable::new(&bytes).expect("fresh bytes fit");
        let mut seen: Vec<_> = words.iter().filter_map(|(w, _)| table.get(w)).map(|w| w.index).collect();
        seen.sort_unstable();
        assert_eq!(seen, (0..1000).collect::<Vec<_>>(), "dense numbers");
        assert_eq!(table.get("w1023"), None);
        assert!((table.log2_count("w1023") - 0.0).abs() < f32::EPSILON);
        assert!((table.log2_count("w511") - 9.0).abs() < 0.06);
    }
}
