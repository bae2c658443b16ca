//! The contract: every report is valid against the schema, reads back, keeps its promises about offsets, and is the same
//! whatever the number of threads.

mod common;

use common::articles;
use khabar::{Analyzer, OffsetUnit, Options, Report, Scratch};
use proptest::prelude::*;
use std::process::Command;
use std::sync::LazyLock;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::new().unwrap());

fn options(offsets: OffsetUnit) -> Options {
    let entities = khabar::entities::Settings { explain: true, ..Default::default() };
    Options { date: "2024-11-19".parse().ok(), offsets, entities, ..Options::default() }
}

fn analyze(text: &str, offsets: OffsetUnit) -> Report {
    ANALYZER.analyze(text, &options(offsets), &mut Scratch::default())
}

/// `start..end` of `text` in the unit.
fn slice(text: &str, unit: OffsetUnit, start: usize, end: usize) -> Option<String> {
    match unit {
        OffsetUnit::Bytes => text.get(start..end).map(str::to_owned),
        OffsetUnit::Codepoints => Some(text.chars().skip(start).take(end.checked_sub(start)?).collect()),
        OffsetUnit::Utf16 => {
            let units: Vec<u16> = text.encode_utf16().collect();
            String::from_utf16(units.get(start..end)?).ok()
        }
    }
}

/// Every promise that the contract makes about one report, as an error that names what broke it.
fn promises(report: &Report, text: &str, unit: OffsetUnit) -> Result<(), String> {
    let whole = |what: &str, said: &str, start: usize, end: usize| {
        let found = slice(text, unit, start, end);
        if found.as_deref() == Some(said) && start < end {
            Ok(())
        } else {
            Err(format!("{what} {start}..{end} is {found:?}, not {said:?}"))
        }
    };
    let mut ids = Vec::new();
    let mut salience = 0.0;
    for entity in report.entities() {
        ids.push(entity.id);
        salience += entity.salience;
        if entity.name.trim().is_empty() || entity.count != entity.mentions.len() || entity.count == 0 {
            return Err(format!("entity {} has no name or another count: {entity:?}", entity.id));
        }
        if !entity.mentions.is_sorted_by_key(|m| m.start) {
            return Err(format!("mentions of {} are out of order", entity.id));
        }
        for m in entity.mentions {
            whole("mention", &m.text, m.start, m.end)?;
            if m.text.trim() != m.text || !(0.0..=1.0).contains(&m.confidence) {
                return Err(format!("mention {m:?}"));
            }
            if m.sentence >= report.article.sentences {
                return Err(format!("sentence of {m:?}"));
            }
        }
    }
    if salience > 1.001 {
        return Err(format!("salience adds up to {salience}"));
    }
    for d in &report.dates {
        whole("date", &d.text, d.start, d.end)?;
    }
    for role in report.people.iter().flat_map(|p| &p.role_mentions) {
        whole("role", &role.text, role.start, role.end)?;
    }
    for quote in &report.quotes {
        whole("quote", &quote.text, quote.start, quote.end)?;
    }
    for sentence in &report.summary {
        whole("summary", &sentence.text, sentence.start, sentence.end)?;
    }
    let named = report.relations.iter().flat_map(|r| [&r.from, &r.to]);
    for id in named.chain(report.quotes.iter().filter_map(|q| q.speaker.as_ref())) {
        if !ids.contains(&id.as_str()) {
            return Err(format!("{id} is nobody's id"));
        }
    }
    let marks = report.marks();
    match marks.windows(2).find(|pair| pair[0].end > pair[1].start) {
        Some(pair) => Err(format!("{:?} overlaps {:?}", pair[0].text, pair[1].text)),
        None => Ok(()),
    }
}

/// The path of the first null, empty string or empty object.
fn blank(value: &serde_json::Value) -> Option<String> {
    use serde_json::Value;
    match value {
        Value::Null => Some(String::new()),
        Value::String(text) => text.is_empty().then(String::new),
        Value::Array(items) => items.iter().find_map(blank).map(|path| format!("[]{path}")),
        Value::Object(fields) if fields.is_empty() => Some(String::new()),
        Value::Object(fields) => {
            fields.iter().find_map(|(key, value)| Some(format!(".{key}{}", blank(value)?)))
        }
        _ => None,
    }
}

