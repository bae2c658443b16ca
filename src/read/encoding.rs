//! Which encoding bytes are in, and their text.
//!
//! In this order: a byte order mark; UTF-16 without one (its pattern of high bytes); valid UTF-8; a legacy Arabic
//! encoding that `chardetng` names and whose letters turn out Arabic. Everything else is an error that says why.

use super::Text;
use crate::Error;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_8859_6, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1256};
use std::path::Path;

/// How much of an input is looked at to guess UTF-16.
const SAMPLE: usize = 8 << 10;

/// Decodes one article; `label` names it in errors.
///
/// # Errors
/// [`Error::Empty`] when there is nothing but white space, [`Error::NotText`] with the byte offset when the bytes are no
/// text.
pub fn decode(label: &Path, bytes: Vec<u8>) -> Result<Text, Error> {
    let length = bytes.len() as u64;
    let refused = |Refused { reason, binary }| Error::NotText { path: label.to_owned(), reason, binary };
    let (content, encoding) = decode_bytes(bytes).map_err(refused)?;
    if content.trim().is_empty() {
        return Err(Error::Empty { path: label.to_owned() });
    }
    Ok(Text { content, encoding: encoding.name(), bytes: length })
}

/// Why bytes are no text.
#[derive(Debug)]
struct Refused {
    reason: String,
    binary: bool,
}

impl From<String> for Refused {
    fn from(reason: String) -> Self {
        Self { reason, binary: false }
    }
}

type Decoded = Result<(String, &'static Encoding), Refused>;

fn decode_bytes(bytes: Vec<u8>) -> Decoded {
    if bytes.starts_with(&[0xFF, 0xFE, 0, 0]) || bytes.starts_with(&[0, 0, 0xFE, 0xFF]) {
        return Err("it is in UTF-32, which is not read; save it as UTF-8".to_owned().into());
    }
    if let Some((encoding, mark)) = Encoding::for_bom(&bytes) {
        return if encoding == UTF_8 {
            utf8(bytes, mark).map_err(|(_, at)| broken_utf8(at).into())
        } else {
            utf16(&bytes[mark..], encoding)
        };
    }
    if let Some(encoding) = utf16_without_mark(&bytes) {
        return utf16(&bytes, encoding);
    }
    if let Some(at) = bytes.iter().position(|&b| b == 0) {
        return Err(Refused { reason: format!("byte {at} is NUL, so this is a binary file"), binary: true });
    }
    match utf8(bytes, 0) {
        Ok((content, encoding)) => no_controls(&content).map(|()| (content, encoding)),
        Err((bytes, at)) => legacy(&bytes, at),
    }
}

/// The text after `mark` bytes, or the bytes and the offset of the first that is no UTF-8.
fn utf8(mut bytes: Vec<u8>, mark: usize) -> Result<(String, &'static Encoding), (Vec<u8>, usize)> {
    bytes.drain(..mark);
    match String::from_utf8(bytes) {
        Ok(content) => Ok((content, UTF_8)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to() + mark;
            Err((error.into_bytes(), at))
        }
    }
}

fn utf16(bytes: &[u8], encoding: &'static Encoding) -> Decoded {
    if !bytes.len().is_multiple_of(2) {
        return Err(format!("broken {}: an odd number of bytes", encoding.name()).into());
    }
    match encoding.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(content) => Ok((content.into_owned(), encoding)),
        None => Err(format!("broken {}: half of a surrogate pair", encoding.name()).into()),
    }
}

/// UTF-16 is known by the high bytes of its units: nearly all are those of Latin, Arabic or general punctuation, and
/// some are Arabic.
fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    if bytes.len() < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let looks = |high: usize| {
        let units = sample.len() / 2;
        let expected = sample.iter().skip(high).step_by(2).filter(|b| matches!(b, 0 | 6 | 0x20)).count();
        let arabic = sample.iter().skip(high).step_by(2).filter(|&&b| b == 6).count();
        expected * 20 >= units * 19 && arabic * 4 >= units
    };
    match (looks(1), looks(0)) {
        (true, false) => Some(UTF_16LE),
        (false, true) => Some(UTF_16BE),
        _ => None,
    }
}

/// `at` is the first byte that is no UTF-8.
fn legacy(bytes: &[u8], at: usize) -> Decoded {
    if mostly_utf8(bytes) {
        return Err(broken_utf8(at).into());
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    let guess = detector.guess(None, Utf8Detection::Deny);
    if guess != WINDOWS_1256 && guess != ISO_8859_6 {
        let name = guess.name();
        let reason =
            format!("byte {at} is no UTF-8, and it looks like {name} rather than an Arabic encoding");
        return Err(reason.into());
    }
    match guess.decode_without_bom_handling_and_without_replacement(bytes) {
        Some(content) if reads_as_arabic(&content) => {
            no_controls(&content).map(|()| (content.into_owned(), guess))
        }
        _ => Err(format!("byte {at} is no UTF-8, and as {} it makes no Arabic words", guess.name()).into()),
    }
}

fn broken_utf8(at: usize) -> String {
    format!("broken UTF-8 at byte {at}")
}

/// Whether nine of ten bytes beyond ASCII are in well-formed UTF-8 sequences, which no legacy text has by chance.
fn mostly_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().bytes().filter(|b| !b.is_ascii()).count();
        bad += chunk.invalid().len();
    }
    good >= bad * 9
}

