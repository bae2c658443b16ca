//! Every ```` ```console ```` block of README.md and of the pages in docs and examples: the commands are run, and what they print has to be
//! what the page shows. `UPDATE=1 cargo test --test readme` writes what is printed now into the pages.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

const PAGES: [&str; 1] = ["README.md"];
const OPEN: &str = "```console\n";
const CLOSE: &str = "```";

#[test]
fn what_the_pages_show_is_what_is_printed() {
    if Command::new("jq").arg("--version").output().is_err() {
        eprintln!("not tested: jq is not installed");
        return;
    }
    let mut commands = 0;
    for page in PAGES {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(page);
        let text = std::fs::read_to_string(&path).unwrap();
        let fresh = refreshed(&text, &mut commands);
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&path, fresh).unwrap();
        } else if fresh != text {
            let at = fresh.lines().zip(text.lines()).position(|(a, b)| a != b).unwrap_or_default();
            let line = |text: &str| text.lines().nth(at).unwrap_or_default().to_owned();
            panic!("{page}:{}: printed {:?}, shown {:?}", at + 1, line(&fresh), line(&text));
        }
    }
    assert!(commands > 5, "the pages show commands");
}

/// The page with what its commands print now.
fn refreshed(page: &str, commands: &mut usize) -> String {
    let mut fresh = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once(OPEN) {
        let (block, after) = after.split_once(CLOSE).expect("a block is closed");
        fresh.push_str(before);
        fresh.push_str(OPEN);
        for command in block.lines().filter_map(|line| line.strip_prefix("$ ")) {
            *commands += 1;
            let _ = write!(fresh, "$ {command}\n{}", printed(command));
        }
        fresh.push_str(CLOSE);
        rest = after;
    }
    fresh + rest
}

/// What a command prints, run in the repository with the built `analyze` first in the path.
fn printed(command: &str) -> String {
    let binary = Path::new(env!("CARGO_BIN_EXE_analyze")).parent().unwrap();
    let path = std::env::join_paths(
        std::iter::once(binary.to_owned())
            .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default())),
    );
    let mut bash = Command::new("bash");
    bash.args(["-c", &format!("{{ {command} ; }} 2>&1")]).env("PATH", path.unwrap());
    let output = bash.current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("bash");
    let mut text = String::from_utf8(output.stdout).expect("text");
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text
}
