//! What the same article calls the same word elsewhere: the first pass over an article gives every token the
//! probabilities of the types; the second pass knows, for every token, those of the word's other occurrences.

use super::chain::Lattice;
use super::labels::{Labels, MAX_TYPES};
use super::view::View;

/// What the first pass found for one token.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Guess {
    /// The likeliest label other than `O`.
    label: u8,
    /// Its probability.
    p: f32,
    /// Probability of each type.
    types: [f32; MAX_TYPES],
}

/// What a token's other occurrences say. Probabilities are in steps of [`STEPS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Echo {
    /// How many others there are, up to 3.
    pub(crate) others: u8,
    /// Their likeliest label.
    pub(crate) label: u8,
    /// The step of its probability.
    pub(crate) strength: u8,
    /// The steps of their mean probabilities of the types.
    pub(crate) means: [u8; MAX_TYPES],
    /// The word to the left, to the right is the same there: bits 1, 2.
    pub(crate) same: u8,
}

/// Lower ends of the steps in which probabilities are told apart.
const STEPS: [f32; 6] = [0.03, 0.1, 0.3, 0.6, 0.85, 0.97];
/// No word.
const NONE: u32 = u32::MAX;

/// The echoes of one document; kept for its memory.
#[derive(Debug, Default)]
pub(crate) struct Echoes {
    guesses: Vec<Guess>,
    /// By word: its occurrences, the sums of their probabilities, its two likeliest occurrences.
    words: Vec<Sums>,
    of_tokens: Vec<Echo>,
}

#[derive(Debug, Clone, Copy)]
struct Sums {
    count: u32,
    types: [f32; MAX_TYPES],
    best: [u32; 2],
}

impl Guess {
    /// Reads the token `at` of the sentence that was summed last.
    pub(crate) fn read(lattice: &Lattice, at: usize, labels: Labels) -> Self {
        let mut guess = Self::default();
        for (label, p) in (0..labels.len() as u8).zip(lattice.probabilities(at)).skip(1) {
            if let Some((kind, _)) = labels.parts(label) {
                guess.types[kind] += p;
            }
            if p > guess.p {
                (guess.label, guess.p) = (label, p);
            }
        }
        guess
    }
}

impl Guess {
    /// The likeliest name label with the step of its probability as one number, never 0.
    pub(crate) fn opinion(&self) -> u8 {
        match step(self.p) {
            0 => 1,
            strength => 1 + self.label * 8 + strength,
        }
    }
}

impl Echoes {
    /// Forgets the last document.
    pub(crate) fn start(&mut self) {
        self.guesses.clear();
    }

    /// Adds the next token's guess.
    pub(crate) fn push(&mut self, guess: Guess) {
        self.guesses.push(guess);
    }

    /// Joins the guesses of equal words; there must be one for every token of `view`.
    pub(crate) fn join(&mut self, view: &View) {
        self.words.clear();
        self.words.resize(view.distinct(), Sums { count: 0, types: [0.0; MAX_TYPES], best: [NONE; 2] });
        for (at, guess) in self.guesses.iter().enumerate() {
            let sums = &mut self.words[view.word_of(at)];
            sums.count += 1;
            sums.types.iter_mut().zip(guess.types).for_each(|(sum, p)| *sum += p);
            let beats = |other: u32| other == NONE || guess.p > self.guesses[other as usize].p;
            if beats(sums.best[0]) {
                sums.best = [at as u32, sums.best[0]];
            } else if beats(sums.best[1]) {
                sums.best[1] = at as u32;
            }
        }
        self.of_tokens.clear();
        for at in 0..self.guesses.len() {
            self.of_tokens.push(self.echo(view, at));
        }
    }

    fn echo(&self, view: &View, at: usize) -> Echo {
        let sums = &self.words[view.word_of(at)];
        if sums.count < 2 {
            return Echo::default();
        }
        let other = if sums.best[0] as usize == at { sums.best[1] } else { sums.best[0] } as usize;
        let best = &self.guesses[other];
        let others = (sums.count - 1) as f32;
        let mean = |kind: usize| step((sums.types[kind] - self.guesses[at].types[kind]) / others);
        let left = at > 0 && other > 0 && view.word_of(at - 1) == view.word_of(other - 1);
        let last = self.guesses.len() - 1;
        let right = at < last && other < last && view.word_of(at + 1) == view.word_of(other + 1);
        Echo {
            others: (sums.count - 1).min(3) as u8,
            label: best.label,
            strength: step(best.p),
            means: std::array::from_fn(mean),
            same: u8::from(left) + 2 * u8::from(right),
        }
    }

    /// The first pass's probability that the token `at` is in a name of this type.
    #[cfg(feature = "train")]
    pub(crate) fn type_of(&self, at: usize, kind: usize) -> f32 {
        self.guesses.get(at).map_or(0.0, |guess| guess.types[kind])
    }

    /// The echo of the document's token `at`; an empty one past the end.
    pub(crate) fn get(&self, at: usize) -> Echo {
        self.of_tokens.get(at).copied().unwrap_or_default()
    }
}

/// In which step a probability lies.
fn step(p: f32) -> u8 {
    STEPS.iter().filter(|&&low| p >= low).count() as u8
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::habits::Habits;
    use crate::text::Document;

    #[test]
    fn a_word_hears_its_other_occurrences() {
        let document = Document::new("a b c a b a");
        let mut view = View::default();
        view.read(&document, Habits::default(), 0);
        let mut echoes = Echoes::default();
        for (label, p) in [(1, 0.9), (3, 0.9), (0, 0.0), (4, 0.2), (0, 0.0), (4, 0.99)] {
            let mut guess = Guess { label, p, ..Guess::default() };
            guess.types[0] = p;
            echoes.push(guess);
        }
        echoes.join(&view);
        let first = echoes.get(0);
        assert_eq!((first.others, first.label, first.strength), (2, 4, step(0.99)));
        assert_eq!(first.means[0], step(0.595));
        assert_eq!(echoes.get(2), Echo::default(), "it stands there once");
        assert_eq!((echoes.get(4).label, echoes.get(4).same), (3, 1), "the word before it is the same there");
        assert_eq!(echoes.get(99), Echo::default());
    }
}
