//! The linear chain over a sentence: the best label sequence, and every label's probability.

use super::labels::Labels;

/// Transition scores of a label set, kept by the label that is entered.
#[derive(Debug, Clone)]
pub struct Chain {
    labels: Labels,
    /// For every label, the labels that may stand before it, with score and its exponential.
    entering: Vec<Vec<Arc>>,
}

#[derive(Debug, Clone, Copy)]
struct Arc {
    from: usize,
    score: f32,
    factor: f32,
}

/// Working memory of one thread; grows to the longest sentence and is kept.
#[derive(Debug, Default, Clone)]
pub struct Lattice {
    best: Vec<f32>,
    back: Vec<u8>,
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
        let entering = (0..count)
            .map(|to| {
                (0..count)
                    .filter(|&from| labels.may_follow(from as u8, to as u8))
                    .map(|from| {
                        let score = transitions.get(from * count + to).copied().unwrap_or_default();
                        Arc { from, score, factor: score.exp() }
                    })
                    .collect()
            })
            .collect();
        Self { labels, entering }
    }

    /// The label set.
    #[must_use]
    pub fn labels(&self) -> Labels {
        self.labels
    }

    /// The label sequence with the highest score. `emissions` holds one row of `labels().len()` scores a token.
    pub fn best(&self, emissions: &[f32], lattice: &mut Lattice, out: &mut Vec<u8>) {
        let count = self.labels.len();
        let length = emissions.len() / count;
        out.clear();
        if length == 0 {
            return;
        }
        lattice.best.clear();
        lattice.best.resize(2 * count, f32::NEG_INFINITY);
        lattice.back.clear();
        lattice.back.resize(length * count, 0);
        let (mut now, mut next) = lattice.best.split_at_mut(count);
        for (label, score) in now.iter_mut().enumerate() {
            *score = if self.labels.may_start(label as u8) { emissions[label] } else { f32::NEG_INFINITY };
        }
        for (at, row) in emissions.chunks_exact(count).enumerate().skip(1) {
            let back = &mut lattice.back[at * count..][..count];
            for (to, arcs) in self.entering.iter().enumerate() {
                let mut top = (f32::NEG_INFINITY, 0);
                for arc in arcs {
                    let score = now[arc.from] + arc.score;
                    if score > top.0 {
                        top = (score, arc.from as u8);
                    }
                }
                next[to] = top.0 + row[to];
                back[to] = top.1;
            }
            std::mem::swap(&mut now, &mut next);
        }
        let mut label = 0;
        for (candidate, &score) in now.iter().enumerate() {
            if self.labels.may_end(candidate as u8) && score > now[label] {
                label = candidate;
            }
        }
        out.resize(length, 0);
        for at in (0..length).rev() {
            out[at] = label as u8;
            label = usize::from(lattice.back[at * count + label]);
        }
    }

    /// Forward and backward sums over all label sequences; afterwards [`Lattice::probability`] and the others answer.
    /// Returns the logarithm of the sum of all sequences' exponentiated scores.
    pub fn sum(&self, emissions: &[f32], lattice: &mut Lattice) -> f64 {
        let count = self.labels.len();
        let length = emissions.len() / count;
        lattice.reset(length, count);
        let mut total = 0.0_f64;
        for (at, row) in emissions.chunks_exact(count).enumerate() {
            let top = row.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let factors = &mut lattice.factors[at * count..][..count];
            for (factor, &score) in factors.iter_mut().zip(row) {
                *factor = (score - top).exp();
            }
            let (before, here) = lattice.forward.split_at_mut(at * count);
            let here = &mut here[..count];
            if at == 0 {
                for (label, value) in here.iter_mut().enumerate() {
                    *value = if self.labels.may_start(label as u8) { factors[label] } else { 0.0 };
                }
            } else {
                let before = &before[(at - 1) * count..];
                for ((arcs, value), &factor) in self.entering.iter().zip(here.iter_mut()).zip(&*factors) {
                    *value = factor * arcs.iter().map(|arc| before[arc.from] * arc.factor).sum::<f32>();
                }
            }
            let mass: f32 = if at + 1 == length {
                (0..count).filter(|&l| self.labels.may_end(l as u8)).map(|l| here[l]).sum()
            } else {
                here.iter().sum()
            };
            let scale = 1.0 / mass.max(f32::MIN_POSITIVE);
            here.iter_mut().for_each(|value| *value *= scale);
            lattice.scales[at] = scale;
            total += f64::from(top) - f64::from(scale).ln();
        }
        self.sum_backward(length, lattice);
        total
    }

    fn sum_backward(&self, length: usize, lattice: &mut Lattice) {
        let count = self.labels.len();
        for at in (0..length).rev() {
            let (here, after) = lattice.backward.split_at_mut((at + 1) * count);
            let here = &mut here[at * count..];
            if at + 1 == length {
                for (label, value) in here.iter_mut().enumerate() {
                    *value = if self.labels.may_end(label as u8) { 1.0 } else { 0.0 };
                }
                continue;
            }
            here.fill(0.0);
            let factors = &lattice.factors[(at + 1) * count..][..count];
            let scale = lattice.scales[at + 1];
            for (to, arcs) in self.entering.iter().enumerate() {
                let value = after[to] * factors[to] * scale;
                for arc in arcs {
                    here[arc.from] += value * arc.factor;
                }
            }
        }
    }

    /// Adds the expected number of every transition, times `weight`, to `counts` (`from * labels + to`).
    pub fn expected_transitions(&self, lattice: &Lattice, weight: f64, counts: &mut [f64]) {
        let count = self.labels.len();
        for at in 1..lattice.scales.len() {
            let before = &lattice.forward[(at - 1) * count..][..count];
            let factors = &lattice.factors[at * count..][..count];
            let after = &lattice.backward[at * count..][..count];
            for (to, arcs) in self.entering.iter().enumerate() {
                let value = after[to] * factors[to] * lattice.scales[at];
                for arc in arcs {
                    counts[arc.from * count + to] +=
                        weight * f64::from(before[arc.from] * arc.factor * value);
                }
            }
        }
    }

    /// Probability that `labels`, starting at token `start`, is what stands there, whatever is around it.
    #[must_use]
    pub fn probability_of(&self, lattice: &Lattice, start: usize, labels: &[u8]) -> f32 {
        let count = self.labels.len();
        let Some((&first, rest)) = labels.split_first() else { return 1.0 };
        let mut from = usize::from(first);
        let mut value = lattice.forward[start * count + from];
        for (at, &label) in (start + 1..).zip(rest) {
            let to = usize::from(label);
            let factor = self.entering[to].iter().find(|arc| arc.from == from).map_or(0.0, |arc| arc.factor);
            value *= factor * lattice.factors[at * count + to] * lattice.scales[at];
            from = to;
        }
        (value * lattice.backward[(start + labels.len() - 1) * count + from]).clamp(0.0, 1.0)
    }
}

impl Lattice {
    fn reset(&mut self, length: usize, count: usize) {
        for values in [&mut self.forward, &mut self.backward, &mut self.factors] {
            values.clear();
            values.resize(length * count, 0.0);
        }
        self.scales.clear();
        self.scales.resize(length, 1.0);
    }

    /// Probability of `label` at token `at`, of the sentence that was summed last with `count` labels.
    #[must_use]
    pub fn probability(&self, at: usize, label: usize, count: usize) -> f32 {
        self.forward[at * count + label] * self.backward[at * count + label]
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
                    let got = f64::from(lattice.probability(at, usize::from(label), 9));
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
