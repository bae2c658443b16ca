//! The cases of fixtures/dates: every row is one sentence with the dates that it has.
//!
//! A row has the columns text, article's date (or -), and for each expected mention three more: span, value (or -), and
//! `grain calendar` with ` relative` after it where the words point. A row without mentions is a negative case. A span
//! that occurs several times is followed by `#2` and so on.

use khabar::dates::{DateMention, find};
use khabar::text::Document;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

struct Row {
    place: String,
    text: String,
    date: Option<jiff::civil::Date>,
    expected: Vec<String>,
}

fn tables() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/dates");
    let files = std::fs::read_dir(folder).expect("fixtures/dates").map(|f| f.expect("an entry").path());
    let mut tables: Vec<PathBuf> = files.filter(|p| p.extension().is_some_and(|e| e == "tsv")).collect();
    tables.sort();
    tables
}

fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for path in tables() {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let table = std::fs::read_to_string(&path).expect("readable");
        for (index, line) in table.lines().enumerate() {
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let place = format!("{name}:{}", index + 1);
            let fields: Vec<&str> = line.split('\t').collect();
            assert!(
                fields.len() >= 2 && (fields.len() - 2).is_multiple_of(3),
                "{place}: {} columns",
                fields.len()
            );
            let date = (fields[1] != "-").then(|| fields[1].parse().expect("a date"));
            let expected = fields[2..].chunks(3).map(|m| m.join("\t")).collect();
            rows.push(Row { place, text: fields[0].to_owned(), date, expected });
        }
    }
    rows
}

fn shown(text: &str, mention: &DateMention) -> String {
    let words = mention.span.of(text);
    let before = text[..mention.span.start].matches(words).count();
    let mut line = words.to_owned();
    if before > 0 {
        let _ = write!(line, "#{}", before + 1);
    }
    let value = mention.value.as_deref().unwrap_or("-");
    let name = |v: serde_json::Value| v.as_str().unwrap_or_default().to_owned();
    let grain = name(serde_json::to_value(mention.grain).expect("a name"));
    let calendar = name(serde_json::to_value(mention.calendar).expect("a name"));
    let relative = if mention.relative { " relative" } else { "" };
    let _ = write!(line, "\t{value}\t{grain} {calendar}{relative}");
    line
}

#[test]
fn every_case_is_read_as_the_table_says() {
    let (mut failures, mut count) = (String::new(), 0);
    for row in rows() {
        count += 1;
        let document = Document::new(&row.text);
        let found: Vec<String> = find(&document, row.date).iter().map(|m| shown(&row.text, m)).collect();
        if found != row.expected {
            let _ =
                write!(failures, "\n{} {}\n  want {:?}\n  have {found:?}", row.place, row.text, row.expected);
        }
    }
    let failed = failures.matches("  want").count();
    assert!(failed == 0, "{failed} of {count} cases{failures}");
}

#[test]
fn the_tables_are_as_large_as_promised() {
    let rows = rows();
    let negative = rows.iter().filter(|r| r.expected.is_empty()).count();
    assert!(rows.len() >= 600, "{} rows", rows.len());
    assert!(negative >= 120, "{negative} negative rows");
}

/// The table of docs/dates.md: one line a mention of forms.tsv.
fn table_of_forms() -> String {
    let mut table = String::from(
        "| words | article's day | value | grain | calendar | relative |\n|---|---|---|---|---|---|\n",
    );
    for row in rows().into_iter().filter(|r| r.place.starts_with("forms.tsv")) {
        let day = row.date.map_or_else(|| "unknown".to_owned(), |d| d.to_string());
        for mention in find(&Document::new(&row.text), row.date) {
            let line = shown(&row.text, &mention);
            let mut fields = line.split('\t');
            let (words, value) = (fields.next().unwrap_or_default(), fields.next().unwrap_or_default());
            let mut kind = fields.next().unwrap_or_default().split(' ');
            let (grain, calendar) = (kind.next().unwrap_or_default(), kind.next().unwrap_or_default());
            let relative = if mention.relative { "yes" } else { "" };
            let value = if value == "-" { "absent".to_owned() } else { format!("`{value}`") };
            let _ = writeln!(table, "| {words} | {day} | {value} | {grain} | {calendar} | {relative} |");
        }
    }
    table
}

#[test]
fn the_page_shows_the_tested_forms() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/dates.md");
    let page = std::fs::read_to_string(&path).expect("docs/dates.md");
    let (before, rest) = page.split_once("<!-- table -->\n").expect("the table's start");
    let (_, after) = rest.split_once("<!-- end -->").expect("the table's end");
    let fresh = format!("{before}<!-- table -->\n{}<!-- end -->{after}", table_of_forms());
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, fresh).expect("writable");
    } else {
        assert!(fresh == page, "docs/dates.md is stale: UPDATE=1 cargo test --test dates");
    }
}
