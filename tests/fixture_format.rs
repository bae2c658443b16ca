//! The fixture articles are what their README says: marks strip to the text, every id has an entry and every entry
//! a mention, and quotes, roles and summaries are words of the text. A slip in the gold would otherwise be scored as
//! a fault of the analyzer.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

const OPEN: char = '⟦';
const CLOSE: char = '⟧';
const TYPES: [char; 4] = ['p', 'l', 'o', 'd'];
/// Quotation marks that may stand before a direct quote.
const QUOTES_OPEN: [char; 7] = ['"', '«', '\u{201C}', '\u{201D}', '\u{201E}', '\u{2018}', '\''];

/// One marked mention: its entity id and its text.
struct Mark {
    id: String,
    text: String,
}

/// The text without its marks, and the marks in order; the reason if a mark is not well formed.
fn strip(marked: &str) -> Result<(String, Vec<Mark>), String> {
    let (mut text, mut marks) = (String::new(), Vec::new());
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once(OPEN) {
        let (inside, tail) = after.split_once(CLOSE).ok_or("a mark that is not closed")?;
        let (id, words) = inside.split_once('|').ok_or_else(|| format!("no bar in {inside}"))?;
        if words.contains([OPEN, '|']) || before.contains(CLOSE) {
            return Err(format!("nested or stray mark near {inside}"));
        }
        text.push_str(before);
        text.push_str(words);
        marks.push(Mark { id: id.to_owned(), text: words.to_owned() });
        rest = tail;
    }
    if rest.contains([CLOSE, '|']) {
        return Err("a stray mark after the last mention".to_owned());
    }
    text.push_str(rest);
    Ok((text, marks))
}

fn articles() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .expect("the fixtures are in the repository")
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    paths.sort();
    paths
}

fn gold(path: &Path) -> Value {
    let bytes = fs::read(path).expect("a readable file");
    serde_json::from_slice(&bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn decoded(path: &Path, gold: &Value) -> String {
    let bytes = fs::read(path.with_extension("txt")).expect("every article has its text");
    let label = gold["encoding"].as_str().expect("an encoding");
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes()).expect("a known encoding");
    let text = encoding.decode_without_bom_handling_and_without_replacement(&bytes);
    text.unwrap_or_else(|| panic!("{} is not {label}", path.display())).into_owned()
}

fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().map(|map| map.keys().map(String::as_str).collect()).unwrap_or_default()
}

/// The list under `key`; a list that is missing is an error of the gold.
fn list<'a>(gold: &'a Value, key: &str) -> &'a [Value] {
    gold[key].as_array().unwrap_or_else(|| panic!("no list {key}"))
}

fn for_each_article(check: impl Fn(&str, &Value, &str, &[Mark])) {
    let paths = articles();
    assert!(paths.len() >= 40, "only {} articles", paths.len());
    for path in paths {
        let name = path.file_stem().and_then(|stem| stem.to_str()).expect("a name").to_owned();
        let gold = gold(&path);
        let text = decoded(&path, &gold);
        let marked = fs::read_to_string(path.with_extension("marked")).expect("marks in UTF-8");
        let (stripped, marks) = strip(&marked).unwrap_or_else(|reason| panic!("{name}: {reason}"));
        assert!(stripped == text, "{name}: the marks do not strip to the text");
        check(&name, &gold, &text, &marks);
    }
}

#[test]
fn every_mark_names_an_entry_and_every_entry_is_marked() {
    for_each_article(|name, gold, _, marks| {
        let (entities, dates) = (keys(&gold["entities"]), keys(&gold["dates"]));
        assert!(entities.iter().all(|id| !id.starts_with('d')), "{name}: a date among the entities");
        assert!(dates.iter().all(|id| id.starts_with('d')), "{name}: an entity among the dates");
        let listed: BTreeSet<&str> = entities.union(&dates).copied().collect();
        let marked: BTreeSet<&str> = marks.iter().map(|mark| mark.id.as_str()).collect();
        assert_eq!(listed, marked, "{name}");
        let date_marks = marks.iter().filter(|mark| mark.id.starts_with('d')).count();
        assert_eq!(date_marks, dates.len(), "{name}: a date number is used twice");
        assert!(marked.iter().all(|id| id.starts_with(TYPES)), "{name}: an unknown type");
    });
}

#[test]
fn spans_do_not_start_or_end_in_white_space_or_quotation_marks() {
    for_each_article(|name, _, _, marks| {
        for mark in marks {
            assert!(!mark.text.is_empty() && mark.text.trim() == mark.text, "{name}: [{}]", mark.text);
            let edge = |c: char| "«»\"\u{201C}\u{201D}\u{201E}.،؛:\u{200E}\u{200F}".contains(c);
            assert!(!mark.text.starts_with(edge) && !mark.text.ends_with(edge), "{name}: [{}]", mark.text);
        }
    });
}

#[test]
fn quotes_roles_and_summary_are_words_of_the_text() {
    for_each_article(|name, gold, text, _| {
        for quote in list(gold, "quotes") {
            let words = quote["text"].as_str().expect("a quote has text");
            let at = text.find(words).unwrap_or_else(|| panic!("{name}: no quote [{words}]"));
            let direct = quote["direct"].as_bool().expect("a quote is direct or not");
            let opened = text[..at].ends_with(QUOTES_OPEN);
            assert!(opened || !direct, "{name}: no quotation mark before [{words}]");
            let known = |id: &str| gold["entities"].get(id).is_some();
            assert!(quote["speaker"].as_str().is_none_or(known), "{name}: who said [{words}]?");
        }
        for entity in gold["entities"].as_object().expect("entities").values() {
            assert!(entity["name"].as_str().is_some_and(|n| !n.is_empty()), "{name}: no name");
            for role in entity["roles"].as_array().into_iter().flatten() {
                let role = role.as_str().expect("a role is text");
                assert!(text.contains(role), "{name}: no role [{role}]");
            }
        }
        let (indices, sentences) = (list(gold, "summary"), list(gold, "summary_text"));
        assert!(indices.len() == sentences.len() && (1..=3).contains(&indices.len()), "{name}");
        for sentence in sentences {
            assert!(text.contains(sentence.as_str().expect("text")), "{name}: {sentence}");
        }
    });
}

#[test]
fn relations_join_entities_and_splits_are_even() {
    let tune = std::cell::Cell::new(0_i32);
    for_each_article(|name, gold, _, _| {
        for relation in list(gold, "relations") {
            for end in ["from", "to"] {
                let id = relation[end].as_str().expect("an id");
                assert!(gold["entities"].get(id).is_some(), "{name}: relation to {id}");
            }
        }
        tune.set(
            tune.get()
                + match gold["split"].as_str() {
                    Some("tune") => 1,
                    Some("judge") => -1,
                    _ => panic!("{name}: neither tune nor judge"),
                },
        );
    });
    assert_eq!(tune.get(), 0, "as many articles to tune on as to judge by");
}

#[test]
fn a_broken_mark_is_noticed() {
    assert!(strip("قال ⟦p1|كيم").is_err());
    assert!(strip("قال ⟦p1 كيم⟧").is_err());
    assert!(strip("قال ⟦p1|كيم ⟦l1|سيول⟧⟧").is_err());
    assert!(strip("قال كيم⟧").is_err());
}