#[test]
fn every_report_is_valid_and_reads_back() {
    let schema: serde_json::Value = serde_json::from_str(khabar::report::SCHEMA).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut mentions = 0;
    for article in articles() {
        let report = analyze(&article.text, OffsetUnit::Codepoints);
        mentions += report.marks().len();
        let json = serde_json::to_string(&report).unwrap();
        let value: serde_json::Value = serde_json::from_str(&json).unwrap();
        let errors: Vec<String> = validator.iter_errors(&value).map(|e| e.to_string()).collect();
        assert!(errors.is_empty(), "{}: {errors:?}", article.name);
        let back: Report = serde_json::from_str(&json).unwrap();
        assert_eq!(serde_json::to_string(&back).unwrap(), json, "{}", article.name);
        assert_eq!(blank(&value), None, "{}: unknown is absent", article.name);
    }
    assert!(mentions > 100, "the articles are full of names and dates, and {mentions} are found");
}

#[test]
fn the_schema_refuses_what_is_no_report() {
    let schema: serde_json::Value = serde_json::from_str(khabar::report::SCHEMA).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let mut value = serde_json::to_value(analyze("Text.", OffsetUnit::Codepoints)).unwrap();
    assert!(validator.is_valid(&value));
    value["new"] = 1.into();
    assert!(!validator.is_valid(&value));
    assert!(serde_json::from_value::<Report>(value).is_err());
}

#[test]
fn offsets_are_right_in_every_unit() {
    for article in articles() {
        for unit in [OffsetUnit::Codepoints, OffsetUnit::Bytes, OffsetUnit::Utf16] {
            let report = analyze(&article.text, unit);
            promises(&report, &article.text, unit)
                .unwrap_or_else(|e| panic!("{}, {unit:?}: {e}", article.name));
        }
    }
}

#[test]
fn reports_are_the_same_for_any_number_of_threads() {
    let run = |jobs: &str, options: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_analyze"));
        command.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/articles"));
        let output = command.args(["-q", "-j", jobs]).args(options.split(' ')).output().unwrap();
        assert!(output.status.success());
        output.stdout
    };
    for (options, more) in [
        (". . --format jsonl", &["2", "8"][..]),
        (". --format csv", &["8"]),
        (". --format conll", &["8"]),
        (". --format text", &["8"]),
        (". --format geojson", &["8"]),
        // Rows are dropped on the way.
        (". --aggregate --aggregate-limit 20", &["2", "8"]),
        (". --aggregate --format csv --rows pairs", &["8"]),
    ] {
        let one = run("1", options);
        assert!(!one.is_empty());
        for jobs in more {
            assert!(run(jobs, options) == one, "-j {jobs} {options}");
        }
    }
}

