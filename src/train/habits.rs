//! Learns the habits of words: a model tags raw text, and every word keeps the mean of what it was.

use super::text::documents;
use crate::lexicon::WordTable;
use crate::names::beside;
use crate::names::habits::{KINDS, MAGIC, VERSION, level};
use crate::names::{FirstPass, Scratch, Tagger};
use crate::text::Document;
use anyhow::Result;
use rayon::prelude::*;
use std::path::PathBuf;

/// Documents that are tagged before their numbers are added, in order, whatever the number of threads.
const BATCH: usize = 256;
/// Added to the number of occurrences, so that a word seen twice is not taken for certain.
const DOUBT: f32 = 1.5;

/// What was added up for one word.
#[derive(Debug, Clone, Copy, Default)]
struct Sums {
    count: f32,
    kinds: [f32; KINDS],
}

/// One occurrence of a word of the table.
type Seen = (u32, [f32; KINDS]);

/// Tags the corpora with `tagger` and gives the table's file.
///
/// # Errors
/// When a corpus cannot be read.
pub fn learn(tagger: &Tagger, corpora: &[PathBuf]) -> Result<Vec<u8>> {
    let mut words = vec![Sums::default(); WordTable::embedded().len()];
    for path in corpora {
        let mut documents = documents(path)?;
        loop {
            let batch: Vec<String> = documents.by_ref().take(BATCH).collect::<Result<_>>()?;
            if batch.is_empty() {
                break;
            }
            let lists = batch.par_iter().map_init(Scratch::default, |scratch, text| {
                let document = Document::new(text);
                occurrences(&tagger.first_pass(&document, scratch))
            });
            for (word, kinds) in lists.collect::<Vec<_>>().into_iter().flatten() {
                let sums = &mut words[word as usize];
                sums.count += 1.0;
                sums.kinds.iter_mut().zip(kinds).for_each(|(sum, p)| *sum += p);
            }
        }
    }
    Ok(file(&words))
}

fn occurrences(pass: &FirstPass) -> Vec<Seen> {
    let nothing = [0.0; 3];
    let mut seen = Vec::with_capacity(pass.words.len());
    for (at, &word) in pass.words.iter().enumerate() {
        let Some(word) = word else { continue };
        let own = pass.inside[at];
        let after = pass.begins.get(at + 1).unwrap_or(&nothing);
        let before = at.checked_sub(1).map_or(&nothing, |at| &pass.ends[at]);
        let begins: f32 = pass.begins[at].iter().sum();
        let before: f32 = before.iter().sum();
        seen.push((word, [own[0], own[1], own[2], begins, after[0], after[1], after[2], before]));
    }
    seen
}

fn file(words: &[Sums]) -> Vec<u8> {
    let mut bytes = beside::header(*MAGIC, VERSION, words.len());
    for sums in words {
        let mut levels = sums.kinds.map(|sum| level(sum / (sums.count + DOUBT)));
        // Whether it begins a name is asked of the occurrences in names.
        let inside: f32 = sums.kinds[..3].iter().sum();
        levels[3] = if inside > 0.5 { level(sums.kinds[3] / (inside + DOUBT / 3.0)) } else { 0 };
        bytes.extend(levels.as_chunks::<2>().0.iter().map(|pair| pair[0] | pair[1] << 4));
    }
    bytes
}
