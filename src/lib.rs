//! Arabic news, read: people, places, organizations and dates of an article, with exact offsets.
//!
//! An article goes one way, each step a module that takes the former step's value and never looks back:
//!
//! ```text
//! bytes → read → text → dates, names → entities → report
//! ```
//!
//! ```
//! use khabar::{Analyzer, Options, Scratch};
//!
//! let analyzer = Analyzer::new()?;
//! let options = Options { date: "2024-11-19".parse().ok(), ..Options::default() };
//! let report = analyzer.analyze("\u{623}\u{639}\u{644}\u{646} \u{623}\u{645}\u{633}", &options, &mut Scratch::default());
//! assert_eq!(report.article.words, 2);
//! # Ok::<(), khabar::Error>(())
//! ```

pub mod dates;
pub mod entities;
mod error;
pub mod lexicon;
pub mod names;
pub mod read;
pub mod report;
mod span;
pub mod text;
#[cfg(feature = "train")]
pub mod train;

pub use error::Error;
pub use report::contract::Report;
pub use span::{OffsetMap, OffsetUnit, Span};

use dates::{DateMention, Grain};
use jiff::civil::Date;
use names::NameMention;
use report::contract::DateSource;
use text::Document;

/// What is asked for, the same for many articles; only the date is the article's own.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The article's own day, when it is known from outside its text.
    pub date: Option<Date>,
    /// Where `date` comes from.
    pub date_source: Option<DateSource>,
    /// What `start` and `end` count.
    pub offsets: OffsetUnit,
    /// Names of a lower probability (0 to 1) are left out.
    pub min_confidence: f32,
    /// How many sentences the summary has, how many key phrases there are, whether entities say why.
    pub entities: entities::Settings,
}

/// The analyzer: immutable, made once, shared by every thread.
#[derive(Debug)]
pub struct Analyzer {}

/// Working memory of one thread, reused from article to article.
#[derive(Debug, Default)]
pub struct Scratch {
    names: Vec<NameMention>,
}

impl Analyzer {
    /// Makes the analyzer with the tables that are compiled in.
    ///
    /// # Errors
    /// [`Error::Table`] when a table does not have the expected form.
    pub fn new() -> Result<Self, Error> {
        Ok(Self {})
    }

    /// Analyses one article. Never fails: any text gives a report, in time linear in its length.
    #[must_use]
    pub fn analyze(&self, text: &str, options: &Options, scratch: &mut Scratch) -> Report {
        let document = Document::new(text);

        self.tag(&document, scratch);
        scratch.names.retain(|name| name.confidence >= options.min_confidence);

        let (date, date_source) = article_date(&document, options);
        let mut dates = dates::find(&document, date);
        dates.retain(|date| !scratch.names.iter().any(|name| name.span.overlaps(date.span)));

        let entities = entities::build(&document, &scratch.names, &options.entities);

        let article = report::Article { document: &document, date, date_source, dates: &dates };
        report::build(&article, entities, options.offsets)
    }

    #[allow(clippy::unused_self, reason = "the tagger comes with its model")]
    fn tag(&self, _document: &Document, scratch: &mut Scratch) {
        scratch.names.clear();
    }
}

/// The article's own day: from outside, else the first full date that the article opens with.
fn article_date(document: &Document, options: &Options) -> (Option<Date>, Option<DateSource>) {
    if options.date.is_some() {
        return (options.date, Some(options.date_source.unwrap_or(DateSource::Option)));
    }
    let day = dates::find(document, None).iter().find_map(|found| opening_day(document, found));
    (day, day.map(|_| DateSource::Text))
}

/// How many of an article's first paragraphs may be a line with its date.
const HEADER_PARAGRAPHS: usize = 4;

/// The day of a date in the dateline, or alone on one of the first lines (with a weekday and a clock time at most).
fn opening_day(document: &Document, date: &DateMention) -> Option<Date> {
    if date.relative || date.grain != Grain::Day {
        return None;
    }
    let in_dateline = document.dateline().is_some_and(|dateline| dateline.span.contains(date.span));
    let header = document.paragraphs().iter().take(HEADER_PARAGRAPHS);
    let alone = |line: &Span| {
        let rest = line.len().saturating_sub(date.span.len());
        line.contains(date.span) && rest <= date.span.len()
    };
    if in_dateline || header.clone().any(alone) { date.value.as_deref()?.parse().ok() } else { None }
}
