//! Measures dates on annotated articles: `cargo run --release --example date_spans -- FILE [held|dev]`.
//!
//! FILE has a JSON object a line: `{"id", "text", "mentions": [{"start", "end", "type"}]}`, offsets in code points. Every
//! fifth line (0, 5, 10, …) is held out; `dev` takes the others and prints every difference. On the held-out part the
//! values of the mentions that were found exactly are compared with `training/gold/dates_held.tsv`, twice: as the text
//! alone gives them, and with the article's day of that table.

use anyhow::{Context as _, Result};
use jiff::civil::Date;
use khabar::dates::{Candidates, DateMention};
use khabar::text::Document;
use std::collections::{BTreeSet, HashMap};
use std::path::Path;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().context("which file?")?;
    let held = arguments.next().is_none_or(|part| part == "held");
    let file = std::fs::read_to_string(path)?;
    let gold = gold_values()?;
    let mut spans = Spans::default();
    let (mut alone, mut dated) = (Values::default(), Values::default());
    for (index, line) in file.lines().enumerate().filter(|(index, _)| (index % 5 == 0) == held) {
        let article: serde_json::Value = serde_json::from_str(line)?;
        let text = article["text"].as_str().context("no text")?;
        let document = Document::new(text);
        let candidates = Candidates::new(&document);
        let own = candidates.article_date().map(|(day, _)| day);
        let mentions = candidates.resolve(own);
        spans.compare(index, text, &gold_spans(&article, text), &mentions, !held);
        let Some(values) = gold.get(article["id"].as_str().unwrap_or_default()).filter(|_| held) else {
            continue;
        };
        alone.compare(index, text, &mentions, |start| values.of.get(&start).map(|v| &v.0));
        let mentions = candidates.resolve(Some(values.day));
        dated.compare(index, text, &mentions, |start| values.of.get(&start).map(|v| &v.1));
    }
    spans.print();
    if held {
        alone.print("as the text alone gives them");
        dated.print("with the article's day");
    }
    Ok(())
}

/// An article's day, and for each mention (start and end in code points) its value without and with that day.
struct Gold {
    day: Date,
    of: HashMap<(usize, usize), (String, String)>,
}

fn gold_values() -> Result<HashMap<String, Gold>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("training/gold/dates_held.tsv");
    let table = std::fs::read_to_string(path)?;
    let mut all = HashMap::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let fields: Vec<&str> = line.split('\t').collect();
        let [id, day, start, end, alone, dated] = fields[..] else { continue };
        let day: Date = day.parse()?;
        let gold = all.entry(id.to_owned()).or_insert_with(|| Gold { day, of: HashMap::new() });
        gold.of.insert((start.parse()?, end.parse()?), (alone.to_owned(), dated.to_owned()));
    }
    Ok(all)
}

#[derive(Default)]
struct Spans {
    right: usize,
    found: usize,
    gold: usize,
}

impl Spans {
    fn compare(
        &mut self,
        index: usize,
        text: &str,
        gold: &BTreeSet<(usize, usize)>,
        mentions: &[DateMention],
        show: bool,
    ) {
        let found: BTreeSet<_> = mentions.iter().map(|m| (m.span.start, m.span.end)).collect();
        self.right += found.intersection(gold).count();
        self.found += found.len();
        self.gold += gold.len();
        let differences = found.difference(gold).map(|s| ('+', s));
        for (sign, &(start, end)) in
            differences.chain(gold.difference(&found).map(|s| ('-', s))).filter(|_| show)
        {
            println!("{index}\t{sign}\t{}", in_context(text, start, end));
        }
    }

    fn print(&self) {
        let (precision, recall) = (share(self.right, self.found), share(self.right, self.gold));
        let f1 = 2.0 * precision * recall / (precision + recall);
        let Self { right, found, gold } = self;
        println!("spans: gold {gold} found {found} right {right}: P {precision:.1} R {recall:.1} F1 {f1:.1}");
    }
}

#[derive(Default)]
struct Values {
    right: usize,
    compared: usize,
    /// Mentions with a value, in the table or as resolved.
    valued: usize,
    valued_right: usize,
}

impl Values {
    fn compare<'g>(
        &mut self,
        index: usize,
        text: &str,
        mentions: &[DateMention],
        gold: impl Fn((usize, usize)) -> Option<&'g String>,
    ) {
        let points = |byte: usize| text.get(..byte).map_or(0, |before| before.chars().count());
        for mention in mentions {
            let Some(want) = gold((points(mention.span.start), points(mention.span.end))) else { continue };
            let have = mention.value.as_deref().unwrap_or("-");
            let valued = usize::from(want != "-" || have != "-");
            self.compared += 1;
            self.valued += valued;
            if want == have {
                self.right += 1;
                self.valued_right += valued;
            } else {
                let place = in_context(text, mention.span.start, mention.span.end);
                println!("{index}\twant {want}\thave {have}\t{place}");
            }
        }
    }

    fn print(&self, how: &str) {
        let Self { right, compared, valued, valued_right } = self;
        let (all, some) = (share(*right, *compared), share(*valued_right, *valued));
        println!(
            "values {how}: {right} of {compared} ({all:.1}); of those with a value {valued_right} of {valued} ({some:.1})"
        );
    }
}

fn gold_spans(article: &serde_json::Value, text: &str) -> BTreeSet<(usize, usize)> {
    let bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
    let place = |mention: &serde_json::Value, key: &str| bytes.get(mention[key].as_u64()? as usize).copied();
    let mentions = article["mentions"].as_array().map(Vec::as_slice).unwrap_or_default();
    let dates = mentions.iter().filter(|m| m["type"] == "date");
    dates.filter_map(|m| Some((place(m, "start")?, place(m, "end")?))).collect()
}

fn in_context(text: &str, start: usize, end: usize) -> String {
    let before: Vec<char> = text[..start].chars().rev().take(40).collect();
    let before: String = before.into_iter().rev().collect();
    let after: String = text[end..].chars().take(30).collect();
    format!("{before}[[{}]]{after}", &text[start..end]).replace(['\n', '\r'], " ")
}

fn share(part: usize, whole: usize) -> f64 {
    100.0 * part as f64 / whole.max(1) as f64
}
