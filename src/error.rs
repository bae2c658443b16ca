//! The library's one error type.

use std::path::PathBuf;

/// What can go wrong between bytes and a report. Every variant says which input it is about.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file or stream could not be read.
    #[error("{path}: cannot be read: {source}", path = .path.display())]
    Read {
        /// The input's path, or `-` for standard input.
        path: PathBuf,
        /// The operating system's reason.
        source: std::io::Error,
    },
    /// There is nothing in it, or nothing but white space.
    #[error("{path}: is empty", path = .path.display())]
    Empty {
        /// The input's path.
        path: PathBuf,
    },
    /// The bytes are not text in any encoding that is read.
    #[error("{path}: is not text: {reason}", path = .path.display())]
    NotText {
        /// The input's path.
        path: PathBuf,
        /// What was seen, and where (a byte offset).
        reason: String,
        /// Whether it is a binary file rather than a text that is broken.
        binary: bool,
    },
    /// The input is larger than one article may be.
    #[error("{path}: is larger than {limit} bytes, the most that one article may have", path = .path.display())]
    TooLarge {
        /// The input's path.
        path: PathBuf,
        /// The limit in bytes.
        limit: u64,
    },
    /// A line of a JSON Lines input is no record.
    #[error("{path}:{line}: {reason}", path = .path.display())]
    Record {
        /// The input's path.
        path: PathBuf,
        /// The line, from 1.
        line: u64,
        /// What does not fit.
        reason: String,
    },
    /// The report could not be written.
    #[error("{path}: cannot be written: {source}", path = .path.display())]
    Write {
        /// The report's path, or `-` for standard output.
        path: PathBuf,
        /// The operating system's reason.
        source: std::io::Error,
    },
    /// The analysis of one article failed by a mistake in this program.
    #[error("{path}: internal error at {reason}; please report it with the article", path = .path.display())]
    Internal {
        /// The article's path.
        path: PathBuf,
        /// Where and what.
        reason: String,
    },
    /// A compiled table (model, word table, name list) does not have the expected form.
    #[error("{name}: {reason}")]
    Table {
        /// The table's name.
        name: String,
        /// What does not fit: magic, version, length.
        reason: String,
    },
}
