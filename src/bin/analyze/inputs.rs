//! Which articles there are, one after the other: nothing is read ahead but the names in one folder.

use crate::args::InputFormat;
use crate::plan::{InputPlan, input_format};
use glob::MatchOptions;
use khabar::Error;
use khabar::read::{Record, Records, open, unpack};
use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Lines};
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

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
    /// Files of a folder that are hidden, or links to folders.
    Skipped(usize),
}

/// The jobs of a run, in the order of the inputs.
pub(crate) struct Jobs {
    plan: InputPlan,
    waiting: VecDeque<PathBuf>,
    list: Option<Lines<BufReader<khabar::read::Source>>>,
    folder: Option<Folder>,
    records: Option<(PathBuf, PathBuf, Records<BufReader<khabar::read::Source>>)>,
    failed: Option<Error>,
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
        };
        if let Some(path) = jobs.plan.files_from.clone() {
            match open_input(&path) {
                Ok(source) => jobs.list = Some(BufReader::new(source).lines()),
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
            match self.list.as_mut()?.next()? {
                Ok(line) if line.trim().is_empty() => {}
                Ok(line) => return Some(Ok(PathBuf::from(line))),
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
            self.folder = Some(Folder::new(path));
            return None;
        }
        let name = name_below(&path);
        self.file(path, name, false)
    }

    fn file(&mut self, path: PathBuf, name: PathBuf, found: bool) -> Option<Job> {
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

/// A folder that is being searched.
struct Folder {
    root: PathBuf,
    walk: walkdir::IntoIter,
    found: usize,
    skipped: usize,
}

impl Folder {
    fn new(root: PathBuf) -> Self {
        // Links to folders are not followed, so that no loop can be walked; a link to a file is that file.
        let walk = WalkDir::new(&root).follow_links(false).sort_by_file_name().min_depth(1).into_iter();
        Self { root, walk, found: 0, skipped: 0 }
    }

    /// The next article's path, and its path in the folder.
    fn next(&mut self, plan: &InputPlan) -> Option<Result<(PathBuf, PathBuf), Error>> {
        loop {
            let entry = match self.walk.next()? {
                Ok(entry) => entry,
                Err(error) => return Some(Err(read_error(&self.root, error))),
            };
            if is_hidden(&entry) {
                self.skipped += 1;
                if entry.file_type().is_dir() {
                    self.walk.skip_current_dir();
                }
                continue;
            }
            let kind = entry.file_type();
            if kind.is_dir() {
                continue;
            }
            if kind.is_symlink() && entry.path().is_dir() {
                self.skipped += 1;
                continue;
            }
            let inside = entry.path().strip_prefix(&self.root).unwrap_or(entry.path()).to_owned();
            if matches(plan, &inside) {
                self.found += 1;
                return Some(Ok((entry.into_path(), inside)));
            }
        }
    }

    /// What there is to say at the folder's end.
    fn closing(self, plan: &InputPlan) -> Option<Job> {
        if self.found == 0 {
            let names: Vec<&str> = plan.patterns.iter().map(glob::Pattern::as_str).collect();
            let reason = format!("no file in it is called {}; --glob names others", names.join(", "));
            let source = io::Error::new(io::ErrorKind::NotFound, reason);
            return Some(Job::Failed(Error::Read { path: self.root, source }));
        }
        (self.skipped > 0).then_some(Job::Skipped(self.skipped))
    }
}

/// How many articles the plan has at a glance; `None` when that cannot be known before the run.
pub(crate) fn count(plan: &InputPlan) -> Option<u64> {
    if plan.files_from.is_some() {
        return None;
    }
    let mut total = 0;
    for path in &plan.paths {
        if path.is_dir() {
            let mut folder = Folder::new(path.clone());
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

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// A pattern with a slash is matched against the path in the folder, else against the name alone.
fn matches(plan: &InputPlan, inside: &Path) -> bool {
    let options = MatchOptions {
        case_sensitive: true,
        require_literal_separator: true,
        require_literal_leading_dot: false,
    };
    let name = inside.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    plan.patterns.iter().any(|pattern| {
        if pattern.as_str().contains('/') {
            pattern.matches_path_with(inside, options)
        } else {
            pattern.matches_with(&name, options)
        }
    })
}

fn read_error(root: &Path, error: walkdir::Error) -> Error {
    let path = error.path().unwrap_or(root).to_owned();
    let reason = error.to_string();
    let source = error.into_io_error().unwrap_or_else(|| io::Error::other(reason));
    Error::Read { path, source }
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
