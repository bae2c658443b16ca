//! Learns clusters of words from raw text: which words stand left and right of a word (positive pointwise mutual
//! information, by position), its largest singular directions, k-means at four granularities.

use super::kmeans::{Points, cluster};
use super::svd::{Sparse, embed};
use super::text;
use crate::lexicon::WordTable;
use crate::names::beside;
use crate::names::clusters::{GRAINS, MAGIC, VERSION};
use crate::text::{Document, Token, TokenKind};
use anyhow::Result;
use rayon::prelude::*;
use std::path::{Path, PathBuf};

/// Clusters at each granularity.
const SIZES: [usize; GRAINS] = [64, 256, 1024, 2048];
/// Dimensions of the space.
const RANK: usize = 96;
/// Most frequent words that count as neighbours, with the classes of [`neighbour`] before them.
const NEIGHBOURS: usize = 12_000;
/// Classes of tokens without an entry in the word table.
const CLASSES: usize = 40;
/// Neighbours at these distances are counted.
const DISTANCES: [isize; 4] = [-2, -1, 1, 2];
/// Words whose contexts move the centres.
const CORE: usize = 50_000;

/// The text as numbers: for every token its word (or none) and its neighbour class.
#[derive(Debug, Default)]
struct Stream {
    /// Number in the word table plus one, or 0.
    words: Vec<u32>,
    /// Class below [`CLASSES`] for tokens without a word; sentence ends have class 0.
    classes: Vec<u8>,
}

/// Word vectors, a row of [`RANK`] a word of the word table, unit length or zero; and the table's file.
#[derive(Debug)]
pub struct Learned {
    /// The vectors.
    pub vectors: Vec<f32>,
    /// `clusters.bin`.
    pub file: Vec<u8>,
}

/// Learns from the corpora.
///
/// # Errors
/// When a corpus cannot be read.
pub fn learn(corpora: &[PathBuf]) -> Result<Learned> {
    let mut stream = Stream::default();
    for path in corpora {
        read(path, &mut stream)?;
    }
    let words = WordTable::embedded().len();
    let mut counts = vec![0_u32; words];
    stream.words.iter().filter(|&&w| w > 0).for_each(|&w| counts[w as usize - 1] += 1);
    eprintln!("{} tokens, {} words", stream.words.len(), words);
    let matrix = information(&stream, &counts);
    eprintln!("{} pairs", matrix.values.len());
    drop(stream);
    let mut vectors = embed(&matrix, RANK, 2);
    vectors.par_chunks_mut(RANK).for_each(|row| {
        let length = row.iter().map(|x| x * x).sum::<f32>().sqrt();
        row.iter_mut().for_each(|x| *x /= length.max(1e-9));
    });
    let file = table(&vectors, &counts);
    Ok(Learned { vectors, file })
}

fn read(path: &Path, stream: &mut Stream) -> Result<()> {
    let table = WordTable::embedded();
    let mut batch = Vec::new();
    let mut documents = text::documents(path)?;
    loop {
        batch.clear();
        for document in documents.by_ref().take(512) {
            batch.push(document?);
        }
        if batch.is_empty() {
            return Ok(());
        }
        let parts: Vec<Stream> = batch.par_iter().map(|text| numbers(text, &table)).collect();
        for part in parts {
            stream.words.extend(part.words);
            stream.classes.extend(part.classes);
        }
    }
}

fn numbers(text: &str, table: &WordTable) -> Stream {
    let document = Document::new(text);
    let mut stream = Stream::default();
    for sentence in document.sentences() {
        for token in &document.tokens()[sentence.tokens.clone()] {
            if let Some(conjunction) = token.proclitic.conjunction {
                stream.words.push(0);
                stream.classes.push(1 + u8::from(conjunction != '\u{648}'));
            }
            if let Some(preposition) = token.proclitic.preposition {
                stream.words.push(0);
                stream.classes.push(match preposition {
                    '\u{628}' => 3,
                    '\u{644}' => 4,
                    _ => 5,
                });
            }
            let word = lemma_number(&document, token, table);
            stream.words.push(word);
            stream.classes.push(neighbour(&document, token));
        }
        for _ in 0..2 {
            stream.words.push(0);
            stream.classes.push(0);
        }
    }
    stream
}

