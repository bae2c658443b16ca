//! One job: read, analysed, written in the form that was asked for.

use crate::inputs::Job;
use crate::name_date::day_in_name;
use crate::plan::{Style, WorkPlan};
use crate::save;
use khabar::read::{self, Record, Text};
use khabar::report::contract::DateSource;
use khabar::report::{self, Counts};
use khabar::{Analyzer, Error, Options, Report, Scratch};
use std::cell::{Cell, RefCell};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// What became of a job.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// A report, as bytes for standard output (none when it went to a file).
    Report { output: String, words: u64 },
    /// An article's part of the table over all articles.
    Counts { counts: Counts, words: u64 },
    /// It was finished in an earlier run.
    Finished,
    /// Files that are no articles, with the reason where there is one to say.
    Skipped { files: usize, note: Option<String> },
    /// It could not be analysed or written.
    Failed(Error),
}

/// Does jobs; shared by all threads.
#[derive(Debug)]
pub(crate) struct Worker {
    analyzer: Analyzer,
    plan: WorkPlan,
}

impl Worker {
    pub(crate) fn new(analyzer: Analyzer, plan: WorkPlan) -> Self {
        Self { analyzer, plan }
    }

    /// Never panics: a panic in one article is that article's error.
    pub(crate) fn run(&self, job: Job, scratch: &mut Scratch) -> Outcome {
        let label = label(&job);
        AT_WORK.set(true);
        let ended = catch_unwind(AssertUnwindSafe(|| self.job(job, scratch)));
        AT_WORK.set(false);
        match ended {
            Ok(Ok(outcome)) => outcome,
            Ok(Err(error)) => Outcome::Failed(error),
            Err(_) => {
                *scratch = Scratch::default();
                let reason = LAST_PANIC.take().unwrap_or_else(|| "an unknown place".to_owned());
                Outcome::Failed(Error::Internal { path: label, reason })
            }
        }
    }

    fn job(&self, job: Job, scratch: &mut Scratch) -> Result<Outcome, Error> {
        match job {
            Job::Failed(error) => Err(error),
            Job::Skipped(files) => Ok(Outcome::Skipped { files, note: None }),
            Job::Standard => {
                let path = Path::new("-");
                let opened = read::unpack(io::stdin());
                let stream = opened.map_err(|source| Error::Read { path: path.to_owned(), source })?;
                let text = read::read_all(path, stream, self.plan.max_bytes)?;
                self.text(path, Path::new("stdin"), &text, scratch)
            }
            Job::File { path, name, found } => self.file(&path, &name, found, scratch),
            Job::Record { path, name, record } => self.record(&path, &name, *record, scratch),
        }
    }

    fn file(&self, path: &Path, name: &Path, found: bool, scratch: &mut Scratch) -> Result<Outcome, Error> {
        if let Some((folder, true)) = &self.plan.folder
            && save::is_finished(&save::target(folder, name, self.plan.style.extension()), path)
        {
            return Ok(Outcome::Finished);
        }
        match read::read_file(path, self.plan.max_bytes) {
            Ok(text) => self.text(path, name, &text, scratch),
            Err(error @ Error::NotText { binary: true, .. }) if found => {
                Ok(Outcome::Skipped { files: 1, note: Some(error.to_string()) })
            }
            Err(error) => Err(error),
        }
    }

    fn text(&self, path: &Path, name: &Path, text: &Text, scratch: &mut Scratch) -> Result<Outcome, Error> {
        let mut options = self.plan.options.clone();
        if self.plan.date_from_name && options.date.is_none() {
            options.date = path.file_name().and_then(|name| day_in_name(&name.to_string_lossy()));
            options.date_source = options.date.map(|_| DateSource::FileName);
        }
        has_room(path, &text.content)?;
        let mut report = self.analyzer.analyze(&text.content, &options, scratch);
        report.source.path = Some(path.to_string_lossy().into_owned());
        report.source.encoding = Some(text.encoding.to_owned());
        report.source.bytes = text.bytes;
        self.deliver(&report, &text.content, path, name)
    }

