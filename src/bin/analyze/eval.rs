//! `analyze eval`: names found against a gold file, strict spans, by type.

use crate::args::Eval;
use anyhow::Result;
use khabar::names::NameType;
use khabar::read::conll::{StrayInside, TaggedSentence, sentences};
use khabar::read::{MAX_BYTES, read_file};
use khabar::report::Kind;
use khabar::{Analyzer, OffsetUnit, Options, Report, Scratch};
use serde_json::json;
use std::collections::BTreeSet;
use std::fmt::Write;
use std::ops::Range;

const KINDS: [Kind; 3] = [Kind::Person, Kind::Place, Kind::Organization];

/// Spans in tokens of a sentence.
type Spans = BTreeSet<(usize, usize, usize, Kind)>;

/// # Errors
/// The gold file cannot be read or is no `CoNLL`.
pub(crate) fn eval(options: &Eval) -> Result<String> {
    let text = read_file(&options.gold, 16 * MAX_BYTES)?;
    let gold = sentences(&options.gold, &text.content)?;
    let found = predict(&crate::model::analyzer(options.model.as_deref())?, &gold);
    let tables = [("begins", StrayInside::Begins), ("dropped", StrayInside::Dropped)]
        .map(|(name, stray)| (name, scores(&gold_spans(&gold, stray), &found)));
    Ok(if options.json { as_json(&gold, &tables) } else { as_table(&gold, &tables) })
}

fn gold_spans(gold: &[TaggedSentence], stray: StrayInside) -> Spans {
    let all = gold.iter().enumerate().flat_map(|(index, sentence)| {
        let spans = sentence.spans(stray);
        spans
            .into_iter()
            .filter_map(move |(range, name)| Some((index, range.start, range.end, kind_named(name)?)))
    });
    all.collect()
}

/// The type that a corpus calls so.
fn kind_named(name: &str) -> Option<Kind> {
    Some(match NameType::named(name)? {
        NameType::Person => Kind::Person,
        NameType::Place => Kind::Place,
        NameType::Organization => Kind::Organization,
    })
}

/// Analyses each sentence as a text of its own and finds the gold tokens under every mention. A mention's clitics are
/// part of the gold token, so that a token belongs to the mention that covers any part of it.
fn predict(analyzer: &Analyzer, gold: &[TaggedSentence]) -> Spans {
    let options = Options { offsets: OffsetUnit::Bytes, ..Options::default() };
    let mut scratch = Scratch::default();
    let mut spans = Spans::new();
    for (index, sentence) in gold.iter().enumerate() {
        let (text, places) = joined(&sentence.tokens);
        let report = analyzer.analyze(&text, &options, &mut scratch);
        for (range, kind) in mentions(&report) {
            let start = places.partition_point(|place| place.end <= range.start);
            let end = places.partition_point(|place| place.start < range.end);
            if start < end {
                spans.insert((index, start, end, kind));
            }
        }
    }
    spans
}

/// The tokens with a space between them, and where each stands.
fn joined(tokens: &[String]) -> (String, Vec<Range<usize>>) {
    let mut text = String::new();
    let mut places = Vec::with_capacity(tokens.len());
    for token in tokens {
        if !text.is_empty() {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(token);
        places.push(start..text.len());
    }
    (text, places)
}

fn mentions(report: &Report) -> Vec<(Range<usize>, Kind)> {
    let names = report.marks().into_iter().filter(|mark| mark.kind != Kind::Date);
    names.map(|mark| (mark.start..mark.end, mark.kind)).collect()
}

/// One row of the table.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Score {
    name: &'static str,
    gold: usize,
    found: usize,
    right: usize,
}

impl Score {
    fn precision(self) -> f64 {
        ratio(self.right, self.found)
    }

    fn recall(self) -> f64 {
        ratio(self.right, self.gold)
    }

    fn f1(self) -> f64 {
        ratio(2 * self.right, self.gold + self.found)
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// One score a type, then all together.
fn scores(gold: &Spans, found: &Spans) -> Vec<Score> {
    let count = |name, keep: &dyn Fn(Kind) -> bool| {
        let of = |spans: &Spans| spans.iter().filter(|span| keep(span.3)).count();
        let right = gold.intersection(found).filter(|span| keep(span.3)).count();
        Score { name, gold: of(gold), found: of(found), right }
    };
    let mut scores: Vec<Score> =
        KINDS.iter().map(|&kind| count(kind.name(), &|other| other == kind)).collect();
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
        scores.iter().map(|score| (score.name.to_owned(), row(score))).collect()
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
        let gold = Spans::from([(0, 0, 2, Kind::Person), (0, 3, 4, Kind::Place), (1, 0, 1, Kind::Place)]);
        let found = Spans::from([(0, 0, 2, Kind::Person), (0, 3, 5, Kind::Place), (1, 0, 1, Kind::Place)]);
        let scores = scores(&gold, &found);
        assert_eq!(scores.iter().map(|s| s.right).collect::<Vec<_>>(), [1, 1, 0, 2]);
        assert!((scores[3].f1() - 2.0 / 3.0).abs() < 1e-9);
        assert!(scores[2].f1().abs() < 1e-9);
    }

    #[test]
    fn tokens_keep_their_places() {
        let (text, places) = joined(&["ab".to_owned(), "c".to_owned()]);
        assert_eq!((text.as_str(), places), ("ab c", vec![0..2, 3..4]));
    }
}
