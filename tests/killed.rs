//! A run that is killed: no finished report is lost, none is half, and `--resume` does what is left.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const ARTICLES: usize = 60;

fn analyze(folder: &Path, output: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_analyze"));
    command.current_dir(folder).args(["in", "-q", "-j", "2", "-o", output]);
    command.stdin(Stdio::null()).stdout(Stdio::null());
    command
}

/// Every article of the fixtures in UTF-8, in two folders, so that a run takes a while.
fn write_articles(folder: &Path) {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles");
    let entries = fs::read_dir(fixtures).unwrap().map(|entry| entry.unwrap().path());
    let mut texts: Vec<String> = entries
        .filter(|path| path.extension().is_some_and(|end| end == "txt"))
        .filter_map(|path| fs::read_to_string(path).ok())
        .collect();
    texts.sort();
    for index in 0..ARTICLES {
        let parent = folder.join("in").join(if index % 2 == 0 { "even" } else { "odd" });
        fs::create_dir_all(&parent).unwrap();
        fs::write(parent.join(format!("{index:03}.txt")), &texts[index % texts.len()]).unwrap();
    }
}

/// Every file below, hidden ones too.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let Ok(entry) = entry else { continue };
        if entry.file_type().is_file() {
            let name = entry.path().strip_prefix(folder).unwrap().to_string_lossy().into_owned();
            files.insert(name, fs::read(entry.path()).unwrap_or_default());
        }
    }
    files
}

fn is_report(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|end| end == "json")
}

/// The finished reports, each of which is whole.
fn reports(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = files(folder);
    files.retain(|name, _| is_report(name));
    for (name, report) in &files {
        serde_json::from_slice::<khabar::Report>(report).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    files
}

/// Waits until at least `count` reports are there, then sends the signal; whether the run was still going on.
fn kill_after(mut child: Child, output: &Path, count: usize, signal: &str) -> bool {
    let started = Instant::now();
    while files(output).keys().filter(|name| is_report(name)).count() < count {
        assert!(started.elapsed() < Duration::from_mins(1), "no {count} reports");
        if child.try_wait().unwrap().is_some() {
            break;
        }
        std::thread::sleep(Duration::from_millis(1));
    }
    let kill = format!("kill -{signal} {}", child.id());
    Command::new("sh").args(["-c", &kill]).stderr(Stdio::null()).status().unwrap();
    child.wait().unwrap().code().is_none()
}

#[test]
fn a_killed_run_is_resumed_without_loss() {
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path();
    write_articles(root);
    assert!(analyze(root, "whole").status().unwrap().success());
    let whole = files(&root.join("whole"));
    assert_eq!(whole.len(), ARTICLES);

    let output = root.join("out");
    let mut killed = 0;
    let mut before = BTreeMap::new();
    for (count, signal) in [(3, "KILL"), (12, "INT"), (25, "TERM"), (40, "KILL")] {
        let child = analyze(root, "out").arg("--resume").spawn().unwrap();
        killed += usize::from(kill_after(child, &output, count, signal));
        let now = reports(&output);
        for (name, report) in &before {
            assert_eq!(now.get(name), Some(report), "{name} was finished before the run that was killed");
        }
        before = now;
    }
    assert!(killed >= 2, "{killed} of 4 runs were killed on their way");
    let last = analyze(root, "out").arg("--resume").output().unwrap();
    assert!(last.status.success(), "{}", String::from_utf8_lossy(&last.stderr));
    assert_eq!(files(&output), whole, "the same reports as one run, and nothing left over");
}
