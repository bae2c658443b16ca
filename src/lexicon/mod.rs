//! Tables that are compiled ahead and read in place: name lists, counted words, titles, countries.
