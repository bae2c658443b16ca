//! Names from the user's own list: found wherever they stand, whatever the model thinks.

use super::{NameMention, NameType};
use crate::lexicon::gazetteer::matching::skip_hyphen;
use crate::text::{Document, Token, TokenKind, clitic_cuts};
use crate::{Error, Span};
use std::collections::HashMap;
use std::ops::Range;
use std::path::Path;

/// A list of names: a line has a name, its type (`person`, `place` or `organization`) and, if there is one, an id, with tabs
/// between them. Empty lines and lines that begin with `#` are passed over.
///
/// Spelling is folded as in texts («أحمد» finds «احمد»), clitics before a name stay outside.
///
/// ```
/// use khabar::names::OwnNames;
/// let list = OwnNames::parse("names.tsv".as_ref(), "# mine\nAcme\torganization\tX-7\n")?;
/// assert_eq!(list.len(), 1);
/// # Ok::<(), khabar::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct OwnNames {
    /// By the first word: the words that follow, longest first, with the name's number.
    firsts: HashMap<String, Vec<(Vec<String>, usize)>>,
    names: Vec<(NameType, Option<String>)>,
}

/// A name of the list in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnMention {
    /// Bytes of the original, clitics outside.
    pub span: Span,
    /// The id that the list gives.
    pub id: Option<String>,
}

/// Where a name of the list was found.
struct Found {
    tokens: Range<usize>,
    span: Span,
    name: usize,
}

impl OwnNames {
    /// Reads a list; `path` names it in errors.
    ///
    /// # Errors
    /// [`Error::Record`] when a line has no type, another type, more columns or a name without words.
    pub fn parse(path: &Path, content: &str) -> Result<Self, Error> {
        let mut list = Self::default();
        for (line, row) in (1..).zip(content.lines()) {
            let row = row.trim_end_matches('\r');
            if row.trim().is_empty() || row.starts_with('#') {
                continue;
            }
            list.add(row).map_err(|reason| Error::Record { path: path.to_owned(), line, reason })?;
        }
        list.firsts
            .values_mut()
            .for_each(|rests| rests.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len())));
        Ok(list)
    }

    fn add(&mut self, row: &str) -> Result<(), String> {
        let mut columns = row.split('\t').map(str::trim);
        let (name, kind) = (columns.next().unwrap_or_default(), columns.next());
        let kind = kind.ok_or("has one column; a name needs a type after a tab")?;
        let kind = NameType::named(kind)
            .ok_or_else(|| format!("the type \"{kind}\" is none of person, place, organization"))?;
        let id = columns.next().filter(|id| !id.is_empty()).map(str::to_owned);
        if columns.next().is_some() {
            return Err("has more than three columns".into());
        }
        let document = Document::new(name);
        let words = document.tokens().iter().filter(|token| token.kind != TokenKind::Punctuation);
        let mut words = words.map(|token| document.word(token).to_owned());
        let first = words.next().ok_or("the name has no word")?;
        self.firsts.entry(first).or_default().push((words.collect(), self.names.len()));
        self.names.push((kind, id));
        Ok(())
    }

    /// Number of names.
    #[must_use]
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Whether it holds no name.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Puts the list's names into `mentions`, which stay in order of text without overlaps: a mention of more words
    /// than the list's name keeps its place, any other gives way. Returns the list's mentions that are in.
    pub fn apply(&self, document: &Document, mentions: &mut Vec<NameMention>) -> Vec<OwnMention> {
        let mut own = Vec::new();
        let mut rest = std::mem::take(mentions).into_iter().peekable();
        for Found { tokens, span, name } in self.find(document) {
            while let Some(before) = rest.next_if(|other| other.tokens.end <= tokens.start) {
                mentions.push(before);
            }
            let mut rivals: Vec<NameMention> =
                mentions.pop_if(|other| other.tokens.end > tokens.start).into_iter().collect();
            while let Some(rival) = rest.next_if(|other| other.tokens.start < tokens.end) {
                rivals.push(rival);
            }
            match self.names.get(name) {
                Some((kind, id)) if rivals.iter().all(|rival| rival.tokens.len() <= tokens.len()) => {
                    mentions.push(NameMention { span, tokens, kind: *kind, confidence: 1.0 });
                    own.push(OwnMention { span, id: id.clone() });
                }
                _ => mentions.extend(rivals),
            }
        }
        mentions.extend(rest);
        own
    }

    /// The list's names in `document`, leftmost first, the longest of those that start at one token.
    fn find(&self, document: &Document) -> Vec<Found> {
        let mut all = Vec::new();
        if self.is_empty() {
            return all;
        }
        for sentence in document.sentences() {
            let mut at = sentence.tokens.start;
            while at < sentence.tokens.end {
                let found = self.at(document, at, sentence.tokens.end);
                at = found.as_ref().map_or(at + 1, |found| found.tokens.end);
                all.extend(found);
            }
        }
        all
    }

    fn at(&self, document: &Document, at: usize, end: usize) -> Option<Found> {
        let token = document.tokens().get(at).filter(|token| token.kind != TokenKind::Punctuation)?;
        let mut best: Option<Found> = None;
        for (form, start) in forms(document, token) {
            for (rest, name) in self.firsts.get(&form).into_iter().flatten() {
                let Some(end) = follow(document, at + 1, end, rest) else { continue };
                if best.as_ref().is_none_or(|best| best.tokens.end < end) {
                    let last = document.tokens().get(end - 1).unwrap_or(token);
                    best =
                        Some(Found { tokens: at..end, span: Span::new(start, last.span.end), name: *name });
                }
            }
        }
        best
    }
}

