//! Inputs that cannot be kept as files: huge, vanishing, looping, oddly named; and readers that go away.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};

fn analyze() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_analyze"));
    command.stdin(Stdio::null());
    command
}

fn run(command: &mut Command) -> (i32, String, String) {
    let Output { status, stdout, stderr } = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn write(folder: &Path, name: &str, content: impl AsRef<[u8]>) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, content).unwrap();
}

/// Waits for the end, and for no longer than a moment.
fn wait(mut child: Child) -> i32 {
    let started = Instant::now();
    loop {
        if let Some(status) = child.try_wait().unwrap() {
            return status.code().unwrap();
        }
        if started.elapsed() > Duration::from_secs(20) {
            child.kill().unwrap();
            panic!("it did not end");
        }
        std::thread::sleep(Duration::from_millis(10));
    }
}

#[test]
fn a_line_of_100_megabytes() {
    let folder = folder();
    let path = folder.path().join("line.txt");
    let word = "\u{643}\u{644}\u{645}\u{629} ";
    fs::write(&path, word.repeat(100_000_000 / word.len() + 1)).unwrap();
    let (code, stdout, stderr) = run(analyze().arg(&path));
    assert_eq!((code, stdout.as_str()), (2, ""));
    assert!(stderr.contains("line.txt: is larger than 67108864 bytes"), "{stderr}");
}

