//! Trains a model and writes it in the form that [`crate::names::Model`] reads in place.

use super::dataset::Dataset;
use super::lbfgs::{self, Settings};
use super::objective::Objective;
use super::samples::Sample;
use crate::names::{Labels, model as layout};

/// What is learned: scores, not yet stored.
#[derive(Debug, Clone)]
pub struct Learned {
    /// The names of the types.
    pub types: Vec<String>,
    /// Hash and weights of every feature.
    pub rows: Vec<(u64, Vec<f32>)>,
    /// Transition scores, `from * labels + to`.
    pub transitions: Vec<f32>,
    /// Corrected confidences at equal steps from 0 to 1.
    pub calibration: Vec<f32>,
}

/// How to train.
#[derive(Debug, Clone, Copy)]
pub struct Recipe {
    /// Features of fewer tokens are left out.
    pub least: u32,
    /// The penalty on large weights.
    pub penalty: f32,
    /// Features whose weights are all smaller than this are left out of the stored model.
    pub prune: f32,
    /// In how many parts articles are listened to by a model of the other parts; below two: no echoes.
    pub parts: usize,
    /// The optimizer's settings.
    pub settings: Settings,
}

impl Default for Recipe {
    fn default() -> Self {
        Self { least: 2, penalty: 1.0, prune: 0.002, parts: 3, settings: Settings::default() }
    }
}

/// Learns from `samples`, whose labels are those over `types`.
#[must_use]
pub fn learn(samples: &[Sample], types: &[&str], recipe: Recipe) -> Learned {
    let labels = Labels::new(types.len());
    let data = Dataset::new(samples, recipe.least);
    if labels.len() <= NARROW {
        fit::<NARROW>(&data, labels, types, recipe)
    } else {
        fit::<WIDE>(&data, labels, types, recipe)
    }
}

/// Widths of the weights' rows: for three types, for six.
const NARROW: usize = 16;
const WIDE: usize = 28;

fn fit<const W: usize>(data: &Dataset, labels: Labels, types: &[&str], recipe: Recipe) -> Learned {
    let parameters = lbfgs::minimize(&mut Objective::<W>::new(data, labels, recipe.penalty), recipe.settings);
    let (weights, transitions) = parameters.split_at(data.features.len() * W);
    let weights = weights.as_chunks::<W>().0.iter().map(|row| &row[..labels.len()]);
    let rows = data.features.iter().zip(weights);
    Learned {
        types: types.iter().map(ToString::to_string).collect(),
        rows: rows
            .filter(|(_, row)| row.iter().any(|w| w.abs() >= recipe.prune))
            .map(|(&feature, row)| (feature, row.to_vec()))
            .collect(),
        transitions: transitions.to_vec(),
        calibration: (0..layout::CALIBRATION_POINTS)
            .map(|at| at as f32 / (layout::CALIBRATION_POINTS - 1) as f32)
            .collect(),
    }
}

impl Learned {
    /// The model file.
    #[must_use]
    pub fn bytes(&self) -> Vec<u8> {
        let unit = self.unit();
        let buckets = self.fill(unit);
        let mut bytes = layout::MAGIC.to_vec();
        for number in [layout::VERSION, crate::names::template::TEMPLATE_ID] {
            bytes.extend(number.to_le_bytes());
        }
        bytes.extend(crate::names::table_hash().to_le_bytes());
        bytes.extend(unit.to_le_bytes());
        bytes.extend((self.types.len() as u32).to_le_bytes());
        bytes.extend(((buckets.len() / layout::BUCKET) as u32).to_le_bytes());
        bytes.resize(layout::HEADER, 0);
        for name in &self.types {
            bytes.extend((name.len() as u32).to_le_bytes());
            bytes.extend(name.as_bytes());
        }
        bytes.extend(self.transitions.iter().chain(&self.calibration).flat_map(|value| value.to_le_bytes()));
        bytes.resize(bytes.len().next_multiple_of(layout::BUCKET), 0);
        bytes.extend(buckets);
        bytes
    }

