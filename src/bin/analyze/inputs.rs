//! Which articles there are, one after the other: nothing is read ahead but the names in one folder.

use crate::args::InputFormat;
use crate::folder::Folder;
use crate::plan::{InputPlan, input_format};
use crate::save;
use khabar::Error;
use khabar::read::{Record, Records, Source, open, unpack};
use std::collections::{HashSet, VecDeque};
use std::ffi::OsString;
use std::hash::{BuildHasher, RandomState};
use std::io::{self, BufRead, BufReader, Split};
use std::path::{Path, PathBuf};

/// One thing to do.
#[derive(Debug)]
pub(crate) enum Job {
    /// A file with one article.
    File {
        path: PathBuf,
        /// Its path below the output folder.
        name: PathBuf,
        /// Found in a folder, and not named by the user.
        found: bool,
    },
    /// Standard input, one article.
    Standard,
    /// A line of a JSON Lines input.
    Record {
        path: PathBuf,
        /// The input's path below the output folder.
        name: PathBuf,
        record: Box<Record>,
    },
    /// An input that cannot be.
    Failed(Error),
    /// Files of a folder that are hidden, links to folders, or no files (pipes, sockets, devices).
    Skipped(usize),
}

/// The jobs of a run, in the order of the inputs.
pub(crate) struct Jobs {
    plan: InputPlan,
    waiting: VecDeque<PathBuf>,
    list: Option<Split<BufReader<Source>>>,
    folder: Option<Folder>,
    records: Option<(PathBuf, PathBuf, Records<BufReader<Source>>)>,
    failed: Option<Error>,
    names: Names,
}

impl Jobs {
    pub(crate) fn new(plan: InputPlan) -> Self {
        let mut jobs = Self {
            waiting: plan.paths.iter().cloned().collect(),
            plan,
            list: None,
            folder: None,
            records: None,
            failed: None,
            names: Names::default(),
        };
        if let Some(path) = jobs.plan.files_from.clone() {
            match open_input(&path) {
                Ok(source) => jobs.list = Some(BufReader::new(source).split(b'\n')),
                Err(error) => jobs.failed = Some(error),
            }
        }
        jobs
    }

    /// The next path that was named; `None` at the end.
    fn next_path(&mut self) -> Option<Result<PathBuf, Error>> {
        if let Some(path) = self.waiting.pop_front() {
            return Some(Ok(path));
        }
        loop {
            let listed = self.list.as_mut()?.next()?.and_then(listed_path);
            match listed {
                Ok(None) => {}
                Ok(Some(path)) => return Some(Ok(path)),
                Err(source) => {
                    self.list = None;
                    let path = self.plan.files_from.clone().unwrap_or_default();
                    return Some(Err(Error::Read { path, source }));
                }
            }
        }
    }

    /// What one named path stands for: a job, or a folder or a stream whose jobs come next.
    fn start(&mut self, path: PathBuf) -> Option<Job> {
        if path.is_dir() {
            // Reports of one folder lie in the output folder itself; those of several below each folder's name.
            let several = self.plan.paths.len() > 1 || self.plan.files_from.is_some();
            let below = if several { name_below(&path) } else { PathBuf::new() };
            self.folder = Some(Folder::new(path, below));
            return None;
        }
        let name = if is_standard(&path) { PathBuf::from("stdin") } else { name_below(&path) };
        self.file(path, name, false)
    }

    fn file(&mut self, path: PathBuf, name: PathBuf, found: bool) -> Option<Job> {
        if self.plan.output.is_some()
            && let Some(error) = self.names.twice(&path, &name)
        {
            return Some(Job::Failed(error));
        }
        if input_format(&path, self.plan.format) == InputFormat::Text {
            return Some(if is_standard(&path) { Job::Standard } else { Job::File { path, name, found } });
        }
        match open_input(&path) {
            Err(error) => Some(Job::Failed(error)),
            Ok(source) => {
                let (fields, limit) = (self.plan.fields.clone(), self.plan.max_bytes);
                let records = Records::new(BufReader::with_capacity(1 << 16, source), &path, fields, limit);
                self.records = Some((path, name, records));
                None
            }
        }
    }

