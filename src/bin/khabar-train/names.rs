//! The commands about the names model.

use anyhow::{Context, Result};
use clap::Subcommand;
use khabar::names::{Model, Tagger};
use khabar::train::{clusters, cv, gold, model, recipe, score, standoff};
use std::collections::HashSet;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Types of the shipped model, in the order of its labels.
const TYPES: [&str; 3] = ["person", "place", "organization"];

/// Annotated articles with the names of their types: JSON Lines, or a token and a tag a line (`.txt`, `.conll`).
fn read_gold(path: &Path) -> Result<(Vec<gold::Article>, Vec<String>)> {
    if path.extension().is_some_and(|e| e == "jsonl") {
        return Ok((gold::json_lines(path, &TYPES)?, TYPES.map(str::to_owned).to_vec()));
    }
    gold::token_lines(path)
}

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
    /// Joins annotations that are kept as offsets with their corpora.
    Restore {
        /// Annotations (corpus, line, spans).
        standoff: PathBuf,
        /// The folder with the corpora (`corpus.txt.xz`).
        texts: PathBuf,
        /// The annotated articles to write (JSON Lines).
        #[arg(long)]
        out: PathBuf,
    },
    /// Trains the names model.
    Names {
        /// The annotated articles: JSON Lines, or a token and a tag a line.
        articles: PathBuf,
        /// Further annotated articles, never held out.
        #[arg(long)]
        more: Vec<PathBuf>,
        /// Leaves the articles at positions of this remainder modulo five out, and scores them.
        #[arg(long)]
        fold: Option<usize>,
        #[command(flatten)]
        recipe: Recipe,
        /// The model to write.
        #[arg(long)]
        out: PathBuf,
        /// Writes every error on the held-out articles.
        #[arg(long)]
        errors: Option<PathBuf>,
    },
    /// Scores a model on annotated articles that it has not seen, and measures its speed on one thread.
    Score {
        /// The model.
        model: PathBuf,
        /// The annotated articles: JSON Lines, or a token and a tag a line.
        articles: PathBuf,
        /// Only the articles at positions of this remainder modulo five.
        #[arg(long)]
        fold: Option<usize>,
        /// Writes every error as a line of tab-separated values.
        #[arg(long)]
        errors: Option<PathBuf>,
    },
    /// Cross-validates the names model on annotated articles.
    Cv {
        /// The annotated articles: JSON Lines, or a token and a tag a line.
        articles: PathBuf,
        /// Further annotated articles, never held out.
        #[arg(long)]
        more: Vec<PathBuf>,
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
    /// In how many parts articles are listened to by a model of the other parts; 0: no echoes.
    #[arg(long, default_value_t = 3)]
    parts: usize,
    /// Raw texts (.xz, one document a line), from which the model learns what words usually are.
    #[arg(long, num_args = 1..)]
    texts: Vec<PathBuf>,
    /// A model whose habits of words are taken as they are (`embedded`: those of the compiled-in model).
    #[arg(long, value_name = "MODEL", conflicts_with = "texts")]
    habits_of: Option<PathBuf>,
    /// Also asks the compiled-in model what it thinks of every token: for corpora that it has not learned from. Such a model
    /// needs a program with the same one compiled in.
    #[arg(long)]
    ask: bool,
    /// The most steps of the optimizer.
    #[arg(long, default_value_t = 120)]
    steps: usize,
    /// The most features that the stored model has.
    #[arg(long, default_value_t = 560_000)]
    most: usize,
    /// Reports the optimizer's progress.
    #[arg(long)]
    verbose: bool,
}

impl Recipe {
    fn meant(&self) -> Result<model::Recipe> {
        let mut recipe = model::Recipe {
            penalty: self.penalty,
            least: self.least,
            parts: self.parts,
            most: self.most,
            asks: self.ask,
            ..model::Recipe::default()
        };
        recipe.settings.steps = self.steps;
        recipe.settings.verbose = self.verbose;
        if let Some(path) = &self.habits_of {
            let model = if path.as_os_str() == "embedded" {
                Model::embedded()?
            } else {
                let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
                // Kept until the program ends, as the compiled-in one is.
                Model::from_bytes(Box::leak(bytes.into_boxed_slice()))?
            };
            recipe.habits = Some(model.habits().file());
        }
        Ok(recipe)
    }
}

