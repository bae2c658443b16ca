//! A stored model, read in place: nothing is decoded or allocated but its header.
//!
//! All numbers are little-endian: magic, format, feature template, hash of the tables (`u64`), worth of a unit of weight
//! (`f32`), number of types, of blocks, of rows, flags ([`ASKS`]); from [`HEADER`] on the types' names with their lengths, the transition
//! scores and the calibration (`f32`), the habits of words with their length ([`super::habits`]); then, on the next multiple of [`ALIGNMENT`], the weights ([`super::rows`]).

use super::habits::Habits;
use super::labels::{Labels, MAX_TYPES};
use super::rows::Rows;
use super::template::TEMPLATE_ID;
use crate::Error;

/// First bytes of a model file.
pub(crate) const MAGIC: &[u8; 8] = b"KHABNER\n";
/// Changes with the layout of the file.
pub(crate) const VERSION: u32 = 2;
/// The weights begin on a multiple of it: a cache line.
pub(crate) const ALIGNMENT: usize = 64;
/// A flag: the features ask for the compiled-in model's opinion.
pub(crate) const ASKS: u32 = 1;
/// Points of the table that corrects confidences.
pub(crate) const CALIBRATION_POINTS: usize = 21;
/// Bytes before the names of the types.
pub(crate) const HEADER: usize = 64;

/// A model file's parts.
#[derive(Debug, Clone)]
pub struct Model<'m> {
    types: Vec<&'m str>,
    labels: Labels,
    /// What one unit of a stored weight is worth.
    unit: f32,
    transitions: Vec<f32>,
    calibration: [f32; CALIBRATION_POINTS],
    /// Hash of the tables that the features are made with.
    tables: u64,
    habits: Habits<'m>,
    asks: bool,
    rows: Rows<'m>,
}

/// Reads numbers from the front of a byte slice.
struct Reader<'m> {
    bytes: &'m [u8],
}

impl<'m> Reader<'m> {
    fn take(&mut self, count: usize) -> Option<&'m [u8]> {
        let (taken, rest) = self.bytes.split_at_checked(count)?;
        self.bytes = rest;
        Some(taken)
    }

    fn u32(&mut self) -> Option<u32> {
        let (taken, rest) = self.bytes.split_first_chunk::<4>()?;
        self.bytes = rest;
        Some(u32::from_le_bytes(*taken))
    }

    fn u64(&mut self) -> Option<u64> {
        let (taken, rest) = self.bytes.split_first_chunk::<8>()?;
        self.bytes = rest;
        Some(u64::from_le_bytes(*taken))
    }

    fn f32(&mut self) -> Option<f32> {
        self.u32().map(f32::from_bits)
    }
}

/// The shipped model, on a cache line's boundary.
static EMBEDDED: &Aligned<[u8]> = &Aligned(*include_bytes!("model.bin"));

#[repr(align(64))]
struct Aligned<B: ?Sized>(B);

impl Model<'static> {
    /// The model that is compiled in. Whether it was trained with the compiled-in tables is a question for the build, not
    /// for every start: a unit test compares their hash with the model's.
    ///
    /// # Errors
    /// [`Error::Table`] when it does not have the form or the features of this program.
    pub fn embedded() -> Result<Self, Error> {
        Self::from_bytes(&EMBEDDED.0)
    }
}

impl<'m> Model<'m> {
    /// Reads the header of a model file.
    ///
    /// # Errors
    /// [`Error::Table`] when the magic, the version, the feature template or the length is another one.
    pub fn from_bytes(bytes: &'m [u8]) -> Result<Self, Error> {
        let wrong = |reason: &str| Error::Table { name: "names model".into(), reason: reason.into() };
        let mut reader = Reader { bytes };
        if reader.take(MAGIC.len()) != Some(MAGIC) {
            return Err(wrong("it does not start with the magic of a names model"));
        }
        let (version, template) = (reader.u32().unwrap_or(0), reader.u32().unwrap_or(0));
        if (version, template) != (VERSION, TEMPLATE_ID) {
            let found = format!(
                "it has format {version} and feature template {template}, this program reads {VERSION} and {TEMPLATE_ID}"
            );
            return Err(wrong(&found));
        }
        Self::parts(reader, bytes).ok_or_else(|| wrong("it is cut off, or its lengths do not agree"))
    }

