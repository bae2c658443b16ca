//! `analyze eval`: names found against a gold file, strict spans, by type.

use crate::args::Eval;
use anyhow::Result;
use khabar::names::{Model, NameType, Scratch, Tagger};
use khabar::read::conll::{StrayInside, TaggedSentence, sentences};
use khabar::read::{MAX_BYTES, read_file};
use khabar::text::Document;
use serde_json::json;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::ops::Range;

/// Spans in tokens of a sentence, with an index into the model's types.
type Spans = BTreeSet<(usize, usize, usize, usize)>;

/// # Errors
/// The gold file cannot be read or is no `CoNLL`, or the model cannot be read.
pub(crate) fn eval(options: &Eval) -> Result<String> {
    let text = read_file(&options.gold, 16 * MAX_BYTES)?;
    let gold = sentences(&options.gold, &text.content)?;
    let model = crate::model::model(options.model.as_deref())?;
    let types: Vec<String> = model.types().iter().map(|name| common_name(name)).collect();
    let found = predict(model, &gold);
    let tables = [("begins", StrayInside::Begins), ("dropped", StrayInside::Dropped)]
        .map(|(name, stray)| (name, scores(&gold_spans(&gold, stray, &types), &found, &types)));
    Ok(if options.json { as_json(&gold, &tables) } else { as_table(&gold, &tables) })
}

/// Gold spans of the types that the model has.
fn gold_spans(gold: &[TaggedSentence], stray: StrayInside, types: &[String]) -> Spans {
    let all = gold.iter().enumerate().flat_map(|(index, sentence)| {
        let spans = sentence.spans(stray);
        spans.into_iter().filter_map(move |(range, name)| {
            let name = common_name(name);
            let kind = types.iter().position(|known| *known == name)?;
            Some((index, range.start, range.end, kind))
        })
    });
    all.collect()
}

/// One name for the types that corpora call differently: `PERS`, `PER`; `MIS`, `MISC`.
fn common_name(name: &str) -> String {
    match NameType::named(name) {
        Some(NameType::Person) => "person".into(),
        Some(NameType::Place) => "place".into(),
        Some(NameType::Organization) => "organization".into(),
        None if name.eq_ignore_ascii_case("mis") => "misc".into(),
        None => name.to_lowercase(),
    }
}

/// Tokens that are tagged together: the tagger looks at what it called the same word elsewhere in an article, and these
/// files mark no articles.
const BLOCK: usize = 400;

/// Tags consecutive sentences as the paragraphs of one text and finds the gold tokens under every mention. A mention's
/// clitics are part of the gold token, so that a token belongs to the mention that covers any part of it.
fn predict(model: Model<'static>, gold: &[TaggedSentence]) -> Spans {
    let tagger = Tagger::new(model);
    let mut scratch = Scratch::default();
    let mut spans = Spans::new();
    let mut first = 0;
    while first < gold.len() {
        let mut words = 0;
        let taken = gold[first..].iter().take_while(|sentence| {
            let fits = words < BLOCK;
            words += sentence.tokens.len();
            fits
        });
        let block = first..first + taken.count();
        let (text, places) = joined(&gold[block.clone()], first);
        let document = Document::new(&text);
        tagger.tag_types(&document, &mut scratch, |found| {
            let span = found.span;
            let start = places.partition_point(|(_, place)| place.end <= span.start);
            let end = places.partition_point(|(_, place)| place.start < span.end);
            if let (Some(((sentence, from), _)), Some(((_, to), _))) =
                (places.get(start), places[..end].last())
            {
                spans.insert((*sentence, *from, *to + 1, found.kind));
            }
        });
        first = block.end;
    }
    spans
}

/// A token's sentence and its number there, and where in the joined text it stands.
type Place = ((usize, usize), Range<usize>);

/// Sentences as lines, the tokens with a space between them, and for each token its sentence, its number there and where
/// it stands.
fn joined(gold: &[TaggedSentence], first: usize) -> (String, Vec<Place>) {
    let mut text = String::new();
    let mut places = Vec::new();
    for (sentence, tagged) in (first..).zip(gold) {
        for (number, token) in tagged.tokens.iter().enumerate() {
            if !text.is_empty() {
                text.push(if number == 0 { '\n' } else { ' ' });
            }
            let start = text.len();
            text.push_str(token);
            places.push(((sentence, number), start..text.len()));
        }
    }
    (text, places)
}

