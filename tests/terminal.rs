//! What a person at a terminal gets. The terminal is made by `script` (util-linux); where it is missing nothing is tested.
#![cfg(target_os = "linux")]

use std::process::{Command, Stdio};

/// What a terminal shows of `analyze ARGUMENTS`; `None` without `script`.
fn shown(arguments: &str, no_color: &str) -> Option<String> {
    let line = format!("'{}' {arguments}", env!("CARGO_BIN_EXE_analyze"));
    let mut command = Command::new("script");
    command.args(["-qec", &line, "/dev/null"]).stdin(Stdio::null());
    command.current_dir(env!("CARGO_MANIFEST_DIR")).env("TERM", "xterm").env("NO_COLOR", no_color);
    let output = command.output().ok()?;
    assert!(output.status.success(), "{line}: {}", String::from_utf8_lossy(&output.stdout));
    Some(String::from_utf8(output.stdout).unwrap())
}

const ARTICLE: &str = "fixtures/articles/libya-talks.txt";

#[test]
fn colours_are_for_terminals_that_want_them() {
    let Some(coloured) = shown(&format!("{ARTICLE} --format text"), "") else { return };
    assert!(coloured.contains("\u{1b}["), "{coloured}");
    for (options, no_color) in [("--color never", ""), ("", "1")] {
        let plain = shown(&format!("{ARTICLE} --format text {options}"), no_color).unwrap_or_default();
        assert!(!plain.is_empty() && !plain.contains("\u{1b}["), "{options} NO_COLOR={no_color}: {plain}");
    }
    let always = shown(&format!("{ARTICLE} --format text --color always"), "1").unwrap_or_default();
    assert!(always.contains("\u{1b}["), "{always}");
}

#[test]
fn json_of_one_article_is_indented() {
    let Some(indented) = shown(ARTICLE, "") else { return };
    assert!(indented.starts_with("{\r\n  \"schema_version\""), "{indented}");
    let compact = shown(&format!("{ARTICLE} --compact"), "").unwrap_or_default();
    assert_eq!(compact.lines().count(), 1, "{compact}");
}

#[test]
fn a_run_shows_how_far_it_is_and_ends_with_its_counts() {
    let Some(run) = shown("fixtures/articles -j 1 >/dev/null", "") else { return };
    assert!(run.contains(" left"), "time left: {run}");
    assert!(run.contains("articles, 0 failed"), "{run}");
    let quiet = shown("fixtures/articles -q >/dev/null", "").unwrap_or_default();
    assert_eq!(quiet, "");
}
