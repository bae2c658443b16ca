//! Building what is compiled in: corpora, trainer, word tables, name lists, evaluation.
