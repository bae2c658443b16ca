//! The file `gazetteer.bin`, read in place.
//!
//! All numbers are little-endian; every section starts at a multiple of eight bytes; readers copy numbers out byte by
//! byte, so that the bytes may lie anywhere in memory.
//!
//! ```text
//! 0   magic "KHBRGAZ\0"
//! 8   u32 version, u32 number of sections
//! 16  for each section: u32 offset, u32 length
//!     names      FST map: key ↦ classes << 24 | index
//!     records    RECORD bytes each, numbered from 0
//!     lists      u32: a count n, then n record numbers; the last may be LATIN | the offset of the romanized name
//!     strings    u8 length, then so many bytes of UTF-8; offset 0 is the empty string
//!     countries  two ASCII letters, two zero bytes, u32 record number; sorted
//!     firsts     filter over the first words of all names (see `filter`)
//! ```
//!
//! A name's index is 0 (nothing), a record's number + 1, past the records an offset in `lists`, or past both an
//! offset in `strings` where the romanized name stands.

use crate::Error;

/// The file's first bytes.
pub(crate) const MAGIC: [u8; 8] = *b"KHBRGAZ\0";
/// Changes with every change of the layout, of the classes or of the kinds.
pub(crate) const VERSION: u32 = 1;
/// Names, records, lists, strings, countries, firsts.
pub(crate) const SECTIONS: usize = 6;
/// Bytes of one record.
pub(crate) const RECORD: usize = 36;
/// Bits of the index in a name's value.
pub(crate) const INDEX_BITS: u32 = 24;
/// Marks a list's item that is no record's number but an offset in `strings`.
pub(crate) const LATIN: u32 = 1 << 31;
/// Bytes of one row of the countries section.
pub(crate) const COUNTRY_ROW: usize = 8;

/// Byte positions inside a record.
pub(crate) mod at {
    /// u8: what the record is about.
    pub(crate) const TYPE: usize = 0;
    /// u8: its kind, by the type's own list.
    pub(crate) const KIND: usize = 1;
    /// Two ASCII letters, or zeros.
    pub(crate) const COUNTRY: usize = 2;
    /// u32: the number of a Wikidata item, or 0.
    pub(crate) const WIKIDATA: usize = 4;
    /// u32: `GeoNames` id of a place, or 0. Elsewhere flags (see the types).
    pub(crate) const GEONAMES: usize = 8;
    /// i32: latitude in hundred-thousandths of a degree.
    pub(crate) const LATITUDE: usize = 12;
    /// i32: longitude, likewise. Both `i32::MIN` when unknown.
    pub(crate) const LONGITUDE: usize = 16;
    /// u32: inhabitants, or 0.
    pub(crate) const POPULATION: usize = 20;
    /// u32: offset of the canonical name in `strings`.
    pub(crate) const NAME: usize = 24;
    /// u32: offset of the name in Latin script.
    pub(crate) const LATIN: usize = 28;
    /// u32: offset of one more string (a code, a role, an acronym).
    pub(crate) const EXTRA: usize = 32;
}

pub(crate) fn error(reason: impl Into<String>) -> Error {
    Error::Table { name: "gazetteer".into(), reason: reason.into() }
}

/// The u32 at byte `at`; 0 past the end.
pub(crate) fn u32_at(bytes: &[u8], at: usize) -> u32 {
    match bytes.get(at..).and_then(|rest| rest.first_chunk::<4>()) {
        Some(chunk) => u32::from_le_bytes(*chunk),
        None => 0,
    }
}

/// The bytes of every section, in order.
pub(crate) fn sections(bytes: &[u8]) -> Result<[&[u8]; SECTIONS], Error> {
    if bytes.get(..MAGIC.len()) != Some(&MAGIC[..]) {
        return Err(error("wrong magic: not a compiled gazetteer"));
    }
    let (version, count) = (u32_at(bytes, 8), u32_at(bytes, 12));
    if version != VERSION || count as usize != SECTIONS {
        return Err(error(format!(
            "version {version} with {count} sections; {VERSION} with {SECTIONS} is read"
        )));
    }
    let mut out = [&bytes[..0]; SECTIONS];
    for (number, section) in out.iter_mut().enumerate() {
        let offset = u32_at(bytes, 16 + number * 8) as usize;
        let length = u32_at(bytes, 20 + number * 8) as usize;
        *section = offset
            .checked_add(length)
            .and_then(|end| bytes.get(offset..end))
            .ok_or_else(|| error(format!("section {number} does not fit the file")))?;
    }
    Ok(out)
}
