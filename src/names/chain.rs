//! The linear chain over a sentence: the best label sequence, and every label's probability.
//!
//! Rows of labels are padded to one of two widths, so that a step from token to token is a product of a row with a matrix,
//! in wide instructions and without branches; a transition that cannot be has the factor 0.

use super::labels::{Labels, MAX_TYPES};

/// Width of a row for at most three types, and for all others.
const NARROW: usize = 16;
const WIDE: usize = 32;
const _: () = assert!(4 * MAX_TYPES < WIDE, "a row holds every label set");

/// Transition scores of a label set.
#[derive(Debug, Clone)]
pub struct Chain {
    labels: Labels,
    width: usize,
    /// From a label, to a label, rows of `width`: scores.
    scores: Vec<f32>,
    /// Their exponentials, from a label to a label.
    forward: Vec<f32>,
    /// The same, to a label from a label.
    backward: Vec<f32>,
    /// 1 for labels that a sequence may start with, may end with.
    starts: Vec<f32>,
    ends: Vec<f32>,
}

/// Working memory of one thread; grows to the longest sentence and is kept.
#[derive(Debug, Default, Clone)]
pub struct Lattice {
    back: Vec<u8>,
    width: usize,
    forward: Vec<f32>,
    backward: Vec<f32>,
    factors: Vec<f32>,
    scales: Vec<f32>,
}

impl Chain {
    /// `transitions[from * labels.len() + to]`; scores of transitions that cannot be are not looked at.
    #[must_use]
    pub fn new(labels: Labels, transitions: &[f32]) -> Self {
        let count = labels.len();
        let width = if count <= NARROW { NARROW } else { WIDE };
        let mut scores = vec![f32::NEG_INFINITY; count * width];
        let [mut forward, mut backward] = [vec![0.0; count * width], vec![0.0; count * width]];
        let [mut starts, mut ends] = [vec![0.0; width], vec![0.0; width]];
        for from in 0..count {
            starts[from] = f32::from(u8::from(labels.may_start(from as u8)));
            ends[from] = f32::from(u8::from(labels.may_end(from as u8)));
            for to in (0..count).filter(|&to| labels.may_follow(from as u8, to as u8)) {
                let score = transitions.get(from * count + to).copied().unwrap_or_default();
                scores[from * width + to] = score;
                forward[from * width + to] = score.exp();
                backward[to * width + from] = score.exp();
            }
        }
        Self { labels, width, scores, forward, backward, starts, ends }
    }

    /// The label set.
    #[must_use]
    pub fn labels(&self) -> Labels {
        self.labels
    }

    /// The label sequence with the highest score. `emissions` holds one row of `labels().len()` scores a token.
    pub fn best(&self, emissions: &[f32], lattice: &mut Lattice, out: &mut Vec<u8>) {
        if self.width == NARROW {
            self.best_in::<NARROW>(emissions, lattice, out);
        } else {
            self.best_in::<WIDE>(emissions, lattice, out);
        }
    }

    fn best_in<const N: usize>(&self, emissions: &[f32], lattice: &mut Lattice, out: &mut Vec<u8>) {
        let count = self.labels.len();
        out.clear();
        lattice.back.clear();
        let (scores, _) = self.scores.as_chunks::<N>();
        let mut now = [f32::NEG_INFINITY; N];
        for (at, row) in emissions.chunks_exact(count).enumerate() {
            let (mut next, mut back) = ([f32::NEG_INFINITY; N], [0_u8; N]);
            if at == 0 {
                for (label, score) in next.iter_mut().enumerate().take(count) {
                    *score = if self.starts[label] > 0.0 { 0.0 } else { f32::NEG_INFINITY };
                }
            } else {
                for (from, arcs) in scores.iter().enumerate() {
                    for to in 0..N {
                        let score = now[from] + arcs[to];
                        let better = score > next[to];
                        next[to] = if better { score } else { next[to] };
                        back[to] = if better { from as u8 } else { back[to] };
                    }
                }
            }
            next.iter_mut().zip(row).for_each(|(score, emission)| *score += emission);
            lattice.back.extend_from_slice(&back);
            now = next;
        }
        let (back, _) = lattice.back.as_chunks::<N>();
        let mut label = 0;
        for (candidate, &score) in now.iter().enumerate().take(count) {
            if self.ends[candidate] > 0.0 && score > now[label] {
                label = candidate;
            }
        }
        out.resize(back.len(), 0);
        for (place, back) in out.iter_mut().zip(back).rev() {
            *place = label as u8;
            label = usize::from(back[label]);
        }
    }

