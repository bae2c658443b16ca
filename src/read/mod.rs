//! From bytes to decoded text: encodings, compression, and records of JSON Lines.

mod compress;
pub mod conll;
mod encoding;
mod records;

pub use compress::{Source, open, unpack};
pub use encoding::decode;
pub use records::{Fields, Record, Records};

use crate::Error;
use std::io::Read;
use std::path::Path;

/// The most bytes that one article may have unless another limit is asked for: 64 MiB.
pub const MAX_BYTES: u64 = 64 << 20;

/// One decoded article. A byte order mark is not part of the text; offsets count from its first character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Text {
    /// The text, nothing changed.
    pub content: String,
    /// The encoding's name in the WHATWG standard: `UTF-8`, `UTF-16LE`, `windows-1256`, …
    pub encoding: &'static str,
    /// How many bytes it was decoded from, after decompression and with its byte order mark.
    pub bytes: u64,
}

/// Reads one article from a file (plain, gzip or zstd).
///
/// # Errors
/// [`Error::Read`], [`Error::TooLarge`], [`Error::Empty`] or [`Error::NotText`].
pub fn read_file(path: &Path, max_bytes: u64) -> Result<Text, Error> {
    read_all(path, open(path)?, max_bytes)
}

/// Reads one article from a stream to its end; `label` names it in errors.
///
/// # Errors
/// As [`read_file`].
pub fn read_all(label: &Path, stream: impl Read, max_bytes: u64) -> Result<Text, Error> {
    let mut bytes = Vec::new();
    let mut limited = stream.take(max_bytes.saturating_add(1));
    limited.read_to_end(&mut bytes).map_err(|source| Error::Read { path: label.to_owned(), source })?;
    if bytes.len() as u64 > max_bytes {
        return Err(Error::TooLarge { path: label.to_owned(), limit: max_bytes });
    }
    let text = decode(label, bytes)?;
    // A text that grows when it is decoded (windows-1256 doubles) still has to have offsets.
    let most = crate::text::MAX_BYTES;
    if text.content.len() > most {
        return Err(Error::TooLarge { path: label.to_owned(), limit: most as u64 });
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_past_the_limit_is_not_read_whole() {
        let endless = std::io::repeat(b'a');
        let error = read_all(Path::new("-"), endless, 1000).unwrap_err();
        assert_eq!(error.to_string(), "-: is larger than 1000 bytes, the most that one article may have");
    }

    #[test]
    fn a_missing_file_says_so() {
        let error = read_file(Path::new("no/such/file.txt"), MAX_BYTES).unwrap_err();
        assert!(error.to_string().starts_with("no/such/file.txt: cannot be read: "), "{error}");
    }
}
