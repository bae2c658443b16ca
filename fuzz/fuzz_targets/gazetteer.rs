//! Compiled tables with any content. The automaton of names is a small good one, for its crate trusts its bytes; every
//! number that it leads to is the fuzzer's.
#![no_main]

use khabar::lexicon::{Gazetteer, WordTable};
use khabar::names::clusters::Clusters;
use khabar::text::Document;
use libfuzzer_sys::fuzz_target;

/// Folded words of the text below.
const NAMES: [&str; 4] = ["\u{628}\u{64a}\u{631}\u{648}\u{62a}", "\u{62f}\u{645}\u{634}\u{642}", "a", "b"];
const SECTIONS: usize = 6;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(table) = WordTable::new(bytes) {
        for name in NAMES {
            table.get(name);
        }
    }
    if let Ok(table) = Clusters::new(bytes) {
        table.get(0);
        table.get(u32::MAX);
    }
    let _ = Gazetteer::new(bytes).map(|gazetteer| gazetteer.len());
    let file = file(bytes);
    let Ok(gazetteer) = Gazetteer::new(&file) else { return };
    let text = NAMES.join(" ");
    let mut matches = Vec::new();
    gazetteer.matches(&Document::new(&text), &mut matches);
    for found in matches {
        assert!(found.tokens.start < found.tokens.end);
        for record in gazetteer.records(found.entry).take(1000) {
            let _ = (record.kind(), record.place(), record.person(), record.organization(), record.title());
            let _ = (record.nationality(), record.speech_verb(), record.type_word());
        }
    }
    for name in NAMES {
        let _ = (gazetteer.lookup(name), gazetteer.romanized(name), gazetteer.title(name));
    }
    for code in ["LB", "SY", "\0\0"] {
        let _ = gazetteer.country(code);
    }
});

/// A gazetteer whose first bytes are the values of the names, and whose other sections are the rest.
fn file(bytes: &[u8]) -> Vec<u8> {
    let mut values = [0_u64; NAMES.len()];
    let (head, rest) = bytes.split_at(bytes.len().min(4 * NAMES.len()));
    for (value, chunk) in values.iter_mut().zip(head.chunks(4)) {
        *value = chunk.iter().fold(0, |sum, &byte| sum << 8 | u64::from(byte));
    }
    let mut names: Vec<_> = NAMES.iter().zip(values).collect();
    names.sort_unstable();
    let mut builder = fst::MapBuilder::memory();
    for (name, value) in names {
        builder.insert(name, value).expect("the names are in order");
    }
    let automaton = builder.into_inner().expect("memory takes everything");
    // Records of 36 bytes, rows of countries of 8; the last section is a filter that lets every word pass.
    let records = rest.len() / 2 / 36 * 36;
    let (records, rest) = rest.split_at(records);
    let (countries, rest) = rest.split_at(rest.len() / 4 / 8 * 8);
    let (lists, strings) = rest.split_at(rest.len() / 2);
    let filter = [0xFF; 64];
    let sections: [&[u8]; SECTIONS] = [&automaton, records, lists, strings, countries, &filter];
    let mut file = b"KHBRGAZ\0".to_vec();
    file.extend(1_u32.to_le_bytes());
    file.extend((SECTIONS as u32).to_le_bytes());
    let mut offset = 16 + 8 * SECTIONS;
    for section in sections {
        file.extend((offset as u32).to_le_bytes());
        file.extend((section.len() as u32).to_le_bytes());
        offset += section.len();
    }
    sections.iter().for_each(|section| file.extend_from_slice(section));
    file
}
