//! Words a second of one core, stage by stage: `cargo bench --bench pipeline`.
//!
//! The text is all fixture articles; a round analyses each of them once. An item is a word (a token that is no
//! punctuation), so that `items/s` is words a second. The stages follow each other as in the analyzer; docs/entities.md
//! and docs/model.md have the table of their shares.

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use khabar::entities::{self, Memory, Settings};
use khabar::names::NameMention;
use khabar::report::{self, contract::DateSource};
use khabar::text::{Document, TokenKind};
use khabar::{Analyzer, OffsetUnit, Options, Scratch, dates, read};
use std::path::Path;
use std::sync::LazyLock;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::new().expect("the tables fit"));
static ARTICLES: LazyLock<Vec<(Vec<u8>, String)>> = LazyLock::new(articles);

fn main() {
    divan::main();
}

fn articles() -> Vec<(Vec<u8>, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
    let mut paths: Vec<_> =
        std::fs::read_dir(folder).expect("the fixtures").map(|e| e.expect("a file").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    paths.sort();
    let article = |path: &std::path::PathBuf| {
        let bytes = std::fs::read(path).expect("a file");
        let text = read::decode(path, bytes.clone()).expect("a text").content;
        (bytes, text)
    };
    paths.iter().map(article).collect()
}

fn documents() -> Vec<Document<'static>> {
    ARTICLES.iter().map(|(_, text)| Document::new(text)).collect()
}

fn words() -> ItemsCount {
    let count = |d: &Document| d.tokens().iter().filter(|t| t.kind != TokenKind::Punctuation).count();
    ItemsCount::new(documents().iter().map(count).sum::<usize>())
}

fn options() -> Options {
    Options { date: "2024-11-19".parse().ok(), offsets: OffsetUnit::Codepoints, ..Options::default() }
}

fn names() -> Vec<(Document<'static>, Vec<NameMention>)> {
    let mut scratch = Scratch::default();
    let tagged = |document: Document<'static>| {
        let names = ANALYZER.names(&document, &mut scratch).to_vec();
        (document, names)
    };
    documents().into_iter().map(tagged).collect()
}

#[divan::bench]
fn reading(bencher: Bencher) {
    bencher.counter(words()).bench_local(|| {
        for (bytes, _) in ARTICLES.iter() {
            black_box(read::decode(Path::new("x"), bytes.clone()).is_ok());
        }
    });
}

#[divan::bench]
fn folding_tokens_sentences(bencher: Bencher) {
    bencher.counter(words()).bench_local(|| black_box(documents()));
}

#[divan::bench]
fn names_alone(bencher: Bencher) {
    let documents = documents();
    let mut scratch = Scratch::default();
    bencher.counter(words()).bench_local(|| {
        for document in &documents {
            black_box(ANALYZER.names(document, &mut scratch));
        }
    });
}

#[divan::bench]
fn dates_alone(bencher: Bencher) {
    let documents = documents();
    let date = options().date;
    bencher.counter(words()).bench_local(|| {
        for document in &documents {
            black_box(dates::find(document, date));
        }
    });
}

#[divan::bench]
fn entities_alone(bencher: Bencher) {
    let tagged = names();
    let mut memory = Memory::default();
    bencher.counter(words()).bench_local(|| {
        for (document, names) in &tagged {
            black_box(entities::build(document, names, &Settings::default(), &mut memory));
        }
    });
}

#[divan::bench]
fn report_alone(bencher: Bencher) {
    let options = options();
    let found: Vec<_> = names()
        .into_iter()
        .map(|(document, names)| {
            let entities = entities::build(&document, &names, &options.entities, &mut Memory::default());
            let dates = dates::find(&document, options.date);
            (document, entities, dates)
        })
        .collect();
    bencher.counter(words()).bench_local(|| {
        for (document, entities, dates) in &found {
            let day = options.date.map(|date| (date, DateSource::Option));
            let article = report::Article { document, day, dates };
            let report = report::build(&article, entities.clone(), options.offsets);
            black_box(serde_json::to_string(&report).expect("JSON"));
        }
    });
}

#[divan::bench]
fn whole(bencher: Bencher) {
    let options = options();
    let mut scratch = Scratch::default();
    bencher.counter(words()).bench_local(|| {
        for (bytes, _) in ARTICLES.iter() {
            let text = read::decode(Path::new("x"), bytes.clone()).expect("a text");
            let report = ANALYZER.analyze(&text.content, &options, &mut scratch);
            black_box(serde_json::to_string(&report).expect("JSON"));
        }
    });
}

#[divan::bench]
fn making_the_analyzer() {
    black_box(Analyzer::new().is_ok());
}
