//! Many articles in one table: who is named in how many of them, from when to when, and who with whom.
//!
//! One pass, bounded memory: when a table grows to twice its limit, the rows with the fewest articles are dropped.
//! [`Aggregate::undercount`] says by how many articles a row can be short for that reason; 0 when nothing was dropped.

use super::contract::Report;
use super::marks::{Entity, Kind};
use crate::text::fold;
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, HashMap};

/// The most rows that are kept when no other limit is asked for.
pub const LIMIT: usize = 200_000;
/// Pairs are counted among this many entities of an article, the most salient ones.
const PAIRED: usize = 30;

/// What identifies an entity over articles: its Wikidata id, else type and folded name.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Key {
    kind: Kind,
    id: String,
}

impl Key {
    fn of(entity: &Counted) -> Self {
        let id = entity.wikidata.clone().unwrap_or_else(|| name_key(&entity.name));
        Self { kind: entity.kind, id }
    }
}

/// The name without case, marks and the ways of writing a letter. No Wikidata id looks like one.
fn name_key(name: &str) -> String {
    format!("={}", fold(name).text().split_whitespace().collect::<Vec<_>>().join(" "))
}

/// What an aggregate takes of one entity of an article.
#[derive(Debug, Clone, PartialEq)]
struct Counted {
    kind: Kind,
    name: String,
    country: Option<String>,
    wikidata: Option<String>,
    mentions: u64,
}

/// What an aggregate takes of one article, small enough to be kept while it waits for its turn.
#[derive(Debug, Clone, PartialEq)]
pub struct Counts {
    date: Option<String>,
    words: u64,
    /// The most salient first.
    entities: Vec<Counted>,
}

impl Counts {
    /// The article's part.
    #[must_use]
    pub fn of(report: &Report) -> Self {
        let mut entities: Vec<Entity> = report.entities().collect();
        entities.sort_by(|a, b| b.salience.total_cmp(&a.salience));
        let counted = |e: &Entity| Counted {
            kind: e.kind,
            name: e.name.to_owned(),
            country: e.country.map(str::to_owned),
            wikidata: e.wikidata.map(str::to_owned),
            mentions: e.count as u64,
        };
        Self {
            date: report.article.date.clone(),
            words: report.article.words as u64,
            entities: entities.iter().map(counted).collect(),
        }
    }
}

/// One entity over articles.
#[derive(Debug, Clone, PartialEq)]
struct Row {
    name: String,
    /// How often it has that name, to choose the usual one.
    names: BTreeMap<String, u64>,
    country: Option<String>,
    wikidata: Option<String>,
    articles: u64,
    mentions: u64,
    first: Option<String>,
    last: Option<String>,
}

/// Counts over articles, in the order in which they are added.
#[derive(Debug, Clone)]
pub struct Aggregate {
    limit: usize,
    articles: u64,
    words: u64,
    rows: HashMap<Key, Row>,
    pairs: HashMap<(Key, Key), u64>,
    undercount: u64,
}

impl Aggregate {
    /// Keeps at least the `limit` entities, and ten times as many pairs, with the most articles.
    #[must_use]
    pub fn new(limit: usize) -> Self {
        let (rows, pairs) = (HashMap::new(), HashMap::new());
        Self { limit: limit.max(1), articles: 0, words: 0, rows, pairs, undercount: 0 }
    }

    /// By how many articles a row, or a pair, can be short.
    #[must_use]
    pub fn undercount(&self) -> u64 {
        self.undercount
    }

    /// Adds one article.
    pub fn add(&mut self, counts: &Counts) {
        self.articles += 1;
        self.words += counts.words;
        // Two entities of one article can be one over articles: kept apart in it, named the same.
        let mut mentioned: BTreeMap<Key, Vec<&Counted>> = BTreeMap::new();
        for entity in &counts.entities {
            mentioned.entry(Key::of(entity)).or_default().push(entity);
        }
        for (key, entities) in &mentioned {
            self.add_entity(key, entities, counts.date.as_deref());
        }
        let mut paired: Vec<Key> = counts.entities.iter().take(PAIRED).map(Key::of).collect();
        paired.sort();
        paired.dedup();
        for (index, one) in paired.iter().enumerate() {
            for other in &paired[index + 1..] {
                *self.pairs.entry((one.clone(), other.clone())).or_default() += 1;
            }
        }
        let dropped = prune(&mut self.rows, self.limit, |row| row.articles);
        let dropped_pairs = prune(&mut self.pairs, self.limit.saturating_mul(10), |count| *count);
        self.undercount += dropped.max(dropped_pairs);
    }