fn read_all(paths: &[PathBuf]) -> Result<Vec<gold::Article>> {
    let lists: Vec<Vec<gold::Article>> =
        paths.iter().map(|path| gold::json_lines(path, &TYPES)).collect::<Result<_>>()?;
    Ok(lists.into_iter().flatten().collect())
}

/// The model file.
fn train(articles: &[&gold::Article], types: &[&str], options: &Recipe) -> Result<Vec<u8>> {
    Ok(recipe::with_texts(articles, types, options.meant()?, &options.texts)?.bytes())
}

pub(crate) fn run(command: Command) -> Result<()> {
    match command {
        Command::Clusters { corpora, out, vectors } => {
            let learned = clusters::learn(&corpora)?;
            std::fs::write(&out, &learned.file).with_context(|| out.display().to_string())?;
            let bytes: Vec<u8> = learned.vectors.iter().flat_map(|value| value.to_le_bytes()).collect();
            vectors.map_or(Ok(()), |path| std::fs::write(path, bytes).map_err(Into::into))
        }
        Command::Score { model, articles, fold, errors } => {
            let bytes = std::fs::read(&model).with_context(|| model.display().to_string())?;
            let tagger = Tagger::new(Model::from_bytes(&bytes)?);
            let (articles, types) = read_gold(&articles)?;
            let types: Vec<&str> = types.iter().map(String::as_str).collect();
            let judged: Vec<&gold::Article> = articles
                .iter()
                .enumerate()
                .filter(|(at, _)| fold.is_none_or(|fold| at % cv::FOLDS == fold))
                .map(|(_, article)| article)
                .collect();
            let score = score::Score::measure(&tagger, &judged, &HashSet::new());
            println!("{}", score.table(&types));
            println!("calibration error {:.3}", score.calibration_error());
            println!("{:.0} words a second", score::speed(&tagger, &judged));
            errors.map_or(Ok(()), |path| std::fs::write(path, score.errors(&types)).map_err(Into::into))
        }
        Command::Restore { standoff, texts, out } => {
            let mut file = BufWriter::new(File::create(&out).with_context(|| out.display().to_string())?);
            for article in standoff::restore(&standoff, &texts)? {
                serde_json::to_writer(&mut file, &article)?;
                writeln!(file)?;
            }
            Ok(file.flush()?)
        }
        Command::Names { articles, more, fold, recipe, out, errors } => {
            let (articles, types) = read_gold(&articles)?;
            let types: Vec<&str> = types.iter().map(String::as_str).collect();
            let more = read_all(&more)?;
            let held = |at: &usize| fold.is_some_and(|fold| at % cv::FOLDS == fold);
            let (judged, mut used): (Vec<_>, Vec<_>) =
                articles.iter().enumerate().partition(|(at, _)| held(at));
            used.extend(more.iter().enumerate());
            let used: Vec<&gold::Article> = used.into_iter().map(|(_, a)| a).collect();
            let bytes = train(&used, &types, &recipe)?;
            std::fs::write(&out, &bytes).with_context(|| out.display().to_string())?;
            println!("{} articles, {} bytes", used.len(), bytes.len());
            if judged.is_empty() {
                return Ok(());
            }
            let judged: Vec<&gold::Article> = judged.into_iter().map(|(_, a)| a).collect();
            let known = used.iter().flat_map(|a| a.mentions.iter().map(|m| m.span.of(&a.text))).collect();
            let score = score::Score::measure(&Tagger::new(Model::from_bytes(&bytes)?), &judged, &known);
            println!("{}", score.table(&types));
            println!("calibration error {:.3}", score.calibration_error());
            errors.map_or(Ok(()), |path| std::fs::write(path, score.errors(&types)).map_err(Into::into))
        }
        Command::Cv { articles, more, folds, recipe, errors } => {
            let (articles, types) = read_gold(&articles)?;
            let types: Vec<&str> = types.iter().map(String::as_str).collect();
            let score =
                cv::run(&articles, &read_all(&more)?, &types, &folds, recipe.meant()?, &recipe.texts)?;
            println!("{}", score.table(&types));
            println!("calibration error {:.3}", score.calibration_error());
            errors.map_or(Ok(()), |path| std::fs::write(path, score.errors(&types)).map_err(Into::into))
        }
    }
}
