//! Measures the spans of dates on annotated articles: `cargo run --release --example date_spans -- FILE [dev|held]`.
//!
//! FILE has a JSON object a line: `{"text": …, "mentions": [{"start", "end", "type"}]}`, offsets in code points. Every
//! fifth line (0, 5, 10, …) is held out; `dev` takes the others and prints every difference.

use anyhow::{Context as _, Result};
use khabar::dates::find;
use khabar::text::Document;
use std::collections::BTreeSet;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().context("which file?")?;
    let held = arguments.next().is_none_or(|part| part == "held");
    let file = std::fs::read_to_string(path)?;
    let (mut right, mut found_all, mut gold_all) = (0, 0, 0);
    for (index, line) in file.lines().enumerate() {
        if (index % 5 == 0) != held {
            continue;
        }
        let article: serde_json::Value = serde_json::from_str(line)?;
        let text = article["text"].as_str().context("no text")?;
        let gold = gold_spans(&article, text);
        let document = Document::new(text);
        let mentions = find(&document, Some(jiff::civil::date(2017, 3, 15)));
        let found: BTreeSet<_> = mentions.iter().map(|m| (m.span.start, m.span.end)).collect();
        right += found.intersection(&gold).count();
        found_all += found.len();
        gold_all += gold.len();
        let show = |sign: &str, &(start, end): &(usize, usize)| {
            println!("{index}\t{sign}\t{}", in_context(text, start, end));
        };
        found.difference(&gold).for_each(|s| show("+", s));
        gold.difference(&found).for_each(|s| show("-", s));
    }
    let (precision, recall) = (share(right, found_all), share(right, gold_all));
    let f1 = 2.0 * precision * recall / (precision + recall);
    println!("gold {gold_all} found {found_all} right {right}: P {precision:.1} R {recall:.1} F1 {f1:.1}");
    Ok(())
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
