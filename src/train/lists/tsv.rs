//! Tab-separated tables: a header line, then rows with as many fields.

use crate::Error;
use std::path::Path;

/// A table, whole in memory.
#[derive(Debug)]
pub struct Table {
    /// Its path under the lexicon folder.
    pub name: String,
    /// The header's names.
    pub columns: Vec<String>,
    /// The rows; each has as many fields as there are columns.
    pub rows: Vec<Vec<String>>,
}

/// One row with its table's header.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'t> {
    table: &'t Table,
    number: usize,
}

impl Table {
    /// Reads the file `path`, called `name` in errors.
    ///
    /// # Errors
    /// [`Error::Read`], or [`Error::Table`] when a row has more or fewer fields than the header.
    pub fn read(path: &Path, name: &str) -> Result<Self, Error> {
        let text =
            std::fs::read_to_string(path).map_err(|source| Error::Read { path: path.into(), source })?;
        let mut lines = text.lines();
        let split = |line: &str| line.split('\t').map(str::to_owned).collect::<Vec<_>>();
        let columns = split(lines.next().unwrap_or_default());
        let rows: Vec<_> = lines.map(split).collect();
        let table = Self { name: name.into(), columns, rows };
        match table.rows.iter().position(|row| row.len() != table.columns.len()) {
            Some(bad) => Err(table.error(bad, "has another number of fields than the header")),
            None => Ok(table),
        }
    }

    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        (0..self.rows.len()).map(move |number| Row { table: self, number })
    }

    /// The error about row `row` (from 0; the file's line is two more).
    #[must_use]
    pub fn error(&self, row: usize, reason: &str) -> Error {
        Error::Table { name: self.name.clone(), reason: format!("line {}: {reason}", row + 2) }
    }
}

impl<'t> Row<'t> {
    /// The field under `column`; empty when the table has no such column.
    pub(super) fn get(self, column: &str) -> &'t str {
        let position = self.table.columns.iter().position(|name| name == column);
        position.and_then(|p| self.table.rows[self.number].get(p)).map_or("", String::as_str)
    }

    /// The parts of a field, separated by `|`.
    pub(super) fn list(self, column: &str) -> impl Iterator<Item = &'t str> {
        self.get(column).split('|').filter(|part| !part.is_empty())
    }

    /// A number; `None` when the field is empty.
    pub(super) fn number<N: std::str::FromStr>(self, column: &str) -> Result<Option<N>, Error> {
        match self.get(column) {
            "" => Ok(None),
            text => {
                text.parse().map(Some).map_err(|_| self.error(&format!("{column}: «{text}» is no number")))
            }
        }
    }

    /// The number of a Wikidata item, written with its Q.
    pub(super) fn wikidata(self) -> Result<u32, Error> {
        match self.get("wikidata") {
            "" => Ok(0),
            text => text
                .strip_prefix('Q')
                .and_then(|digits| digits.parse().ok())
                .ok_or_else(|| self.error(&format!("wikidata: «{text}»"))),
        }
    }

    /// A field that must be one of a closed list.
    pub(super) fn one_of<K>(self, column: &str, parse: impl Fn(&str) -> Option<K>) -> Result<K, Error> {
        let text = self.get(column);
        parse(text).ok_or_else(|| self.error(&format!("{column}: unknown «{text}»")))
    }

    pub(super) fn error(self, reason: &str) -> Error {
        self.table.error(self.number, reason)
    }
}
