//! The weights of a model's features: a hash table read in place, made for many look-ups at once.
//!
//! Three parts, all little-endian. *Starts*: for every bucket the number of its first row (`u32`), and the number of all
//! rows at the end. *Marks*: 16 bits of each row's hash (`u16`), by bucket. *Rows*: 8 more bits of the hash, then one `i8` a
//! label. Starts and marks are small enough to stay in a core's cache, and most features that a text asks for are not in
//! the model: those never touch the rows.

use super::labels::Labels;

/// Rows that a bucket has on average.
#[cfg(feature = "train")]
pub(crate) const PER_BUCKET: usize = 4;
/// Rows that a bucket has at most.
pub(crate) const LONGEST_BUCKET: usize = 16;
/// Marks that are compared in one step.
pub(crate) const STEP: usize = 8;
/// Bytes after the last row, so that a row can be read in the width of [`WIDE`] sums.
pub(crate) const PADDING: usize = WIDE;
/// Width of the sums where a row has at most so many bytes (up to three types).
pub(crate) const NARROW: usize = 16;
/// Width of the sums for all other models.
pub(crate) const WIDE: usize = 32;

/// Where the parts of a feature's hash go: bucket, mark, check.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) bucket: usize,
    pub(crate) mark: u16,
    pub(crate) check: u8,
}

impl Place {
    /// The place of `feature` in a table of `buckets` buckets.
    #[inline]
    pub(crate) fn of(feature: u64, buckets: usize) -> Self {
        let bucket = ((feature >> 32) * buckets as u64) >> 32;
        Self { bucket: bucket as usize, mark: feature as u16, check: (feature >> 16) as u8 }
    }
}

/// The table over bytes that stay where they are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rows<'m> {
    starts: &'m [[u8; 4]],
    marks: &'m [[u8; 2]],
    rows: &'m [u8],
    width: usize,
}

/// A feature whose mark stands in the table: the bucket's first row, which of its rows have the mark, the check.
#[derive(Debug, Clone, Copy, Default)]
struct Candidate {
    first: u32,
    which: u16,
    check: u8,
}

/// Working memory of look-ups.
#[derive(Debug, Default)]
pub(crate) struct Candidates(Vec<Candidate>);

impl<'m> Rows<'m> {
    /// Reads a table of `buckets` buckets and `count` rows for `labels` from the front of `bytes`; `None` when they are too
    /// few, or when the starts are not in order.
    pub(crate) fn read(bytes: &'m [u8], buckets: usize, count: usize, labels: Labels) -> Option<Self> {
        let width = labels.len() + 1;
        if buckets == 0 || width > WIDE {
            return None;
        }
        let (starts, bytes) = bytes.split_at_checked(buckets.checked_add(1)?.checked_mul(4)?)?;
        let (marks, rows) = bytes.split_at_checked(count.checked_add(STEP)?.checked_mul(2)?)?;
        let starts = starts.as_chunks().0;
        (rows.len() >= count.checked_mul(width)?.checked_add(PADDING)?
            && u32::from_le_bytes(*starts.last()?) as usize == count)
            .then_some(Self { starts, marks: marks.as_chunks().0, rows, width })
    }

    /// Whether sums of [`NARROW`] places hold a row.
    pub(crate) fn is_narrow(&self) -> bool {
        self.width <= NARROW
    }

    /// Adds the weights of all `features` to `sums`: the label `l` has the place `l + 1`, place 0 and those past the last label
    /// hold nothing of meaning.
    ///
    /// The first loop has no branch that hangs on what is loaded, so that a core can wait for many loads at once.
    #[inline]
    pub(crate) fn add<const N: usize>(
        &self,
        features: &[u64],
        Candidates(candidates): &mut Candidates,
        sums: &mut [i32; N],
    ) {
        candidates.resize(candidates.len().max(features.len() + 1), Candidate::default());
        let mut count = 0;
        for &feature in features {
            let candidate = self.candidate(feature);
            candidates[count] = candidate;
            count += usize::from(candidate.which != 0);
        }
        for candidate in &candidates[..count] {
            let mut which = candidate.which;
            while which != 0 {
                let row = candidate.first as usize + which.trailing_zeros() as usize;
                which &= which - 1;
                let Some(row) = self.rows.get(row * self.width..).and_then(|rest| rest.first_chunk::<N>())
                else {
                    break;
                };
                if row[0] == candidate.check {
                    for (sum, &weight) in sums.iter_mut().zip(row) {
                        *sum += i32::from(widened(weight.cast_signed()));
                    }
                    break;
                }
            }
        }
    }

    #[inline]
    fn candidate(&self, feature: u64) -> Candidate {
        let Place { bucket, mark, check } = Place::of(feature, self.starts.len() - 1);
        let (Some(first), Some(end)) = (self.starts.get(bucket), self.starts.get(bucket + 1)) else {
            return Candidate::default();
        };
        let (first, end) = (u32::from_le_bytes(*first), u32::from_le_bytes(*end));
        let length = end.wrapping_sub(first).min(LONGEST_BUCKET as u32);
        let mut which = self.equal(first as usize, mark);
        if length > STEP as u32 {
            which |= self.equal(first as usize + STEP, mark) << STEP;
        }
        which &= ((1_u32 << length) - 1) as u16;
        Candidate { first, which, check }
    }

    /// Which of the eight marks from `at` on are `mark`: a bit each.
    #[inline]
    fn equal(&self, at: usize, mark: u16) -> u16 {
        let Some(marks) = self.marks.get(at..).and_then(|rest| rest.first_chunk::<STEP>()) else { return 0 };
        let mut bits = 0;
        for (place, &other) in marks.iter().enumerate() {
            bits |= u16::from(u16::from_le_bytes(other) == mark) << place;
        }
        bits
    }
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
