//! Calendar expressions: found by a grammar, resolved to ISO 8601.

use crate::Span;
use crate::text::Document;
use serde::{Deserialize, Serialize};

/// How precise a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Grain {
    Day,
    Week,
    Month,
    Quarter,
    Season,
    Half,
    Year,
    Decade,
    Century,
}

/// The calendar that the text counts in; a value is always Gregorian.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, Default)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Calendar {
    #[default]
    Gregorian,
    Hijri,
    Persian,
    Coptic,
    Amazigh,
}

/// One calendar expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DateMention {
    /// Bytes of the original.
    pub span: Span,
    /// ISO 8601 as guide and contract say (`2024-11-19`, `2024-11`, `202X`, `2024-W47`, `start/end`, …); `None` when it
    /// cannot be known.
    pub value: Option<String>,
    /// How precise it is.
    pub grain: Grain,
    /// The calendar of the text.
    pub calendar: Calendar,
    /// Whether the value depends on the article's date.
    pub relative: bool,
}

/// Finds the calendar expressions of `document`, in order of text, without overlaps. `reference` is the article's own
/// day, when it is known.
#[must_use]
pub fn find(_document: &Document, _reference: Option<jiff::civil::Date>) -> Vec<DateMention> {
    Vec::new()
}
