//! What training makes small: the negative conditional log-likelihood of the right labels, with a quadratic penalty, and
//! its gradient.
//!
//! Parameters: a row of `W` weights a feature, of which the labels use the first, then the transitions
//! (`from * labels + to`). Rows have a fixed width so that the compiler can add them with wide instructions. Every sum is made
//! in an order that does not depend on the number of threads: a token's scores and a feature's gradient by one thread
//! each, what belongs to all sentences in chunks of fixed size.

use super::dataset::Dataset;
use crate::names::{Chain, Labels, Lattice};
use rayon::prelude::*;

/// Sentences that one task looks at.
const SENTENCES: usize = 64;
/// Features that one task looks at.
const FEATURES: usize = 1024;

/// The function of the parameters.
#[derive(Debug)]
pub struct Objective<'d, const W: usize> {
    data: &'d Dataset,
    labels: Labels,
    /// Weight of the penalty `penalty / 2 · |w|²`.
    penalty: f32,
    /// Probability of each label less its being right, a row a token.
    errors: Vec<[f32; W]>,
    observed: Vec<f64>,
}

impl<'d, const W: usize> Objective<'d, W> {
    /// Prepares the objective over `data`.
    #[must_use]
    pub fn new(data: &'d Dataset, labels: Labels, penalty: f32) -> Self {
        let count = labels.len();
        let mut observed = vec![0.0; count * count];
        for (sentence, &weight) in data.sentences.iter().zip(&data.weights) {
            for pair in data.labels[sentence.clone()].windows(2) {
                observed[usize::from(pair[0]) * count + usize::from(pair[1])] += f64::from(weight);
            }
        }
        Self { data, labels, penalty, errors: vec![[0.0; W]; data.labels.len()], observed }
    }

    /// How many parameters there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.data.features.len() * W + self.observed.len()
    }

    /// Whether there is nothing to learn.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.data.labels.is_empty()
    }

    /// The value at `parameters`; writes the gradient.
    pub fn evaluate(&mut self, parameters: &[f32], gradient: &mut [f32]) -> f64 {
        let (weights, transitions) = parameters.split_at(self.data.features.len() * W);
        let weights = weights.as_chunks::<W>().0;
        let chain = Chain::new(self.labels, transitions);
        let (loss, expected) = self.run_sentences(&chain, weights, transitions);
        let (feature_gradient, transition_gradient) = gradient.split_at_mut(weights.len() * W);
        self.gather(weights, feature_gradient.as_chunks_mut::<W>().0);
        for (at, slot) in transition_gradient.iter_mut().enumerate() {
            *slot = (expected[at] - self.observed[at]) as f32 + self.penalty * transitions[at];
        }
        let squares: Vec<f64> = parameters
            .par_chunks(1 << 16)
            .map(|chunk| chunk.iter().map(|&w| f64::from(w) * f64::from(w)).sum())
            .collect();
        loss + 0.5 * f64::from(self.penalty) * squares.iter().sum::<f64>()
    }

    /// Fills `errors`; gives the loss without its penalty, and the expected transitions.
    fn run_sentences(&mut self, chain: &Chain, weights: &[[f32; W]], transitions: &[f32]) -> (f64, Vec<f64>) {
        let count = self.labels.len();
        let data = self.data;
        let mut parts = Vec::new();
        let mut rest = self.errors.as_mut_slice();
        for chunk in data.sentences.chunks(SENTENCES) {
            let tokens = chunk.iter().map(ExactSizeIterator::len).sum::<usize>();
            let (part, after) = rest.split_at_mut(tokens);
            parts.push(part);
            rest = after;
        }
        let results: Vec<(f64, Vec<f64>)> = parts
            .into_par_iter()
            .enumerate()
            .map_init(<(Lattice, Vec<f32>)>::default, |(lattice, rows), (index, errors)| {
                let mut loss = 0.0;
                let mut expected = vec![0.0; count * count];
                let first = index * SENTENCES;
                let mut rest = errors;
                for at in first..(first + SENTENCES).min(data.sentences.len()) {
                    let tokens = data.sentences[at].clone();
                    let (wide, after) = rest.split_at_mut(tokens.len());
                    rest = after;
                    scores(data, weights, tokens.start, wide);
                    rows.clear();
                    wide.iter().for_each(|row| rows.extend(&row[..count]));
                    let gold = &data.labels[tokens];
                    let weight = data.weights[at];
                    let right = score_of(gold, rows, transitions, count);
                    loss += f64::from(weight) * (chain.sum(rows, lattice) - right);
                    chain.expected_transitions(lattice, f64::from(weight), &mut expected);
                    for (t, row) in wide.iter_mut().enumerate() {
                        // Columns past the labels only fill the row up.
                        row[count..].fill(0.0);
                        for (label, error) in row.iter_mut().take(count).enumerate() {
                            let right = f32::from(u8::from(usize::from(gold[t]) == label));
                            *error = weight * (lattice.probability(t, label) - right);
                        }
                    }
                }
                (loss, expected)
            })
            .collect();
        let mut total = (0.0, vec![0.0; count * count]);
        for (loss, expected) in results {
            total.0 += loss;
            total.1.iter_mut().zip(expected).for_each(|(sum, value)| *sum += value);
        }
        total
    }

    /// The gradient of every feature's weights: the sum of its tokens' errors.
    fn gather(&self, weights: &[[f32; W]], gradient: &mut [[f32; W]]) {
        let (data, errors, penalty) = (self.data, &self.errors, self.penalty);
        gradient.par_chunks_mut(FEATURES).enumerate().for_each(|(chunk, part)| {
            for (feature, slots) in (chunk * FEATURES..).zip(part) {
                let mut sum = weights[feature].map(|weight| penalty * weight);
                for &row in &data.rows[data.column_starts[feature]..data.column_starts[feature + 1]] {
                    add(&mut sum, &errors[row as usize]);
                }
                *slots = sum;
            }
        });
    }
}

