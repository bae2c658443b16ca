//! The whole recipe of a names model: features with what other occurrences say, which needs models that have not seen
//! the article.

use super::calibrate;
use super::gold::Article;
use super::model::{Learned, Recipe, learn};
use super::samples;
use super::score::Score;
use crate::names::{Labels, Model, Tagger};
use anyhow::Result;
use std::collections::HashSet;
use std::path::PathBuf;

/// Trains on `articles`. Each of `recipe.parts` parts of them is listened to with a model of the other parts; with fewer
/// than two parts the model learns without echoes.
///
/// # Errors
/// When an intermediate model cannot be read back.
pub fn train(articles: &[&Article], types: &[&str], recipe: Recipe) -> Result<Learned> {
    let labels = Labels::new(types.len());
    let second = if recipe.asks { Some(Tagger::new(Model::embedded()?)) } else { None };
    let second = second.as_ref();
    if recipe.parts < 2 {
        return Ok(learn(
            &samples::of_articles(articles, labels, 1.0, recipe.known(), second),
            types,
            recipe,
        ));
    }
    let (mut all, mut spans) = (Vec::new(), Vec::new());
    for part in 0..recipe.parts {
        let of = |wanted: bool| -> Vec<&Article> {
            let chosen = articles.iter().enumerate().filter(|(at, _)| (at % recipe.parts == part) == wanted);
            chosen.map(|(_, &article)| article).collect()
        };
        let (here, others) = (of(true), of(false));
        let bytes =
            learn(&samples::of_articles(&others, labels, 1.0, recipe.known(), second), types, recipe).bytes();
        let tagger = Tagger::new(Model::from_bytes(&bytes)?);
        spans.extend(Score::measure(&tagger, &here, &HashSet::new()).confidences);
        all.extend(samples::with_echoes(&here, labels, 1.0, &tagger));
    }
    Ok(Learned { calibration: calibrate::table(&spans), ..learn(&all, types, recipe) })
}

/// What words usually are in the raw `texts`, as a model sees it that learned from `articles` alone.
///
/// # Errors
/// When a text cannot be read.
pub fn habits(articles: &[&Article], types: &[&str], recipe: Recipe, texts: &[PathBuf]) -> Result<Vec<u8>> {
    let plain = Recipe { parts: 0, habits: None, asks: false, ..recipe };
    let bytes = train(articles, types, plain)?.bytes();
    super::habits::learn(&Tagger::new(Model::from_bytes(&bytes)?), texts)
}

/// The whole recipe: the habits first, if there are texts, then the model.
///
/// # Errors
/// When a text cannot be read.
pub fn with_texts(
    articles: &[&Article],
    types: &[&str],
    recipe: Recipe,
    texts: &[PathBuf],
) -> Result<Learned> {
    if texts.is_empty() {
        return train(articles, types, recipe);
    }
    // Kept until the program ends: a recipe is run once or five times.
    let habits: &'static [u8] = Box::leak(habits(articles, types, recipe, texts)?.into_boxed_slice());
    train(articles, types, Recipe { habits: Some(habits), ..recipe })
}
