//! Collects names, records and strings, and lays the file out.

use super::Compiled;
use crate::Error;
use crate::lexicon::gazetteer::filter;
use crate::lexicon::gazetteer::format::{self, INDEX_BITS, LATIN, MAGIC, RECORD, SECTIONS, VERSION, at};
use crate::lexicon::gazetteer::matching::ARTICLE;
use crate::lexicon::gazetteer::{Classes, RecordType, key};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt;

/// The most things that one name keeps.
const MOST_CANDIDATES: usize = 16;

/// A record before it is laid out. Fields as in `format::at`.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) kind: RecordType,
    pub(super) code: u8,
    pub(super) country: String,
    pub(super) wikidata: u32,
    pub(super) geonames: u32,
    pub(super) coordinates: Option<(f64, f64)>,
    pub(super) population: u32,
    pub(super) name: String,
    pub(super) latin: String,
    pub(super) extra: String,
    /// Orders the things that share a name, the highest first.
    pub(super) weight: u64,
}

impl Draft {
    pub(super) fn new(kind: RecordType, code: u8, name: &str) -> Self {
        Self {
            kind,
            code,
            country: String::new(),
            wikidata: 0,
            geonames: 0,
            coordinates: None,
            population: 0,
            name: name.into(),
            latin: String::new(),
            extra: String::new(),
            weight: 0,
        }
    }
}

/// One key: what it can be, which records it names, how it is romanized.
#[derive(Debug, Default)]
struct Name {
    classes: Classes,
    records: Vec<u32>,
    latin: Option<String>,
}

/// What a name's value points to.
#[derive(Debug, Clone, Copy)]
enum Index {
    Nothing,
    Record(u32),
    /// Byte offset in the lists.
    List(usize),
    /// Byte offset in the strings.
    Latin(u32),
}

impl Index {
    fn number(self, records: usize, lists: usize) -> usize {
        match self {
            Self::Nothing => 0,
            Self::Record(number) => number as usize + 1,
            Self::List(offset) => records + 1 + offset,
            Self::Latin(offset) => records + 1 + lists + offset as usize,
        }
    }
}

/// How much of what is in the file.
#[derive(Debug, Clone)]
pub struct Statistics {
    /// Names in the automaton, and how many have each class.
    pub names: usize,
    /// For every class its name and its count.
    pub classes: Vec<(&'static str, usize)>,
    /// For every record type its count and how many have a Wikidata item.
    pub records: Vec<(&'static str, usize, usize)>,
    /// Bytes of the sections: names, records, lists, strings, countries, filter.
    pub sections: Vec<usize>,
}

impl fmt::Display for Statistics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} names; sections of {:?} bytes", self.names, self.sections)?;
        for (name, count) in &self.classes {
            writeln!(f, "{count:>8} {name}")?;
        }
        for (name, count, linked) in &self.records {
            writeln!(f, "{count:>8} records: {name}, {linked} with a Wikidata item")?;
        }
        Ok(())
    }
}

/// What the tables are added to.
#[derive(Debug, Default)]
pub(super) struct Builder {
    names: BTreeMap<String, Name>,
    pub(super) records: Vec<Draft>,
}

impl Builder {
    pub(super) fn record(&mut self, draft: Draft) -> u32 {
        self.records.push(draft);
        (self.records.len() - 1) as u32
    }

    /// Gives `name` the classes and the record. A `~` at its end marks it as ambiguous. Spellings that newspapers
    /// join or part («عبد الله», «عبدالله») are added as well.
    pub(super) fn name(&mut self, name: &str, classes: Classes, record: Option<u32>) {
        let (name, classes) = match name.strip_suffix('~') {
            Some(name) => (name, classes.with(Classes::AMBIGUOUS)),
            None => (name, classes),
        };
        let key = key(name);
        for spelling in super::joins::spellings(&key) {
            let entry = self.names.entry(spelling).or_default();
            entry.classes = entry.classes.with(classes);
            entry.records.extend(record.filter(|number| !entry.records.contains(number)));
        }
    }

    /// Marks `name` as ambiguous when it stands in a table and is no country and no capital.
    pub(super) fn mark_ambiguous(&mut self, name: &str) {
        let exempt = Classes::COUNTRY.with(Classes::CAPITAL);
        if let Some(name) = self.names.get_mut(&key(name)).filter(|name| !name.classes.intersects(exempt)) {
            name.classes = name.classes.with(Classes::AMBIGUOUS);
        }
    }