    fn record(
        &self,
        path: &Path,
        name: &Path,
        record: Record,
        scratch: &mut Scratch,
    ) -> Result<Outcome, Error> {
        let mut name = name.with_extension("");
        name.push(format!("{:08}", record.line));
        if let Some((folder, true)) = &self.plan.folder
            && save::is_finished(&save::target(folder, &name, self.plan.style.extension()), path)
        {
            return Ok(Outcome::Finished);
        }
        let mut options = self.plan.options.clone();
        if record.date.is_some() {
            options = Options { date: record.date, date_source: Some(DateSource::Record), ..options };
        }
        has_room(path, &record.text)?;
        let mut report = self.analyzer.analyze(&record.text, &options, scratch);
        report.source.path = (path.as_os_str() != "-").then(|| path.to_string_lossy().into_owned());
        report.source.line = Some(record.line);
        report.source.id = record.id;
        report.source.bytes = record.text.len() as u64;
        report.source.fields = self.plan.keep_fields.then_some(record.rest);
        self.deliver(&report, &record.text, path, &name)
    }

    /// Writes the report into its file, or gives it back for standard output.
    fn deliver(&self, report: &Report, text: &str, path: &Path, name: &Path) -> Result<Outcome, Error> {
        let words = report.article.words as u64;
        if self.plan.aggregate {
            return Ok(Outcome::Counts { counts: Counts::of(report), words });
        }
        let style = self.plan.style;
        let mut output = render(style, report, text);
        let Some((folder, _)) = &self.plan.folder else {
            return Ok(Outcome::Report { output, words });
        };
        if let Style::Table(rows, separator) = style {
            output.insert_str(0, &report::header(rows, separator));
        }
        if style == Style::Brat {
            save::write(&save::target(folder, name, "txt"), path, text)?;
        }
        save::write(&save::target(folder, name, style.extension()), path, &output)?;
        Ok(Outcome::Report { output: String::new(), words })
    }
}

/// Bytes of memory that the analysis takes for one byte of text, where all of it is one sentence (docs/robustness.md).
const MEMORY: usize = 56;
/// Texts up to this length are analysed without asking.
const SMALL: usize = 1 << 20;

/// Refuses a text that plainly does not fit the memory: a failed allocation would end the whole run. A system that
/// promises more memory than it has may still end it.
fn has_room(path: &Path, text: &str) -> Result<(), Error> {
    let needed = text.len().saturating_mul(MEMORY);
    if text.len() <= SMALL || Vec::<u8>::new().try_reserve_exact(needed).is_ok() {
        return Ok(());
    }
    let reason = format!("its analysis takes about {} MB of memory, which are not free", needed / 1_000_000);
    let source = io::Error::new(io::ErrorKind::OutOfMemory, reason);
    Err(Error::Read { path: path.to_owned(), source })
}

/// The report in its style, with a line end.
fn render(style: Style, report: &Report, text: &str) -> String {
    match style {
        // Neither a report nor a feature collection can fail to be JSON: their keys are strings.
        Style::Json { pretty: true } => serde_json::to_string_pretty(report).unwrap_or_default() + "\n",
        Style::Json { pretty: false } => serde_json::to_string(report).unwrap_or_default() + "\n",
        Style::Geojson => report::geojson(report).to_string() + "\n",
        Style::Text(color) => report::plain(report, color) + "\n",
        Style::Table(rows, separator) => report::rows(report, rows, separator),
        Style::Conll => report::conll(report, text),
        Style::Brat => report::brat(report, text),
        Style::Html => report::html(report, text),
    }
}

fn label(job: &Job) -> PathBuf {
    match job {
        Job::File { path, .. } => path.clone(),
        Job::Record { path, record, .. } => PathBuf::from(format!("{}:{}", path.display(), record.line)),
        Job::Standard | Job::Failed(_) | Job::Skipped(_) => PathBuf::from("-"),
    }
}

thread_local! {
    /// Where the last panic of this thread was and what it said.
    static LAST_PANIC: RefCell<Option<String>> = const { RefCell::new(None) };
    /// Whether this thread is at an article.
    static AT_WORK: Cell<bool> = const { Cell::new(false) };
}

/// Keeps panics for [`Worker::run`] to report, in place of a trace on standard error.
pub(crate) fn keep_panics() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        if !AT_WORK.get() {
            return usual(info);
        }
        let place = info.location().map(|at| format!("{}:{}", at.file(), at.line())).unwrap_or_default();
        let said = info.payload_as_str().unwrap_or("no message");
        LAST_PANIC.set(Some(format!("{place} ({said})")));
    }));
}
