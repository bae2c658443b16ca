//! A run over articles: jobs in, reports out, failures counted and named.

use crate::batch::in_order;
use crate::inputs::{Jobs, count};
use crate::plan::{AggregatePlan, AggregateRows, Plan};
use crate::progress::Progress;
use crate::work::{Outcome, Worker, keep_panics};
use anyhow::Result;
use khabar::report::{Aggregate, Separator, write_row};
use khabar::{Error, Scratch};
use std::io::{self, Write};
use std::ops::ControlFlow;
use std::path::PathBuf;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// Every article is analysed, or nobody reads on.
    All,
    /// Some could not be.
    Some,
    /// None could be.
    None,
}

/// What a run has done so far.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Tally {
    pub(crate) articles: u64,
    /// Of an earlier run.
    pub(crate) finished: u64,
    pub(crate) failed: u64,
    pub(crate) skipped: usize,
    pub(crate) words: u64,
}

/// Analyses every article of the plan.
///
/// # Errors
/// The analyzer cannot be made: the model does not fit.
pub(crate) fn run(plan: Plan) -> Result<End> {
    let worker =
        Worker::new(crate::model::analyzer(plan.model.as_deref(), plan.gazetteer.as_deref())?, plan.work);
    let mut taker = Taker {
        tally: Tally::default(),
        progress: Progress::new(plan.talk, || count(&plan.inputs)),
        stdout: io::stdout(),
        header: plan.header,
        closed: false,
        aggregate: plan.aggregate.map(|plan| (Aggregate::new(plan.limit), plan)),
    };
    keep_panics();
    let work = move |job, scratch: &mut Scratch| worker.run(job, scratch);
    in_order(Jobs::new(plan.inputs.clone()), plan.jobs, work, |outcome| taker.take(outcome));
    taker.finish();
    if !taker.closed {
        taker.progress.close(&taker.tally);
    }
    Ok(taker.end())
}

fn table(rows: &[Vec<String>], separator: Separator) -> String {
    let mut table = String::new();
    for row in rows {
        write_row(&mut table, separator, row);
    }
    table
}

/// Takes outcomes in the order of the inputs.
struct Taker {
    tally: Tally,
    progress: Progress,
    stdout: io::Stdout,
    /// Written before the first report.
    header: Option<String>,
    /// The reader of standard output went away.
    closed: bool,
    /// The table over all articles, and how it is written.
    aggregate: Option<(Aggregate, AggregatePlan)>,
}

impl Taker {
    fn take(&mut self, outcome: Outcome) -> ControlFlow<()> {
        match outcome {
            Outcome::Report { output, words } => {
                if let Err(source) = self.write(&output) {
                    return self.lost(source);
                }
                self.tally.articles += 1;
                self.tally.words += words;
            }
            Outcome::Counts { counts, words } => {
                if let Some((aggregate, _)) = &mut self.aggregate {
                    aggregate.add(&counts);
                }
                self.tally.articles += 1;
                self.tally.words += words;
            }
            Outcome::Finished => self.tally.finished += 1,
            Outcome::Skipped { files, note } => {
                self.tally.skipped += files;
                if let Some(note) = note {
                    self.progress.note(&format!("{note} (skipped)"));
                }
            }
            Outcome::Failed(error) => {
                self.tally.failed += 1;
                self.progress.error(&error);
            }
        }
        self.progress.show(&self.tally);
        ControlFlow::Continue(())
    }

    /// Writes the table over all articles, when there is one.
    fn finish(&mut self) {
        let Some((aggregate, plan)) = self.aggregate.take() else {
            return;
        };
        let table = match plan.rows {
            None => aggregate.to_json().to_string() + "\n",
            Some((AggregateRows::Entities, separator)) => table(&aggregate.entity_rows(), separator),
            Some((AggregateRows::Pairs, separator)) => table(&aggregate.pair_rows(), separator),
        };
        if let Err(source) = self.write(&table) {
            let _ = self.lost(source);
        }
    }

    /// Flushes after each article: a program that sends one and waits for its report gets it.
    fn write(&mut self, report: &str) -> io::Result<()> {
        if report.is_empty() && self.header.is_none() {
            return Ok(());
        }
        let mut stdout = self.stdout.lock();
        if let Some(header) = self.header.take() {
            stdout.write_all(header.as_bytes())?;
        }
        stdout.write_all(report.as_bytes())?;
        stdout.flush()
    }

    /// Standard output takes no more: success when its reader went away, else nothing more can be done.
    fn lost(&mut self, source: io::Error) -> ControlFlow<()> {
        if source.kind() == io::ErrorKind::BrokenPipe {
            self.closed = true;
        } else {
            self.tally.failed += 1;
            self.progress.error(&Error::Write { path: PathBuf::from("-"), source });
        }
        ControlFlow::Break(())
    }

    fn end(&self) -> End {
        match (self.tally.failed, self.tally.articles + self.tally.finished) {
            (0, _) => End::All,
            (_, 0) if !self.closed => End::None,
            _ => End::Some,
        }
    }
}