/// Whether most letters of the text are Arabic.
fn reads_as_arabic(content: &str) -> bool {
    let (mut arabic, mut accented) = (0, 0);
    for c in content.chars().filter(|c| !c.is_ascii()) {
        match c {
            '\u{621}'..='\u{64A}' => arabic += 1,
            _ if c.is_alphabetic() => accented += 1,
            _ => {}
        }
    }
    arabic > accented * 4
}

/// Text has next to no control characters.
fn no_controls(content: &str) -> Result<(), Refused> {
    let control = |c: char| c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{b}');
    let count = content.chars().filter(|&c| control(c)).count();
    if count * 20 <= content.len() {
        return Ok(());
    }
    let at = content.find(control).unwrap_or_default();
    let reason = format!("{count} control characters, the first at byte {at}, so this is a binary file");
    Err(Refused { reason, binary: true })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    // "He said in Cairo yesterday that the war had ended."
    const SENTENCE: &str = "\u{642}\u{627}\u{644} \u{641}\u{64a} \u{627}\u{644}\u{642}\u{627}\u{647}\u{631}\u{629} \
        \u{623}\u{645}\u{633} \u{625}\u{646} \u{627}\u{644}\u{62d}\u{631}\u{628} \u{627}\u{646}\u{62a}\u{647}\u{62a}.";

    fn read(bytes: &[u8]) -> Result<Text, String> {
        decode(Path::new("x"), bytes.to_vec()).map_err(|e| e.to_string())
    }

    fn utf16_bytes(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let marked = |mark: &[u8], rest: Vec<u8>| [mark, &rest].concat();
        // `encoding_rs` encodes windows-1256 but, as the standard says, every label of ISO-8859-6 too.
        let cases = [
            ("UTF-8", SENTENCE.as_bytes().to_vec()),
            ("UTF-8", marked(&[0xEF, 0xBB, 0xBF], SENTENCE.as_bytes().to_vec())),
            ("UTF-16LE", utf16_bytes(SENTENCE, false)),
            ("UTF-16BE", utf16_bytes(SENTENCE, true)),
            ("UTF-16LE", marked(&[0xFF, 0xFE], utf16_bytes(SENTENCE, false))),
            ("UTF-16BE", marked(&[0xFE, 0xFF], utf16_bytes(SENTENCE, true))),
            ("windows-1256", WINDOWS_1256.encode(SENTENCE).0.into_owned()),
            ("ISO-8859-6", ISO_8859_6.encode(SENTENCE).0.into_owned()),
        ];
        for (encoding, bytes) in cases {
            let text = read(&bytes).unwrap();
            assert_eq!((text.content.as_str(), text.encoding), (SENTENCE, encoding));
            assert_eq!(text.bytes, bytes.len() as u64);
        }
    }

    #[test]
    fn what_is_no_text_says_where() {
        let broken = [SENTENCE.as_bytes(), b"\xFF\xD8", SENTENCE.as_bytes()].concat();
        let at = SENTENCE.len();
        let french =
            encoding_rs::WINDOWS_1252.encode("L'\u{e9}t\u{e9} dernier, pr\u{e8}s d'ici").0.into_owned();
        let cases = [
            (&broken[..], format!("x: is not text: broken UTF-8 at byte {at}")),
            (b"\x7fELF\0\0\x01", "x: is not text: byte 4 is NUL, so this is a binary file".to_owned()),
            (b" \n\t ", "x: is empty".to_owned()),
            (b"", "x: is empty".to_owned()),
            (b"\xEF\xBB\xBF", "x: is empty".to_owned()),
            (b"\xFF\xFEa", "x: is not text: broken UTF-16LE: an odd number of bytes".to_owned()),
            (b"\xFF\xFE\x00\xD8", "x: is not text: broken UTF-16LE: half of a surrogate pair".to_owned()),
            (
                b"\x01\x02\x03abc",
                "x: is not text: 3 control characters, the first at byte 0, so this is a binary file"
                    .to_owned(),
            ),
        ];
        for (bytes, message) in cases {
            assert_eq!(read(bytes).unwrap_err(), message);
        }
        assert!(read(&french).unwrap_err().contains("looks like windows-1252"), "{:?}", read(&french));
    }

    proptest! {
        #[test]
        fn any_bytes_give_a_text_or_an_error(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            if let Ok(text) = read(&bytes) {
                prop_assert!(!text.content.trim().is_empty());
            }
        }

        #[test]
        fn any_text_in_utf8_is_kept(text in "[\\PC\\n]{1,200}") {
            prop_assume!(!text.trim().is_empty() && !text.starts_with('\u{feff}'));
            prop_assert_eq!(read(text.as_bytes()).map(|t| t.content), Ok(text));
        }
    }
}
