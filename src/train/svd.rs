//! The largest singular directions of a sparse matrix, by a randomized range finder with power iterations (Halko,
//! Martinsson and Tropp 2011, algorithms 4.4 and 5.1). Sums are made in an order that no number of threads changes.

use rayon::prelude::*;

/// A sparse matrix by rows.
#[derive(Debug, Default, Clone)]
pub struct Sparse {
    /// Where each row starts; one more for the end.
    pub starts: Vec<usize>,
    /// Columns of the stored values, row by row.
    pub columns: Vec<u32>,
    /// The values.
    pub values: Vec<f32>,
    /// The number of columns.
    pub width: usize,
}

impl Sparse {
    /// The number of rows.
    #[must_use]
    pub fn height(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Rows and columns exchanged.
    #[must_use]
    pub fn transposed(&self) -> Self {
        let mut starts = vec![0_usize; self.width + 1];
        self.columns.iter().for_each(|&column| starts[column as usize + 1] += 1);
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut columns = vec![0; self.columns.len()];
        let mut values = vec![0.0; self.columns.len()];
        for row in 0..self.height() {
            for at in self.starts[row]..self.starts[row + 1] {
                let slot = &mut next[self.columns[at] as usize];
                columns[*slot] = row as u32;
                values[*slot] = self.values[at];
                *slot += 1;
            }
        }
        Self { starts, columns, values, width: self.height() }
    }

    /// The product with a dense matrix of `rank` columns.
    fn times(&self, dense: &[f32], rank: usize) -> Vec<f32> {
        let mut product = vec![0.0; self.height() * rank];
        product.par_chunks_mut(rank).enumerate().for_each(|(row, out)| {
            for at in self.starts[row]..self.starts[row + 1] {
                let from = &dense[self.columns[at] as usize * rank..][..rank];
                let value = self.values[at];
                out.iter_mut().zip(from).for_each(|(out, from)| *out += value * from);
            }
        });
        product
    }
}

/// The left singular vectors of the `rank` largest singular values, each times the square root of its value: a row a row
/// of the matrix.
#[must_use]
pub fn embed(matrix: &Sparse, rank: usize, power_steps: usize) -> Vec<f32> {
    let turned = matrix.transposed();
    let mut seed = 0x5EED_u64;
    let noise: Vec<f32> = (0..matrix.width * rank).map(|_| gaussian(&mut seed)).collect();
    let mut basis = matrix.times(&noise, rank);
    orthonormalize(&mut basis, rank);
    for _ in 0..power_steps {
        let mut other = turned.times(&basis, rank);
        orthonormalize(&mut other, rank);
        basis = matrix.times(&other, rank);
        orthonormalize(&mut basis, rank);
    }
    let core = gram(&turned.times(&basis, rank), rank);
    let (values, vectors) = eigen(core, rank);
    let mut order: Vec<usize> = (0..rank).collect();
    order.sort_by(|&a, &b| values[b].total_cmp(&values[a]).then(a.cmp(&b)));
    basis.par_chunks_mut(rank).for_each(|row| {
        let turned: Vec<f32> = order
            .iter()
            .map(|&k| {
                let along: f64 =
                    row.iter().enumerate().map(|(i, &x)| f64::from(x) * vectors[i * rank + k]).sum();
                (along * values[k].max(0.0).powf(0.25)) as f32
            })
            .collect();
        row.copy_from_slice(&turned);
    });
    basis
}

/// A sum of uniform numbers, near enough to a normal one.
fn gaussian(seed: &mut u64) -> f32 {
    let mut sum = -6.0;
    for _ in 0..12 {
        *seed = seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
        sum += (crate::lexicon::hash::mix(*seed) >> 40) as f32 / (1 << 24) as f32;
    }
    sum
}

/// The inner products of the columns of `dense`.
fn gram(dense: &[f32], rank: usize) -> Vec<f64> {
    let parts: Vec<Vec<f64>> = dense
        .par_chunks(rank * 4096)
        .map(|chunk| {
            let mut part = vec![0.0_f64; rank * rank];
            for row in chunk.chunks_exact(rank) {
                for (i, &x) in row.iter().enumerate() {
                    let out = &mut part[i * rank..][..=i];
                    out.iter_mut().zip(row).for_each(|(out, &y)| *out += f64::from(x * y));
                }
            }
            part
        })
        .collect();
    let mut sum = vec![0.0; rank * rank];
    for part in parts {
        sum.iter_mut().zip(part).for_each(|(sum, value)| *sum += value);
    }
    for i in 0..rank {
        for j in 0..i {
            sum[j * rank + i] = sum[i * rank + j];
        }
    }
    sum
}

/// Makes the columns of `dense` orthonormal, by the Cholesky factor of their inner products, twice for precision.
fn orthonormalize(dense: &mut [f32], rank: usize) {
    for _ in 0..2 {
        let factor = cholesky(gram(dense, rank), rank);
        dense.par_chunks_mut(rank).for_each(|row| {
            for i in 0..rank {
                let known: f64 = (0..i).map(|j| factor[i * rank + j] * f64::from(row[j])).sum();
                row[i] = ((f64::from(row[i]) - known) / factor[i * rank + i]) as f32;
            }
        });
    }
}

/// The lower triangular matrix whose product with its transpose is `matrix`.
fn cholesky(mut matrix: Vec<f64>, rank: usize) -> Vec<f64> {
    let trace: f64 = (0..rank).map(|i| matrix[i * rank + i]).sum();
    for i in 0..rank {
        for j in 0..=i {
            let known: f64 = (0..j).map(|k| matrix[i * rank + k] * matrix[j * rank + k]).sum();
            let rest = matrix[i * rank + j] - known;
            matrix[i * rank + j] =
                if i == j { rest.max(1e-12 * trace.max(1e-300)).sqrt() } else { rest / matrix[j * rank + j] };
        }
    }
    matrix
}

/// Eigenvalues and eigenvectors (in columns) of a symmetric matrix, by Jacobi's rotations.
fn eigen(mut a: Vec<f64>, n: usize) -> (Vec<f64>, Vec<f64>) {
    let mut vectors = vec![0.0; n * n];
    (0..n).for_each(|i| vectors[i * n + i] = 1.0);
    let norm: f64 = a.iter().map(|x| x * x).sum();
    for _ in 0..60 {
        let off: f64 = (0..n).map(|i| (0..i).map(|j| a[i * n + j] * a[i * n + j]).sum::<f64>()).sum();
        if off <= 1e-20 * norm {
            break;
        }
        for p in 0..n {
            for q in p + 1..n {
                rotate(&mut a, &mut vectors, n, (p, q));
            }
        }
    }
    ((0..n).map(|i| a[i * n + i]).collect(), vectors)
}

fn rotate(a: &mut [f64], vectors: &mut [f64], n: usize, (p, q): (usize, usize)) {
    let off = a[p * n + q];
    if off == 0.0 {
        return;
    }
    let theta = (a[q * n + q] - a[p * n + p]) / (2.0 * off);
    let t = theta.signum() / (theta.abs() + theta.hypot(1.0));
    let c = 1.0 / t.hypot(1.0);
    let s = t * c;
    for k in 0..n {
        let (x, y) = (a[k * n + p], a[k * n + q]);
        a[k * n + p] = c * x - s * y;
        a[k * n + q] = s * x + c * y;
    }
    for k in 0..n {
        let (x, y) = (a[p * n + k], a[q * n + k]);
        a[p * n + k] = c * x - s * y;
        a[q * n + k] = s * x + c * y;
    }
    for k in 0..n {
        let (x, y) = (vectors[k * n + p], vectors[k * n + q]);
        vectors[k * n + p] = c * x - s * y;
        vectors[k * n + q] = s * x + c * y;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 30 rows of two kinds, with a little noise: the first direction tells the kinds apart.
    #[test]
    fn finds_what_rows_have_in_common() {
        let (mut matrix, mut seed) = (Sparse { starts: vec![0], width: 12, ..Sparse::default() }, 7);
        for row in 0..30 {
            for column in 0..12_u32 {
                let strong = (row % 2 == 0) == (column < 6);
                matrix.columns.push(column);
                matrix.values.push(f32::from(u8::from(strong)) + 0.1 * gaussian(&mut seed));
            }
            matrix.starts.push(matrix.columns.len());
        }
        let points = embed(&matrix, 3, 3);
        let same =
            |a: usize, b: usize| -> f32 { (0..2).map(|k| points[a * 3 + k] * points[b * 3 + k]).sum() };
        assert!(same(0, 2) > 10.0 * same(0, 1).abs());
        assert!(same(1, 3) > 10.0 * same(2, 3).abs());
    }

    #[test]
    fn a_small_symmetric_matrix_is_taken_apart() {
        let (values, vectors) = eigen(vec![2.0, 1.0, 1.0, 2.0], 2);
        let mut sorted = values.clone();
        sorted.sort_by(f64::total_cmp);
        assert!((sorted[0] - 1.0).abs() < 1e-9 && (sorted[1] - 3.0).abs() < 1e-9);
        assert!((vectors[0] * vectors[1] + vectors[2] * vectors[3]).abs() < 1e-9);
    }
}