#[test]
fn a_record_of_100_megabytes_between_two_others() {
    let mut child = analyze()
        .args(["-", "--input-format", "jsonl", "--format", "tsv", "-j", "2", "-q"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(b"{\"text\": \"a\"}\n{\"text\": \"").unwrap();
    let megabyte = vec![b'a'; 1_000_000];
    for _ in 0..100 {
        stdin.write_all(&megabyte).unwrap();
    }
    stdin.write_all(b"\"}\n{\"text\": \"b\"}\n").unwrap();
    drop(stdin);
    let mut stderr = String::new();
    child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    assert_eq!(wait(child), 1);
    assert_eq!(stderr, "analyze: -:2: is larger than 67108864 bytes, the most that one article may have\n");
}

#[test]
fn a_long_article_in_one_line_is_analysed() {
    let folder = folder();
    let path = folder.path().join("line.txt");
    fs::write(&path, "\u{643}\u{644}\u{645}\u{629} ".repeat(200_000)).unwrap();
    let (code, stdout, stderr) = run(analyze().arg(&path));
    assert_eq!((code, stderr.as_str()), (0, ""));
    assert!(stdout.contains("\"words\":200000"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_text_that_does_not_fit_the_memory_is_named() {
    let folder = folder();
    fs::write(folder.path().join("a.txt"), "One. ".repeat(1_000_000)).unwrap();
    write(folder.path(), "b.txt", "Two.");
    let limited = format!("ulimit -v 240000; exec '{}' a.txt b.txt -j 1 -q", env!("CARGO_BIN_EXE_analyze"));
    let (code, stdout, stderr) =
        run(Command::new("sh").current_dir(folder.path()).args(["-c", &limited]).stdin(Stdio::null()));
    assert_eq!((code, stdout.lines().count()), (1, 1), "{stderr}");
    assert!(
        stderr.starts_with("analyze: a.txt: cannot be read: its analysis takes about 280 MB"),
        "{stderr}"
    );
}

#[test]
fn a_file_that_vanishes_during_the_run() {
    let folder = folder();
    for name in ["a.txt", "b.txt", "c.txt"] {
        write(folder.path(), name, "Text.");
    }
    // The list names b.txt, but only after its file is gone, and when a.txt has been analysed already.
    let mut child = analyze()
        .current_dir(folder.path())
        .args(["--files-from", "-", "-q", "-j", "1"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    let mut report = String::new();
    writeln!(stdin, "a.txt").unwrap();
    stdout.read_line(&mut report).unwrap();
    assert!(report.contains("\"path\":\"a.txt\""), "{report}");
    fs::remove_file(folder.path().join("b.txt")).unwrap();
    write!(stdin, "b.txt\nc.txt\n").unwrap();
    drop(stdin);
    report.clear();
    stdout.read_to_string(&mut report).unwrap();
    assert!(report.contains("\"path\":\"c.txt\"") && report.lines().count() == 1, "{report}");
    let mut stderr = String::new();
    child.stderr.take().unwrap().read_to_string(&mut stderr).unwrap();
    assert_eq!(stderr, "analyze: b.txt: cannot be read: No such file or directory (os error 2)\n");
    assert_eq!(wait(child), 1);
}

#[test]
fn a_reader_that_goes_away_ends_the_run_well() {
    for jobs in ["1", "4"] {
        let mut child = analyze()
            .args(["-", "--input-format", "jsonl", "-j", jobs])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        writeln!(stdin, "{{\"text\": \"a\"}}").unwrap();
        stdout.read_line(&mut line).unwrap();
        assert!(line.contains("\"line\":1"), "a report comes when its article is done: {line}");
        drop(stdout);
        // The input goes on, and stays open when it stops.
        for _ in 0..10 {
            if writeln!(stdin, "{{\"text\": \"a\"}}").is_err() {
                break;
            }
        }
        let mut stderr = child.stderr.take().unwrap();
        assert_eq!(wait(child), 0);
        let mut said = String::new();
        stderr.read_to_string(&mut said).unwrap();
        assert_eq!(said, "");
        drop(stdin);
    }
}

#[test]
fn a_full_disk_is_an_error() {
    if !Path::new("/dev/full").exists() {
        return;
    }
    let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
    let (code, _, stderr) =
        run(analyze().arg(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/bad/latin-only.txt")).stdout(full));
    assert_eq!(code, 2);
    assert!(stderr.starts_with("analyze: -: cannot be written: "), "{stderr}");
}

#[cfg(unix)]
#[test]
fn folders_with_links_hidden_and_binary_files_and_odd_names() {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    let folder = folder();
    let root = folder.path();
    write(root, "b/two.txt", "Two.");
    write(root, "a.txt", "One.");
    write(root, ".hidden.txt", "Hidden.");
    write(root, ".git/x.txt", "Hidden.");
    write(root, "binary.txt", b"\x7fELF\0\0\0");
    write(root, "other.pdf", "not asked for");
    symlink(root, root.join("b/loop")).unwrap();
    symlink(root.join("a.txt"), root.join("c.txt")).unwrap();
    symlink("self.txt", root.join("self.txt")).unwrap();
    // Opened, it would be waited for without end.
    let pipe = Command::new("mkfifo").args([root.join("pipe.txt"), root.join("b/pipe.pdf")]).status();
    let pipes = usize::from(pipe.is_ok_and(|status| status.success()));
    let odd = std::ffi::OsStr::from_bytes(b"\xFF\xFE odd.txt");
    fs::write(root.join(odd), "Three.").unwrap();
    let (code, stdout, stderr) = run(analyze().current_dir(root).args([".", "-j", "3"]));
    let paths: Vec<String> = stdout
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap()["source"]["path"].to_string())
        .collect();
    assert_eq!(
        paths,
        ["\"./a.txt\"", "\"./b/two.txt\"", "\"./c.txt\"", "\"./\u{FFFD}\u{FFFD} odd.txt\""],
        "{stderr}"
    );
    assert!(stderr.contains("./binary.txt: is not text: byte 4 is NUL"), "{stderr}");
    assert!(stderr.contains("./self.txt: cannot be read: "), "{stderr}");
    // .git, .hidden.txt, the looping link and the binary file, and the pipe whose name is an article's.
    let closing = format!("4 articles, 1 failed, {} files skipped", 4 + pipes);
    assert!(stderr.contains(&closing), "{stderr}");
    assert_eq!(code, 1);
}

#[test]
fn reports_in_a_folder_are_whole_and_finished_ones_are_kept() {
    let folder = folder();
    let root = folder.path();
    write(root, "in/x/a.txt", "One.");
    write(root, "in/b.txt", "Two.");
    write(root, "in/bad.txt", "");
    write(root, "out/.b.json.partial", "left by a run that was killed");
    let command = |more: &[&str]| run(analyze().current_dir(root).args(["in", "-o", "out"]).args(more));
    let (code, stdout, stderr) = command(&[]);
    assert_eq!((code, stdout.as_str()), (1, ""));
    assert!(stderr.contains("in/bad.txt: is empty"), "{stderr}");
    let read = |name: &str| fs::read_to_string(root.join(name)).unwrap();
    for name in ["out/x/a.json", "out/b.json"] {
        serde_json::from_str::<khabar::Report>(&read(name)).unwrap();
    }
    assert!(!root.join("out/.b.json.partial").exists() && !root.join("out/bad.json").exists());

    fs::write(root.join("out/b.json"), "kept").unwrap();
    fs::remove_file(root.join("out/x/a.json")).unwrap();
    let (_, _, stderr) = command(&["--resume"]);
    assert!(stderr.contains("1 articles, 1 failed, 1 finished before"), "{stderr}");
    assert_eq!(read("out/b.json"), "kept");
    assert!(root.join("out/x/a.json").exists());
}

#[test]
fn an_article_is_never_written_over() {
    let folder = folder();
    write(folder.path(), "a.txt", "One.");
    let (code, _, stderr) =
        run(analyze().current_dir(folder.path()).args(["a.txt", "-o", ".", "--format", "brat"]));
    assert_eq!(code, 2);
    assert!(stderr.contains("a.txt: cannot be written: it is the article itself"), "{stderr}");
    assert_eq!(fs::read_to_string(folder.path().join("a.txt")).unwrap(), "One.");
}

#[test]
fn compressed_articles_are_read_whatever_their_name() {
    let folder = folder();
    let text = "One. Two.";
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(text.as_bytes()).unwrap();
    let zstd =
        ruzstd::encoding::compress_to_vec(text.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest);
    write(folder.path(), "a.txt.gz", encoder.finish().unwrap());
    write(folder.path(), "b.txt.zst", &zstd);
    write(folder.path(), "c.txt", &zstd);
    write(folder.path(), "d.txt", &zstd[..zstd.len() - 3]);
    let (code, stdout, stderr) = run(analyze().current_dir(folder.path()).args([".", "-q"]));
    assert_eq!(stdout.lines().filter(|line| line.contains("\"words\":2")).count(), 3, "{stdout}");
    assert!(stderr.starts_with("analyze: ./d.txt: cannot be read: "), "{stderr}");
    assert_eq!(code, 1);
}

#[cfg(unix)]
#[test]
fn a_list_may_name_files_with_any_bytes() {
    use std::os::unix::ffi::OsStrExt;
    let folder = folder();
    let name = b"\xFF odd.txt";
    fs::write(folder.path().join(std::ffi::OsStr::from_bytes(name)), "One.").unwrap();
    write(folder.path(), "b.txt", "Two.");
    fs::write(folder.path().join("list"), [&name[..], b"\r\n\nb.txt\n"].concat()).unwrap();
    let (code, stdout, stderr) =
        run(analyze().current_dir(folder.path()).args(["--files-from", "list", "-q"]));
    assert_eq!((code, stdout.lines().count(), stderr.as_str()), (0, 2, ""));
}

#[test]
fn two_articles_never_share_a_report() {
    let folder = folder();
    let root = folder.path();
    for name in ["x/a.txt", "y/a.txt", "x/a.txt.gz"] {
        write(root, name, "One.");
    }
    // Several folders keep their names below the output folder; a.txt and a.txt.gz of one folder would both be a.json.
    let (code, _, stderr) = run(analyze().current_dir(root).args(["x", "y", "-o", "out", "-j", "2"]));
    assert_eq!(code, 1);
    let lost =
        "analyze: x/a.txt.gz: cannot be written: its report would have the same name as an earlier article's";
    assert!(stderr.starts_with(lost), "{stderr}");
    assert!(root.join("out/x/a.json").exists() && root.join("out/y/a.json").exists());
    // Not even when the first one was finished by an earlier run.
    let (code, _, stderr) = run(analyze().current_dir(root).args(["x", "-o", "out/x", "--resume"]));
    assert_eq!(code, 1);
    assert!(stderr.starts_with(lost) && stderr.contains("1 finished before"), "{stderr}");
}

#[test]
fn a_run_does_not_read_what_it_writes() {
    let folder = folder();
    write(folder.path(), "a.txt", "One.");
    write(folder.path(), "z/b.txt", "Two.");
    for _ in 0..2 {
        let (code, _, stderr) =
            run(analyze().current_dir(folder.path()).args([".", "-o", "out", "--format", "brat"]));
        assert!(code == 0 && stderr.contains("2 articles, 0 failed"), "{stderr}");
    }
    assert!(!folder.path().join("out/out").exists());
}

#[test]
fn records_of_a_stream_have_a_file_each() {
    let folder = folder();
    let mut child = analyze()
        .current_dir(folder.path())
        .args(["-", "--input-format", "jsonl", "-q", "-o", "out"])
        .stdin(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"{\"text\": \"a\"}\n\n{\"text\": \"b\"}\n").unwrap();
    assert_eq!(wait(child), 0);
    for line in ["00000001", "00000003"] {
        assert!(folder.path().join(format!("out/stdin/{line}.json")).exists());
    }
}
