//! Tables that run beside the word table: a header, then a row of bytes for every word, by the word's number.
//!
//! File format (little-endian): a magic of four bytes, version (`u32`), hash of the word table (`u64`), number of words
//! (`u32`), a zero (`u32`), the rows.

use crate::Error;

/// Bytes before the first word's row.
const HEADER: usize = 24;

/// The rows of the table in `bytes`, in place; `name` is the table's name in errors. That it belongs to the embedded word
/// table is asked by tests only, for that costs a hash of the whole word table.
///
/// # Errors
/// [`Error::Table`] when magic, version or length do not fit.
pub(crate) fn rows<'b, const N: usize>(
    bytes: &'b [u8],
    magic: [u8; 4],
    version: u32,
    name: &str,
) -> Result<&'b [[u8; N]], Error> {
    let bad = |reason: &str| Error::Table { name: name.into(), reason: reason.into() };
    let (header, body) = bytes.split_at_checked(HEADER).ok_or_else(|| bad("is cut off in its header"))?;
    if header[..4] != magic || header[4..8] != version.to_le_bytes() {
        return Err(bad("has another magic or version"));
    }
    let (rows, rest) = body.as_chunks();
    if header[16..20] != (rows.len() as u32).to_le_bytes() || !rest.is_empty() {
        return Err(bad("has the wrong length"));
    }
    Ok(rows)
}

/// The header of such a table for `words` words of the embedded word table.
#[cfg(feature = "train")]
pub(crate) fn header(magic: [u8; 4], version: u32, words: usize) -> Vec<u8> {
    let mut bytes = magic.to_vec();
    bytes.extend(version.to_le_bytes());
    bytes.extend(crate::lexicon::WordTable::embedded_hash().to_le_bytes());
    bytes.extend((words as u32).to_le_bytes());
    bytes.resize(HEADER, 0);
    bytes
}
