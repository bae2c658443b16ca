//! Quotes and reported speech, each with who says it.
//!
//! A verb of speech opens a statement. Its subject stands behind it or before it; without any it is who the sentence is
//! about, or the last speaker («وأضاف»). What is said is what stands in quotation marks, or the clause behind إن/أن. A
//! quotation without a verb has a speaker where a colon introduces it or a source is named («بحسب», «وفقا لـ»).

mod clause;
mod finder;
mod marks;
mod speaker;
mod subject;
mod verbs;
mod words;

use super::knowledge::Knowledge;
use super::roles;
use crate::Span;
use crate::names::NameMention;
use crate::text::Document;

/// Something said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Said {
    /// The words, without quotation marks; bytes of the original.
    pub(super) span: Span,
    /// The mention of who says it.
    pub(super) speaker: Option<usize>,
    /// The verb as written, without proclitics.
    pub(super) verb: Option<Span>,
    /// In quotation marks.
    pub(super) direct: bool,
}

/// Finds what is said, in order of text.
pub(super) fn find(
    document: &Document,
    names: &[NameMention],
    roles: &roles::Found,
    knowledge: &Knowledge,
) -> Vec<Said> {
    let mut said = finder::Finder::new(document, names, roles, knowledge).run();
    said.sort_by_key(|s| (s.span, !s.direct));
    said.dedup_by_key(|s| s.span);
    said
}
