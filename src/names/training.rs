//! What the trainer sees of the tagger: the same features, as hashes.

use super::habits::Habits;
use super::tagger::{Scratch, Tagger, around};
use super::template::{self, REACH};
use super::view::View;
use crate::text::Document;
use std::ops::Range;

/// Feature lists of a sentence's tokens.
pub(crate) type Lists = Vec<Vec<u64>>;

/// The tokens of every sentence, with the feature hashes of each token, first without echoes, then with those that
/// `tagger` hears.
#[must_use]
pub(crate) fn with_echoes(
    document: &Document,
    tagger: &Tagger,
    scratch: &mut Scratch,
) -> Vec<(Range<usize>, Lists, Lists)> {
    tagger.guess(document, scratch);
    let (_, echoes) = scratch.heard();
    let mut both = Vec::new();
    for (tokens, plain) in features_of_sentences(document, tagger.model().habits(), tagger.second()) {
        let mut heard = plain.clone();
        for (at, list) in tokens.clone().zip(&mut heard) {
            template::echo(around(echoes, at, &tokens), &mut |feature| list.push(feature));
        }
        both.push((tokens, plain, heard));
    }
    both
}

/// The tokens of every sentence, with the feature hashes of each token; `second` is asked for its opinion of each.
#[must_use]
pub(crate) fn features_of_sentences(
    document: &Document,
    habits: Habits,
    second: Option<&Tagger>,
) -> Vec<(Range<usize>, Lists)> {
    let mut view = View::default();
    view.read(document, habits, 0);
    if let Some(second) = second {
        view.hear(&second.opinions(document, &mut Scratch::default()));
    }
    let sentences = document.sentences().iter().map(|sentence| {
        let title = document.title().is_some_and(|title| title.contains(sentence.span));
        let seen = view.sentence(sentence.tokens.clone(), title);
        let features = (0..seen.len()).map(|at| features(&seen, at)).collect();
        (sentence.tokens.clone(), features)
    });
    sentences.collect()
}

fn features(sentence: &super::view::Sentence, at: usize) -> Vec<u64> {
    let mut features = Vec::with_capacity(100);
    let mut put = |feature| features.push(feature);
    for offset in -REACH..=REACH {
        template::word(sentence.word(at, offset), offset, &mut put);
    }
    template::place(sentence, at, &mut put);
    features
}
