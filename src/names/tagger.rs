//! Tagging a document: scores, the best labels, the probability of every mention.

use super::chain::{Chain, Lattice};
use super::echoes::{Echo, Echoes, Guess};
use super::labels::OUTSIDE;
use super::model::Model;
use super::rows::{CHECK, LookUps, NARROW, WIDE};
use super::template::{self, REACH};
use super::view::View;
use super::word_sums::WordSums;
use super::{NameMention, NameType, complete};
use crate::Span;
use crate::text::Document;
use std::ops::Range;
use std::sync::atomic::{AtomicU64, Ordering};

/// A model ready to tag; immutable, to be shared between threads.
#[derive(Debug)]
pub struct Tagger<'m> {
    model: Model<'m>,
    chain: Chain,
    /// What the model's types are.
    kinds: Vec<Option<NameType>>,
    /// Whose opinion of every token the model's features ask for.
    second: Option<Box<Tagger<'static>>>,
    /// Different for every tagger: what a [`Scratch`] keeps of a model's weights belongs to one of them.
    number: u64,
}

/// How many taggers were made.
static TAGGERS: AtomicU64 = AtomicU64::new(1);

/// Working memory of one thread, reused from document to document.
#[derive(Debug, Default)]
pub struct Scratch {
    view: View,
    lattice: Lattice,
    words: WordSums,
    features: Vec<u64>,
    memory: LookUps,
    /// A row of scores a token of the document.
    emissions: Vec<f32>,
    echoes: Echoes,
    second: Option<Box<Scratch>>,
    labels: Vec<u8>,
}

/// A mention by the model's own types.
#[derive(Debug, Clone, PartialEq)]
pub struct TypedSpan {
    /// Tokens of the document.
    pub tokens: Range<usize>,
    /// Bytes of the original, clitics outside.
    pub span: Span,
    /// Index into [`Model::types`].
    pub kind: usize,
    /// Calibrated probability, 0 to 1.
    pub confidence: f32,
}

/// What the first pass over a document says of every token, for people, places and organizations.
#[cfg(feature = "train")]
#[derive(Debug, Default)]
pub(crate) struct FirstPass {
    /// The word's number in the word table.
    pub(crate) words: Vec<Option<u32>>,
    /// Probability of being in a name.
    pub(crate) inside: Vec<[f32; 3]>,
    /// Of beginning one.
    pub(crate) begins: Vec<[f32; 3]>,
    /// Of ending one.
    pub(crate) ends: Vec<[f32; 3]>,
}

impl<'m> Tagger<'m> {
    /// Makes `model` ready.
    #[must_use]
    pub fn new(model: Model<'m>) -> Self {
        let chain = Chain::new(model.labels(), model.transitions());
        let kinds = model.types().iter().map(|name| NameType::named(name)).collect();
        // The compiled-in model is readable, which a test proves; without it the features are missing.
        let second = if model.asks() { Model::embedded().ok() } else { None };
        let second = second.filter(|model| !model.asks());
        let second = second.map(|model| Box::new(Tagger::new(model)));
        Self { model, chain, kinds, second, number: TAGGERS.fetch_add(1, Ordering::Relaxed) }
    }

