//! What a probability by the chain is worth: the share of right spans among those with about that probability.

use crate::names::model::CALIBRATION_POINTS;

/// Spans this far away in probability still count, the less the farther.
const WIDTH: f32 = 0.08;
/// So many imagined spans say that the probability is right as it is.
const TRUST: f32 = 8.0;

/// The corrected probabilities at equal steps from 0 to 1, never falling, from spans that a model found on articles that
/// it had not seen.
#[must_use]
pub fn table(spans: &[(f32, bool)]) -> Vec<f32> {
    let mut highest = 0.0_f32;
    let points = (0..CALIBRATION_POINTS).map(|at| {
        let centre = at as f32 / (CALIBRATION_POINTS - 1) as f32;
        let (mut weight, mut right) = (TRUST, TRUST * centre);
        for &(p, is_right) in spans {
            let near = (1.0 - (p - centre).abs() / WIDTH).max(0.0);
            weight += near;
            right += if is_right { near } else { 0.0 };
        }
        highest = highest.max(right / weight);
        highest
    });
    points.collect()
}

/// The table that changes nothing.
#[must_use]
pub fn identity() -> Vec<f32> {
    table(&[])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_spans_nothing_changes() {
        for (at, value) in identity().into_iter().enumerate() {
            assert!((value - at as f32 / 20.0).abs() < 1e-5);
        }
    }

    #[test]
    fn boasting_is_corrected() {
        // Of the spans with probability p, seven tenths of p are right.
        let spans: Vec<(f32, bool)> = (0..20_000)
            .map(|i| {
                let p = (i % 100) as f32 / 100.0;
                (p, ((i / 100 % 100) as f32) < 70.0 * p)
            })
            .collect();
        let table = table(&spans);
        assert!((table[18] - 0.63).abs() < 0.02, "{table:?}");
        assert!((table[10] - 0.35).abs() < 0.02, "{table:?}");
        assert!(table.windows(2).all(|pair| pair[0] <= pair[1]));
    }
}
