//! What each table gives: which column means what, and which classes its names have.

use super::build::{Builder, Draft};
use super::tsv::{Row, Table};
use crate::Error;
use crate::lexicon::gazetteer::{
    Classes, Inflection, OrganizationKind, PersonField, PlaceKind, Polarity, RecordType, Takes, TitleKind,
    key,
};

type Add = fn(&mut Builder, Row<'_>) -> Result<(), Error>;

/// The tables' folders and files in the order in which they are read, each with what reads its rows.
const TABLES: &[(&str, Add)] = &[
    ("places/countries.tsv", place),
    ("places/", place),
    ("people/given_names.tsv", given_name),
    ("people/family_names.tsv", family_name),
    ("people/", person),
    ("organizations/", organization),
    ("titles.tsv", title),
    ("nationalities.tsv", nationality),
    ("speech_verbs.tsv", speech_verb),
    ("org_types.tsv", organization_type),
    ("place_types.tsv", place_type),
    ("given_names.tsv", given_name),
    ("family_names.tsv", family_name),
    ("joined/person_names.tsv", person_name),
    ("joined/name_tokens.tsv", name_token),
    ("joined/organizations.tsv", organization),
    ("joined/organization_ids.tsv", organization_id),
    ("joined/people_ids.tsv", person_id),
    ("joined/ambiguous.tsv", ambiguous),
];

/// When the table at `path` is read; `None` for a table of another module.
pub(super) fn order(path: &str) -> Option<usize> {
    TABLES.iter().position(|(prefix, _)| path.starts_with(prefix))
}

/// Adds the rows of the table at `path`.
pub(super) fn add(builder: &mut Builder, path: &str, table: &Table) -> Result<(), Error> {
    let Some((_, add)) = order(path).and_then(|order| TABLES.get(order)) else { return Ok(()) };
    table.rows().try_for_each(|row| add(builder, row))
}

fn place(builder: &mut Builder, row: Row<'_>) -> Result<(), Error> {
    let kind = row.one_of("kind", PlaceKind::parse)?;
    if let Some(record) = known_place(builder, row, kind) {
        for name in row.list("variants") {
            builder.name(name, kind.classes(), Some(record));
        }
        return Ok(());
    }
    let mut draft = Draft::new(RecordType::Place, kind.code(), row.get("name").trim_end_matches('~'));
    draft.country = row.get("country").into();
    draft.extra = row.get("code").into();
    draft.latin = row.get("latin").into();
    draft.wikidata = row.wikidata()?;
    draft.geonames = row.number("geonames")?.unwrap_or(0);
    draft.coordinates = row.number("latitude")?.zip(row.number("longitude")?);
    draft.population = row.number("population")?.unwrap_or(0);
    draft.weight = weight(kind, draft.population);
    let record = builder.record(draft);
    for name in std::iter::once(row.get("name")).chain(row.list("variants")) {
        builder.name(name, kind.classes(), Some(record));
    }
    Ok(())
}

/// The record of another table that a hand-written row, which has no identifier, only gives more names to.
fn known_place(builder: &Builder, row: Row<'_>, kind: PlaceKind) -> Option<u32> {
    use PlaceKind::{Area, District, Island, Region, Territory};
    if !row.get("wikidata").is_empty() || !row.get("geonames").is_empty() || !row.get("latitude").is_empty() {
        return None;
    }
    let same_kind = |other: PlaceKind| match kind {
        Area => matches!(other, Region | District | Territory),
        Island => matches!(other, Island | Region | Territory),
        _ => other == kind,
    };
    builder.records_of(row.get("name").trim_end_matches('~')).iter().copied().find(|&number| {
        let draft = &builder.records[number as usize];
        draft.kind == RecordType::Place
            && draft.country == row.get("country")
            && PlaceKind::ALL.get(usize::from(draft.code)).is_some_and(|&other| same_kind(other))
    })
}

/// Orders homonyms: a country before its capital, a capital before all others, a city before the region that is called
/// after it, else the one with more inhabitants; a sea or a mountain like a large city.
fn weight(kind: PlaceKind, population: u32) -> u64 {
    let people = u64::from(population);
    match kind {
        PlaceKind::Country | PlaceKind::Continent | PlaceKind::Ocean => 1 << 50,
        PlaceKind::Territory => 1 << 45,
        PlaceKind::Capital => 1 << 40,
        PlaceKind::City => people * 10 + 4000,
        PlaceKind::Region => people + 100_000,
        PlaceKind::Municipality | PlaceKind::District | PlaceKind::Village | PlaceKind::Neighbourhood => {
            people + 1
        }
        _ => 1_000_000,
    }
}

fn person(builder: &mut Builder, row: Row<'_>) -> Result<(), Error> {
    let field = row.one_of("field", PersonField::parse)?;
    let mut draft = Draft::new(RecordType::Person, field.code(), row.get("name").trim_end_matches('~'));
    draft.country = row.get("country").into();
    draft.latin = row.get("latin").into();
    draft.extra = row.get("role").into();
    draft.geonames = u32::from(row.get("gender") == "f");
    let record = builder.record(draft);
    for name in std::iter::once(row.get("name")).chain(row.list("variants")) {
        let short = !key(name).contains(' ');
        builder.name(name, if short { Classes::PERSON_SHORT } else { Classes::PERSON }, Some(record));
    }
    Ok(())
}

fn organization(builder: &mut Builder, row: Row<'_>) -> Result<(), Error> {
    let kind = row.one_of("kind", OrganizationKind::parse)?;
    let known = builder.records_of(row.get("name")).iter().any(|&number| {
        let draft = &builder.records[number as usize];
        draft.kind == RecordType::Organization && row.get("country").is_empty() && draft.code == kind.code()
    });
    if known {
        return Ok(());
    }
    let mut draft = Draft::new(RecordType::Organization, kind.code(), row.get("name").trim_end_matches('~'));
    draft.country = row.get("country").into();
    let acronym = row.list("acronym").find(|name| name.is_ascii());
    draft.latin = if row.get("latin").is_empty() { acronym.unwrap_or("") } else { row.get("latin") }.into();
    let record = builder.record(draft);
    let classes = kind.classes();
    let ambiguous = if row.get("ambiguous") == "~" { Classes::AMBIGUOUS } else { Classes::empty() };
    builder.name(row.get("name"), classes.with(ambiguous), Some(record));
    for name in row.list("variants").chain(row.list("acronym")) {
        builder.name(name, classes, Some(record));
    }
    Ok(())
}

/// Gives the organizations of the hand-written tables the identifiers of the registries: the name and the country must
/// be the same and the kind of the same class. What no table has becomes a record of its own.
fn organization_id(builder: &mut Builder, row: Row<'_>) -> Result<(), Error> {
    let kind = row.one_of("kind", OrganizationKind::parse)?;
    let same = |draft: &Draft| {
        draft.kind == RecordType::Organization
            && draft.country == row.get("country")
            && OrganizationKind::from_code(draft.code).is_some_and(|k| k.classes() == kind.classes())
    };
    let known: Vec<u32> = builder.records_of(row.get("name")).to_vec();
    let mut matching = known.into_iter().filter(|&number| same(&builder.records[number as usize]));
    let number = match (matching.next(), matching.next()) {
        (Some(number), None) => number,
        _ => builder.record(Draft::new(RecordType::Organization, kind.code(), row.get("name"))),
    };
    let draft = &mut builder.records[number as usize];
    draft.country = row.get("country").into();
    draft.wikidata = row.wikidata()?;
    draft.extra = row.get("ror").into();
    if draft.latin.is_empty() {
        draft.latin = row.get("latin").into();
    }
    for name in std::iter::once(row.get("name")).chain(row.list("variants")) {
        builder.name(name, kind.classes(), Some(number));
    }
    Ok(())
}

/// Gives a person of the hand-written tables an identifier: the full name and the country must be the same.
fn person_id(builder: &mut Builder, row: Row<'_>) -> Result<(), Error> {
    let same = |draft: &Draft| draft.kind == RecordType::Person && draft.country == row.get("country");
    let known: Vec<u32> = builder.records_of(row.get("name")).to_vec();
    let mut matching = known.into_iter().filter(|&number| same(&builder.records[number as usize]));
    if let (Some(number), None) = (matching.next(), matching.next()) {
        builder.records[number as usize].wikidata = row.wikidata()?;
    }
    Ok(())
}

/// Marks a name of the other tables as an ordinary word. Countries and capitals are marked by hand or not at all.
fn ambiguous(builder: &mut Builder, row: Row<'_>) -> Result<(), Error> {
    let [names, occurrences] = ["as_name", "occurrences"].map(|column| row.number::<u32>(column));
    if names?.is_none() || occurrences?.is_none() {
        return Err(row.error("counts are missing"));
    }
    builder.mark_ambiguous(row.get("name"));
    Ok(())
}

fn title(builder: &mut Builder, row: Row<'_>) -> Result<(), Error> {
    let kind = row.one_of("kind", TitleKind::parse)?;
    let mut draft = Draft::new(RecordType::Title, kind.code(), row.get("title"));
    let takes = row.list("takes").try_fold(0, |bits, word| {
        let bit = Takes::ALL.iter().position(|&known| known == word);
        bit.map(|bit| bits | 1 << bit).ok_or_else(|| row.error(&format!("takes: unknown «{word}»")))
    })?;
    draft.geonames = takes << 1 | u32::from(row.get("gender") == "f");
    draft.latin = row.get("english").into();
    let record = builder.record(draft);
    builder.name(row.get("title"), Classes::TITLE, Some(record));
    Ok(())
}

fn nationality(builder: &mut Builder, row: Row<'_>) -> Result<(), Error> {
    let inflection = row.one_of("gender_number", Inflection::parse)?;
    let mut draft = Draft::new(RecordType::Nationality, inflection.code(), "");
    draft.country = row.get("country").into();
    let same = |draft: &Draft, other: &Draft| {
        (draft.kind, draft.code, &draft.country) == (other.kind, other.code, &other.country)
    };
    let known = builder.records.iter().position(|other| same(&draft, other));
    let record = known.map_or_else(|| builder.record(draft), |number| number as u32);
    let ambiguous = if row.get("note") == "~" { Classes::AMBIGUOUS } else { Classes::empty() };
    builder.name(row.get("form"), Classes::NATIONALITY.with(ambiguous), Some(record));
    Ok(())
}

fn speech_verb(builder: &mut Builder, row: Row<'_>) -> Result<(), Error> {
    let polarity = row.one_of("polarity", Polarity::parse)?;
    for (column, flag) in [("forms", 0), ("participles", 2)] {
        let mut draft = Draft::new(RecordType::SpeechVerb, polarity.code(), row.get("verb"));
        draft.extra = row.get("complement").into();
        draft.geonames = flag | u32::from(row.get("continues") == "1");
        let record = builder.record(draft);
        for form in row.list(column) {
            builder.name(form, Classes::SPEECH_VERB, Some(record));
        }
    }
    Ok(())
}

fn organization_type(builder: &mut Builder, row: Row<'_>) -> Result<(), Error> {
    let kind = row.one_of("kind", OrganizationKind::parse)?;
    type_word(builder, row, RecordType::OrganizationType, kind.code(), Classes::ORGANIZATION_TYPE)
}

fn place_type(builder: &mut Builder, row: Row<'_>) -> Result<(), Error> {
    let kind = row.one_of("kind", PlaceKind::parse)?;
    type_word(builder, row, RecordType::PlaceType, kind.code(), Classes::PLACE_TYPE)
}

fn type_word(
    builder: &mut Builder,
    row: Row<'_>,
    kind: RecordType,
    code: u8,
    classes: Classes,
) -> Result<(), Error> {
    let mut draft = Draft::new(kind, code, row.get("word"));
    draft.geonames = match row.get("span") {
        "inside" => 1,
        "outside" => 0,
        other => return Err(row.error(&format!("span: unknown «{other}»"))),
    };
    let record = builder.record(draft);
    for form in std::iter::once(row.get("word")).chain(row.list("forms")) {
        builder.name(form, classes, Some(record));
    }
    Ok(())
}

fn given_name(builder: &mut Builder, row: Row<'_>) -> Result<(), Error> {
    person_word(builder, row, "given")
}

fn family_name(builder: &mut Builder, row: Row<'_>) -> Result<(), Error> {
    person_word(builder, row, "family")
}

fn person_name(builder: &mut Builder, row: Row<'_>) -> Result<(), Error> {
    person_word(builder, row, "full")
}

fn name_token(builder: &mut Builder, row: Row<'_>) -> Result<(), Error> {
    person_word(builder, row, row.get("class"))
}

/// A name of no one in particular; `class` says which part of a person's name it is, several separated by `|`.
fn person_word(builder: &mut Builder, row: Row<'_>, class: &str) -> Result<(), Error> {
    let classes = class.split('|').try_fold(Classes::empty(), |all, word| {
        Ok(all.with(match word {
            "given" => Classes::GIVEN,
            "family" => Classes::FAMILY,
            "part" => Classes::NAME_PART,
            "full" => Classes::PERSON,
            other => return Err(row.error(&format!("class: unknown «{other}»"))),
        }))
    })?;
    let ambiguous = if row.get("ambiguous") == "~" { Classes::AMBIGUOUS } else { Classes::empty() };
    builder.name(row.get("name"), classes.with(ambiguous), None);
    builder.romanize(row.get("name").trim_end_matches('~'), row.get("latin"));
    for variant in row.list("variants") {
        builder.name(variant, classes, None);
    }
    Ok(())
}
