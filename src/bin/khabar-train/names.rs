//! The commands about the names model.

use anyhow::{Context, Result};
use clap::Subcommand;
use khabar::train::{clusters, cv, gold, model};
use std::path::PathBuf;

/// Types of the shipped model, in the order of its labels.
const TYPES: [&str; 3] = ["person", "place", "organization"];

#[derive(Subcommand)]
pub(crate) enum Command {
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
        #[command(flatten)]
        recipe: Recipe,
        /// Writes every error as a line of tab-separated values.
        #[arg(long)]
        errors: Option<PathBuf>,
    },
}

/// How to train.
#[derive(clap::Args)]
pub(crate) struct Recipe {
    /// The penalty on large weights.
    #[arg(long, default_value_t = 1.0)]
    penalty: f32,
    /// Features of fewer tokens are left out.
    #[arg(long, default_value_t = 2)]
    least: u32,
    /// The most steps of the optimizer.
    #[arg(long, default_value_t = 120)]
    steps: usize,
    /// Reports the optimizer's progress.
    #[arg(long)]
    verbose: bool,
}

impl Recipe {
    fn meant(&self) -> model::Recipe {
        let mut recipe = model::Recipe { penalty: self.penalty, least: self.least, ..model::Recipe::default() };
        recipe.settings.steps = self.steps;
        recipe.settings.verbose = self.verbose;
        recipe
    }
}

pub(crate) fn run(command: Command) -> Result<()> {
    match command {
        Command::Clusters { corpora, out, vectors } => {
            let learned = clusters::learn(&corpora)?;
            std::fs::write(&out, &learned.file).with_context(|| out.display().to_string())?;
            let bytes: Vec<u8> = learned.vectors.iter().flat_map(|value| value.to_le_bytes()).collect();
            vectors.map_or(Ok(()), |path| std::fs::write(path, bytes).map_err(Into::into))
        }
        Command::Cv { articles, folds, recipe, errors } => {
            let articles = gold::json_lines(&articles, &TYPES)?;
            let score = cv::run(&articles, &TYPES, &folds, recipe.meant())?;
            println!("{}", score.table(&TYPES));
            println!("calibration error {:.3}", score.calibration_error());
            errors.map_or(Ok(()), |path| std::fs::write(path, score.errors(&TYPES)).map_err(Into::into))
        }
    }
}
