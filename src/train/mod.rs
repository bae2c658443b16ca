//! Building what is compiled in: corpora, trainer, word tables, name lists, evaluation.

pub mod calibrate;
pub mod clitics;
pub mod clusters;
pub mod cv;
pub mod dataset;
pub mod gold;
pub mod habits;
pub mod kmeans;
pub mod lbfgs;
pub mod lists;
pub mod model;
pub mod objective;
pub mod recipe;
pub mod samples;
pub mod score;
pub mod standoff;
pub mod svd;
pub mod text;
pub mod words;