    /// Forward and backward sums over all label sequences; afterwards [`Lattice::probability`] and the others answer.
    /// Returns the logarithm of the sum of all sequences' exponentiated scores.
    pub fn sum(&self, emissions: &[f32], lattice: &mut Lattice) -> f64 {
        if self.width == NARROW {
            self.sum_in::<NARROW>(emissions, lattice)
        } else {
            self.sum_in::<WIDE>(emissions, lattice)
        }
    }

    fn sum_in<const N: usize>(&self, emissions: &[f32], lattice: &mut Lattice) -> f64 {
        let count = self.labels.len();
        let length = emissions.len() / count;
        lattice.reset(length, N);
        let (arcs, _) = self.forward.as_chunks::<N>();
        let (factors, _) = lattice.factors.as_chunks_mut::<N>();
        let (rows, _) = lattice.forward.as_chunks_mut::<N>();
        let mut total = 0.0_f64;
        let mut now = [0.0; N];
        for (at, row) in emissions.chunks_exact(count).enumerate() {
            let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let factors = &mut factors[at];
            for (factor, &score) in factors.iter_mut().zip(row) {
                *factor = (score - top).exp();
            }
            let mut next = [0.0; N];
            if at == 0 {
                next.copy_from_slice(&self.starts);
            } else {
                step(&now, arcs, &mut next);
            }
            next.iter_mut().zip(&*factors).for_each(|(value, factor)| *value *= factor);
            let mass: f32 = if at + 1 == length {
                next.iter().zip(&self.ends).map(|(value, end)| value * end).sum()
            } else {
                next.iter().sum()
            };
            let scale = 1.0 / mass.max(f32::MIN_POSITIVE);
            next.iter_mut().for_each(|value| *value *= scale);
            rows[at] = next;
            now = next;
            lattice.scales[at] = scale;
            total += f64::from(top) - f64::from(scale).ln();
        }
        self.sum_backward::<N>(lattice);
        total
    }

    fn sum_backward<const N: usize>(&self, lattice: &mut Lattice) {
        let (arcs, _) = self.backward.as_chunks::<N>();
        let (factors, _) = lattice.factors.as_chunks::<N>();
        let (rows, _) = lattice.backward.as_chunks_mut::<N>();
        let mut after: Option<[f32; N]> = None;
        for ((row, factors), &scale) in rows.iter_mut().zip(factors).zip(&lattice.scales).rev() {
            match after {
                None => row.copy_from_slice(&self.ends),
                Some(after) => step(&after, arcs, row),
            }
            // What the token before sees of this one.
            let mut seen = *row;
            seen.iter_mut().zip(factors).for_each(|(value, factor)| *value *= factor * scale);
            after = Some(seen);
        }
    }

    /// Adds the expected number of every transition, times `weight`, to `counts` (`from * labels + to`).
    pub fn expected_transitions(&self, lattice: &Lattice, weight: f64, counts: &mut [f64]) {
        let (count, width) = (self.labels.len(), self.width);
        for at in 1..lattice.scales.len() {
            let before = &lattice.forward[(at - 1) * width..][..count];
            let factors = &lattice.factors[at * width..][..count];
            let after = &lattice.backward[at * width..][..count];
            for (from, &value) in before.iter().enumerate() {
                let arcs = &self.forward[from * width..][..count];
                for (to, arc) in arcs.iter().enumerate() {
                    let expected = value * arc * after[to] * factors[to] * lattice.scales[at];
                    counts[from * count + to] += weight * f64::from(expected);
                }
            }
        }
    }

    /// Probability that `labels`, starting at token `start`, is what stands there, whatever is around it.
    #[must_use]
    pub fn probability_of(&self, lattice: &Lattice, start: usize, labels: &[u8]) -> f32 {
        let width = self.width;
        let Some((&first, rest)) = labels.split_first() else { return 1.0 };
        let mut from = usize::from(first);
        let mut value = lattice.forward[start * width + from];
        for (at, &label) in (start + 1..).zip(rest) {
            let to = usize::from(label);
            value *= self.forward[from * width + to] * lattice.factors[at * width + to] * lattice.scales[at];
            from = to;
        }
        (value * lattice.backward[(start + labels.len() - 1) * width + from]).clamp(0.0, 1.0)
    }
}

/// Adds to `next` what comes over from every label of `now`.
#[inline]
fn step<const N: usize>(now: &[f32; N], arcs: &[[f32; N]], next: &mut [f32; N]) {
    for (value, arcs) in now.iter().zip(arcs) {
        for (sum, arc) in next.iter_mut().zip(arcs) {
            *sum += value * arc;
        }
    }
}

