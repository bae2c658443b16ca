//! How often every word occurs in Arabic news: a table read in place, no work at start-up.
//!
//! File format (little-endian): magic `KHWD`, version, number of words `n`, number of buckets `b` (a power of two), each
//! a `u32`; `b + 1` bucket starts (`u32`); `n` fingerprints (`u32`), ordered by bucket; `n` counts (`u8`). A word with
//! the [`hash`](super::hash::hash) `h` lies in bucket `h >> (64 - log2 b)` and has the fingerprint `h as u32`.

use super::hash::hash;
use crate::Error;

/// The magic at the start of a word table.
pub const MAGIC: &[u8; 4] = b"KHWD";
/// The format's version.
pub const VERSION: u32 = 1;
/// Bytes before the first bucket start.
const HEADER: usize = 16;
/// A stored count `c` stands for about `2^(c / COUNT_SCALE)` occurrences.
pub const COUNT_SCALE: f32 = 10.0;

static EMBEDDED: &[u8] = include_bytes!("words.bin");

/// A word of the table: its dense number and how often it occurs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// From 0, without gaps: the index into tables that run beside this one.
    pub index: u32,
    /// Tenths of the binary logarithm of the number of occurrences.
    pub count: u8,
}

impl Word {
    /// Binary logarithm of the number of occurrences.
    #[must_use]
    pub fn log2_count(self) -> f32 {
        f32::from(self.count) / COUNT_SCALE
    }
}

/// A table of counted words over bytes that stay where they are.
#[derive(Debug, Clone, Copy)]
pub struct WordTable<'b> {
    buckets: &'b [u8],
    fingerprints: &'b [u8],
    counts: &'b [u8],
    shift: u32,
}

impl WordTable<'static> {
    /// The table that is compiled in.
    #[must_use]
    pub fn embedded() -> Self {
        // A unit test reads the embedded table, so the fallback, an empty table, is never what a release has.
        Self::new(EMBEDDED).unwrap_or(Self { buckets: &[], fingerprints: &[], counts: &[], shift: 63 })
    }

    /// A hash of the compiled-in bytes, for files that depend on this very table.
    #[must_use]
    pub fn embedded_hash() -> u64 {
        hash(EMBEDDED)
    }
}

impl<'b> WordTable<'b> {
    /// Reads a table in place.
    ///
    /// # Errors
    /// [`Error::Table`] when magic, version or length do not fit.
    pub fn new(bytes: &'b [u8]) -> Result<Self, Error> {
        let bad = |reason: &str| Error::Table { name: "word table".into(), reason: reason.into() };
        if bytes.get(..4) != Some(MAGIC) {
            return Err(bad("does not start with KHWD"));
        }
        let number = |at: usize| read_u32(bytes, at).ok_or_else(|| bad("is cut off in its header"));
        let (version, words, buckets) = (number(4)?, number(8)? as usize, number(12)?);
        if version != VERSION {
            return Err(bad(&format!("has format version {version}, this program reads {VERSION}")));
        }
        if !buckets.is_power_of_two() || buckets < 2 {
            return Err(bad("has a number of buckets that is no power of two"));
        }
        let starts = HEADER + 4 * (buckets as usize + 1);
        if bytes.len() != starts + 5 * words {
            return Err(bad("has the wrong length"));
        }
        Ok(Self {
            buckets: &bytes[HEADER..starts],
            fingerprints: &bytes[starts..starts + 4 * words],
            counts: &bytes[starts + 4 * words..],
            shift: 64 - buckets.trailing_zeros(),
        })
    }

    /// Number of words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.counts.len()
    }

    /// Whether it holds no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }

    /// Looks a folded word up. Two words in some four thousand million share a fingerprint and cannot be told apart.
    #[must_use]
    pub fn get(&self, folded: &str) -> Option<Word> {
        self.get_hash(hash(folded.as_bytes()))
    }

    /// Looks a word up by its hash.
    #[must_use]
    pub fn get_hash(&self, h: u64) -> Option<Word> {
        let bucket = (h >> self.shift) as usize;
        let from = read_u32(self.buckets, 4 * bucket)? as usize;
        let to = read_u32(self.buckets, 4 * bucket + 4)? as usize;
        let wanted = (h as u32).to_le_bytes();
        let place = self.fingerprints.get(4 * from..4 * to)?.chunks_exact(4).position(|f| f == wanted)?;
        let index = from + place;
        Some(Word { index: index as u32, count: *self.counts.get(index)? })
    }

    /// Binary logarithms of the numbers of occurrences of a folded word with each of the `prefixes` written before it.
    #[must_use]
    pub fn log2_counts<const N: usize>(&self, prefixes: &[&[u8]; N], folded: &str) -> [f32; N] {
        super::hash::with_prefixes(prefixes, folded.as_bytes())
            .map(|h| self.get_hash(h).map_or(0.0, Word::log2_count))
    }

    /// Binary logarithm of the number of occurrences of a folded word; 0 when it is not in the table.
    #[must_use]
    pub fn log2_count(&self, folded: &str) -> f32 {
        self.get(folded).map_or(0.0, Word::log2_count)
    }
}

fn read_u32(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.try_into().ok().map(u32::from_le_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_table_is_read() {
        let table = WordTable::new(EMBEDDED).expect("the embedded table is whole");
        assert!(table.len() > 100_000);
        assert!(table.log2_count("في") > table.log2_count("القاهره"));
        assert!(table.log2_count("القاهره") > 5.0);
        assert_eq!(table.get("قثغشظ"), None);
    }

    #[test]
    fn a_table_that_does_not_fit_is_an_error() {
        assert!(WordTable::new(b"").is_err());
        assert!(WordTable::new(b"KHWD").is_err());
        assert!(WordTable::new(&EMBEDDED[..EMBEDDED.len() - 1]).is_err());
        let mut other = EMBEDDED.to_vec();
        other[4] = 9;
        assert!(WordTable::new(&other).is_err());
    }
}
