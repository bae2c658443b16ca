//! What is meant: the options checked, defaults settled, nothing left to decide while the run goes on.

use crate::args::{Format, InputFormat, Offsets, Rows, Run, When};
use anyhow::{Context, Result, bail, ensure};
use glob::Pattern;
use jiff::civil::Date;
use khabar::entities::Settings;
use khabar::read::Fields;
use khabar::report::{self, Color, Separator};
use khabar::{OffsetUnit, Options};
use std::io::IsTerminal;
use std::path::{Path, PathBuf};

/// More threads than any machine has cores.
const MAX_JOBS: usize = 1024;

/// A run over articles.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    pub(crate) inputs: InputPlan,
    pub(crate) work: WorkPlan,
    /// The table over all articles, when that is asked for.
    pub(crate) aggregate: Option<AggregatePlan>,
    /// A model file in place of the one that is compiled in.
    pub(crate) model: Option<PathBuf>,
    /// The user's own list of names.
    pub(crate) gazetteer: Option<PathBuf>,
    /// Written to standard output before the first report.
    pub(crate) header: Option<String>,
    /// Articles at once.
    pub(crate) jobs: usize,
    /// Whether progress and the closing line are shown.
    pub(crate) talk: bool,
}

/// Which articles there are.
#[derive(Debug, Clone)]
pub(crate) struct InputPlan {
    pub(crate) paths: Vec<PathBuf>,
    pub(crate) files_from: Option<PathBuf>,
    pub(crate) patterns: Vec<Pattern>,
    pub(crate) format: Option<InputFormat>,
    pub(crate) fields: Fields,
    pub(crate) max_bytes: u64,
    /// The folder that reports are written into.
    pub(crate) output: Option<PathBuf>,
}

/// What is done with each.
#[derive(Debug, Clone)]
pub(crate) struct WorkPlan {
    pub(crate) options: Options,
    pub(crate) date_from_name: bool,
    pub(crate) keep_fields: bool,
    pub(crate) max_bytes: u64,
    pub(crate) style: Style,
    /// Whether reports are counted and not written.
    pub(crate) aggregate: bool,
    /// The folder that reports are written into, and whether finished ones are kept.
    pub(crate) folder: Option<(PathBuf, bool)>,
}

/// A table over all articles.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AggregatePlan {
    pub(crate) limit: usize,
    /// JSON, or rows of entities or pairs.
    pub(crate) rows: Option<(AggregateRows, Separator)>,
}

/// What a row of the table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum AggregateRows {
    Entities,
    Pairs,
}

/// How one report is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Style {
    Json { pretty: bool },
    Text(Color),
    Table(report::Rows, Separator),
    Conll,
    Brat,
    Geojson,
    Html,
}

impl Style {
    /// The unit that the style itself needs, whatever was asked for.
    pub(crate) fn needs(self) -> Option<OffsetUnit> {
        match self {
            Self::Conll | Self::Html => Some(OffsetUnit::Bytes),
            Self::Brat => Some(OffsetUnit::Codepoints),
            _ => None,
        }
    }

    /// What a report's file is called after its article's name.
    pub(crate) fn extension(self) -> &'static str {
        match self {
            Self::Json { .. } => "json",
            Self::Text(_) => "report",
            Self::Table(_, Separator::Comma) => "csv",
            Self::Table(_, Separator::Tab) => "tsv",
            Self::Conll => "conll",
            Self::Brat => "ann",
            Self::Geojson => "geojson",
            Self::Html => "html",
        }
    }
}

impl Plan {
    /// # Errors
    /// What was typed makes no sense; the message says why and what to do.
    pub(crate) fn new(run: Run) -> Result<Self> {
        let paths = inputs(&run)?;
        let single = run.files_from.is_none() && paths.len() == 1 && is_article(&paths[0], run.input_format);
        ensure!(
            run.rows != Rows::Pairs || run.aggregate,
            "--rows pairs is a table over articles: add --aggregate"
        );
        let most = khabar::text::MAX_BYTES as u64;
        ensure!(
            run.max_bytes <= most,
            "--max-bytes {}: at most {most} bytes can be read as one article",
            run.max_bytes
        );
        let style = style(&run, single);
        let aggregate = run.aggregate.then(|| aggregate(&run)).transpose()?;
        if run.output.is_none() && !single && aggregate.is_none() {
            ensure!(
                !matches!(style, Style::Html | Style::Brat),
                "--format html and brat write one file an article: name a folder with -o DIR"
            );
        }
        let patterns = patterns(&run)?;
        let options = options(&run, style)?;
        let header = match style {
            Style::Table(rows, separator) if run.output.is_none() && aggregate.is_none() => {
                Some(report::header(rows, separator))
            }
            _ => None,
        };
        let fields = Fields { text: run.text_field, id: run.id_field, date: run.date_field };
        let cores = || std::thread::available_parallelism().map_or(1, usize::from);
        let jobs = if single { 1 } else { run.jobs.unwrap_or_else(cores) };
        ensure!(jobs > 0, "--jobs 0: at least one article has to be analysed at a time");
        ensure!(jobs <= MAX_JOBS, "--jobs {jobs}: at most {MAX_JOBS} articles can be analysed at a time");
        let inputs = InputPlan {
            paths,
            files_from: run.files_from,
            patterns,
            format: run.input_format,
            fields,
            max_bytes: run.max_bytes,
            output: run.output.clone(),
        };
        let work = WorkPlan {
            options,
            date_from_name: run.date_from_name,
            keep_fields: run.keep_fields,
            max_bytes: run.max_bytes,
            style,
            aggregate: aggregate.is_some(),
            folder: run.output.map(|folder| (folder, run.resume)),
        };
        Ok(Self {
            inputs,
            work,
            aggregate,
            model: run.model,
            gazetteer: run.gazetteer,
            header,
            jobs,
            talk: !run.quiet && !single,
        })
    }
}

