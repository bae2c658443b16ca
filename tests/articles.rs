//! The whole way from bytes to report, measured on the fixture articles: strict spans by type, values of dates.
//!
//! `cargo test --release --test articles -- --nocapture` prints the table. `UPDATE=1` before it writes the floors anew,
//! a little under what is measured; a floor is lowered only with a reason in the commit.

mod common;

use common::{Article, Score, articles};
use khabar::read::{MAX_BYTES, read_file};
use khabar::{Analyzer, OffsetUnit, Options, Scratch};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

const FLOORS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/articles.tsv");
/// How far under the measured value a new floor is, so that a change of a mention or two does not stop the work.
const SLACK: f64 = 0.01;
const TYPES: [(&str, &str); 4] = [("p", "person"), ("l", "place"), ("o", "organization"), ("d", "date")];

/// Spans in bytes, with the letter of their type.
type Spans = BTreeSet<(usize, usize, String)>;

#[derive(Default)]
struct Measured {
    by_type: BTreeMap<String, Score>,
    /// Of the dates whose span is right, those whose value is.
    values: Score,
    misses: Vec<String>,
}

impl Measured {
    fn add(&mut self, analyzer: &Analyzer, article: &Article) {
        let text = read_file(&article.path, MAX_BYTES).unwrap_or_else(|e| panic!("{e}"));
        assert_eq!(text.content, article.text, "{}: the text is decoded as its marked form is", article.name);
        let date = article.gold.date.as_deref().map(|date| date.parse().expect("a day"));
        let options = Options { date, offsets: OffsetUnit::Bytes, ..Options::default() };
        let report = analyzer.analyze(&text.content, &options, &mut Scratch::default());

        let letter = |name: &str| TYPES.iter().find(|t| t.1 == name).map_or("?", |t| t.0).to_owned();
        let found: Spans = report.marks().iter().map(|m| (m.start, m.end, letter(m.kind.name()))).collect();
        let first = |id: &str| id.chars().take(1).collect::<String>();
        let gold: Spans = article.mentions.iter().map(|(id, start, end)| (*start, *end, first(id))).collect();
        for (code, name) in TYPES {
            let of = |spans: &Spans| spans.iter().filter(|span| span.2 == code).count();
            let right = gold.intersection(&found).filter(|span| span.2 == code).count();
            self.by_type.entry(name.to_owned()).or_default().add(right, of(&found), of(&gold));
        }
        let right = gold.intersection(&found).filter(|span| span.2 != "d").count();
        let names = |spans: &Spans| spans.iter().filter(|span| span.2 != "d").count();
        self.by_type.entry("names".to_owned()).or_default().add(right, names(&found), names(&gold));
        self.misses(article, "missed", gold.difference(&found));
        self.misses(article, "invented", found.difference(&gold));

        let values: BTreeMap<(usize, usize), Option<&str>> =
            report.dates.iter().map(|d| ((d.start, d.end), d.value.as_deref())).collect();
        for (id, start, end) in article.mentions.iter().filter(|(id, ..)| id.starts_with('d')) {
            let Some(value) = values.get(&(*start, *end)) else {
                continue;
            };
            let gold = article.gold.dates[id].value.as_deref();
            self.values.add(usize::from(*value == gold), 1, 1);
            if *value != gold {
                let text = &article.text[*start..*end];
                self.misses.push(format!("{}: value of {text} is {value:?}, not {gold:?}", article.name));
            }
        }
    }

    fn misses<'s>(
        &mut self,
        article: &Article,
        what: &str,
        spans: impl Iterator<Item = &'s (usize, usize, String)>,
    ) {
        for (start, end, kind) in spans {
            let text = article.text.get(*start..*end).unwrap_or_default();
            self.misses.push(format!("{}: {what} {kind} {start} {text}", article.name));
        }
    }

    /// Name and value of everything that has a floor.
    fn values(&self) -> Vec<(String, f64)> {
        let mut values: Vec<(String, f64)> =
            self.by_type.iter().map(|(name, score)| (format!("{name} F1"), score.f1())).collect();
        values.push(("date values".to_owned(), self.values.precision()));
        values
    }

    fn table(&self, heading: &str) -> String {
        let mut table = format!("{heading}\n{:<14}{:>7}{:>7}{:>7}{:>7}\n", "", "P", "R", "F1", "gold");
        for (name, s) in &self.by_type {
            let [p, r, f] = [s.precision(), s.recall(), s.f1()].map(|x| x * 100.0);
            let _ = writeln!(table, "{name:<14}{p:>7.1}{r:>7.1}{f:>7.1}{:>7}", s.gold);
        }
        let _ = writeln!(
            table,
            "{:<14}{:>7.1}  of {} found dates",
            "date values",
            self.values.precision() * 100.0,
            self.values.found
        );
        table
    }
}

#[test]
fn articles_are_read_as_well_as_before() {
    let analyzer = Analyzer::new().expect("the tables that are compiled in");
    let mut splits: BTreeMap<String, Measured> = BTreeMap::new();
    for article in articles() {
        splits.entry(article.gold.split.clone()).or_default().add(&analyzer, &article);
    }
    let mut lines = String::new();
    for (split, measured) in &splits {
        println!("{}", measured.table(split));
        for (name, value) in measured.values() {
            let _ = writeln!(lines, "{split} {name}\t{:.3}", (value - SLACK).max(0.0));
        }
    }
    if std::env::var_os("MISSES").is_some() {
        splits.get("tune").into_iter().flat_map(|m| &m.misses).for_each(|miss| println!("{miss}"));
    }
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(FLOORS, lines).expect("the floors can be written");
        return;
    }
    let floors = std::fs::read_to_string(Path::new(FLOORS)).expect("tests/articles.tsv is there");
    let mut under = Vec::new();
    let mut checked = 0;
    for line in floors.lines() {
        let (name, floor) = line.split_once('\t').expect("a name and a floor");
        let (split, name) = name.split_once(' ').expect("a split and a measure");
        let values = splits.get(split).expect("a split of the fixtures").values();
        let value = values.iter().find(|(other, _)| other == name).expect("a measure").1;
        checked += 1;
        if value < floor.parse::<f64>().expect("a number") {
            under.push(format!("{split} {name}: {value:.3} is under {floor}"));
        }
    }
    assert!(checked >= 10, "every measure has a floor");
    assert!(under.is_empty(), "{under:#?}");
}
