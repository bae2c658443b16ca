//! The weights of a word's own features, summed once for every place that it can have near a token.

use super::template::REACH;
use super::vocabulary::Vocabulary;

/// Places around a token, its own with them.
const OFFSETS: usize = 2 * REACH as usize + 1;

/// Sums by word of the vocabulary and offset, for the model that the vocabulary was read with; filled when they are asked for.
#[derive(Debug, Default)]
pub(crate) struct WordSums {
    sums: Vec<i32>,
    done: Vec<u8>,
    /// The vocabulary's generation that the sums belong to.
    of: u64,
}

impl WordSums {
    /// Begins a document; what was kept for words that `vocabulary` has forgotten since is forgotten.
    pub(crate) fn start(&mut self, vocabulary: &Vocabulary) {
        let of = vocabulary.generation();
        if self.of != of {
            self.of = of;
            self.done.clear();
        }
        self.done.resize(vocabulary.len(), 0);
    }

    /// Adds to `total` what `word` says from the place `offset`; `fill` makes the sum when it is asked for the first time.
    #[inline]
    pub(crate) fn add<const N: usize>(
        &mut self,
        word: usize,
        offset: isize,
        total: &mut [i32; N],
        fill: impl FnOnce(&mut [i32; N]),
    ) {
        let slot = (offset + REACH) as usize;
        let at = word * OFFSETS + slot;
        if self.sums.len() < (at + 1) * N {
            self.sums.resize(self.done.len().max(word + 1) * OFFSETS * N, 0);
        }
        let Some(sums) = self.sums.as_chunks_mut::<N>().0.get_mut(at) else { return };
        let bit = 1 << slot;
        if self.done[word] & bit == 0 {
            self.done[word] |= bit;
            *sums = [0; N];
            fill(sums);
        }
        for (sum, &value) in total.iter_mut().zip(&*sums) {
            *sum += value;
        }
    }
}
