//! What a word usually is in Arabic news: an earlier model tagged a large raw text, and for every word the mean
//! probabilities were kept. A table that runs beside the word table, stored in the model that was trained with it.
//!
//! File format (little-endian): magic `KHHB`, version (`u32`), hash of the word table (`u64`), number of words (`u32`), a
//! zero (`u32`), then for every word of the word table [`KINDS`] levels, four bits each, the first one lowest.

use super::beside;
use crate::Error;

/// The magic at the start of the file.
pub const MAGIC: &[u8; 4] = b"KHHB";
/// The format's version.
pub const VERSION: u32 = 1;
/// Levels of a word: that it is in a person's, a place's, an organization's name; that it begins the name, when it is in
/// one; that such a name begins right after it; that a name ends right before it.
pub const KINDS: usize = 8;
/// Lower ends of the levels 1 to 15 of a probability.
pub const LEVELS: [f32; 15] =
    [0.002, 0.005, 0.01, 0.02, 0.04, 0.07, 0.12, 0.2, 0.3, 0.42, 0.55, 0.68, 0.8, 0.9, 0.97];

/// The table over bytes that stay where they are.
#[derive(Debug, Clone, Copy, Default)]
pub struct Habits<'b> {
    file: &'b [u8],
    rows: &'b [[u8; KINDS / 2]],
}

impl<'b> Habits<'b> {
    /// Reads a table in place. That it belongs to the embedded word table is asked by a test only, for that costs a hash
    /// of the whole word table.
    ///
    /// # Errors
    /// [`Error::Table`] when magic, version or length do not fit.
    pub fn new(bytes: &'b [u8]) -> Result<Self, Error> {
        let rows = beside::rows(bytes, *MAGIC, VERSION, "habits")?;
        Ok(Self { file: bytes, rows })
    }

    /// Whether nothing is known of any word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table as it is stored.
    #[must_use]
    pub fn file(&self) -> &'b [u8] {
        self.file
    }

    /// The levels of the word with this number; all zero when nothing is known of it.
    #[must_use]
    pub fn get(&self, word: u32) -> [u8; KINDS] {
        let row = self.rows.get(word as usize).copied().unwrap_or_default();
        std::array::from_fn(|kind| row[kind / 2] >> (4 * (kind % 2)) & 15)
    }
}

/// The level of a probability.
#[must_use]
pub fn level(p: f32) -> u8 {
    LEVELS.iter().filter(|&&low| p >= low).count() as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A table of two words.
    fn bytes() -> Vec<u8> {
        let mut bytes = MAGIC.to_vec();
        bytes.extend(VERSION.to_le_bytes());
        bytes.extend([0; 8]);
        bytes.extend(2_u32.to_le_bytes());
        bytes.extend([0; 4]);
        bytes.extend([0, 0, 0, 0, 0x21, 0x43, 0x65, 0x87]);
        bytes
    }

    #[test]
    fn every_level_of_a_word_is_read() {
        let bytes = bytes();
        let habits = Habits::new(&bytes).expect("a whole table");
        assert_eq!(habits.get(1), [1, 2, 3, 4, 5, 6, 7, 8]);
        assert_eq!(habits.get(2), [0; KINDS], "no such word");
        assert_eq!((level(0.0), level(0.5), level(1.0)), (0, 10, 15));
    }

    #[test]
    fn a_table_that_does_not_fit_is_an_error() {
        assert!(Habits::new(b"KHHB").is_err());
        let bytes = bytes();
        assert!(Habits::new(&bytes[..bytes.len() - 1]).is_err());
    }
}
