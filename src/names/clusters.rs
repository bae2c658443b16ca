//! Clusters of words that stand in alike contexts, learned from raw text: a table that runs beside the word table.
//!
//! File format (little-endian): magic `KHCL`, version (`u32`), hash of the word table (`u64`), number of words (`u32`),
//! a zero (`u32`), then for every word of the word table [`GRAINS`] cluster numbers (`u16`), coarse to fine.

use super::beside;
use crate::Error;

/// The magic at the start of the file.
pub const MAGIC: &[u8; 4] = b"KHCL";
/// The format's version.
pub const VERSION: u32 = 1;
/// How many granularities a word has a cluster in.
pub const GRAINS: usize = 4;

static EMBEDDED: &[u8] = include_bytes!("clusters.bin");

/// The table over bytes that stay where they are.
#[derive(Debug, Clone, Copy)]
pub struct Clusters<'b> {
    rows: &'b [[u8; 2 * GRAINS]],
}

impl Clusters<'static> {
    /// The table that is compiled in.
    #[must_use]
    pub fn embedded() -> Self {
        // A unit test reads the embedded table, so the fallback, an empty table, is never what a release has.
        Self::new(EMBEDDED).unwrap_or(Self { rows: &[] })
    }

    /// A hash of the compiled-in bytes.
    #[must_use]
    pub fn embedded_hash() -> u64 {
        crate::lexicon::hash::hash(EMBEDDED)
    }
}

impl<'b> Clusters<'b> {
    /// Reads a table in place.
    ///
    /// # Errors
    /// [`Error::Table`] when magic, version or length do not fit. That it belongs to the embedded word table is not
    /// asked at run time, for that costs a hash of the whole table: a test asks it.
    pub fn new(bytes: &'b [u8]) -> Result<Self, Error> {
        let rows = beside::rows(bytes, *MAGIC, VERSION, "clusters")?;
        Ok(Self { rows })
    }

    /// The clusters of the word with this number, coarse to fine; all zero for a word that has none.
    #[must_use]
    pub fn get(&self, word: u32) -> [u16; GRAINS] {
        let row = self.rows.get(word as usize).copied().unwrap_or_default();
        std::array::from_fn(|grain| u16::from_le_bytes([row[2 * grain], row[2 * grain + 1]]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::WordTable;

    #[test]
    fn the_embedded_table_fits_the_word_table() {
        assert_eq!(EMBEDDED[8..16], WordTable::embedded_hash().to_le_bytes(), "learn the clusters again");
        let clusters = Clusters::new(EMBEDDED).expect("learned with this word table");
        assert_eq!(clusters.rows.len(), WordTable::embedded().len());
        assert_eq!(clusters.get(u32::MAX), [0; GRAINS]);
    }

    #[test]
    fn a_table_that_does_not_fit_is_an_error() {
        assert!(Clusters::new(b"KHCL").is_err());
        assert!(Clusters::new(&EMBEDDED[..EMBEDDED.len() - 1]).is_err());
    }
}
