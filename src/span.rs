//! Where something stands in the original text, and the three ways to count that.

use serde::{Deserialize, Serialize};

/// A half-open range `start..end` of bytes in the decoded original text (UTF-8), on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The range `start..end`; an end before the start gives the empty span at `start`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// Length in bytes.
    #[must_use]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it holds no byte.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share a byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The text under the span; empty when the span does not fit `text`.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        text.get(self.start..self.end).unwrap_or_default()
    }
}

/// What an offset counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum OffsetUnit {
    /// Unicode code points, as Python and jq count.
    #[default]
    Codepoints,
    /// Bytes of the decoded text in UTF-8.
    Bytes,
    /// UTF-16 code units, as JavaScript and Java count.
    Utf16,
}

/// How many bytes lie between two checkpoints of an [`OffsetMap`].
const STRIDE: usize = 64;

/// Converts byte offsets of one text to another unit, in constant time per offset.
#[derive(Debug)]
pub struct OffsetMap<'t> {
    text: &'t str,
    unit: OffsetUnit,
    /// Units before byte `i * STRIDE`.
    checkpoints: Vec<u32>,
}

impl<'t> OffsetMap<'t> {
    /// Prepares `text` for offsets in `unit`; linear in the text.
    #[must_use]
    pub fn new(text: &'t str, unit: OffsetUnit) -> Self {
        let mut checkpoints = Vec::new();
        if unit != OffsetUnit::Bytes {
            checkpoints.reserve(text.len() / STRIDE + 1);
            let mut units = 0;
            for chunk in text.as_bytes().chunks(STRIDE) {
                checkpoints.push(units);
                units += count_units(chunk, unit);
            }
        }
        Self { text, unit, checkpoints }
    }

    /// The offset of byte `at` (clamped to the text's length) in the map's unit.
    #[must_use]
    pub fn offset(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        if self.unit == OffsetUnit::Bytes || self.text.is_empty() {
            return at;
        }
        let block = (at / STRIDE).min(self.checkpoints.len() - 1);
        let rest = &self.text.as_bytes()[block * STRIDE..at];
        (self.checkpoints[block] + count_units(rest, self.unit)) as usize
    }

    /// Both ends of `span` in the map's unit.
    #[must_use]
    pub fn span(&self, span: Span) -> Span {
        Span { start: self.offset(span.start), end: self.offset(span.end) }
    }
}

/// Units whose first byte lies in `bytes`: every byte that does not continue a character starts one code point,
/// and a lead byte of four-byte characters starts two UTF-16 units.
fn count_units(bytes: &[u8], unit: OffsetUnit) -> u32 {
    let starts = bytes.iter().filter(|&&b| b & 0xC0 != 0x80).count();
    let astral = if unit == OffsetUnit::Utf16 { bytes.iter().filter(|&&b| b >= 0xF0).count() } else { 0 };
    (starts + astral) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn counts_as_the_standard_library_does(text in "\\PC{0,200}") {
            let points = OffsetMap::new(&text, OffsetUnit::Codepoints);
            let utf16 = OffsetMap::new(&text, OffsetUnit::Utf16);
            let bytes = OffsetMap::new(&text, OffsetUnit::Bytes);
            for at in (0..=text.len()).filter(|&at| text.is_char_boundary(at)) {
                prop_assert_eq!(points.offset(at), text[..at].chars().count());
                prop_assert_eq!(utf16.offset(at), text[..at].encode_utf16().count());
                prop_assert_eq!(bytes.offset(at), at);
            }
        }
    }

    #[test]
    fn a_span_outside_the_text_is_empty_text() {
        assert_eq!(Span::new(1, 9).of("abc"), "");
        assert_eq!(Span::new(0, 1).of("\u{643}"), "", "inside a character");
    }
}