    fn add_entity(&mut self, key: &Key, entities: &[&Counted], date: Option<&str>) {
        let row = self.rows.entry(key.clone()).or_insert_with(|| Row {
            name: String::new(),
            names: BTreeMap::new(),
            country: None,
            wikidata: None,
            articles: 0,
            mentions: 0,
            first: None,
            last: None,
        });
        row.articles += 1;
        for entity in entities {
            row.mentions += entity.mentions;
            *row.names.entry(entity.name.clone()).or_default() += 1;
            row.country = row.country.take().or_else(|| entity.country.clone());
            row.wikidata = row.wikidata.take().or_else(|| entity.wikidata.clone());
        }
        if row.names.len() > MAX_NAMES {
            let usual = usual(&row.names).map(|(name, count)| (name.clone(), *count));
            row.names = usual.into_iter().collect();
        }
        row.widen(date, date);
    }

    /// The whole table as JSON: entities with the most articles first, pairs of at least two articles.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let rows = self.merged();
        let ids: HashMap<&Key, usize> = rows.iter().enumerate().map(|(at, (key, _))| (key, at + 1)).collect();
        let entities: Vec<Value> =
            rows.iter().enumerate().map(|(at, (key, row))| row.to_json(at + 1, key)).collect();
        let pairs: Vec<Value> = self
            .merged_pairs()
            .into_iter()
            .filter_map(|((one, other), articles)| {
                let (one, other) = (ids.get(&one)?, ids.get(&other)?);
                Some(json!({"a": format!("e{one}"), "b": format!("e{other}"), "articles": articles}))
            })
            .collect();
        json!({"articles": self.articles, "words": self.words, "undercount": self.undercount,
               "entities": entities, "pairs": pairs})
    }

    /// Entities as rows of cells, the header first.
    #[must_use]
    pub fn entity_rows(&self) -> Vec<Vec<String>> {
        let columns = ["type", "name", "country", "wikidata", "articles", "mentions", "first", "last"];
        let mut table = vec![columns.map(str::to_owned).to_vec()];
        table.extend(self.merged().into_iter().map(|(key, row)| {
            let counts = [row.articles.to_string(), row.mentions.to_string()];
            let known = [row.country, row.wikidata].map(Option::unwrap_or_default);
            let dates = [row.first, row.last].map(Option::unwrap_or_default);
            [vec![key.kind.name().to_owned(), row.name], known.to_vec(), counts.to_vec(), dates.to_vec()]
                .concat()
        }));
        table
    }

    /// Pairs as rows of cells, the header first.
    #[must_use]
    pub fn pair_rows(&self) -> Vec<Vec<String>> {
        let rows: HashMap<Key, Row> = self.merged().into_iter().collect();
        let columns = ["type", "name", "other_type", "other_name", "articles"];
        let mut table = vec![columns.map(str::to_owned).to_vec()];
        table.extend(self.merged_pairs().into_iter().filter_map(|((one, other), articles)| {
            let (first, second) = (rows.get(&one)?, rows.get(&other)?);
            let names = [one.kind.name(), &first.name, other.kind.name(), &second.name].map(str::to_owned);
            Some([names.to_vec(), vec![articles.to_string()]].concat())
        }));
        table
    }

    /// The key under which a row is shown: a name that only one identified entity has is that entity.
    fn shown(&self) -> HashMap<Key, Key> {
        let mut owners: HashMap<Key, Vec<&Key>> = HashMap::new();
        for (key, row) in self.rows.iter().filter(|(_, row)| row.wikidata.is_some()) {
            for name in row.names.keys() {
                owners.entry(Key { kind: key.kind, id: name_key(name) }).or_default().push(key);
            }
        }
        let mut shown = HashMap::new();
        for (name, mut keys) in owners {
            keys.sort();
            keys.dedup();
            if let [only] = keys[..] {
                shown.insert(name, only.clone());
            }
        }
        shown
    }

    fn merged(&self) -> Vec<(Key, Row)> {
        let shown = self.shown();
        let mut keys: Vec<&Key> = self.rows.keys().collect();
        keys.sort();
        let mut merged: BTreeMap<Key, Row> = BTreeMap::new();
        for key in keys {
            let row = self.rows[key].clone();
            match merged.entry(shown.get(key).unwrap_or(key).clone()) {
                std::collections::btree_map::Entry::Vacant(empty) => {
                    empty.insert(row);
                }
                std::collections::btree_map::Entry::Occupied(mut one) => one.get_mut().join(row),
            }
        }
        let mut rows: Vec<(Key, Row)> = merged.into_iter().collect();
        for (_, row) in &mut rows {
            row.name = usual(&row.names).map(|(name, _)| name.clone()).unwrap_or_default();
        }
        rows.sort_by(|a, b| {
            (b.1.articles, b.1.mentions).cmp(&(a.1.articles, a.1.mentions)).then(a.0.cmp(&b.0))
        });
        rows
    }

    fn merged_pairs(&self) -> Vec<((Key, Key), u64)> {
        let shown = self.shown();
        let of = |key: &Key| shown.get(key).unwrap_or(key).clone();
        let mut merged: BTreeMap<(Key, Key), u64> = BTreeMap::new();
        for ((one, other), articles) in &self.pairs {
            let (one, other) = (of(one), of(other));
            if one != other {
                let pair = if one < other { (one, other) } else { (other, one) };
                *merged.entry(pair).or_default() += articles;
            }
        }
        let mut pairs: Vec<_> = merged.into_iter().filter(|(_, articles)| *articles > 1).collect();
        pairs.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        pairs
    }
}