    fn next_record(&mut self) -> Option<Job> {
        let (path, name, records) = self.records.as_mut()?;
        match records.next() {
            Some(Ok(record)) => {
                Some(Job::Record { path: path.clone(), name: name.clone(), record: Box::new(record) })
            }
            Some(Err(error)) => Some(Job::Failed(error)),
            None => {
                self.records = None;
                None
            }
        }
    }

    /// The next job of the folder that is being searched; none when a stream was opened, whose records come next.
    fn step_in(&mut self, mut folder: Folder) -> Option<Job> {
        let Some(step) = folder.next(&self.plan) else {
            return folder.closing(&self.plan);
        };
        self.folder = Some(folder);
        match step {
            Ok((path, name)) => self.file(path, name, true),
            Err(error) => Some(Job::Failed(error)),
        }
    }
}

impl Iterator for Jobs {
    type Item = Job;

    fn next(&mut self) -> Option<Job> {
        loop {
            if let Some(error) = self.failed.take() {
                return Some(Job::Failed(error));
            }
            if let Some(job) = self.next_record() {
                return Some(job);
            }
            if let Some(folder) = self.folder.take() {
                match self.step_in(folder) {
                    None => continue,
                    job => return job,
                }
            }
            let path = match self.next_path()? {
                Ok(path) => path,
                Err(error) => return Some(Job::Failed(error)),
            };
            if let Some(job) = self.start(path) {
                return Some(job);
            }
        }
    }
}

/// The reports' names of a run with an output folder, as hashes: 8 bytes an article.
#[derive(Default)]
struct Names {
    seen: HashSet<u64>,
    hasher: RandomState,
}

impl Names {
    /// An error when an article before has the same place for its report: one of both would be lost.
    fn twice(&mut self, path: &Path, name: &Path) -> Option<Error> {
        let target = save::target(Path::new(""), name, "*");
        if self.seen.insert(self.hasher.hash_one(&target)) {
            return None;
        }
        let reason = format!(
            "its report would have the same name as an earlier article's ({}); give it another folder with -o",
            target.display()
        );
        let source = io::Error::new(io::ErrorKind::AlreadyExists, reason);
        Some(Error::Write { path: path.to_owned(), source })
    }
}

/// A line of a list as a path, whatever bytes it has; none for a blank line.
fn listed_path(mut line: Vec<u8>) -> io::Result<Option<PathBuf>> {
    if line.last() == Some(&b'\r') {
        line.pop();
    }
    if line.trim_ascii().is_empty() {
        return Ok(None);
    }
    os_string(line).map(|path| Some(PathBuf::from(path)))
}

#[cfg(unix)]
#[allow(clippy::unnecessary_wraps, reason = "elsewhere it can fail")]
fn os_string(bytes: Vec<u8>) -> io::Result<OsString> {
    Ok(std::os::unix::ffi::OsStringExt::from_vec(bytes))
}

#[cfg(not(unix))]
fn os_string(bytes: Vec<u8>) -> io::Result<OsString> {
    let text = String::from_utf8(bytes).map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
    Ok(text.into())
}

/// How many articles the plan has at a glance; `None` when that cannot be known before the run.
pub(crate) fn count(plan: &InputPlan) -> Option<u64> {
    if plan.files_from.is_some() {
        return None;
    }
    let mut total = 0;
    for path in &plan.paths {
        if path.is_dir() {
            let mut folder = Folder::new(path.clone(), PathBuf::new());
            while let Some(entry) = folder.next(plan) {
                if entry.is_ok_and(|(path, _)| input_format(&path, plan.format) == InputFormat::Jsonl) {
                    return None;
                }
                total += 1;
            }
        } else if input_format(path, plan.format) == InputFormat::Jsonl {
            return None;
        } else {
            total += 1;
        }
    }
    Some(total)
}

pub(crate) fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn open_input(path: &Path) -> Result<khabar::read::Source, Error> {
    if is_standard(path) {
        return unpack(io::stdin()).map_err(|source| Error::Read { path: path.to_owned(), source });
    }
    open(path)
}

/// Where a named file's report goes below the output folder: its own path when that lies below, else its name.
fn name_below(path: &Path) -> PathBuf {
    use std::path::Component;
    let below = path.components().all(|part| matches!(part, Component::Normal(_) | Component::CurDir));
    if below {
        path.components().filter(|part| matches!(part, Component::Normal(_))).collect()
    } else {
        path.file_name().map(PathBuf::from).unwrap_or_default()
    }
}
