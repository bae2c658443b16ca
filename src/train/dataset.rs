//! Samples as numbers: features in a dictionary, tokens and features as two sparse matrices, one by row, one by column.

use super::samples::Sample;
use std::collections::HashMap;
use std::ops::Range;

/// What the objective reads. A row is a token, a column a feature.
#[derive(Debug)]
pub struct Dataset {
    /// The features' hashes, by their numbers.
    pub features: Vec<u64>,
    /// Where each token's features start in `columns`; one more for the end.
    pub row_starts: Vec<usize>,
    /// The features of the tokens.
    pub columns: Vec<u32>,
    /// Where each feature's tokens start in `rows`; one more for the end.
    pub column_starts: Vec<usize>,
    /// The tokens that have the features.
    pub rows: Vec<u32>,
    /// The right label of every token.
    pub labels: Vec<u8>,
    /// The sentences' tokens.
    pub sentences: Vec<Range<usize>>,
    /// How much each sentence counts.
    pub weights: Vec<f32>,
}

impl Dataset {
    /// Numbers the features that at least `least` tokens have, in the order in which they are met.
    #[must_use]
    pub fn new(samples: &[Sample], least: u32) -> Self {
        let mut counts: HashMap<u64, u32, crate::names::AsIs> = HashMap::default();
        for &feature in samples.iter().flat_map(|sample| sample.features.iter().flatten()) {
            *counts.entry(feature).or_default() += 1;
        }
        let mut numbers: HashMap<u64, u32, crate::names::AsIs> = HashMap::default();
        let mut set = Self {
            features: Vec::new(),
            row_starts: vec![0],
            columns: Vec::new(),
            column_starts: Vec::new(),
            rows: Vec::new(),
            labels: Vec::new(),
            sentences: Vec::new(),
            weights: Vec::new(),
        };
        for sample in samples {
            let start = set.labels.len();
            for token in &sample.features {
                for feature in token.iter().filter(|f| counts.get(f).is_some_and(|&n| n >= least)) {
                    let next = set.features.len() as u32;
                    let number = *numbers.entry(*feature).or_insert(next);
                    if number == next {
                        set.features.push(*feature);
                    }
                    set.columns.push(number);
                }
                set.row_starts.push(set.columns.len());
            }
            set.labels.extend_from_slice(&sample.labels);
            set.sentences.push(start..set.labels.len());
            set.weights.push(sample.weight);
        }
        set.transpose();
        set
    }

    fn transpose(&mut self) {
        let mut starts = vec![0_usize; self.features.len() + 1];
        for &column in &self.columns {
            starts[column as usize + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        self.rows = vec![0; self.columns.len()];
        for token in 0..self.labels.len() {
            for &column in &self.columns[self.row_starts[token]..self.row_starts[token + 1]] {
                self.rows[next[column as usize]] = token as u32;
                next[column as usize] += 1;
            }
        }
        self.column_starts = starts;
    }
}
