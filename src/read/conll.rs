//! `CoNLL` files: a token and its tag a line, an empty line between sentences.

use crate::Error;
use std::ops::Range;
use std::path::Path;

/// How a tag `I-X` is read that follows no `B-X` or `I-X`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StrayInside {
    /// It begins an entity, as the official scorer says.
    Begins,
    /// It belongs to none.
    Dropped,
}

/// One sentence.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TaggedSentence {
    /// The tokens as written.
    pub tokens: Vec<String>,
    /// One tag a token.
    pub tags: Vec<String>,
}

impl TaggedSentence {
    /// The entities that the tags mark, with their types as written.
    #[must_use]
    pub fn spans(&self, stray: StrayInside) -> Vec<(Range<usize>, &str)> {
        let mut spans: Vec<(Range<usize>, &str)> = Vec::new();
        for (index, tag) in self.tags.iter().enumerate() {
            let Some((position, kind)) = tag.split_once('-') else {
                continue;
            };
            match spans.last_mut() {
                Some((range, open)) if position == "I" && range.end == index && *open == kind => {
                    range.end += 1;
                }
                _ if position == "B" || stray == StrayInside::Begins => spans.push((index..index + 1, kind)),
                _ => {}
            }
        }
        spans
    }
}

/// Reads `content`; the first field of a line is the token, the last one the tag.
///
/// # Errors
/// [`Error::Record`] with the line that has no tag, or one that is none.
pub fn sentences(path: &Path, content: &str) -> Result<Vec<TaggedSentence>, Error> {
    let mut sentences = vec![TaggedSentence::default()];
    for (line, text) in (1..).zip(content.lines()) {
        let mut fields = text.split([' ', '\t']).filter(|field| !field.is_empty());
        let Some(token) = fields.next() else {
            sentences.push(TaggedSentence::default());
            continue;
        };
        let failed = |reason: String| Error::Record { path: path.to_owned(), line, reason };
        let tag = fields.next_back().ok_or_else(|| failed(format!("the token {token:?} has no tag")))?;
        if tag != "O" && !tag.starts_with("B-") && !tag.starts_with("I-") {
            return Err(failed(format!("{tag:?} is no tag: O, B-TYPE or I-TYPE are")));
        }
        if let Some(sentence) = sentences.last_mut().filter(|_| token != "-DOCSTART-") {
            sentence.tokens.push(token.to_owned());
            sentence.tags.push(tag.to_owned());
        }
    }
    sentences.retain(|sentence| !sentence.tokens.is_empty());
    Ok(sentences)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stray_inside_tag_is_read_both_ways() {
        let lines =
            "a O\nb I-LOC\nc I-LOC\nd\tB-PERS\ne\tI-PERS\nf I-LOC\n\n-DOCSTART- O\n\ng B-ORG\nh B-ORG\n";
        let sentences = sentences(Path::new("x"), lines).unwrap();
        assert_eq!(sentences.len(), 2);
        let begins = sentences[0].spans(StrayInside::Begins);
        assert_eq!(begins, [(1..3, "LOC"), (3..5, "PERS"), (5..6, "LOC")]);
        assert_eq!(sentences[0].spans(StrayInside::Dropped), [(3..5, "PERS")]);
        assert_eq!(sentences[1].spans(StrayInside::Dropped), [(0..1, "ORG"), (1..2, "ORG")]);
    }

    #[test]
    fn a_line_without_a_tag_is_named() {
        for (lines, message) in [
            ("a O\nb\n", "x:2: the token \"b\" has no tag"),
            ("a PERS\n", "x:1: \"PERS\" is no tag: O, B-TYPE or I-TYPE are"),
        ] {
            assert_eq!(sentences(Path::new("x"), lines).unwrap_err().to_string(), message);
        }
    }
}
