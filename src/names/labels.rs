//! The labels of a model: BIOES over its types, and which label may follow which.

use std::ops::Range;

/// Outside every name.
pub const OUTSIDE: u8 = 0;
/// Labels that every type has.
const PER_TYPE: usize = 4;
/// The most types that a model may have.
pub(crate) const MAX_TYPES: usize = 6;

/// Where in a mention a token stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Position {
    /// First of several tokens.
    Begin,
    /// Neither first nor last.
    Inside,
    /// Last of several tokens.
    End,
    /// The only token.
    Single,
}

/// The label set over a number of types: `O`, then `B I E S` of each type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Labels {
    types: usize,
}

impl Labels {
    /// Labels over `types` types (at most [`MAX_TYPES`]).
    #[must_use]
    pub fn new(types: usize) -> Self {
        Self { types: types.min(MAX_TYPES) }
    }

    /// How many labels there are.
    #[must_use]
    pub fn len(self) -> usize {
        1 + PER_TYPE * self.types
    }

    /// Never: `O` is always there.
    #[must_use]
    pub fn is_empty(self) -> bool {
        false
    }

    /// How many types there are.
    #[must_use]
    pub fn types(self) -> usize {
        self.types
    }

    /// The label of a token at `position` in a mention of type `kind`.
    #[must_use]
    pub fn label(self, kind: usize, position: Position) -> u8 {
        (1 + PER_TYPE * kind + position as usize) as u8
    }

    /// Type and position of `label`; `None` for `O`.
    #[must_use]
    pub fn parts(self, label: u8) -> Option<(usize, Position)> {
        let at = usize::from(label).checked_sub(1)?;
        let position = match at % PER_TYPE {
            0 => Position::Begin,
            1 => Position::Inside,
            2 => Position::End,
            _ => Position::Single,
        };
        Some((at / PER_TYPE, position))
    }

    /// Whether `next` may stand right after `label`.
    #[must_use]
    pub fn may_follow(self, label: u8, next: u8) -> bool {
        let open = match self.parts(label) {
            Some((kind, Position::Begin | Position::Inside)) => Some(kind),
            _ => None,
        };
        match self.parts(next) {
            Some((kind, Position::Inside | Position::End)) => open == Some(kind),
            _ => open.is_none(),
        }
    }

    /// Whether a sequence may start with `label`.
    #[must_use]
    pub fn may_start(self, label: u8) -> bool {
        self.may_follow(OUTSIDE, label)
    }

    /// Whether a sequence may end with `label`.
    #[must_use]
    pub fn may_end(self, label: u8) -> bool {
        self.may_follow(label, OUTSIDE)
    }

    /// Writes the labels of one mention over `tokens` into `labels`.
    pub fn write(self, labels: &mut [u8], tokens: Range<usize>, kind: usize) {
        let last = tokens.end.saturating_sub(1);
        for at in tokens.clone() {
            let position = match (at == tokens.start, at == last) {
                (true, true) => Position::Single,
                (true, false) => Position::Begin,
                (false, true) => Position::End,
                (false, false) => Position::Inside,
            };
            labels[at] = self.label(kind, position);
        }
    }

    /// Calls `found` with the tokens and the type of every whole mention in `labels`.
    pub fn mentions(self, labels: &[u8], mut found: impl FnMut(Range<usize>, usize)) {
        let mut start = 0;
        for (at, &label) in labels.iter().enumerate() {
            match self.parts(label) {
                Some((kind, Position::Single)) => found(at..at + 1, kind),
                Some((_, Position::Begin)) => start = at,
                Some((kind, Position::End)) => found(start..at + 1, kind),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let labels = Labels::new(3);
        let mut line = [OUTSIDE; 9];
        labels.write(&mut line, 0..1, 2);
        labels.write(&mut line, 1..3, 0);
        labels.write(&mut line, 5..9, 1);
        let mut found = Vec::new();
        labels.mentions(&line, |tokens, kind| found.push((tokens, kind)));
        assert_eq!(found, [(0..1, 2), (1..3, 0), (5..9, 1)]);
        assert!(line.windows(2).all(|pair| labels.may_follow(pair[0], pair[1])));
    }

    #[test]
    fn a_mention_is_closed_by_its_own_type() {
        let labels = Labels::new(2);
        let begin = labels.label(0, Position::Begin);
        assert!(labels.may_follow(begin, labels.label(0, Position::End)));
        assert!(!labels.may_follow(begin, labels.label(1, Position::End)));
        assert!(!labels.may_follow(begin, OUTSIDE));
        assert!(!labels.may_end(begin));
        assert!(!labels.may_start(labels.label(0, Position::Inside)));
    }
}
