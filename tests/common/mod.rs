//! Reads the fixture articles with their gold (fixtures/articles/README.md says what the files hold).

#![allow(
    dead_code,
    unreachable_pub,
    reason = "a module of several test programs, each of which uses its own part"
)]

use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// One article with its gold.
#[derive(Debug)]
pub struct Article {
    pub name: String,
    pub path: PathBuf,
    /// The decoded text.
    pub text: String,
    pub gold: Gold,
    /// Entity id and bytes of every mention, dates included, in order of text.
    pub mentions: Vec<(String, usize, usize)>,
}

#[derive(Debug, Deserialize)]
pub struct Gold {
    pub date: Option<String>,
    pub split: String,
    pub entities: BTreeMap<String, Entity>,
    pub dates: BTreeMap<String, DateGold>,
    pub quotes: Vec<QuoteGold>,
    #[serde(default)]
    pub summary: Vec<usize>,
    #[serde(default)]
    pub summary_text: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub struct Entity {
    pub name: String,
    #[serde(default)]
    pub roles: Vec<String>,
    pub country: Option<String>,
    pub kind: Option<String>,
    pub wikidata: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct DateGold {
    pub value: Option<String>,
    pub grain: String,
}

#[derive(Debug, Deserialize)]
pub struct QuoteGold {
    pub text: String,
    pub speaker: Option<String>,
    pub direct: bool,
}

/// All articles, by name.
pub fn articles() -> Vec<Article> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
    let mut articles: Vec<Article> = std::fs::read_dir(&folder)
        .expect("fixtures/articles is there")
        .filter_map(|entry| {
            entry.ok()?.path().file_name()?.to_str()?.strip_suffix(".marked").map(str::to_owned)
        })
        .map(|name| article(&folder, &name))
        .collect();
    articles.sort_by(|a, b| a.name.cmp(&b.name));
    articles
}

fn article(folder: &Path, name: &str) -> Article {
    let read = |ending: &str| std::fs::read_to_string(folder.join(format!("{name}.{ending}"))).expect(name);
    let (text, mentions) = unmark(&read("marked"));
    let gold = serde_json::from_str(&read("json")).unwrap_or_else(|e| panic!("{name}: {e}"));
    Article { name: name.to_owned(), path: folder.join(format!("{name}.txt")), text, gold, mentions }
}

/// Takes the marks ⟦id|…⟧ out.
pub fn unmark(marked: &str) -> (String, Vec<(String, usize, usize)>) {
    let (mut text, mut mentions) = (String::new(), Vec::new());
    let mut parts = marked.split('\u{27E6}');
    text.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (mark, rest) = part.split_once('\u{27E7}').expect("every mark is closed");
        let (id, name) = mark.split_once('|').expect("a mark has an id");
        mentions.push((id.to_owned(), text.len(), text.len() + name.len()));
        text.push_str(name);
        text.push_str(rest);
    }
    (text, mentions)
}

/// Precision, recall and F1 over counts.
#[derive(Debug, Clone, Copy, Default)]
pub struct Score {
    pub right: f64,
    pub found: f64,
    pub gold: f64,
}

impl Score {
    pub fn add(&mut self, right: usize, found: usize, gold: usize) {
        self.right += right as f64;
        self.found += found as f64;
        self.gold += gold as f64;
    }

    pub fn precision(self) -> f64 {
        if self.found > 0.0 { self.right / self.found } else { 0.0 }
    }

    pub fn recall(self) -> f64 {
        if self.gold > 0.0 { self.right / self.gold } else { 0.0 }
    }

    pub fn f1(self) -> f64 {
        if self.found + self.gold > 0.0 { 2.0 * self.right / (self.found + self.gold) } else { 0.0 }
    }
}

/// The largest sum of table entries with at most one in each row and column (the Hungarian method on negated values).
pub fn best_assignment(table: &[Vec<f64>]) -> f64 {
    let size = table.len().max(table.first().map_or(0, Vec::len));
    let cost =
        |row: usize, column: usize| -table.get(row).and_then(|r| r.get(column)).copied().unwrap_or(0.0);
    let (mut u, mut v) = (vec![0.0; size + 1], vec![0.0; size + 1]);
    let mut row_of = vec![0; size + 1];
    for row in 1..=size {
        let (mut way, mut least, mut used) =
            (vec![0; size + 1], vec![f64::INFINITY; size + 1], vec![false; size + 1]);
        row_of[0] = row;
        let mut column = 0;
        loop {
            used[column] = true;
            let (current, mut delta, mut next) = (row_of[column], f64::INFINITY, 0);
            for j in (1..=size).filter(|&j| !used[j]) {
                let reduced = cost(current - 1, j - 1) - u[current] - v[j];
                if reduced < least[j] {
                    (least[j], way[j]) = (reduced, column);
                }
                if least[j] < delta {
                    (delta, next) = (least[j], j);
                }
            }
            for j in 0..=size {
                if used[j] {
                    u[row_of[j]] += delta;
                    v[j] -= delta;
                } else {
                    least[j] -= delta;
                }
            }
            column = next;
            if row_of[column] == 0 {
                break;
            }
        }
        while column != 0 {
            row_of[column] = row_of[way[column]];
            column = way[column];
        }
    }
    (1..=size).map(|j| -cost(row_of[j] - 1, j - 1)).sum()
}

/// ROUGE-2 F1 of two texts of words parted by spaces.
pub fn rouge2(text: &str, reference: &str) -> f64 {
    let pairs = |text: &str| {
        let words: Vec<&str> = text.split(' ').collect();
        let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
        for pair in words.windows(2) {
            *counts.entry((pair[0].to_owned(), pair[1].to_owned())).or_default() += 1;
        }
        counts
    };
    let (own, gold) = (pairs(text), pairs(reference));
    let both: usize = own.iter().map(|(pair, n)| n.min(gold.get(pair).unwrap_or(&0))).sum();
    let total: usize = own.values().sum::<usize>() + gold.values().sum::<usize>();
    if total == 0 { 0.0 } else { 2.0 * both as f64 / total as f64 }
}
