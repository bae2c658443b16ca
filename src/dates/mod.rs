//! Calendar expressions: found by a grammar, resolved to ISO 8601.
//!
//! ```text
//! sentence → scan (words of the lexicon, numbers) → grammar (rules give candidates, the longest wins)
//!          → resolve (article's day, dates before) → value
//! ```

mod calendar;
mod grammar;
mod lexicon;
mod lexicon_table;
mod meaning;
mod name;
mod numbers;
mod phrases;
mod resolve;
mod resolve_unit;
mod resolve_year;
mod rules_date;
mod rules_day;
mod rules_month;
mod rules_numeric;
mod rules_part;
mod rules_unit;
mod rules_weekday;
mod rules_year;
mod scan;
mod tense;
mod value;

use crate::Span;
use crate::text::Document;
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

/// Finds the calendar expressions of `document`, in order of text, without overlaps. `reference` is the article's own
/// day, when it is known; without it a value that would need it is `None`.
#[must_use]
pub fn find(document: &Document, reference: Option<jiff::civil::Date>) -> Vec<DateMention> {
    let mut all = Vec::new();
    for (index, sentence) in document.sentences().iter().enumerate() {
        let scan = Scan::new(document, sentence.tokens.clone());
        all.extend(grammar::expressions(&scan).into_iter().map(|found| (index, found)));
    }
    let mut resolver = Resolver::new(reference, &all);
    let mention = |(index, found): &(usize, meaning::Found)| {
        let range = document.sentences().get(*index).map_or(0..0, |s| s.tokens.clone());
        resolver.mention(&Scan::new(document, range), found)
    };
    all.iter().map(mention).collect()
}

/// How many of an article's first paragraphs may be a line with its date.
const HEADER_PARAGRAPHS: usize = 4;

/// The article's own day as its text gives it: the first full date in the dateline, or alone on one of the first lines,
/// with a weekday and a clock time at most («الأربعاء 22 أكتوبر 2025 - 20:42»), and the date's span.
#[must_use]
pub fn article_date(document: &Document) -> Option<(jiff::civil::Date, Span)> {
    let header = document.paragraphs().iter().take(HEADER_PARAGRAPHS);
    let end = header.clone().map(|p| p.end).max()?;
    let dateline = document.dateline().map(|d| d.span);
    let sentences = document.sentences().iter().take_while(|s| s.span.start < end);
    let scans = sentences.map(|s| Scan::new(document, s.tokens.clone()));
    let mut all: Vec<(usize, meaning::Found)> = Vec::new();
    for scan in scans {
        all.extend(grammar::expressions(&scan).into_iter().map(|found| (0, found)));
    }
    let mut resolver = Resolver::new(None, &all);
    let scan = Scan::new(document, 0..0);
    all.iter().map(|(_, found)| resolver.mention(&scan, found)).find_map(|mention| {
        let alone = |line: &Span| line.contains(mention.span) && line.len() <= 2 * mention.span.len();
        let placed = dateline.is_some_and(|d| d.contains(mention.span)) || header.clone().any(alone);
        let full = placed && !mention.relative && mention.grain == Grain::Day;
        Some((mention.value.filter(|_| full)?.parse().ok()?, mention.span))
    })
}

/// The day in a file's name: `2024-11-19`, `20241119`, `2024_11_19`, `19-11-2024`, with anything around it. A name with
/// two different days, or with digits that go on, has none.
#[must_use]
pub fn date_in_name(name: &str) -> Option<jiff::civil::Date> {
    name::date_in_name(name)
}
