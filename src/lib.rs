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
mod overlaps;
pub mod read;
pub mod report;
mod span;
pub mod text;
#[cfg(feature = "train")]
pub mod train;

pub use error::Error;
pub use report::contract::Report;
pub use span::{OffsetMap, OffsetUnit, Span};

use dates::{Candidates, DateMention};
use jiff::civil::Date;
use names::{Model, NameMention, OwnMention, OwnNames, Tagger};
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
pub struct Analyzer {
    tagger: Tagger<'static>,
    own: OwnNames,
}

/// Working memory of one thread, reused from article to article.
#[derive(Debug, Default)]
pub struct Scratch {
    tagger: names::Scratch,
    names: Vec<NameMention>,
    entities: entities::Memory,
}

impl Analyzer {
    /// Makes the analyzer with the tables that are compiled in.
    ///
    /// # Errors
    /// [`Error::Table`] when a table does not have the expected form.
    pub fn new() -> Result<Self, Error> {
        Ok(Self::with_model(Model::embedded()?))
    }

    /// Makes the analyzer with another model of names.
    #[must_use]
    pub fn with_model(model: Model<'static>) -> Self {
        Self { tagger: Tagger::new(model), own: OwnNames::default() }
    }

    /// Also finds the names of the user's own list.
    #[must_use]
    pub fn with_own_names(self, own: OwnNames) -> Self {
        Self { own, ..self }
    }

    /// Analyses one article. Never fails: any text gives a report, in time linear in its length.
    #[must_use]
    pub fn analyze(&self, text: &str, options: &Options, scratch: &mut Scratch) -> Report {
        let document = Document::new(text);

        self.names(&document, scratch);
        scratch.names.retain(|name| name.confidence >= options.min_confidence);

        let own = self.own.apply(&document, &mut scratch.names);

        let (day, mut dates) = dated(&document, options);
        overlaps::settle(&mut scratch.names, &mut dates, &own);

        let mut entities =
            entities::build(&document, &scratch.names, &options.entities, &mut scratch.entities);
        give_own_ids(&mut entities, &own);

        let article = report::Article { document: &document, day, dates: &dates };
        report::build(&article, entities, options.offsets)
    }

    /// Finds the people, places and organizations of `document`, in order of text, without overlaps.
    pub fn names<'s>(&self, document: &Document, scratch: &'s mut Scratch) -> &'s [NameMention] {
        self.tagger.tag(document, &mut scratch.tagger, &mut scratch.names);
        &scratch.names
    }
}

/// Gives every entity the id of the first of its mentions that is of the user's own list.
fn give_own_ids(entities: &mut entities::Entities, own: &[OwnMention]) {
    let id = |mentions: &[report::contract::Mention]| {
        mentions.iter().find_map(|mention| {
            let at = own.binary_search_by_key(&mention.start, |own| own.span.start).ok()?;
            own[at].id.clone()
        })
    };
    if own.is_empty() {
        return;
    }
    entities.people.iter_mut().for_each(|person| person.own_id = id(&person.mentions));
    entities.places.iter_mut().for_each(|place| place.own_id = id(&place.mentions));
    entities
        .organizations
        .iter_mut()
        .for_each(|organization| organization.own_id = id(&organization.mentions));
}

/// The article's own day, where it comes from, and the calendar expressions resolved against it.
fn dated(document: &Document, options: &Options) -> (Option<(Date, DateSource)>, Vec<DateMention>) {
    if let Some(day) = options.date {
        let source = options.date_source.unwrap_or(DateSource::Option);
        return (Some((day, source)), dates::find(document, Some(day)));
    }
    let candidates = Candidates::new(document);
    let day = candidates.article_date().map(|(day, _)| (day, DateSource::Text));
    (day, candidates.resolve(day.map(|(day, _)| day)))
}
