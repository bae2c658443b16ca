//! JSON Lines: one object a line, its text and what is known about it.

use crate::Error;
use serde_json::{Map, Value};
use std::io::BufRead;
use std::path::{Path, PathBuf};

/// The names of the fields that are read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fields {
    /// The article's text.
    pub text: String,
    /// Its id, any JSON value.
    pub id: String,
    /// Its date, `2024-11-19` or a timestamp that starts so.
    pub date: String,
}

impl Default for Fields {
    fn default() -> Self {
        Self { text: "text".to_owned(), id: "id".to_owned(), date: "date".to_owned() }
    }
}

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub struct Record {
    /// From 1.
    pub line: u64,
    /// The article's text.
    pub text: String,
    /// The line's length.
    pub bytes: u64,
    /// The article's id; never null.
    pub id: Option<Value>,
    /// The article's day.
    pub date: Option<jiff::civil::Date>,
    /// Every other field.
    pub rest: Map<String, Value>,
}

/// The records of a stream, one at a time; a line that is no record is an error with its number, and the next call
/// goes on after it.
#[derive(Debug)]
pub struct Records<R> {
    stream: R,
    path: PathBuf,
    fields: Fields,
    max_bytes: u64,
    line: u64,
    buffer: Vec<u8>,
    broken: bool,
}

impl<R: BufRead> Records<R> {
    /// `path` names the stream in errors; a line may have at most `max_bytes` bytes.
    pub fn new(stream: R, path: &Path, fields: Fields, max_bytes: u64) -> Self {
        Self { stream, path: path.to_owned(), fields, max_bytes, line: 0, buffer: Vec::new(), broken: false }
    }

    /// Reads the next line into the buffer, without its end; `None` at the end of the stream.
    fn next_line(&mut self) -> Option<Result<(), Error>> {
        self.buffer.clear();
        let mut too_long = false;
        loop {
            let chunk = match self.stream.fill_buf() {
                Ok(chunk) => chunk,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(source) => {
                    self.broken = true;
                    return Some(Err(Error::Read { path: self.path.clone(), source }));
                }
            };
            let end = chunk.iter().position(|&b| b == b'\n');
            let piece = &chunk[..end.unwrap_or(chunk.len())];
            let at_end_of_stream = chunk.is_empty();
            too_long |= (self.buffer.len() + piece.len()) as u64 > self.max_bytes;
            if too_long {
                self.buffer = Vec::new();
            } else {
                self.buffer.extend_from_slice(piece);
            }
            let used = piece.len() + usize::from(end.is_some());
            self.stream.consume(used);
            if at_end_of_stream && self.buffer.is_empty() && !too_long {
                return None;
            }
            if end.is_some() || at_end_of_stream {
                self.line += 1;
                let label = label(&self.path, self.line);
                return Some(if too_long {
                    Err(Error::TooLarge { path: label, limit: self.max_bytes })
                } else {
                    Ok(())
                });
            }
        }
    }

    fn record(&self) -> Result<Record, String> {
        let line = match self.line {
            1 => self.buffer.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&self.buffer),
            _ => &self.buffer,
        };
        let value: Value = serde_json::from_slice(line).map_err(|e| no_json(&e))?;
        let Value::Object(mut rest) = value else {
            return Err("is no JSON object".to_owned());
        };
        let Fields { text, id, date } = &self.fields;
        let content = match rest.remove(text) {
            Some(Value::String(content)) => content,
            Some(_) => return Err(format!("its field {text:?} is no string")),
            None => return Err(format!("has no field {text:?}")),
        };
        let day = match rest.remove(date) {
            None | Some(Value::Null) => None,
            Some(Value::String(value)) if value.trim().is_empty() => None,
            Some(Value::String(value)) => {
                Some(day(&value).ok_or_else(|| format!("its field {date:?} is no date: {value:?}"))?)
            }
            Some(other) => return Err(format!("its field {date:?} is no date: {other}")),
        };
        let id = rest.remove(id).filter(|id| !id.is_null());
        Ok(Record { line: self.line, text: content, bytes: self.buffer.len() as u64, id, date: day, rest })
    }
}

impl<R: BufRead> Iterator for Records<R> {
    type Item = Result<Record, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if self.broken {
                return None;
            }
            if let Err(error) = self.next_line()? {
                return Some(Err(error));
            }
            if self.buffer.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let filled = |r: &Record| !r.text.trim().is_empty();
            let record = self
                .record()
                .and_then(|r| if filled(&r) { Ok(r) } else { Err("its text is empty".to_owned()) });
            let (path, line) = (&self.path, self.line);
            return Some(record.map_err(|reason| Error::Record { path: path.clone(), line, reason }));
        }
    }
}

/// The parser counts lines of its own, which would be read as the file's.
fn no_json(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let what = said.split(" at line ").next().unwrap_or_default();
    format!("is no JSON: {what} at column {}", error.column())
}

/// `articles.jsonl:12`
fn label(path: &Path, line: u64) -> PathBuf {
    let mut label = path.as_os_str().to_owned();
    label.push(format!(":{line}"));
    label.into()
}

/// The day that `2024-11-19`, `2024-11-19T10:30:00Z` and `2024-11-19 10:30` start with.
fn day(value: &str) -> Option<jiff::civil::Date> {
    let value = value.trim();
    let (day, rest) = value.split_at_checked(10)?;
    if !(rest.is_empty() || rest.starts_with(['T', 't', ' '])) {
        return None;
    }
    day.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &str, max_bytes: u64) -> Vec<Result<Record, String>> {
        let records = Records::new(lines.as_bytes(), Path::new("in"), Fields::default(), max_bytes);
        records.map(|r| r.map_err(|e| e.to_string())).collect()
    }

    #[test]
    fn a_bad_line_does_not_end_the_stream() {
        let lines = "{\"text\":\"a\",\"id\":7,\"date\":\"2024-11-19T08:00:00Z\",\"x\":[1]}\n\nno json\n{}\n[1]\n\
            {\"text\":\"b\",\"date\":\"2024-02-30\"}\n{\"text\":\" \"}\n{\"text\":\"c\",\"id\":null,\"date\":null}";
        let records = read(lines, 1000);
        let first = records[0].as_ref().unwrap();
        assert_eq!((first.line, first.id.clone(), first.rest.len()), (1, Some(Value::from(7)), 1));
        assert_eq!(first.date, Some(jiff::civil::date(2024, 11, 19)));
        let errors: Vec<_> = records.iter().filter_map(|r| r.as_ref().err()).collect();
        assert_eq!(
            errors,
            [
                "in:3: is no JSON: expected ident at column 2",
                "in:4: has no field \"text\"",
                "in:5: is no JSON object",
                "in:6: its field \"date\" is no date: \"2024-02-30\"",
                "in:7: its text is empty",
            ]
        );
        let last = records.last().unwrap().as_ref().unwrap();
        assert_eq!((last.line, last.text.as_str(), &last.id, last.date), (8, "c", &None, None));
    }

    #[test]
    fn a_line_past_the_limit_is_skipped() {
        let lines = format!("{{\"text\":\"{}\"}}\n{{\"text\":\"b\"}}\n", "a".repeat(200_000));
        let records = read(&lines, 1000);
        assert!(records[0].as_ref().unwrap_err().starts_with("in:1: is larger than 1000 bytes"));
        assert_eq!(records[1].as_ref().unwrap().text, "b");
        assert_eq!(records.len(), 2);
    }
}
