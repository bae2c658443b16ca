//! Any text as a CoNLL file; its spans lie in their sentence, and do not overlap.
#![no_main]

use khabar::read::conll::{StrayInside, sentences};
use libfuzzer_sys::fuzz_target;
use std::path::Path;

fuzz_target!(|text: &str| {
    let Ok(sentences) = sentences(Path::new("gold.conll"), text) else { return };
    for sentence in sentences {
        assert_eq!(sentence.tokens.len(), sentence.tags.len());
        for stray in [StrayInside::Begins, StrayInside::Dropped] {
            let spans = sentence.spans(stray);
            assert!(spans.iter().all(|(range, _)| range.start < range.end && range.end <= sentence.tags.len()));
            assert!(spans.windows(2).all(|pair| pair[0].0.end <= pair[1].0.start));
        }
    }
});
