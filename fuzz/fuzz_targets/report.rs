//! Any bytes: decoded, analysed, written in every format, and read back. The first byte chooses what offsets count.
#![no_main]

use khabar::read::conll::{StrayInside, sentences};
use khabar::read::decode;
use khabar::report::{self, Color, Counts, Rows, Separator};
use khabar::{Analyzer, OffsetUnit, Options, Report, Scratch};
use libfuzzer_sys::fuzz_target;
use std::path::Path;
use std::sync::LazyLock;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::new().expect("the embedded tables fit"));

fuzz_target!(|bytes: &[u8]| {
    let Some((&choice, bytes)) = bytes.split_first() else { return };
    let path = Path::new("article.txt");
    let Ok(text) = decode(path, bytes.to_vec()) else { return };
    let offsets = match choice % 3 {
        0 => OffsetUnit::Codepoints,
        1 => OffsetUnit::Bytes,
        _ => OffsetUnit::Utf16,
    };
    let entities = khabar::entities::Settings { explain: choice & 4 != 0, ..Default::default() };
    let date = (choice & 8 != 0).then(|| jiff::civil::date(2024, 11, 19));
    let options = Options { date, offsets, entities, ..Options::default() };
    let report = ANALYZER.analyze(&text.content, &options, &mut Scratch::default());
    promises(&report, &text.content, offsets);

    let json = serde_json::to_string(&report).expect("a report is JSON");
    let back: Report = serde_json::from_str(&json).expect("a report reads back");
    assert_eq!(serde_json::to_string(&back).expect("a report is JSON"), json);

    report::plain(&report, Color::Never);
    for rows in [Rows::Mentions, Rows::Entities] {
        report::rows(&report, rows, Separator::Comma);
    }
    report::geojson(&report);
    let _ = Counts::of(&report);
    match offsets {
        OffsetUnit::Bytes => {
            report::html(&report, &text.content);
            let lines = report::conll(&report, &text.content);
            let read = sentences(path, &lines).expect("the tagged tokens read back");
            let spans: usize = read.iter().map(|sentence| sentence.spans(StrayInside::Dropped).len()).sum();
            assert_eq!(spans, report.marks().len());
        }
        OffsetUnit::Codepoints => {
            report::brat(&report, &text.content);
        }
        OffsetUnit::Utf16 => {}
    }
});

/// Every mention and date is the text at its offsets, in order, and none overlaps another.
fn promises(report: &Report, text: &str, unit: OffsetUnit) {
    let units: Vec<u16> = text.encode_utf16().collect();
    let characters: Vec<char> = text.chars().collect();
    let cut = |start: usize, end: usize| match unit {
        OffsetUnit::Bytes => text[start..end].to_owned(),
        OffsetUnit::Codepoints => characters[start..end].iter().collect(),
        OffsetUnit::Utf16 => String::from_utf16(&units[start..end]).expect("offsets split no character"),
    };
    let mut spans = Vec::new();
    for entity in report.entities() {
        assert_eq!(entity.count, entity.mentions.len());
        for mention in entity.mentions {
            assert_eq!(cut(mention.start, mention.end), mention.text);
            spans.push((mention.start, mention.end));
        }
    }
    for date in &report.dates {
        assert_eq!(cut(date.start, date.end), date.text);
        spans.push((date.start, date.end));
    }
    spans.sort_unstable();
    assert!(spans.windows(2).all(|pair| pair[0].1 <= pair[1].0), "overlap: {spans:?}");
}
