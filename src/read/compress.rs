//! Compressed inputs, known by their first bytes and never by their name.

use crate::Error;
use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::StreamingDecoder;
use ruzstd::decoding::errors::FrameDecoderError;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

/// An opened input, decompressed as it is read.
pub type Source = Box<dyn Read + Send>;

const GZIP: [u8; 2] = [0x1F, 0x8B];
const ZSTD: [u8; 4] = [0x28, 0xB5, 0x2F, 0xFD];
const BUFFER: usize = 64 << 10;

/// Opens a file and decompresses it when it is gzip or zstd.
///
/// # Errors
/// [`Error::Read`].
pub fn open(path: &Path) -> Result<Source, Error> {
    let failed = |source| Error::Read { path: path.to_owned(), source };
    let file = File::open(path).map_err(failed)?;
    if file.metadata().map_err(failed)?.is_dir() {
        return Err(failed(io::Error::from(io::ErrorKind::IsADirectory)));
    }
    unpack(file).map_err(failed)
}

/// Decompresses `stream` when it is gzip or zstd; several members or frames in a row are one stream.
///
/// # Errors
/// What reading the first bytes gives.
pub fn unpack(stream: impl Read + Send + 'static) -> io::Result<Source> {
    let mut buffered = BufReader::with_capacity(BUFFER, stream);
    let head = buffered.fill_buf()?;
    if head.starts_with(&GZIP) {
        Ok(Box::new(MultiGzDecoder::new(buffered)))
    } else if head.starts_with(&ZSTD) {
        Ok(Box::new(ZstdFrames::Between(buffered)))
    } else {
        Ok(Box::new(buffered))
    }
}

/// Zstandard frames in a row; the decoder itself stops after one.
enum ZstdFrames<R: BufRead> {
    Between(R),
    Inside(Box<StreamingDecoder<R, ruzstd::decoding::FrameDecoder>>),
    Ended,
}

impl<R: BufRead> Read for ZstdFrames<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            match std::mem::replace(self, Self::Ended) {
                Self::Ended => return Ok(0),
                Self::Between(mut rest) => {
                    if !rest.fill_buf()?.is_empty() {
                        *self = Self::Inside(Box::new(StreamingDecoder::new(rest).map_err(invalid)?));
                    }
                }
                Self::Inside(mut frame) => {
                    let read = frame.read(buffer)?;
                    if read > 0 || buffer.is_empty() {
                        *self = Self::Inside(frame);
                        return Ok(read);
                    }
                    *self = Self::Between(frame.into_inner());
                }
            }
        }
    }
}

#[allow(clippy::needless_pass_by_value, reason = "the form that map_err asks for")]
fn invalid(error: FrameDecoderError) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Cursor, Write};

    fn whole(bytes: Vec<u8>) -> io::Result<String> {
        let mut text = String::new();
        unpack(Cursor::new(bytes))?.read_to_string(&mut text)?;
        Ok(text)
    }

    fn gzip(text: &str) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
        encoder.write_all(text.as_bytes()).unwrap();
        encoder.finish().unwrap()
    }

    fn zstd(text: &str) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(text.as_bytes(), ruzstd::encoding::CompressionLevel::Fastest)
    }

    #[test]
    fn members_in_a_row_are_one_stream() {
        assert_eq!(whole([gzip("one"), gzip("two")].concat()).unwrap(), "onetwo");
        assert_eq!(whole([zstd("one"), zstd("two")].concat()).unwrap(), "onetwo");
        assert_eq!(whole(b"plain".to_vec()).unwrap(), "plain");
        assert_eq!(whole(Vec::new()).unwrap(), "");
    }

    #[test]
    fn a_cut_stream_is_an_error() {
        for packed in [gzip("some text that is cut"), zstd("some text that is cut")] {
            let cut = packed[..packed.len() - 6].to_vec();
            assert!(whole(cut).is_err());
        }
    }
}
