//! JSON Lines: the same records and errors however the stream is cut, and a line each at most. The first byte says how long
//! a line may be and how much the stream gives at a time.
#![no_main]

use khabar::read::{Fields, Record, Records};
use libfuzzer_sys::fuzz_target;
use std::io::{BufReader, Read};
use std::path::Path;

fuzz_target!(|bytes: &[u8]| {
    let Some((&choice, bytes)) = bytes.split_first() else { return };
    let limit = if choice & 1 == 0 { 1 << 20 } else { 64 };
    let whole = read(bytes, limit);
    let cut = read(BufReader::with_capacity(1 + usize::from(choice >> 1), bytes), limit);
    assert_eq!(whole, cut);
    assert!(whole.len() <= bytes.split(|&byte| byte == b'\n').count());
    for record in whole.into_iter().flatten() {
        assert!(!record.text.trim().is_empty() && record.bytes <= limit);
    }
});

fn read(stream: impl Read, limit: u64) -> Vec<Result<Record, String>> {
    let stream = BufReader::with_capacity(1, stream);
    let records = Records::new(stream, Path::new("in"), Fields::default(), limit);
    records.map(|record| record.map_err(|error| error.to_string())).collect()
}
