//! The compiler of the name lists: from the tables under `src/lexicon` to `gazetteer.bin`.
//!
//! It reads the repository's tables and nothing else, in a fixed order, and gives the same bytes every time.

mod build;
mod joins;
mod tables;
#[cfg(test)]
mod tests;
mod tsv;

pub use build::Statistics;
pub use tsv::Table;

use crate::Error;
use build::Builder;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// The compiled file and what went into it.
#[derive(Debug)]
pub struct Compiled {
    /// The bytes of `gazetteer.bin`.
    pub bytes: Vec<u8>,
    /// Counts for the log.
    pub statistics: Statistics,
}

/// Compiles all tables in the folder `lexicon`.
///
/// # Errors
/// [`Error::Read`] when a table cannot be read, [`Error::Table`] with table and line when a row does not fit.
pub fn compile(lexicon: &Path) -> Result<Compiled, Error> {
    let mut builder = Builder::default();
    let mut tables: Vec<_> =
        paths(lexicon)?.into_iter().filter_map(|p| Some((tables::order(&p)?, p))).collect();
    tables.sort();
    for (_, path) in tables {
        let table = Table::read(&lexicon.join(&path), &path)?;
        tables::add(&mut builder, &path, &table)?;
    }
    builder.finish()
}

/// Every table in the folder `lexicon`, relative to it with `/` between parts, sorted.
///
/// # Errors
/// [`Error::Read`] when the folder cannot be walked.
pub fn paths(lexicon: &Path) -> Result<Vec<String>, Error> {
    let mut paths = Vec::new();
    for entry in WalkDir::new(lexicon).sort_by_file_name() {
        let entry = entry.map_err(|e| Error::Read { path: lexicon.into(), source: e.into() })?;
        let relative: PathBuf = entry.path().strip_prefix(lexicon).unwrap_or(entry.path()).into();
        if relative.extension().is_some_and(|extension| extension == "tsv") {
            let parts: Vec<_> = relative.iter().map(|part| part.to_string_lossy()).collect();
            paths.push(parts.join("/"));
        }
    }
    paths.sort();
    Ok(paths)
}
