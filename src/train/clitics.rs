//! Learns when a letter is a clitic: from where annotated mentions start inside their first word.

use crate::lexicon::WordTable;
use crate::text::clitics::{Candidate, FEATURES, best, candidates, features};
use crate::text::{Document, TokenKind};
use anyhow::{Context, Result};
use serde::Deserialize;
use std::fmt::Write;
use std::path::Path;

#[derive(Deserialize)]
struct Article {
    text: String,
    mentions: Vec<Mention>,
}

#[derive(Deserialize)]
struct Mention {
    start: usize,
    #[serde(rename = "type")]
    kind: String,
}

/// A word whose cut is known: features of each candidate, which one is right.
struct Example {
    word: String,
    cut: usize,
    candidates: Vec<(Candidate, [f32; FEATURES])>,
    right: usize,
}

/// What was learned, and how well the embedded weights do on the same words.
pub struct Learned {
    /// Weights in the order of the features.
    pub weights: [f32; FEATURES],
    /// Words with more than one candidate.
    pub examples: usize,
    /// How many of them the embedded weights cut elsewhere, as `word|stem` with the right stem.
    pub wrong: Vec<String>,
    /// Mention starts at which no candidate cuts.
    pub unreachable: usize,
}

/// Learns from the articles whose position modulo five is not `held_out`, and judges the embedded weights on those whose
/// position is (on all of them when `held_out` is `None`).
///
/// # Errors
/// When the file cannot be read or is not the news corpus.
pub fn learn(path: &Path, held_out: Option<usize>) -> Result<Learned> {
    let table = WordTable::embedded();
    let (mut train, mut judge, mut unreachable) = (Vec::new(), Vec::new(), 0);
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    for (position, line) in text.lines().enumerate() {
        let article: Article = serde_json::from_str(line)?;
        let held = held_out.is_some_and(|fold| position % 5 == fold);
        if held || held_out.is_none() {
            unreachable += collect(&article, &table, &mut judge);
        }
        if !held {
            collect(&article, &table, &mut train);
        }
    }
    let wrong = judge.iter().filter(|e| best(&e.word, &table).cut != e.cut);
    Ok(Learned {
        weights: descend(&train),
        examples: judge.len(),
        wrong: wrong.map(|e| format!("{}|{}", &e.word[..e.cut], &e.word[e.cut..])).collect(),
        unreachable,
    })
}

/// Adds the first words of an article's names; returns how many have their start at no candidate's cut.
fn collect(article: &Article, table: &WordTable, examples: &mut Vec<Example>) -> usize {
    let document = Document::new(&article.text);
    let bytes: Vec<usize> = article.text.char_indices().map(|(at, _)| at).collect();
    let mut unreachable = 0;
    for mention in article.mentions.iter().filter(|m| m.kind != "date") {
        let Some(&start) = bytes.get(mention.start) else { continue };
        let Some(token) = document.tokens().get(document.token_at(start)) else { continue };
        if token.kind != TokenKind::Arabic || token.span.start > start {
            continue;
        }
        let word = document.word(token).to_owned();
        let cut = document.folded().range_of(crate::Span::new(token.span.start, start)).len();
        let whole_count = table.log2_count(&word);
        let mut list = Vec::new();
        candidates(&word, |c| list.push((c, features(&word, c, table, whole_count))));
        // «لليبيا» and «للأمم» are cut at the same place: the alef is dropped when the word with it is the more frequent.
        let right = (0..list.len())
            .filter(|&i| list[i].0.cut == cut)
            .max_by(|&a, &b| stem_count(&list[a].1).total_cmp(&stem_count(&list[b].1)));
        match right {
            Some(right) if list.len() > 1 => examples.push(Example { word, cut, candidates: list, right }),
            Some(_) => {}
            None => unreachable += 1,
        }
    }
    unreachable
}

/// The stem's own count among the features, wherever the halves put it.
fn stem_count(values: &[f32; FEATURES]) -> f32 {
    values[0].max(values[9])
}

/// Batch gradient descent on the conditional likelihood with a quadratic penalty.
fn descend(examples: &[Example]) -> [f32; FEATURES] {
    const STEPS: usize = 6000;
    const RATE: f32 = 0.05;
    const PENALTY: f32 = 2e-4;
    let mut weights = [0.0_f32; FEATURES];
    for _ in 0..STEPS {
        let mut gradient = weights.map(|w| -PENALTY * w);
        for example in examples {
            let scores: Vec<f32> = example
                .candidates
                .iter()
                .map(|(_, f)| f.iter().zip(&weights).map(|(x, w)| x * w).sum())
                .collect();
            let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
            let total: f32 = scores.iter().map(|s| (s - top).exp()).sum();
            for (i, (_, values)) in example.candidates.iter().enumerate() {
                let expected = (scores[i] - top).exp() / total;
                let residual = f32::from(u8::from(i == example.right)) - expected;
                for (g, x) in gradient.iter_mut().zip(values) {
                    *g += residual * x / examples.len() as f32;
                }
            }
        }
        for (w, g) in weights.iter_mut().zip(gradient) {
            *w += RATE * g;
        }
    }
    weights
}

/// The weights as the source file that the analysis includes.
#[must_use]
pub fn source(weights: &[f32; FEATURES]) -> String {
    let mut out = String::from(
        "//! Written by `khabar-train clitics`.\n\n/// Weights of the clitic model, in the order of its features.\n\
         #[rustfmt::skip]\npub(super) const WEIGHTS: [f32; super::clitics::FEATURES] = [\n",
    );
    for w in weights {
        let _ = writeln!(out, "    {w:.4},");
    }
    out + "];\n"
}
