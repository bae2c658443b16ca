//! The whole recipe of a names model: features with what other occurrences say, which needs models that have not seen
//! the article.

use super::gold::Article;
use super::model::{Learned, Recipe, learn};
use super::samples;
use crate::names::{Labels, Model, Tagger};
use anyhow::Result;

/// Trains on `articles`. Each of `recipe.parts` parts of them is listened to with a model of the other parts; with fewer
/// than two parts the model learns without echoes.
///
/// # Errors
/// When an intermediate model cannot be read back.
pub fn train(articles: &[&Article], types: &[&str], recipe: Recipe) -> Result<Learned> {
    let labels = Labels::new(types.len());
    if recipe.parts < 2 {
        return Ok(learn(&samples::of_articles(articles, labels, 1.0), types, recipe));
    }
    let mut all = Vec::new();
    for part in 0..recipe.parts {
        let of = |wanted: bool| -> Vec<&Article> {
            let chosen = articles.iter().enumerate().filter(|(at, _)| (at % recipe.parts == part) == wanted);
            chosen.map(|(_, &article)| article).collect()
        };
        let (here, others) = (of(true), of(false));
        let bytes = learn(&samples::of_articles(&others, labels, 1.0), types, recipe).bytes();
        let tagger = Tagger::new(Model::from_bytes(&bytes)?);
        all.extend(samples::with_echoes(&here, labels, 1.0, &tagger));
    }
    Ok(learn(&all, types, recipe))
}
