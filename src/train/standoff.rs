//! Annotations without their text: which documents of raw text were annotated, and where. The text stays with its corpus.
//!
//! A line is `corpus<TAB>line<TAB>start:length:type …`: the corpus is a file `corpus.txt.xz`, its lines count from 0,
//! offsets are code points of the line, a tab being one (a line feed in the restored text), types are `p`, `l`, `o`, `d`.
//! Lines that start with `#` are comments.

use super::text::documents;
use anyhow::{Context, Result, anyhow};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;

/// An annotated article in the form of the news corpus.
#[derive(Debug, Serialize)]
pub struct Article {
    /// `corpus:line`.
    pub id: String,
    /// The corpus.
    pub source: String,
    /// The text, a line feed between paragraphs.
    pub text: String,
    /// Mentions in order of text.
    pub mentions: Vec<Mention>,
}

/// A mention; offsets are code points, half-open.
#[derive(Debug, Serialize)]
pub struct Mention {
    /// First code point.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// `person`, `place`, `organization` or `date`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The text from start to end.
    pub text: String,
}

/// Documents of one corpus, by line, with the spans as they stand in the file.
type Wanted = BTreeMap<String, BTreeMap<usize, String>>;

/// Joins the annotations of `standoff` with the corpora in the folder `texts`.
///
/// # Errors
/// When a file cannot be read, a line is malformed, or a document or span is not there.
pub fn restore(standoff: &Path, texts: &Path) -> Result<Vec<Article>> {
    let lines = std::fs::read_to_string(standoff).with_context(|| standoff.display().to_string())?;
    let mut wanted = Wanted::new();
    for line in lines.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
        let mut fields = line.splitn(3, '\t');
        let (Some(corpus), Some(number), Some(spans)) = (fields.next(), fields.next(), fields.next()) else {
            return Err(anyhow!("{}: a line has not three fields: {line}", standoff.display()));
        };
        wanted.entry(corpus.to_owned()).or_default().insert(number.parse()?, spans.to_owned());
    }
    let mut articles = Vec::new();
    for (corpus, mut lines) in wanted {
        let path = texts.join(format!("{corpus}.txt.xz"));
        for (number, text) in documents(&path)?.enumerate() {
            if let Some(spans) = lines.remove(&number) {
                articles.push(article(&corpus, number, text?, &spans)?);
            }
        }
        if let Some(missing) = lines.keys().next() {
            return Err(anyhow!("{}: has no line {missing}", path.display()));
        }
    }
    Ok(articles)
}

fn article(corpus: &str, line: usize, text: String, spans: &str) -> Result<Article> {
    let characters: Vec<char> = text.chars().collect();
    let mentions: Result<Vec<Mention>> = spans.split(' ').map(|span| mention(&characters, span)).collect();
    let id = format!("{corpus}:{line}");
    let mentions = mentions.with_context(|| id.clone())?;
    Ok(Article { id, source: corpus.to_owned(), text, mentions })
}

fn mention(characters: &[char], span: &str) -> Result<Mention> {
    let bad = || anyhow!("no span: {span}");
    let mut parts = span.split(':');
    let (Some(start), Some(length), Some(kind), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return Err(bad());
    };
    let start: usize = start.parse()?;
    let end = start + length.parse::<usize>()?;
    let kind = match kind {
        "p" => "person",
        "l" => "place",
        "o" => "organization",
        "d" => "date",
        _ => return Err(bad()),
    };
    let text = characters.get(start..end).filter(|t| !t.is_empty()).ok_or_else(bad)?.iter().collect();
    Ok(Mention { start, end, kind, text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_code_points_of_the_line() {
        let article = article("c", 3, "زار أحمد مصر".into(), "4:4:p 9:3:l").expect("spans fit");
        let found: Vec<_> = article.mentions.iter().map(|m| (m.kind, m.text.as_str())).collect();
        assert_eq!(found, [("person", "أحمد"), ("place", "مصر")]);
        assert_eq!(article.id, "c:3");
    }

    #[test]
    fn spans_that_do_not_fit_are_errors() {
        for spans in ["9:9:p", "0:0:p", "0:1:x", "0:1", "a:1:p", "0:1:p:1"] {
            assert!(article("c", 0, "نص".into(), spans).is_err(), "{spans}");
        }
    }
}