/// One row of the table.
#[derive(Debug, Clone, PartialEq)]
struct Score {
    name: String,
    gold: usize,
    found: usize,
    right: usize,
}

impl Score {
    fn precision(&self) -> f64 {
        ratio(self.right, self.found)
    }

    fn recall(&self) -> f64 {
        ratio(self.right, self.gold)
    }

    fn f1(&self) -> f64 {
        ratio(2 * self.right, self.gold + self.found)
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// One score a type, then all together.
fn scores(gold: &Spans, found: &Spans, types: &[String]) -> Vec<Score> {
    let count = |name: &str, keep: &dyn Fn(usize) -> bool| {
        let of = |spans: &Spans| spans.iter().filter(|span| keep(span.3)).count();
        let right = gold.intersection(found).filter(|span| keep(span.3)).count();
        Score { name: name.to_owned(), gold: of(gold), found: of(found), right }
    };
    let mut scores: Vec<Score> =
        types.iter().enumerate().map(|(kind, name)| count(name, &|other| other == kind)).collect();
    scores.push(count("all", &|_| true));
    scores
}

fn as_table(gold: &[TaggedSentence], tables: &[(&str, Vec<Score>)]) -> String {
    let tokens: usize = gold.iter().map(|sentence| sentence.tokens.len()).sum();
    let mut out = format!("{} sentences, {tokens} tokens\n", gold.len());
    for (name, scores) in tables {
        let _ = writeln!(out, "\nstray I- tags: {name}");
        let _ = writeln!(
            out,
            "{:<14}{:>10}{:>8}{:>8}{:>8}{:>8}{:>8}",
            "type", "precision", "recall", "F1", "gold", "found", "right"
        );
        for score in scores {
            let [precision, recall, f1] = [score.precision(), score.recall(), score.f1()].map(|x| x * 100.0);
            let Score { name, gold, found, right } = score;
            let _ = writeln!(
                out,
                "{name:<14}{precision:>10.2}{recall:>8.2}{f1:>8.2}{gold:>8}{found:>8}{right:>8}"
            );
        }
    }
    out
}

fn as_json(gold: &[TaggedSentence], tables: &[(&str, Vec<Score>)]) -> String {
    let rows = |scores: &[Score]| -> serde_json::Map<String, serde_json::Value> {
        let row = |s: &Score| {
            json!({"precision": s.precision(), "recall": s.recall(), "f1": s.f1(),
                   "gold": s.gold, "found": s.found, "right": s.right})
        };
        scores.iter().map(|score| (score.name.clone(), row(score))).collect()
    };
    let stray: serde_json::Map<_, _> =
        tables.iter().map(|(name, scores)| ((*name).to_owned(), rows(scores).into())).collect();
    let tokens: usize = gold.iter().map(|sentence| sentence.tokens.len()).sum();
    json!({"sentences": gold.len(), "tokens": tokens, "stray_inside": stray}).to_string() + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_counted_by_type() {
        let gold = Spans::from([(0, 0, 2, 0), (0, 3, 4, 1), (1, 0, 1, 1)]);
        let found = Spans::from([(0, 0, 2, 0), (0, 3, 5, 1), (1, 0, 1, 1)]);
        let types = ["person", "place", "organization"].map(str::to_owned);
        let scores = scores(&gold, &found, &types);
        assert_eq!(scores.iter().map(|s| s.right).collect::<Vec<_>>(), [1, 1, 0, 2]);
        assert!((scores[3].f1() - 2.0 / 3.0).abs() < 1e-9);
        assert!(scores[2].f1().abs() < 1e-9);
    }

    #[test]
    fn tokens_keep_their_places() {
        let sentence = |tokens: &[&str]| TaggedSentence {
            tokens: tokens.iter().map(ToString::to_string).collect(),
            tags: vec!["O".into(); tokens.len()],
        };
        let (text, places) = joined(&[sentence(&["ab", "c"]), sentence(&["d"])], 4);
        assert_eq!(text, "ab c\nd");
        assert_eq!(places, [((4, 0), 0..2), ((4, 1), 3..4), ((5, 0), 5..6)]);
    }

    #[test]
    fn corpora_call_one_type_differently() {
        assert_eq!(["PERS", "PER", "person"].map(common_name), ["person"; 3]);
        assert_eq!(["MIS", "MISC", "FAC"].map(common_name), ["misc", "misc", "fac"]);
    }
}
