//! Annotated text to learn from and to measure with: articles with typed spans.

use crate::Span;
use crate::read::conll::{self, StrayInside};
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
    /// Mentions are whole words, clitics among them, as in a token-and-tag file.
    pub whole_words: bool,
}

impl Article {
    /// The span as the corpus would mark it: stretched to white space when mentions are whole words.
    #[must_use]
    pub fn as_marked(&self, span: Span) -> Span {
        if !self.whole_words {
            return span;
        }
        let before = self.text.get(..span.start).unwrap_or_default();
        let after = self.text.get(span.end..).unwrap_or_default();
        let start = before.rfind(char::is_whitespace).map_or(0, |at| at + 1);
        let end = after.find(char::is_whitespace).map_or(self.text.len(), |at| span.end + at);
        Span::new(start, end)
    }
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
    Ok(Article { id: line.id, text: line.text, mentions, whole_words: false })
}

/// Words that make up one article of a corpus without article marks.
const BLOCK: usize = 400;

/// Reads a token-and-tag file: consecutive sentences become articles of about [`BLOCK`] words. Also gives its types,
/// sorted.
///
/// # Errors
/// When the file cannot be read or a line has no tag.
pub fn token_lines(path: &Path) -> Result<(Vec<Article>, Vec<String>)> {
    let content = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let sentences = conll::sentences(path, &content)?;
    let mut types: Vec<String> = sentences
        .iter()
        .flat_map(|s| s.spans(StrayInside::Begins))
        .map(|(_, kind)| kind.to_owned())
        .collect();
    types.sort_unstable();
    types.dedup();
    let (mut articles, mut words) = (Vec::new(), BLOCK);
    for sentence in &sentences {
        if words >= BLOCK {
            let id = format!("block {}", articles.len());
            articles.push(Article { id, text: String::new(), mentions: Vec::new(), whole_words: true });
            words = 0;
        }
        words += sentence.tokens.len();
        if let Some(article) = articles.last_mut() {
            add_sentence(article, sentence, &types);
        }
    }
    Ok((articles, types))
}

fn add_sentence(article: &mut Article, sentence: &conll::TaggedSentence, types: &[String]) {
    let mut places = Vec::with_capacity(sentence.tokens.len());
    for (at, token) in sentence.tokens.iter().enumerate() {
        if !article.text.is_empty() {
            article.text.push(if at == 0 { '\n' } else { ' ' });
        }
        let start = article.text.len();
        article.text.push_str(token);
        places.push(Span::new(start, article.text.len()));
    }
    for (tokens, kind) in sentence.spans(StrayInside::Begins) {
        let span = Span::new(places[tokens.start].start, places[tokens.end - 1].end);
        let kind = types.iter().position(|name| name == kind).unwrap_or_default();
        article.mentions.push(Mention { span, kind });
    }
}
