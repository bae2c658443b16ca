//! Building what is compiled in: corpora, trainer, word tables, name lists, evaluation.

pub mod clitics;
pub mod lists;
pub mod text;
pub mod words;