/// The scores of a sentence's tokens, the first of which is `first`, into `rows`.
fn scores<const W: usize>(data: &Dataset, weights: &[[f32; W]], first: usize, rows: &mut [[f32; W]]) {
    for (token, row) in (first..).zip(rows) {
        let mut sum = [0.0; W];
        for &column in &data.columns[data.row_starts[token]..data.row_starts[token + 1]] {
            add(&mut sum, &weights[column as usize]);
        }
        *row = sum;
    }
}

fn add<const W: usize>(to: &mut [f32; W], from: &[f32; W]) {
    for label in 0..W {
        to[label] += from[label];
    }
}

/// The score of the sequence `labels`.
fn score_of(labels: &[u8], rows: &[f32], transitions: &[f32], count: usize) -> f64 {
    let emissions = labels.iter().enumerate().map(|(at, &label)| rows[at * count + usize::from(label)]);
    let steps =
        labels.windows(2).map(|pair| transitions[usize::from(pair[0]) * count + usize::from(pair[1])]);
    emissions.chain(steps).map(f64::from).sum()
}

#[cfg(test)]
mod tests {
    use super::super::samples::Sample;
    use super::*;

    fn toy() -> (Dataset, Labels) {
        let labels = Labels::new(2);
        let lines: [&[u8]; 3] = [&[0, 1, 3, 0], &[8, 0, 5, 6, 7], &[4]];
        let samples: Vec<Sample> = lines
            .iter()
            .enumerate()
            .map(|(at, line)| Sample {
                features: (0..line.len())
                    .map(|t| vec![1, 2 + (t * 7 + at) as u64 % 3, 9 + t as u64])
                    .collect(),
                labels: line.to_vec(),
                weight: 1.0 + at as f32 / 2.0,
            })
            .collect();
        (Dataset::new(&samples, 1), labels)
    }

    #[test]
    fn the_gradient_is_that_of_finite_differences() {
        let (data, labels) = toy();
        let mut objective = Objective::<12>::new(&data, labels, 0.3);
        let mut at: Vec<f32> = (0..objective.len()).map(|i| ((i * 37 % 17) as f32 - 8.0) / 10.0).collect();
        let mut gradient = vec![0.0; at.len()];
        let mut other = vec![0.0; at.len()];
        objective.evaluate(&at, &mut gradient);
        for i in 0..at.len() {
            let kept = at[i];
            let step = 1e-2;
            at[i] = kept + step;
            let above = objective.evaluate(&at, &mut other);
            at[i] = kept - step;
            let below = objective.evaluate(&at, &mut other);
            at[i] = kept;
            let slope = ((above - below) / f64::from(2.0 * step)) as f32;
            assert!((slope - gradient[i]).abs() < 2e-3, "parameter {i}: {slope} and {}", gradient[i]);
        }
    }
}