fn lemma_number(document: &Document, token: &Token, table: &WordTable) -> u32 {
    let (prefix, stem) = (document.lemma_prefix(token), document.stem(token));
    let found = if prefix.is_empty() { table.get(stem) } else { table.get(&[prefix, stem].concat()) };
    found.map_or(0, |word| word.index + 1)
}

/// The class of a token as a neighbour, when the word table does not have it.
fn neighbour(document: &Document, token: &Token) -> u8 {
    match token.kind {
        TokenKind::Arabic => 6,
        TokenKind::Latin => 7,
        TokenKind::Number => 8 + token.word.len().min(5) as u8,
        TokenKind::Punctuation => {
            let mark = document.word(token).chars().next().unwrap_or(' ');
            14 + (u32::from(mark) % 24) as u8
        }
    }
}

/// Positive pointwise mutual information of words with their neighbours; the neighbours' frequencies are raised to 3/4.
fn information(stream: &Stream, counts: &[u32]) -> Sparse {
    let mut order: Vec<u32> = (0..counts.len() as u32).collect();
    order.sort_by_key(|&w| (std::cmp::Reverse(counts[w as usize]), w));
    let mut column = vec![6_u32; counts.len()];
    for (rank, &word) in order.iter().take(NEIGHBOURS).enumerate() {
        column[word as usize] = (CLASSES + rank) as u32;
    }
    let band = CLASSES + NEIGHBOURS;
    let mut pairs: Vec<(u64, u32)> = Vec::new();
    for (place, distance) in DISTANCES.into_iter().enumerate() {
        let mut keys: Vec<u64> = Vec::with_capacity(stream.words.len());
        for (at, &word) in stream.words.iter().enumerate().filter(|(_, word)| **word > 0) {
            let Some(other) = at.checked_add_signed(distance).filter(|&o| o < stream.words.len()) else {
                continue;
            };
            let neighbour = match stream.words[other] {
                0 => u32::from(stream.classes[other]),
                known => column[known as usize - 1],
            };
            keys.push((u64::from(word - 1) << 32) | ((place * band) as u64 + u64::from(neighbour)));
        }
        keys.par_sort_unstable();
        pairs.extend(keys.chunk_by(|a, b| a == b).map(|run| (run[0], run.len() as u32)));
    }
    pairs.par_sort_unstable();
    weigh(&pairs, counts.len(), band * DISTANCES.len())
}

fn weigh(pairs: &[(u64, u32)], height: usize, width: usize) -> Sparse {
    let mut columns = vec![0.0_f64; width];
    let mut rows = vec![0.0_f64; height];
    for &(key, count) in pairs {
        columns[key as u32 as usize] += f64::from(count);
        rows[(key >> 32) as usize] += f64::from(count);
    }
    columns.iter_mut().for_each(|sum| *sum = sum.powf(0.75));
    let total: f64 = columns.iter().sum();
    let mut matrix = Sparse { starts: vec![0], width, ..Sparse::default() };
    let mut row = 0;
    for &(key, count) in pairs {
        while row < (key >> 32) as usize {
            matrix.starts.push(matrix.values.len());
            row += 1;
        }
        let expected = rows[row] * columns[key as u32 as usize] / total;
        let value = (f64::from(count) / expected).ln() as f32;
        if value > 0.0 {
            matrix.columns.push(key as u32);
            matrix.values.push(value);
        }
    }
    matrix.starts.resize(height + 1, matrix.values.len());
    matrix
}

/// Clusters the vectors, the most frequent words first, and writes the file.
fn table(vectors: &[f32], counts: &[u32]) -> Vec<u8> {
    let mut order: Vec<usize> = (0..counts.len()).collect();
    order.sort_by_key(|&w| (std::cmp::Reverse(counts[w]), w));
    let sorted: Vec<f32> = order.iter().flat_map(|&w| vectors[w * RANK..][..RANK].iter().copied()).collect();
    let mut rows = vec![[0_u16; GRAINS]; counts.len()];
    for (grain, &k) in SIZES.iter().enumerate() {
        let owners = cluster(Points { values: &sorted, rank: RANK }, CORE, k, 12);
        for (&word, owner) in order.iter().zip(owners) {
            rows[word][grain] = if counts[word] == 0 { 0 } else { owner + 1 };
        }
    }
    let mut bytes = beside::header(*MAGIC, VERSION, rows.len());
    bytes.extend(rows.iter().flatten().flat_map(|number| number.to_le_bytes()));
    bytes
}
