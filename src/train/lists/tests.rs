//! The tables are clean, and the compiled file is what they give.

use super::{Table, compile, paths};
use crate::lexicon::gazetteer::{Classes, Gazetteer, key};
use std::collections::HashSet;
use std::path::PathBuf;
use unicode_normalization::is_nfc;

fn lexicon() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/lexicon")
}

fn tables() -> Vec<Table> {
    let read = |path: &String| Table::read(&lexicon().join(path), path).expect("a readable table");
    paths(&lexicon()).expect("the folder").iter().map(read).collect()
}

#[test]
fn the_compiled_file_is_fresh() {
    let compiled = compile(&lexicon()).expect("tables that fit");
    let checked_in = std::fs::read(lexicon().join("gazetteer.bin")).expect("gazetteer.bin");
    assert!(compiled.bytes == checked_in, "run `khabar-train lists`");
}

#[test]
fn every_table_is_compiled() {
    let unread: Vec<_> = paths(&lexicon())
        .expect("the folder")
        .into_iter()
        .filter(|p| super::tables::order(p).is_none())
        .collect();
    assert!(unread.is_empty(), "no reader for {unread:?}");
}

/// Marks that folding drops, and white space that no reader sees.
fn is_noise(c: char) -> bool {
    matches!(c, '\u{640}' | '\u{64B}'..='\u{65F}' | '\u{670}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}' | '\u{FEFF}' | '\u{A0}' | '\u{61C}')
}

#[test]
fn every_field_is_clean() {
    for table in tables() {
        for (number, row) in table.rows.iter().enumerate() {
            for field in row {
                let trimmed = field.split('|').all(|part| part.trim() == part);
                let clean = is_nfc(field) && trimmed && !field.contains(is_noise) && !field.contains("  ");
                assert!(clean, "{}", table.error(number, &format!("«{}»", field.escape_unicode())));
            }
        }
    }
}

#[test]
fn every_name_has_a_key() {
    for table in tables() {
        for (number, row) in table.rows.iter().enumerate() {
            assert!(!key(&row[0]).is_empty(), "{}", table.error(number, "a name without letters"));
        }
    }
}

#[test]
fn identifiers_are_not_given_twice() {
    for table in tables().iter().filter(|table| table.name.starts_with("places/")) {
        for column in ["geonames", "wikidata"] {
            let at = table.columns.iter().position(|name| name == column).expect("the column");
            let mut seen = HashSet::new();
            for (number, row) in table.rows.iter().enumerate() {
                let new = row[at].is_empty() || seen.insert(row[at].as_str());
                assert!(new, "{}", table.error(number, &format!("{column} {} again", row[at])));
            }
        }
    }
}

#[test]
fn a_figure_of_the_tables_has_an_identifier() {
    let putin = Gazetteer::embedded().people(&key("فلاديمير بوتين")).find_map(|person| person.wikidata);
    assert_eq!(putin, Some(7747));
    let gazetteer = Gazetteer::embedded();
    assert!(gazetteer.lookup(&key("وزارة")).is_some_and(|e| e.classes.contains(Classes::ORGANIZATION_TYPE)));
}
