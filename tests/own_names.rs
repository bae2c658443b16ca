//! `--gazetteer`: the user's own names, in the whole pipeline.

use serde_json::Value;
use std::fs;
use std::process::{Command, Output};

/// Runs `analyze --gazetteer list` over `text`; exit status, standard output, standard error.
fn run(list: &str, text: &str) -> (i32, String, String) {
    let folder = tempfile::tempdir().unwrap();
    let [list_path, text_path] = ["names.tsv", "article.txt"].map(|name| folder.path().join(name));
    fs::write(&list_path, list).unwrap();
    fs::write(&text_path, text).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_analyze"));
    let Output { status, stdout, stderr } =
        command.args(["--compact", "--gazetteer"]).args([&list_path, &text_path]).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

/// A sentence about a company that nobody knows, named twice, the second time after a conjunction.
const TEXT: &str = "أعلنت زرقاء الوادي نتائجها أمس. وقال المدير إن الأرباح زادت وزرقاء الوادي تتوسع.\n";

#[test]
fn a_listed_name_is_found_with_its_id() {
    let (code, stdout, stderr) = run("# own\nزرقاء الوادي\torganization\tACME-7\n", TEXT);
    assert_eq!((code, stderr.as_str()), (0, ""));
    let report: Value = serde_json::from_str(&stdout).unwrap();
    let all = report["organizations"].as_array().unwrap();
    let own: Vec<&Value> = all.iter().filter(|entity| entity["own_id"] == "ACME-7").collect();
    assert_eq!(own.len(), 1, "{report}");
    assert_eq!((&own[0]["name"], &own[0]["count"]), (&"زرقاء الوادي".into(), &2.into()));
    let chars: Vec<char> = TEXT.chars().collect();
    for mention in own[0]["mentions"].as_array().unwrap() {
        let at = |key: &str| usize::try_from(mention[key].as_u64().unwrap()).unwrap();
        assert_eq!(chars[at("start")..at("end")].iter().collect::<String>(), "زرقاء الوادي");
        assert_eq!(mention["confidence"], 1.0);
    }
}

#[test]
fn without_the_list_there_is_no_id() {
    let (_, stdout, _) = run("شيء آخر\tplace\n", TEXT);
    assert!(!stdout.contains("own_id"), "{stdout}");
}

#[test]
fn a_line_that_is_no_name_is_named() {
    let (code, stdout, stderr) = run("زرقاء\tcompany\n", TEXT);
    assert_eq!((code, stdout.as_str()), (2, ""));
    assert!(stderr.contains("names.tsv:1: the type \"company\" is none of"), "{stderr}");
}
