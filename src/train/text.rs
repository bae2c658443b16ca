//! Raw text to learn from: one document a line, a tab between paragraphs, xz-compressed.

use anyhow::{Context, Result};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

/// Reads a corpus of `data/text` as documents with a line feed between paragraphs.
///
/// # Errors
/// When the file cannot be opened; a line that cannot be decompressed or is no UTF-8 ends the stream with its error.
pub fn documents(path: &Path) -> Result<impl Iterator<Item = Result<String>> + use<>> {
    let file = File::open(path).with_context(|| path.display().to_string())?;
    let lines =
        BufReader::with_capacity(1 << 20, liblzma::bufread::XzDecoder::new(BufReader::new(file))).lines();
    Ok(lines.map(|line| Ok(line?.replace('\t', "\n"))))
}
