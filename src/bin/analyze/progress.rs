//! What a person at a terminal sees while a run goes on, all of it on standard error.

use crate::run::Tally;
use indicatif::{ProgressBar, ProgressStyle};
use khabar::Error;
use std::fmt::Write;
use std::io::{IsTerminal, stderr};
use std::time::{Duration, Instant};

/// Progress, notes and errors of a run.
#[derive(Debug)]
pub(crate) struct Progress {
    bar: Option<ProgressBar>,
    talk: bool,
    started: Instant,
}

impl Progress {
    /// `talk`: whether there is more to say than errors. `total` is asked only when a bar is shown.
    pub(crate) fn new(talk: bool, total: impl FnOnce() -> Option<u64>) -> Self {
        let bar = (talk && stderr().is_terminal()).then(|| match total() {
            Some(total) => ProgressBar::new(total)
                .with_style(style("{wide_bar} {pos}/{len} articles, {per_sec}, {eta} left {msg}")),
            None => ProgressBar::new_spinner().with_style(style("{spinner} {pos} articles, {per_sec} {msg}")),
        });
        if let Some(bar) = &bar {
            bar.enable_steady_tick(Duration::from_millis(200));
        }
        Self { bar, talk, started: Instant::now() }
    }

    pub(crate) fn show(&self, tally: &Tally) {
        if let Some(bar) = &self.bar {
            bar.set_position(tally.articles + tally.finished + tally.failed);
            if tally.failed > 0 {
                bar.set_message(format!("({} failed)", tally.failed));
            }
        }
    }

    /// Errors are always said.
    pub(crate) fn error(&self, error: &Error) {
        self.line(&format!("analyze: {error}"));
    }

    pub(crate) fn note(&self, note: &str) {
        if self.talk {
            self.line(&format!("analyze: {note}"));
        }
    }

    fn line(&self, line: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| eprintln!("{line}")),
            None => eprintln!("{line}"),
        }
    }

    /// The closing line.
    pub(crate) fn close(&self, tally: &Tally) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        if !self.talk {
            return;
        }
        let seconds = self.started.elapsed().as_secs_f64().max(1e-9);
        let speed = tally.words as f64 / seconds;
        let mut line = format!("analyze: {} articles, {} failed", tally.articles, tally.failed);
        if tally.finished > 0 {
            let _ = write!(line, ", {} finished before", tally.finished);
        }
        if tally.skipped > 0 {
            let _ = write!(line, ", {} files skipped", tally.skipped);
        }
        eprintln!("{line}, {} words in {seconds:.1} s, {speed:.0} words/s", tally.words);
    }
}

fn style(template: &str) -> ProgressStyle {
    // A template of this file that does not parse shows the usual bar.
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
}
