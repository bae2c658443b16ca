//! One sentence a rule: what is said by whom, and who has which role (fixtures/entities/README.md).

use crate::common::unmark;
use crate::{ids_by_start, marked_names};
use khabar::entities::{Entities, Memory, Settings, build};
use khabar::names::NameMention;
use khabar::text::Document;
use std::path::Path;

/// The rows of a table: text, what is expected, what it is about.
fn rows(file: &str) -> Vec<[String; 3]> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/entities").join(file);
    let table = std::fs::read_to_string(path).expect("the table is there");
    let cells = |line: &str| {
        let mut cells = line.split('\t').map(str::to_owned);
        [(); 3].map(|()| cells.next().expect("three columns"))
    };
    table.lines().skip(1).map(cells).collect()
}

/// The entities of a marked text, and the mark of the entity with a report's id.
fn read(marked: &str) -> (Entities, impl Fn(&str) -> String) {
    let (text, mentions) = unmark(&marked.replace(" / ", "\n"));
    let document = Document::new(&text);
    let marks = marked_names(&mentions, &document);
    let names: Vec<NameMention> = marks.iter().map(|(_, name)| name.clone()).collect();
    let entities = build(&document, &names, &Settings::default(), &mut Memory::default());
    let ids = ids_by_start(&entities);
    let mark_of = move |id: &str| {
        let found = marks.iter().find(|(_, name)| ids[&name.span.start] == id);
        found.map_or_else(String::new, |(mark, _)| mark.clone())
    };
    (entities, mark_of)
}

fn check(file: &str, found: impl Fn(&str) -> Vec<String>) {
    let mut wrong = Vec::new();
    let rows = rows(file);
    for [text, expected, about] in &rows {
        let mut expected: Vec<String> =
            expected.split(" || ").filter(|e| !e.is_empty()).map(str::to_owned).collect();
        let mut found = found(text);
        expected.sort();
        found.sort();
        if expected != found {
            wrong.push(format!("{about}\n  {text}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {} in {file}:\n{}", wrong.len(), rows.len(), wrong.join("\n"));
}

#[test]
fn statements() {
    check("statements.tsv", |text| {
        let (entities, mark_of) = read(text);
        let said = entities.quotes.iter().map(|quote| {
            let speaker = quote.speaker.as_deref().map_or_else(|| "-".to_owned(), &mark_of);
            format!("{speaker} {}: {}", if quote.direct { "direct" } else { "reported" }, quote.text)
        });
        said.collect()
    });
}

#[test]
fn roles() {
    check("roles.tsv", |text| {
        let (entities, mark_of) = read(text);
        let mut found = Vec::new();
        for person in &entities.people {
            let mark = mark_of(&person.id);
            let mut with_country = false;
            for (role, mention) in person.roles.iter().zip(&person.role_mentions) {
                let country = mention.country.as_ref().map_or_else(String::new, |c| format!(" @ {c}"));
                with_country |= !country.is_empty();
                found.push(format!("{mark}: {role}{country}"));
            }
            if let Some(country) = person.country.as_ref().filter(|_| !with_country) {
                found.push(format!("{mark}: @ {country}"));
            }
        }
        found
    });
}
