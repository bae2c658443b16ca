//! Comma- and tab-separated rows: one a mention, or one an entity.

use super::contract::Report;
use super::marks::{Entity, Kind, Mark};

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rows {
    /// A mention or a date.
    #[default]
    Mentions,
    /// An entity or a distinct date.
    Entities,
}

/// How cells are kept apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Separator {
    /// RFC 4180: quoted where needed.
    Comma,
    /// Tabs and line ends inside a cell become spaces.
    Tab,
}

const MENTION_COLUMNS: [&str; 14] = [
    "source",
    "type",
    "id",
    "name",
    "text",
    "start",
    "end",
    "sentence",
    "confidence",
    "kind",
    "country",
    "wikidata",
    "value",
    "grain",
];
const ENTITY_COLUMNS: [&str; 12] = [
    "source",
    "type",
    "id",
    "name",
    "kind",
    "country",
    "wikidata",
    "count",
    "salience",
    "confidence",
    "aliases",
    "roles",
];

/// The line with the columns' names.
#[must_use]
pub fn header(rows: Rows, separator: Separator) -> String {
    let columns: &[&str] = match rows {
        Rows::Mentions => &MENTION_COLUMNS,
        Rows::Entities => &ENTITY_COLUMNS,
    };
    let mut line = String::new();
    write_row(&mut line, separator, columns);
    line
}

/// The report's rows, without the header.
#[must_use]
pub fn rows(report: &Report, rows: Rows, separator: Separator) -> String {
    let source = source_of(report);
    let mut table = String::new();
    match rows {
        Rows::Mentions => {
            for mark in report.marks() {
                write_row(&mut table, separator, &mention_row(report, &source, &mark));
            }
        }
        Rows::Entities => {
            for entity in report.entities() {
                write_row(&mut table, separator, &entity_row(&source, &entity));
            }
        }
    }
    table
}

/// The record's id, else the path, with the line of a record without an id.
pub(super) fn source_of(report: &Report) -> String {
    let source = &report.source;
    match (&source.id, &source.path, source.line) {
        (Some(serde_json::Value::String(id)), _, _) => id.clone(),
        (Some(id), _, _) => id.to_string(),
        (None, Some(path), Some(line)) => format!("{path}:{line}"),
        (None, Some(path), None) => path.clone(),
        (None, None, _) => String::new(),
    }
}

fn mention_row(report: &Report, source: &str, mark: &Mark) -> [String; 14] {
    let entity = |get: fn(&Entity) -> Option<String>| mark.entity.as_ref().and_then(get).unwrap_or_default();
    let grain = (mark.kind == Kind::Date)
        .then(|| report.dates.iter().find(|d| d.start == mark.start))
        .flatten()
        .and_then(|d| serde_json::to_value(d.grain).ok()?.as_str().map(str::to_owned));
    [
        source.to_owned(),
        mark.kind.name().to_owned(),
        entity(|e| Some(e.id.to_owned())),
        entity(|e| Some(e.name.to_owned())),
        mark.text.to_owned(),
        mark.start.to_string(),
        mark.end.to_string(),
        mark.sentence.to_string(),
        mark.confidence.map(score).unwrap_or_default(),
        entity(|e| e.subtype.map(str::to_owned)),
        entity(|e| e.country.map(str::to_owned)),
        entity(|e| e.wikidata.map(str::to_owned)),
        mark.value.unwrap_or_default().to_owned(),
        grain.unwrap_or_default(),
    ]
}

fn entity_row(source: &str, entity: &Entity) -> [String; 12] {
    [
        source.to_owned(),
        entity.kind.name().to_owned(),
        entity.id.to_owned(),
        entity.name.to_owned(),
        entity.subtype.unwrap_or_default().to_owned(),
        entity.country.unwrap_or_default().to_owned(),
        entity.wikidata.unwrap_or_default().to_owned(),
        entity.count.to_string(),
        score(entity.salience),
        score(entity.confidence),
        entity.aliases.join("|"),
        entity.roles.join("|"),
    ]
}

fn score(score: f32) -> String {
    ((f64::from(score) * 1e4).round() / 1e4).to_string()
}

/// Appends one line.
pub fn write_row(table: &mut String, separator: Separator, cells: &[impl AsRef<str>]) {
    for (index, cell) in cells.iter().map(AsRef::as_ref).enumerate() {
        match separator {
            Separator::Comma => {
                table.push_str(if index == 0 { "" } else { "," });
                push_quoted(table, cell);
            }
            Separator::Tab => {
                table.push_str(if index == 0 { "" } else { "\t" });
                table.extend(cell.chars().map(|c| if matches!(c, '\t' | '\n' | '\r') { ' ' } else { c }));
            }
        }
    }
    table.push('\n');
}

fn push_quoted(table: &mut String, cell: &str) {
    if cell.contains([',', '"', '\n', '\r']) {
        table.push('"');
        table.push_str(&cell.replace('"', "\"\""));
        table.push('"');
    } else {
        table.push_str(cell);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_cannot_break_a_row() {
        let cells = ["a,b", "say \"x\"", "two\nlines\there"];
        let mut comma = String::new();
        write_row(&mut comma, Separator::Comma, &cells);
        assert_eq!(comma, "\"a,b\",\"say \"\"x\"\"\",\"two\nlines\there\"\n");
        let mut tab = String::new();
        write_row(&mut tab, Separator::Tab, &cells);
        assert_eq!(tab, "a,b\tsay \"x\"\ttwo lines here\n");
    }
}
