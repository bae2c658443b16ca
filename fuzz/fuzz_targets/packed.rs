//! Any bytes as a plain, gzip or zstd article, read under a limit.
#![no_main]

use khabar::read::{read_all, unpack};
use libfuzzer_sys::fuzz_target;
use std::io::Cursor;
use std::path::Path;

fuzz_target!(|bytes: &[u8]| {
    let limit = 1 << 20;
    let Ok(stream) = unpack(Cursor::new(bytes.to_vec())) else { return };
    if let Ok(text) = read_all(Path::new("article.txt.gz"), stream, limit) {
        assert!(text.bytes <= limit && !text.content.trim().is_empty());
    }
});
