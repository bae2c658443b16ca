//! The analyzer of a run.

use anyhow::{Context, Result};
use khabar::Analyzer;
use khabar::names::Model;
use std::path::Path;

/// The analyzer with the model in `file`, or with the one that is compiled in.
///
/// # Errors
/// The file cannot be read, or is no model that fits this program.
pub(crate) fn analyzer(file: Option<&Path>) -> Result<Analyzer> {
    Ok(Analyzer::with_model(model(file)?))
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