/// The paths that were named; standard input when there is none and it is no terminal.
fn inputs(run: &Run) -> Result<Vec<PathBuf>> {
    if !run.inputs.is_empty() || run.files_from.is_some() {
        return Ok(run.inputs.clone());
    }
    if std::io::stdin().is_terminal() {
        bail!("no input: name files or folders, or - for standard input (--help tells more)");
    }
    Ok(vec![PathBuf::from("-")])
}

/// Whether the input is one article and not a folder or a stream of records.
fn is_article(path: &Path, format: Option<InputFormat>) -> bool {
    !path.is_dir() && input_format(path, format) == InputFormat::Text
}

/// What was asked for, else what the file's name says.
pub(crate) fn input_format(path: &Path, asked: Option<InputFormat>) -> InputFormat {
    asked.unwrap_or_else(|| {
        let name =
            path.file_name().map(|name| name.to_string_lossy().to_ascii_lowercase()).unwrap_or_default();
        let bare = name.strip_suffix(".gz").or_else(|| name.strip_suffix(".zst")).unwrap_or(&name);
        match bare.rsplit_once('.') {
            Some((_, "jsonl" | "ndjson")) => InputFormat::Jsonl,
            _ => InputFormat::Text,
        }
    })
}

fn style(run: &Run, single: bool) -> Style {
    let rows = match run.rows {
        Rows::Mentions => report::Rows::Mentions,
        // What pairs are of is checked with --aggregate.
        Rows::Entities | Rows::Pairs => report::Rows::Entities,
    };
    let terminal = run.output.is_none() && std::io::stdout().is_terminal();
    match run.format {
        Format::Json => Style::Json { pretty: run.pretty || (single && terminal && !run.compact) },
        Format::Jsonl => Style::Json { pretty: false },
        Format::Text => Style::Text(color(run.color, terminal)),
        Format::Csv => Style::Table(rows, Separator::Comma),
        Format::Tsv => Style::Table(rows, Separator::Tab),
        Format::Conll => Style::Conll,
        Format::Brat => Style::Brat,
        Format::Geojson => Style::Geojson,
        Format::Html => Style::Html,
    }
}

fn aggregate(run: &Run) -> Result<AggregatePlan> {
    let rows = if run.rows == Rows::Pairs { AggregateRows::Pairs } else { AggregateRows::Entities };
    let rows = match run.format {
        Format::Json | Format::Jsonl => None,
        Format::Csv => Some((rows, Separator::Comma)),
        Format::Tsv => Some((rows, Separator::Tab)),
        _ => bail!("--aggregate is written as json, csv or tsv"),
    };
    Ok(AggregatePlan { limit: run.aggregate_limit, rows })
}

fn color(when: When, terminal: bool) -> Color {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    match when {
        When::Always => Color::Ansi,
        When::Auto if terminal && !dumb && !set("NO_COLOR") => Color::Ansi,
        _ => Color::Never,
    }
}

fn patterns(run: &Run) -> Result<Vec<Pattern>> {
    let usual: &[&str] = match run.input_format {
        Some(InputFormat::Jsonl) => &["*.jsonl", "*.ndjson", "*.jsonl.gz", "*.jsonl.zst"],
        _ => &["*.txt", "*.txt.gz", "*.txt.zst"],
    };
    let typed = run.glob.iter().map(String::as_str);
    let all: Vec<&str> = if run.glob.is_empty() { usual.to_vec() } else { typed.collect() };
    all.into_iter()
        .map(|pattern| Pattern::new(pattern).with_context(|| format!("--glob {pattern}")))
        .collect()
}

fn options(run: &Run, style: Style) -> Result<Options> {
    ensure!(
        (0.0..=1.0).contains(&run.min_confidence),
        "--min-confidence {}: a probability lies between 0 and 1",
        run.min_confidence
    );
    let asked = match run.offsets {
        Offsets::Codepoints => OffsetUnit::Codepoints,
        Offsets::Bytes => OffsetUnit::Bytes,
        Offsets::Utf16 => OffsetUnit::Utf16,
    };
    Ok(Options {
        date: run.date.as_deref().map(day).transpose()?,
        date_source: None,
        offsets: style.needs().unwrap_or(asked),
        min_confidence: run.min_confidence,
        entities: Settings { summary: run.summary, keyphrases: run.keyphrases, explain: run.explain },
    })
}

fn day(typed: &str) -> Result<Date> {
    // The parser takes longer forms too (a time after the day); the option is a day.
    let day = Some(typed).filter(|typed| typed.len() == 10).and_then(|typed| typed.parse().ok());
    day.with_context(|| format!("--date {typed}: not a day of the calendar, which is written 2024-11-19"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_a_file_holds() {
        for (name, format) in [
            ("a.txt", InputFormat::Text),
            ("a.jsonl", InputFormat::Jsonl),
            ("A.NDJSON.gz", InputFormat::Jsonl),
            ("jsonl", InputFormat::Text),
            ("-", InputFormat::Text),
        ] {
            assert_eq!(input_format(Path::new(name), None), format, "{name}");
        }
        assert_eq!(input_format(Path::new("a.txt"), Some(InputFormat::Jsonl)), InputFormat::Jsonl);
    }

    #[test]
    fn the_date_is_a_day_of_the_calendar() {
        assert!(day("2024-02-29").is_ok());
        for typed in ["2024-02-30", "2023-02-29", "19/11/2024", "2024-11-19T10:00:00", "", "yesterday"] {
            assert!(day(typed).is_err(), "{typed}");
        }
    }
}
