//! Annotated text to learn from and to measure with: articles with typed spans.

use crate::Span;
use anyhow::{Context, Result, bail};
use serde::Deserialize;
use std::path::Path;

/// A mention as an annotator marked it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Bytes of the article's text.
    pub span: Span,
    /// Index into the corpus's types.
    pub kind: usize,
}

/// An annotated article.
#[derive(Debug, Clone)]
pub struct Article {
    /// Its name in the corpus.
    pub id: String,
    /// Its text.
    pub text: String,
    /// Mentions in order of text, without overlaps.
    pub mentions: Vec<Mention>,
}

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    mentions: Vec<LineMention>,
}

#[derive(Deserialize)]
struct LineMention {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
}

/// Reads articles in JSON Lines, offsets in code points; mentions of other types than `types` are left out.
///
/// # Errors
/// When the file cannot be read, a line is no article or a mention lies outside its text.
pub fn json_lines(path: &Path, types: &[&str]) -> Result<Vec<Article>> {
    let file = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    file.lines().map(|line| article(line, types)).collect()
}

fn article(line: &str, types: &[&str]) -> Result<Article> {
    let line: Line = serde_json::from_str(line)?;
    let mut bytes: Vec<usize> = line.text.char_indices().map(|(at, _)| at).collect();
    bytes.push(line.text.len());
    let mut mentions = Vec::new();
    for mention in &line.mentions {
        let (Some(&start), Some(&end)) = (bytes.get(mention.start), bytes.get(mention.end)) else {
            bail!("{}: a mention ends after the text", line.id);
        };
        if let Some(kind) = types.iter().position(|t| *t == mention.kind) {
            mentions.push(Mention { span: Span::new(start, end), kind });
        }
    }
    mentions.sort_by_key(|m| m.span.start);
    Ok(Article { id: line.id, text: line.text, mentions })
}
