//! The formats besides JSON, on the fixture articles with their own gold mentions, so that nothing here depends on what a
//! model finds. `PAGES=folder cargo test --test formats pages` writes the pages, to look at.

mod common;

use common::{Article, articles};
use khabar::entities::{self, Memory, Settings};
use khabar::names::{NameMention, NameType};
use khabar::read::conll::{StrayInside, sentences};
use khabar::report::contract::DateSource;
use khabar::report::{self, Rows, Separator};
use khabar::text::Document;
use khabar::{OffsetUnit, Report, Span, dates};
use std::collections::BTreeSet;
use std::path::Path;

/// The report of an article whose names are found without a fault.
fn report(article: &Article, unit: OffsetUnit) -> Report {
    let document = Document::new(&article.text);
    let names: Vec<NameMention> = article.mentions.iter().filter_map(|m| name(&document, m)).collect();
    let day = article.gold.date.as_deref().map(|date| (date.parse().unwrap(), DateSource::Option));
    let mut dates = dates::find(&document, day.map(|day| day.0));
    dates.retain(|date| !names.iter().any(|name| name.span.overlaps(date.span)));
    let entities = entities::build(&document, &names, &Settings::default(), &mut Memory::default());
    let mut report =
        report::build(&report::Article { document: &document, day, dates: &dates }, entities, unit);
    report.source.path = Some(format!("{}.txt", article.name));
    report
}

fn name(document: &Document, (id, start, end): &(String, usize, usize)) -> Option<NameMention> {
    let kind = match id.as_bytes().first()? {
        b'p' => NameType::Person,
        b'l' => NameType::Place,
        b'o' => NameType::Organization,
        _ => return None,
    };
    let tokens = document.token_at(*start)..document.token_at(end - 1) + 1;
    Some(NameMention { span: Span::new(*start, *end), tokens, kind, confidence: 1.0 })
}

/// The values of `attribute` in a page.
fn values<'p>(page: &'p str, attribute: &str) -> Vec<&'p str> {
    let open = format!(" {attribute}=\"");
    page.split(&open).skip(1).map(|rest| rest.split('"').next().unwrap()).collect()
}

#[test]
fn pages_link_every_mention_and_load_nothing() {
    for article in articles() {
        let report = report(&article, OffsetUnit::Bytes);
        let page = report::html(&report, &article.text);
        let ids = values(&page, "id");
        let distinct: BTreeSet<_> = ids.iter().collect();
        assert_eq!(ids.len(), distinct.len(), "{}: an id twice", article.name);
        for link in values(&page, "href") {
            let target = link.strip_prefix('#').expect("links stay in the page");
            assert!(distinct.contains(&target), "{}: {link} leads nowhere", article.name);
        }
        assert_eq!(page.matches("<mark ").count(), report.marks().len(), "{}", article.name);
        for loads in ["<script", "src=", "<link", "url(", "@import", "javascript:"] {
            assert!(!page.contains(loads), "{}: {loads}", article.name);
        }
        if let Some(folder) = std::env::var_os("PAGES") {
            std::fs::write(Path::new(&folder).join(format!("{}.html", article.name)), page).unwrap();
        }
    }
}

#[test]
fn a_hostile_article_stays_text() {
    let name = "<script>alert(1)</script>\" onmouseover='x'";
    let text = format!("{name} & \u{202E}\u{0}</p></main><img src=x onerror=alert(1)>\n{name}");
    let document = Document::new(&text);
    let end = document.token_at(name.len() - 1) + 1;
    let mention = NameMention {
        span: Span::new(0, name.len()),
        tokens: 0..end,
        kind: NameType::Person,
        confidence: 1.0,
    };
    let entities = entities::build(&document, &[mention], &Settings::default(), &mut Memory::default());
    let article = report::Article { document: &document, day: None, dates: &[] };
    let mut report = report::build(&article, entities, OffsetUnit::Bytes);
    report.source.path = Some("\"><script>alert(2)</script>".to_owned());
    report.people[0].roles = vec!["</bdi><script>".to_owned()];
    report.people[0].id = "p1\"><script>".to_owned();
    let page = report::html(&report, &text);
    for tag in ["<script", "<img", "alert(1)</script>", " onmouseover='x'", "\u{202E}", "\u{0}"] {
        assert!(!page.contains(tag), "{tag}");
    }
    assert!(page.contains("&lt;img src=x onerror=alert(1)&gt;"));
}

#[test]
fn tagged_tokens_give_back_every_mention() {
    for article in articles() {
        let report = report(&article, OffsetUnit::Bytes);
        let lines = report::conll(&report, &article.text);
        let read = sentences(Path::new(&article.name), &lines).unwrap();
        let spans: usize = read.iter().map(|sentence| sentence.spans(StrayInside::Dropped).len()).sum();
        assert_eq!(spans, report.marks().len(), "{}", article.name);
        let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).count();
        let tokens: usize = read.iter().flat_map(|s| &s.tokens).map(|token| letters(token)).sum();
        let visible = |text: &str| {
            let shown =
                |c: &char| !matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}');
            text.chars().filter(shown).collect::<String>()
        };
        assert!(
            tokens <= letters(&article.text) && tokens >= letters(&visible(&article.text)),
            "{}",
            article.name
        );
    }
}

#[test]
fn standoff_lines_point_at_their_words() {
    for article in articles() {
        let report = report(&article, OffsetUnit::Codepoints);
        let characters: Vec<char> = article.text.chars().collect();
        let lines = report::brat(&report, &article.text);
        let mut seen = 0;
        for line in lines.lines().filter(|line| line.starts_with('T')) {
            let fields: Vec<&str> = line.split('\t').collect();
            let (_, fragments) = fields[1].split_once(' ').unwrap();
            let words = fragments.split(';').map(|fragment| {
                let (start, end) = fragment.split_once(' ').unwrap();
                characters[start.parse().unwrap()..end.parse().unwrap()].iter().collect::<String>()
            });
            assert_eq!(words.collect::<Vec<_>>().join(" "), fields[2], "{}", article.name);
            seen += 1;
        }
        assert_eq!(seen, report.marks().len());
    }
}

#[test]
fn tables_have_a_row_for_each() {
    for article in articles() {
        let report = report(&article, OffsetUnit::Codepoints);
        let mentions = report::rows(&report, Rows::Mentions, Separator::Tab);
        assert_eq!(mentions.lines().count(), report.marks().len());
        let entities = report::rows(&report, Rows::Entities, Separator::Tab);
        assert_eq!(entities.lines().count(), report.entities().count());
        let columns = report::header(Rows::Entities, Separator::Tab).split('\t').count();
        assert!(entities.lines().all(|line| line.split('\t').count() == columns));
    }
}

#[test]
fn points_are_where_the_places_are() {
    let mut points = 0;
    for article in articles() {
        let report = report(&article, OffsetUnit::Codepoints);
        let collection = report::geojson(&report);
        for feature in collection["features"].as_array().unwrap() {
            let id = feature["properties"]["id"].as_str().unwrap();
            let place = report.places.iter().find(|place| place.id == id).unwrap();
            let coordinates = &feature["geometry"]["coordinates"];
            assert_eq!(coordinates[0].as_f64(), place.longitude, "longitude comes first");
            assert_eq!(coordinates[1].as_f64(), place.latitude);
            points += 1;
        }
    }
    assert!(points > 50, "{points} places have coordinates");
}
