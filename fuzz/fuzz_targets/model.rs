//! Any bytes as a model of names, and names found with it.
#![no_main]

use khabar::names::{Model, Scratch, Tagger};
use khabar::text::Document;
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

const TEXT: &str = "\u{642}\u{627}\u{644} \u{623}\u{62d}\u{645}\u{62f} \u{641}\u{64a} \u{628}\u{64a}\u{631}\u{648}\u{62a}. \
    \u{648}\u{627}\u{644}\u{623}\u{645}\u{645} \u{627}\u{644}\u{645}\u{62a}\u{62d}\u{62f}\u{629} 2024.";

static DOCUMENT: LazyLock<Document<'static>> = LazyLock::new(|| Document::new(TEXT));

fuzz_target!(|bytes: &[u8]| {
    let Ok(model) = Model::from_bytes(bytes) else { return };
    let _ = model.types();
    model.calibrated(0.5);
    let (mut scratch, mut names) = (Scratch::default(), Vec::new());
    Tagger::new(model).tag(&DOCUMENT, &mut scratch, &mut names);
    for name in &names {
        assert!(TEXT.get(name.span.start..name.span.end).is_some_and(|text| !text.is_empty()));
    }
    assert!(names.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
});