/// The forms of a token that a name may begin with, the whole word first, each with where it starts in the original.
fn forms(document: &Document, token: &Token) -> Vec<(String, usize)> {
    let word = document.word(token);
    let mut forms = Vec::new();
    clitic_cuts(word, |cut, lost| {
        let rest = word.get(cut..).unwrap_or_default();
        let start =
            if cut == 0 { token.span.start } else { document.folded().original(token.word.start + cut) };
        forms.push(([lost, rest].concat(), start));
    });
    forms
}

/// The token after the last of `words`, when they stand from `at` on.
fn follow(document: &Document, mut at: usize, end: usize, words: &[String]) -> Option<usize> {
    let tokens = document.tokens();
    for word in words {
        at = skip_hyphen(document, tokens, at, end);
        let token = tokens.get(at).filter(|_| at < end)?;
        if document.word(token) != word {
            return None;
        }
        at += 1;
    }
    Some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(content: &str) -> OwnNames {
        OwnNames::parse(Path::new("list.tsv"), content).expect("a list")
    }

    fn found(list: &OwnNames, text: &str, mut mentions: Vec<NameMention>) -> Vec<(String, NameType, f32)> {
        let document = Document::new(text);
        list.apply(&document, &mut mentions);
        mentions.iter().map(|m| (m.span.of(text).to_owned(), m.kind, m.confidence)).collect()
    }

    #[test]
    fn clitics_stay_outside_and_spelling_is_folded() {
        let list = list("\u{623}\u{643}\u{645}\u{629} \u{627}\u{644}\u{646}\u{648}\u{631}\torganization\n");
        let text = "\u{648}\u{644}\u{627}\u{643}\u{645}\u{629} \u{627}\u{644}\u{646}\u{648}\u{631} \u{62F}\u{648}\u{631}";
        let names = found(&list, text, Vec::new());
        assert_eq!(names.len(), 1);
        assert_eq!(names[0].0, text.get(4..text.len() - 7).expect("the name"));
    }

    #[test]
    fn the_longer_mention_wins_and_the_list_among_equals() {
        let list = list("Acme\tplace\tX-7\n");
        let mention = |tokens: Range<usize>, span| NameMention {
            span,
            tokens,
            kind: NameType::Organization,
            confidence: 0.5,
        };
        let text = "Acme Bank and Acme";
        let names =
            found(&list, text, vec![mention(0..2, Span::new(0, 9)), mention(3..4, Span::new(14, 18))]);
        let expected = [
            ("Acme Bank".to_owned(), NameType::Organization, 0.5),
            ("Acme".to_owned(), NameType::Place, 1.0),
        ];
        assert_eq!(names, expected);
        let document = Document::new(text);
        let own = list.apply(&document, &mut Vec::new());
        assert_eq!(own.iter().map(|m| m.id.as_deref()).collect::<Vec<_>>(), [Some("X-7"); 2]);
    }

    #[test]
    fn the_longest_name_is_found_across_hyphens() {
        let list = list("Saint\tperson\nSaint Denis\tplace\n");
        assert_eq!(found(&list, "in Saint-Denis", Vec::new())[0].0, "Saint-Denis");
        assert_eq!(found(&list, "Saint. Denis", Vec::new())[0].0, "Saint");
    }

    #[test]
    fn lines_that_are_no_names_are_named() {
        for (content, reason) in [
            ("a\n", "list.tsv:1: has one column; a name needs a type after a tab"),
            ("\n#\nb\tcity\n", "list.tsv:3: the type \"city\" is none of person, place, organization"),
            ("b\tplace\t1\t2\n", "list.tsv:1: has more than three columns"),
            ("...\tplace\n", "list.tsv:1: the name has no word"),
        ] {
            let error = OwnNames::parse(Path::new("list.tsv"), content).expect_err(content);
            assert_eq!(error.to_string(), reason);
        }
    }
}