    /// The model.
    #[must_use]
    pub fn model(&self) -> &Model<'m> {
        &self.model
    }

    /// Finds the people, places and organizations of `document`, in order of text, into `mentions` (cleared first).
    /// Types of the model that are none of the three are left out.
    pub fn tag(&self, document: &Document, scratch: &mut Scratch, mentions: &mut Vec<NameMention>) {
        mentions.clear();
        self.tag_types(document, scratch, |found| {
            if let Some(kind) = self.kinds[found.kind] {
                mentions.push(NameMention {
                    span: found.span,
                    tokens: found.tokens,
                    kind,
                    confidence: found.confidence,
                });
            }
        });
        complete::govern(document, mentions);
    }

    /// Finds mentions of all the model's types, in order of text.
    pub fn tag_types(&self, document: &Document, scratch: &mut Scratch, mut found: impl FnMut(TypedSpan)) {
        self.both_passes(document, scratch);
        let count = self.model.labels().len();
        let Scratch { emissions, lattice, labels, .. } = scratch;
        for sentence in document.sentences() {
            let emissions = &emissions[sentence.tokens.start * count..sentence.tokens.end * count];
            self.chain.best(emissions, lattice, labels);
            if labels.iter().all(|&label| label == OUTSIDE) {
                continue;
            }
            self.chain.sum(emissions, lattice);
            self.model.labels().mentions(labels, |tokens, kind| {
                let p = self.chain.probability_of(lattice, tokens.start, &labels[tokens.clone()]);
                let first = sentence.tokens.start;
                let tokens = first + tokens.start..first + tokens.end;
                let span = complete::span(document, tokens.clone(), self.kinds[kind]);
                found(TypedSpan { tokens, span, kind, confidence: self.model.calibrated(p) });
            });
        }
    }

    /// What it thinks of every token, as one number each.
    pub(crate) fn opinions(&self, document: &Document, scratch: &mut Scratch) -> Vec<u8> {
        self.both_passes(document, scratch);
        let count = self.model.labels().len();
        let mut opinions = Vec::with_capacity(document.tokens().len());
        for sentence in document.sentences() {
            let rows = sentence.tokens.start * count..sentence.tokens.end * count;
            self.chain.sum(&scratch.emissions[rows], &mut scratch.lattice);
            let guess = |at| Guess::read(&scratch.lattice, at, self.model.labels()).opinion();
            opinions.extend((0..sentence.tokens.len()).map(guess));
        }
        opinions
    }

    /// Who is asked for an opinion.
    #[cfg(feature = "train")]
    pub(crate) fn second(&self) -> Option<&Tagger<'static>> {
        self.second.as_deref()
    }

    /// Scores every token, with its echoes.
    fn both_passes(&self, document: &Document, scratch: &mut Scratch) {
        self.guess(document, scratch);
        if self.model.rows().is_narrow() {
            self.listen::<NARROW>(document, scratch);
        } else {
            self.listen::<WIDE>(document, scratch);
        }
    }

    /// What the first pass says of every token.
    #[cfg(feature = "train")]
    pub(crate) fn first_pass(&self, document: &Document, scratch: &mut Scratch) -> FirstPass {
        use super::labels::Position::{Begin, End, Single};
        self.guess(document, scratch);
        let labels = self.model.labels();
        let kinds = [NameType::Person, NameType::Place, NameType::Organization]
            .map(|wanted| self.model.types().iter().position(|name| NameType::named(name) == Some(wanted)));
        let mut pass = FirstPass::default();
        for sentence in document.sentences() {
            let count = labels.len();
            let rows = sentence.tokens.start * count..sentence.tokens.end * count;
            self.chain.sum(&scratch.emissions[rows], &mut scratch.lattice);
            for (at, token) in sentence.tokens.clone().enumerate() {
                let of = |position| {
                    kinds.map(|kind| {
                        let label = kind.map(|kind| usize::from(labels.label(kind, position)));
                        label.map_or(0.0, |label| scratch.lattice.probability(at, label))
                    })
                };
                let sum = |a: [f32; 3], b: [f32; 3]| std::array::from_fn(|kind| a[kind] + b[kind]);
                pass.words.push(scratch.view.entry_of(token));
                pass.inside
                    .push(kinds.map(|kind| kind.map_or(0.0, |kind| scratch.echoes.type_of(token, kind))));
                pass.begins.push(sum(of(Begin), of(Single)));
                pass.ends.push(sum(of(End), of(Single)));
            }
        }
        pass
    }

    /// The first pass: scores every token, and keeps what each is likely to be.
    pub(crate) fn guess(&self, document: &Document, scratch: &mut Scratch) {
        scratch.view.read(document, self.model.habits(), self.number);
        if let Some(second) = &self.second {
            let memory = scratch.second.get_or_insert_default();
            scratch.view.hear(&second.opinions(document, memory));
        }
        scratch.emissions.clear();
        scratch.echoes.start();
        scratch.words.start(scratch.view.vocabulary());
        for sentence in document.sentences() {
            let title = document.title().is_some_and(|title| title.contains(sentence.span));
            let from = scratch.emissions.len();
            if self.model.rows().is_narrow() {
                self.score::<NARROW>(sentence.tokens.clone(), title, scratch);
            } else {
                self.score::<WIDE>(sentence.tokens.clone(), title, scratch);
            }
            let Scratch { emissions, lattice, echoes, .. } = scratch;
            self.chain.sum(&emissions[from..], lattice);
            for at in 0..sentence.tokens.len() {
                echoes.push(Guess::read(lattice, at, self.model.labels()));
            }
        }
        scratch.echoes.join(&scratch.view);
    }

    /// Adds to the scores what the words' other occurrences say.
    fn listen<const N: usize>(&self, document: &Document, scratch: &mut Scratch) {
        let count = self.model.labels().len();
        let Scratch { emissions, features, memory, echoes, .. } = scratch;
        for sentence in document.sentences() {
            let tokens = sentence.tokens.clone();
            for at in tokens.clone() {
                features.clear();
                template::echo(around(echoes, at, &tokens), &mut |feature| features.push(feature));
                if !features.is_empty() {
                    let mut sums = [0; N];
                    self.model.rows().add(features, memory, &mut sums);
                    let row = &mut emissions[at * count..(at + 1) * count];
                    row.iter_mut()
                        .zip(&sums[CHECK..])
                        .for_each(|(score, &sum)| *score += sum as f32 * self.model.unit());
                }
            }
        }
    }

    /// Adds one sentence to `scratch.emissions`.
    fn score<const N: usize>(&self, tokens: Range<usize>, title: bool, scratch: &mut Scratch) {
        let Scratch { view, words, features, memory, emissions, .. } = scratch;
        let sentence = view.sentence(tokens, title);
        let count = self.model.labels().len();
        for at in 0..sentence.len() {
            let mut sums = [0; N];
            for offset in -REACH..=REACH {
                let word = sentence.word_index(at, offset);
                words.add(word, offset, &mut sums, |sums| {
                    features.clear();
                    template::word(sentence.word(at, offset), offset, &mut |feature| features.push(feature));
                    self.model.rows().add(features, memory, sums);
                });
            }
            features.clear();
            template::place(&sentence, at, &mut |feature| features.push(feature));
            self.model.rows().add(features, memory, &mut sums);
            emissions.extend(sums[CHECK..CHECK + count].iter().map(|&sum| sum as f32 * self.model.unit()));
        }
    }
}

/// The echoes of the token `at` and of its neighbours in the sentence `tokens`.
pub(crate) fn around(echoes: &Echoes, at: usize, tokens: &Range<usize>) -> [Echo; 3] {
    let near =
        |at: Option<usize>| at.filter(|at| tokens.contains(at)).map_or(Echo::default(), |at| echoes.get(at));
    [near(at.checked_sub(1)), echoes.get(at), near(at.checked_add(1))]
}

impl Scratch {
    /// The document and the echoes of the last first pass.
    #[cfg(feature = "train")]
    pub(crate) fn heard(&self) -> (&View, &Echoes) {
        (&self.view, &self.echoes)
    }
}