impl Lattice {
    fn reset(&mut self, length: usize, width: usize) {
        self.width = width;
        for values in [&mut self.forward, &mut self.backward, &mut self.factors] {
            values.clear();
            values.resize(length * width, 0.0);
        }
        self.scales.clear();
        self.scales.resize(length, 1.0);
    }

    /// Probability of `label` at token `at`, of the sentence that was summed last.
    #[must_use]
    pub fn probability(&self, at: usize, label: usize) -> f32 {
        self.forward[at * self.width + label] * self.backward[at * self.width + label]
    }

    /// The probabilities of all labels at token `at`, and zeros after them.
    pub fn probabilities(&self, at: usize) -> impl Iterator<Item = f32> + '_ {
        let row = at * self.width..(at + 1) * self.width;
        self.forward[row.clone()].iter().zip(&self.backward[row]).map(|(a, b)| a * b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Every sequence that the label set allows, with its score.
    fn all(labels: Labels, transitions: &[f32], emissions: &[f32]) -> Vec<(Vec<u8>, f64)> {
        let count = labels.len();
        let length = emissions.len() / count;
        let mut whole: Vec<(Vec<u8>, f64)> = vec![(Vec::new(), 0.0)];
        for at in 0..length {
            let mut longer = Vec::new();
            for (line, score) in &whole {
                for label in 0..count as u8 {
                    let fits = line.last().map_or(labels.may_start(label), |&l| labels.may_follow(l, label));
                    if fits {
                        let step = line
                            .last()
                            .map_or(0.0, |&l| transitions[usize::from(l) * count + usize::from(label)]);
                        let score =
                            score + f64::from(emissions[at * count + usize::from(label)]) + f64::from(step);
                        longer.push(([line.as_slice(), &[label]].concat(), score));
                    }
                }
            }
            whole = longer;
        }
        whole.retain(|(line, _)| line.last().is_none_or(|&l| labels.may_end(l)));
        whole
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(40))]
        #[test]
        fn agrees_with_brute_force(
            transitions in prop::collection::vec(-2.0_f32..2.0, 81),
            emissions in prop::collection::vec(-3.0_f32..3.0, 9..=36),
        ) {
            let labels = Labels::new(2);
            let emissions = &emissions[..emissions.len() / 9 * 9];
            let chain = Chain::new(labels, &transitions);
            let sequences = all(labels, &transitions, emissions);
            let mut lattice = Lattice::default();
            let mut best = Vec::new();
            chain.best(emissions, &mut lattice, &mut best);
            let score = sequences.iter().find(|(line, _)| *line == best).map(|s| s.1);
            let top = sequences.iter().map(|s| s.1).fold(f64::NEG_INFINITY, f64::max);
            prop_assert!(score.is_some_and(|score| (score - top).abs() < 1e-4));

            let total = chain.sum(emissions, &mut lattice);
            let mass: f64 = sequences.iter().map(|s| s.1.exp()).sum();
            prop_assert!((total - mass.ln()).abs() < 1e-3, "{total} {}", mass.ln());
            for at in 0..emissions.len() / 9 {
                for label in 0..9_u8 {
                    let with = sequences.iter().filter(|s| s.0[at] == label).map(|s| s.1.exp()).sum::<f64>() / mass;
                    let got = f64::from(lattice.probability(at, usize::from(label)));
                    prop_assert!((with - got).abs() < 1e-4, "{at} {label}: {with} {got}");
                }
            }
            let whole = f64::from(chain.probability_of(&lattice, 0, &best));
            prop_assert!((whole - top.exp() / mass).abs() < 1e-4);
            let mut counts = vec![0.0; 81];
            chain.expected_transitions(&lattice, 1.0, &mut counts);
            let pairs = (emissions.len() / 9 - 1) as f64;
            prop_assert!((counts.iter().sum::<f64>() - pairs).abs() < 1e-3);
            for (from, to) in [(0_u8, 0_u8), (1, 3), (0, 4)] {
                let with: f64 = sequences
                    .iter()
                    .map(|s| s.1.exp() * s.0.windows(2).filter(|p| **p == [from, to]).count() as f64)
                    .sum::<f64>() / mass;
                prop_assert!((with - counts[usize::from(from) * 9 + usize::from(to)]).abs() < 1e-3);
            }
        }
    }

    #[test]
    fn nothing_in_nothing_out() {
        let chain = Chain::new(Labels::new(1), &[0.0; 25]);
        let mut out = vec![1];
        chain.best(&[], &mut Lattice::default(), &mut out);
        assert!(out.is_empty());
        assert!(chain.sum(&[], &mut Lattice::default()).abs() < f64::EPSILON);
    }
}
