//! `khabar-train`: builds and measures what the analyzer carries.

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use khabar::train::{clitics, clusters, cv, gold, model, text, words};
use khabar::train::{clitics, cv, gold, model, text, words};
use khabar::train::{clitics, lists, text, words};
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Builds and measures what the analyzer carries: word tables, name lists, models.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Counts the words of raw text (.xz, one document a line) into the word table.
    Words {
        /// Corpora, as data/text has them.
        #[arg(required = true)]
        corpora: Vec<PathBuf>,
        /// Words that occur less often stay out.
        #[arg(long, default_value_t = 3)]
        least: u64,
        /// The table to write.
        #[arg(long, default_value = "src/lexicon/words.bin")]
        out: PathBuf,
        /// Also writes the words as text, with their counts.
        #[arg(long)]
        tsv: Option<PathBuf>,
    },
    /// Compiles the tables of names, titles and places into the gazetteer.
    Lists {
        /// The folder with the tables.
        #[arg(long, default_value = "src/lexicon")]
        lexicon: PathBuf,
        /// The file to write.
        #[arg(long, default_value = "src/lexicon/gazetteer.bin")]
        out: PathBuf,
    },
    /// Learns the clitic model from annotated articles and judges the one that is compiled in.
    Clitics {
        /// The annotated articles (JSON Lines).
        articles: PathBuf,
        /// Learns without the articles whose position modulo five is this, and judges on them alone.
        #[arg(long)]
        fold: Option<usize>,
        /// Writes the weights as the source file `src/text/clitic_weights.rs`.
        #[arg(long)]
        out: Option<PathBuf>,
    },
    /// Learns clusters of words from raw text (.xz, one document a line).
    Clusters {
        /// Corpora, as data/text has them.
        #[arg(required = true)]
        corpora: Vec<PathBuf>,
        /// The table to write.
        #[arg(long, default_value = "src/names/clusters.bin")]
        out: PathBuf,
        /// Also writes the word vectors (`f32`, a row a word of the word table).
        #[arg(long)]
        vectors: Option<PathBuf>,
    },
    /// Cross-validates the names model on annotated articles.
    Cv {
        /// The annotated articles (JSON Lines).
        articles: PathBuf,
        /// Only these folds of 0 to 4.
        #[arg(long, value_delimiter = ',', default_value = "0,1,2,3,4")]
        folds: Vec<usize>,
        /// The penalty on large weights.
        #[arg(long, default_value_t = 1.0)]
        penalty: f32,
        /// Features of fewer tokens are left out.
        #[arg(long, default_value_t = 2)]
        least: u32,
        /// Writes every error as a line of tab-separated values.
        #[arg(long)]
        errors: Option<PathBuf>,
    },
}

/// Types of the shipped model, in the order of its labels.
const TYPES: [&str; 3] = ["person", "place", "organization"];

fn main() -> Result<()> {
    match Arguments::parse().command {
        Command::Words { corpora, least, out, tsv } => count_words(&corpora, least, &out, tsv.as_deref()),
        Command::Lists { lexicon, out } => compile_lists(&lexicon, &out),
        Command::Clusters { corpora, out, vectors } => {
            let learned = clusters::learn(&corpora)?;
            std::fs::write(&out, &learned.file).with_context(|| out.display().to_string())?;
            let bytes: Vec<u8> = learned.vectors.iter().flat_map(|value| value.to_le_bytes()).collect();
            vectors.map_or(Ok(()), |path| std::fs::write(path, bytes).map_err(Into::into))
        }
        Command::Cv { articles, folds, penalty, least, errors } => {
            let recipe = model::Recipe { penalty, least, ..model::Recipe::default() };
            let score = cv::run(&gold::json_lines(&articles, &TYPES)?, &TYPES, &folds, recipe)?;
            println!("{}", score.table(&TYPES));
            println!("calibration error {:.3}", score.calibration_error());
            errors.map_or(Ok(()), |path| std::fs::write(path, score.errors(&TYPES)).map_err(Into::into))
        }
        Command::Clitics { articles, fold, out } => learn_clitics(&articles, fold, out.as_deref()),
    }
}

fn compile_lists(lexicon: &Path, out: &Path) -> Result<()> {
    let compiled = lists::compile(lexicon)?;
    std::fs::write(out, &compiled.bytes).with_context(|| out.display().to_string())?;
    print!("{}", compiled.statistics);
    println!("{}: {} bytes", out.display(), compiled.bytes.len());
    Ok(())
}

fn learn_clitics(articles: &Path, fold: Option<usize>, out: Option<&Path>) -> Result<()> {
    let learned = clitics::learn(articles, fold)?;
    println!("{} words with a choice, {} cut wrong", learned.examples, learned.wrong.len());
    println!("{} mentions start where no clitic ends", learned.unreachable);
    println!("{}", learned.wrong.join("\n"));
    if let Some(path) = out {
        std::fs::write(path, clitics::source(&learned.weights))
            .with_context(|| path.display().to_string())?;
    }
    Ok(())
}

fn count_words(corpora: &[PathBuf], least: u64, out: &Path, tsv: Option<&Path>) -> Result<()> {
    let mut counts = words::Counts::default();
    for path in corpora {
        for document in text::documents(path)? {
            counts.add(&document?);
        }
    }
    let words = counts.at_least(least);
    std::fs::write(out, words::compile(&words)).with_context(|| out.display().to_string())?;
    if let Some(path) = tsv {
        let mut file = BufWriter::new(File::create(path).with_context(|| path.display().to_string())?);
        for (word, count) in &words {
            writeln!(file, "{word}\t{count}")?;
        }
        file.flush()?;
    }
    println!("{} words", words.len());
    Ok(())
}