/// A row remembers so many ways of writing its name.
const MAX_NAMES: usize = 16;

/// The most frequent name; of two, the longer one.
fn usual(names: &BTreeMap<String, u64>) -> Option<(&String, &u64)> {
    names.iter().max_by(|a, b| a.1.cmp(b.1).then(a.0.len().cmp(&b.0.len())).then(b.0.cmp(a.0)))
}

impl Row {
    fn widen(&mut self, first: Option<&str>, last: Option<&str>) {
        if let Some(first) = first.filter(|first| self.first.as_deref().is_none_or(|old| *first < old)) {
            self.first = Some(first.to_owned());
        }
        if let Some(last) = last.filter(|last| self.last.as_deref().is_none_or(|old| *last > old)) {
            self.last = Some(last.to_owned());
        }
    }

    fn join(&mut self, other: Self) {
        self.articles += other.articles;
        self.mentions += other.mentions;
        self.country = self.country.take().or(other.country);
        self.wikidata = self.wikidata.take().or(other.wikidata);
        self.widen(other.first.as_deref(), other.last.as_deref());
        for (name, count) in other.names {
            *self.names.entry(name).or_default() += count;
        }
    }

    fn to_json(&self, number: usize, key: &Key) -> Value {
        let mut object = Map::new();
        let mut put = |name: &str, value: Value| object.insert(name.to_owned(), value);
        put("id", format!("e{number}").into());
        put("type", key.kind.name().into());
        put("name", self.name.clone().into());
        put("articles", self.articles.into());
        put("mentions", self.mentions.into());
        let optional = [
            ("country", &self.country),
            ("wikidata", &self.wikidata),
            ("first", &self.first),
            ("last", &self.last),
        ];
        for (name, value) in optional {
            if let Some(value) = value {
                put(name, value.clone().into());
            }
        }
        object.into()
    }
}

/// Leaves the `limit` largest entries when there are twice as many; gives back the largest count that was dropped.
fn prune<K: Ord + Clone + std::hash::Hash, V>(
    table: &mut HashMap<K, V>,
    limit: usize,
    count: impl Fn(&V) -> u64,
) -> u64 {
    if table.len() < limit.saturating_mul(2) {
        return 0;
    }
    let mut order: Vec<(u64, K)> = table.iter().map(|(key, value)| (count(value), key.clone())).collect();
    order.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let dropped = order.split_off(limit.min(order.len()));
    for (_, key) in &dropped {
        table.remove(key);
    }
    dropped.first().map_or(0, |(count, _)| *count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(date: &str, names: &[(&str, Option<&str>)]) -> Counts {
        let entity = |(name, id): &(&str, Option<&str>)| Counted {
            kind: Kind::Person,
            name: (*name).to_owned(),
            country: None,
            wikidata: id.map(str::to_owned),
            mentions: 2,
        };
        Counts { date: Some(date.to_owned()), words: 10, entities: names.iter().map(entity).collect() }
    }

    #[test]
    fn entities_are_one_by_id_or_by_name() {
        let mut all = Aggregate::new(LIMIT);
        all.add(&counts("2024-01-02", &[("Ali", Some("Q1")), ("Omar", None)]));
        all.add(&counts("2024-01-01", &[("ali", None), ("OMAR", None), ("Omar", None)]));
        all.add(&counts("2024-01-03", &[("Ali B", Some("Q1"))]));
        let rows = all.entity_rows();
        assert_eq!(rows[1], ["person", "Ali B", "", "Q1", "3", "6", "2024-01-01", "2024-01-03"]);
        assert_eq!(rows[2], ["person", "Omar", "", "", "2", "6", "2024-01-01", "2024-01-02"]);
        assert_eq!(rows.len(), 3);
        assert_eq!(
            all.pair_rows()[1..],
            [["person", "Omar", "person", "Ali B", "2"].map(str::to_owned).to_vec()]
        );
        assert_eq!(all.undercount(), 0);
    }

    #[test]
    fn memory_is_bounded_and_the_frequent_ones_stay() {
        let mut all = Aggregate::new(10);
        for index in 0..1000 {
            let rare = format!("rare {index}");
            all.add(&counts("2024-01-01", &[("usual", None), (&rare, None)]));
        }
        assert!(all.rows.len() < 20 && all.pairs.len() < 200);
        assert_eq!(all.entity_rows()[1][4], "1000");
        assert!(all.undercount() > 0);
    }
}
