//! Training on one's own articles: the README's example, on the fixture articles. Needs `--features train`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/articles")
}

/// The fixture articles as JSON Lines: text, and mentions with offsets in code points.
fn json_lines() -> String {
    let mut paths: Vec<_> = fs::read_dir(fixtures()).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "marked"));
    paths.sort();
    paths
        .iter()
        .map(|path| line(&path.display().to_string(), &fs::read_to_string(path).unwrap()) + "\n")
        .collect()
}

/// One article whose mentions are written `⟦p1|name⟧`: the type's letter, the entity's number.
fn line(id: &str, marked: &str) -> String {
    let (mut text, mut mentions, mut open) = (String::new(), Vec::new(), None);
    let mut rest = marked;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '⟦' => {
                let (kind, after) = rest.split_once('|').expect("a type");
                let kind = match kind.chars().next() {
                    Some('p') => "person",
                    Some('l') => "place",
                    Some('o') => "organization",
                    _ => "date",
                };
                open = Some((kind, text.chars().count()));
                rest = after;
            }
            '⟧' => {
                let (kind, start) = open.take().expect("an opening mark");
                mentions.push(serde_json::json!({"start": start, "end": text.chars().count(), "type": kind}));
            }
            c => text.push(c),
        }
    }
    serde_json::json!({"id": id, "source": "fixtures", "text": text, "mentions": mentions}).to_string()
}

fn train(folder: &Path, out: &str) -> Vec<u8> {
    let output = Command::new(env!("CARGO_BIN_EXE_khabar-train"))
        .current_dir(folder)
        .args(["names", "own.jsonl", "--steps", "8", "--parts", "0", "--out", out])
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    fs::read(folder.join(out)).unwrap()
}

#[test]
fn a_model_of_ones_own_articles_is_the_same_every_time_and_finds_names() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("own.jsonl"), json_lines()).unwrap();
    let bytes = train(folder.path(), "own.bin");
    assert!(bytes == train(folder.path(), "again.bin"), "the bytes differ");
    let output = Command::new(env!("CARGO_BIN_EXE_analyze"))
        .args(["--compact", "--model"])
        .arg(folder.path().join("own.bin"))
        .arg(fixtures().join("libya-talks.txt"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let report: khabar::Report = serde_json::from_slice(&output.stdout).unwrap();
    assert!(report.people.len() + report.places.len() + report.organizations.len() > 4, "it learned nothing");
}
