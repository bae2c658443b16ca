//! How fast dates are found in an article that is a document already: bytes of text a second on one core.

use divan::Bencher;
use divan::counter::BytesCount;
use khabar::dates::find;
use khabar::text::Document;
use std::path::Path;

fn main() {
    divan::main();
}

/// The fixture articles one after another, some 100 kB.
fn articles() -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
    let entries = std::fs::read_dir(folder).expect("fixtures/articles");
    let mut paths: Vec<_> = entries.filter_map(|e| e.ok().map(|e| e.path())).collect();
    paths.sort();
    let texts = paths.iter().filter(|p| p.extension().is_some_and(|e| e == "txt"));
    let all: Vec<String> = texts.filter_map(|p| std::fs::read_to_string(p).ok()).collect();
    assert!(!all.is_empty(), "no articles in UTF-8");
    let once = all.join("\n");
    once.repeat(100_000 / once.len() + 1)
}

/// Articles as they are: a date every two sentences.
#[divan::bench]
fn articles_as_they_are(bencher: Bencher) {
    measure(bencher, &articles());
}

/// Nothing but dates: the worst that a text can do.
#[divan::bench]
fn nothing_but_dates(bencher: Bencher) {
    measure(bencher, &"يوم الثلاثاء 19 تشرين الثاني/نوفمبر 2024، وقبل ثلاثة أيام، والشهر الماضي. ".repeat(700));
}

/// The lexicon is built on first use: what a run for one short article pays.
#[divan::bench(sample_count = 1, sample_size = 1)]
fn first_use(bencher: Bencher) {
    let document = Document::new("أمس");
    bencher.bench_local(|| find(&document, None));
}

fn measure(bencher: Bencher, text: &str) {
    let document = Document::new(text);
    let day = Some(jiff::civil::date(2024, 11, 19));
    bencher.counter(BytesCount::of_str(text)).bench(|| find(&document, day));
}
