//! Cross-validation by article: the article at position `i` belongs to fold `i mod 5`. Blocks of a corpus without article
//! marks are neighbours and may share an article: there the folds are contiguous.

use super::gold::Article;
use super::model::Recipe;
use super::recipe::with_texts;
use super::score::Score;
use crate::names::{Model, Tagger};
use anyhow::Result;
use std::collections::HashSet;
use std::path::PathBuf;
use std::time::Instant;

/// How many folds there are.
pub const FOLDS: usize = 5;

/// The fold of the article at position `at` of `count`.
fn fold_of(at: usize, article: &Article, count: usize) -> usize {
    if article.whole_words { at * FOLDS / count.max(1) } else { at % FOLDS }
}

/// Trains on all folds but one of `folds` at a time, with the articles `more` that are never held out, and scores the one.
///
/// # Errors
/// When a trained model cannot be read back.
pub fn run(
    articles: &[Article],
    more: &[Article],
    types: &[&str],
    folds: &[usize],
    recipe: Recipe,
    texts: &[PathBuf],
) -> Result<Score> {
    let mut total = Score::default();
    for &fold in folds {
        let started = Instant::now();
        let (held, rest): (Vec<_>, Vec<_>) =
            articles.iter().enumerate().partition(|(at, a)| fold_of(*at, a, articles.len()) == fold);
        let rest: Vec<&Article> = rest.into_iter().map(|(_, a)| a).collect();
        let held: Vec<&Article> = held.into_iter().map(|(_, a)| a).collect();
        let rest: Vec<&Article> = rest.into_iter().chain(more).collect();
        let bytes = with_texts(&rest, types, recipe, texts)?.bytes();
        let trained = started.elapsed();
        let known: HashSet<&str> =
            rest.iter().flat_map(|a| a.mentions.iter().map(|m| m.span.of(&a.text))).collect();
        let tagger = Tagger::new(Model::from_bytes(&bytes)?);
        let started = Instant::now();
        let score = Score::measure(&tagger, &held, &known);
        let by_type: Vec<String> = score.types.iter().map(|c| format!("{:.1}", 100.0 * c.f1())).collect();
        eprintln!(
            "fold {fold}: {} all {:.2}; {} bytes, trained in {:.1} s, tagged in {:.2} s",
            by_type.join(" "),
            100.0 * score.all().f1(),
            bytes.len(),
            trained.as_secs_f32(),
            started.elapsed().as_secs_f32()
        );
        total.add(score);
    }
    Ok(total)
}
