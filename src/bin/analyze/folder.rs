//! The articles of a folder, by name, folder by folder; nothing is read ahead but the names in one folder.

use crate::inputs::Job;
use crate::plan::InputPlan;
use glob::MatchOptions;
use khabar::Error;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// A folder that is being searched.
pub(crate) struct Folder {
    root: PathBuf,
    /// What stands before its articles' own paths below the output folder.
    below: PathBuf,
    walk: walkdir::IntoIter,
    found: usize,
    skipped: usize,
}

impl Folder {
    pub(crate) fn new(root: PathBuf, below: PathBuf) -> Self {
        // Links to folders are not followed, so that no loop can be walked; a link to a file is that file.
        let walk = WalkDir::new(&root).follow_links(false).sort_by_file_name().min_depth(1).into_iter();
        Self { root, below, walk, found: 0, skipped: 0 }
    }

    /// The next article's path, and its path below the output folder.
    pub(crate) fn next(&mut self, plan: &InputPlan) -> Option<Result<(PathBuf, PathBuf), Error>> {
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
            if entry.file_type().is_dir() {
                // What this run writes is none of its articles.
                if plan.output.as_deref().is_some_and(|output| is_same(output, entry.path())) {
                    self.walk.skip_current_dir();
                }
                continue;
            }
            let inside = entry.path().strip_prefix(&self.root).unwrap_or(entry.path()).to_owned();
            if links_to_folder(&entry) || (matches(plan, &inside) && !may_be_file(&entry)) {
                self.skipped += 1;
            } else if matches(plan, &inside) {
                self.found += 1;
                return Some(Ok((entry.into_path(), self.below.join(inside))));
            }
        }
    }

    /// What there is to say at the folder's end.
    pub(crate) fn closing(self, plan: &InputPlan) -> Option<Job> {
        if self.found == 0 {
            let names: Vec<&str> = plan.patterns.iter().map(glob::Pattern::as_str).collect();
            let reason = format!("no file in it is called {}; --glob names others", names.join(", "));
            let source = io::Error::new(io::ErrorKind::NotFound, reason);
            return Some(Job::Failed(Error::Read { path: self.root, source }));
        }
        (self.skipped > 0).then_some(Job::Skipped(self.skipped))
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

fn links_to_folder(entry: &DirEntry) -> bool {
    entry.file_type().is_symlink() && entry.path().is_dir()
}

/// A pipe of a folder would be waited for without end, a device may never end. What a broken link is, its error says.
fn may_be_file(entry: &DirEntry) -> bool {
    if entry.file_type().is_symlink() {
        return fs::metadata(entry.path()).map_or(true, |data| data.is_file());
    }
    entry.file_type().is_file()
}

/// Whether both are one folder. Asked for every folder, so that names are compared first.
fn is_same(output: &Path, folder: &Path) -> bool {
    let whole = |path| fs::canonicalize(path).ok();
    output.file_name().is_none_or(|name| folder.file_name() == Some(name))
        && whole(output).is_some_and(|output| whole(folder) == Some(output))
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
