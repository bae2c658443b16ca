//! The analyzer of a run.

use anyhow::{Context, Result};
use khabar::Analyzer;
use khabar::names::{Model, OwnNames};
use khabar::read::{MAX_BYTES, read_file};
use std::path::Path;

/// The analyzer with the model in `file`, or with the one that is compiled in, and with the names in `gazetteer`.
///
/// # Errors
/// A file cannot be read, or is no model that fits this program, or no list of names.
pub(crate) fn analyzer(file: Option<&Path>, gazetteer: Option<&Path>) -> Result<Analyzer> {
    let analyzer = Analyzer::with_model(model(file)?);
    let Some(path) = gazetteer else { return Ok(analyzer) };
    let text = read_file(path, MAX_BYTES)?;
    Ok(analyzer.with_own_names(OwnNames::parse(path, &text.content)?))
}

/// The model in `file`, or the one that is compiled in.
///
/// # Errors
/// The file cannot be read, or is no model that fits this program.
pub(crate) fn model(file: Option<&Path>) -> Result<Model<'static>> {
    let Some(file) = file else {
        return Ok(Model::embedded()?);
    };
    let name = || format!("--model {}", file.display());
    let bytes = std::fs::read(file).with_context(name)?;
    // Read in place for as long as the program runs, and made once.
    let bytes: &'static [u8] = Box::leak(bytes.into_boxed_slice());
    Model::from_bytes(bytes).with_context(name)
}
