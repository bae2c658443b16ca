//! A first look at a word: whether any name can start with it. Two words in three start none, and walking the automaton
//! to find that out costs more than everything else.
//!
//! A blocked Bloom filter: a word's hash chooses one block of 64 bits and three bits in it. What it refuses starts no
//! name; of what starts none it lets about one in forty pass.

use crate::lexicon::hash::{hash, mix};

/// Bits a word in the compiled filter.
#[cfg(any(test, feature = "train"))]
const BITS_PER_WORD: usize = 12;
/// Sets apart words that start a name only with an article before them.
const ARTICLE_SEED: u64 = 0x616c;

/// The filter, read in place: blocks of eight bytes, a power of two of them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Filter<'b> {
    bytes: &'b [u8],
}

/// A word's hash in the filter.
pub(crate) fn of_word(word: &str) -> u64 {
    hash(word.as_bytes())
}

/// The hash of the word with the hash `word` when an article is put before it.
pub(crate) fn with_article(word: u64) -> u64 {
    mix(word ^ ARTICLE_SEED)
}

/// The bits of a hash in its block.
fn bits(hash: u64) -> u64 {
    (1 << (hash & 63)) | (1 << (hash >> 6 & 63)) | (1 << (hash >> 12 & 63))
}

impl<'b> Filter<'b> {
    /// A filter over `bytes`; `None` when their number does not fit.
    pub(crate) fn new(bytes: &'b [u8]) -> Option<Self> {
        (bytes.len() >= 16 && bytes.len().is_power_of_two()).then_some(Self { bytes })
    }

    /// Whether a name may start with the word that has this hash.
    pub(crate) fn passes(self, hash: u64) -> bool {
        let blocks = self.bytes.len() / 8;
        let start = (hash >> (64 - blocks.trailing_zeros())) as usize * 8;
        let block = self.bytes.get(start..).and_then(|rest| rest.first_chunk::<8>());
        block.is_some_and(|block| u64::from_le_bytes(*block) & bits(hash) == bits(hash))
    }
}

/// The filter's bytes for these hashes.
#[cfg(any(test, feature = "train"))]
pub(crate) fn compile(hashes: &[u64]) -> Vec<u8> {
    let count = (hashes.len() * BITS_PER_WORD / 64).next_power_of_two().max(2);
    let mut blocks = vec![0_u64; count];
    for &hash in hashes {
        blocks[(hash >> (64 - count.trailing_zeros())) as usize] |= bits(hash);
    }
    blocks.into_iter().flat_map(u64::to_le_bytes).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_in_passes_and_most_else_does_not() {
        let words: Vec<String> = (0..5000).map(|n| format!("w{n}")).collect();
        let hashes: Vec<u64> = words.iter().map(|word| of_word(word)).collect();
        let bytes = compile(&hashes);
        let filter = Filter::new(&bytes).expect("a power of two");
        assert!(hashes.iter().all(|&hash| filter.passes(hash)));
        let passed = (0..5000).filter(|n| filter.passes(of_word(&format!("x{n}")))).count();
        assert!(passed < 500, "{passed} of 5000");
        let articles = hashes.iter().filter(|&&hash| filter.passes(with_article(hash))).count();
        assert!(articles < 500, "{articles} of 5000");
    }

    #[test]
    fn a_cut_filter_is_none() {
        assert!(Filter::new(&[]).is_none());
        assert!(Filter::new(&[0; 24]).is_none());
    }
}