    /// Gives `name` a spelling in Latin script; the first one stays.
    pub(super) fn romanize(&mut self, name: &str, latin: &str) {
        if !latin.is_empty() {
            for spelling in super::joins::spellings(&key(name)) {
                self.names.entry(spelling).or_default().latin.get_or_insert_with(|| latin.into());
            }
        }
    }

    /// The records that `name` has so far.
    pub(super) fn records_of(&self, name: &str) -> &[u32] {
        self.names.get(&key(name)).map_or(&[], |name| &name.records)
    }

    /// Lays the file out.
    pub(super) fn finish(mut self) -> Result<Compiled, Error> {
        self.names.remove("");
        self.order_candidates();
        let mut strings = Strings::default();
        let records: Vec<u8> = self.records.iter().flat_map(|draft| lay_out(draft, &mut strings)).collect();
        let (lists, indices) = self.lay_lists(&mut strings);
        let mut names = fst::MapBuilder::memory();
        for ((key, name), index) in self.names.iter().zip(indices) {
            let index = index.number(self.records.len(), lists.len());
            if index >> INDEX_BITS != 0 {
                return Err(format::error("more records and strings than an index can count"));
            }
            let value = (u64::from(name.classes.bits()) << INDEX_BITS) | index as u64;
            names.insert(key, value).map_err(|e| format::error(e.to_string()))?;
        }
        let names = names.into_inner().map_err(|e| format::error(e.to_string()))?;
        let sections = [names, records, lists, strings.bytes()?, self.countries(), self.firsts()];
        let statistics = self.statistics(&sections);
        Ok(Compiled { bytes: file(&sections), statistics })
    }

    /// Orders the things that share a name, and keeps the likeliest.
    fn order_candidates(&mut self) {
        for name in self.names.values_mut() {
            let records = &self.records;
            name.records.sort_by_key(|&number| {
                let draft = &records[number as usize];
                (std::cmp::Reverse(draft.weight), number)
            });
            name.records.truncate(MOST_CANDIDATES);
        }
    }

    /// Every name's index, and the lists section that some of them point into.
    fn lay_lists(&self, strings: &mut Strings) -> (Vec<u8>, Vec<Index>) {
        let mut lists = Vec::new();
        let mut known: HashMap<Vec<u32>, usize> = HashMap::new();
        let mut indices = Vec::with_capacity(self.names.len());
        for name in self.names.values() {
            let latin = name.latin.as_deref().map(|latin| strings.offset(latin));
            indices.push(match (name.records.as_slice(), latin) {
                ([], None) => Index::Nothing,
                ([], Some(latin)) => Index::Latin(latin),
                ([only], None) => Index::Record(*only),
                (many, latin) => {
                    let list: Vec<u32> = many.iter().copied().chain(latin.map(|at| at | LATIN)).collect();
                    let start = *known.entry(list).or_insert_with_key(|list| {
                        let start = lists.len();
                        lists.extend((list.len() as u32).to_le_bytes());
                        lists.extend(list.iter().flat_map(|number| number.to_le_bytes()));
                        start
                    });
                    Index::List(start)
                }
            });
        }
        (lists, indices)
    }

    /// The filter over the names' first words, and over those after an article.
    fn firsts(&self) -> Vec<u8> {
        let mut hashes = BTreeSet::new();
        for key in self.names.keys() {
            let word = key.split(' ').next().unwrap_or_default();
            hashes.insert(filter::of_word(word));
            if let Some(bare) = word.strip_prefix(ARTICLE).filter(|bare| !bare.is_empty()) {
                hashes.insert(filter::with_article(filter::of_word(bare)));
            }
        }
        filter::compile(&Vec::from_iter(hashes))
    }

    fn countries(&self) -> Vec<u8> {
        let mut rows: Vec<(&str, u32)> =
            self.records.iter().zip(0..).filter_map(|(d, n)| country(d, n)).collect();
        rows.sort_unstable();
        let row = |(code, number): (&str, u32)| {
            let mut row = [0; format::COUNTRY_ROW];
            row[..2].copy_from_slice(&code.as_bytes()[..2]);
            row[4..].copy_from_slice(&number.to_le_bytes());
            row
        };
        rows.into_iter().flat_map(row).collect()
    }

