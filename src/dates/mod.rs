//! Calendar expressions: found by a grammar, resolved to ISO 8601.
//!
//! ```text
//! sentence → scan (words of the lexicon, numbers) → grammar (rules give candidates, the longest wins)
//!          → resolve (article's day, dates before) → value
//! ```

mod calendar;
mod contract;
mod grammar;
mod lexicon;
mod lexicon_code;
mod lexicon_file;
#[cfg(test)]
mod lexicon_table;
mod meaning;
mod name;
mod numbers;
mod own_date;
mod phrases;
mod resolve;
mod resolve_feast;
mod resolve_numeric;
mod resolve_portion;
mod resolve_unit;
mod resolve_weekday;
mod resolve_year;
mod rules_ago;
mod rules_date;
mod rules_day;
mod rules_month;
mod rules_numeric;
mod rules_part;
mod rules_portion;
mod rules_unit;
mod rules_weekday;
mod rules_year;
mod scan;
mod tense;
mod value;

use crate::Span;
use crate::text::Document;
use jiff::civil::Date;
use meaning::Found;
use resolve::Resolver;
use scan::Scan;
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
    Millennium,
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
    /// Whether the words point from the article's day or from another date («أمس», «العام نفسه»). A day and month
    /// whose year is understood («6 نوفمبر») do not.
    pub relative: bool,
}

/// The calendar expressions of a document, read and not yet resolved: found once, whether or not the article's own day
/// is among them.
#[derive(Debug)]
pub struct Candidates<'d> {
    document: &'d Document<'d>,
    /// Each with its sentence's index.
    found: Vec<(usize, Found)>,
}

impl<'d> Candidates<'d> {
    /// Reads the calendar expressions of `document`.
    #[must_use]
    pub fn new(document: &'d Document<'d>) -> Self {
        let mut found = Vec::new();
        for (index, sentence) in document.sentences().iter().enumerate() {
            let scan = Scan::new(document, sentence.tokens.clone());
            grammar::expressions(&scan, |one| found.push((index, one)));
        }
        Self { document, found }
    }

    /// The article's own day as its text gives it, and that date's span: the first full date in the dateline, or on one
    /// of the first four lines with little else («الأربعاء 22 أكتوبر 2025 - 20:42»).
    #[must_use]
    pub fn article_date(&self) -> Option<(Date, Span)> {
        let end = own_date::header_end(self.document);
        let mut header = self.mentions(None).take_while(|mention| mention.span.start < end);
        header.find_map(|mention| own_date::own_date(self.document, &mention))
    }

    /// The expressions with their values, in order of text, without overlaps. `reference` is the article's own day, when
    /// it is known; without it a value that would need it is `None`.
    #[must_use]
    pub fn resolve(&self, reference: Option<Date>) -> Vec<DateMention> {
        self.mentions(reference).collect()
    }

    fn mentions(&self, reference: Option<Date>) -> impl Iterator<Item = DateMention> {
        let mut resolver = Resolver::new(reference, &self.found);
        self.found.iter().map(move |(index, found)| {
            let sentence = self.document.sentences().get(*index).map_or(0..0, |s| s.tokens.clone());
            resolver.mention(self.document, sentence, found)
        })
    }
}

/// Finds the calendar expressions of `document`, in order of text, without overlaps. `reference` is the article's own
/// day, when it is known; without it a value that would need it is `None`.
#[must_use]
pub fn find(document: &Document, reference: Option<Date>) -> Vec<DateMention> {
    Candidates::new(document).resolve(reference)
}

/// The article's own day as its text gives it, see [`Candidates::article_date`].
#[must_use]
pub fn article_date(document: &Document) -> Option<(Date, Span)> {
    Candidates::new(document).article_date()
}

/// The day in a file's name: `2024-11-19`, `20241119`, `2024_11_19`, `19-11-2024`, with anything around it. A name with
/// two different days, or with digits that go on, has none.
#[must_use]
pub fn date_in_name(name: &str) -> Option<Date> {
    name::date_in_name(name)
}