    fn parts(mut reader: Reader<'m>, bytes: &'m [u8]) -> Option<Self> {
        let tables = reader.u64()?;
        let unit = reader.f32()?;
        let type_count = reader.u32()? as usize;
        let (blocks, count) = (reader.u32()? as usize, reader.u32()? as usize);
        let asks = reader.u32()? & ASKS != 0;
        if type_count > MAX_TYPES || !unit.is_finite() {
            return None;
        }
        let labels = Labels::new(type_count);
        reader.bytes = bytes.get(HEADER..)?;
        let mut types = Vec::with_capacity(type_count);
        for _ in 0..type_count {
            let length = reader.u32()? as usize;
            types.push(std::str::from_utf8(reader.take(length)?).ok()?);
        }
        let transitions = (0..labels.len() * labels.len()).map(|_| reader.f32()).collect::<Option<_>>()?;
        let mut calibration = [0.0; CALIBRATION_POINTS];
        for point in &mut calibration {
            *point = reader.f32()?;
        }
        let habits = match reader.u32()? as usize {
            0 => Habits::default(),
            length => Habits::new(reader.take(length)?).ok()?,
        };
        let read = (bytes.len() - reader.bytes.len()).next_multiple_of(ALIGNMENT);
        let rows = Rows::read(bytes.get(read..)?, blocks, count, labels)?;
        Some(Self { types, labels, unit, transitions, calibration, tables, habits, asks, rows })
    }

    /// The names of its types, in the order of its labels.
    #[must_use]
    pub fn types(&self) -> &[&'m str] {
        &self.types
    }

    /// Its label set.
    #[must_use]
    pub fn labels(&self) -> Labels {
        self.labels
    }

    /// Hash of the tables that its features were made with.
    #[must_use]
    pub fn tables(&self) -> u64 {
        self.tables
    }

    /// What words usually are: the table that it was trained with, empty when it was trained without.
    #[must_use]
    pub fn habits(&self) -> Habits<'m> {
        self.habits
    }

    /// Whether its features ask what the compiled-in model thinks of a token.
    #[must_use]
    pub fn asks(&self) -> bool {
        self.asks
    }

    pub(crate) fn transitions(&self) -> &[f32] {
        &self.transitions
    }

    /// What one unit of a sum of weights is worth as a score.
    pub(crate) fn unit(&self) -> f32 {
        self.unit
    }

    /// The weights of its features.
    pub(crate) fn rows(&self) -> &Rows<'m> {
        &self.rows
    }

    /// The share of spans with probability `p` by the chain that proved right on held-out articles.
    #[must_use]
    pub fn calibrated(&self, p: f32) -> f32 {
        let at = p.clamp(0.0, 1.0) * (CALIBRATION_POINTS - 1) as f32;
        let below = (at.floor() as usize).min(CALIBRATION_POINTS - 2);
        let (low, high) = (self.calibration[below], self.calibration[below + 1]);
        low + (high - low) * (at - below as f32)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_model_fits_the_embedded_tables() {
        let model = Model::embedded().expect("the model has this program's features");
        assert_eq!(model.types(), ["person", "place", "organization"]);
        assert_eq!(model.tables(), crate::names::table_hash(), "train it again: docs/model.md says how");
    }

    #[test]
    fn bytes_that_are_no_model_are_an_error() {
        let whole = &EMBEDDED.0;
        for bytes in [&whole[..0], &whole[..20], &whole[1..], &whole[..100]] {
            assert!(Model::from_bytes(bytes).is_err());
        }
    }
}
