//! k-means on unit vectors (spherical k-means), deterministic.

use rayon::prelude::*;

/// Points in rows of one length.
#[derive(Debug, Clone, Copy)]
pub struct Points<'p> {
    /// All coordinates, row by row.
    pub values: &'p [f32],
    /// Coordinates of one point.
    pub rank: usize,
}

/// Assigns every point to one of `k` clusters. Only the first `core` points move the centres: order points by how well
/// they are known.
#[must_use]
pub fn cluster(points: Points, core: usize, k: usize, steps: usize) -> Vec<u16> {
    let Points { values, rank } = points;
    let known = &values[..core.min(values.len() / rank.max(1)) * rank];
    let mut centres: Vec<f32> = Vec::with_capacity(k * rank);
    let stride = (known.len() / rank / k).max(1);
    for at in 0..k {
        let row = (at * stride) % (known.len() / rank);
        centres.extend(&known[row * rank..][..rank]);
    }
    for _ in 0..steps {
        let owners = assign(known, &centres, rank);
        move_centres(known, &owners, &mut centres, rank);
    }
    assign(values, &centres, rank)
}

fn assign(values: &[f32], centres: &[f32], rank: usize) -> Vec<u16> {
    values.par_chunks_exact(rank).map(|point| nearest(point, centres, rank)).collect()
}

/// The number of the centre with the largest inner product.
fn nearest(point: &[f32], centres: &[f32], rank: usize) -> u16 {
    let mut best = (f32::NEG_INFINITY, 0);
    for (number, centre) in centres.chunks_exact(rank).enumerate() {
        let closeness = dot(point, centre);
        if closeness > best.0 {
            best = (closeness, number as u16);
        }
    }
    best.1
}

fn dot(a: &[f32], b: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; 8];
    for (a, b) in a.as_chunks::<8>().0.iter().zip(b.as_chunks::<8>().0) {
        for lane in 0..8 {
            lanes[lane] += a[lane] * b[lane];
        }
    }
    lanes.iter().sum()
}

fn move_centres(points: &[f32], owners: &[u16], centres: &mut [f32], rank: usize) {
    let mut sums = vec![0.0_f32; centres.len()];
    for (point, &owner) in points.chunks_exact(rank).zip(owners) {
        let sum = &mut sums[usize::from(owner) * rank..][..rank];
        sum.iter_mut().zip(point).for_each(|(sum, value)| *sum += value);
    }
    for (centre, sum) in centres.chunks_exact_mut(rank).zip(sums.chunks_exact(rank)) {
        let length = sum.iter().map(|x| x * x).sum::<f32>().sqrt();
        if length > 0.0 {
            centre.iter_mut().zip(sum).for_each(|(centre, value)| *centre = value / length);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_of_one_direction_are_one_cluster() {
        let mut values = Vec::new();
        for at in 0..40 {
            let mut point = [0.0_f32; 8];
            // The first centres are points at equal distances: one of each direction.
            point[at / 10] = 1.0;
            point[4] = at as f32 / 400.0;
            values.extend(point);
        }
        let owners = cluster(Points { values: &values, rank: 8 }, 40, 4, 5);
        for at in 0..40 {
            assert_eq!(owners[at], owners[at / 10 * 10]);
        }
        let distinct: std::collections::BTreeSet<_> = owners.iter().collect();
        assert_eq!(distinct.len(), 4);
    }
}
