//! How much an article is about an entity.

use crate::Span;

/// What salience is computed from.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Evidence {
    /// Number of mentions.
    pub(super) mentions: usize,
    /// Whether the headline names it.
    pub(super) in_title: bool,
    /// Index of the first sentence that names it.
    pub(super) first_sentence: usize,
    /// How many statements are its own.
    pub(super) statements: usize,
}

/// Salience of each entity, 0 to 1, of all together 1 (or nothing when there is none): mentions count by their square
/// root, a place in headline or lead and being heard raise it, a late first mention lowers it.
pub(super) fn salience(evidence: &[Evidence], sentences: usize) -> Vec<f32> {
    let raw: Vec<f32> = evidence.iter().map(|e| weight(e, sentences)).collect();
    let total: f32 = raw.iter().sum();
    raw.into_iter().map(|w| if total > 0.0 { w / total } else { 0.0 }).collect()
}

fn weight(e: &Evidence, sentences: usize) -> f32 {
    let lateness = e.first_sentence as f32 / sentences.max(1) as f32;
    let title = if e.in_title { 1.5 } else { 1.0 };
    let lead = if e.first_sentence <= 2 { 1.3 } else { 1.0 };
    let heard = 1.0 + 0.15 * (e.statements.min(4) as f32);
    (e.mentions as f32).sqrt() * title * lead * heard * (1.0 - 0.5 * lateness)
}

/// Whether one of `spans` lies in the headline.
pub(super) fn in_title(title: Option<Span>, mut spans: impl Iterator<Item = Span>) -> bool {
    title.is_some_and(|t| spans.any(|s| t.contains(s)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headline_and_number_of_mentions_raise_it_and_all_is_one() {
        let main = Evidence { mentions: 5, in_title: true, first_sentence: 0, statements: 1 };
        let aside = Evidence { mentions: 1, in_title: false, first_sentence: 8, statements: 0 };
        let result = salience(&[main, aside], 10);
        assert!(result[0] > 4.0 * result[1]);
        assert!((result.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        assert!(salience(&[], 0).is_empty());
    }
}
