//! What the compiled lists give.

use super::*;
use crate::text::Document;

fn countries_of(name: &str) -> Vec<&'static str> {
    Gazetteer::embedded().places(&key(name)).filter_map(|place| place.country).collect()
}

#[test]
fn the_embedded_file_is_readable() {
    let gazetteer = Gazetteer::new(EMBEDDED).expect("the embedded file");
    assert!(gazetteer.len() > 100_000);
}

#[test]
fn a_damaged_file_is_an_error() {
    assert!(Gazetteer::new(&[]).is_err());
    assert!(Gazetteer::new(b"KHBRGAZ\0\x63\0\0\0\x05\0\0\0").is_err(), "another version");
    let cut = &EMBEDDED[..EMBEDDED.len() / 2];
    assert!(matches!(Gazetteer::new(cut), Err(Error::Table { .. })));
}

#[test]
fn every_spelling_of_a_country_names_it() {
    let spellings = [
        ("KP", ["كوريا الشمالية", "كوريا الديمقراطية"]),
        ("US", ["أمريكا", "الولايات المتحدة الأميركية"]),
        ("SY", ["سوريا", "سورية"]),
        ("GB", ["بريطانيا", "المملكة المتحدة"]),
    ];
    for (code, names) in spellings {
        for name in names {
            let place = Gazetteer::embedded().places(&key(name)).next().expect(name);
            assert_eq!((place.country, place.kind), (Some(code), PlaceKind::Country), "{name}");
        }
    }
}

#[test]
fn a_country_has_its_identifiers() {
    let place = Gazetteer::embedded().country("KP").expect("North Korea");
    assert_eq!((place.wikidata, place.geonames, place.code), (Some(423), Some(1_873_107), Some("PRK")));
    let (latitude, longitude) = place.coordinates.expect("coordinates");
    assert!((38.0..43.0).contains(&latitude) && (124.0..131.0).contains(&longitude));
    assert_eq!(place.name, "كوريا الشمالية");
    assert!(Gazetteer::embedded().country("QQ").is_none());
    assert!(Gazetteer::embedded().country("kp").is_none());
}

#[test]
fn homonyms_are_all_there() {
    let tripoli = countries_of("طرابلس");
    assert!(tripoli.contains(&"LY") && tripoli.contains(&"LB"), "{tripoli:?}");
    assert_eq!(tripoli[0], "LY", "the capital first");
    let georgia: Vec<_> = Gazetteer::embedded().places(&key("جورجيا")).collect();
    assert_eq!(georgia[0].kind, PlaceKind::Country);
    assert!(georgia.iter().any(|place| place.code == Some("US-GA")));
}

#[test]
fn a_capital_has_coordinates_and_population() {
    let cairo = Gazetteer::embedded().places(&key("القاهرة")).next().expect("Cairo");
    assert_eq!((cairo.kind, cairo.country, cairo.geonames), (PlaceKind::Capital, Some("EG"), Some(360_630)));
    assert!(cairo.population > 5_000_000);
}

#[test]
fn names_that_are_words_are_marked() {
    let gazetteer = Gazetteer::embedded();
    assert!(gazetteer.lookup(&key("كريم")).is_some_and(|e| e.classes.contains(Classes::GIVEN)));
    assert!(gazetteer.lookup(&key("الوزير")).is_some_and(Entry::is_ambiguous));
    assert!(gazetteer.lookup(&key("موسكو")).is_some_and(|e| !e.is_ambiguous()));
}

#[test]
fn a_name_is_found_behind_its_clitics() {
    let document = Document::new("وبموسكو وللأردن وفي كوريا الشمالية، وعبدالله");
    let mut matches = Vec::new();
    Gazetteer::embedded().matches(&document, &mut [], |_| 0, &mut matches);
    let found: Vec<_> =
        matches.iter().map(|m| document.mention_span(m.tokens.clone()).of(document.text())).collect();
    assert!(found.contains(&"موسكو"), "{found:?}");
    assert!(found.contains(&"كوريا الشمالية"), "{found:?}");
    let jordan = matches.iter().find(|m| m.entry.classes.contains(Classes::COUNTRY) && m.tokens == (1..2));
    assert!(jordan.is_some(), "the article's dropped alef is restored");
}

#[test]
fn a_hyphen_joins_and_a_sentence_ends() {
    let gazetteer = Gazetteer::embedded();
    let joined = Document::new("سانت-إتيان");
    assert_eq!(gazetteer.longest(&joined, 0).map(|m| m.tokens), Some(0..3));
    let parted = Document::new("زار كوريا\nالشمالية منها أبرد");
    assert_ne!(gazetteer.longest(&parted, 1).map(|m| m.tokens), Some(1..3));
}

#[test]
fn every_country_code_is_one() {
    let gazetteer = Gazetteer::embedded();
    let count = gazetteer.records.len() / RECORD;
    for number in 0..count as u32 {
        let record = Record::at(gazetteer.records, gazetteer.strings, number).expect("a record");
        let country = match record.kind() {
            RecordType::Place => record.place().expect("a place").country,
            RecordType::Person => record.person().expect("a person").country,
            RecordType::Organization => record.organization().expect("an organization").country,
            RecordType::Nationality => record.nationality().map(|n| n.country),
            _ => None,
        };
        let known = country.is_none_or(|code| gazetteer.country(code).is_some());
        assert!(known, "record {number}: {country:?}");
    }
}
