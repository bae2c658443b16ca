//! Dates in a text, resolved against an article's day that the first four bytes choose.
#![no_main]

use khabar::dates::{article_date, date_in_name, find};
use khabar::text::Document;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((head, rest)) = bytes.split_first_chunk::<4>() else { return };
    let Ok(text) = std::str::from_utf8(rest) else { return };
    let document = Document::new(text);
    for reference in [None, reference(*head)] {
        let dates = find(&document, reference);
        for date in &dates {
            assert!(date.span.start < date.span.end && text.get(date.span.start..date.span.end).is_some());
        }
        assert!(dates.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start));
    }
    let _ = article_date(&document);
    let _ = date_in_name(text);
});

/// Any year that a calendar has, and mostly those of newspapers.
fn reference([high, low, month, day]: [u8; 4]) -> Option<jiff::civil::Date> {
    let year = if high < 200 { 1900 + i16::from(low) } else { i16::from_le_bytes([high, low]) % 10_000 };
    jiff::civil::Date::new(year, (month % 12 + 1) as i8, (day % 31 + 1) as i8).ok()
}