    fn statistics(&self, sections: &[Vec<u8>]) -> Statistics {
        let of_class = |class| self.names.values().filter(|name| name.classes.contains(class)).count();
        let of_type = |kind: RecordType| {
            let drafts = self.records.iter().filter(move |draft| draft.kind == kind);
            (kind.as_str(), drafts.clone().count(), drafts.filter(|draft| draft.wikidata != 0).count())
        };
        Statistics {
            names: self.names.len(),
            classes: Classes::ALL.iter().map(|&(class, name)| (name, of_class(class))).collect(),
            records: RecordType::ALL.iter().map(|&kind| of_type(kind)).collect(),
            sections: sections.iter().map(Vec::len).collect(),
        }
    }
}

/// The row of a country or territory: its code and its record.
fn country(draft: &Draft, number: u32) -> Option<(&str, u32)> {
    use crate::lexicon::gazetteer::PlaceKind::{Country, Territory};
    let is_country = draft.kind == RecordType::Place
        && (draft.code == Country.code() || draft.code == Territory.code())
        && draft.country.len() == 2;
    is_country.then_some((draft.country.as_str(), number))
}

/// The string section under construction.
#[derive(Debug, Default)]
struct Strings {
    offsets: HashMap<String, u32>,
    bytes: Vec<u8>,
    too_long: Option<String>,
}

impl Strings {
    fn offset(&mut self, text: &str) -> u32 {
        if self.bytes.is_empty() {
            self.bytes.push(0);
        }
        if text.is_empty() {
            return 0;
        }
        if let Some(&offset) = self.offsets.get(text) {
            return offset;
        }
        let offset = self.bytes.len() as u32;
        match u8::try_from(text.len()) {
            Ok(length) => self.bytes.push(length),
            Err(_) => self.too_long = Some(text.into()),
        }
        self.bytes.extend(text.as_bytes());
        self.offsets.insert(text.into(), offset);
        offset
    }

    fn bytes(self) -> Result<Vec<u8>, Error> {
        match self.too_long {
            Some(text) => Err(format::error(format!("«{text}» is longer than 255 bytes"))),
            None => Ok(self.bytes),
        }
    }
}

fn lay_out(draft: &Draft, strings: &mut Strings) -> [u8; RECORD] {
    let mut record = [0; RECORD];
    record[at::TYPE] = draft.kind.code();
    record[at::KIND] = draft.code;
    let letters = draft.country.len().min(2);
    record[at::COUNTRY..at::COUNTRY + letters].copy_from_slice(&draft.country.as_bytes()[..letters]);
    let degrees = |value: f64| ((value * 1e5).round() as i32).cast_unsigned();
    let unknown = i32::MIN.cast_unsigned();
    let (latitude, longitude) =
        draft.coordinates.map_or((unknown, unknown), |(lat, lon)| (degrees(lat), degrees(lon)));
    let fields = [
        (at::WIKIDATA, draft.wikidata),
        (at::GEONAMES, draft.geonames),
        (at::LATITUDE, latitude),
        (at::LONGITUDE, longitude),
        (at::POPULATION, draft.population),
        (at::NAME, strings.offset(&draft.name)),
        (at::LATIN, strings.offset(&draft.latin)),
        (at::EXTRA, strings.offset(&draft.extra)),
    ];
    for (field, value) in fields {
        record[field..field + 4].copy_from_slice(&value.to_le_bytes());
    }
    record
}

fn file(sections: &[Vec<u8>; SECTIONS]) -> Vec<u8> {
    let mut bytes = MAGIC.to_vec();
    bytes.extend(VERSION.to_le_bytes());
    bytes.extend((SECTIONS as u32).to_le_bytes());
    let mut offset = 16 + 8 * SECTIONS;
    for section in sections {
        offset = offset.next_multiple_of(8);
        bytes.extend((offset as u32).to_le_bytes());
        bytes.extend((section.len() as u32).to_le_bytes());
        offset += section.len();
    }
    for section in sections {
        bytes.resize(bytes.len().next_multiple_of(8), 0);
        bytes.extend(section);
    }
    bytes
}
