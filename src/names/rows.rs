//! The weights of a model's features: a hash table read in place, made for many look-ups at once.
//!
//! Two parts, all little-endian. *Blocks* of 32 bytes: the number of the block's first row (`u32`), then 8 bits of the hash
//! of each of its rows, 0 where there is none. *Rows*, by block: 16 more bits of the hash, then one `i8` a label. Most
//! features that a text asks for are not in the model: those touch one block, and all blocks nearly fit a core's cache.

use super::labels::Labels;
use wide::u8x16;

/// Bytes of a block.
pub(crate) const BLOCK: usize = 32;
/// Bytes of a block before its marks.
const FIRST: usize = 4;
/// Rows that a block has at most.
#[cfg(any(test, feature = "train"))]
pub(crate) const MOST: usize = BLOCK - FIRST;
/// Rows that a block has on average, when the table is made: seldom one in all gets more than [`MOST`].
#[cfg(feature = "train")]
pub(crate) const AVERAGE: usize = 11;
/// Bytes of the hash before a row's weights.
pub(crate) const CHECK: usize = 2;
/// Bytes after the last row, so that every row can be read in the width of [`WIDE`] sums.
pub(crate) const PADDING: usize = WIDE;
/// Width of the sums where a row has at most so many bytes (up to three types).
pub(crate) const NARROW: usize = 16;
/// Width of the sums for all other models.
pub(crate) const WIDE: usize = 32;

/// Where the parts of a feature's hash go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) block: usize,
    /// Never 0.
    pub(crate) mark: u8,
    pub(crate) check: [u8; CHECK],
}

impl Place {
    /// The place of `feature` in a table of `blocks` blocks.
    #[inline]
    pub(crate) fn of(feature: u64, blocks: usize) -> Self {
        let block = ((feature >> 32) * blocks as u64) >> 32;
        let [mark, check @ .., _] = (feature as u32).to_le_bytes();
        Self { block: block as usize, mark: mark.max(1), check }
    }
}

/// The table over bytes that stay where they are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rows<'m> {
    blocks: &'m [[u8; BLOCK]],
    weights: &'m [u8],
    width: usize,
}

/// A feature whose mark stands in its block.
#[derive(Debug, Clone, Copy, Default)]
struct Candidate {
    first: u32,
    check: [u8; CHECK],
    /// The bytes of the block that are the mark.
    places: u32,
}

/// Working memory of look-ups.
#[derive(Debug, Default)]
pub(crate) struct LookUps {
    candidates: Vec<Candidate>,
    /// Where in the rows the features' rows start.
    found: Vec<usize>,
}

impl<'m> Rows<'m> {
    /// Reads a table of `blocks` blocks and `count` rows for `labels` from the front of `bytes`; `None` when they are too few.
    pub(crate) fn read(bytes: &'m [u8], blocks: usize, count: usize, labels: Labels) -> Option<Self> {
        let width = labels.len() + CHECK;
        if blocks == 0 || width > WIDE {
            return None;
        }
        let (blocks, weights) = bytes.split_at_checked(blocks.checked_mul(BLOCK)?)?;
        let enough = weights.len() >= count.checked_mul(width)?.checked_add(PADDING)?;
        enough.then_some(Self { blocks: blocks.as_chunks().0, weights, width })
    }

    /// Whether sums of [`NARROW`] places hold a row.
    pub(crate) fn is_narrow(&self) -> bool {
        self.width <= NARROW
    }

    /// Adds the weights of all `features` to `sums`: the label `l` has the place `CHECK + l`, the other places hold nothing of
    /// meaning.
    ///
    /// Three short loops, and in the first two no branch hangs on what is loaded: a core waits for many loads at once.
    #[inline]
    pub(crate) fn add<const N: usize>(&self, features: &[u64], memory: &mut LookUps, sums: &mut [i32; N]) {
        let LookUps { candidates, found } = memory;
        candidates.resize(candidates.len().max(features.len() + 1), Candidate::default());
        let mut count = 0;
        for &feature in features {
            let candidate = self.candidate(feature);
            candidates[count] = candidate;
            count += usize::from(candidate.places != 0);
        }
        found.clear();
        for candidate in &candidates[..count] {
            let mut places = candidate.places;
            while places != 0 {
                let slot = places.trailing_zeros() as usize - FIRST;
                let row = (candidate.first as usize + slot) * self.width;
                places &= places - 1;
                if self.weights.get(row..row + CHECK) == Some(&candidate.check) {
                    found.push(row);
                }
            }
        }
        for &row in &*found {
            let Some(row) = self.weights.get(row..).and_then(|rest| rest.first_chunk::<N>()) else {
                continue;
            };
            for (sum, &weight) in sums.iter_mut().zip(row) {
                *sum += i32::from(widened(weight.cast_signed()));
            }
        }
    }

    #[inline]
    fn candidate(&self, feature: u64) -> Candidate {
        let Place { block, mark, check } = Place::of(feature, self.blocks.len());
        let Some(block) = self.blocks.get(block) else { return Candidate::default() };
        let first = u32::from_le_bytes([block[0], block[1], block[2], block[3]]);
        Candidate { first, check, places: equal(block, mark) }
    }
}

/// Bits of a block's bytes that are no marks.
const NO_MARKS: u32 = (1 << FIRST) - 1;

/// Which bytes of the block are the mark: a bit each.
#[inline]
fn equal(block: &[u8; BLOCK], mark: u8) -> u32 {
    let mark = u8x16::splat(mark);
    let (halves, _) = block.as_chunks::<16>();
    let bits = |half: usize| u8x16::new(halves[half]).simd_eq(mark).to_bitmask();
    (bits(0) | bits(1) << 16) & !NO_MARKS
}

/// A stored weight in units: its square with its sign, so that small weights, the most, are kept as exactly as large ones.
#[inline]
pub(crate) fn widened(stored: i8) -> i16 {
    let stored = i16::from(stored);
    stored * stored.abs()
}

/// The units of the largest stored weight.
#[cfg(feature = "train")]
pub(crate) const LARGEST: f32 = 127.0 * 127.0;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn every_place_of_a_mark_is_found(block: [u8; BLOCK], mark in 1_u8..) {
            let mut found = Vec::new();
            let mut places = equal(&block, mark);
            while places != 0 {
                found.push(places.trailing_zeros() as usize - FIRST);
                places &= places - 1;
            }
            let there: Vec<usize> = (0..MOST).filter(|&slot| block[FIRST + slot] == mark).collect();
            prop_assert_eq!(found, there);
        }
    }

    #[test]
    fn a_table_that_is_cut_off_is_none() {
        let labels = Labels::new(3);
        let bytes = vec![0; 2 * BLOCK + 3 * (labels.len() + CHECK) + PADDING];
        assert!(Rows::read(&bytes, 2, 3, labels).is_some());
        assert!(Rows::read(&bytes[1..], 2, 3, labels).is_none());
        assert!(Rows::read(&bytes, 0, 0, labels).is_none());
        assert!(Rows::read(&bytes, usize::MAX, 3, labels).is_none());
    }
}
