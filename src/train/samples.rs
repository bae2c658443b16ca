//! From annotated articles to sequences of features with their right labels.

use super::gold::{Article, Mention};
use crate::names::habits::Habits;
use crate::names::{Labels, OUTSIDE, Scratch, Tagger, features_of_sentences, with_echoes as with_echoes_of};
use crate::text::Document;
use rayon::prelude::*;

/// A sentence to learn from.
#[derive(Debug, Clone)]
pub struct Sample {
    /// Feature hashes of every token.
    pub features: Vec<Vec<u64>>,
    /// The right label of every token.
    pub labels: Vec<u8>,
    /// How much the sentence counts; 1 for one annotated by hand.
    pub weight: f32,
}

/// The sentences of `articles`, in order. The number of threads changes nothing.
#[must_use]
pub fn of_articles(
    articles: &[&Article],
    labels: Labels,
    weight: f32,
    habits: Habits,
    second: Option<&Tagger>,
) -> Vec<Sample> {
    articles.par_iter().flat_map_iter(|article| of_article(article, labels, weight, habits, second)).collect()
}

fn of_article(
    article: &Article,
    labels: Labels,
    weight: f32,
    habits: Habits,
    second: Option<&Tagger>,
) -> Vec<Sample> {
    let document = Document::new(&article.text);
    let line = label_tokens(&document, &article.mentions, labels);
    features_of_sentences(&document, habits, second)
        .into_iter()
        .map(|(tokens, features)| Sample { features, labels: line[tokens].to_vec(), weight })
        .collect()
}

/// The sentences of `articles` twice, each with half of `weight`: without echoes, as the first pass over an article sees
/// them, and with the echoes of `tagger`, which must not have learned from these articles.
#[must_use]
pub fn with_echoes(articles: &[&Article], labels: Labels, weight: f32, tagger: &Tagger) -> Vec<Sample> {
    let lists = articles.par_iter().map_init(Scratch::default, |scratch, article| {
        let document = Document::new(&article.text);
        let line = label_tokens(&document, &article.mentions, labels);
        let mut samples = Vec::new();
        for (tokens, plain, heard) in with_echoes_of(&document, tagger, scratch) {
            for features in [plain, heard] {
                samples.push(Sample {
                    features,
                    labels: line[tokens.clone()].to_vec(),
                    weight: weight / 2.0,
                });
            }
        }
        samples
    });
    lists.collect::<Vec<_>>().into_iter().flatten().collect()
}

/// The labels of all tokens; a mention covers every token that it touches, but none that another has.
#[must_use]
pub fn label_tokens(document: &Document, mentions: &[Mention], labels: Labels) -> Vec<u8> {
    let mut line = vec![OUTSIDE; document.tokens().len()];
    let mut free = 0;
    for mention in mentions {
        let start = document.token_at(mention.span.start).max(free);
        let end = document.tokens().partition_point(|token| token.span.start < mention.span.end);
        let sentence = document.sentences().get(document.sentence_at(mention.span.start));
        let end = end.min(sentence.map_or(end, |sentence| sentence.tokens.end));
        if start < end {
            labels.write(&mut line, start..end, mention.kind);
            free = end;
        }
    }
    line
}
