//! The report's last step: the article's own facts, and offsets in the unit that was asked for.

use super::contract::{self, DateEntry, DateSource, DatelineEntry, Report, SCHEMA_VERSION, Source};
use crate::dates::DateMention;
use crate::entities::Entities;
use crate::span::{OffsetMap, OffsetUnit, Span};
use crate::text::{Document, TokenKind};
use jiff::civil::Date;

/// What is known of an article besides its entities.
#[derive(Debug, Clone, Copy)]
pub struct Article<'a> {
    /// Its text.
    pub document: &'a Document<'a>,
    /// Its own day, and where that comes from.
    pub day: Option<(Date, DateSource)>,
    /// Its calendar expressions, in order of text.
    pub dates: &'a [DateMention],
}

/// Puts the report together. The source says no more than the text's length; who read the text knows the rest.
#[must_use]
pub fn build(article: &Article, entities: Entities, unit: OffsetUnit) -> Report {
    let document = article.document;
    let mut report = Report {
        schema_version: SCHEMA_VERSION.to_owned(),
        source: Source { bytes: document.text().len() as u64, offsets: unit, ..Source::default() },
        article: facts(article),
        people: entities.people,
        places: entities.places,
        organizations: entities.organizations,
        dates: article.dates.iter().map(|date| entry(document, date)).collect(),
        quotes: entities.quotes,
        relations: entities.relations,
        keyphrases: entities.keyphrases,
        summary: entities.summary,
    };
    if unit != OffsetUnit::Bytes {
        let map = OffsetMap::new(document.text(), unit);
        report.for_each_offset(|at| *at = map.offset(*at));
    }
    report
}

fn facts(article: &Article) -> contract::Article {
    let document = article.document;
    let text = document.text();
    let words = document.tokens().iter().filter(|t| t.kind != TokenKind::Punctuation).count();
    contract::Article {
        title: document.title().map(|span| span.of(text).to_owned()),
        dateline: dateline(article),
        date: article.day.map(|(day, _)| day.to_string()),
        date_source: article.day.map(|(_, source)| source),
        language: is_arabic(document).then(|| "ar".to_owned()),
        paragraphs: document.paragraphs().len(),
        sentences: document.sentences().len(),
        words,
        characters: text.chars().count(),
    }
}

fn dateline(article: &Article) -> Option<DatelineEntry> {
    let dateline = article.document.dateline()?;
    let written = |span: Option<Span>| span.map(|s| s.of(article.document.text()).to_owned());
    let date = article.dates.iter().find(|date| dateline.span.contains(date.span));
    Some(DatelineEntry {
        place: written(dateline.place),
        agency: written(dateline.agency),
        date: date.and_then(|date| date.value.clone()),
    })
}

fn entry(document: &Document, date: &DateMention) -> DateEntry {
    DateEntry {
        text: date.span.of(document.text()).to_owned(),
        value: date.value.clone(),
        grain: date.grain,
        calendar: date.calendar,
        relative: date.relative,
        start: date.span.start,
        end: date.span.end,
        sentence: document.sentence_at(date.span.start),
    }
}

/// Whether most words are in Arabic letters, and next to none of these are letters of Persian or Urdu.
fn is_arabic(document: &Document) -> bool {
    let of_kind = |kind| document.tokens().iter().filter(|t| t.kind == kind).count();
    if of_kind(TokenKind::Arabic) <= of_kind(TokenKind::Latin) {
        return false;
    }
    let (mut letters, mut foreign) = (0_usize, 0_usize);
    for c in document.text().chars() {
        match c {
            '\u{621}'..='\u{64A}' => letters += 1,
            // Farsi yeh and kaf are left out: Arabic typed on other keyboards has them too.
            '\u{66E}'..='\u{6A8}' | '\u{6AB}'..='\u{6CB}' | '\u{6CD}'..='\u{6D3}' => foreign += 1,
            _ => {}
        }
    }
    foreign * 64 <= letters
}

impl Report {
    /// Calls `change` with every offset that the report has, to convert it to another unit.
    pub fn for_each_offset(&mut self, mut change: impl FnMut(&mut usize)) {
        let mut both = |start: &mut usize, end: &mut usize| {
            change(start);
            change(end);
        };
        let people = self.people.iter_mut().map(|e| &mut e.mentions);
        let places = self.places.iter_mut().map(|e| &mut e.mentions);
        let organizations = self.organizations.iter_mut().map(|e| &mut e.mentions);
        people.chain(places).chain(organizations).flatten().for_each(|m| both(&mut m.start, &mut m.end));
        let roles = self.people.iter_mut().flat_map(|person| &mut person.role_mentions);
        roles.for_each(|m| both(&mut m.start, &mut m.end));
        self.dates.iter_mut().for_each(|m| both(&mut m.start, &mut m.end));
        self.quotes.iter_mut().for_each(|m| both(&mut m.start, &mut m.end));
        self.relations.iter_mut().for_each(|m| both(&mut m.start, &mut m.end));
        self.summary.iter_mut().for_each(|m| both(&mut m.start, &mut m.end));
    }
}
