//! What was typed. What it means is decided in [`crate::plan`].

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Read Arabic news: people, places, organizations and dates as JSON.
///
/// One article gives one JSON object; several give one a line, in the order of the inputs.
#[derive(Debug, Parser)]
#[command(name = "analyze", version, args_conflicts_with_subcommands = true, max_term_width = 100)]
#[command(
    after_help = "Exit status: 0 all articles analysed, 1 some could not be, 2 wrong usage or nothing could be done."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) run: Run,
}

/// Everything besides analysing articles.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    #[allow(clippy::doc_markdown, reason = "shown as help")]
    /// Score the names that are found against a CoNLL file: precision, recall and F1, strict spans.
    Eval(Eval),
    /// Print the JSON Schema of the reports.
    Schema,
    /// Print completions for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page.
    Man,
}

/// Options of `analyze eval`.
#[derive(Debug, Args)]
pub(crate) struct Eval {
    /// Gold file: `token tag` a line, IOB2, an empty line between sentences.
    pub(crate) gold: PathBuf,
    /// A model file to score in place of the one that is compiled in.
    #[arg(long, value_name = "FILE")]
    pub(crate) model: Option<PathBuf>,
    /// Print JSON.
    #[arg(long)]
    pub(crate) json: bool,
}

/// Options of a run over articles.
#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools, reason = "each is a flag that can be typed")]
pub(crate) struct Run {
    /// Files, folders (searched through), or - for standard input.
    #[arg(value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Read more inputs from a file, one path a line (- for standard input).
    #[arg(long, value_name = "FILE", help_heading = "Input")]
    pub(crate) files_from: Option<PathBuf>,
    /// Which files of a folder are articles, by name or by path in the folder; may be given again.
    #[arg(long, value_name = "PATTERN", help_heading = "Input")]
    pub(crate) glob: Vec<String>,
    /// Whether an input is one article or a JSON object a line; by its name when not given.
    #[arg(long, value_name = "FORMAT", help_heading = "Input")]
    pub(crate) input_format: Option<InputFormat>,
    /// Field of a JSON line with the text.
    #[arg(long, value_name = "NAME", default_value = "text", help_heading = "Input")]
    pub(crate) text_field: String,
    /// Field of a JSON line with the article's id.
    #[arg(long, value_name = "NAME", default_value = "id", help_heading = "Input")]
    pub(crate) id_field: String,
    /// Field of a JSON line with the article's date.
    #[arg(long, value_name = "NAME", default_value = "date", help_heading = "Input")]
    pub(crate) date_field: String,
    /// Copy the other fields of a JSON line to source.fields of its report.
    #[arg(long, help_heading = "Input")]
    pub(crate) keep_fields: bool,
    /// The most bytes that one article may have.
    #[arg(long, value_name = "N", default_value_t = khabar::read::MAX_BYTES, help_heading = "Input")]
    pub(crate) max_bytes: u64,

    /// The articles' own day, for relative dates: 2024-11-19.
    #[arg(long, value_name = "DAY", help_heading = "Analysis")]
    pub(crate) date: Option<String>,
    /// Take an article's day from its file's name (2024-11-19, 20241119) when nothing else says it.
    #[arg(long, help_heading = "Analysis")]
    pub(crate) date_from_name: bool,
    /// The most sentences of the summary.
    #[arg(long, value_name = "N", default_value_t = 3, help_heading = "Analysis")]
    pub(crate) summary: usize,
    /// The most key phrases.
    #[arg(long, value_name = "N", default_value_t = 8, help_heading = "Analysis")]
    pub(crate) keyphrases: usize,
    /// A model file in place of the one that is compiled in.
    #[arg(long, value_name = "FILE", help_heading = "Analysis")]
    pub(crate) model: Option<PathBuf>,
    /// A list of your own names, found wherever they stand: name, type (person, place, organization) and, if you like, an
    /// id on a line, with tabs between them.
    #[arg(long, value_name = "FILE", help_heading = "Analysis")]
    pub(crate) gazetteer: Option<PathBuf>,
    /// Leave out names of a lower probability (0 to 1).
    #[arg(long, value_name = "P", default_value_t = 0.0, help_heading = "Analysis")]
    pub(crate) min_confidence: f32,
    /// Say why entities and identifiers were decided so.
    #[arg(long, help_heading = "Analysis")]
    pub(crate) explain: bool,

    /// How a report is written.
    #[arg(long, value_name = "FORMAT", default_value = "json", help_heading = "Output")]
    pub(crate) format: Format,
    /// What a row of csv and tsv is.
    #[arg(long, value_name = "WHAT", default_value = "mentions", help_heading = "Output")]
    pub(crate) rows: Rows,
    /// One table over all articles in place of their reports: who is named in how many, and who with whom (json, csv
    /// or tsv).
    #[arg(long, conflicts_with = "output", help_heading = "Output")]
    pub(crate) aggregate: bool,
    /// The most entities that --aggregate keeps.
    #[arg(long, value_name = "N", default_value_t = khabar::report::LIMIT, help_heading = "Output")]
    pub(crate) aggregate_limit: usize,
    /// Indent JSON (as on a terminal).
    #[arg(long, conflicts_with = "compact", help_heading = "Output")]
    pub(crate) pretty: bool,
    /// One line of JSON an article.
    #[arg(long, help_heading = "Output")]
    pub(crate) compact: bool,
    /// What start and end count.
    #[arg(long, value_name = "UNIT", default_value = "codepoints", help_heading = "Output")]
    pub(crate) offsets: Offsets,
    /// Write one file an article into a folder, each whole or not at all.
    #[arg(short, long, value_name = "DIR", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,
    /// Skip articles whose file in the output folder is there and not older than they are.
    #[arg(long, requires = "output", help_heading = "Output")]
    pub(crate) resume: bool,
    /// Colours in --format text.
    #[arg(long, value_name = "WHEN", default_value = "auto", help_heading = "Output")]
    pub(crate) color: When,

    /// How many articles are analysed at once [default: the number of cores].
    #[arg(short, long, value_name = "N")]
    pub(crate) jobs: Option<usize>,
    /// No progress, no closing line; errors are still named.
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

/// What an input holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum InputFormat {
    /// One article.
    Text,
    /// A JSON object a line.
    Jsonl,
}

/// How a report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// The contract; indented on a terminal.
    Json,
    /// The contract, one line an article.
    Jsonl,
    /// A short reading for the terminal.
    Text,
    /// Comma-separated rows.
    Csv,
    /// Tab-separated rows.
    Tsv,
    /// A token and its tag a line.
    Conll,
    /// brat standoff.
    Brat,
    /// The places with coordinates.
    Geojson,
    /// One self-contained page.
    Html,
}

/// What a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Rows {
    /// A mention or a date.
    Mentions,
    /// An entity.
    Entities,
    /// Two entities that are named in the same articles (with --aggregate).
    Pairs,
}

/// What offsets count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Offsets {
    /// Unicode code points.
    Codepoints,
    /// Bytes of the decoded text in UTF-8.
    Bytes,
    /// UTF-16 code units.
    Utf16,
}

/// Whether colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum When {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}