    /// The worth of one unit of a stored weight.
    fn unit(&self) -> f32 {
        let largest = self.rows.iter().flat_map(|(_, row)| row).map(|w| w.abs()).fold(1e-6, f32::max);
        largest / layout::LARGEST
    }

    /// The buckets with all rows.
    fn fill(&self, unit: f32) -> Vec<u8> {
        let entry = layout::MARK + Labels::new(self.types.len()).len();
        let slots = layout::BUCKET / entry;
        let count = (self.rows.len() * 4 / (3 * slots)).max(1) + 1;
        let mut bytes = vec![0_u8; count * layout::BUCKET];
        for (feature, row) in &self.rows {
            let (mut bucket, mark) = layout::place(*feature, count);
            loop {
                let line = &mut bytes[bucket * layout::BUCKET..][..layout::BUCKET];
                let free = line.chunks_exact(entry).position(|e| layout::mark_of(e) & layout::MARK_BITS == 0);
                if let Some(slot) = free {
                    let place = &mut line[slot * entry..][..entry];
                    place[..layout::MARK].copy_from_slice(&mark.to_le_bytes()[..layout::MARK]);
                    for (byte, weight) in place[layout::MARK..].iter_mut().zip(row) {
                        *byte = stored(weight / unit).cast_unsigned();
                    }
                    break;
                }
                line[layout::MARK - 1] |= (layout::OVERFLOW >> 16) as u8;
                bucket = (bucket + 1) % count;
            }
        }
        bytes
    }
}

/// The stored form of a weight in units, see [`layout::widened`].
fn stored(units: f32) -> i8 {
    (units.abs().sqrt().round().min(127.0) as i8) * if units < 0.0 { -1 } else { 1 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::names::{Labels, Model};

    fn samples() -> Vec<Sample> {
        let lines: [&[u8]; 4] = [&[0, 1, 3, 0], &[0, 0, 4], &[4, 0], &[0, 0, 0, 1, 2, 3]];
        let sample = |(at, line): (usize, &&[u8])| Sample {
            features: line
                .iter()
                .enumerate()
                .map(|(t, &l)| vec![7, u64::from(l) + 20, (t + at) as u64 + 90])
                .collect(),
            labels: line.to_vec(),
            weight: 1.0,
        };
        (0..40).flat_map(|_| lines.iter().enumerate().map(sample)).collect()
    }

    #[test]
    fn what_is_stored_is_what_was_learned() {
        let recipe = Recipe { prune: 0.0, ..Recipe::default() };
        let learned = learn(&samples(), &["person"], recipe);
        let bytes = learned.bytes();
        let model = Model::from_bytes(&bytes).expect("just written");
        assert_eq!((model.types(), model.labels()), (&["person"][..], Labels::new(1)));
        let largest = learned.rows.iter().flat_map(|(_, row)| row).fold(0.0_f32, |a, w| a.max(w.abs()));
        for (feature, row) in &learned.rows {
            let mut sums = [0; 5];
            model.add(*feature, &mut sums);
            for (sum, weight) in sums.iter().zip(row) {
                let step = 2.0 * (weight.abs() / largest).sqrt() / 127.0 + 1.0 / 16129.0;
                assert!((*sum as f32 * model.unit() - weight).abs() <= step * largest, "{sum} {weight}");
            }
        }
        let mut sums = [0; 5];
        model.add(12345, &mut sums);
        assert_eq!(sums, [0; 5], "an unknown feature says nothing");
    }

    #[test]
    fn the_number_of_threads_changes_nothing() {
        let run = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("a pool");
            pool.install(|| learn(&samples(), &["person"], Recipe::default()).bytes())
        };
        assert_eq!(run(1), run(3));
    }

    #[test]
    fn a_file_that_does_not_fit_is_an_error() {
        let bytes = learn(&samples(), &["person"], Recipe::default()).bytes();
        assert!(Model::from_bytes(&bytes[..70]).is_err());
        assert!(Model::from_bytes(b"").is_err());
        let mut other = bytes.clone();
        other[12] ^= 1;
        assert!(Model::from_bytes(&other).is_err(), "another template");
    }
}
