//! Reports in files: whole or not at all.

use khabar::Error;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// `folder/name` with the article's own ending replaced: `news/a.txt.gz` → `out/news/a.json`.
pub(crate) fn target(folder: &Path, name: &Path, extension: &str) -> PathBuf {
    let mut file = name.file_name().map(OsString::from).unwrap_or_default();
    for ending in [".gz", ".zst", ".txt"] {
        if let Some(stem) = file.to_str().and_then(|f| f.strip_suffix(ending)).filter(|stem| !stem.is_empty())
        {
            file = OsString::from(stem);
        }
    }
    file.push(".");
    file.push(extension);
    folder.join(name).with_file_name(file)
}

/// Whether the report is there and not older than its article.
pub(crate) fn is_finished(target: &Path, article: &Path) -> bool {
    let time = |path: &Path| fs::metadata(path).and_then(|data| data.modified()).ok();
    match (time(target), time(article)) {
        (Some(report), Some(article)) => report >= article,
        (report, None) => report.is_some(),
        (None, _) => false,
    }
}

/// Writes the file beside its place and moves it there, so that a reader never sees half of it.
///
/// # Errors
/// [`Error::Write`], also when it would take the article's own place.
pub(crate) fn write(target: &Path, article: &Path, content: &str) -> Result<(), Error> {
    let failed = |source| Error::Write { path: target.to_owned(), source };
    if is_same(target, article) {
        let reason = "it is the article itself; name another folder with -o";
        return Err(failed(io::Error::new(io::ErrorKind::AlreadyExists, reason)));
    }
    if let Some(folder) = target.parent() {
        fs::create_dir_all(folder).map_err(failed)?;
    }
    let partial = partial(target);
    let written = fs::write(&partial, content).and_then(|()| fs::rename(&partial, target));
    written.map_err(|source| {
        // The first error is the one to tell; half a file is of no use.
        let _ = fs::remove_file(&partial);
        failed(source)
    })
}

/// A hidden name in the same folder, the same in every run, so that what a killed run left is written over.
fn partial(target: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(target.file_name().unwrap_or_default());
    name.push(".partial");
    target.with_file_name(name)
}

fn is_same(target: &Path, article: &Path) -> bool {
    match (fs::canonicalize(target), fs::canonicalize(article)) {
        (Ok(target), Ok(article)) => target == article,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_called_after_its_article() {
        let out = Path::new("out");
        for (name, path) in [
            ("a.txt", "out/a.json"),
            ("x/a.txt.gz", "out/x/a.json"),
            ("a.b", "out/a.b.json"),
            (".txt", "out/.txt.json"),
            ("stdin", "out/stdin.json"),
        ] {
            assert_eq!(target(out, Path::new(name), "json"), Path::new(path));
        }
    }
}