#[test]
fn every_line_of_the_command_is_valid_and_reads_back() {
    let schema = Command::new(env!("CARGO_BIN_EXE_analyze")).arg("schema").output().unwrap().stdout;
    let validator = jsonschema::validator_for(&serde_json::from_slice(&schema).unwrap()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let text = &articles()[0].text;
    let record = serde_json::json!({"text": text, "id": {"n": 1}, "date": "2024-11-19", "url": null});
    std::fs::write(folder.path().join("2024-11-19.txt"), text).unwrap();
    std::fs::write(folder.path().join("b.jsonl"), record.to_string()).unwrap();
    for options in
        ["--explain --offsets utf16", "--keep-fields --date-from-name", "--offsets bytes --summary 0"]
    {
        let mut command = Command::new(env!("CARGO_BIN_EXE_analyze"));
        command.current_dir(folder.path()).args(["2024-11-19.txt", "b.jsonl", "-q"]);
        let output = command.args(options.split(' ')).output().unwrap();
        assert!(output.status.success());
        let lines = String::from_utf8(output.stdout).unwrap();
        assert_eq!(lines.lines().count(), 2);
        for line in lines.lines() {
            let value = serde_json::from_str(line).unwrap();
            let errors: Vec<String> = validator.iter_errors(&value).map(|e| e.to_string()).collect();
            assert!(errors.is_empty(), "{options}: {errors:?}");
            let back: Report = serde_json::from_str(line).unwrap();
            assert_eq!(serde_json::to_string(&back).unwrap(), line);
        }
    }
}

/// Words, names, marks, numbers and controls as hostile as they come, in any order.
fn piece() -> impl Strategy<Value = String> {
    let listed = [
        "\u{62F}. ",
        "\u{645}\u{62D}\u{645}\u{62F} ",
        "\u{628}\u{646} ",
        "\u{648}\u{644}\u{644}",
        "\u{627}\u{644}",
        "\u{642}\u{627}\u{644} ",
        "\u{625}\u{646} ",
        "\u{64A}\u{648}\u{645} ",
        "\u{623}\u{645}\u{633} ",
        "\u{639}\u{627}\u{645} ",
        "\u{632}\u{639}\u{64A}\u{645} ",
        "\u{645}\u{635}\u{631}",
        "19",
        "\u{662}\u{660}",
        "/",
        " - ",
        "\u{AB}",
        "\u{BB}",
        "\"",
        "(",
        ")",
        "\u{61F}",
        ".",
        "\u{2026}",
        "\n",
        "\r\n",
        "\u{2028}",
        "\u{640}",
        "\u{64B}",
        "\u{200F}",
        "\u{202E}",
        "\u{FEFF}",
        "\u{0}",
        "\u{FDFA}",
        "\u{1F1EA}\u{1F1EC}",
        "KCNA",
        " ",
        "\u{6CC}",
        "\u{6A9}",
        "<b>",
        "&",
        "=1+1",
        "\u{301}",
        "\u{D7FF}",
    ];
    prop_oneof![
        8 => prop::sample::select(listed.map(str::to_owned).to_vec()),
        1 => "\\PC{0,8}",
        1 => any::<char>().prop_map(String::from),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_text_gives_a_report_that_keeps_its_promises(pieces in prop::collection::vec(piece(), 0..60)) {
        let text = pieces.concat();
        for unit in [OffsetUnit::Bytes, OffsetUnit::Codepoints, OffsetUnit::Utf16] {
            prop_assert_eq!(promises(&analyze(&text, unit), &text, unit), Ok(()));
        }
    }

    #[test]
    fn tokens_do_not_overlap_and_lie_in_sentences(pieces in prop::collection::vec(piece(), 0..60)) {
        let text = pieces.concat();
        let document = khabar::text::Document::new(&text);
        let tokens = document.tokens();
        prop_assert!(tokens.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start), "{:?}", text);
        prop_assert!(tokens.iter().all(|token| !token.span.of(&text).is_empty()), "{:?}", text);
        let covered: usize = document.sentences().iter().map(|s| s.tokens.len()).sum();
        prop_assert_eq!(covered, tokens.len(), "{:?}", text);
    }

    #[test]
    fn pieces_of_articles_too(
        index in any::<prop::sample::Index>(),
        from in any::<prop::sample::Index>(),
        length in 0..600_usize,
        hole in any::<prop::sample::Index>(),
        junk in piece(),
    ) {
        let articles = articles();
        let text: Vec<char> = index.get(&articles).text.chars().collect();
        let from = from.index(text.len());
        let mut cut: Vec<char> = text[from..text.len().min(from + length)].to_vec();
        if !cut.is_empty() {
            let at = hole.index(cut.len());
            cut.splice(at..at, junk.chars());
        }
        let cut: String = cut.into_iter().collect();
        prop_assert_eq!(promises(&analyze(&cut, OffsetUnit::Bytes), &cut, OffsetUnit::Bytes), Ok(()));
    }

    #[test]
    fn any_bytes_give_a_report_or_a_typed_error(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        if let Ok(text) = khabar::read::decode(std::path::Path::new("x"), bytes) {
            let report = analyze(&text.content, OffsetUnit::Bytes);
            prop_assert_eq!(promises(&report, &text.content, OffsetUnit::Bytes), Ok(()));
        }
    }

    #[test]
    fn every_format_takes_any_text(pieces in prop::collection::vec(piece(), 0..40)) {
        use khabar::report::{Color, Rows, Separator, brat, conll, geojson, html, plain, rows};
        let text = pieces.concat();
        let bytes = analyze(&text, OffsetUnit::Bytes);
        let page = html(&bytes, &text);
        prop_assert!(page.ends_with("</html>\n"));
        for tagged in conll(&bytes, &text).lines().filter(|line| !line.is_empty()) {
            prop_assert_eq!(tagged.split('\t').count(), 2, "{:?}", tagged);
        }
        let points = analyze(&text, OffsetUnit::Codepoints);
        let _ = brat(&points, &text);
        let _ = plain(&points, Color::Never);
        let _ = geojson(&points);
        for line in rows(&points, Rows::Mentions, Separator::Tab).lines() {
            prop_assert_eq!(line.split('\t').count(), 14);
        }
    }
}

#[test]
fn an_article_gives_its_own_day() {
    let cases = include_str!("own_date.tsv").lines().filter(|line| !line.starts_with('#'));
    let mut count = 0;
    for (day, text) in cases.map(|line| line.split_once('\t').unwrap()) {
        let text = text.replace(" / ", "\n");
        let report = ANALYZER.analyze(&text, &Options::default(), &mut Scratch::default());
        assert_eq!(report.article.date.as_deref().unwrap_or("-"), day, "{text}");
        count += 1;
    }
    assert!(count > 10);
}
